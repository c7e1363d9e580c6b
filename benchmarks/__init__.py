"""The speed and memory tables of the project, beside those of other programs."""
