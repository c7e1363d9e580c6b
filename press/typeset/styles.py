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

REFERENCE = 12.0  # points: the size of body text that the rows of a scale assume

HEAVY = ("bold", "bold_italic", "tabular")  # faces whose text is bold

ALIGN: dict[str, Literal[0, 1, 2]] = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


class Type(NamedTuple):
    """One row of a type scale: the appearance of one role of text, in points at a body size of 12.

    ``face`` is a face of the brand's fonts, ``color`` a role of its colours (primary, accent, ink,
    tint, paper). ``before`` and ``after`` are the spaces above and below. ``grows`` scales sizes
    and spaces with the body size. ``lift`` draws the text higher and moves nothing else: it adds
    space below a heading that stays on the baseline grid.
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

RUNNING = ("body", "summary", "table")  # roles of running text, whose leading an edition may set
BLACK = "#000000"
LINE_ART = {"tint": "#ffffff", "paper": "#ffffff"}


class Area(NamedTuple):
    """The fill of an area behind text and the line around it. Either may be None."""

    fill: Color | None
    line: Color | None


# The roles that a Story uses: every layout's scale has a row for each.
ROLES = (
    "title", "subtitle", "heading", "subheading", "body", "label", "summary", "caption", "table",
    "mark", "tagline", "call", "call-note", "phone", "contact", "contact-strong", "contact-phone",
    "code", "small", "draft", "source", "source-label",
)  # fmt: skip


_COMMON = ParagraphStyle(
    "common",
    splitLongWords=1,
    spaceShrinkage=0,  # the spaces of a line are never reduced
    allowWidows=0,
    allowOrphans=0,
    embeddedHyphenation=0,
    hyphenationLang="",
    uriWasteReduce=0,
)


def vary_style(style: ParagraphStyle, **attributes: Any) -> ParagraphStyle:
    """Return a copy of a style with other attributes: ReportLab's clone(), four times as fast."""
    variant = type(style).__new__(type(style))
    vars(variant).update(vars(style), parent=style, **attributes)
    return variant


class Styles:
    """The styles of one composition: a scale in one brand and edition.

    ``body_size`` is the size of body text, in points.
    """

    def __init__(
        self, scale: Scale, brand: Brand, body_size: float, edition: Edition = STANDARD
    ) -> None:
        self.scale = scale
        self.edition = edition
        self.brand = brand
        self.fonts: Fonts = fonts_of(brand.fonts)
        self.body_size = body_size
        self._paragraph_styles: dict[tuple[str, float, str | None], ParagraphStyle] = {}
        self._types: dict[str, Type] = {}
        self._colors: dict[str, Color] = {}

    def type(self, role: str) -> Type:
        """Return a role's row of the scale, at this body size."""
        if role not in self._types:
            self._types[role] = self._type(role)
        return self._types[role]

    def _type(self, role: str) -> Type:
        row = self.scale[role]
        if self.edition.leading and role in RUNNING:
            row = row._replace(leading=self.edition.leading * row.size)
        if not row.grows:
            return row
        factor = self.body_size / REFERENCE
        return row._replace(
            size=row.size * factor,
            leading=row.leading * factor,
            before=row.before * factor,
            after=row.after * factor,
        )

    def paragraph(self, role: str, indent: float = 0, color: str | None = None) -> ParagraphStyle:
        """Return ReportLab's style for a role.

        ``indent`` is in points. ``color`` is a role of the brand's colours, None for the row's own.
        """
        key = (role, indent, color)
        if key not in self._paragraph_styles:
            row = self.type(role)
            font = self.fonts.name(row.face)
            self._paragraph_styles[key] = vary_style(
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
        return self._paragraph_styles[key]

    def color(self, role: str) -> Color:
        """Return ReportLab's colour for a role of the brand's colours.

        In an edition without areas it is black or white.
        """
        if role not in self._colors:
            code = (
                getattr(self.brand.colors, role)
                if self.edition.areas
                else LINE_ART.get(role, BLACK)
            )
            self._colors[role] = HexColor(code)
        return self._colors[role]

    def area(self, role: str) -> Area:
        """Return the fill and line of an area in a role of the brand's colours.

        It is filled, or outlined in an edition without areas.
        """
        return Area(self.color(role), None) if self.edition.areas else Area(None, self.color("ink"))

    @property
    def leading(self) -> float:
        """The leading of body text, in points: the unit of the baseline grid."""
        return self.type("body").leading
