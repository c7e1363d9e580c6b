"""From one text to a table of words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """Return a map of each long word to its short one, from ``LONG,LONGER=SHORT OTHER=O``."""
    entries = (entry.split("=") for entry in text.split())
    return {long: short for long_words, short in entries for long in long_words.split(",")}
