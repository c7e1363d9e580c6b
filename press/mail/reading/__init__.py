"""From the files of a list of recipients to its rows."""
