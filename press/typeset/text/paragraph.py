"""Paragraphs: the text of a Story. A list is paragraphs with markers and indents, so it splits as text does."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from html import escape
from operator import attrgetter
from typing import Any, cast

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph

from press.tagged.canvas import TaggedCanvas
from press.tagged.contrast import LARGE, LARGE_IN_BOLD
from press.tagged.nodes import StructElem
from press.typeset.text.fragments import frags_of
from press.typeset.text.line_breaks import Broken, break_points, broken
from press.typeset.text.list_markers import Marker, draw_marker
from press.typeset.text.operators import draw_moved, is_plain, write_plain
from press.typeset.text.text_object import InlineLink, Lines, colors_of, tears_at, text_of

HAIR = 0.01  # points: what fills its line to the last is broken by rounding
CAP_HEIGHT = (
    0.668  # of the size: Atkinson Hyperlegible Next; text is centred in its line by its capitals
)


_type = attrgetter("fontName", "fontSize", "textColor")


class StoryFlowable(Flowable):
    """A flowable of a Story: it knows its words, and whether it must stay with what follows."""

    canv: TaggedCanvas
    width: float
    height: float
    keep_with_next = False
    prefer_with_next = False  # kept with what follows where that leaves room for all
    keep_whole = (
        False  # not torn where space is fixed, unless no column holds it: an item of a list
    )

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The paragraphs in it, in reading order."""
        yield from ()

    @property
    def elements(self) -> Iterator[StructElem]:
        """The elements that its text and pictures belong to, in reading order."""
        for one in self.paragraphs:
            yield from one.elements

    @property
    def words(self) -> int:
        """How many words it shows."""
        return sum(one.words for one in self.paragraphs)

    @property
    def grid_offset(self) -> float | None:
        """How far below its top the grid of baselines meets it, in points; None for what has no body text.

        Known once it was wrapped.
        """
        return None

    def getKeepWithNext(self) -> bool:
        return self.keep_with_next


# What ReportLab gives a paragraph when it is made, beside its text, its style and its bullet; a test holds the two equal.
_AS_MADE = {"caseSensitive": 1, "encoding": "utf8", "debug": 0}


class TaggedParagraph(StoryFlowable, Paragraph):
    """A paragraph whose first baseline depends on its style alone, not on the fonts that stepped in."""

    style: ParagraphStyle
    blPara: Any  # the lines, once it was wrapped
    _made: Broken | None

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,
        frags: Any = None,
    ) -> None:
        if (
            type(self) is TaggedParagraph
        ):  # what ReportLab's does, and Flowable's, without their looking for markup
            vars(self).update(
                _AS_MADE,
                text=text,
                style=style,
                bulletText=bulletText or getattr(style, "bulletText", None),
            )
        else:
            super().__init__(
                cast(str, text), style, bulletText=bulletText, frags=[] if frags is None else frags
            )
        self._made = None
        self._text = text
        self._own = style  # before it was made smaller
        self._whole: str | None = None  # its text, where it was broken at its joints
        self._markup = (
            text if frags is None else None
        )  # None for a part of a paragraph, and once its lines were broken
        self._typed = style  # what the markup is read in
        self._frags = frags
        self.marker: Marker | None = None
        self.element: StructElem | None = None  # its part in the structure
        self.links: dict[str, InlineLink] = {}  # by the name that stands in its markup
        self.one_line = (
            False  # a telephone number or address: made smaller rather than broken, and never split
        )
        self.continues = False  # in the next column, with another word
        self._wrapped: tuple[float, ParagraphStyle] | None = None  # how its lines were broken last

    @property
    def frags(self) -> Any:
        """ReportLab's record of the text: its own, made only where somebody asks, for most lines are known without it."""
        if self._frags is None:
            made = self._made.frags if self._made else frags_of(self._markup or "", self._typed)
            self._frags = [copy(one) for one in made]
        return self._frags

    @frags.setter
    def frags(self, frags: Any) -> None:
        self._frags, self._made, self._markup = frags, None, None

    def minWidth(self) -> float:
        return self._made.least if self._made else float(super().minWidth())

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        width, style = self._wrapped or (None, None)
        if width == availWidth and style is self.style and hasattr(self, "blPara"):
            return self.width, self.height  # a layout asks again and again
        if self.one_line:
            self._own = self._own if style is self.style else self.style
            self._fit(availWidth)
        size = super().wrap(availWidth, availHeight)
        self._set_baseline()
        self._wrapped = (availWidth, self.style)
        return size

    def breakLines(self, width: Any) -> Any:
        if self._markup is None or _type(self._typed) != _type(self.style):
            return super().breakLines(width)
        self._made = broken(self._markup, self.style, tuple(width), lambda: self._broken(width))
        self._markup = self._frags = None
        return self._made.lines

    def _broken(self, width: Any) -> Broken:
        """As nobody can have changed it: others will get the same."""
        self._frags = frags_of(self._markup or "", self._typed)
        lines = super().breakLines(width)
        return Broken(lines, self._frags, float(super().minWidth()), {})

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        if self.one_line:
            return []
        if not hasattr(self, "blPara"):
            self.wrap(availWidth, availHeight)
        parts = super().split(availWidth, availHeight)
        if len(parts) == 2:
            first, rest = cast(list[TaggedParagraph], parts)
            first.marker, first.continues = self.marker, not self._tears_at(first, availWidth)
            rest.continues = self.continues
            rest.keep_with_next = self.keep_with_next
            for part in (first, rest):
                part.element, part.links = self.element, self.links
        return parts

    @property
    def lines(self) -> int:
        """How many lines it has at the width it was wrapped to last."""
        return len(self.blPara.lines)

    @property
    def longest_line(self) -> float:
        """The length of its longest line, in points, at the width it was wrapped to last."""
        broken = self.blPara
        left = (
            [line[0] for line in broken.lines]
            if broken.kind == 0
            else [line.extraSpace for line in broken.lines]
        )
        return float(self.width - self.style.rightIndent - min(left, default=0.0))

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        yield self

    @property
    def plain(self) -> str:
        """Its text, without markup."""
        if self._whole is not None:
            return self._whole
        if any(
            isinstance(frag, list) for frag in self.frags
        ):  # once wrapped, rich text is kept by words
            return str(self.getPlainText())
        return "".join(
            " "
            if hasattr(frag, "lineBreak")
            else getattr(frag, "text", "") or " ".join(getattr(frag, "words", ()))
            for frag in self.frags
        )

    @property
    def words(self) -> int:
        return len(self.plain.split())

    @property
    def grid_offset(self) -> float | None:
        return 0.0

    def first_baseline(self) -> float:
        """From its top to the baseline of its first line, in points."""
        lift = float(getattr(self.style, "lift", 0))
        return self.style.leading / 2 + CAP_HEIGHT / 2 * self.style.fontSize - lift

    @property
    def elements(self) -> Iterator[StructElem]:
        if self.marker and self.marker.element:
            yield self.marker.element
        if self.element:
            yield self.element

    def draw(self) -> None:
        foot = self.height - self.first_baseline()
        if self.marker:
            draw_marker(self.canv, self.marker, self.style.fontSize, foot)
        if self._is_plain(self.canv):
            write_plain(self.canv, self, foot)
        else:
            self._draw_rich()
        self._tell_contrast(self.canv, 0, 0)

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:
        if type(self) is not TaggedParagraph or _sW:
            super().drawOn(canvas, x, y, _sW)  # type: ignore[call-arg]  # the stubs leave it out
        elif self.marker is None and self._is_plain(canvas):
            write_plain(canvas, self, self.height - self.first_baseline(), (x, y))
            self._tell_contrast(cast(TaggedCanvas, canvas), x, y)
        else:
            draw_moved(self, canvas, x, y)

    def _is_plain(self, canvas: Canvas) -> bool:
        """True if our own writer can write it; what a practice's own kind of paragraph does, ReportLab shall do."""
        whole = self.minWidth() <= self._room and not (self.links or self.bulletText or self._whole)
        return (
            type(self) is TaggedParagraph
            and whole
            and is_plain(self.blPara, self.style, canvas, self.line_cache)
        )

    @property
    def line_cache(self) -> dict[Any, Any]:
        """What operators.py made of the same lines before."""
        return self._made.shown if self._made and self._made.lines is self.blPara else {}

    def _draw_rich(self) -> None:
        self.canv.links = {}
        super().draw()
        for name, boxes in self.canv.links.items():
            self.canv.link(self.links[name].element, boxes, self.links[name].says)

    def beginText(self, x: float, y: float) -> PDFTextObject:
        words = self.plain.split() if self._whole or self.minWidth() > self._room else ()
        return Lines(
            self.canv, x, y, text_of(self.blPara, self.links, self.element, words, self.continues)
        )

    @property
    def _room(self) -> float:
        return self.width - self.style.leftIndent - self.style.rightIndent

    def _tears_at(self, first: TaggedParagraph, width: float) -> bool:
        """True if its first part ends inside a word."""
        if self.minWidth() <= width:
            return False
        return tears_at(self.plain.split(), len("".join(first.plain.split())))

    def _tell_contrast(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        style, broken = self.style, self.blPara
        if not broken.lines:
            return
        size, foot = style.fontSize, self.height - self.first_baseline()
        large = size >= LARGE or (size >= LARGE_IN_BOLD and getattr(style, "heavy", False))
        known = self.line_cache
        if "spare" not in known:
            known["colors"] = colors_of(broken)
            known["spare"] = (
                max(0.0, self.width - style.rightIndent - self.longest_line)
                if style.alignment == TA_LEFT
                else 0.0
            )
        right = self.width - style.rightIndent - known["spare"]
        top = foot + CAP_HEIGHT * size  # a rule beside the text is no ground
        box = (
            x + style.leftIndent,
            y + foot - (len(broken.lines) - 1) * style.leading,
            x + right,
            y + top,
        )
        colors = known["colors"]
        canvas.record_text(box, [*colors, self.marker.color] if self.marker else colors, large)

    def _fit(self, width: float) -> None:
        """At its own size; else smaller, as far as it may be; else broken at its joints."""
        self._set_in(self._own)
        needed, size = self.minWidth(), self._own.fontSize
        if needed > width:
            least = min(size, getattr(self._own, "smallest", size))
            smaller = max(size * (width - HAIR) / needed, least)
            self._set_in(self._own.clone(self._own.name, fontSize=smaller))
            if self.minWidth() > width:
                self._break_at_joints(width)

    def _set_in(self, style: ParagraphStyle) -> None:
        """As it was made, in a style: nothing is left of how it stood in another."""
        self.style = self._typed = style
        self._markup, self._frags, self._made, self._whole = self._text, None, None, None

    def _break_at_joints(self, width: float) -> None:
        widths = [
            stringWidth(char, frag.fontName, frag.fontSize)
            for frag in self.frags
            for char in frag.text
        ]
        self._whole = self.plain
        self.frags = self.frags  # no longer what its markup says
        at = 0
        breaks = break_points(self._whole, widths, width - HAIR)
        for frag in self.frags:  # a blank, where ReportLab is to break the line
            text, at = frag.text, at + len(frag.text)
            start = at - len(text)
            frag.text = "".join(
                (" " if start + place in breaks else "") + char for place, char in enumerate(text)
            )

    def _set_baseline(self) -> None:
        ascent = self.first_baseline()
        if self.blPara.kind == 0:
            self.blPara.ascent = ascent
        elif self.blPara.lines:
            self.blPara.lines[0].ascent = ascent


def xml(text: str) -> str:
    """The one place where text becomes ReportLab's markup."""
    return escape(text, quote=False)
