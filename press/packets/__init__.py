"""From a packet and one patient's values to one tagged PDF, with every date counted."""
