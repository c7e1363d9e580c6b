"""From flowables with structure elements to a tagged PDF: PDF/UA-1 and PDF/A-2a in one file."""

# Before anything here loads ReportLab.
from press import reportlab_hooks as reportlab_hooks
