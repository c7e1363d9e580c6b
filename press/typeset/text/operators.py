"""A paragraph in one font and one colour as the page's operators: what ReportLab writes for it, byte for byte, in less time.

Most paragraphs are such; what is more, with links, lines below words or torn words, is left to ReportLab.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfmetrics

from press.tagged.artifacts import Heard, Whole
from press.tagged.nodes import StructElem
from press.typeset.fonts.embedding import Font

_SHARES = (0.0, 0.5, 1.0)  # of the space that a line leaves: what stands before it, by alignment
_NOTHING = 1e-6  # points: ReportLab moves by no less


def draw_moved(flowable: Any, canvas: Any, x: float, y: float) -> None:
    """ReportLab's drawOn() for what leaves the state of the canvas as it is: none of it is put aside."""
    before = canvas._currentMatrix
    a, b, c, d, e, f = before
    canvas._code.extend(("q", f"1 0 0 1 {fp_str(x, y)} cm"))
    canvas._currentMatrix = a, b, c, d, a * x + c * y + e, b * x + d * y + f
    flowable.canv = canvas
    flowable.draw()
    del flowable.canv
    canvas._currentMatrix = before
    canvas._code.append("Q")


def is_simple(font: str, color: Color, canvas: Any) -> bool:
    """True if ReportLab would write no more than the colour itself, and the font is one of ours."""
    return canvas._extgstate._d.get("ca", 1) == 1 and _is_ours(font, color)


def _is_ours(font: str, color: Color) -> bool:
    return type(color) is Color and color.alpha == 1 and isinstance(pdfmetrics.getFont(font), Font)


def is_plain(broken: Any, style: Any, canvas: Any, known: dict[Any, Any]) -> bool:
    """True if ReportLab's ParaLines can be written here; ``known`` is what was found of the same lines before."""
    if (
        style.firstLineIndent
        or style.backColor
        or style.borderWidth
        or style.wordWrap
        or getattr(style, "autoLeading", "")
    ):
        return False
    if "plain" not in known:
        known["plain"] = (
            broken.kind == 0
            and not (broken.us_lines or broken.link)
            and _is_ours(broken.fontName, broken.textColor)
            and style.alignment < len(_SHARES)
            and min((extra for extra, _ in broken.lines), default=0) > -1e-8
        )
    return bool(known["plain"]) and canvas._extgstate._d.get("ca", 1) == 1


class LineOperators(NamedTuple):
    """Lines as operators that are the same in every document: before the mark of their element, and after it.

    ``used`` are the codes of their characters; the name of the font is left out, which stands first behind the mark.
    """

    before: tuple[str, ...]
    after: str
    used: frozenset[int]


def write_plain(canvas: Any, para: Any, foot: float, at: tuple[float, float] | None = None) -> None:
    """Write the lines of a Para; ``foot`` is the first baseline, ``at`` its lower left corner where it is not the origin."""
    broken, style, goes_on, known = para.blPara, para.style, para.continues, para.line_cache
    begin = f"BT 1 0 0 1 {fp_str(style.leftIndent, foot)} Tm"
    shown: LineOperators | None = known.get(goes_on) or _the_same_everywhere(broken, style, goes_on)
    if shown:
        known[goes_on] = shown
        text = " ".join(
            (
                begin,
                *shown.before,
                canvas.mark(para.element),
                _font(canvas, broken.fontName, shown.used),
                shown.after,
            )
        )
    else:
        before, after = _lines(
            _Pen(canvas, broken.fontName, broken.fontSize, style.leading).shown,
            broken,
            style,
            goes_on,
        )
        text = " ".join((begin, *before, canvas.mark(para.element) if after else "", *after))
    end = " EMC ET" if " BDC" in text else " ET"
    text = f"q\n{_fill(broken.textColor)}\n{text}{end}\nQ"
    canvas._code.append(Whole(f"q\n1 0 0 1 {fp_str(*at)} cm\n{text}\nQ" if at else text))


def write_word(
    canvas: Any,
    word: str,
    at: tuple[float, float],
    looks: tuple[str, float, Color],
    element: StructElem,
) -> None:
    """A word by itself, such as a bullet, with its lower left corner at a place; ``looks`` are font, size and colour."""
    font, size, color = looks
    known = _word(pdfmetrics.getFont(font), word, size)
    shown = (
        f"{_font(canvas, font, known.used)} {known.after}"
        if known
        else _Pen(canvas, font, size, size * 1.2).shown(word)
    )
    canvas._code.extend(("q", _fill(color)))
    with canvas.tagged(element):
        canvas._code.append(Heard(f"BT 1 0 0 1 {fp_str(*at)} Tm {shown} T* ET"))
    canvas._code.append("Q")


@lru_cache(maxsize=256)
def _word(font: Any, word: str, size: float) -> LineOperators | None:
    """A word in one size; None where it has characters that have no code of their own in every document."""
    try:
        coded = font.fixed_codes(word)
    except KeyError:
        return None
    return LineOperators((), f"{_size(size, size * 1.2)} ({escapePDF(coded)}) Tj", frozenset(coded))


def _the_same_everywhere(broken: Any, style: Any, goes_on: bool) -> LineOperators | None:
    """None where some characters have no code that is the same in every document."""
    font: Any = pdfmetrics.getFont(broken.fontName)
    used: set[int] = set()

    def shown(text: str) -> str:
        coded = font.fixed_codes(text)
        used.update(coded)
        return f"({escapePDF(coded)}) Tj"

    try:
        before, after = _lines(shown, broken, style, goes_on)
    except KeyError:
        return None
    size = _size(broken.fontSize, style.leading)
    return LineOperators(tuple(before), " ".join((size, *after)), frozenset(used)) if used else None


def _font(canvas: Any, name: str, used: frozenset[int]) -> str:
    """The name in a document of the first subset of a font, which has these codes."""
    known = vars(canvas).setdefault("_fonts_named", {})
    if name not in known:
        font: Any = pdfmetrics.getFont(name)
        known[name] = font.codes(canvas._doc).used, font.getSubsetInternalName(0, canvas._doc)
    codes, named = known[name]
    codes.update(used)
    return str(named)


def _lines(
    shown: Callable[[str], str], broken: Any, style: Any, goes_on: bool
) -> tuple[list[str], list[str]]:
    """What stands before the first text, and all from it on; empty where there is none."""
    share, last = _SHARES[style.alignment], len(broken.lines) - 1
    before: list[str] = []
    after: list[str] = []
    back, made = 0.0, before
    for number, (extra, words) in enumerate(broken.lines):
        right = share * extra if share * extra > _NOTHING else 0.0
        if right or back:  # from where the line before ended its own move
            made.append(f"{fp_str(right + float(fp_str(back)), 0)} Td")
        text = " ".join(words)
        if text:
            made = after
            made.append(shown(text))
        if made is after and (number < last or goes_on):
            made.append(shown(" "))
        made.append("T*")
        back = -right
    if back:
        made.append(f"{fp_str(back, 0)} Td")
    return before, after


def _fill(color: Color) -> str:
    return _rgb(color.red, color.green, color.blue)


@lru_cache(maxsize=64)
def _rgb(*channels: float) -> str:
    return f"{fp_str(*channels)} rg"


class _Pen:
    """Shows text in one font, and names its subset wherever it is another one."""

    def __init__(self, canvas: Any, font: str, size: float, leading: float) -> None:
        self.document, self.escape = canvas._doc, canvas._escape
        self.font: Any = pdfmetrics.getFont(font)
        self.size = _size(size, leading)
        self.subset = -1

    def shown(self, text: str) -> str:
        made = []
        for subset, coded in self.font.splitString(text, self.document):
            if subset != self.subset:
                made.append(f"{self.font.getSubsetInternalName(subset, self.document)} {self.size}")
                self.subset = subset
            made.append(f"({self.escape(coded)}) Tj")
        return made[0] if len(made) == 1 else " ".join(made)


@lru_cache(maxsize=512)
def _size(size: float, leading: float) -> str:
    return f"{fp_str(size)} Tf {fp_str(leading)} TL"
