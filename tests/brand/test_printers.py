"""A printer's offsets in practice.yaml move every page back: all of it, front and back apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfReader

from press.brand.brand import Brand, read_brand
from press.brand.printers import Offsets, Printer
from press.cli import main
from press.cli.spelling import COMMAND_LINE
from press.content.fast_fields import practice_fields
from press.content.practice_models import PracticeFields
from press.content.validate import validate_partly
from press.content.yaml_reader import read_yaml
from press.layout import load_layout
from press.paper import INCH
from press.problems import ContentError
from press.typeset.editions import edition_of
from tests.samples import (
    PRACTICE,
    STOCK_HANDOUTS,
    brand,
    handout,
    pictures,
    reader,
    stock_handout,
    workspace,
)

EIGHTH = INCH / 8  # points: whole pixels at the scale below, whichever way
SCALE = 2.0
MOVED = Offsets(x=0.125, y=-0.25, back_x=-0.125, back_y=0.375)
OFF = Printer("front-desk", MOVED, MOVED)
LINKS = handout(
    "See [the web](https://www.example.com), or [call](tel:+17575550100).\n\n![A spine](spine.svg)"
)


def composed(
    what: Any,
    layout: str,
    printer: Printer | None,
    edition: str | None = None,
    whose: Brand | None = None,
) -> bytes:
    whose = whose or brand()
    return (
        load_layout(whose.workspace, layout)()
        .compose(what, whose, edition_of(edition, whose), printer)
        .data
    )


def moved(page: Image.Image, right: float, up: float) -> Image.Image:
    """Return the page moved by some points; what leaves it is cut off, and what enters is white."""
    result = Image.new("RGB", page.size, "white")
    result.paste(page, (round(right * SCALE), round(-up * SCALE)))
    return result


def core(page: Image.Image) -> Image.Image:
    """Return the page without the margin that a move changes."""
    margin = round(INCH / 2 * SCALE)
    return page.crop((margin, margin, page.width - margin, page.height - margin))


def is_moved(plain: bytes, other: bytes, moves: Sequence[tuple[float, float]]) -> list[bool]:
    """Return for each page whether the other is the plain one, moved by some inches."""
    pages = zip(pictures(plain, SCALE), pictures(other, SCALE), moves, strict=True)
    return [
        is_same(core(moved(page, x * INCH, y * INCH)), core(shifted))
        for page, shifted, (x, y) in pages
    ]


def is_same(page: Image.Image, other: Image.Image) -> bool:
    """Return True for equal pixels, but for pdfium's rounding at the edges of letters: 2 of 255."""
    difference = ImageChops.difference(page, other)
    return difference.point(lambda value: 255 * (value > 2)).getbbox() is None


@pytest.mark.parametrize("layout", ["trifold", "zfold"])
def test_both_sides_are_the_same_page_moved_to_the_pixel(layout: str) -> None:
    plain, off = (
        composed(stock_handout(STOCK_HANDOUTS[0]), layout, printer) for printer in (None, OFF)
    )
    assert is_moved(plain, off, [(-0.125, 0.25), (0.125, -0.375)]) == [True, True]
    assert is_moved(plain, off, [(0.125, -0.375), (-0.125, 0.25)]) == [False, False]


def test_sheets_that_are_printed_on_both_sides_have_a_front_and_a_back() -> None:
    plain, off = (
        composed(stock_handout(STOCK_HANDOUTS[0]), "faq-sheet", printer, "large-print")
        for printer in (None, OFF)
    )
    pages = len(reader(plain).pages)
    assert pages >= 2
    moves = [(-0.125, 0.25), (0.125, -0.375)] * (pages // 2) + [(-0.125, 0.25)] * (pages % 2)
    assert all(is_moved(plain, off, moves))


def test_what_is_printed_on_one_side_is_a_front() -> None:
    plain, off = (
        composed(stock_handout(STOCK_HANDOUTS[0]), "faq-sheet", printer) for printer in (None, OFF)
    )
    assert is_moved(plain, off, [(-0.125, 0.25)]) == [True]


def test_a_sample_word_moves_as_well(tmp_path: Path) -> None:
    sample = brand(workspace(tmp_path, {**PRACTICE, "name": "Sample Practice"}))
    plain, off = (composed(LINKS, "trifold", printer, whose=sample) for printer in (None, OFF))
    assert is_moved(plain, off, [(-0.125, 0.25), (0.125, -0.375)]) == [True, True]


def links(data: bytes) -> list[tuple[int, list[float], list[float]]]:
    """Return the page, the rectangle and the corners of each link."""
    result = []
    for number, page in enumerate(reader(data).pages):
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            rect, corners = list(map(float, link["/Rect"])), list(map(float, link["/QuadPoints"]))
            result.append((number, rect, corners))
    return result


def boxes(file: PdfReader) -> list[list[float]]:
    """Return the boxes of the pictures in the structure tree."""
    result = []
    queue: list[Any] = [file.root_object["/StructTreeRoot"]]
    while queue:
        element = queue.pop().get_object()
        if not isinstance(element, dict):
            continue
        kids = element.get("/K", [])
        queue += kids if isinstance(kids, list) else [kids]
        attributes = element.get("/A")
        if element.get("/S") == "/Figure" and attributes:
            result.append(list(map(float, attributes.get_object()["/BBox"])))
    return result


@pytest.mark.parametrize(("layout", "back"), [("faq-sheet", 0), ("trifold", 1)])
def test_links_and_the_boxes_of_pictures_move_as_well(layout: str, back: int) -> None:
    plain, off = (composed(LINKS, layout, printer) for printer in (None, OFF))
    before, after = links(plain), links(off)
    assert len(before) == len(after) >= 2
    by = [(-9.0, 18.0), (9.0, -27.0)]
    for (page, rect, corners), (same, its_rect, its_corners) in zip(before, after, strict=True):
        assert page == same == back
        x, y = by[page]
        assert its_rect == pytest.approx(
            [a + b for a, b in zip(rect, (x, y) * 2, strict=True)], abs=0.01
        )
        assert its_corners == pytest.approx(
            [a + b for a, b in zip(corners, (x, y) * 4, strict=True)], abs=0.01
        )
    pictures_before, pictures_after = boxes(reader(plain)), boxes(reader(off))
    assert len(pictures_before) == len(pictures_after) >= 1
    for box, its in zip(pictures_before, pictures_after, strict=True):
        assert any(
            its == pytest.approx([a + b for a, b in zip(box, (x, y) * 2, strict=True)], abs=0.01)
            for x, y in by
        )


def test_what_would_be_moved_off_the_paper_is_a_problem() -> None:
    assert composed(LINKS, "trifold", Printer("near", Offsets(x=0.2, y=0.2)))
    with pytest.raises(ContentError) as raised:
        composed(LINKS, "trifold", Printer("far", Offsets(x=0.45)))
    assert {problem.code for problem in raised.value.problems} == {"L04"}
    assert "printer 'far'" in raised.value.problems[0].message


def test_a_printer_that_is_not_off_changes_no_byte() -> None:
    assert composed(LINKS, "trifold", Printer("exact", Offsets())) == composed(
        LINKS, "trifold", None
    )


# The fields of practice.yaml


def practice(folder: Path, printers: Any) -> Brand:
    return read_brand(workspace(folder, {**PRACTICE, "printers": printers}, {"good": GOOD}))[0]


GOOD = {
    "title": "Good",
    "layouts": ["trifold"],
    "sections": [{"heading": "A question?", "body": "An answer."}],
}
DESK = {"name": "front-desk", "x": 0.125, "y": "-0.25", "back_y": ".375"}


def test_what_is_left_out_is_not_off(tmp_path: Path) -> None:
    read = practice(tmp_path, [DESK, {"name": "Lab2"}])
    assert read.printers == (
        Printer("front-desk", Offsets(0.125, -0.25, 0.0, 0.375)),
        Printer("Lab2", Offsets()),
    )
    assert brand().printers == ()


def test_upright_pages_have_numbers_of_their_own(tmp_path: Path) -> None:
    """With upright offsets alone, landscape is not measured. With no offsets, landscape has 0."""
    up = {"x": 0.05, "back_y": "-.1"}
    read = practice(
        tmp_path,
        [
            {**DESK, "upright": up},
            {"name": "two", "upright": up},
            {"name": "three", "y": 0, "upright": {"y": 0}},
        ],
    )
    desk, two, three = read.printers
    assert desk == Printer(
        "front-desk", Offsets(0.125, -0.25, 0.0, 0.375), Offsets(0.05, 0.0, 0.0, -0.1)
    )
    assert two == Printer("two", None, desk.upright)
    assert three == Printer("three", Offsets(), Offsets())


def test_each_kind_of_page_is_moved_by_its_own_numbers() -> None:
    printer = Printer("both", Offsets(x=0.125), Offsets(y=0.125))
    for layout, moves in (("trifold", [(-0.125, 0.0), (0.0, 0.0)]), ("faq-sheet", [(0.0, -0.125)])):
        plain = composed(stock_handout(STOCK_HANDOUTS[0]), layout, None)
        off = composed(stock_handout(STOCK_HANDOUTS[0]), layout, printer)
        assert is_moved(plain, off, moves) == [True] * len(moves)


@pytest.mark.parametrize(
    ("printer", "layout", "words"),
    [
        (
            Printer("one", Offsets(x=0.1)),
            "faq-sheet",
            ("upright pages", "make-pdf calibrate --upright"),
        ),
        (
            Printer("one", None, Offsets(x=0.1)),
            "trifold",
            ("landscape pages", "make-pdf calibrate'"),
        ),
        (Printer("one", Offsets(x=0.1)), "trifold", None),
        (Printer("one", None, Offsets()), "faq-sheet", None),
    ],
)
def test_pages_without_offsets_are_not_moved_and_a_remark_says_so(
    printer: Printer, layout: str, words: tuple[str, str] | None
) -> None:
    result = load_layout(brand().workspace, layout)().compose(
        stock_handout(STOCK_HANDOUTS[0]), brand(), printer=printer
    )
    remarks = [problem for problem in result.remarks if problem.code == "B04"]
    assert len(remarks) == (1 if words else 0)
    if words:
        assert words[0] in remarks[0].message
        assert words[1] in remarks[0].line(spelling=COMMAND_LINE)
        assert remarks[0].place == brand().place
        assert result.data == composed(stock_handout(STOCK_HANDOUTS[0]), layout, None)


@pytest.mark.parametrize(
    ("printers", "code"),
    [
        ([{"name": "a", "x": 0.51}], "F03"),
        ([{"name": "a", "back_y": -0.6}], "F03"),
        ([{"name": "a", "x": "1/16"}], "F03"),
        ([{"name": "a", "x": "nan"}], "F03"),
        ([{"name": "a", "z": 0}], "F01"),
        ([{"x": 0}], "F02"),
        ([{"name": "front desk"}], "F03"),
        ([{"name": "../a"}], "F03"),
        ({"name": "a"}, "F03"),
        ([{"name": "desk"}, {"name": "Desk"}], "F09"),
        ([{"name": "Low-Ink"}], "F09"),
        ([{"name": "a4"}], "F09"),
        ([{"name": "Press"}], "F09"),
        ([{"name": "press-cmyk"}], "F09"),
        ([{"name": "upright"}], "F09"),
        ([{"name": "a", "upright": 0.1}], "F03"),
        ([{"name": "a", "upright": {"x": 0.51}}], "F03"),
        ([{"name": "a", "upright": {"z": 0}}], "F01"),
        ([{"name": "a", "upright": {"name": "b"}}], "F01"),
    ],
)
def test_what_cannot_be_a_printer_is_a_problem_with_its_place(
    printers: Any, code: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as raised:
        practice(tmp_path, printers)
    assert [problem.code for problem in raised.value.problems] == [code]
    assert raised.value.problems[0].hint


@settings(deadline=None, max_examples=200)
@given(
    off=st.one_of(
        st.floats(-0.7, 0.7).map(lambda offset: f"{offset:.4f}"),
        st.floats(-1, 1).map(repr),
        st.text("-+.0123456789eE_/ ", max_size=7),
    )
)
def test_an_offset_is_read_the_same_with_and_without_the_models(off: str) -> None:
    """No offset is more than half an inch."""
    content = {
        **PRACTICE,
        "printers": [{"name": "desk", "x": off, "back_y": off, "upright": {"y": off}}],
    }
    root = read_yaml("made.yaml", json.dumps(content).encode())
    fast = practice_fields(root)
    slow, problems = validate_partly(PracticeFields, root)
    if fast is not None:
        assert not problems
        assert slow is not None
        printer, other = fast.printers[0], slow.printers[0]
        assert (printer.x, printer.y, printer.back_y) == (other.x, other.y, other.back_y)
        assert printer.upright is not None
        assert other.upright is not None
        assert (printer.upright.x, printer.upright.y) == (other.upright.x, other.upright.y)
    if slow is not None and not problems:
        assert abs(slow.printers[0].x or 0) <= 0.5


# On the command line


def build(folder: Path, *more: str) -> int:
    return main(
        ["--workspace", str(folder), "build", "good", "--output", str(folder / "out"), *more]
    )


def test_a_file_is_named_after_its_printer_and_replaces_no_other(tmp_path: Path) -> None:
    practice(tmp_path, [DESK])
    assert build(tmp_path) == build(tmp_path, "--printer", "front-desk") == 0
    assert build(tmp_path, "--printer", "front-desk", "--edition", "low-ink", "--paper", "a4") == 0
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(files) == {
        "good.trifold.pdf",
        "good.trifold.front-desk.pdf",
        "good.trifold.a4.low-ink.front-desk.pdf",
    }
    plain, off = files["good.trifold.pdf"], files["good.trifold.front-desk.pdf"]
    assert is_moved(plain, off, [(-0.125, 0.25), (0, -0.375)]) == [True, True]


def test_an_unknown_printer_is_a_problem_and_nothing_is_composed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, [DESK])
    assert build(tmp_path, "--printer", "frontdesk") == 1
    errors = capsys.readouterr().err
    assert (
        "assets/practice.yaml:1:1: B03 practice.yaml has no printer 'frontdesk'. "
        "Did you mean 'front-desk'?"
    ) in errors
    assert not (tmp_path / "out").exists()
    practice(tmp_path / "none", [])
    assert build(tmp_path / "none", "--printer", "front-desk") == 1
    assert "make-pdf calibrate" in capsys.readouterr().err


def test_a_build_for_a_printer_is_another_build_than_one_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HANDOUT_PRESS_CACHE", str(tmp_path / "cache"))
    practice(tmp_path / "ours", [DESK, {"name": "other"}])
    files = []
    for printer in (None, "front-desk", "other", "front-desk"):
        assert build(tmp_path / "ours", *(["--printer", printer] if printer else [])) == 0
        files.append(capsys.readouterr().out.split()[-1])
    assert [Path(file).name for file in files] == [
        "good.trifold.pdf",
        "good.trifold.front-desk.pdf",
        "good.trifold.other.pdf",
        "good.trifold.front-desk.pdf",
    ]
