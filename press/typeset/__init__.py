"""From a Handout and a Brand to a Story: flowables in reading order, at one size of body text."""

# Before anything here loads ReportLab's paragraphs.
from press.typeset import reportlab_settings as reportlab_settings
