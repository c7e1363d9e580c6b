"""From recipients to their letters: passages, address blocks, envelopes, labels and barcodes."""
