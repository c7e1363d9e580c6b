"""From a workspace, a printer and a paper to the calibration sheet as a file."""

from __future__ import annotations

import os

from press.brand.brand import Brand, read_brand
from press.brand.printers import Printer, find_printer
from press.calibration.geometry import ground_of
from press.calibration.sheet import Calibration
from press.content.handout import Handout, filled, read_handout
from press.content.values import Values
from press.files import write_atomically
from press.problems import Problem
from press.workspace import Workspace

WORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sheet.yaml")


def calibrate(
    workspace: Workspace,
    folder: str,
    printer: str | None = None,
    paper: str | None = None,
    upright: bool = False,
) -> tuple[str, list[Problem]]:
    """Write the sheet into ``folder``: its path, and remarks on the practice. It is moved by what the printer is known to be off.

    Raises ContentError where the practice has problems, or has no such printer. ``paper`` is the practice's, unless given;
    what was asked for stands in the file's name.
    """
    brand, remarks = read_brand(workspace)
    known = find_printer(brand.printers, printer, brand.place) if printer else None
    data = sheet(brand._replace(paper=paper or brand.paper), known, upright)
    parts = "calibration", "upright" if upright else None, paper, printer, "pdf"
    file = os.path.join(folder, ".".join(filter(None, parts)))
    write_atomically(file, data)
    return file, remarks


def sheet(brand: Brand, printer: Printer | None = None, upright: bool = False) -> bytes:
    """The sheet on the brand's paper, as a PDF of two pages."""
    return (
        Calibration(printer, upright)
        .compose(said(brand, printer, upright), brand, printer=printer)
        .data
    )


def said(brand: Brand, printer: Printer | None, upright: bool = False) -> Handout:
    """What the sheet says on this paper, to who knows nothing of the printer or has its offsets already."""
    measures = ground_of(brand.paper, upright).measures
    across, up = (
        measures.told(one).replace(" ", "\u00a0") for one in (measures.across, measures.up)
    )
    lengths = {"across": across, "up": up, "mark": measures.mark}
    paper = brand.paper.upper() if brand.paper == "a4" else brand.paper
    known = printer.name if printer and printer.offsets(upright) else None
    whose: Values = {"printer": known, "unknown": None if known else "yes"}
    stands, other = ("upright", "lying") if upright else ("lying", "upright")
    which: dict[str, str | None] = dict.fromkeys(("upright", "lying", "ask_upright", "ask_lying"))
    which |= {
        stands: "yes",
        f"ask_{other}": None if known else "yes",
    }  # asked on the sheet that has less to say
    edge = "long" if upright else "short"
    return filled(
        read_handout(WORDS), {"sheet": {**lengths, **whose, **which, "edge": edge, "paper": paper}}
    )
