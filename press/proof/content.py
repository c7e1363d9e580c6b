"""From a page's content stream to its marked content (ISO 32000-1, 7.8, 9.4 and 14.6).

Only what screen readers and the checks need is interpreted: marks, text, and where lines begin.
Glyph widths are not read, so where a line ends is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from press.pdf.values import Array, Dictionary, Name, Operation, Reader, Value, as_text, operations
from press.proof.fonts import NO_FONT, FontInfo, read_font
from press.proof.painted import (
    UNIT,
    Matrix,
    PaintedMark,
    ShownText,
    TextPosition,
    multiply,
    text_position,
)

MAX_REPEATED = 200_000  # operations of a page in forms drawn before: forms may draw each other
DEEPEST = 30  # levels of forms in forms
LIMIT = 1e7  # a coordinate beyond it is no place on paper

# By object number or id. The dictionary is kept, so that no other object gets its id.
Fonts = dict[int, tuple[Dictionary, FontInfo]]


class PaintedPage(NamedTuple):
    """All that a page paints, in order.

    ``forms`` has the parent tree keys of its forms, by their object numbers.
    """

    marks: tuple[PaintedMark, ...]
    forms: dict[int, int]


class TooMuchError(Exception):
    """The content has no end, or is far too long."""


def read_content(reader: Reader, page: Dictionary, fonts: Fonts) -> PaintedPage:
    """Return what a page paints.

    ``fonts`` has the fonts that were read before; new ones are added. Raises any exception that a
    broken stream causes, and TooMuchError for endless content.
    """
    painter = _Painter(reader, fonts)
    painter.run(page.get("Contents"), page.dictionary("Resources"), 0)
    marks = (builder.finished() for builder in painter.marks)
    return PaintedPage(
        tuple(
            mark
            for mark in marks
            if mark.mcid is not None or mark.mixed or mark.shown or mark.drawings
        ),
        painter.forms,
    )


class _MarkBuilder:
    """A mark to which content is added."""

    def __init__(self, mark: PaintedMark) -> None:
        self.mark = mark
        self.shown: list[ShownText] = []
        self.drawings: list[str] = []
        self.language = ""

    def finished(self) -> PaintedMark:
        return replace(
            self.mark,
            language=self.language,
            shown=tuple(self.shown),
            drawings=tuple(self.drawings),
        )


class _OpenMark(NamedTuple):
    """A marked-content sequence that is not closed yet, its ActualText, and where it began."""

    mark: _MarkBuilder | None
    actual: str | None
    start: int


class _State(NamedTuple):
    """The graphics state that q saves and Q restores."""

    matrix: Matrix = UNIT
    font: FontInfo = NO_FONT
    size: float = 1
    leading: float = 0
    hidden: bool = False


class _Painter:
    """An interpreter of content streams."""

    def __init__(self, reader: Reader, fonts: Fonts) -> None:
        self.reader, self.fonts = reader, fonts
        self.marks: list[_MarkBuilder] = []
        self.forms: dict[int, int] = {}
        self.open: list[_OpenMark] = []
        self.state = _State()
        self.saved: list[_State] = []
        self.line: Matrix = UNIT
        self.owners: list[int] = []  # the page (0) and the forms that are being drawn
        self.resources = Dictionary.empty()
        self.drawn: set[int] = set()
        self.repeated = 0

    def run(self, contents: Value, resources: Dictionary, owner: int) -> None:
        """Draw the contents of a page or form, and close the marks that it leaves open."""
        outside = (self.resources, self.state, self.saved, self.line)
        open_before = len(self.open)
        self.resources, self.saved = resources, []
        self.owners.append(owner)
        is_repeated = owner in self.drawn
        self.drawn.add(owner)
        for operation in operations(self.reader, contents):
            self.repeated += is_repeated
            if self.repeated > MAX_REPEATED:
                raise TooMuchError
            if method := _OPERATORS.get(operation.operator):
                method(self, operation)
        self.owners.pop()
        while len(self.open) > open_before:
            self.end_mark()
        self.resources, self.state, self.saved, self.line = outside

    def begin_mark(self, operation: Operation) -> None:
        tag, properties = _tag_and_properties(operation, self.resources)
        around = self.open[-1].mark if self.open else None
        actual = as_text(properties.get("ActualText"))
        mark, mcid = around, properties.integer("MCID")
        if tag == "Artifact" or mcid is not None:
            artifact = properties.name("Type") if tag == "Artifact" else None
            mixed = around is not None and (around.mark.artifact is None) != (artifact is None)
            mcid = None if tag == "Artifact" else mcid
            mark = _MarkBuilder(PaintedMark(self.owners[-1], mcid, tag, artifact, mixed))
            self.marks.append(mark)
        if mark:
            mark.language = mark.language or (as_text(properties.get("Lang")) or "").strip()
        if any(outer.actual is not None for outer in self.open):
            actual = None  # the outer ActualText replaces this one too
        self.open.append(_OpenMark(mark, actual, len(mark.shown) if mark else 0))

    def end_mark(self, _: Operation | None = None) -> None:
        if not self.open:
            return
        mark, actual, start = self.open.pop()
        if actual is None or mark is None:
            return
        parts = mark.shown[start:]
        first = parts[0] if parts else ShownText("", NO_FONT, self.position(), self.position())
        last = parts[-1] if parts else first
        mark.shown[start:] = [first._replace(text=actual, end=last.end, replaced=True)]

    def current_mark(self) -> _MarkBuilder:
        """Return the mark of the next content; outside all marks, a loose one."""
        mark = self.open[-1].mark if self.open else None
        if mark is None:
            if not self.marks or not self.marks[-1].mark.loose:
                self.marks.append(_MarkBuilder(PaintedMark(self.owners[-1])))
            mark = self.marks[-1]
        return mark

    def position(self) -> TextPosition:
        return text_position(multiply(self.line, self.state.matrix), self.state.size)

    def show(self, operation: Operation) -> None:
        if operation.operator in (b"'", b'"'):
            self.next_line(operation)
        strings = operation.operands[-1] if operation.operands else None
        parts = strings if isinstance(strings, Array) else [strings]
        text = "".join(self.state.font.decode(part) for part in parts if isinstance(part, bytes))
        if text:
            position = self.position()
            shown = ShownText(text, self.state.font, position, position, self.state.hidden)
            self.current_mark().shown.append(shown)

    def draw(self, operation: Operation) -> None:
        drawing = "picture" if operation.operator == b"INLINE IMAGE" else "drawing"
        self.current_mark().drawings.append(drawing)

    def draw_object(self, operation: Operation) -> None:
        name = operation.operands[-1] if operation.operands else None
        form = _resource(self.resources, "XObject", name)
        if form.name("Subtype") != "Form":
            self.current_mark().drawings.append("picture")
            return
        if form.number in self.owners or len(self.owners) > DEEPEST:
            raise TooMuchError
        if (key := form.integer("StructParents")) is not None:
            self.forms[form.number] = key
        before = self.state
        matrix = multiply(_matrix(list(form.numbers("Matrix"))), before.matrix)
        self.state = before._replace(matrix=matrix)
        own = form.dictionary("Resources")
        self.run(form, own if "Resources" in form else self.resources, form.number)
        self.state = before

    def save(self, _: Operation) -> None:
        self.saved.append(self.state)

    def restore(self, _: Operation) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operation: Operation) -> None:
        matrix = multiply(_matrix(_numbers(operation)), self.state.matrix)
        self.state = self.state._replace(matrix=matrix)

    def begin_text(self, _: Operation) -> None:
        self.line = UNIT

    def set_line(self, operation: Operation) -> None:
        self.line = _matrix(_numbers(operation))

    def move(self, operation: Operation) -> None:
        across, up = ([0.0, 0.0, *_numbers(operation)])[-2:]
        if operation.operator == b"TD":
            self.state = self.state._replace(leading=-up)
        self.line = multiply((1, 0, 0, 1, across, up), self.line)

    def next_line(self, _: Operation) -> None:
        self.line = multiply((1, 0, 0, 1, 0, -self.state.leading), self.line)

    def set_leading(self, operation: Operation) -> None:
        self.state = self.state._replace(leading=_number(operation))

    def set_mode(self, operation: Operation) -> None:
        self.state = self.state._replace(hidden=_number(operation) == 3)

    def set_font(self, operation: Operation) -> None:
        name = operation.operands[0] if operation.operands else None
        font = _resource(self.resources, "Font", name)
        key = font.number or id(font.raw)
        if key not in self.fonts:
            self.fonts[key] = (font, read_font(font))
        self.state = self.state._replace(font=self.fonts[key][1], size=_number(operation))


_DRAWING = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"INLINE IMAGE")
_OPERATORS: dict[bytes, Callable[[_Painter, Operation], None]] = {
    b"BDC": _Painter.begin_mark,
    b"BMC": _Painter.begin_mark,
    b"EMC": _Painter.end_mark,
    b"q": _Painter.save,
    b"Q": _Painter.restore,
    b"cm": _Painter.transform,
    b"Do": _Painter.draw_object,
    b"BT": _Painter.begin_text,
    b"Tm": _Painter.set_line,
    b"Td": _Painter.move,
    b"TD": _Painter.move,
    b"T*": _Painter.next_line,
    b"TL": _Painter.set_leading,
    b"Tr": _Painter.set_mode,
    b"Tf": _Painter.set_font,
    b"Tj": _Painter.show,
    b"TJ": _Painter.show,
    b"'": _Painter.show,
    b'"': _Painter.show,
    **dict.fromkeys(_DRAWING, _Painter.draw),
}


def _tag_and_properties(operation: Operation, resources: Dictionary) -> tuple[str, Dictionary]:
    operands = operation.operands
    tag = operands[0] if operands else None
    properties = operands[1] if operation.operator == b"BDC" and len(operands) > 1 else None
    if not isinstance(properties, Dictionary):
        properties = _resource(resources, "Properties", properties)
    return (tag if isinstance(tag, Name) else ""), properties


def _resource(resources: Dictionary, kind: str, name: Value) -> Dictionary:
    """Return a named resource; an empty dictionary if there is none."""
    if isinstance(name, Name):
        return resources.dictionary(kind).dictionary(name)
    return Dictionary.empty()


def _numbers(operation: Operation) -> list[float]:
    return [
        max(-LIMIT, min(LIMIT, float(operand)))
        for operand in operation.operands
        if isinstance(operand, (int, float))
    ]


def _number(operation: Operation) -> float:
    return ([0.0, *_numbers(operation)])[-1]


def _matrix(numbers: list[float]) -> Matrix:
    if len(numbers) != 6:
        return UNIT
    a, b, c, d, e, f = (max(-LIMIT, min(LIMIT, number)) for number in numbers)
    return a, b, c, d, e, f
