"""From a workspace, a printer and a paper to the calibration sheet as a file."""

from __future__ import annotations

import os
from dataclasses import replace

from press.brand import Brand, read_brand
from press.calibration.sheet import MEASURES, Calibration
from press.content.handout import Handout, filled, read_handout
from press.content.values import Values
from press.output import write_atomically
from press.printers import Printer, find_printer
from press.problems import Problem
from press.workspace import Workspace

WORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sheet.yaml")


def calibrate(workspace: Workspace, folder: str, printer: str | None = None, paper: str | None = None) -> tuple[str, list[Problem]]:
    """Write the sheet into ``folder``: its path, and remarks on the practice. It is moved by what the printer is known to be off.

    Raises ContentError where the practice has problems, or has no such printer. ``paper`` is the practice's, unless given.
    """
    brand, remarks = read_brand(workspace)
    known = find_printer(brand.printers, printer, brand.place) if printer else None
    data = sheet(replace(brand, paper=paper or brand.paper), known)
    file = os.path.join(folder, ".".join(filter(None, ("calibration", printer, "pdf"))))
    write_atomically(file, data)
    return file, remarks


def sheet(brand: Brand, printer: Printer | None = None) -> bytes:
    """The sheet on the brand's paper, as a PDF of two pages."""
    return Calibration(printer).compose(said(brand, printer), brand, printer=printer).data


def said(brand: Brand, printer: Printer | None) -> Handout:
    """What the sheet says on this paper, to who knows nothing of the printer or has its offsets already."""
    measures = MEASURES[brand.paper]
    lengths = {"across": measures.told(measures.across), "up": measures.told(measures.up), "mark": measures.mark}
    paper = brand.paper.upper() if brand.paper == "a4" else brand.paper
    whose: Values = {"printer": printer.name if printer else None, "unknown": None if printer else "yes"}
    return filled(read_handout(WORDS), {"sheet": {**lengths, **whose, "paper": paper}})
