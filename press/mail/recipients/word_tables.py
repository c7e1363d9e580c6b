"""From a line of words to the table that it stands for."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """``LONG,LONGER=SHORT OTHER=O``: each word before a sign to the one behind it."""
    parted = (one.split("=") for one in text.split())
    return {word: short for some, short in parted for word in some.split(",")}
