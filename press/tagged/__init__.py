"""From flowables that know their part in the structure to a tagged PDF: PDF/UA-1 and PDF/A-2a in one file."""
