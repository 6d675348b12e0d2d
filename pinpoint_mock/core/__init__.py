"""What every other package builds on: errors and checks, ids, ARNs, tags, the clock, JSON, paging."""
