"""Envelopes, labels and weights: their lengths, and what a window shows of a sheet that slides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.paper import (
    ENVELOPES,
    INCH,
    LABELS,
    MM,
    SHEETS,
    Envelope,
    Rect,
    Sheet,
    Window,
    exposed_area,
    nominal_area,
    safe_area,
    weight_oz,
)
from press.paper.envelopes import CLEAR, play
from press.paper.weights import OUNCES

LETTER = SHEETS["letter"]

# The envelope, the heights of the upper two panels, and what is safe: from left to right, and from
# top to foot, both from the sheet's upper left corner; in inches.
SAFE = [
    ("us-10-window", 11 / 3, 11 / 3, 1.00, 4.25, 2.625, 3.042),
    ("us-10-window", 3.750, 3.625, 1.00, 4.25, 2.625, 3.125),
    ("us-10-window", 3.875, 3.5625, 1.00, 4.25, 2.625, 3.250),
    ("us-10-window", 4.000, 3.5, 1.00, 4.25, 2.625, 3.375),
    ("us-10-window-58", 4.000, 3.5, 1.00, 4.25, 2.500, 3.250),
    ("us-9-window", 3.750, 3.625, 1.00, 4.875, 2.375, 3.125),
]
SIZED = [(row, window) for row in ENVELOPES.values() if row.size for window in row.windows]
FIELDS = {
    "din-5008-b": (20, 45, 85, 45),
    "nf": (110, 35, 100, 45),
}  # from the left and the top, width and height, in mm
ON_SHEET = [  # where the makers' drawings have the windows of a #9 on the sheet, in inches
    ("us-9-window", "address", 0.6875, 2.1875, 4.5, 1.125),
    ("us-9-double", "sender", 0.5625, 0.7875, 3.125, 1.0),
    ("us-9-double", "address", 0.5625, 2.2125, 3.625, 0.8),
]


def address_of(envelope: Envelope) -> Window:
    window = envelope.window("address")
    assert window
    return window


def from_the_top(rect: Rect, sheet: Sheet, unit: float = INCH) -> tuple[float, float, float, float]:
    """Return left, right, top and foot, the last two from the sheet's upper edge."""
    return (
        rect.x0 / unit,
        rect.x1 / unit,
        (sheet.height - rect.y1) / unit,
        (sheet.height - rect.y0) / unit,
    )


@pytest.mark.parametrize("row", SAFE, ids=lambda row: f"{row[0]} folded at {row[1]:.3f}")
def test_what_is_safe_in_a_window_is_what_the_postal_service_leaves(
    row: tuple[str, float, float, float, float, float, float],
) -> None:
    name, first, second, *numbers = row
    envelope = ENVELOPES[name]._replace(folds=(first * INCH, (first + second) * INCH))
    room = safe_area(envelope, address_of(envelope), LETTER)
    assert room
    assert from_the_top(room, LETTER) == pytest.approx(numbers, abs=0.001)


def test_the_folds_are_those_of_the_table() -> None:
    folds = {
        name: tuple(round(fold / (MM if row.sheets == ("a4",) else INCH), 4) for fold in row.folds)
        for name, row in ENVELOPES.items()
    }
    assert folds == {
        "us-10-window": (4.0, 7.5),
        "us-10-window-58": (4.0, 7.5),
        "us-10": (4.0, 7.5),
        "us-9-window": (3.75, 7.375),
        "us-9-double": (3.75, 7.375),
        "din-5008-b": (105, 210),
        "nf": (99, 198),
    }


@pytest.mark.parametrize(("name", "use", "x", "top", "width", "height"), ON_SHEET)
def test_windows_that_are_given_on_the_sheet_stand_there_in_the_middle_of_its_play(
    name: str, use: str, x: float, top: float, width: float, height: float
) -> None:
    window = ENVELOPES[name].window(use)
    assert window
    box = from_the_top(nominal_area(ENVELOPES[name], window, LETTER), LETTER)
    assert box == pytest.approx((x, x + width, top, top + height))


@pytest.mark.parametrize("name", FIELDS)
def test_a_standards_field_is_clear_on_all_sides_and_whatever_may_show_is_swept(name: str) -> None:
    envelope, sheet = ENVELOPES[name], SHEETS["a4"]
    x, top, width, height = FIELDS[name]
    room, around = (
        safe_area(envelope, address_of(envelope), sheet),
        exposed_area(envelope, address_of(envelope), sheet),
    )
    assert room
    assert from_the_top(room, sheet, MM) == pytest.approx(
        (x + 3.175, x + width - 3.175, top + 3.175, top + height - 3.175)
    )
    assert from_the_top(around, sheet, MM) == pytest.approx(
        (x - 10, min(x + width + 10, 210), top - 10, top + height + 10)
    )


@given(st.sampled_from(SIZED), st.floats(0, 1), st.floats(0, 1))
def test_wherever_the_sheet_has_slid_the_safe_part_shows_and_nothing_beyond_the_sweep_does(
    which: tuple[Envelope, Window], across: float, up: float
) -> None:
    """The sheet slides to a place of its play; here the envelope gives where its window is."""
    envelope, window = which
    free = play(envelope, LETTER)
    assert free.fits
    assert envelope.size
    slid_x = across * (envelope.size[0] - LETTER.width)
    slid_y = up * (envelope.size[1] - envelope.folds[0])
    left, foot = window.x - slid_x, LETTER.height - envelope.folds[0] + window.y - slid_y
    room, around = safe_area(envelope, window, LETTER), exposed_area(envelope, window, LETTER)
    assert room
    assert left + CLEAR <= room.x0 + 1e-6
    assert foot + CLEAR <= room.y0 + 1e-6
    assert room.x1 <= left + window.width - CLEAR + 1e-6
    assert room.y1 <= foot + window.height - CLEAR + 1e-6
    assert around.x0 <= max(left, 0) + 1e-6
    assert around.y0 <= foot + 1e-6
    assert min(left + window.width, LETTER.width) <= around.x1 + 1e-6
    assert min(foot + window.height, LETTER.height) <= around.y1 + 1e-6


def test_a_sheet_that_does_not_go_in_is_safe_nowhere() -> None:
    """With folds for letter, legal ends in a panel of 6 1/2 in, A4 in one of 4 3/16.

    Neither goes into a #10.
    """
    envelope = ENVELOPES["us-10-window"]
    assert safe_area(envelope, address_of(envelope), LETTER)
    for name in ("legal", "a4"):
        assert not play(envelope, SHEETS[name]).fits
        assert safe_area(envelope, address_of(envelope), SHEETS[name]) is None
    small = envelope._replace(windows=(Window("address", 63, 36, 90, 30),))
    assert safe_area(small, address_of(small), LETTER) is None


def test_the_window_of_every_envelope_shows_part_of_its_sheet_and_three_lines_are_safe() -> None:
    assert len(ENVELOPES) == 7
    assert [name for name, row in ENVELOPES.items() if not row.windows] == ["us-10"]
    for envelope in ENVELOPES.values():
        for window in envelope.windows:
            sheet = SHEETS[envelope.sheets[0]]
            room = safe_area(envelope, window, sheet)
            middle, around = (
                nominal_area(envelope, window, sheet),
                exposed_area(envelope, window, sheet),
            )
            assert room
            assert room.height >= 27
            assert room.width >= 2 * INCH
            assert all(a <= b + 1e-6 for a, b in zip(around[:2], middle[:2], strict=True))
            assert middle.x0 < room.x0 < room.x1 < middle.x1
            assert middle.y0 < room.y0 < room.y1 < middle.y1


@pytest.mark.parametrize("name", LABELS)
def test_labels_lie_on_their_sheet_and_on_no_other_label(name: str) -> None:
    labels = LABELS[name]
    sheet, cells = SHEETS[labels.sheet], labels.cells()
    assert len(set(cells)) == labels.labels == labels.across * labels.down
    for cell in cells:
        assert cell.width == pytest.approx(labels.width)
        assert cell.height == pytest.approx(labels.height)
        assert cell.x0 >= -0.01
        assert cell.x1 <= sheet.width + 0.01
        assert cell.y0 > 0.01
        assert cell.y1 < sheet.height
        over = [
            other
            for other in cells
            if other.x0 < cell.x1 - 0.1
            and cell.x0 < other.x1 - 0.1
            and other.y0 < cell.y1 - 0.1
            and cell.y0 < other.y1 - 0.1
        ]
        assert over == [cell]
    left, right = cells[0].x0, sheet.width - cells[-1].x1
    assert left == pytest.approx(right, abs=3 * MM)  # a sheet has its labels in the middle


def test_labels_are_counted_from_the_top_row_by_row() -> None:
    cells = LABELS["5160"].cells()
    assert from_the_top(cells[0], LETTER) == pytest.approx((0.15625, 2.78125, 0.5, 1.5))
    assert from_the_top(cells[1], LETTER) == pytest.approx((2.9375, 5.5625, 0.5, 1.5))
    assert from_the_top(cells[3], LETTER) == pytest.approx((0.15625, 2.78125, 1.5, 2.5))
    assert from_the_top(cells[29], LETTER) == pytest.approx((5.71875, 8.34375, 9.5, 10.5))
    a4 = LABELS["L7163"].cells()
    assert from_the_top(a4[13], SHEETS["a4"], MM) == pytest.approx(
        (106.3, 205.4, 15.2 + 6 * 38.1, 15.2 + 7 * 38.1)
    )
    assert {name: row.labels for name, row in LABELS.items()} == {
        "5160": 30, "8160": 30, "5260": 30, "5161": 20, "5162": 14, "5163": 10, "5164": 6,
        "5167": 80, "L7160": 21, "L7162": 16, "L7163": 14, "L7165": 8,
    }  # fmt: skip


def test_a_letter_of_five_sheets_weighs_about_an_ounce() -> None:
    ten = ENVELOPES["us-10"]
    assert weight_oz(5, ten) == pytest.approx(1.0)
    assert weight_oz(1, None) == pytest.approx(0.16)
    assert weight_oz(1, None, size="legal") == pytest.approx(0.16 * 14 / 11)
    assert weight_oz(2, None, "28-lb bond") == pytest.approx(0.448)
    assert weight_oz(0, ENVELOPES["us-9-window"]) == pytest.approx(
        0.2 * 8.875 * 3.875 / (9.5 * 4.125)
    )


@pytest.mark.parametrize(("paper", "area"), [("bond", 17 * 22), ("text", 25 * 38)])
def test_what_a_paper_is_called_says_what_it_weighs(paper: str, area: float) -> None:
    """So many pounds (16 oz) have 500 sheets of the basic size."""
    papers = {name: ounces for name, ounces in OUNCES.items() if name.endswith(paper)}
    assert len(papers) == 3
    for name, ounces in papers.items():
        pounds = float(name.partition("-")[0])
        assert ounces == pytest.approx(pounds * 16 / 500 * 8.5 * 11 / area, abs=0.001)
