"""What every other room stands on: errors, ids, ARNs, the clock, paging, matching."""
