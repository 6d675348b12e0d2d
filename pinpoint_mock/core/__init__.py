"""What every other package builds on: errors, ids, ARNs, the clock and paging."""
