"""From a practice's brand to one sheet, printed on both sides, that shows with a ruler what a printer does wrong."""
