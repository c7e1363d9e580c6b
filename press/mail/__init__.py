"""From a mailing and a list of recipients to letters with their enclosures, verified and counted."""
