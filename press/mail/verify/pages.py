"""From a finished file to what is wrong with it: each page is read again, and held against its recipient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float
from itertools import groupby
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from press.mail.recipients import Recipient
from press.paper.envelopes import Rect
from press.problems import Place, Problem

# What PDFium makes of a hyphen that ends a line is no character; so none is looked at.
_PASSED = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\ufffe\x02"))
TELL = "Nothing was put out. This is a mistake of the program's: tell who keeps it"
BARS, CORNERS = 65, 5  # of a barcode; of a bar, the last where the first is
_STATES = {
    (False, False): "T",
    (False, True): "A",
    (True, False): "D",
    (True, True): "F",
}  # reaches down, reaches up


class TextArea(NamedTuple):
    """What must stand in a box of a page and nothing else, line by line, in points from the page's lower left corner.

    ``fault`` says of a page what it does where something else is there.
    """

    box: Rect
    lines: tuple[str, ...]
    fault: str


class ExpectedPage(NamedTuple):
    """What must be read on a page, counted from 0, of a recipient's ``number``.

    ``whole`` is all that is written there, in whatever order; None where that is not known. ``told`` are texts that stand
    somewhere on this page or on those up to ``last``, beside the ``address``. ``bars`` are the states of its barcode's bars,
    from the left; empty where it must have none.
    """

    page: int
    number: int
    place: Place
    zones: tuple[TextArea, ...]
    whole: str | None = None
    told: tuple[str, ...] = ()
    last: int = 0
    address: tuple[str, ...] = ()
    bars: str = ""


def prove(data: bytes, expected: Sequence[ExpectedPage]) -> Iterator[Problem]:
    """A problem for each page that is not its recipient's; for each that no recipient has; and for each that lacks."""
    with pypdfium2.PdfDocument(data) as document:
        pages = {one.page for one in expected}
        if [*range(len(document))] != sorted(pages):
            message = f"The file has {len(document)} pages, and {len(pages)} were made"
            yield Problem(expected[0].place if expected else Place("run"), "M60", message, TELL)
            return
        for number, here in groupby(expected, key=lambda one: one.page):
            page = document[number]
            text = page.get_textpage()
            for one in here:
                if wrong := _wrong(document, page, text, one):
                    yield Problem(
                        one.place,
                        "M60",
                        f"Page {number + 1}, of number {one.number:04}, {wrong}",
                        TELL,
                    )
            text.close()
            page.close()


def prove_all(proved: Iterable[int], recipients: Iterable[Recipient]) -> Iterator[Problem]:
    """A problem where the pieces, by their numbers, are not those of all recipients, each once and in this order."""
    proved, recipients = list(proved), list(recipients)
    if proved != [one.number for one in recipients]:
        message = f"The pieces that were made, {len(proved)}, are not those of the {len(recipients)} recipients, each once"
        yield Problem(Place("run"), "M60", message, TELL)


def squeezed(text: str) -> str:
    """A text without blanks, between lines that run upward none are found; and without hyphens."""
    return "".join(text.split()).translate(_PASSED)


def alike(text: str) -> str:
    """All the characters of a text, sorted: on a page that is turned, words are found in another order."""
    return "".join(sorted(squeezed(text)))


def page_texts(data: bytes) -> list[str]:
    """What is written on each page."""
    with pypdfium2.PdfDocument(data) as document:
        return [_text(document, at, at) for at in range(len(document))]


def _wrong(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    text: pypdfium2.PdfTextPage,
    one: ExpectedPage,
) -> str:
    for box, lines, fault in one.zones:
        if squeezed(text.get_text_bounded(*box)) != squeezed("".join(lines)):
            return fault
    if one.whole is not None and alike(text.get_text_range()) != alike(one.whole):
        return "shows something that is not its own"
    if _bars(page) != one.bars:
        return "has not its own barcode"
    if one.told:
        said = _letters(_text(document, one.page, max(one.page, one.last))).replace(
            _letters("".join(one.address)), " ", 1
        )
        if not all(_letters(word) in said for told in one.told for word in told.split()):
            return "does not say what its recipient is to be told"
    return ""


def _text(document: pypdfium2.PdfDocument, first: int, last: int) -> str:
    return "\n".join(document[at].get_textpage().get_text_range() for at in range(first, last + 1))


def _letters(text: str) -> str:
    """Letters and digits alone: what stands between them may be set in another way."""
    return "".join(one for one in text.casefold() if one.isalnum())


def _bars(page: pypdfium2.PdfPage) -> str:
    """The states (T, A, D, F) of the bars of a page's barcode, from its left; empty where it has none."""
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        if raw.FPDFPath_CountSegments(one) == BARS * CORNERS:
            heights = _heights(one)
            bars = [heights[at : at + CORNERS] for at in range(0, len(heights), CORNERS)]
            return "".join(
                _STATES[min(bar) < min(heights) + 1, max(bar) > max(heights) - 1] for bar in bars
            )
    return ""


def _heights(path: pypdfium2.PdfObject) -> list[float]:
    """Those of a path's corners, in points."""
    x, y, found = c_float(), c_float(), []
    for at in range(raw.FPDFPath_CountSegments(path)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(path, at), x, y)
        found.append(y.value)
    return found
