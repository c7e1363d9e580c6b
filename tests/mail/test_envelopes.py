"""Printed envelopes: sender, address and barcode are where machines read, and all else is clear."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from press.brand.brand import Brand
from press.layout import INCH
from press.mail.letters.address_blocks import PrintedAddress
from press.mail.letters.envelopes import envelopes
from press.paper import EDGE, ENVELOPES, Envelope, Rect
from press.problems import ContentError
from tests.mail.address_pages import (
    ADDRESSES,
    SHORT,
    TOO_HIGH,
    TOO_WIDE,
    recipient,
    recipients,
    sizes,
)
from tests.samples import brand, pictures, squeezed

SCALE = 3.0
TEN = ENVELOPES["us-10"]
WIDE, HIGH = 9.5 * INCH, 4.125 * INCH
SMALL = Envelope("our-small", (6.5 * INCH, 3.625 * INCH), (), (3.5 * INCH, 7 * INCH))

# As the Postal Service gives them: the area that machines read, and those of barcode and stamp.
READ = Rect(0.5 * INCH, 0.625 * INCH, WIDE - 0.5 * INCH, 2.75 * INCH)
BARCODE = Rect(WIDE - 4.75 * INCH, 0, WIDE, 0.625 * INCH)
STAMP = Rect(WIDE - 1.25 * INCH, HIGH - 1.25 * INCH, WIDE, HIGH)


def pdf_of(
    several: list[PrintedAddress], envelope: Envelope = TEN, whose: Brand | None = None
) -> bytes:
    return envelopes(several, envelope, whose or brand(), "Envelopes of run 7")


def cut(image: Image.Image, zone: Rect) -> Image.Image:
    high = image.height / SCALE
    return image.crop(
        tuple(round(one * SCALE) for one in (zone.x0, high - zone.y1, zone.x1, high - zone.y0))  # type: ignore[arg-type]
    )


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    return image.convert("L").point(lambda value: 255 * (value < 250)).getbbox()


def words_in(page: pypdfium2.PdfPage, zone: Rect) -> list[str]:
    return [
        squeezed(line) for line in str(page.get_textpage().get_text_bounded(*zone)).splitlines()
    ]


def test_every_recipient_has_an_envelope_with_its_own_lines_where_machines_read() -> None:
    several = recipients(8)
    document = pypdfium2.PdfDocument(pdf_of(several))
    assert len(document) == len(several) == 8
    for page, address in zip(document, several, strict=True):
        assert page.get_size() == (WIDE, HIGH)
        assert words_in(page, READ) == [squeezed(line) for line in address.lines]
        above = words_in(page, Rect(0, READ.y1, WIDE, HIGH))
        assert above[0] == f"No.{address.number:04}"
        assert above[1:] == ["1133FirstColonialRoad", "VirginiaBeach,VA23454"]


@pytest.mark.parametrize("barcode", [False, True])
def test_nothing_but_the_barcode_stands_where_it_is_read_and_nothing_at_all_where_the_stamp_goes(
    barcode: bool,
) -> None:
    for image in pictures(pdf_of(recipients(4, barcode=barcode)), SCALE):
        assert ink(cut(image, READ))
        assert ink(cut(image, Rect(0, READ.y1, WIDE / 2, HIGH)))
        assert ink(cut(image, STAMP)) is None
        assert bool(ink(cut(image, BARCODE))) == barcode
        over = ImageDraw.Draw(image)
        printable = (
            EDGE * SCALE,
            EDGE * SCALE,
            image.width - EDGE * SCALE,
            image.height - EDGE * SCALE,
        )
        over.rectangle(printable, fill="white")
        assert ink(image) is None  # nothing where the printer does not reach


def test_the_barcode_stands_where_machines_look_for_it() -> None:
    (image,) = pictures(pdf_of(recipients(1, barcode=True)), 8)
    high = image.height / 8
    zone = image.crop(
        tuple(round(one * 8) for one in (BARCODE.x0, high - BARCODE.y1, BARCODE.x1, high))  # type: ignore[arg-type]
    )
    box = ink(zone)
    assert box
    first, last = BARCODE.x0 + box[0] / 8, BARCODE.x0 + box[2] / 8
    assert 3.5 <= (WIDE - first) / INCH <= 4.25
    assert (last - first) / INCH == pytest.approx(2.951, abs=0.02)
    foot, top = (zone.height - box[3]) / 8 / INCH, (zone.height - box[1]) / 8 / INCH
    assert foot >= 0.1875
    assert top + 0.028 <= 0.625


@pytest.mark.parametrize(
    ("sender", "first"),
    [("full", "GershonPainSpecialists"), ("initials", "GPS"), ("neutral", "1133FirstColonialRoad")],
)
def test_the_sender_tells_no_more_than_the_practice_wants(sender: str, first: str) -> None:
    data = pdf_of(recipients(2), whose=brand()._replace(sender=sender))
    for page in pypdfium2.PdfDocument(data):
        lines = words_in(page, Rect(0, READ.y1, WIDE, HIGH))
        assert lines[1] == first
        assert ("GershonPainSpecialists" in lines) == (sender == "full")


def test_an_envelope_of_the_practices_own_has_the_same_zones() -> None:
    wide, high = SMALL.size or (0, 0)
    data = pdf_of(recipients(4, barcode=True), SMALL)
    box = Rect(0.5 * INCH, 0.625 * INCH, wide - 0.5 * INCH, high - 1.25 * INCH)
    for page, image, address in zip(
        pypdfium2.PdfDocument(data), pictures(data, SCALE), recipients(4), strict=True
    ):
        assert words_in(page, box) == [squeezed(line) for line in address.lines]
        assert ink(cut(image, Rect(wide - 1.25 * INCH, high - 1.25 * INCH, wide, high))) is None


def test_addresses_that_are_too_long_are_told_by_number() -> None:
    several = [recipient(1, SHORT), recipient(2, TOO_WIDE), recipient(3, TOO_HIGH)]
    with pytest.raises(ContentError) as raised:
        pdf_of(several)
    assert [(one.place.line, one.code, one.message) for one in raised.value.problems] == [
        (3, "M45", "The address of recipient 2 is too long for the envelope 'us-10'"),
        (4, "M45", "The address of recipient 3 is too long for the envelope 'us-10'"),
    ]
    assert not any(
        word in one.line() for one in raised.value.problems for word in ("LABEL", "LINE 1")
    )


def test_an_envelope_with_windows_is_not_printed_on() -> None:
    with pytest.raises(AssertionError, match="us-10-window is not printed on"):
        pdf_of(recipients(1), ENVELOPES["us-10-window"])


def test_every_address_is_as_large_as_it_may_be_on_so_wide_a_paper() -> None:
    assert sizes(pdf_of([recipient(1, SHORT), recipient(2, ADDRESSES[3])])) == [
        {9.0, 12.0},
        {9.0, 12.0},
    ]
    narrow = sizes(
        pdf_of([recipient(1, ("BARTHOLOMEW FEATHERSTONEHAUGH MONTGOMERY III", *SHORT[1:]))], SMALL)
    )
    assert len(narrow[0] - {9.0}) == 1
    assert 8 <= max(narrow[0] - {9.0}) < 12
