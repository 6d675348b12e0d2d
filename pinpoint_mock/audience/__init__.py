"""What endpoints may be, and what an update makes of them."""
