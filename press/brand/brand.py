"""From assets/practice.yaml to a Brand: the practice, with its files found and colours checked."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from press.brand.envelopes import barcode_problems, own_envelopes
from press.brand.printers import Offsets, Printer
from press.content.fast_fields import practice_fields
from press.content.handout import read_bytes, texts
from press.content.limits import OFFSETS
from press.content.tree import Text
from press.content.values import Values
from press.content.yaml_nodes import Mapping, locate
from press.content.yaml_reader import read_yaml
from press.paper import Envelope
from press.problems import Collecting, ContentError, Place, Problem
from press.spelling import verb
from press.workspace import Workspace

if TYPE_CHECKING:
    from press.content.practice_models import OffsetFields, PracticeFields, PrinterFields

LEAST_CONTRAST = 4.5  # WCAG 2.1, 1.4.3, for text below 18 pt

# The sample practice that `init` writes. Nobody has this address and this number.
SAMPLE_NAME = "Sample Practice"
SAMPLE_PHONE = "555-555-0100"
SAMPLE_STREET = "100 Sample Street"
SAMPLE_CITY = "Sampleville"

# The fields of practice.yaml that are printed.
PRINTED = (
    "name", "short_name", "tagline", "address", "phone", "other_phones", "fax", "email", "website",
    "hours", "emergency_line",
)  # fmt: skip

STOCK_FONTS = {
    "regular": "AtkinsonHyperlegibleNext-Regular.ttf",
    "bold": "AtkinsonHyperlegibleNext-Bold.ttf",
    "italic": "AtkinsonHyperlegibleNext-Italic.ttf",
    "bold_italic": "AtkinsonHyperlegibleNext-BoldItalic.ttf",
    "tabular": "AtkinsonHyperlegibleNext-BoldTabular.ttf",
}
FALLBACK_FONTS = {"regular": "NotoSans-Regular.ttf", "bold": "NotoSans-Bold.ttf"}


class Colors(NamedTuple):
    """The colours, each as ``#rrggbb``. ``tint`` is a background of text; ``paper`` is white."""

    primary: str
    accent: str
    ink: str
    tint: str
    paper: str = "#ffffff"


class FontFiles(NamedTuple):
    """TrueType files, each as face, path, and the place of its name in practice.yaml.

    The faces are regular, bold, italic, bold_italic and tabular. ``fallback`` has the fonts for
    characters that they lack.
    """

    faces: tuple[tuple[str, str, Place], ...]
    fallback: tuple[tuple[str, str, Place], ...]


class Brand(NamedTuple):
    """The practice as its pages show it. What it does not have is None or empty."""

    name: str
    short_name: str
    tagline: str | None
    street: str
    town: str
    phone: str
    other_phones: tuple[tuple[str, str], ...]
    fax: str | None
    email: str | None
    website: str | None
    hours: tuple[tuple[str, str], ...]
    emergency_line: str | None
    closed_days: tuple[date, ...]  # besides Saturdays and Sundays
    qr: str | None
    logo: str | None
    colors: Colors
    fonts: FontFiles
    language: str
    layouts: tuple[str, ...]
    paper: str
    smallest_body: float
    largest_body: float
    sender: str
    large_print: str
    review_required: bool
    printers: tuple[Printer, ...]
    envelopes: tuple[Envelope, ...]  # its own, besides those that the program knows
    mailer_id: str | None  # for the Postal Service's barcode, with the service type
    service_type: str | None
    time_zone: str | None
    sample: bool
    place: Place
    logo_at: Place
    closed_days_at: Place
    texts: tuple[Text, ...]  # the texts that are printed, as typed
    workspace: Workspace

    @property
    def values(self) -> Values:
        """The values of ``{{ practice.… }}``."""
        return {
            "practice": {
                "name": self.name,
                "short_name": self.short_name,
                "tagline": self.tagline,
                "address": f"{self.street}, {self.town}",
                "phone": self.phone,
                "fax": self.fax,
                "email": self.email,
                "website": self.website,
                "hours": "; ".join(f"{days} {times}" for days, times in self.hours) or None,
                "emergency_line": self.emergency_line,
            }
        }


def read_brand(workspace: Workspace) -> tuple[Brand, list[Problem]]:
    """Return the workspace's brand, and remarks on it.

    Raises ContentError with every problem in practice.yaml.
    """
    file = workspace.practice_file
    if not os.path.isfile(file):
        hint = (
            f"Copy your details into it: '{verb('init', 'DIR')}' "
            "writes one with every field explained"
        )
        raise ContentError(
            [Problem(Place(file), "W01", "The practice's details are missing", hint)]
        )
    root = read_yaml(file, read_bytes(file))
    fields = practice_fields(root) or _validated(root)
    problems = list(_contrast_problems(fields, root))
    logo = None
    if fields.logo:
        with Collecting(problems):
            logo = workspace.asset(fields.logo, "", locate(root, ("logo",))[0])
    fonts = _fonts(fields, root, workspace, problems)
    envelopes = own_envelopes(fields, root, problems)
    problems += barcode_problems(fields, root)
    if problems:
        raise ContentError(problems)
    brand = _brand(root, fields, logo, fonts, envelopes, workspace)
    remarks = []
    if brand.sample:
        hint = "Put your own name, address and phone in; until then every page is marked SAMPLE"
        remarks.append(
            Problem(Place(file), "B02", "These are still the details of the sample practice", hint)
        )
    return brand, remarks


def _validated(root: Mapping) -> PracticeFields:
    from press.content.practice_models import PracticeFields
    from press.content.validate import validate

    return validate(PracticeFields, root)


def contrast(color: str, other: str, grey: bool = False) -> float:
    """Return the contrast ratio of two colours (1–21) by WCAG 2.1.

    With ``grey``, the colours are as a greyscale printer prints them.
    """
    light, dark = sorted((_luminance(color, grey), _luminance(other, grey)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str, grey: bool) -> float:
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    if grey:  # by ITU-R BT.601, as printers do
        red = green = blue = 0.299 * red + 0.587 * green + 0.114 * blue
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast_problems(fields: PracticeFields, root: Mapping) -> list[Problem]:
    colors = fields.colors
    key = next((key for key in ("colors", "colours") if key in root.entries), None)
    problems = []
    for name in ("ink", "primary", "accent"):
        for ground, what in (("#ffffff", "white paper"), (colors.tint, "the tint")):
            color = getattr(colors, name)
            ratio = min(contrast(color, ground), contrast(color, ground, grey=True))
            if ratio < LEAST_CONTRAST:
                place = locate(root, (key, name))[0] if key else root.place
                message = (
                    f"'{name}' {color} on {what} has a contrast of {ratio:.1f}; "
                    f"text needs {LEAST_CONTRAST}"
                )
                hint = f"Make '{name}' darker"
                if ground != "#ffffff":
                    hint = f"Make '{name}' darker or 'tint' lighter"
                problems.append(Problem(place, "B01", message, hint))
                break
    return problems


def _fonts(
    fields: PracticeFields, root: Mapping, workspace: Workspace, problems: list[Problem]
) -> FontFiles:
    names = dict(STOCK_FONTS)
    if fields.fonts:
        own = fields.fonts
        names = {
            "regular": own.regular,
            "bold": own.bold,
            "italic": own.italic or own.regular,
            "bold_italic": own.bold_italic or own.bold,
            "tabular": own.bold,
        }
    practice = Place(workspace.practice_file)
    faces = []
    for face, name in names.items():
        place = practice
        if fields.fonts:
            substitute = "bold" if face in ("bold_italic", "tabular") else "regular"
            place = locate(root, ("fonts", face if getattr(own, face, None) else substitute))[0]
        with Collecting(problems):
            faces.append((face, workspace.asset(name, "fonts", place), place))
    fallback = tuple(
        (face, workspace.stock_asset(name, "fonts"), practice)
        for face, name in FALLBACK_FONTS.items()
    )
    return FontFiles(tuple(faces), fallback)


def _brand(
    root: Mapping,
    fields: PracticeFields,
    logo: str | None,
    fonts: FontFiles,
    envelopes: tuple[Envelope, ...],
    workspace: Workspace,
) -> Brand:
    address = fields.address
    town = f"{address.city}, {address.state}" if address.state else address.city
    return Brand(
        name=fields.name,
        short_name=fields.short_name or fields.name,
        tagline=fields.tagline,
        street=address.street,
        town=" ".join(filter(None, (town, address.zip))),
        phone=fields.phone,
        other_phones=tuple((phone.label, phone.number) for phone in fields.other_phones),
        fax=fields.fax,
        email=fields.email,
        website=fields.website,
        hours=tuple((line.days, line.times) for line in fields.hours),
        emergency_line=fields.emergency_line,
        closed_days=tuple(sorted(set(fields.closed_days))),
        qr=_qr_target(fields),
        logo=logo,
        colors=Colors(
            fields.colors.primary, fields.colors.accent, fields.colors.ink, fields.colors.tint
        ),
        fonts=fonts,
        language=fields.language,
        layouts=tuple(fields.layouts),
        paper=fields.paper,
        smallest_body=fields.smallest_body,
        largest_body=max(fields.largest_body, fields.smallest_body),
        sender=fields.sender,
        large_print=fields.large_print,
        review_required=fields.review_required,
        printers=tuple(map(_printer, fields.printers)),
        envelopes=envelopes,
        mailer_id=fields.mailer_id,
        service_type=fields.service_type,
        time_zone=fields.time_zone,
        sample=SAMPLE_NAME in fields.name
        or fields.phone == SAMPLE_PHONE
        or address.street == SAMPLE_STREET
        or address.city == SAMPLE_CITY,
        place=Place(workspace.practice_file),
        logo_at=locate(root, ("logo",))[0],
        closed_days_at=locate(root, ("closed_days",))[0],
        texts=tuple(texts(root, *PRINTED)),
        workspace=workspace,
    )


def _printer(fields: PrinterFields) -> Printer:
    """Return a printer. One with no numbers at all has offsets of 0 for landscape pages."""
    known = any(getattr(fields, key) is not None for key in OFFSETS)
    upright = _offsets(fields.upright) if fields.upright else None
    return Printer(fields.name, _offsets(fields) if known or not upright else None, upright)


def _offsets(fields: OffsetFields) -> Offsets:
    return Offsets(*(getattr(fields, key) or 0.0 for key in OFFSETS))


def _qr_target(fields: PracticeFields) -> str | None:
    chosen = fields.qr or ("website" if fields.website else "phone")
    if chosen == "none" or (chosen == "website" and not fields.website):
        return None
    if chosen == "phone":
        return phone_link(fields.phone)
    return fields.website if chosen == "website" else chosen


def phone_link(phone: str) -> str:
    """Return a ``tel:`` link to a telephone number. Ten digits get the North American +1."""
    number, _, extension = phone.lower().partition("x")
    digits = "".join(c for c in number if c.isdigit())
    prefix = "+" if number.strip().startswith("+") else "+1" if len(digits) == 10 else ""
    extension = "".join(c for c in extension if c.isdigit())
    return f"tel:{prefix}{digits}" + (f";ext={extension}" if extension else "")
