"""From markup to paragraphs, the text of a Story: measured, split over columns and drawn.

A list is a sequence of paragraphs with markers and indents, so it splits as text does.
"""

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
from press.typeset.text.fragments import parse_fragments
from press.typeset.text.line_breaks import BrokenLines, break_points, cached_lines
from press.typeset.text.list_markers import Marker, draw_marker
from press.typeset.text.operators import can_write_lines, draw_moved, write_lines
from press.typeset.text.text_object import InlineLink, TextLines, colors_of, cuts_word, text_of

HAIR = 0.01  # points: rounding would break a text that fills its line exactly
# The height of capitals as a share of the size, of Atkinson Hyperlegible Next. A text is centred in
# its line by its capitals.
CAP_HEIGHT = 0.668


_type = attrgetter("fontName", "fontSize", "textColor")


class StoryFlowable(Flowable):
    """A flowable of a Story, with its structure elements, and rules on keeping it together.

    ``keep_with_next`` keeps it with the next flowable always, ``prefer_with_next`` only if that
    leaves room for everything. ``keep_whole``, as for an item of a list, means that a page of fixed
    space does not tear it, unless no column holds it.
    """

    canv: TaggedCanvas
    width: float
    height: float
    keep_with_next = False
    prefer_with_next = False
    keep_whole = False

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The paragraphs in it, in reading order."""
        yield from ()

    @property
    def elements(self) -> Iterator[StructElem]:
        """The structure elements of its text and pictures, in reading order."""
        for paragraph in self.paragraphs:
            yield from paragraph.elements

    @property
    def words(self) -> int:
        """The number of words in it."""
        return sum(paragraph.words for paragraph in self.paragraphs)

    @property
    def grid_offset(self) -> float | None:
        """The distance from its top to where the baseline grid meets it, in points.

        None if it has no body text. Known once it is wrapped.
        """
        return None

    def getKeepWithNext(self) -> bool:
        """Return ``keep_with_next``, for ReportLab."""
        return self.keep_with_next


# The attributes that ReportLab gives a new paragraph besides its text, style and bullet. A test
# compares them with ReportLab's.
_REPORTLAB_DEFAULTS = {"caseSensitive": 1, "encoding": "utf8", "debug": 0}


class TaggedParagraph(StoryFlowable, Paragraph):
    """A paragraph whose first baseline depends on its style alone, not on its fallback fonts.

    ``element`` is its structure element, None if a layout did not set one. ``links`` are by their
    names in the markup. ``one_line`` is for a telephone number or address: it gets smaller rather
    than break, and is never split. ``continues`` is True if the next column has the rest of it.
    """

    style: ParagraphStyle
    blPara: Any  # ReportLab's name for the lines, once the paragraph is wrapped
    _broken_lines: BrokenLines | None

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,
        frags: Any = None,
    ) -> None:
        # What the constructors of ReportLab's Paragraph and Flowable do, without their search for
        # markup.
        if type(self) is TaggedParagraph:
            vars(self).update(
                _REPORTLAB_DEFAULTS,
                text=text,
                style=style,
                bulletText=bulletText or getattr(style, "bulletText", None),
            )
        else:
            super().__init__(
                cast(str, text), style, bulletText=bulletText, frags=[] if frags is None else frags
            )
        self._broken_lines = None
        self._text = text
        self._full_style = style  # before it was made smaller
        self._unbroken_text: str | None = None  # set if it is broken inside an address
        # None for a part of a split paragraph, and after its lines were broken.
        self._markup = text if frags is None else None
        self._markup_style = style  # in which the markup is parsed
        self._fragments = frags
        self.marker: Marker | None = None
        self.element: StructElem | None = None
        self.links: dict[str, InlineLink] = {}
        self.one_line = False
        self.continues = False
        # The width and style of the last line breaking.
        self._wrapped_in: tuple[float, ParagraphStyle] | None = None

    @property
    def frags(self) -> Any:
        """ReportLab's fragments, under its name for them.

        They are made only on demand: most lines come from the cache without them.
        """
        if self._fragments is None:
            fragments = (
                self._broken_lines.fragments
                if self._broken_lines
                else parse_fragments(self._markup or "", self._markup_style)
            )
            self._fragments = [copy(fragment) for fragment in fragments]
        return self._fragments

    @frags.setter
    def frags(self, frags: Any) -> None:
        self._fragments, self._broken_lines, self._markup = frags, None, None

    def minWidth(self) -> float:
        """Return the width of its widest word, in points."""
        return self._broken_lines.min_width if self._broken_lines else float(super().minWidth())

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Break its lines; return its width and height, in points."""
        width, style = self._wrapped_in or (None, None)
        if width == availWidth and style is self.style and hasattr(self, "blPara"):
            return self.width, self.height  # layouts wrap the same paragraph many times
        if self.one_line:
            self._full_style = self._full_style if style is self.style else self.style
            self._fit(availWidth)
        size = super().wrap(availWidth, availHeight)
        self._set_baseline()
        self._wrapped_in = (availWidth, self.style)
        return size

    def breakLines(self, width: Any) -> Any:
        """Return ReportLab's ParaLines for the widths of the lines, in points; cached."""
        if self._markup is None or _type(self._markup_style) != _type(self.style):
            return super().breakLines(width)
        self._broken_lines = cached_lines(
            self._markup, self.style, tuple(width), lambda: self._break_lines(width)
        )
        self._markup = self._fragments = None
        return self._broken_lines.lines

    def _break_lines(self, width: Any) -> BrokenLines:
        """Break the lines of the markup alone: other paragraphs will share them."""
        self._fragments = parse_fragments(self._markup or "", self._markup_style)
        lines = super().breakLines(width)
        return BrokenLines(lines, self._fragments, float(super().minWidth()), {})

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """Return what fits in the height and the rest; an empty list if it cannot be split."""
        if self.one_line:
            return []
        if not hasattr(self, "blPara"):
            self.wrap(availWidth, availHeight)
        parts = super().split(availWidth, availHeight)
        if len(parts) == 2:
            first, rest = cast(list[TaggedParagraph], parts)
            first.marker, first.continues = self.marker, not self._cuts_word(first, availWidth)
            rest.continues = self.continues
            rest.keep_with_next = self.keep_with_next
            for part in (first, rest):
                part.element, part.links = self.element, self.links
        return parts

    @property
    def lines(self) -> int:
        """The number of its lines at the width of the last wrap()."""
        return len(self.blPara.lines)

    @property
    def longest_line(self) -> float:
        """The length of its longest line at the width of the last wrap(), in points."""
        para_lines = self.blPara
        spare = (
            [line[0] for line in para_lines.lines]
            if para_lines.kind == 0
            else [line.extraSpace for line in para_lines.lines]
        )
        return float(self.width - self.style.rightIndent - min(spare, default=0.0))

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """This paragraph."""
        yield self

    @property
    def plain_text(self) -> str:
        """Its text without markup."""
        if self._unbroken_text is not None:
            return self._unbroken_text
        # Once it is wrapped, ReportLab has each word of rich text as a list.
        if any(isinstance(fragment, list) for fragment in self.frags):
            return str(self.getPlainText())
        return "".join(
            " "
            if hasattr(fragment, "lineBreak")
            else getattr(fragment, "text", "") or " ".join(getattr(fragment, "words", ()))
            for fragment in self.frags
        )

    @property
    def words(self) -> int:
        """The number of its words."""
        return len(self.plain_text.split())

    @property
    def grid_offset(self) -> float | None:
        """Zero: the baseline grid is measured from the tops of paragraphs."""
        return 0.0

    def first_baseline(self) -> float:
        """Return the distance from its top to the baseline of its first line, in points."""
        lift = float(getattr(self.style, "lift", 0))
        return self.style.leading / 2 + CAP_HEIGHT / 2 * self.style.fontSize - lift

    @property
    def elements(self) -> Iterator[StructElem]:
        """The elements of its marker and of its text."""
        if self.marker and self.marker.element:
            yield self.marker.element
        if self.element:
            yield self.element

    def draw(self) -> None:
        """Draw its marker and its text at the origin, and record the text's contrast."""
        baseline = self.height - self.first_baseline()
        if self.marker:
            draw_marker(self.canv, self.marker, self.style.fontSize, baseline)
        if self._can_write_lines(self.canv):
            write_lines(self.canv, self, baseline)
        else:
            self._draw_rich()
        self._record_contrast(self.canv, 0, 0)

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:
        """Draw it with its lower-left corner at (x, y), in points."""
        if type(self) is not TaggedParagraph or _sW:
            super().drawOn(canvas, x, y, _sW)  # type: ignore[call-arg]  # missing in the stubs
        elif self.marker is None and self._can_write_lines(canvas):
            write_lines(canvas, self, self.height - self.first_baseline(), (x, y))
            self._record_contrast(cast(TaggedCanvas, canvas), x, y)
        else:
            draw_moved(self, canvas, x, y)

    def _can_write_lines(self, canvas: Canvas) -> bool:
        """Check whether operators.py can write it. A practice's subclass is drawn by ReportLab."""
        plain = self.minWidth() <= self._room and not (
            self.links or self.bulletText or self._unbroken_text
        )
        return (
            type(self) is TaggedParagraph
            and plain
            and can_write_lines(self.blPara, self.style, canvas, self.line_cache)
        )

    @property
    def line_cache(self) -> dict[Any, Any]:
        """What was derived from the same lines before, such as operators; shared by documents."""
        lines = self._broken_lines
        return lines.cache if lines and lines.lines is self.blPara else {}

    def _draw_rich(self) -> None:
        self.canv.links = {}
        super().draw()
        for name, boxes in self.canv.links.items():
            self.canv.link(self.links[name].element, boxes, self.links[name].description)

    def beginText(self, x: float, y: float) -> PDFTextObject:
        """Return the text object that ReportLab writes the lines to."""
        is_torn = self._unbroken_text or self.minWidth() > self._room
        words = self.plain_text.split() if is_torn else ()
        return TextLines(
            self.canv, x, y, text_of(self.blPara, self.links, self.element, words, self.continues)
        )

    @property
    def _room(self) -> float:
        return self.width - self.style.leftIndent - self.style.rightIndent

    def _cuts_word(self, first: TaggedParagraph, width: float) -> bool:
        """Check whether its first part ends inside a word."""
        if self.minWidth() <= width:
            return False
        return cuts_word(self.plain_text.split(), len("".join(first.plain_text.split())))

    def _record_contrast(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        style, para_lines = self.style, self.blPara
        if not para_lines.lines:
            return
        size, baseline = style.fontSize, self.height - self.first_baseline()
        large = size >= LARGE or (size >= LARGE_IN_BOLD and getattr(style, "heavy", False))
        cache = self.line_cache
        if "spare" not in cache:
            cache["colors"] = colors_of(para_lines)
            cache["spare"] = (
                max(0.0, self.width - style.rightIndent - self.longest_line)
                if style.alignment == TA_LEFT
                else 0.0
            )
        right = self.width - style.rightIndent - cache["spare"]
        # Only as high as capitals and as wide as the lines: a rule beside the text is not its
        # background.
        top = baseline + CAP_HEIGHT * size
        box = (
            x + style.leftIndent,
            y + baseline - (len(para_lines.lines) - 1) * style.leading,
            x + right,
            y + top,
        )
        colors = cache["colors"]
        canvas.record_text(box, [*colors, self.marker.color] if self.marker else colors, large)

    def _fit(self, width: float) -> None:
        """Keep it at full size, or make it smaller, or break it at the best opportunities."""
        self._reset(self._full_style)
        needed, size = self.minWidth(), self._full_style.fontSize
        if needed > width:
            least = min(size, getattr(self._full_style, "smallest", size))
            smaller = max(size * (width - HAIR) / needed, least)
            self._reset(self._full_style.clone(self._full_style.name, fontSize=smaller))
            if self.minWidth() > width:
                self._break_inside(width)

    def _reset(self, style: ParagraphStyle) -> None:
        """Return to the text as it was created, in another style."""
        self.style = self._markup_style = style
        self._markup, self._fragments = self._text, None
        self._broken_lines, self._unbroken_text = None, None

    def _break_inside(self, width: float) -> None:
        widths = [
            stringWidth(char, fragment.fontName, fragment.fontSize)
            for fragment in self.frags
            for char in fragment.text
        ]
        self._unbroken_text = self.plain_text
        self.frags = self.frags  # they no longer say what the markup says
        end = 0
        breaks = break_points(self._unbroken_text, widths, width - HAIR)
        for fragment in self.frags:  # a space makes ReportLab break the line there
            text, end = fragment.text, end + len(fragment.text)
            start = end - len(text)
            fragment.text = "".join(
                (" " if start + index in breaks else "") + char for index, char in enumerate(text)
            )

    def _set_baseline(self) -> None:
        ascent = self.first_baseline()
        if self.blPara.kind == 0:
            self.blPara.ascent = ascent
        elif self.blPara.lines:
            self.blPara.lines[0].ascent = ascent


def xml(text: str) -> str:
    """Escape a text for ReportLab's markup. No other function turns text into markup."""
    return escape(text, quote=False)
