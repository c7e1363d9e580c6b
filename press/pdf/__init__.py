"""From bytes to PDF objects and back: syntax, page boxes, encryption, and both doors to pypdf."""
