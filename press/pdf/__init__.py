"""From bytes to PDF objects and back: syntax, page boxes, encryption, and the two modules that import pypdf."""
