"""The handlers of Pinpoint's operations, one module for each family of resources."""
