"""From a PDF and a practice to the PDF's pages on sheets of the practice's paper."""

from __future__ import annotations

import os
from typing import NamedTuple

from press.brand.brand import Brand, read_brand
from press.brand.printers import find_printer, missing_offsets
from press.content.limits import SMALLEST_BODY
from press.files import TooLargeError, read_regular, write_atomically
from press.imposition.impose import impose as onto_sheets
from press.imposition.schemes import LONG_EDGE, SHORT_EDGE
from press.imposition.source import MAX_BYTES, too_large
from press.problems import Collecting, ContentError, Place, Problem
from press.proof.sizes import small_text
from press.spelling import option
from press.workspace import Workspace

EDGES = {SHORT_EDGE: "short", LONG_EDGE: "long"}


class ImposeRequest(NamedTuple):
    """A PDF, and the scheme by which its pages are put on sheets: booklet, 2up or 4up.

    ``paper`` is letter, legal or a4; None for the practice's own. ``printer`` is a name of
    practice.yaml by whose offsets the sheets are moved. ``output`` is the path of the new PDF; None
    for one beside the old one, named after the scheme and the printer.
    """

    file: str
    scheme: str
    paper: str | None = None
    printer: str | None = None
    output: str | None = None


class ImposeResult(NamedTuple):
    """The new file, how to print it, and remarks.

    ``pages`` are on ``sides`` sides of ``paper``, at ``scales``: that of the smallest and that of
    the largest page; 1 is full size. ``flip`` is the edge on which the sheets are flipped, long or
    short; None for a single side.
    """

    file: str
    pages: int
    sides: int
    scales: tuple[float, float]
    paper: str
    flip: str | None
    problems: tuple[Problem, ...]

    @property
    def sheets(self) -> int:
        """The number of sheets of paper."""
        return (self.sides + 1) // 2


def impose(workspace: Workspace, request: ImposeRequest) -> ImposeResult:
    """Write the pages of a PDF onto sheets. Raises ContentError, and then nothing is written.

    A practice.yaml with problems stops the work only if something of it is needed.
    """
    brand, problems = _brand(workspace)
    if brand is None and (request.printer or not request.paper):
        raise ContentError(problems)
    printer = None
    if brand and request.printer:
        printer = find_printer(brand.printers, request.printer, brand.place)
    paper = request.paper or (brand.paper if brand else "")
    data, target = _read(request.file), _target(request)
    imposed = onto_sheets(data, request.scheme, paper, request.file, printer)
    write_atomically(target, imposed.data)
    smallest = brand.smallest_body if brand else SMALLEST_BODY
    remarks = [
        *imposed.problems,
        *small_text(
            imposed.data, imposed.scale, smallest, imposed.scheme.folded, Place(request.file)
        ),
    ]
    if brand and printer:
        remarks += missing_offsets(printer, [not imposed.scheme.landscape], brand.place)
    flip = EDGES[imposed.scheme.flip] if imposed.sides > 1 else None
    return ImposeResult(
        target, imposed.pages, imposed.sides, imposed.scales, paper, flip, tuple(remarks)
    )


def _brand(workspace: Workspace) -> tuple[Brand | None, list[Problem]]:
    problems: list[Problem] = []
    with Collecting(problems):
        return read_brand(workspace)[0], problems
    return None, problems


def _target(request: ImposeRequest) -> str:
    """Return the path of the new PDF. Raises ContentError if it is the PDF itself."""
    parts = os.path.splitext(request.file)[0], request.scheme, request.printer, "pdf"
    target = request.output or ".".join(part for part in parts if part)
    if os.path.exists(target) and os.path.samefile(request.file, target):
        message = "The new file would take the place of the PDF itself"
        hint = f"Choose another name with {option('output')}; nothing was changed"
        raise ContentError([Problem(Place(target), "W04", message, hint)])
    return target


def _read(file: str) -> bytes:
    try:
        return read_regular(file, MAX_BYTES)
    except TooLargeError:
        raise too_large(file) from None
    except OSError as error:
        message = f"The file cannot be read ({error.strerror})"
        raise ContentError([Problem(Place(file), "W03", message, "Check its name")]) from None
