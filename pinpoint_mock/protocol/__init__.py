"""Pinpoint's rest-json protocol: the only place with JSON, paths and HTTP status codes."""
