"""From a mailing and a list to a folder of print files and their report, written as a whole."""
