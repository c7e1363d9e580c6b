"""Every stock fold, printed, cut and folded in pixels: the top, each opening, and the back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image, ImageOps

from press.content.handout import Handout
from press.paper import FOLDS
from tests.folding.hands import HANDS, Look
from tests.folding.numbers import NUMBERS, Row
from tests.folding.paper import Leaf, Piece, place_of, printed
from tests.folding.stamps import SCALE, Printed
from tests.samples import PRACTICE, STOCK_HANDOUTS, brand, compose, reader, stock_handout, workspace

EACH = [pytest.param(*key, id="-".join(key)) for key in FOLDS]
BY_LENGTH = sorted(STOCK_HANDOUTS, key=lambda name: stock_handout(name).words)
MIDDLE = 60  # pixels: what stands nearer side by side is one column


@pytest.mark.parametrize(("layout", "paper"), EACH)
def test_the_table_of_folds_has_the_numbers_of_the_sources(layout: str, paper: str) -> None:
    fold, row = FOLDS[layout, paper], NUMBERS[layout, paper]
    assert [row.unit * length for length in row.sheet] == pytest.approx(list(fold.sheet), abs=0.5)
    for side, (widths, expected) in enumerate(
        ((fold.outside, row.outside), (fold.inside, row.inside))
    ):
        assert [row.unit * width for width in expected] == pytest.approx(list(widths), abs=0.5)
        assert sum(widths) == pytest.approx(fold.sheet.width, abs=0.01)
        assert row.lines(side) == pytest.approx(list(fold.lines(side)), abs=0.5)
    assert (fold.outside_panels, fold.inside_panels) == (row.outside_panels, row.inside_panels)
    assert fold.back == row.closed_back
    assert fold.flip == "short"


@pytest.mark.parametrize(("layout", "paper"), EACH)
def test_a_fold_is_one_line_of_the_paper_seen_from_two_sides(layout: str, paper: str) -> None:
    """From the other side a line is as far from the right edge: another number if panels differ."""
    fold = FOLDS[layout, paper]
    outside, inside = fold.lines(0), fold.lines(1)
    assert [fold.sheet.width - line for line in reversed(inside)] == pytest.approx(list(outside))
    assert (outside == pytest.approx(inside)) == (layout != "trifold")


def test_every_fold_is_judged() -> None:
    assert set(NUMBERS) == set(FOLDS)
    assert {layout for layout, _ in FOLDS} == set(HANDS)
    assert len(EACH) >= 11


class Folded(NamedTuple):
    """A composed handout in the hand: the sheet, its folds from inside in pixels, its marks."""

    layout: str
    sheet: Piece
    lines: list[float]
    marks: dict[str, Image.Image]
    headings: list[str]  # those of the marks that text runs on through


def marked(pages: Printed, what: Handout, layout: str) -> tuple[dict[str, Image.Image], list[str]]:
    """The marks of a brochure of a practice with this tagline and address, and its headings."""
    sections = [one.heading.text for one in what.sections if layout != "trifold" or not one.panels]
    said = {
        "title": what.title.text,
        "tagline": "Care for your back",
        "address": "12 Quay Street",
        "short answer": "The short answer",
        **{f"section {number}": text for number, text in enumerate(sections)},
    }
    marks = {name: pages.stamp(text) for name, text in said.items()}
    headings = [name for name in marks if name.startswith("section")]
    marks |= {"first": marks[headings[0]], "last": marks[headings[-1]]}
    return marks, headings


def printed_and_marked(
    what: Handout, layout: str, paper: str, folder: Path, row: Row | None = None
) -> Folded:
    """The sheet as a printer makes it that does as the file says."""
    whose = brand(workspace(folder, {**PRACTICE, "paper": paper, "tagline": "Care for your back"}))
    data = compose(what, layout, whose).data
    wish = str(reader(data).root_object["/ViewerPreferences"]["/Duplex"])  # type: ignore[index]
    pages = Printed(data)
    front, back = pages.pages
    marks, headings = marked(pages, what, layout)
    flip = {"/DuplexFlipShortEdge": "short", "/DuplexFlipLongEdge": "long"}[wish]
    lines = [line * SCALE for line in (row or NUMBERS[layout, paper]).lines(1)]
    return Folded(layout, printed(front, back, flip), lines, marks, headings)


def check(one: Folded) -> list[Look]:
    """Fold it and look: every mark is where it belongs and upright, and headings are in order."""
    flat = one.sheet.turned().creased(one.lines)
    looks, read = list(HANDS[one.layout](flat, one.lines)), []
    for look in looks:
        for mark in look.shows:
            assert place_of(one.marks[mark], look.view), f"{look.when}: {mark} is not seen upright"
        for mark in look.hides:
            assert not place_of(one.marks[mark], look.view), f"{look.when}: {mark} is seen"
        if look.reads:
            read += reading_order(one, look.view)
    assert read == one.headings, f"read in this order: {read}"
    return looks


def reading_order(one: Folded, view: Image.Image) -> list[str]:
    """The headings in a view, column by column from the left, each from its head."""
    places = {name: place for name in one.headings if (place := place_of(one.marks[name], view))}
    columns: list[int] = []
    for left, _ in sorted(places.values()):
        if not columns or left - columns[-1] > MIDDLE:
            columns.append(left)

    def at(name: str) -> tuple[int, int]:
        left, top = places[name]
        return max(column for column in columns if column <= left), top

    return sorted(places, key=at)


@pytest.mark.parametrize("name", [BY_LENGTH[0], BY_LENGTH[-1]])
@pytest.mark.parametrize(("layout", "paper"), EACH)
def test_folded_by_hand_each_panel_is_where_it_is_looked_for(
    layout: str, paper: str, name: str, tmp_path: Path
) -> None:
    one = printed_and_marked(stock_handout(name), layout, paper, tmp_path)
    looks = check(one)
    assert len(looks) >= 3
    assert len(one.headings) >= 4
    assert len({look.view.tobytes() for look in looks}) == len(looks)
    assert looks[0].view.width == looks[-1].view.width < one.sheet.seen().width * 0.6


def test_the_title_is_on_one_flap_of_the_gate_and_the_practice_on_the_other(tmp_path: Path) -> None:
    one = printed_and_marked(stock_handout(BY_LENGTH[0]), "gatefold", "letter", tmp_path)
    closed = check(one)[0].view
    (title, _), (tagline, _) = (
        place_of(one.marks[mark], closed) or (0, 0) for mark in ("title", "tagline")
    )
    assert title + one.marks["title"].width < closed.width / 2 < tagline


def other_edge(one: Folded) -> Folded:
    """Printed by a printer that turned the sheet over its long edge."""
    front = one.sheet.seen()
    (leaf,) = one.sheet.leaves
    return one._replace(sheet=printed(front, ImageOps.mirror(leaf.under), "long"))


def upside_down(one: Folded) -> Folded:
    (leaf,) = one.sheet.leaves
    return one._replace(sheet=Piece((Leaf(0, leaf.top.rotate(180), leaf.under.rotate(180)),)))


def sides_swapped(one: Folded) -> Folded:
    return one._replace(sheet=one.sheet.turned())


def mirrored(one: Folded) -> Folded:
    (leaf,) = one.sheet.leaves
    return one._replace(
        sheet=Piece((Leaf(0, ImageOps.mirror(leaf.top), ImageOps.mirror(leaf.under)),))
    )


def panels_swapped(one: Folded) -> Folded:
    """The two panels at the right of the outside change places, as by a slip in the table."""
    (leaf,) = one.sheet.leaves
    top, cut = leaf.top.copy(), round(leaf.top.width - one.lines[0])
    width = min(leaf.top.width - cut, cut)
    right, next_to_it = (
        leaf.top.crop((cut, 0, cut + width, top.height)),
        leaf.top.crop((cut - width, 0, cut, top.height)),
    )
    top.paste(right, (cut - width, 0))
    top.paste(next_to_it, (cut, 0))
    return one._replace(sheet=Piece((leaf._replace(top=top),)))


@pytest.mark.parametrize(
    "wrong", [other_edge, upside_down, sides_swapped, mirrored, panels_swapped]
)
@pytest.mark.parametrize("layout", HANDS)
def test_a_sheet_printed_wrong_is_noticed(layout: str, wrong: object, tmp_path: Path) -> None:
    right = printed_and_marked(stock_handout(BY_LENGTH[0]), layout, "letter", tmp_path)
    check(right)
    with pytest.raises(AssertionError, match=r"is not seen upright|is seen"):
        check(wrong(right))  # type: ignore[operator]


@pytest.mark.parametrize(("layout", "hand"), [("trifold", "zfold"), ("zfold", "trifold")])
def test_a_sheet_folded_the_wrong_way_is_noticed(layout: str, hand: str, tmp_path: Path) -> None:
    one = printed_and_marked(stock_handout(BY_LENGTH[0]), layout, "letter", tmp_path)
    with pytest.raises(AssertionError):
        check(one._replace(layout=hand))


@pytest.mark.parametrize("paper", ["letter", "legal", "a4"])
def test_a_brochure_folded_in_thirds_or_where_its_other_side_is_folded_is_noticed(
    paper: str, tmp_path: Path
) -> None:
    row = NUMBERS["trifold", paper]
    for inside in ((row.sheet[0] / 3,) * 3, row.outside):
        one = printed_and_marked(
            stock_handout(BY_LENGTH[0]), "trifold", paper, tmp_path, row._replace(inside=inside)
        )
        with pytest.raises(AssertionError, match="the panel that is tucked in reaches the fold"):
            check(one)


@pytest.mark.parametrize(
    ("layout", "slip"),
    [
        ("trifold", {"outside_panels": (6, 5, 1)}),
        ("trifold", {"outside_panels": (1, 6, 5)}),
        ("trifold", {"inside_panels": (4, 3, 2)}),
        ("zfold", {"inside_panels": (3, 2, 4)}),
        ("zfold", {"outside_panels": (6, 5, 1)}),
        ("bifold", {"outside_panels": (1, 4)}),
        ("bifold", {"inside_panels": (3, 2)}),
        ("gatefold", {"outside_panels": (1, 6, 2)}),
        ("gatefold", {"inside_panels": (5, 4, 3)}),
    ],
)
def test_a_slip_in_the_table_is_noticed(
    layout: str, slip: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FOLDS, (layout, "letter"), FOLDS[layout, "letter"]._replace(**slip))
    one = printed_and_marked(stock_handout(BY_LENGTH[0]), layout, "letter", tmp_path)
    with pytest.raises(AssertionError):
        check(one)
