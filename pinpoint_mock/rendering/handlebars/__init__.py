"""Message templates: Handlebars as Pinpoint has it."""
