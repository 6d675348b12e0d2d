"""Assertions over what was sent, and what they say when they fail."""
