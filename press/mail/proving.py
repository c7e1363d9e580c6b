"""From a finished file to what is wrong with it: each page is read again, and held against its recipient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2

from press.mail.blocks import Labelled
from press.paper.envelopes import Rect
from press.problems import Place, Problem


class Seen(NamedTuple):
    """What must be read on a page, from 0: its ``mark`` in a place; and in the window the ``lines``, with nothing beside them.

    ``sweeps`` are all that may show, each with the lines that belong there. Rects in points from the page's lower left corner.
    """

    page: int
    number: int
    place: Place
    mark: str
    marked: Rect
    sweeps: tuple[tuple[Rect, tuple[str, ...]], ...] = ()
    within: Rect | None = None  # where the whole address must stand


def prove(data: bytes, expected: Sequence[Seen]) -> Iterator[Problem]:
    """A problem for each page that is not its recipient's; for each that no recipient has; and for each that lacks."""
    with pypdfium2.PdfDocument(data) as document:
        if len(document) != len(expected):
            message = f"The file has {len(document)} pages, and {len(expected)} were made"
            yield Problem(expected[0].place if expected else Place("run"), "M60", message, TELL)
            return
        for one in expected:
            page = document[one.page]
            text = page.get_textpage()
            if wrong := _wrong(text, one):
                yield Problem(one.place, "M60", f"Page {one.page + 1}, of number {one.number:04}, {wrong}", TELL)
            text.close()
            page.close()


def prove_blocks(data: bytes, each: Sequence[Labelled]) -> Iterator[Problem]:
    """A problem for each address, of labels or envelopes, that does not stand below its own number, once and in its turn."""
    with pypdfium2.PdfDocument(data) as document:
        said = " ".join(page.get_textpage().get_text_range() for page in document)
    found = ["".join(part.split()) for part in re.split(r"\bNo\.[ \xa0](?=\d)", said)[1:]]
    if len(found) != len(each):
        yield Problem(Place("run"), "M60", f"There are {len(found)} addresses, and {len(each)} recipients", TELL)
        return
    for words, one in zip(found, each, strict=True):
        if not words.startswith(f"{one.number:04}") or not words.endswith(_squeezed(one.lines)):
            yield Problem(one.place, "M60", f"The address of number {one.number:04} is not its own", TELL)


def page_count(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


TELL = "Nothing was put out. This is a mistake of the program's: tell who keeps it"


def _wrong(text: pypdfium2.PdfTextPage, one: Seen) -> str:
    if _read(text, one.marked) != one.mark:
        return "does not carry its own number alone"
    for sweep, lines in one.sweeps:
        if _read(text, sweep) != _squeezed(lines):
            return "does not show its own address alone in the window"
        if one.within and lines and sweep is one.sweeps[0][0] and _read(text, one.within) != _squeezed(lines):
            return "has its address too near the edge of the window"
    return ""


def _read(text: pypdfium2.PdfTextPage, box: Rect) -> str:
    """What stands in a box, without its blanks: between lines that run upward, none are found."""
    return "".join(text.get_text_bounded(box[0], box[1], box[2], box[3]).split())


def _squeezed(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())
