"""From finished print files to proof that each page belongs to its recipient."""
