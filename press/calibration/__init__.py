"""From a practice's brand to a sheet that shows with a ruler how far off a printer prints."""
