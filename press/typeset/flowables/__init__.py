"""The flowables of a Story besides its paragraphs."""
