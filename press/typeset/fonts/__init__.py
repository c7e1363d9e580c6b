"""From font files to fonts that a PDF embeds, with a substitute for each missing character."""
