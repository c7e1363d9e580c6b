"""The calibration sheet: lengths and places are what it says, on either side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf.generic import ContentStream

from press.brand.brand import Brand
from press.brand.printers import Offsets, Printer
from press.calibration.calibrate import compose_sheet
from press.calibration.drawing import ARROW, HALF, Pen
from press.calibration.geometry import LYING, UPRIGHT, ground_of
from press.calibration.sheet import TICK
from press.cli import main
from press.paper import EDGE, FOLDS, INCH, MM, SHEETS
from tests.samples import PRACTICE, brand, pictures, reader, text_of, workspace

# By the paper, and whether it is upright: the lengths of the two lines, in points and in words.
LENGTHS = {
    ("letter", False): (9 * INCH, 6 * INCH, "9 inches", "6 inches"),
    ("legal", False): (12 * INCH, 6 * INCH, "12 inches", "6 inches"),
    ("a4", False): (250 * MM, 150 * MM, "25 cm", "15 cm"),
    ("letter", True): (6 * INCH, 8 * INCH, "6 inches", "8 inches"),
    ("legal", True): (6 * INCH, 11 * INCH, "6 inches", "11 inches"),
    ("a4", True): (150 * MM, 200 * MM, "15 cm", "20 cm"),
}
SHEETS_OF_BOTH_KINDS = pytest.mark.parametrize(("paper", "upright"), LENGTHS)

Point = tuple[float, float]


def on(paper: str) -> Brand:
    return brand()._replace(paper=paper)


def lines(data: bytes, page: int) -> list[tuple[Point, Point]]:
    """Every straight line drawn by itself, from its lower-left end, in points of the page."""
    file = reader(data)
    return [
        tuple(sorted(line))  # type: ignore[misc]
        for line in _lines(ContentStream(file.pages[page].get_contents(), file))
    ]


def _lines(stream: ContentStream) -> Iterator[tuple[Point, Point]]:
    matrix, kept = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), []
    path: list[Point] = []

    def on_page(x: float, y: float) -> Point:
        a, b, c, d, e, f = matrix
        return a * x + c * y + e, b * x + d * y + f

    for operands, operator in stream.operations:
        numbers = [float(value) for value in operands] if operator in (b"cm", b"m", b"l") else []
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop()
        elif operator == b"cm":
            (a, b), (c, d), (e, f) = (
                on_page(*pair) for pair in (numbers[:2], numbers[2:4], numbers[4:])
            )
            x, y = matrix[4:]
            matrix = (a - x, b - y, c - x, d - y, e, f)
        elif operator in (b"m", b"l"):
            path = [*path, on_page(*numbers)] if operator == b"l" else [on_page(*numbers)]
        elif operator == b"S" and len(path) == 2:
            yield path[0], path[1]


def across(drawn: list[tuple[Point, Point]]) -> list[tuple[Point, float]]:
    """The horizontal lines, by their left end, with their lengths in points."""
    return [((x, y), right - x) for (x, y), (right, top) in drawn if abs(top - y) < 0.05]


def rising(drawn: list[tuple[Point, Point]]) -> list[tuple[Point, float]]:
    """The vertical lines, by their lower end, with their lengths in points."""
    return [((x, y), top - y) for (x, y), (right, top) in drawn if abs(right - x) < 0.05]


def length_of(line: tuple[Point, float]) -> float:
    return line[1]


def is_close(value: Any, other: Any) -> bool:
    """True if two lengths, or two points, differ by a tenth of a point at most."""
    return bool(value == pytest.approx(other, abs=0.1))


def test_there_is_a_sheet_for_every_paper_that_a_brochure_has() -> None:
    assert (
        {*LYING} == {paper for name, paper in FOLDS if name == "trifold"} == {*SHEETS} == {*UPRIGHT}
    )


@SHEETS_OF_BOTH_KINDS
def test_the_sheet_has_two_sides_that_stand_as_asked_and_asks_for_no_scaling(
    paper: str, upright: bool
) -> None:
    file = reader(compose_sheet(on(paper), None, upright))
    sizes = [tuple(map(float, page.mediabox[2:])) for page in file.pages]
    assert len(sizes) == 2
    assert all(
        is_close(size, tuple(SHEETS[paper] if upright else SHEETS[paper].landscape()))
        for size in sizes
    )
    wanted: Any = file.root_object["/ViewerPreferences"]
    flip = "/DuplexFlipLongEdge" if upright else "/DuplexFlipShortEdge"
    assert (wanted["/Duplex"], wanted["/PrintScaling"]) == (flip, "/None")
    text = " ".join(text_of(compose_sheet(on(paper), None, upright)).split())
    assert f"Flip on {'long' if upright else 'short'} edge" in text
    assert f"For {'upright' if upright else 'landscape'} pages" in text


@SHEETS_OF_BOTH_KINDS
def test_the_long_lines_are_as_long_as_they_say_to_a_tenth_of_a_point(
    paper: str, upright: bool
) -> None:
    data, expected = compose_sheet(on(paper), None, upright), LENGTHS[paper, upright]
    found = lines(data, 0)
    (begins, length), (rises, height) = (
        max(lengths, key=length_of) for lengths in (across(found), rising(found))
    )
    assert is_close((length, height), expected[:2])
    assert is_close(begins, rises)
    text = " ".join(text_of(data).split())
    for words in expected[2:]:
        assert f"This line is exactly {words} long." in text


@SHEETS_OF_BOTH_KINDS
def test_the_parts_of_the_rulers_are_alike(paper: str, upright: bool) -> None:
    """And the last tick is at the line's end."""
    found, measures = (
        lines(compose_sheet(on(paper), None, upright), 0),
        ground_of(paper, upright).measures,
    )
    (x, y), length = max(across(found), key=length_of)
    ticks = sorted(
        left for (left, foot), high in rising(found) if is_close(foot + high, y) and high < 12
    )
    part = measures.divided.unit / measures.divided.parts
    assert len(ticks) == measures.across * measures.divided.parts + 1
    assert is_close((ticks[0], ticks[-1]), (x, x + length))
    assert all(is_close(after - tick, part) for tick, after in pairwise(ticks))


@pytest.mark.parametrize("paper", LYING)
@pytest.mark.parametrize("side", [0, 1])
def test_each_fold_has_a_tick_above_and_below_where_that_side_is_folded(
    paper: str, side: int
) -> None:
    found = [
        tick for tick in rising(lines(compose_sheet(on(paper)), side)) if is_close(tick[1], TICK)
    ]
    height = SHEETS[paper].landscape().height
    for foot in (EDGE, height - EDGE - TICK):
        assert is_close(
            sorted(x for (x, y), _ in found if is_close(y, foot)),
            list(FOLDS["trifold", paper].lines(side)),
        )
    assert len(found) == 4


def middles(data: bytes, page: int) -> list[Point]:
    """The middles of the rings: two lines as long as a square's side cross there."""
    found = lines(data, page)
    lying = [(x + HALF, y) for (x, y), length in across(found) if is_close(length, 2 * HALF)]
    standing = [(x, y + HALF) for (x, y), length in rising(found) if is_close(length, 2 * HALF)]
    return sorted(middle for middle in lying if any(is_close(middle, other) for other in standing))


@SHEETS_OF_BOTH_KINDS
def test_the_rings_of_both_sides_lie_on_each_other_through_the_paper(
    paper: str, upright: bool
) -> None:
    data, width = compose_sheet(on(paper), None, upright), ground_of(paper, upright).sheet.width
    front, back = middles(data, 0), middles(data, 1)
    assert len(front) == len(back) == 2
    assert all(
        is_close(ring, dot)
        for ring, dot in zip(front, sorted((width - x, y) for x, y in back), strict=True)
    )
    inset = 30 * MM if paper == "a4" else INCH
    assert is_close(front[0], (inset, inset))


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, Point, str]]:
    """Each text drawn by hand: its page, its middle on the paper, and its words."""
    found: list[tuple[int, Point, str]] = []
    text = Pen.text

    def recorded(self: Pen, canvas: Any, x: float, y: float, words: str, *rest: Any) -> None:
        found.append((canvas.getPageNumber() - 1, canvas.absolutePosition(x, y), words))
        text(self, canvas, x, y, words, *rest)

    monkeypatch.setattr(Pen, "text", recorded)
    return found


@pytest.mark.parametrize(
    "off", [(0.1, -0.2, -0.3, 0.2), (0.0, 0.0, 0.0, 0.0), (-0.2, 0.3, 0.1, -0.1)]
)
@SHEETS_OF_BOTH_KINDS
def test_under_a_rulers_mark_stands_what_the_printer_is_off(
    paper: str, upright: bool, off: tuple[float, ...], numbers: list[tuple[int, Point, str]]
) -> None:
    """A sheet that is moved the other way is printed as a printer with these offsets prints."""
    opposite = Offsets(*(-offset for offset in off))
    compose_sheet(
        on(paper),
        Printer("opposite", *((None, opposite) if upright else (opposite, None))),
        upright,
    )
    ground = ground_of(paper, upright)
    for page, x_off, y_off in ((0, *off[:2]), (1, *off[2:])):
        drawn = [(middle, words) for on_page, middle, words in numbers if on_page == page]
        for high in (False, True):
            x, y, left = ground.ring(page == 1, high)
            # A ring's scale is what is drawn towards the paper's edge, beyond the square round it.
            near = [
                (across - x - x_off * INCH, rise - y - y_off * INCH, words)
                for (across, rise), words in drawn
            ]
            lying = [
                (away, words)
                for away, rise, words in near
                if abs(away) < 2 * HALF < HALF + (rise if high else -rise)
            ]
            standing = [
                (rise + 2.2, words)
                for away, rise, words in near
                if abs(rise) < 2 * HALF < HALF + (-away if left else away)
            ]
            assert nearest(lying, -x_off * INCH) == pytest.approx(x_off)
            assert nearest(standing, -y_off * INCH) == pytest.approx(y_off)


def nearest(labels: list[tuple[float, str]], place: float) -> float:
    """The number at that place of a scale."""
    numbers = [label for label in labels if label[1][-1].isdigit()]
    where, words = min(numbers, key=lambda label: abs(label[0] - place))
    assert abs(where - place) < 0.1
    return float(words)


def arrow(page: Image.Image, left: float, top: float) -> Image.Image:
    """The area of the arrow on a page, at a pixel for each point, black where there is ink."""
    box = round(left) - 3, round(top) - 3, round(left + ARROW[0]) + 3, round(top + ARROW[1]) + 3
    return page.crop(box).convert("L").point(lambda value: 255 * (value < 245))


@SHEETS_OF_BOTH_KINDS
def test_the_arrows_point_up_as_one_reads_and_one_stands_inside_the_other(
    paper: str, upright: bool
) -> None:
    """Seen through the paper, which is turned like a page of a book."""
    boxes, ground = [], ground_of(paper, upright)
    for back, page in enumerate(pictures(compose_sheet(on(paper), None, upright))):
        inked = arrow(page, ground.arrow(bool(back)), ground.sheet.height - ground.top)
        box = inked.getbbox()
        assert box
        rows = [
            inked.crop((0, y, inked.width, y + 1)).getbbox() or (0, 0, 0, 1)
            for y in range(box[1], box[3])
        ]
        widths = [right - left for left, _, right, _ in rows]
        widest = widths.index(max(widths))
        assert widths[2] < 12
        assert 0.15 * len(widths) < widest < 0.4 * len(widths)
        assert widths[: widest - 2] == sorted(widths[: widest - 2])
        assert max(widths[widest + 5 : -5]) < 0.6 * max(widths)
        left = round(ground.arrow(bool(back))) - 3 + box[0]
        right, width = left + box[2] - box[0], ground.sheet.width
        edges = (width - right, width - left) if back else (left, right)
        boxes.append((*edges, box[1], box[3]))
    (left, right, top, foot), inner = boxes
    assert left < inner[0] < inner[1] < right
    assert top < inner[2] < inner[3] < foot


def test_the_sheet_says_whose_it_is_and_what_to_do() -> None:
    text = " ".join(text_of(compose_sheet(brand())).split())
    for words in (
        brand().name,
        "Check your printer",
        "Flip on short edge",
        "Actual size",
        "assets/practice.yaml",
        "printers:",
        "make-pdf calibrate --printer front-desk",
        "one letter sheet",
        "1-inch mark",
        "Do you print upright pages?",
        "make-pdf calibrate --upright",
    ):
        assert words in text
    assert "Moved already" not in text


def test_the_sheet_of_a_printer_shows_what_it_is_moved_by() -> None:
    text = " ".join(
        text_of(compose_sheet(brand(), Printer("lab", Offsets(0.1, -0.05, 0.025)))).split()
    )
    assert text.count("Moved already, for lab") == 2
    assert "printers: - name: lab x: 0.1 y: -0.05 back_x: 0.025 back_y: 0" in text.replace(
        "\u00a0", " "
    )
    assert "make-pdf build --printer lab" in text
    assert "Add these lines" not in text
    assert "Do you print upright pages?" not in text


def test_the_sheet_for_upright_pages_has_numbers_of_its_own() -> None:
    """Also of a printer whose others are known already: it is not moved by those."""
    known = Printer("lab", Offsets(0.1, -0.05), Offsets(0.2, 0.025))
    for printer, moved, numbers in (
        (Printer("lab", Offsets(0.1)), False, "0.06 y: -0.03"),
        (known, True, "0.2 y: 0.025"),
    ):
        data = compose_sheet(brand(), printer, upright=True)
        text = " ".join(text_of(data).replace("\u00a0", " ").split())
        assert text.count("Moved already, for lab") == 2 * moved
        assert f"printers: - name: lab upright: x: {numbers}" in text
        assert "make-pdf calibrate --upright --printer lab" in text
        assert ("Add these lines" in text) != moved
        assert is_close(middles(data, 0)[0], (72 - 14.4 * moved, 72 - 1.8 * moved))


def test_any_practice_has_a_sheet(tmp_path: Path) -> None:
    """Also with the longest names, and one whose language the program has no words in."""
    whose = brand(
        workspace(
            tmp_path,
            {**PRACTICE, "name": "Practice of " + "many names and " * 12, "language": "de"},
        )
    )
    off = Offsets(0.125, -0.375, -0.125, -0.5)
    for paper, upright in LENGTHS:
        for printer in (None, Printer("p" * 30, off, off), Printer("p" * 30)):
            assert (
                len(reader(compose_sheet(whose._replace(paper=paper), printer, upright)).pages) == 2
            )


# On the command line


def calibrate(folder: Path, *more: str) -> int:
    return main(["--workspace", str(folder), "calibrate", "--output", str(folder / "out"), *more])


def test_the_verb_needs_no_handout_and_names_the_file_after_the_printer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace(
        tmp_path, {**PRACTICE, "printers": [{"name": "front-desk", "x": 0.25, "back_y": 0.25}]}
    )
    assert (
        calibrate(tmp_path)
        == calibrate(tmp_path, "--printer", "front-desk", "--paper", "a4")
        == calibrate(tmp_path, "--upright")
        == 0
    )
    names = ["calibration.pdf", "calibration.a4.front-desk.pdf", "calibration.upright.pdf"]
    assert [Path(line).name for line in capsys.readouterr().out.split()] == names
    plain, off, upright = ((tmp_path / "out" / name).read_bytes() for name in names)
    assert [float(one) for one in reader(upright).pages[0].mediabox[2:]] == [612, 792]
    assert is_close(middles(plain, 0)[0], (72, 72))
    assert is_close(middles(off, 0)[0], (30 * MM - 18, 30 * MM))
    assert is_close(middles(off, 1)[1], (SHEETS["a4"].height - 30 * MM, 30 * MM - 18))


def test_a_printer_that_nobody_has_has_no_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace(tmp_path, {**PRACTICE, "printers": [{"name": "front-desk"}]})
    assert calibrate(tmp_path, "--printer", "front-disk") == 1
    assert "B03" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
