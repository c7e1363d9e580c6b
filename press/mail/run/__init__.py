"""From a mailing and a list to a folder of print files with their report, written whole or not at all."""
