"""From the pages of any PDF to sheets of paper: booklets, two pages or four pages on a side."""
