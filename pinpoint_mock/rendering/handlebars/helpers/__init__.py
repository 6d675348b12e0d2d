"""The helpers of message templates, a module for each group of the user guide."""
