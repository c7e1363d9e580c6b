"""From a printer and a paper to the calibration sheet, as a file or in memory."""

from __future__ import annotations

import os
from typing import NamedTuple

from press.brand.brand import read_brand
from press.brand.printers import find_printer
from press.calibration.calibrate import compose_sheet
from press.files import write_atomically
from press.problems import Problem
from press.workspace import Workspace


class CalibrateRequest(NamedTuple):
    """A sheet for upright or landscape pages, moved by the offsets that the printer already has.

    ``printer`` is a name of practice.yaml; None for a printer without numbers. ``paper`` is letter,
    legal or a4; None for the practice's own.
    """

    printer: str | None = None
    paper: str | None = None
    upright: bool = False


class CalibrationSheet(NamedTuple):
    """The sheet as a PDF, the name of its file, and remarks on the practice."""

    name: str
    data: bytes
    problems: tuple[Problem, ...]


class CalibrateResult(NamedTuple):
    """The path of the sheet, and remarks on the practice."""

    file: str
    problems: tuple[Problem, ...]


def render_sheet(workspace: Workspace, request: CalibrateRequest) -> CalibrationSheet:
    """Return the sheet; write nothing.

    Raises ContentError if the practice has problems, or no such printer.
    """
    name, paper, upright = request
    brand, remarks = read_brand(workspace)
    printer = find_printer(brand.printers, name, brand.place) if name else None
    data = compose_sheet(brand._replace(paper=paper or brand.paper), printer, upright)
    parts = "calibration", "upright" if upright else None, paper, name, "pdf"
    return CalibrationSheet(".".join(part for part in parts if part), data, tuple(remarks))


def calibrate(workspace: Workspace, request: CalibrateRequest, output: str) -> CalibrateResult:
    """Write the sheet into the folder ``output``; its name says what was asked for.

    Raises ContentError if the practice has problems or no such printer, or if the folder cannot be
    written.
    """
    sheet = render_sheet(workspace, request)
    file = os.path.join(output, sheet.name)
    write_atomically(file, sheet.data)
    return CalibrateResult(file, sheet.problems)
