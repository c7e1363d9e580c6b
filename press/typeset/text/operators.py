"""From a paragraph in one font and one colour to the page's operators: ReportLab's bytes, faster.

Most paragraphs are like that. Paragraphs with links or underlines, or with a word that is broken
between two lines, are left to ReportLab.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfmetrics

from press.tagged.artifacts import CheckedText, SelfContainedText
from press.tagged.nodes import StructElem
from press.typeset.fonts.embedding import Font

# The share of a line's spare width that goes before its text, by alignment: left, centre, right.
_SHARES = (0.0, 0.5, 1.0)
_NOTHING = 1e-6  # points: ReportLab ignores smaller moves


def draw_moved(flowable: Any, canvas: Any, x: float, y: float) -> None:
    """Draw a flowable with its lower-left corner at (x, y), as ReportLab's drawOn() does.

    Quicker, but only for a flowable that leaves the canvas's state as it is: nothing of that state
    is saved, apart from the matrix.
    """
    before = canvas._currentMatrix
    a, b, c, d, e, f = before
    canvas._code.extend(("q", f"1 0 0 1 {fp_str(x, y)} cm"))
    canvas._currentMatrix = a, b, c, d, a * x + c * y + e, b * x + d * y + f
    flowable.canv = canvas
    flowable.draw()
    del flowable.canv
    canvas._currentMatrix = before
    canvas._code.append("Q")


def can_write_word(font: str, color: Color, canvas: Any) -> bool:
    """Check whether write_word() writes what ReportLab would.

    True if the colour is opaque RGB and the font is an embedding.Font.
    """
    return canvas._extgstate._d.get("ca", 1) == 1 and _is_ours(font, color)


def _is_ours(font: str, color: Color) -> bool:
    return type(color) is Color and color.alpha == 1 and isinstance(pdfmetrics.getFont(font), Font)


def can_write_lines(para_lines: Any, style: Any, canvas: Any, cache: dict[Any, Any]) -> bool:
    """Check whether write_lines() writes what ReportLab would for its ParaLines.

    ``cache`` has what was found out about the same lines before.
    """
    if (
        style.firstLineIndent
        or style.backColor
        or style.borderWidth
        or style.wordWrap
        or getattr(style, "autoLeading", "")
    ):
        return False
    if "plain" not in cache:
        cache["plain"] = (
            para_lines.kind == 0
            and not (para_lines.us_lines or para_lines.link)
            and _is_ours(para_lines.fontName, para_lines.textColor)
            and style.alignment < len(_SHARES)
            and min((extra for extra, _ in para_lines.lines), default=0) > -1e-8
        )
    return bool(cache["plain"]) and canvas._extgstate._d.get("ca", 1) == 1


class LineOperators(NamedTuple):
    """The operators of lines, the same in every document.

    ``before`` goes before the mark of their structure element, ``after`` behind it. Between the
    mark and ``after`` goes the name of the font. ``used`` are the codes of their characters.
    """

    before: tuple[str, ...]
    after: str
    used: frozenset[int]


def write_lines(
    canvas: Any, paragraph: Any, baseline: float, origin: tuple[float, float] | None = None
) -> None:
    """Write the lines of a TaggedParagraph.

    ``baseline`` is that of the first line, ``origin`` the paragraph's lower-left corner if it is
    not that of the coordinates; both are in points.
    """
    para_lines, style = paragraph.blPara, paragraph.style
    continues, cache = paragraph.continues, paragraph.line_cache
    begin = f"BT 1 0 0 1 {fp_str(style.leftIndent, baseline)} Tm"
    operators: LineOperators | None = cache.get(continues) or _shared_operators(
        para_lines, style, continues
    )
    if operators:
        cache[continues] = operators
        text = " ".join(
            (
                begin,
                *operators.before,
                canvas.mark(paragraph.element),
                _font(canvas, para_lines.fontName, operators.used),
                operators.after,
            )
        )
    else:
        before, after = _lines(
            _TextWriter(canvas, para_lines.fontName, para_lines.fontSize, style.leading).show,
            para_lines,
            style,
            continues,
        )
        text = " ".join((begin, *before, canvas.mark(paragraph.element) if after else "", *after))
    end = " EMC ET" if " BDC" in text else " ET"
    text = f"q\n{_fill(para_lines.textColor)}\n{text}{end}\nQ"
    canvas._code.append(
        SelfContainedText(f"q\n1 0 0 1 {fp_str(*origin)} cm\n{text}\nQ" if origin else text)
    )


def write_word(
    canvas: Any,
    word: str,
    origin: tuple[float, float],
    appearance: tuple[str, float, Color],
    element: StructElem,
) -> None:
    """Write a single word, such as a bullet.

    ``origin`` is the left end of its baseline, in points. ``appearance`` has its font, its size in
    points and its colour.
    """
    font, size, color = appearance
    shared = _word(pdfmetrics.getFont(font), word, size)
    operators = (
        f"{_font(canvas, font, shared.used)} {shared.after}"
        if shared
        else _TextWriter(canvas, font, size, size * 1.2).show(word)
    )
    canvas._code.extend(("q", _fill(color)))
    with canvas.tagged(element):
        canvas._code.append(CheckedText(f"BT 1 0 0 1 {fp_str(*origin)} Tm {operators} T* ET"))
    canvas._code.append("Q")


@lru_cache(maxsize=256)
def _word(font: Any, word: str, size: float) -> LineOperators | None:
    """Return the operators of a word, None if some character's code depends on the document."""
    try:
        coded = font.fixed_codes(word)
    except KeyError:
        return None
    return LineOperators((), f"{_size(size, size * 1.2)} ({escapePDF(coded)}) Tj", frozenset(coded))


def _shared_operators(para_lines: Any, style: Any, continues: bool) -> LineOperators | None:
    """Return the operators of lines, None if some character's code depends on the document."""
    font: Any = pdfmetrics.getFont(para_lines.fontName)
    used: set[int] = set()

    def show(text: str) -> str:
        coded = font.fixed_codes(text)
        used.update(coded)
        return f"({escapePDF(coded)}) Tj"

    try:
        before, after = _lines(show, para_lines, style, continues)
    except KeyError:
        return None
    size = _size(para_lines.fontSize, style.leading)
    return LineOperators(tuple(before), " ".join((size, *after)), frozenset(used)) if used else None


def _font(canvas: Any, name: str, used: frozenset[int]) -> str:
    """Return a font's name in the document, of its first subset, and add the used codes to it."""
    fonts = vars(canvas).setdefault("_fonts_named", {})
    if name not in fonts:
        font: Any = pdfmetrics.getFont(name)
        fonts[name] = font.codes(canvas._doc).used, font.getSubsetInternalName(0, canvas._doc)
    codes, internal_name = fonts[name]
    codes.update(used)
    return str(internal_name)


def _lines(
    show: Callable[[str], str], para_lines: Any, style: Any, continues: bool
) -> tuple[list[str], list[str]]:
    """Return the operators before the first text, and all from it on; empty if there is no text."""
    share, last = _SHARES[style.alignment], len(para_lines.lines) - 1
    before: list[str] = []
    after: list[str] = []
    back, operators = 0.0, before
    for index, (extra, words) in enumerate(para_lines.lines):
        right = share * extra if share * extra > _NOTHING else 0.0
        if right or back:  # measured from the end of the previous line's move
            operators.append(f"{fp_str(right + float(fp_str(back)), 0)} Td")
        text = " ".join(words)
        if text:
            operators = after
            operators.append(show(text))
        if operators is after and (index < last or continues):
            operators.append(show(" "))
        operators.append("T*")
        back = -right
    if back:
        operators.append(f"{fp_str(back, 0)} Td")
    return before, after


def _fill(color: Color) -> str:
    return _rgb(color.red, color.green, color.blue)


@lru_cache(maxsize=64)
def _rgb(*channels: float) -> str:
    return f"{fp_str(*channels)} rg"


class _TextWriter:
    """Shows text in one font, and names the font's subset wherever it changes."""

    def __init__(self, canvas: Any, font: str, size: float, leading: float) -> None:
        self.document, self.escape = canvas._doc, canvas._escape
        self.font: Any = pdfmetrics.getFont(font)
        self.size = _size(size, leading)
        self.subset = -1

    def show(self, text: str) -> str:
        operators = []
        for subset, coded in self.font.splitString(text, self.document):
            if subset != self.subset:
                name = self.font.getSubsetInternalName(subset, self.document)
                operators.append(f"{name} {self.size}")
                self.subset = subset
            operators.append(f"({self.escape(coded)}) Tj")
        return operators[0] if len(operators) == 1 else " ".join(operators)


@lru_cache(maxsize=512)
def _size(size: float, leading: float) -> str:
    return f"{fp_str(size)} Tf {fp_str(leading)} TL"
