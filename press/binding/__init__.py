"""From a packet and third-party PDFs to one PDF, with the tags and links of each page."""
