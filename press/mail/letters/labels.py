"""From recipients to sheets of labels: each address as large as fits its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.brand.brand import Brand
from press.layout import Page
from press.mail.letters.address_blocks import (
    AddressFit,
    AddressSetter,
    PrintedAddress,
    raise_problems,
)
from press.mail.letters.address_type import BEARING
from press.paper import EDGE, INCH, LABELS, SHEETS, LabelSheet, Rect
from press.problems import ContentError, Place, Problem, guess
from press.tagged.nodes import StructElem

MARGIN = INCH / 16  # inside a label, in points: a sheet may be askew in the printer by as much
LARGEST = 11.0  # points


def labels(
    addresses: Sequence[PrintedAddress], name: str, start_at: int, brand: Brand, title: str
) -> bytes:
    """Return a tagged PDF of sheets of labels, with the addresses in the order given.

    ``name`` is that of the sheet, such as 5160. ``start_at`` is the first label to print on the
    first sheet, counted from 1.

    Raises ContentError with the recipients whose address does not fit, or if there is no such
    sheet or label.
    """
    sheet = sheet_with_label(name, start_at)
    setter, room = AddressSetter(brand, title), text_area(sheet)
    fits = [_fit(setter, address, room) for address in addresses]
    problems = list(setter.unprintable(addresses))
    problems += _too_long(setter, addresses, fits, name)
    raise_problems(problems)
    return setter.write(_pages(setter, addresses, [fit for fit in fits if fit], sheet, start_at))


def sheet_with_label(name: str, start_at: int) -> LabelSheet:
    """Return the sheet of labels of a name.

    Raises ContentError if there is no such sheet, or if it has no label ``start_at``.
    """
    sheet = sheet_named(name)
    if not 1 <= start_at <= sheet.labels:
        message = f"A sheet of {name} has the labels 1 to {sheet.labels}, and no label {start_at}"
        raise ContentError(
            [
                Problem(
                    Place.of_option("start_at"),
                    "M47",
                    message,
                    "Count from the upper left label, row by row",
                )
            ]
        )
    return sheet


def sheet_named(name: str) -> LabelSheet:
    """Return the sheet of labels of a name. Raises ContentError if there is none."""
    if name not in LABELS:
        raise ContentError(
            [
                Problem(
                    Place.of_option("labels"),
                    "M46",
                    f"There is no sheet of labels '{name}'",
                    guess(name, LABELS),
                )
            ]
        )
    return LABELS[name]


def _pages(
    setter: AddressSetter,
    addresses: Sequence[PrintedAddress],
    fits: Sequence[AddressFit],
    sheet: LabelSheet,
    start_at: int,
) -> list[Page]:
    cells, room, pages = sheet.cells(), text_area(sheet), list[Page]()
    for index, (address, fit) in enumerate(zip(addresses, fits, strict=True), start_at - 1):
        if not pages or index % len(cells) == 0:
            pages.append(Page(*SHEETS[sheet.sheet], number=len(pages)))
        cell, around = cells[index % len(cells)], StructElem("Sect")
        box = Rect(cell.x0 + room.x0, cell.y0 + room.y0, cell.x0 + room.x1, cell.y0 + room.y1)
        left = box.x1 - setter.number_width(address)
        setter.put_number(pages[-1], address, around, left, box.y1)
        setter.put_address(pages[-1], address, around, box, fit)
    return pages


def text_area(sheet: LabelSheet) -> Rect:
    """Return the area for text on each label, in points from the label's lower-left corner.

    It is the same on all labels, and as far from the sheet's edges as a printer needs.
    """
    paper, cells = SHEETS[sheet.sheet], sheet.cells()
    left = max(MARGIN, EDGE - min(cell.x0 for cell in cells))
    right = max(MARGIN, max(cell.x1 for cell in cells) - (paper.width - EDGE))
    foot = max(MARGIN, EDGE - min(cell.y0 for cell in cells))
    top = max(MARGIN, max(cell.y1 for cell in cells) - (paper.height - EDGE))
    return Rect(left + BEARING, foot, sheet.width - right, sheet.height - top)


def _fit(setter: AddressSetter, address: PrintedAddress, room: Rect) -> AddressFit | None:
    return setter.fit(address, room.width, room.height, LARGEST)


def _too_long(
    setter: AddressSetter,
    addresses: Sequence[PrintedAddress],
    fits: Sequence[AddressFit | None],
    name: str,
) -> Iterator[Problem]:
    paper = LABELS[name].sheet
    areas = {other: text_area(sheet) for other, sheet in LABELS.items() if sheet.sheet == paper}
    for address, fit in zip(addresses, fits, strict=True):
        if fit is not None:
            continue
        larger = next((other for other in areas if _fit(setter, address, areas[other])), None)
        hint = "Shorten its longest line"
        if larger:
            hint += f", or take labels {larger}, on which it fits"
        message = f"The address of recipient {address.number} is too long for a label {name}"
        yield Problem(address.place, "M45", message, hint)
