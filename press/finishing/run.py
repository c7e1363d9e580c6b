"""From the name of a PDF to the file with its pages on sheets beside it, and what is said of it."""

from __future__ import annotations

import os
from typing import NamedTuple

from press.finishing.impose import Imposed, impose
from press.finishing.ways import WAYS
from press.output import write_atomically
from press.problems import ContentError, Place, Problem

TURNED = {"DuplexFlipShortEdge": "short", "DuplexFlipLongEdge": "long"}


class Run(NamedTuple):
    """The file that was written, one line on how to print it, and remarks."""

    file: str
    summary: str
    problems: tuple[Problem, ...]


def run(file: str, way: str, paper: str, output: str | None = None) -> Run:
    """``way`` and ``paper`` are those of ``impose``. Raises ContentError, and then nothing is written."""
    data = _read(file)
    target = output or f"{os.path.splitext(file)[0]}.{way}.pdf"
    if os.path.exists(target) and os.path.samefile(file, target):
        hint = "Choose another name with --output; nothing was changed"
        raise ContentError([Problem(Place(target), "W04", "The new file would take the place of the PDF itself", hint)])
    done = impose(data, way, paper, file)
    write_atomically(target, done.data)
    return Run(target, _summary(done, way), done.problems)


def _read(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError as error:
        problem = Problem(Place(file), "W03", f"The file cannot be read ({error.strerror})", "Check its name")
        raise ContentError([problem]) from None


def _summary(done: Imposed, way: str) -> str:
    size = "full size" if done.scale == 1 else f"{done.scale * 100:.0f} % of their size"
    pages = f"{done.pages:,} page{'s' * (done.pages > 1)} at {size}"
    if done.sides == 1:
        return f"{pages} on 1 side"
    sheets = (done.sides + 1) // 2
    return f"{pages} on {sheets:,} sheet{'s' * (sheets > 1)}; print on both sides, flipped on the {TURNED[WAYS[way].flip]} edge"
