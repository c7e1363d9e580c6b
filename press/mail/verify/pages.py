"""From a finished file to its faults: read each page back and compare it with its recipient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float
from itertools import groupby
from math import hypot
from typing import NamedTuple
from unicodedata import normalize

import pypdfium2
from pypdfium2 import raw

from press.mail.recipients import Recipient
from press.paper.envelopes import Rect
from press.problems import Place, Problem

# PDFium reads a hyphen at the end of a line as no character: so hyphens are not compared.
_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\ufffe\x02"))
NOT_MARKED = "is not marked as a sample"
# The word across a page is in type larger than this share of the page's height.
WATERMARK_SIZE = 0.15
TELL = "Nothing was put out. This is a mistake of the program's: tell who keeps it"
BARS, CORNERS = 65, 5  # of a barcode; of a bar, whose last corner is its first
# By whether a bar reaches down, and whether it reaches up.
_STATES = {
    (False, False): "T",
    (False, True): "A",
    (True, False): "D",
    (True, True): "F",
}


class TextArea(NamedTuple):
    """A box of a page and the only lines in it, in points from the page's lower-left corner.

    ``fault`` is the predicate of a message about a page with something else in the box.
    """

    box: Rect
    lines: tuple[str, ...]
    fault: str


class ExpectedPage(NamedTuple):
    """What a page of a file must show: ``page`` from 0, ``number`` and ``place`` of a recipient.

    ``full_text`` is all text of the page, in any order; None if it is not known. ``texts`` are
    somewhere on the pages from this one to ``last``, beside the ``address``. ``bars`` are the
    states of the barcode's bars, from the left; empty for a page that must have no barcode.
    ``watermark`` is the word across the page, which no other text includes; empty for none.
    """

    page: int
    number: int
    place: Place
    areas: tuple[TextArea, ...]
    full_text: str | None = None
    texts: tuple[str, ...] = ()
    last: int = 0
    address: tuple[str, ...] = ()
    bars: str = ""
    watermark: str = ""


def verify_pages(data: bytes, expected: Sequence[ExpectedPage]) -> Iterator[Problem]:
    """Yield a problem for each page that is not as expected.

    A page that no recipient has, and one that is missing, is a problem, too.
    """
    with pypdfium2.PdfDocument(data) as document:
        pages = sorted({page.page for page in expected})
        if [*range(len(document))] != pages:
            message = f"The file has {len(document)} pages, and {len(pages)} were made"
            yield Problem(expected[0].place if expected else Place("run"), "M60", message, TELL)
            return
        for index, group in groupby(expected, key=lambda page: page.page):
            page, on_page = document[index], list(group)
            wanted = on_page[0].watermark
            marked = not wanted or remove_watermark(page) == wanted
            text = page.get_textpage()
            for expected_page in on_page:
                fault = _fault(document, page, text, expected_page) if marked else NOT_MARKED
                if fault:
                    message = f"Page {index + 1}, of number {expected_page.number:04}, {fault}"
                    yield Problem(expected_page.place, "M60", message, TELL)
            text.close()
            page.close()


def verify_recipients(
    verified: Iterable[int], recipients: Iterable[Recipient]
) -> Iterator[Problem]:
    """Yield a problem unless the numbers of the verified pieces are those of the recipients.

    Each recipient must have one piece, in this order.
    """
    numbers, wanted = list(verified), [recipient.number for recipient in recipients]
    if numbers != wanted:
        message = (
            f"The pieces that were made, {len(numbers)}, "
            f"are not those of the {len(wanted)} recipients, each once"
        )
        yield Problem(Place("run"), "M60", message, TELL)


def page_texts(data: bytes, watermarked: bool = False) -> list[str]:
    """Return the text of each page of a PDF; without the word across it if it is watermarked."""
    texts = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            if watermarked:
                remove_watermark(page)
            texts.append(page.get_textpage().get_text_range())
    return texts


def remove_watermark(page: pypdfium2.PdfPage) -> str:
    """Remove the large words that slope across a page, and return them in order.

    Only the page in memory is changed. So all else on it can be compared to the last letter, also
    what the word runs through.
    """
    least, words = WATERMARK_SIZE * page.get_height(), []
    with_text = page.get_textpage()
    kinds = [raw.FPDF_PAGEOBJ_TEXT]
    for text_object in list(page.get_objects(filter=kinds, max_depth=1, textpage=with_text)):
        matrix = text_object.get_matrix()
        slopes = abs(matrix.a * matrix.b) > 0.01
        if slopes and text_object.get_font_size() * hypot(matrix.a, matrix.b) > least:
            # PDFium reads nothing of a text that is in the same place a second time.
            words.append(text_object.extract() or "?")
            page.remove_obj(text_object)
    with_text.close()
    return "".join(words)


def _fault(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    text: pypdfium2.PdfTextPage,
    expected: ExpectedPage,
) -> str:
    """Return what is wrong with a page, as a predicate; empty if nothing is."""
    for box, lines, fault in expected.areas:
        if _squeezed(text.get_text_bounded(*box)) != _squeezed("".join(lines)):
            return fault
    full_text = expected.full_text
    if full_text is not None and _sorted(text.get_text_range()) != _sorted(full_text):
        return "shows something that is not its own"
    if _bars(page) != expected.bars:
        return "has not its own barcode"
    if expected.texts and not _has_texts(document, expected):
        return "does not say what its recipient is to be told"
    return ""


def _has_texts(document: pypdfium2.PdfDocument, expected: ExpectedPage) -> bool:
    """Return True if each word of the expected texts is on the pages, outside the address."""
    text = _letters(_text(document, expected.page, max(expected.page, expected.last)))
    text = text.replace(_letters("".join(expected.address)), " ", 1)
    words = (word for wanted in expected.texts for word in wanted.split())
    return all(_letters(word) in text for word in words)


def _squeezed(text: str) -> str:
    """Return a text composed, without blanks and hyphens. Turned lines have no blanks for PDFium.

    Capitals may come as letters and marks apart, and are printed composed (NFC).
    """
    return normalize("NFC", "".join(text.split()).translate(_HYPHENS))


def _sorted(text: str) -> str:
    """Return the characters of a text in order: turned pages have the words in another order."""
    return "".join(sorted(_squeezed(text)))


def _text(document: pypdfium2.PdfDocument, first: int, last: int) -> str:
    pages = (document[index] for index in range(first, last + 1))
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def _letters(text: str) -> str:
    """Return the letters and digits of a text: what is between them may differ on paper."""
    folded = normalize("NFC", normalize("NFC", text).casefold())
    return "".join(character for character in folded if character.isalnum())


def _bars(page: pypdfium2.PdfPage) -> str:
    """Return the states (T, A, D, F) of a page's bars, from the left; empty without a barcode."""
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        if raw.FPDFPath_CountSegments(path) == BARS * CORNERS:
            heights = _corner_heights(path)
            foot, top = min(heights) + 1, max(heights) - 1
            starts = range(0, len(heights), CORNERS)
            bars = [heights[start : start + CORNERS] for start in starts]
            return "".join(_STATES[min(bar) < foot, max(bar) > top] for bar in bars)
    return ""


def _corner_heights(path: pypdfium2.PdfObject) -> list[float]:
    """Return the y of each corner of a path, in points."""
    x, y, heights = c_float(), c_float(), []
    for index in range(raw.FPDFPath_CountSegments(path)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(path, index), x, y)
        heights.append(y.value)
    return heights
