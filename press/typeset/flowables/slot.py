"""A placeholder in reading order for third-party pages that are bound in later."""

from __future__ import annotations

from collections.abc import Iterator

from press.tagged.nodes import StructElem
from press.typeset.text.paragraph import StoryFlowable


class Slot(StoryFlowable):
    """A flowable without size or drawing, whose Part element takes third-party pages.

    ``name`` is ASCII, and no other slot of the story has it.
    """

    def __init__(self, name: str, parent: StructElem | None = None) -> None:
        super().__init__()
        assert name.isascii(), "a slot's name is an identifier, not text for readers"
        self.element = StructElem("Part", parent, slot=name)

    @property
    def elements(self) -> Iterator[StructElem]:
        """Its Part element."""
        yield self.element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return a width and height of 0 points."""
        self.width, self.height = 0.0, 0.0
        return 0.0, 0.0

    def draw(self) -> None:
        """Draw nothing."""
