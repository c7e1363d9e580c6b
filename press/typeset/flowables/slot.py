"""The place in a story where pages that somebody else composed will be read, once they are bound in."""

from __future__ import annotations

from collections.abc import Iterator

from press.tagged.nodes import StructElem
from press.typeset.text.paragraph import StoryFlowable


class Slot(StoryFlowable):
    """Takes no room and draws nothing; its element, a Part, waits under a ``name`` that no other slot of the story has."""

    def __init__(self, name: str, parent: StructElem | None = None) -> None:
        super().__init__()
        assert name.isascii(), "it is a name, and no text that anybody reads"
        self.element = StructElem("Part", parent, slot=name)

    @property
    def elements(self) -> Iterator[StructElem]:
        yield self.element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width, self.height = 0.0, 0.0
        return 0.0, 0.0

    def draw(self) -> None:
        pass
