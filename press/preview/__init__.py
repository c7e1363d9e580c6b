"""From a composed handout to pictures of it: its pages, and the folded piece as patients see it."""
