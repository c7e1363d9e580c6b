"""From broken lines to text operators, each part of the text in its structure element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfgen.textobject import PDFTextObject

from press.tagged.nodes import StructElem

if TYPE_CHECKING:
    from press.tagged.canvas import TaggedCanvas

NO_ELEMENT = StructElem("")
# The text of a line in parts, each with ReportLab's record of its font, colour and link.
Line = list[tuple[str, Any]]


class InlineLink(NamedTuple):
    """A link inside a paragraph: its element, and the description of its target."""

    element: StructElem
    description: str


class Span(NamedTuple):
    """A part of a paragraph that is an element of its own.

    ``start`` and ``end`` count the paragraph's characters without its blanks. ``torn_word`` is the
    text of a word that lines break, because it is wider than the column; else None.
    """

    start: int
    end: int
    element: StructElem
    torn_word: str | None = None


def lines_of(para_lines: Any) -> list[Line]:
    """Return the lines of a wrapped paragraph, from ReportLab's ParaLines."""
    if para_lines.kind == 0:
        return [[(" ".join(words), para_lines)] for _, words in para_lines.lines]
    return [
        [(getattr(fragment, "text", ""), fragment) for fragment in line.words]
        for line in para_lines.lines
    ]


def colors_of(para_lines: Any) -> list[Any]:
    """Return the colours of all text that is not blank."""
    if para_lines.kind == 0:
        has_text = any(any(map(str.strip, line)) for _, line in para_lines.lines)
        return [para_lines.textColor] if has_text else []
    return [
        fragment.textColor
        for line in lines_of(para_lines)
        for text, fragment in line
        if text.strip()
    ]


def cuts_word(words: Sequence[str], cut: int) -> bool:
    """Check whether a cut behind ``cut`` characters, without blanks, is inside a word."""
    offset = 0
    for word in words:
        if offset < cut < offset + len(word):
            return True
        offset += len(word)
    return False


class LineText(NamedTuple):
    """The parameters of ``TextLines``.

    ``line_count`` is their number, ``element`` that of the paragraph, ``spans`` the parts with
    elements of their own. ``tears`` are the ends of lines inside a word, in characters without
    blanks. ``continues`` is True if the paragraph goes on in the next column.
    """

    line_count: int
    element: StructElem | None
    spans: tuple[Span, ...]
    tears: frozenset[int]
    continues: bool


def text_of(
    para_lines: Any,
    links: Mapping[str, InlineLink],
    element: StructElem | None,
    words: Sequence[str],
    continues: bool,
) -> LineText:
    """Return the parameters of ``TextLines`` for ReportLab's ParaLines.

    ``links`` are by their names in the markup. ``words`` are the paragraph's if it is too narrow
    for some of them, else empty.
    """
    lines = lines_of(para_lines)
    torn = list(_torn_words(lines, words)) if words else []
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
            spans[spans.index(over[0])] = over[0]._replace(torn_word=word.torn_word)
    return LineText(
        len(lines), element, tuple(sorted(spans, key=lambda span: span.start)), tears, continues
    )


class TextLines(PDFTextObject):
    """Writes lines so that text extracted from the page has the same words.

    Each line but the last ends with a blank, unless a word is torn there: "every day" is two words,
    a long address is one (ISO 32000-1, 14.8.2.5). A torn word also has its whole text, as
    ActualText (14.9.4).
    """

    _code: list[str]
    _canvas: TaggedCanvas
    marked = True

    def __init__(self, canvas: TaggedCanvas, x: float, y: float, text: LineText) -> None:
        super().__init__(canvas, x, y)
        self._text = text
        self._lines_left = text.line_count
        self._counts = bool(text.spans or text.tears)
        self._written = 0  # characters without blanks
        self._begun = self._marked = False
        self._owner: StructElem | None = None  # the element of the text being written
        # The end of a torn word, -1 if there is none: the blank after it is not part of it.
        self._torn_word_end = -1

    def _textOut(self, text: str, TStar: int = 0) -> None:
        for part in self._parts(text) if self._text.spans else (text,):
            if part:
                if part.strip() or not self._begun or self._written == self._torn_word_end:
                    self._begin(blank=not part.strip())
                super()._textOut(part)  # type: ignore[misc]  # missing in the stubs
                self._written += len("".join(part.split())) if self._counts else 0
        if TStar:
            self._lines_left -= 1
            if (
                self._begun
                and self._written not in self._text.tears
                and (self._lines_left or self._text.continues)
            ):
                if self._written == self._torn_word_end:
                    self._begin(blank=True)
                super()._textOut(" ")  # type: ignore[misc]
            self._code.append("T*")

    def getCode(self) -> str:
        """Return the operators, with the last mark ended."""
        self._close()
        return str(super().getCode())

    def _parts(self, text: str) -> Iterator[str]:
        """Cut a text where spans begin and end. The blank before a span is not part of it."""
        edges = {edge for span in self._text.spans for edge in (span.start, span.end)}
        part, count = "", self._written
        for char in text:
            if (
                part
                and count in edges
                and (char.isspace() != part[-1].isspace() or not char.isspace())
            ):
                yield part
                part = ""
            part += char
            count += not char.isspace()
        yield part

    def _begin(self, blank: bool) -> None:
        """Begin the element of the next text. A blank between two torn words is in neither."""
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
        self._torn_word_end = span.end if span and span.torn_word else -1
        if operator := self._canvas.mark(owner, span.torn_word if span else None):
            self._code.append(operator)
            self._marked = True

    def _close(self) -> None:
        if self._marked:
            self._code.append("EMC")
            self._marked = False


def _ends(lines: Sequence[Line]) -> list[int]:
    """Return where each line ends, in characters without blanks."""
    ends, offset = [], 0
    for line in lines:
        offset += sum(len("".join(text.split())) for text, _ in line)
        ends.append(offset)
    return ends


def _links(lines: Sequence[Line], links: Mapping[str, InlineLink]) -> Iterator[Span]:
    """Yield one span for each link, however many parts and lines it has."""
    places: dict[str, tuple[int, int]] = {}
    offset = 0
    for text, fragment in (part for line in lines for part in line):
        end = offset + len("".join(text.split()))
        for _, name in fragment.link or ():
            places[name] = (places.get(name, (offset, end))[0], end)
        offset = end
    for name, (start, end) in places.items():
        if end > start:
            yield Span(start, end, links[name.removeprefix("#")].element)


def _torn_words(lines: Sequence[Line], words: Sequence[str]) -> Iterator[Span]:
    """Yield a span for each word that goes on in the next line, not yet with an element."""
    ends, offset = _ends(lines), 0
    for word in words:
        if any(offset < end < offset + len(word) for end in ends):
            yield Span(offset, offset + len(word), NO_ELEMENT, word)
        offset += len(word)
