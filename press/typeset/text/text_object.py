"""From a paragraph's broken lines to its text in the page's stream, each piece in its part of the structure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfgen.textobject import PDFTextObject

from press.tagged.nodes import StructElem

if TYPE_CHECKING:
    from press.tagged.canvas import TaggedCanvas

NOBODY = StructElem("")
Line = list[
    tuple[str, Any]
]  # its text piece by piece, each with ReportLab's record of font, colour and link


class InlineLink(NamedTuple):
    """A link inside a paragraph: its element, and what is said of where it leads."""

    element: StructElem
    says: str


class Span(NamedTuple):
    """A part of a paragraph that is an element of its own, from and to in characters that are not blank.

    ``whole`` is its text where lines tear it: a word wider than the column.
    """

    start: int
    end: int
    element: StructElem
    whole: str | None = None


def lines_of(broken: Any) -> list[Line]:
    """The lines of a paragraph that was wrapped, from ReportLab's ParaLines."""
    if broken.kind == 0:
        return [[(" ".join(words), broken)] for _, words in broken.lines]
    return [[(getattr(frag, "text", ""), frag) for frag in line.words] for line in broken.lines]


def colors_of(broken: Any) -> list[Any]:
    """The colours of all that is not blank."""
    if broken.kind == 0:
        return (
            [broken.textColor] if any(any(map(str.strip, line)) for _, line in broken.lines) else []
        )
    return [frag.textColor for line in lines_of(broken) for text, frag in line if text.strip()]


def tears_at(words: Sequence[str], cut: int) -> bool:
    """True if a cut behind so many characters that are not blank goes through a word."""
    at = 0
    for word in words:
        if at < cut < at + len(word):
            return True
        at += len(word)
    return False


class LineText(NamedTuple):
    """What ``Lines`` writes: how many lines, whose they are, and the parts that are elements of their own.

    ``tears`` are the line ends inside a word, in characters that are not blank; ``continues`` says that another part
    of the same paragraph follows, in the next column.
    """

    lines: int
    element: StructElem | None
    spans: tuple[Span, ...]
    tears: frozenset[int]
    continues: bool


def text_of(
    broken: Any,
    links: Mapping[str, InlineLink],
    element: StructElem | None,
    words: Sequence[str],
    continues: bool,
) -> LineText:
    """``broken`` is ReportLab's ParaLines; ``words`` are given for a paragraph too narrow for some of them."""
    lines = lines_of(broken)
    torn = list(_torn(lines, words)) if words else []
    tears = (
        frozenset(end for end in _ends(lines) for word in torn if word.start < end < word.end)
        if torn
        else frozenset()
    )
    spans = list(_links(lines, links)) if links else []
    for word in torn:
        over = [span for span in spans if span.start < word.end and word.start < span.end]
        if not over:
            spans.append(word._replace(element=StructElem("Span", element)))
        elif over[0][:2] == word[:2]:  # a link's address
            spans[spans.index(over[0])] = over[0]._replace(whole=word.whole)
    return LineText(
        len(lines), element, tuple(sorted(spans, key=lambda span: span.start)), tears, continues
    )


class Lines(PDFTextObject):
    """Writes lines so that who reads the stream gets their words.

    A blank ends each line but the last, and none where a word is torn: "every day" is two words, a long address one
    (ISO 32000-1, 14.8.2.5). A torn word says also what it is in one piece (14.9.4).
    """

    _code: list[str]
    _canvas: TaggedCanvas
    marked = True

    def __init__(self, canvas: TaggedCanvas, x: float, y: float, text: LineText) -> None:
        super().__init__(canvas, x, y)
        self._text = text
        self._left = text.lines
        self._counts = bool(text.spans or text.tears)
        self._written = 0  # characters that are not blank
        self._begun = self._marked = False
        self._owner: StructElem | None = None  # of what is being written
        self._whole_to = -1  # where a torn word ends: the blank after it is not part of it

    def _textOut(self, text: str, TStar: int = 0) -> None:
        for piece in self._pieces(text) if self._text.spans else (text,):
            if piece:
                if piece.strip() or not self._begun or self._written == self._whole_to:
                    self._begin(blank=not piece.strip())
                super()._textOut(piece)  # type: ignore[misc]  # the stubs leave it out
                self._written += len("".join(piece.split())) if self._counts else 0
        if TStar:
            self._left -= 1
            if (
                self._begun
                and self._written not in self._text.tears
                and (self._left or self._text.continues)
            ):
                if self._written == self._whole_to:
                    self._begin(blank=True)
                super()._textOut(" ")  # type: ignore[misc]
            self._code.append("T*")

    def getCode(self) -> str:
        self._close()
        return str(super().getCode())

    def _pieces(self, text: str) -> Iterator[str]:
        """The text cut where spans begin and end; the blank before a span is not part of it."""
        edges = {edge for span in self._text.spans for edge in (span.start, span.end)}
        piece, count = "", self._written
        for char in text:
            if (
                piece
                and count in edges
                and (char.isspace() != piece[-1].isspace() or not char.isspace())
            ):
                yield piece
                piece = ""
            piece += char
            count += not char.isspace()
        yield piece

    def _begin(self, blank: bool) -> None:
        """Go over to the element that is to be written; a blank between two torn words belongs to neither."""
        span = (
            None
            if blank
            else next(
                (span for span in self._text.spans if span.start <= self._written < span.end), None
            )
        )
        owner = span.element if span else self._text.element
        if self._begun and owner is self._owner:
            return
        self._close()
        self._begun, self._owner = True, owner
        self._whole_to = span.end if span and span.whole else -1
        if operator := self._canvas.mark(owner, span.whole if span else None):
            self._code.append(operator)
            self._marked = True

    def _close(self) -> None:
        if self._marked:
            self._code.append("EMC")
            self._marked = False


def _ends(lines: Sequence[Line]) -> list[int]:
    """Where each line ends, in characters that are not blank."""
    ends, at = [], 0
    for line in lines:
        at += sum(len("".join(text.split())) for text, _ in line)
        ends.append(at)
    return ends


def _links(lines: Sequence[Line], links: Mapping[str, InlineLink]) -> Iterator[Span]:
    """One for each link, however many pieces and lines it takes."""
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for text, frag in (piece for line in lines for piece in line):
        end = at + len("".join(text.split()))
        for _, name in frag.link or ():
            places[name] = (places.get(name, (at, end))[0], end)
        at = end
    for name, (start, end) in places.items():
        if end > start:
            yield Span(start, end, links[name.removeprefix("#")].element)


def _torn(lines: Sequence[Line], words: Sequence[str]) -> Iterator[Span]:
    """A span for each word that goes on in the next line, as yet of no element."""
    ends, at = _ends(lines), 0
    for word in words:
        if any(at < end < at + len(word) for end in ends):
            yield Span(at, at + len(word), NOBODY, word)
        at += len(word)
