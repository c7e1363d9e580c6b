"""Programs that make the same page as Handout Press, for comparison."""
