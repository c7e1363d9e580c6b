"""From many PDFs of ours to one, piece after piece: one tree, and everything that is the same only once."""
