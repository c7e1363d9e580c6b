"""The flat layouts with short and long text: sheets, half sheets, instructions and cards."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from press.brand.brand import SAMPLE_NAME
from press.content.handout import Handout
from press.layout import CARD, EDGE, load_layout
from press.paper import SHEETS
from tests.samples import (
    PRACTICE,
    STOCK_HANDOUTS,
    STOCK_LAYOUTS,
    brand,
    compose,
    handout,
    pictures,
    squeezed,
    stock,
    stock_handout,
    text_of,
    workspace,
)

WORDS = "so many words that are there to be read by somebody who waits "  # thirteen
SOURCES = [{"title": "What is known", "publisher": "A college"}, {"title": "More of it"}]
SCALE = 4  # pixels a point


def of(*counts: int) -> Handout:
    """Sections of so many words, and sources."""
    return handout(*(WORDS * (count // 13) for count in counts), summary="Short.", sources=SOURCES)


def pages_of(data: bytes) -> list[str]:
    return [
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(data)
    ]


@pytest.mark.parametrize("layout", [one for one in STOCK_LAYOUTS if one != "faq-sheet"])
def test_a_build_says_how_full_it_is(layout: str) -> None:
    full = compose(stock_handout("failed-back-surgery"), layout).full
    assert full
    assert all(name and 0 < share <= 1.0 for name, share in full)


@pytest.mark.parametrize("layout", ["booklet", "instructions"])
def test_a_page_among_many_is_as_full_as_it_comes_to_be(layout: str) -> None:
    made = [
        compose(handout("few words"), layout),
        *(compose(of(260, 260, words), layout) for words in (13, 78, 143, 208)),
    ]
    assert min(share for one in made for _, share in one.full) < 0.6
    assert "L10" not in {remark.code for one in made for remark in one.remarks}


# Sheets


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_a_sheets_front_is_filled_before_its_back_and_the_rest_is_to_write_on(name: str) -> None:
    made = compose(stock_handout(name), "sheet")
    front, back = pages_of(made.data)
    assert max(dict(made.full)[side] for side in ("front left", "front right")) > 0.8
    assert "Please turn over" in front
    assert "My questions" in back
    assert "L10" not in {remark.code for remark in made.remarks}
    headings = [section.heading.text for section in stock_handout(name).sections]
    assert [one for one in headings if one in front] + [
        one for one in headings if one in back
    ] == headings
    assert headings[-1] in back


def test_a_text_that_one_side_holds_stays_on_it_with_whom_to_call() -> None:
    made = compose(of(60, 60, 60), "sheet")
    front, back = pages_of(made.data)
    assert made.body_size == 14
    assert "757-496-2050" in front
    assert "Please turn over" not in front
    assert back.startswith("My questions")
    assert "What is known" in back


def test_a_sheet_that_is_full_runs_on_over_both_sides() -> None:
    made = compose(handout(*[WORDS * 24] * 3), "sheet")
    assert min(share for _, share in made.full) > 0.6
    assert "My questions" not in text_of(made.data)


@pytest.mark.parametrize("layout", ["sheet", "instructions", "half-sheet", "bifold", "booklet"])
def test_the_sources_are_on_paper(layout: str) -> None:
    made = compose(of(90, 90, 80), layout)
    text = text_of(made.data)
    copies = 2 if layout == "half-sheet" else 1
    assert text.count("Where the facts are from") == text.count("More of it") == copies
    assert "Where the facts are from" not in text_of(compose(handout("few words"), layout).data)


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_instructions_name_their_sources_and_take_no_page_for_them_alone(name: str) -> None:
    what = stock_handout(name)
    pages = pages_of(compose(what, "instructions").data)
    text = squeezed("".join(pages))
    assert what.sources
    assert all(squeezed(source.title) in text for source in what.sources)
    assert len(pages) <= 3


def test_instructions_are_as_large_as_the_practice_wants(tmp_path: Path) -> None:
    assert compose(of(40), "instructions").body_size == 14
    for largest in (13, 16):
        whose = brand(workspace(tmp_path / str(largest), {**PRACTICE, "largest_body": largest}))
        assert compose(of(40), "instructions", whose).body_size == largest


# Cards


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_a_card_can_be_read_and_says_its_warning_once(name: str) -> None:
    made = compose(stock_handout(name), "wallet-card")
    front, back = pages_of(made.data)
    assert made.body_size >= 10
    assert front.count("757-496-2050") == 10
    assert back.count("When is it an emergency?") == 10
    assert "Warning" not in back


def test_a_section_that_is_no_warning_has_no_border_on_a_card() -> None:
    sections = [{"heading": "Your stimulator", "body": "It is of this make.", "panel": "card"}]
    box = "> [!WARNING]\n> Call us.\n\nOr come."
    for body, bordered in ((sections[0]["body"], False), (box, True)):
        made = compose(handout("-", sections=[{**sections[0], "body": body}]), "wallet-card")
        back, face = (
            pictures(made.data, SCALE)[1],
            load_layout(stock(), "wallet-card").faces([], "letter")[1],
        )
        middle = back.height - round((face.y + face.height / 2) * SCALE)
        line = back.crop((round(face.x * SCALE), middle, round((face.x + 10) * SCALE), middle + 1))
        assert ((0xB2, 0x3C, 0x17) in line.get_flattened_data()) is bordered
        assert "It is of this make." in text_of(made.data) or "Or come." in text_of(made.data)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_cut_is_marked_where_a_printer_reaches(paper: str, tmp_path: Path) -> None:
    """A cross is at each corner of the cards, and a line at each end of a cut if it has room."""
    sheet = SHEETS[paper]
    left, foot = (sheet.width - 2 * CARD.width) / 2, (sheet.height - 5 * CARD.height) / 2
    roomy = foot > 2 * EDGE
    assert roomy is (paper == "a4")
    whose = brand(workspace(tmp_path, {**PRACTICE, "paper": paper}))
    for page in pictures(
        compose(stock_handout("failed-back-surgery"), "wallet-card", whose).data, SCALE
    ):
        grey = page.convert("L")

        def dark(x: float, y: float, grey=grey) -> bool:  # type: ignore[no-untyped-def]
            at = round(x * SCALE), round(grey.height - y * SCALE)
            return bool(
                grey.crop((at[0] - 2, at[1] - 2, at[0] + 3, at[1] + 3)).getextrema()[0] < 140
            )

        for y in (foot + row * CARD.height for row in (range(6) if roomy else range(1, 5))):
            assert dark(left - 9, y)
            assert dark(sheet.width - left + 9, y)
            for x in (left + column * CARD.width for column in range(3)):
                assert dark(x, y)
                assert not roomy or (dark(x, foot - 9) and dark(x, sheet.height - foot + 9))
                assert not dark(x + 8, foot - 9)
        reached = grey.crop((0, 0, round(EDGE * SCALE) - 1, grey.height))
        assert reached.getextrema() == (255, 255)


def test_a_card_that_names_nothing_for_itself_shows_all_as_far_as_there_is_room() -> None:
    text = text_of(compose(handout("Just this.", summary="Short."), "wallet-card").data)
    assert text.count("Question 1?") == text.count("Just this.") == 10
    assert "Short." not in text


def test_there_is_room_for_a_card_of_the_sample_practice(tmp_path: Path) -> None:
    whose = brand(workspace(tmp_path, {**PRACTICE, "name": SAMPLE_NAME}))
    assert compose(stock_handout("failed-back-surgery"), "wallet-card", whose).body_size >= 10


def test_a_card_is_read_in_the_hand_so_its_size_is_its_own() -> None:
    assert min(load_layout(stock(), "wallet-card").sizes) == 10
