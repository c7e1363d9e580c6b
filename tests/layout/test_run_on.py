"""Text that runs on: any columns are filled in order, and those of the last page are repeated."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.content.handout import Handout
from press.layout import Arrangement, Column, Flow, Page, load_layout, run_on
from press.layout.write_checked import write_checked
from press.problems import ContentError
from press.typeset.story import Story
from tests.samples import brand, compose, handout, stock, workspace

SCALE = load_layout(stock(), "faq-sheet").scale
UNIT = 7.5  # points: half a line

# The columns of each page, as x, bottom, width and height in points. The last page is repeated.
Pages = list[list[tuple[float, float, float, float]]]
ARRANGEMENTS: dict[str, Pages] = {
    "one column": [[(40, 60, 500, 660)]],
    "two columns": [[(40, 60, 250, 660), (310, 60, 250, 660)]],
    "three columns": [[(30, 60, 175, 660), (218, 60, 175, 660), (406, 60, 175, 660)]],
    "the second is lower": [[(40, 60, 250, 660), (310, 60, 250, 200)]],
    "the first is lower": [[(40, 60, 250, 150), (310, 60, 250, 660)]],
    "a first page of its own": [
        [(40, 60, 250, 300), (310, 60, 250, 300)],
        [(40, 60, 250, 660), (310, 60, 250, 660)],
    ],
    "a first page that is higher than all others": [
        [(40, 60, 250, 660)],
        [(40, 60, 250, 200), (310, 60, 250, 180)],
    ],
    "one wide column, then two narrow ones": [
        [(40, 60, 520, 300)],
        [(40, 60, 250, 660), (310, 60, 250, 660)],
    ],
    "three pages, each of its own": [
        [(40, 60, 250, 300), (310, 60, 250, 300)],
        [(40, 60, 520, 400)],
        [(30, 60, 175, 500), (218, 60, 175, 660), (406, 60, 175, 400)],
    ],
    "one that holds nothing": [[(40, 60, 250, 5), (310, 60, 250, 400)]],
}


def columns_of(pages: Pages) -> list[Column]:
    return [Column(number, *column) for number, page in enumerate(pages) for column in page]


def in_turn(pages: Pages) -> Iterator[Column]:
    """The columns in the order in which they have to be filled, without end."""
    yield from columns_of(pages)
    for number in itertools.count(len(pages)):
        yield from (Column(number, *column) for column in pages[-1])


def numbered(paragraphs: int, words: int) -> Handout:
    """A handout whose words are counted through: w1 w2 w3."""
    number = itertools.count(1)
    texts = (" ".join(f"w{next(number)}" for _ in range(words)) for _ in range(paragraphs))
    return handout("\n\n".join(texts))


def flow_of(what: Handout, pages: Pages) -> Flow:
    story = Story(what, brand(), SCALE, 12)
    return run_on(story.passages(), columns_of(pages), UNIT, endless=True)


def check(flow: Flow, pages: Pages, words: int) -> None:
    """All words are there in order, in columns begun one after the other, and none left early."""
    assert flow.fits
    assert flow.columns == list(itertools.islice(in_turn(pages), len(flow.columns)))
    assert flow.pages == flow.columns[-1].page + 1
    assert len(flow.filled) == len(flow.columns)
    shown: list[str] = []
    left = iter(flow.placements)
    placement = next(left, None)
    for column in flow.columns:
        top = column.bottom + column.height
        while placement and (placement.page, placement.x) == (column.page, column.x):
            assert placement.y >= column.bottom - 0.02
            assert placement.y + placement.height <= top + 0.02
            top = placement.y
            for paragraph in placement.flowable.paragraphs:
                shown += paragraph.plain_text.split()
            placement = next(left, None)
    assert placement is None
    assert shown[2:] == [f"w{number}" for number in range(1, words + 1)]  # after "Question 1?"
    for column, share in list(zip(flow.columns, flow.filled, strict=True))[:-1]:
        assert column.height * (1 - share) <= 5 * 15 or column.height < 80, (column, share)


@pytest.mark.parametrize("name", ARRANGEMENTS)
@pytest.mark.parametrize("paragraphs", [1, 12])
def test_columns_are_filled_in_order_on_as_many_pages_as_needed(name: str, paragraphs: int) -> None:
    pages = ARRANGEMENTS[name]
    flow = flow_of(numbered(paragraphs, 3000 // paragraphs), pages)
    assert flow.pages > len(pages)
    check(flow, pages, 3000)


COLUMNS = st.tuples(
    st.floats(0, 400), st.floats(20, 90), st.floats(140, 560), st.floats(90, 700)
).map(lambda column: tuple(round(number, 1) for number in column))


@settings(max_examples=40, deadline=None)
@given(
    pages=st.lists(st.lists(COLUMNS, min_size=1, max_size=3), min_size=1, max_size=3),
    paragraphs=st.integers(1, 8),
    words=st.integers(5, 250),
)
def test_any_columns_are_filled_in_order(pages: Pages, paragraphs: int, words: int) -> None:
    for page in pages:  # columns beside one another are not at the same x
        page[:] = [(index * 700 + x, *others) for index, (x, *others) in enumerate(page)]  # type: ignore[misc]
    check(flow_of(numbered(paragraphs, words), pages), pages, paragraphs * words)


def test_without_end_the_columns_given_are_all() -> None:
    pages = ARRANGEMENTS["two columns"]
    story = Story(numbered(1, 3000), brand(), SCALE, 12)
    flow = run_on(story.passages(), columns_of(pages), UNIT)
    assert not flow.fits
    assert flow.columns == columns_of(pages)
    assert flow.words_left > 1000


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_what_no_column_holds_is_not_looked_for_without_end(name: str) -> None:
    """A picture on columns of 40 points, after a first page that holds more."""
    pages: Pages = [*ARRANGEMENTS[name], [(40, 60, 200, 40), (310, 60, 200, 30)]]
    what = handout("word " * 3000 + "\n\n![The spine from the side](spine.svg)")
    flow = flow_of(what, pages)
    assert not flow.fits
    assert [passage.section.heading.text for passage, _ in flow.rest] == ["Question 1?"]


def test_a_picture_that_no_page_holds_is_not_called_words(tmp_path: Path) -> None:
    what = handout("word\n\n![The spine from the side](spine.svg)")
    story = Story(what, brand(), SCALE, 12)
    flow = run_on(story.passages(), [Column(0, 40, 60, 200, 70)], UNIT, endless=True)
    arrangement = Arrangement(12, [Page(612, 792)], [flow])
    with pytest.raises(ContentError) as caught:
        write_checked(story, arrangement, "letter", what.place)
    assert [problem.code for problem in caught.value.problems] == ["L01"]
    assert caught.value.problems[0].message.startswith("A picture or table too much")


def test_a_box_that_a_higher_page_would_have_held_is_torn_on_the_lower_ones() -> None:
    pages: Pages = [[(40, 60, 250, 660)], [(40, 60, 250, 200), (310, 60, 250, 200)]]
    box = "\n".join(f"> - w{number} " + "word " * 12 for number in range(1, 16))
    flow = flow_of(handout("word " * 500 + f"\n\n> [!NOTE]\n{box}"), pages)
    assert flow.fits
    text = " ".join(
        paragraph.plain_text for one in flow.placements for paragraph in one.flowable.paragraphs
    )
    found = [word for word in text.split() if word.startswith("w") and word[1:].isdigit()]
    assert found == [f"w{number}" for number in range(1, 16)]


# As somebody would write it who knows the contract alone.
LAYOUT = """
from press.layout import SHEETS, Arrangement, Column, Layout, Page, Stack, run_on, stock

PAGES = {pages}


class Ours(Layout):
    scale = stock("faq-sheet").scale

    def arrange(self, story):
        sheet = SHEETS[story.brand.paper]
        columns = [Column(n, *column) for n, page in enumerate(PAGES) for column in page]
        flow = run_on(story.passages(), columns, story.styles.leading / 2, endless=True)
        pages = [Page(*sheet, number=number) for number in range(flow.pages)]
        pages[0].put(story.title(500, 2), 40, 780, 500)
        for page in pages:
            page.take(flow)
            last = page is pages[-1]
            foot = Stack([*story.notices(), story.form_line(page.number + 1, len(pages))])
            page.put(foot, 40, 50, 500, furniture=not last)
        return Arrangement(story.styles.body_size, pages, [flow], runs_on=True)
"""


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_a_first_layout_of_any_columns_is_read_in_order_and_says_draft_on_each_page(
    name: str, tmp_path: Path
) -> None:
    pages = ARRANGEMENTS[name]
    ours = workspace(tmp_path)
    text = LAYOUT.format(pages=pages)
    (tmp_path / "layouts" / "ours.py").write_text(text, encoding="utf-8")
    data = compose(numbered(6, 400), "ours", brand(ours)).data
    printed: list[str] = []
    document = pypdfium2.PdfDocument(data)
    for column in in_turn(pages):
        if column.page >= len(document):
            break
        words = document[column.page].get_textpage()
        box = (column.x - 1, column.bottom, column.x + column.width, column.bottom + column.height)
        printed += words.get_text_bounded(*box).split()
        assert "Draft" in words.get_text_bounded(40, 0, 540, 52)
    assert [word for word in printed if word.startswith("w")] == [
        f"w{number}" for number in range(1, 2401)
    ]
