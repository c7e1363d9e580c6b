"""A paragraph in one font and one colour as the page's operators: what ReportLab writes for it, byte for byte, in less time.

Most paragraphs are such; what is more, with links, lines below words or torn words, is left to ReportLab.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics

from press.tagged.canvas import Heard
from press.tagged.nodes import Node
from press.typeset.embedding import Font

_SHARES = (0.0, 0.5, 1.0)  # of the space that a line leaves: what stands before it, by alignment
_MORE = ("firstLineIndent", "backColor", "borderColor", "wordWrap", "autoLeading")
_NOTHING = 1e-6  # points: ReportLab moves by no less


@contextmanager
def moved(canvas: Any, x: float, y: float) -> Iterator[None]:
    """What is drawn inside stands at (x, y), and leaves the state of the canvas as it is: so none of it is kept."""
    before = canvas._currentMatrix
    a, b, c, d, e, f = before
    canvas._code.extend(("q", f"1 0 0 1 {fp_str(x, y)} cm"))
    canvas._currentMatrix = a, b, c, d, a * x + c * y + e, b * x + d * y + f
    yield
    canvas._currentMatrix = before
    canvas._code.append("Q")


def is_plain(broken: Any, style: Any, canvas: Any) -> bool:
    """True if ReportLab's ParaLines can be written here."""
    return (
        broken.kind == 0
        and not (broken.us_lines or broken.link)
        and type(broken.textColor) is Color
        and broken.textColor.alpha == 1
        and canvas._extgstate.getValue("ca") == 1
        and isinstance(pdfmetrics.getFont(broken.fontName), Font)
        and style.alignment < len(_SHARES)
        and not (
            style.firstLineIndent or style.backColor or style.borderWidth or style.wordWrap or getattr(style, "autoLeading", "")
        )
        and all(extra > -1e-8 for extra, _ in broken.lines)
    )


def write_plain(canvas: Any, broken: Any, style: Any, foot: float, node: Node | None, goes_on: bool) -> None:
    """Write the lines; ``foot`` is the first baseline, and ``goes_on`` says that another part follows in the next column."""
    color, x = broken.textColor, style.leftIndent
    text = " ".join((f"BT 1 0 0 1 {fp_str(x, foot)} Tm", *_lines(canvas, broken, style, node, goes_on), "ET"))
    canvas._code.extend(("q", f"{fp_str(color.red, color.green, color.blue)} rg", Heard(text), "Q"))


def _lines(canvas: Any, broken: Any, style: Any, node: Node | None, goes_on: bool) -> Iterator[str]:
    font: Any = pdfmetrics.getFont(broken.fontName)
    document, share, last = canvas._doc, _SHARES[style.alignment], len(broken.lines) - 1
    size = f"{fp_str(broken.fontSize)} Tf {fp_str(style.leading)} TL"
    current, back, mark = -1, 0.0, None
    for number, (extra, words) in enumerate(broken.lines):
        right = share * extra if share * extra > _NOTHING else 0.0
        if right or back:  # from where the line before ended its own move
            yield f"{fp_str(right + float(fp_str(back)), 0)} Td"
        text = " ".join(words)
        if mark is None and text:
            mark = canvas.mark(node)
            if mark:
                yield mark
        blank = " " if mark is not None and (number < last or goes_on) else ""
        for part in filter(None, (text, blank)):
            for subset, coded in font.splitString(part, document):
                if subset != current:
                    yield f"{font.getSubsetInternalName(subset, document)} {size}"
                    current = subset
                yield f"({canvas._escape(coded)}) Tj"
        yield "T*"
        back = -right
    if back:
        yield f"{fp_str(back, 0)} Td"
    if mark:
        yield "EMC"
