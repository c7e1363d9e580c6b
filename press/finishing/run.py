"""From the name of a PDF to the file with its pages on sheets beside it, and what is said of it."""

from __future__ import annotations

import os
from typing import NamedTuple

from press.finishing.impose import Imposed, impose
from press.finishing.ways import LONG_EDGE, SHORT_EDGE
from press.output import write_atomically
from press.printers import Printer
from press.problems import ContentError, Place, Problem

TURNED = {SHORT_EDGE: "short", LONG_EDGE: "long"}
NAMES = {"a4": "A4"}  # of papers, as one writes them


class Run(NamedTuple):
    """The file that was written, what is in it, and one line on how to print it."""

    file: str
    made: Imposed
    summary: str


def run(file: str, way: str, paper: str, output: str | None = None, printer: Printer | None = None) -> Run:
    """``way``, ``paper`` and ``printer`` are those of ``impose``. Raises ContentError, and then nothing is written."""
    data = _read(file)
    named = printer.name if printer else None
    target = output or ".".join(filter(None, (os.path.splitext(file)[0], way, named, "pdf")))
    if os.path.exists(target) and os.path.samefile(file, target):
        hint = "Choose another name with --output; nothing was changed"
        raise ContentError([Problem(Place(target), "W04", "The new file would take the place of the PDF itself", hint)])
    made = impose(data, way, paper, file, printer)
    write_atomically(target, made.data)
    return Run(target, made, _summary(made, NAMES.get(paper, paper)))


def _read(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError as error:
        problem = Problem(Place(file), "W03", f"The file cannot be read ({error.strerror})", "Check its name")
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
