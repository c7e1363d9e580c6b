"""From a workspace and the names of handouts to finished PDFs, each written whole or not at all."""
