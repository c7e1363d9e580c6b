"""From a brand and a printer to the calibration sheet as a PDF."""

from __future__ import annotations

import os

from press.brand.brand import Brand
from press.brand.printers import Printer
from press.calibration.geometry import ground_of
from press.calibration.sheet import Calibration
from press.content.handout import Handout, filled, read_handout

WORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sheet.yaml")


def compose_sheet(brand: Brand, printer: Printer | None = None, upright: bool = False) -> bytes:
    """Return the sheet on the brand's paper, as a PDF of two pages.

    It is moved by the offsets that the ``printer`` already has. None: of a printer without numbers.
    """
    sheet = Calibration(printer, upright)
    return sheet.compose(sheet_text(brand, printer, upright), brand, printer=printer).data


def sheet_text(brand: Brand, printer: Printer | None, upright: bool = False) -> Handout:
    """Return what the sheet says on the brand's paper, for a printer with or without numbers."""
    measures = ground_of(brand.paper, upright).measures
    across, up = (
        measures.length_text(length).replace(" ", "\u00a0")
        for length in (measures.across, measures.up)
    )
    known = printer.name if printer and printer.offsets(upright) else None
    this_way, other_way = ("upright", "lying") if upright else ("lying", "upright")
    values: dict[str, str | None] = {
        "across": across,
        "up": up,
        "mark": measures.mark,
        "printer": known,
        "unknown": None if known else "yes",
        this_way: "yes",
        other_way: None,
        # The sheet that says less has room to ask about the other one.
        f"ask_{this_way}": None,
        f"ask_{other_way}": None if known else "yes",
        "edge": "long" if upright else "short",
        "paper": brand.paper.upper() if brand.paper == "a4" else brand.paper,
    }
    return filled(read_handout(WORDS), {"sheet": values})
