"""From files that hold a list of recipients, as a practice has them, to rows under our own names of columns."""
