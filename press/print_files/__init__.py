"""From many PDFs of ours to one print file: one structure tree, each shared object once."""
