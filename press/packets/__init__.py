"""From a packet, the answers of one patient and a brand to one bound PDF, with its record."""
