"""A page laid over another: the lower keeps its stream, the upper is complete, and IDs differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageChops

from press.pdf.file import read_objects
from press.print_files.assemble import Assembly
from press.print_files.component import Component, read_component, turned_pages
from press.print_files.overlay import overlay
from press.print_files.pieces import Leaf, Piece
from press.proof.check_files import check
from tests.mail.pieces import (
    ABOUT,
    assembled_alone,
    brochure,
    differs,
    is_content,
    letter,
    marks,
    shown,
)
from tests.samples import EVERYTHING, compose, reader, stock_handout, text_of
from tests.tagged.read_back import read_aloud

TITLE = "/MCID 4 BDC (/F1+0 9 Tf) 12 0 R"  # text that must not be parsed as operators
ABOVE = letter(
    "[Write](mailto:desk@example.com) or [see](https://www.example.com/MCID/3).", TITLE, "en-GB"
)
BELOW = letter(EVERYTHING["links"])


def laid(times: int = 1) -> Component:
    made = read_component(BELOW)
    for _ in range(times):
        made = overlay(made, 0, read_component(ABOVE))
    return made


def test_both_pages_are_visible() -> None:
    made, below, above = shown(assembled_alone(laid()), 0), shown(BELOW, 0), shown(ABOVE, 0)
    assert differs(made, below)
    assert differs(made, above)
    # Where there is less ink than in either page.
    lost = ImageChops.subtract(made, ImageChops.darker(below, above))
    # Only text under the coloured areas of the upper page is lost.
    fields = sum(lost.convert("L").histogram()[60:])
    assert fields < 0.002 * made.width * made.height


def test_both_pages_are_read_one_after_the_other() -> None:
    assert read_aloud(assembled_alone(laid())) == read_aloud(BELOW) + read_aloud(ABOVE)
    assert read_aloud(assembled_alone(laid(3))) == read_aloud(BELOW) + 3 * read_aloud(ABOVE)
    assert ("H1", TITLE) in read_aloud(ABOVE)


def test_overlays_on_letters_pass_the_checks(tmp_path: Path) -> None:
    base = read_component(brochure())
    made = Assembly(ABOUT, "long", marks())
    for number, times in enumerate((0, 1, 2), 1):
        made.add(
            Piece(number, "A letter", (Leaf(laid(times)), Leaf(base, turned_pages(base, "long"))))
        )
    data = made.finish().data
    (tmp_path / "made.pdf").write_bytes(data)
    (checked,) = check([str(tmp_path / "made.pdf")])
    assert checked.problems == ()
    assert checked.readable
    links = [
        [note.get_object()["/A"]["/URI"] for note in page.get("/Annots", ())]
        for page in reader(data).pages
    ]
    assert [len(page) for page in links] == [4, 0, 0, 0, 6, 0, 0, 0, 8, 0, 0, 0]


def test_any_page_may_be_laid_over(tmp_path: Path) -> None:
    long = brochure(layout="instructions")
    made = overlay(read_component(long), 1, read_component(ABOVE))
    assert len(made.pages) == 3
    data = assembled_alone(made)
    (tmp_path / "made.pdf").write_bytes(data)
    assert check([str(tmp_path / "made.pdf")])[0].problems == ()
    assert read_aloud(data) == read_aloud(long) + read_aloud(ABOVE)
    assert [bool(differs(shown(data, at), shown(long, at))) for at in range(3)] == [
        False,
        True,
        False,
    ]


def test_the_lower_page_keeps_its_stream() -> None:
    made = Assembly(ABOUT, None)
    for number, one in enumerate((laid(0), laid(1), laid(2)), 1):
        made.add(Piece(number, "A letter", (Leaf(one),)))
    data = made.finish().data
    (page,) = (one for one in read_objects(BELOW).values() if is_content(one))
    assert list(read_objects(data).values()).count(page) == 1
    # The upper page has other MCIDs where it is laid over twice.
    assert sum(map(is_content, read_objects(data).values())) == 3
    assert text_of(data).count(TITLE) == 3


def test_another_size_or_several_pages_are_refused() -> None:
    with pytest.raises(ValueError, match="one page of its size"):
        overlay(read_component(brochure()), 0, read_component(ABOVE))
    with pytest.raises(ValueError, match="one page of its size"):
        overlay(
            read_component(brochure()),
            0,
            read_component(compose(stock_handout("failed-back-surgery"), "zfold").data),
        )
