"""Text in its columns, measured in the PDF, for generated contents in every layout.

Every word of such a content is unique: ``h2`` begins the heading of the section number 2, from 0.
``n2a0m1u7`` is its block 0, part 1, word 7.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.content.handout import filled, parse_handout
from press.layout import load_layout
from press.problems import ContentError
from press.typeset.story import Story
from press.typeset.text.paragraph import TaggedParagraph
from tests.samples import WHOLE_LAYOUTS, brand, compose, handout, stock

ENDLESS = ("booklet", "instructions")
FIXED = [layout for layout in WHOLE_LAYOUTS if layout not in ENDLESS]


class Word(NamedTuple):
    """A word on a page, from 0, and its lower-left corner, in points."""

    text: str
    page: int
    x: float
    y: float


def words_of(data: bytes) -> list[Word]:
    """Return each word of a PDF at its first place."""
    words: dict[str, Word] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        text = page.get_textpage()
        whole = text.get_text_range()
        assert len(whole) == text.count_chars()
        for match in re.finditer(r"\S+", whole):
            left, foot, *_ = text.get_charbox(match.start())
            words.setdefault(match.group(), Word(match.group(), number, left, foot))
    return list(words.values())


def made_up(number: int, blocks: list[tuple[str, list[int]]]) -> dict[str, str]:
    """Return a section; ``blocks`` has the kind of each and the word counts of its parts."""
    parts = []
    for index, (kind, counts) in enumerate(blocks):
        texts = [
            " ".join(f"n{number}a{index}m{part}u{word}" for word in range(count))
            for part, count in enumerate(counts)
        ]
        if kind == "list":
            parts.append("\n".join(f"- {text}" for text in texts))
        elif kind == "table":
            rows = [f"| {text} | x |" for text in texts]
            parts.append("\n".join([rows[0], "|---|---|", *rows[1:]]))
        else:
            parts.extend(texts[:1])
    return {"heading": f"h{number} " + "more " * (number % 4), "body": "\n\n".join(parts)}


BLOCKS = st.lists(
    st.one_of(
        st.tuples(st.just("text"), st.lists(st.integers(4, 70), min_size=1, max_size=1)),
        st.tuples(st.just("list"), st.lists(st.integers(2, 14), min_size=2, max_size=8)),
        st.tuples(st.just("table"), st.lists(st.integers(1, 5), min_size=2, max_size=4)),
    ),
    min_size=1,
    max_size=3,
)
CONTENTS = st.lists(BLOCKS, min_size=2, max_size=6)
MADE_UP = settings(
    max_examples=14,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


class Composition:
    """A composed content in a layout: its words, and the lines of each part by column."""

    def __init__(
        self, layout: str, contents: list[list[tuple[str, list[int]]]], columns: list[float]
    ) -> None:
        sections = [made_up(number, blocks) for number, blocks in enumerate(contents)]
        what = filled(
            parse_handout("made.yaml", json.dumps({"title": "T", "sections": sections}).encode()),
            brand().values,
        )
        composed = compose(what, layout)
        self.size = composed.body_size
        self.words = words_of(composed.data)
        self.by_name = {word.text: word for word in self.words}
        self.columns = columns
        self.contents = contents

    def lines(self, prefix: str) -> dict[tuple[int, int], set[float]]:
        """Return the y of the lines of all words with a prefix, by page and column.

        A line belongs to the column of its first word: some layouts set a section across columns.
        """
        by_column: dict[tuple[int, int], set[float]] = defaultdict(set)
        line, column = (-1, 0.0), 0
        for word in self.words:
            if word.text.startswith(prefix):
                if line != (word.page, round(word.y, 0)):
                    line, column = (word.page, round(word.y, 0)), self._column(word)
                by_column[word.page, column].add(line[1])
        return by_column

    def _column(self, word: Word) -> int:
        return sum(start <= word.x + 2 for start in self.columns)


def column_edges(layout: str) -> list[float]:
    """Return the left edges of a layout's columns, in points, from the text of many sections."""
    layout_class = load_layout(stock(), layout)
    setting = layout_class().arrange(
        Story(handout(*["word " * 70] * 6), brand(), layout_class.scale, 12.0)
    )
    edges = {
        round(placement.x, 1)
        for page in setting.pages
        for placement in page.placements
        if isinstance(placement.flowable, TaggedParagraph)
        and placement.flowable.style.name in ("body", "heading")
    }
    return sorted(edges)


def each(layout: str, check: Callable[[Composition], None]) -> None:
    """Check many contents, at least four of which must fit."""
    fitted = []
    edges = column_edges(layout)
    assert len(edges) >= (1 if layout == "instructions" else 2)

    @MADE_UP
    @given(CONTENTS)
    def run(contents: list[list[tuple[str, list[int]]]]) -> None:
        try:
            composition = Composition(layout, contents, edges)
        except ContentError:
            return
        fitted.append(composition)
        check(composition)

    run()
    assert len(fitted) >= 4


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_no_line_is_alone_and_each_heading_keeps_two_lines_of_its_text(layout: str) -> None:
    checked = [0, 0]

    def check(composition: Composition) -> None:
        for number, blocks in enumerate(composition.contents):
            for index, (kind, _) in enumerate(blocks):
                parts = composition.lines(f"n{number}a{index}m0u") if kind == "text" else {}
                if len(parts) > 1:
                    checked[0] += 1
                    assert min(map(len, parts.values())) >= 2, (number, index)
            ((place, _),) = composition.lines(f"h{number}").items()
            below = composition.lines(f"n{number}a")
            checked[1] += 1
            assert len(below.get(place, ())) >= min(2, sum(map(len, below.values()))), number

    each(layout, check)
    assert checked[1] > 10


@pytest.mark.parametrize("layout", FIXED)
def test_no_item_and_no_row_is_torn(layout: str) -> None:
    checked = [0]

    def check(composition: Composition) -> None:
        for number, blocks in enumerate(composition.contents):
            for index, (kind, counts) in enumerate(blocks):
                for part in range(len(counts)) if kind != "text" else ():
                    checked[0] += 1
                    lines = composition.lines(f"n{number}a{index}m{part}u")
                    assert len(lines) == 1, (number, index, part)

    each(layout, check)
    assert checked[0] > 20


@pytest.mark.parametrize("layout", FIXED)
def test_neighbouring_columns_share_one_baseline_grid(layout: str) -> None:
    layout_class = load_layout(stock(), layout)
    checked = [0]

    def check(composition: Composition) -> None:
        # A half sheet has one column: no line has a neighbour beside it.
        lines_of_grid = 2 if layout == "half-sheet" else 1
        unit = composition.size / 12 * layout_class.scale["body"].leading / lines_of_grid
        tight = {rows["body"].leading for rows in layout_class.tight if "body" in rows}
        by_page: dict[int, list[float]] = defaultdict(list)
        for number, blocks in enumerate(composition.contents):
            for index, (kind, counts) in enumerate(blocks):
                parts = len(counts) if kind == "list" else kind == "text"
                for part in range(parts):
                    word = composition.by_name[f"n{number}a{index}m{part}u0"]
                    by_page[word.page].append(word.y)
        for lines in by_page.values():
            for line in lines[1:]:
                steps = (lines[0] - line) / unit
                checked[0] += 1
                off = abs(steps - round(steps)) * unit
                units = [leading * composition.size / 12 / lines_of_grid for leading in tight]
                near = any(_off(lines[0] - line, other) < 0.5 for other in units)
                assert off < 0.5 or near, (
                    lines[0],
                    line,
                    unit,
                )

    each(layout, check)
    assert checked[0] > 5


def _off(distance: float, unit: float) -> float:
    return abs(distance / unit - round(distance / unit)) * unit


@pytest.mark.parametrize("layout", [*WHOLE_LAYOUTS, "wallet-card"])
@pytest.mark.parametrize(
    "pair", ["(757) 555-0142", "757 555 0142", "12 pt", "30 minutes", "type 2.", "8 am", "325 mg"]
)
def test_a_number_and_its_unit_are_on_one_line(pair: str, layout: str) -> None:
    panel = {"panel": "flap"} if layout == "wallet-card" else {}
    for lead in range(2, 12, 3):
        body = " ".join(f"{'x' * length} {pair}" for length in range(lead, lead + 6))
        data = compose(
            handout("-", sections=[{"heading": "So", "body": body, **panel}]), layout
        ).data
        text = "\n".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)
        ).replace("\u00a0", " ")
        lines = text.splitlines()
        copies = {"half-sheet": 2, "wallet-card": 10}.get(layout, 1)
        assert sum(line.count(pair) for line in lines) == 6 * copies
