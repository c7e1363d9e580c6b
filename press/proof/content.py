"""From a page's content stream to its marks (ISO 32000-1, 7.8, 9.4 and 14.6).

Only what a screen reader and these checks want is followed: marks, text and where its lines begin. Widths are not
read, so where a line ends is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from press.pdf.values import Array, Dictionary, Name, Operation, Reader, Value, as_text, operations
from press.proof.fonts import NO_FONT, FontInfo, read_font
from press.proof.painted import UNIT, Matrix, PaintedMark, ShownText, Spot, spot, times

MOST = 200_000  # operations a page in forms that it has drawn before: those that draw each other could have no end
DEEPEST = 30  # forms in forms
FAR = 1e7  # beyond it a number of the file is no place on paper

Fonts = dict[
    int, tuple[Dictionary, FontInfo]
]  # by number; with what it was read from, for an id() to last as long


class Painted(NamedTuple):
    """All that a page paints, in order. ``forms`` are the keys of its forms in the parent tree, by their numbers."""

    marks: tuple[PaintedMark, ...]
    forms: dict[int, int]


class TooMuchError(Exception):
    """The content has no end, or nearly none."""


def read_content(reader: Reader, page: Dictionary, fonts: Fonts) -> Painted:
    """What a page paints; ``fonts`` are those that were read before. Raises whatever a broken stream causes."""
    painter = _Painter(reader, fonts)
    painter.run(page.get("Contents"), page.dictionary("Resources"), 0)
    marks = (one.finished() for one in painter.marks)
    return Painted(
        tuple(
            mark
            for mark in marks
            if mark.mcid is not None or mark.mixed or mark.shown or mark.drawings
        ),
        painter.forms,
    )


class _Growing:
    """A mark that more may be painted under."""

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


class _Open(NamedTuple):
    """A mark that is not closed yet, and the text that stands for all in it, if there is one."""

    mark: _Growing | None
    actual: str | None
    begun: int


class _State(NamedTuple):
    """What q saves and Q brings back."""

    matrix: Matrix = UNIT
    font: FontInfo = NO_FONT
    size: float = 1
    leading: float = 0
    hidden: bool = False


class _Painter:
    def __init__(self, reader: Reader, fonts: Fonts) -> None:
        self.reader, self.fonts = reader, fonts
        self.marks: list[_Growing] = []
        self.forms: dict[int, int] = {}
        self.open: list[_Open] = []
        self.state = _State()
        self.saved: list[_State] = []
        self.line: Matrix = UNIT
        self.inside: list[int] = []  # the forms that are being drawn
        self.resources = Dictionary.empty()
        self.drawn: set[int] = set()
        self.again = 0

    def run(self, contents: Value, resources: Dictionary, owner: int) -> None:
        """Draw a page's contents, or a form's; what it leaves open is closed."""
        outside, opened = (self.resources, self.state, self.saved, self.line), len(self.open)
        self.resources, self.saved = resources, []
        self.inside.append(owner)
        repeated = owner in self.drawn
        self.drawn.add(owner)
        for operation in operations(self.reader, contents):
            self.again += repeated
            if self.again > MOST:
                raise TooMuchError
            if does := _OPERATORS.get(operation.operator):
                does(self, operation)
        self.inside.pop()
        while len(self.open) > opened:
            self.end_mark()
        self.resources, self.state, self.saved, self.line = outside

    def begin_mark(self, operation: Operation) -> None:
        tag, properties = _tag_and_properties(operation, self.resources)
        around = self.open[-1].mark if self.open else None
        mark, actual, mcid = (
            around,
            as_text(properties.get("ActualText")),
            properties.integer("MCID"),
        )
        if tag == "Artifact" or mcid is not None:
            artifact = properties.name("Type") if tag == "Artifact" else None
            mixed = around is not None and (around.mark.artifact is None) != (artifact is None)
            mark = _Growing(
                PaintedMark(
                    self.inside[-1], None if tag == "Artifact" else mcid, tag, artifact, mixed
                )
            )
            self.marks.append(mark)
        if mark:
            mark.language = mark.language or (as_text(properties.get("Lang")) or "").strip()
        if any(one.actual is not None for one in self.open):
            actual = None  # the outer one stands for this one too
        self.open.append(_Open(mark, actual, len(mark.shown) if mark else 0))

    def end_mark(self, _: Operation | None = None) -> None:
        if not self.open:
            return
        mark, actual, begun = self.open.pop()
        if actual is None or mark is None:
            return
        parts = mark.shown[begun:]
        first = parts[0] if parts else ShownText("", NO_FONT, self.spot(), self.spot())
        last = parts[-1] if parts else first
        mark.shown[begun:] = [first._replace(text=actual, ends=last.ends, replaced=True)]

    def here(self) -> _Growing:
        """The mark that what is painted now belongs to."""
        mark = self.open[-1].mark if self.open else None
        if mark is None:
            if not self.marks or not self.marks[-1].mark.loose:
                self.marks.append(_Growing(PaintedMark(self.inside[-1])))
            mark = self.marks[-1]
        return mark

    def spot(self) -> Spot:
        return spot(times(self.line, self.state.matrix), self.state.size)

    def show(self, operation: Operation) -> None:
        if operation.operator in (b"'", b'"'):
            self.next_line(operation)
        strings = operation.operands[-1] if operation.operands else None
        parts = strings if isinstance(strings, Array) else [strings]
        text = "".join(self.state.font.decode(one) for one in parts if isinstance(one, bytes))
        if text:
            self.here().shown.append(
                ShownText(text, self.state.font, self.spot(), self.spot(), self.state.hidden)
            )

    def draw(self, operation: Operation) -> None:
        self.here().drawings.append(
            "picture" if operation.operator == b"INLINE IMAGE" else "drawing"
        )

    def draw_object(self, operation: Operation) -> None:
        named = operation.operands[-1] if operation.operands else None
        form = _named(self.resources, "XObject", named)
        if form.name("Subtype") != "Form":
            self.here().drawings.append("picture")
            return
        if form.number in self.inside or len(self.inside) > DEEPEST:
            raise TooMuchError
        if (key := form.integer("StructParents")) is not None:
            self.forms[form.number] = key
        before = self.state
        self.state = before._replace(
            matrix=times(_matrix(list(form.numbers("Matrix"))), before.matrix)
        )
        own = form.dictionary("Resources")
        self.run(form, own if "Resources" in form else self.resources, form.number)
        self.state = before

    def save(self, _: Operation) -> None:
        self.saved.append(self.state)

    def restore(self, _: Operation) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operation: Operation) -> None:
        self.state = self.state._replace(
            matrix=times(_matrix(_numbers(operation)), self.state.matrix)
        )

    def begin_text(self, _: Operation) -> None:
        self.line = UNIT

    def set_line(self, operation: Operation) -> None:
        self.line = _matrix(_numbers(operation))

    def move(self, operation: Operation) -> None:
        across, up = ([0.0, 0.0, *_numbers(operation)])[-2:]
        if operation.operator == b"TD":
            self.state = self.state._replace(leading=-up)
        self.line = times((1, 0, 0, 1, across, up), self.line)

    def next_line(self, _: Operation) -> None:
        self.line = times((1, 0, 0, 1, 0, -self.state.leading), self.line)

    def set_leading(self, operation: Operation) -> None:
        self.state = self.state._replace(leading=_number(operation))

    def set_mode(self, operation: Operation) -> None:
        self.state = self.state._replace(hidden=_number(operation) == 3)

    def set_font(self, operation: Operation) -> None:
        font = _named(self.resources, "Font", operation.operands[0] if operation.operands else None)
        key = font.number or id(font.raw)
        if key not in self.fonts:
            self.fonts[key] = (font, read_font(font))
        self.state = self.state._replace(font=self.fonts[key][1], size=_number(operation))


_OPERATORS: dict[bytes, Callable[[_Painter, Operation], None]] = {
    b"BDC": _Painter.begin_mark, b"BMC": _Painter.begin_mark, b"EMC": _Painter.end_mark,
    b"q": _Painter.save, b"Q": _Painter.restore, b"cm": _Painter.transform, b"Do": _Painter.draw_object,
    b"BT": _Painter.begin_text, b"Tm": _Painter.set_line, b"Td": _Painter.move, b"TD": _Painter.move,
    b"T*": _Painter.next_line, b"TL": _Painter.set_leading, b"Tr": _Painter.set_mode, b"Tf": _Painter.set_font,
    b"Tj": _Painter.show, b"TJ": _Painter.show, b"'": _Painter.show, b'"': _Painter.show,
    **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"INLINE IMAGE"), _Painter.draw),
}  # fmt: skip


def _tag_and_properties(operation: Operation, resources: Dictionary) -> tuple[str, Dictionary]:
    tag = operation.operands[0] if operation.operands else None
    properties = (
        operation.operands[1]
        if operation.operator == b"BDC" and len(operation.operands) > 1
        else None
    )
    if not isinstance(properties, Dictionary):
        properties = _named(resources, "Properties", properties)
    return (tag if isinstance(tag, Name) else ""), properties


def _named(resources: Dictionary, kind: str, name: Value) -> Dictionary:
    return (
        resources.dictionary(kind).dictionary(name)
        if isinstance(name, Name)
        else Dictionary.empty()
    )


def _numbers(operation: Operation) -> list[float]:
    return [
        max(-FAR, min(FAR, float(one)))
        for one in operation.operands
        if isinstance(one, (int, float))
    ]


def _number(operation: Operation) -> float:
    return ([0.0, *_numbers(operation)])[-1]


def _matrix(numbers: list[float]) -> Matrix:
    if len(numbers) != 6:
        return UNIT
    a, b, c, d, e, f = (max(-FAR, min(FAR, one)) for one in numbers)
    return a, b, c, d, e, f
