"""From a PDF and a practice to the PDF's pages on the practice's paper, moved for its printer, and what is to be known of them."""

from __future__ import annotations

from typing import NamedTuple

from press.brand import Brand, read_brand
from press.content.kinds import SMALLEST_BODY
from press.finishing.run import run
from press.printers import find_printer, unmoved
from press.problems import Collecting, ContentError, Place, Problem
from press.proof.sizes import small_text
from press.workspace import Workspace


class Sheets(NamedTuple):
    """The file that was written, one line on how to print it, and remarks."""

    file: str
    summary: str
    problems: tuple[Problem, ...]


def impose(
    workspace: Workspace, file: str, way: str, paper: str | None = None, printer: str | None = None, output: str | None = None
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
    remarks = [*made.problems, *small_text(made.data, made.scale, least, made.way.folded, Place(file))]
    if brand and known:
        remarks += unmoved(known, [not made.way.landscape], brand.place)
    return Sheets(done.file, done.summary, tuple(remarks))


def _brand(workspace: Workspace) -> tuple[Brand | None, list[Problem]]:
    problems: list[Problem] = []
    with Collecting(problems):
        return read_brand(workspace)[0], problems
    return None, problems
