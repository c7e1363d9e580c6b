"""From flowables with structure elements to a tagged PDF: PDF/UA-1 and PDF/A-2a in one file."""
