"""From a stranger's PDF to one that a packet can hold: safe, in plain pages, and judged for who listens."""
