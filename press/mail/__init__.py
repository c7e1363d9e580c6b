"""From a mailing and a list of recipients to letters with their enclosures, all verified."""
