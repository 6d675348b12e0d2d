"""What was recorded: logs of frozen records, how they are matched and compared, and what is said of them."""
