"""Pure functions from a request to what a recipient reads."""
