"""From lists of recipients, as practices export them, to rows under our own column names."""
