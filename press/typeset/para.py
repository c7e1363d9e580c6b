"""Paragraphs: the text of a Story. A list is paragraphs with markers and indents, so it splits as text does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph

SMALLEST = 9.0  # points: what is set smaller to stay on one line stops here
CAP_HEIGHT = 0.668  # of the size: Atkinson Hyperlegible Next; text is centred in its line by its capitals


class Piece(Flowable):
    """A flowable of a Story: it knows its words, and whether it must stay with what follows."""

    width: float
    height: float
    keep_with_next = False

    @property
    def paragraphs(self) -> Iterator[Para]:
        """The paragraphs in it, in reading order."""
        yield from ()

    @property
    def words(self) -> int:
        """How many words it shows."""
        return sum(one.words for one in self.paragraphs)

    @property
    def on_grid(self) -> float | None:
        """How far below its top the grid of baselines meets it, in points; None for what has no body text.

        Known once it was wrapped.
        """
        return None

    def getKeepWithNext(self) -> bool:
        return self.keep_with_next


class Marker(NamedTuple):
    """What stands before the first line of a list item. ``kind`` is text, box or ticked; ``at`` points from the left."""

    kind: str
    at: float
    text: str = ""
    font: str = ""
    color: Color | None = None


class Para(Piece, Paragraph):
    """A paragraph whose first baseline depends on its style alone, not on the fonts that stepped in."""

    style: ParagraphStyle
    blPara: Any  # the lines, once it was wrapped

    def __init__(self, text: str | None, style: ParagraphStyle, bulletText: str | None = None, frags: Any = None) -> None:
        super().__init__(cast(str, text), style, bulletText=bulletText, frags=frags)
        self.marker: Marker | None = None
        self.one_line = False  # a telephone number or address: made smaller rather than broken
        self.continues = False  # in the next column

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if self.one_line and self.minWidth() > availWidth:
            self._shrink(max(availWidth / self.minWidth(), SMALLEST / self.style.fontSize))
        size = super().wrap(availWidth, availHeight)
        self._set_baseline()
        return size

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        if not hasattr(self, "blPara"):
            self.wrap(availWidth, availHeight)
        parts = super().split(availWidth, availHeight)
        if len(parts) == 2:
            first, rest = cast(list[Para], parts)
            first.marker, first.continues = self.marker, True
            rest.continues = self.continues
            rest.keep_with_next = self.keep_with_next
        return parts

    @property
    def lines(self) -> int:
        """How many lines it has at the width it was wrapped to last."""
        return len(self.blPara.lines)

    @property
    def paragraphs(self) -> Iterator[Para]:
        yield self

    @property
    def plain(self) -> str:
        """Its text, without markup."""
        if any(isinstance(frag, list) for frag in self.frags):  # once wrapped, rich text is kept by words
            return str(self.getPlainText())
        return "".join(
            " " if hasattr(frag, "lineBreak") else getattr(frag, "text", "") or " ".join(getattr(frag, "words", ()))
            for frag in self.frags
        )

    @property
    def words(self) -> int:
        return len(self.plain.split())

    @property
    def on_grid(self) -> float | None:
        return 0.0

    def first_baseline(self) -> float:
        """From its top to the baseline of its first line, in points."""
        lift = float(getattr(self.style, "lift", 0))
        return self.style.leading / 2 + CAP_HEIGHT / 2 * self.style.fontSize - lift

    def draw(self) -> None:
        if self.marker:
            self._draw_marker(self.marker)
        super().draw()

    def beginText(self, x: float, y: float) -> PDFTextObject:
        room = self.width - self.style.leftIndent - self.style.rightIndent
        torn = list(self._torn_words()) if self.minWidth() > room else []
        return _Lines(self.canv, x, y, self.lines, torn, self.continues)

    def _torn_words(self) -> Iterator[tuple[int, int, str]]:
        """(start, end, word) for each word, counted in characters that are not blank."""
        at = 0
        for word in self.plain.split():
            yield at, at + len(word), word
            at += len(word)

    def _shrink(self, by: float) -> None:
        size = self.style.fontSize * by
        self.style = self.style.clone(self.style.name, fontSize=size)
        for frag in self.frags:
            frag.fontSize = size

    def _set_baseline(self) -> None:
        ascent = self.first_baseline()
        if self.blPara.kind == 0:
            self.blPara.ascent = ascent
        elif self.blPara.lines:
            self.blPara.lines[0].ascent = ascent

    def _draw_marker(self, marker: Marker) -> None:
        canvas, size = self.canv, self.style.fontSize
        y = self.height - self.first_baseline()
        canvas.saveState()
        if marker.kind == "text":
            canvas.setFillColor(marker.color or self.style.textColor)
            canvas.setFont(marker.font, size)
            canvas.drawString(marker.at, y, marker.text)
        else:
            side = 0.86 * size
            canvas.setStrokeColor(marker.color or self.style.textColor)
            canvas.setLineWidth(0.08 * size)
            canvas.rect(marker.at + 0.04 * size, y - 0.08 * size, side, side)
            if marker.kind == "ticked":
                path = canvas.beginPath()
                path.moveTo(marker.at + 0.23 * side, y + 0.40 * side)
                path.lineTo(marker.at + 0.46 * side, y + 0.14 * side)
                path.lineTo(marker.at + 0.87 * side, y + 0.76 * side)
                canvas.setLineWidth(0.12 * size)
                canvas.drawPath(path)
        canvas.restoreState()


class _Lines(PDFTextObject):
    """Writes a paragraph's lines so that who reads the stream gets its words: a blank at the end of each line but
    the last, and each torn word once, whole, as the replacement of its pieces (ISO 32000-1, 14.9.4).

    ``words`` are those of a paragraph in which some word is wider than the line, as (start, end, word) counted in
    characters that are not blank; empty for every other paragraph.
    """

    _code: list[str]

    def __init__(self, canvas: Canvas, x: float, y: float, lines: int, words: list[tuple[int, int, str]], continues: bool) -> None:
        super().__init__(canvas, x, y)
        self._left = lines
        self._words = words
        self._continues = continues
        self._written = 0  # characters that are not blank
        self._open: int | None = None  # where the torn word that is being written ends

    def _textOut(self, text: str, TStar: int = 0) -> None:
        for piece in self._pieces(text) if self._words else (text,):
            self._begin(piece)
            super()._textOut(piece)  # type: ignore[misc]  # the stubs leave it out
            self._written += sum(not char.isspace() for char in piece)
            if self._open == self._written:
                self._code.append("EMC")
                self._open = None
        if TStar:
            self._left -= 1
            inside = any(start < self._written < end for start, end, _ in self._words)
            if not inside and (self._left or self._continues):
                super()._textOut(" ")  # type: ignore[misc]
            self._code.append("T*")

    def _pieces(self, text: str) -> Iterator[str]:
        """The text cut where words begin and end."""
        edges = {edge for start, end, _ in self._words for edge in (start, end)}
        piece, count = "", self._written
        for char in text:
            if piece and count in edges and (not char.isspace() or not piece.isspace()):
                yield piece
                piece = ""
            piece += char
            count += not char.isspace()
        yield piece

    def _begin(self, piece: str) -> None:
        if self._open is not None or not piece.strip():
            return
        for start, end, word in self._words:
            if start == self._written and self._written + len(piece.strip()) < end:
                self._code.append(f"/Span <</ActualText <FEFF{word.encode('utf-16-be').hex().upper()}>>> BDC")
                self._open = end


def xml(text: str) -> str:
    """The one place where text becomes ReportLab's markup."""
    return escape(text)
