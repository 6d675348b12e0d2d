"""What happens by the clock: due work; campaigns and journeys register their kinds of it."""
