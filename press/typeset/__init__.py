"""From a Handout and a Brand to a Story: flowables in reading order, at one size of body text."""
