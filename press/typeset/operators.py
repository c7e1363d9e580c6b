"""A paragraph in one font and one colour as the page's operators: what ReportLab writes for it, byte for byte, in less time.

Most paragraphs are such; what is more, with links, lines below words or torn words, is left to ReportLab.
"""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics

from press.tagged.nodes import Node
from press.tagged.watched import Heard
from press.typeset.embedding import Font

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
    return (
        type(color) is Color
        and color.alpha == 1
        and canvas._extgstate.getValue("ca") == 1
        and isinstance(pdfmetrics.getFont(font), Font)
    )


def is_plain(broken: Any, style: Any, canvas: Any) -> bool:
    """True if ReportLab's ParaLines can be written here."""
    return (
        broken.kind == 0
        and not (broken.us_lines or broken.link)
        and is_simple(broken.fontName, broken.textColor, canvas)
        and style.alignment < len(_SHARES)
        and not (
            style.firstLineIndent or style.backColor or style.borderWidth or style.wordWrap or getattr(style, "autoLeading", "")
        )
        and min((extra for extra, _ in broken.lines), default=0) > -1e-8
    )


def write_plain(canvas: Any, broken: Any, style: Any, foot: float, node: Node | None, goes_on: bool) -> None:
    """Write the lines; ``foot`` is the first baseline, and ``goes_on`` says that another part follows in the next column."""
    begin = f"BT 1 0 0 1 {fp_str(style.leftIndent, foot)} Tm"
    text = " ".join((begin, *_lines(canvas, broken, style, node, goes_on), "ET"))
    canvas._code.extend(("q", _fill(broken.textColor), Heard(text), "Q"))


def write_word(canvas: Any, word: str, at: tuple[float, float], looks: tuple[str, float, Color], node: Node) -> None:
    """A word by itself, such as a bullet, with its lower left corner at a place; ``looks`` are font, size and colour."""
    font, size, color = looks
    canvas._code.extend(("q", _fill(color)))
    with canvas.tagged(node):
        shown = _Pen(canvas, font, size, size * 1.2).shown(word)
        canvas._code.append(Heard(f"BT 1 0 0 1 {fp_str(*at)} Tm {shown} T* ET"))
    canvas._code.append("Q")


def _lines(canvas: Any, broken: Any, style: Any, node: Node | None, goes_on: bool) -> list[str]:
    pen = _Pen(canvas, broken.fontName, broken.fontSize, style.leading)
    share, last = _SHARES[style.alignment], len(broken.lines) - 1
    made: list[str] = []
    back, mark = 0.0, None
    for number, (extra, words) in enumerate(broken.lines):
        right = share * extra if share * extra > _NOTHING else 0.0
        if right or back:  # from where the line before ended its own move
            made.append(f"{fp_str(right + float(fp_str(back)), 0)} Td")
        text = " ".join(words)
        if mark is None and text:
            mark = canvas.mark(node)
            if mark:
                made.append(mark)
        if text:
            made.append(pen.shown(text))
        if mark is not None and (number < last or goes_on):
            made.append(pen.shown(" "))
        made.append("T*")
        back = -right
    if back:
        made.append(f"{fp_str(back, 0)} Td")
    if mark:
        made.append("EMC")
    return made


def _fill(color: Color) -> str:
    return f"{fp_str(color.red, color.green, color.blue)} rg"


class _Pen:
    """Shows text in one font, and names its subset wherever it is another one."""

    def __init__(self, canvas: Any, font: str, size: float, leading: float) -> None:
        self.canvas = canvas
        self.font: Any = pdfmetrics.getFont(font)
        self.size = f"{fp_str(size)} Tf {fp_str(leading)} TL"
        self.subset = -1

    def shown(self, text: str) -> str:
        made = []
        for subset, coded in self.font.splitString(text, self.canvas._doc):
            if subset != self.subset:
                made.append(f"{self.font.getSubsetInternalName(subset, self.canvas._doc)} {self.size}")
                self.subset = subset
            made.append(f"({self.canvas._escape(coded)}) Tj")
        return " ".join(made)
