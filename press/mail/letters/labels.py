"""From recipients to sheets of labels: each address as large as fits, none nearer to an edge than a printer reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.brand.brand import Brand
from press.layout import Page
from press.mail.letters.address_blocks import Blocks, Fitted, Labelled, refuse
from press.mail.letters.address_type import BEARING
from press.paper import EDGE, INCH, LABELS, SHEETS, LabelSheet, Rect
from press.problems import ContentError, Place, Problem, guess
from press.tagged.nodes import StructElem

MARGIN = INCH / 16  # inside a label: so much a sheet may lie askew in the printer
LARGEST = 11.0  # points


def labels(
    recipients: Sequence[Labelled], name: str, start_at: int, brand: Brand, title: str
) -> bytes:
    """A tagged PDF of the sheets, from the label ``start_at`` (counted from 1) of the first one, in the order given.

    Raises ContentError with the recipients whose address does not fit, and where there is no such sheet or label.
    """
    sheet = first_label(name, start_at)
    blocks, room = Blocks(brand, title), inside(sheet)
    fitted = [_fitted(blocks, one, room) for one in recipients]
    problems = list(blocks.unprintable(recipients))
    problems += _too_long(blocks, recipients, fitted, name)
    refuse(problems)
    return blocks.write(_pages(blocks, recipients, [one for one in fitted if one], sheet, start_at))


def first_label(name: str, start_at: int) -> LabelSheet:
    """The sheet of that name; raises ContentError where nobody knows it, or it has not so many labels."""
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
    """Raises ContentError where nobody knows it."""
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
    blocks: Blocks,
    recipients: Sequence[Labelled],
    fitted: Sequence[Fitted],
    sheet: LabelSheet,
    start_at: int,
) -> list[Page]:
    cells, room, pages = sheet.cells(), inside(sheet), list[Page]()
    for at, (one, fit) in enumerate(zip(recipients, fitted, strict=True), start_at - 1):
        if not pages or at % len(cells) == 0:
            pages.append(Page(*SHEETS[sheet.sheet], number=len(pages)))
        cell, around = cells[at % len(cells)], StructElem("Sect")
        place = Rect(cell.x0 + room.x0, cell.y0 + room.y0, cell.x0 + room.x1, cell.y0 + room.y1)
        blocks.number(pages[-1], one, around, place.x1 - blocks.number_wide(one), place.y1)
        blocks.address(pages[-1], one, around, place, fit)
    return pages


def inside(sheet: LabelSheet) -> Rect:
    """Where text stands on each label, from its own lower left corner: alike on all, also on those at the sheet's edge."""
    paper, cells = SHEETS[sheet.sheet], sheet.cells()
    left = max(MARGIN, EDGE - min(one.x0 for one in cells))
    right = max(MARGIN, max(one.x1 for one in cells) - (paper.width - EDGE))
    foot = max(MARGIN, EDGE - min(one.y0 for one in cells))
    top = max(MARGIN, max(one.y1 for one in cells) - (paper.height - EDGE))
    return Rect(left + BEARING, foot, sheet.width - right, sheet.height - top)


def _fitted(blocks: Blocks, one: Labelled, room: Rect) -> Fitted | None:
    return blocks.fitted(one, room.width, room.height, LARGEST)


def _too_long(
    blocks: Blocks, recipients: Sequence[Labelled], fitted: Sequence[Fitted | None], name: str
) -> Iterator[Problem]:
    paper = LABELS[name].sheet
    larger = {other: inside(sheet) for other, sheet in LABELS.items() if sheet.sheet == paper}
    for one, fit in zip(recipients, fitted, strict=True):
        if fit is None:
            other = next(
                (other for other, room in larger.items() if _fitted(blocks, one, room)), None
            )
            hint = (
                f"Shorten its longest line, or take labels {other}, on which it fits"
                if other
                else "Shorten its longest line"
            )
            yield Problem(
                one.place,
                "M45",
                f"The address of recipient {one.number} is too long for a label {name}",
                hint,
            )
