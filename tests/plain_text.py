"""A canvas without tags, to compare the tagged canvas with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from press.brand.brand import Brand
from press.content.handout import Handout
from press.layout import load_layout
from press.layout.contract import Composed
from press.tagged.contrast import Contrast
from press.tagged.nodes import ReadingOrder, StructElem


class PlainCanvas(Canvas):
    """ReportLab's own canvas, which ignores the calls that a tagged canvas needs."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.reading_order = ReadingOrder([StructElem("H1")])
        self.links: dict[str, Any] = {}
        self.contrast = Contrast()
        self.untagged_pages: list[int] = []
        self.forbidden: list[Any] = []
        self.areas = True
        self.bleed = 0.0
        self.reading_position = (0, 0)

    def mark(self, element: StructElem | None, torn_word: str | None = None) -> str:
        return ""

    @contextmanager
    def tagged(self, element: StructElem | None, box: Any = None) -> Iterator[None]:
        yield

    @contextmanager
    def furniture(self, watermark: bool = False) -> Iterator[None]:
        yield

    def link(self, *arguments: Any) -> None:
        pass

    def linkRect(self, *arguments: Any, **named: Any) -> None:  # noqa: N802
        pass

    def record_text(self, *arguments: Any) -> None:
        pass

    def record_background(self, *arguments: Any) -> None:
        pass

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "reading_order" and hasattr(self, "reading_order"):
            return  # keeps the title that __init__ made
        super().__setattr__(name, value)


def compose_plain(what: Handout, layout: str, whose: Brand) -> Composed:
    """Compose a handout as press does, on a plain canvas."""
    plain = load_layout(whose.workspace, layout)()
    plain.canvas = PlainCanvas  # type: ignore[assignment, misc]
    return plain.compose(what, whose)
