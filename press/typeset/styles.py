"""From a layout's type scale, a Brand and a body size to ReportLab's styles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from press.brand.brand import Brand
from press.typeset.editions import STANDARD, Edition
from press.typeset.fonts.registry import Fonts, fonts_of

REFERENCE = 12.0  # points of body text for which a scale's rows are written

HEAVY = ("bold", "bold_italic", "tabular")  # faces

ALIGN: dict[str, Literal[0, 1, 2]] = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


class Type(NamedTuple):
    """One row of a type scale, in points at a body size of 12: what one role of text looks like.

    ``grows`` says that size and spaces move with the body size. ``color`` is a role of the brand
    (primary, accent, ink, tint, paper); ``face`` a face of its fonts. ``before`` and ``after`` are spaces.
    ``lift`` draws the text so much above its line, and moves nothing else: air below a heading, on the grid.
    """

    size: float
    leading: float
    face: str = "regular"
    color: str = "ink"
    before: float = 0
    after: float = 0
    align: str = "left"
    grows: bool = False
    lift: float = 0


Scale = Mapping[str, Type]

RUNNING = ("body", "summary", "table")  # roles of running text, which an edition may set wider
BLACK = "#000000"
LINE_ART = {"tint": "#ffffff", "paper": "#ffffff"}


class Area(NamedTuple):
    """A field behind text: what fills it, and the line round it; either may be None."""

    fill: Color | None
    line: Color | None


# What a Story sets text in: every layout's scale has a row for each.
ROLES = (
    "title", "subtitle", "heading", "subheading", "body", "label", "summary", "caption", "table", "mark", "tagline",
    "call", "call-note", "phone", "contact", "contact-strong", "contact-phone", "code", "small", "draft", "source", "source-label",
)  # fmt: skip


_COMMON = ParagraphStyle(
    "common",
    splitLongWords=1,
    spaceShrinkage=0,  # a line is never squeezed
    allowWidows=0,
    allowOrphans=0,
    embeddedHyphenation=0,
    hyphenationLang="",
    uriWasteReduce=0,
)


def varied(style: ParagraphStyle, **looks: Any) -> ParagraphStyle:
    """A copy that looks other in some ways: what ReportLab's clone() does, in a quarter of the time."""
    made = type(style).__new__(type(style))
    vars(made).update(vars(style), parent=style, **looks)
    return made


class Styles:
    """The styles of one composition: a scale, at one body size, in one brand."""

    def __init__(
        self, scale: Scale, brand: Brand, body_size: float, edition: Edition = STANDARD
    ) -> None:
        self.scale = scale
        self.edition = edition
        self.brand = brand
        self.fonts: Fonts = fonts_of(brand.fonts)
        self.body_size = body_size
        self._made: dict[tuple[str, float, str | None], ParagraphStyle] = {}
        self._types: dict[str, Type] = {}
        self._colors: dict[str, Color] = {}

    def type(self, role: str) -> Type:
        """The role's row, moved to this body size."""
        if role not in self._types:
            self._types[role] = self._type(role)
        return self._types[role]

    def _type(self, role: str) -> Type:
        row = self.scale[role]
        if self.edition.leading and role in RUNNING:
            row = row._replace(leading=self.edition.leading * row.size)
        if not row.grows:
            return row
        by = self.body_size / REFERENCE
        return row._replace(
            size=row.size * by,
            leading=row.leading * by,
            before=row.before * by,
            after=row.after * by,
        )

    def paragraph(self, role: str, indent: float = 0, color: str | None = None) -> ParagraphStyle:
        """ReportLab's style for a role; ``indent`` in points, ``color`` instead of the role's own."""
        key = (role, indent, color)
        if key not in self._made:
            row = self.type(role)
            font = self.fonts.name(row.face)
            self._made[key] = varied(
                _COMMON,
                name=role,
                fontName=font,
                bulletFontName=font,
                fontSize=row.size,
                leading=row.leading,
                textColor=self.color("ink" if not self.edition.areas else color or row.color),
                alignment=ALIGN[row.align],
                leftIndent=indent,
                spaceBefore=row.before,
                spaceAfter=row.after,
                lift=row.lift,
                heavy=row.face in HEAVY,
                smallest=self.edition.smallest,
            )
        return self._made[key]

    def color(self, role: str) -> Color:
        """A role of the brand's colours as ReportLab's colour; black or white in an edition without areas."""
        if role not in self._colors:
            typed = (
                getattr(self.brand.colors, role)
                if self.edition.areas
                else LINE_ART.get(role, BLACK)
            )
            self._colors[role] = HexColor(typed)
        return self._colors[role]

    def area(self, role: str) -> Area:
        """How a field in a role of the brand's colours is drawn: filled, or outlined in an edition without areas."""
        return Area(self.color(role), None) if self.edition.areas else Area(None, self.color("ink"))

    @property
    def leading(self) -> float:
        """The distance of two lines of body text, in points: the unit of the baseline grid."""
        return self.type("body").leading
