"""Labels: each address is whole, in its cell, as large as fits, and in the order given."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from press.cli.spelling import COMMAND_LINE
from press.mail.letters.labels import LARGEST, MARGIN, labels
from press.paper import EDGE, LABELS, SHEETS, Rect
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
from tests.samples import brand, pictures, reader, squeezed

SCALE = 3.0
HAIR = 0.5  # points by which some letters reach to the left of the x at which they are placed
# The sheets whose labels have room for three lines and a number.
ADDRESSED = [name for name in LABELS if name != "5167"]


def pdf_of(
    name: str, count: int = 0, start_at: int = 1, addresses: tuple[tuple[str, ...], ...] = ADDRESSES
) -> bytes:
    return labels(
        recipients(count or LABELS[name].labels, addresses),
        name,
        start_at,
        brand(),
        "Labels of run 7",
    )


def words_in(page: pypdfium2.PdfPage, cell: Rect) -> str:
    return str(page.get_textpage().get_text_bounded(*cell))


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box around all that is not white."""
    return image.convert("L").point(lambda value: 255 * (value < 250)).getbbox()


def cut(image: Image.Image, cell: Rect) -> Image.Image:
    high = image.height / SCALE
    return image.crop(
        tuple(round(one * SCALE) for one in (cell.x0, high - cell.y1, cell.x1, high - cell.y0))  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("name", ADDRESSED)
def test_each_label_has_its_own_recipients_lines_and_number(name: str) -> None:
    data = pdf_of(name)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    for address, cell in zip(recipients(LABELS[name].labels), LABELS[name].cells(), strict=True):
        lines = [squeezed(line) for line in words_in(document[0], cell).splitlines()]
        assert set(lines) == {f"No.{address.number:04}", *map(squeezed, address.lines)}
        assert len(lines) == len(address.lines) + 1


@pytest.mark.parametrize("name", ADDRESSED)
def test_nothing_stands_outside_a_label_nor_near_its_edges(name: str) -> None:
    """Each cell has ink, and with their text areas painted over the sheet is white."""
    image = pictures(pdf_of(name), SCALE)[0]
    sheet = SHEETS[LABELS[name].sheet]
    over = ImageDraw.Draw(image)
    for cell in LABELS[name].cells():
        assert ink(cut(image, cell))
    for cell in LABELS[name].cells():
        box = (
            max(cell.x0 + MARGIN, EDGE) - HAIR,
            sheet.height - min(cell.y1 - MARGIN, sheet.height - EDGE),
            min(cell.x1 - MARGIN, sheet.width - EDGE),
            sheet.height - max(cell.y0 + MARGIN, EDGE),
        )
        over.rectangle([length * SCALE for length in box], fill="white")
    assert ink(image) is None


def test_an_address_stands_in_the_middle_of_its_label_left_aligned_and_evenly_spaced() -> None:
    name = "5163"
    document = pypdfium2.PdfDocument(pdf_of(name, 1, addresses=(ADDRESSES[3],)))
    text = document[0].get_textpage()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    lines = sorted((box for box in boxes if box[3] - box[1] > 4), key=lambda box: -box[1])
    lines = [box for box in lines if box[0] < 100]  # without the number, at the right
    assert len(lines) == 5
    assert max(box[0] for box in lines) - min(box[0] for box in lines) < 1.5
    cell = LABELS[name].cells()[0]
    image = pictures(pdf_of(name, 1, addresses=(("EH", "EH", "EH", "EH", "EH"),)), SCALE)[0]
    rows = [
        any(value < 128 for value in image.crop((0, y, 200, y + 1)).convert("L").tobytes())
        for y in range(image.height)
    ]
    tops = [y / SCALE for y in range(1, len(rows)) if rows[y] and not rows[y - 1]]
    feet = [y / SCALE for y in range(1, len(rows)) if not rows[y] and rows[y - 1]]
    assert len(tops) == 5
    gaps = [lower - upper for upper, lower in pairwise(tops)]
    assert max(gaps) - min(gaps) <= 1 / SCALE + 1e-6
    assert (tops[0] + feet[-1]) / 2 == pytest.approx(
        SHEETS["letter"].height - (cell.y0 + cell.y1) / 2, abs=1
    )


def test_text_is_as_large_as_fits_and_never_below_eight_points() -> None:
    assert sizes(pdf_of("5160", 1, addresses=(SHORT,)))[0] == {LARGEST} == {11.0}
    small = sizes(pdf_of("5160", 1, addresses=(ADDRESSES[3],)))[0]
    assert len(small) == 1
    assert 8 <= min(small) < 11
    assert sizes(pdf_of("5163", 1, addresses=(ADDRESSES[3],)))[0] == {11.0}


@pytest.mark.parametrize("name", ["5160", "L7163"])
def test_a_sheet_that_was_used_in_part_is_gone_on_with(name: str) -> None:
    sheet = LABELS[name]
    document = pypdfium2.PdfDocument(pdf_of(name, sheet.labels, start_at=sheet.labels - 1))
    assert len(document) == 2
    cells = sheet.cells()
    filled = [[words_in(page, cell).strip() != "" for cell in cells] for page in document]
    assert filled == [
        [False] * (len(cells) - 2) + [True] * 2,
        [True] * (len(cells) - 2) + [False] * 2,
    ]
    assert "No. 0001" in words_in(document[0], cells[-2]).replace("\xa0", " ")
    assert "No. 0003" in words_in(document[1], cells[0]).replace("\xa0", " ")


@pytest.mark.parametrize("start_at", [0, -1, 31])
def test_a_label_that_the_sheet_does_not_have_says_so(start_at: int) -> None:
    with pytest.raises(ContentError) as raised:
        pdf_of("5160", 1, start_at)
    assert raised.value.problems[0].line(spelling=COMMAND_LINE) == (
        f"--start-at:1:1: M47 A sheet of 5160 has the labels 1 to 30, and no label {start_at}. "
        "Count from the upper left label, row by row."
    )


def test_a_sheet_that_nobody_knows_is_guessed() -> None:
    with pytest.raises(
        ContentError, match=r"M46 There is no sheet of labels '8161'\. Did you mean '8160'"
    ):
        labels(recipients(1), "8161", 1, brand(), "Labels")


def test_addresses_that_are_too_long_are_named_by_number_with_what_helps() -> None:
    several = [
        recipient(1, SHORT),
        recipient(2, TOO_WIDE),
        recipient(3, TOO_HIGH),
        recipient(4, (*ADDRESSES[3], "USA", "6")),
    ]
    with pytest.raises(ContentError) as raised:
        labels(several, "5160", 1, brand(), "Labels")
    too_long = (
        "M45 The address of recipient {} is too long for a label 5160. Shorten its longest line"
    )
    assert [problem.line() for problem in raised.value.problems] == [
        f"list.csv:3:1: {too_long.format(2)}.",
        f"list.csv:4:1: {too_long.format(3)}.",
        f"list.csv:5:1: {too_long.format(4)}, or take labels 5162, on which it fits.",
    ]


def test_characters_that_the_fonts_do_not_have_are_named_by_number() -> None:
    with pytest.raises(ContentError) as raised:
        labels([recipient(5, ("山田", *SHORT[1:]))], "5160", 1, brand(), "Labels")
    (problem,) = raised.value.problems
    assert problem.line().startswith("list.csv:6:1: T02 The address of recipient 5 has a character")
    assert "山" not in problem.line()


def test_markup_in_an_address_is_printed_as_it_was_typed() -> None:
    document = pypdfium2.PdfDocument(
        pdf_of("5160", 1, addresses=(("A <b>& {{ 7*7 }}", "1 A ST", "ELY MN 55731"),))
    )
    assert "A <b>& {{ 7*7 }}" in words_in(document[0], LABELS["5160"].cells()[0])


def test_the_file_is_named_after_nobody_and_printed_at_its_own_size() -> None:
    document = reader(pdf_of("5160", 2))
    assert document.metadata
    assert document.metadata.title == "Labels of run 7"
    preferences = document.trailer["/Root"]["/ViewerPreferences"]  # type: ignore[index]
    assert preferences["/PrintScaling"] == "/None"
    metadata = str(dict(document.metadata))
    assert all(line not in metadata for address in ADDRESSES for line in address)


def test_the_same_recipients_give_the_same_bytes() -> None:
    assert pdf_of("5160", 40) == pdf_of("5160", 40)
