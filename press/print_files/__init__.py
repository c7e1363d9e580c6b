"""From many PDFs of ours to one print file: one structure tree, and each shared object only once."""
