"""What a mock remembers: the world, its backends, their apps and endpoints, and the logs."""
