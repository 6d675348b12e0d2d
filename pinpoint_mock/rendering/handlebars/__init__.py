"""Message templates: Handlebars with the helpers of Pinpoint."""
