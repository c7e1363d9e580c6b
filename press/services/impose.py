"""From a PDF and a practice to the PDF's pages on the practice's paper, moved for its printer, and what is to be known of them."""

from __future__ import annotations

import os
from typing import NamedTuple

from press.brand.brand import Brand, read_brand
from press.brand.printers import Printer, find_printer, missing_offsets
from press.content.limits import SMALLEST_BODY
from press.files import write_atomically
from press.imposition.impose import Imposed
from press.imposition.impose import impose as onto_sheets
from press.imposition.schemes import LONG_EDGE, SHORT_EDGE
from press.problems import Collecting, ContentError, Place, Problem
from press.proof.sizes import small_text
from press.workspace import Workspace


class Sheets(NamedTuple):
    """The file that was written, one line on how to print it, and remarks."""

    file: str
    summary: str
    problems: tuple[Problem, ...]


def impose(
    workspace: Workspace,
    file: str,
    way: str,
    paper: str | None = None,
    printer: str | None = None,
    output: str | None = None,
) -> Sheets:
    """``paper`` is the practice's, unless given; raises ContentError, and then nothing is written.

    A practice.yaml with problems stops the work only where something of it is needed.
    """
    brand, problems = _brand(workspace)
    if brand is None and (printer or not paper):
        raise ContentError(problems)
    known = find_printer(brand.printers, printer, brand.place) if brand and printer else None
    done = run(file, way, paper or (brand.paper if brand else ""), output, known)
    made, least = done.made, brand.smallest_body if brand else SMALLEST_BODY
    remarks = [
        *made.problems,
        *small_text(made.data, made.scale, least, made.way.folded, Place(file)),
    ]
    if brand and known:
        remarks += missing_offsets(known, [not made.way.landscape], brand.place)
    return Sheets(done.file, done.summary, tuple(remarks))


def _brand(workspace: Workspace) -> tuple[Brand | None, list[Problem]]:
    problems: list[Problem] = []
    with Collecting(problems):
        return read_brand(workspace)[0], problems
    return None, problems


TURNED = {SHORT_EDGE: "short", LONG_EDGE: "long"}
NAMES = {"a4": "A4"}  # of papers, as one writes them


class Run(NamedTuple):
    """The file that was written, what is in it, and one line on how to print it."""

    file: str
    made: Imposed
    summary: str


def run(
    file: str, way: str, paper: str, output: str | None = None, printer: Printer | None = None
) -> Run:
    """``way``, ``paper`` and ``printer`` are those of ``impose``. Raises ContentError, and then nothing is written."""
    data = _read(file)
    named = printer.name if printer else None
    target = output or ".".join(filter(None, (os.path.splitext(file)[0], way, named, "pdf")))
    if os.path.exists(target) and os.path.samefile(file, target):
        hint = "Choose another name with --output; nothing was changed"
        raise ContentError(
            [
                Problem(
                    Place(target),
                    "W04",
                    "The new file would take the place of the PDF itself",
                    hint,
                )
            ]
        )
    made = onto_sheets(data, way, paper, file, printer)
    write_atomically(target, made.data)
    return Run(target, made, _summary(made, NAMES.get(paper, paper)))


def _read(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError as error:
        problem = Problem(
            Place(file), "W03", f"The file cannot be read ({error.strerror})", "Check its name"
        )
        raise ContentError([problem]) from None


def _summary(made: Imposed, paper: str) -> str:
    pages = f"{made.pages:,} page{'s' * (made.pages > 1)} at {_size(made)}"
    if made.sides == 1:
        return f"{pages} on 1 side of {paper} paper"
    sheets = (made.sides + 1) // 2
    how = f"print on both sides, flipped on the {TURNED[made.way.flip]} edge"
    return f"{pages} on {sheets:,} sheet{'s' * (sheets > 1)} of {paper} paper; {how}"


def _size(made: Imposed) -> str:
    least, most = (max(round(scale * 100), 1) for scale in made.scales)
    if least == most == 100:
        return "full size"
    whose = "its" if made.pages == 1 else "their"
    return f"{least} % of {whose} size" if least == most else f"{least} to {most} % of {whose} size"
