"""From PDFs to paper: knows PDFs, knows no Handout."""
