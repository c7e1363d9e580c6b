"""Laws for content that nobody thought of: no text is lost, and only problems are raised."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.brand.brand import Brand, contrast
from press.content.handout import Handout, filled, parse_handout
from press.content.tree import leaves
from press.content.yaml_reader import read_yaml
from press.layout import SHEETS, load_layout
from press.layout.columns import Column
from press.layout.contract import Composed, Layout
from press.layout.even_columns import pour
from press.problems import CODES, ContentError
from press.typeset.story import Story
from press.typeset.text.paragraph import TaggedParagraph
from tests.samples import brand, compose, pages_of, squeezed, stock, text_of

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BRAND: Brand = brand()

# Letters of the three scripts that the fonts have, and the characters of Markdown.
LETTERS = st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd"), max_codepoint=0x4FF)
PLAIN = st.text(st.one_of(LETTERS, st.sampled_from(" '.,;:!?-–()&<>/%\"")), min_size=1, max_size=60)
MARKED = st.text(
    st.one_of(LETTERS, st.sampled_from(" *_`[]()<>#|\\~-+1.!{}\n\n")), min_size=1, max_size=120
)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=14), min_size=1, max_size=60).map(" ".join)
BLOCK = st.one_of(
    WORDS,
    st.lists(WORDS.map(lambda text: text[:80]), min_size=1, max_size=5).map(
        lambda items: "\n".join(f"- {one}" for one in items)
    ),
    st.lists(WORDS.map(lambda text: text[:80]), min_size=1, max_size=4).map(
        lambda items: "\n".join(f"1. {one}" for one in items)
    ),
    WORDS.map(lambda text: f"> [!NOTE]\n> {text[:200]}"),
    WORDS.map(lambda text: f"| a | {text[:20]} |\n|---|---|\n| {text[:30]} | c |"),
)
BODY = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)

ANYTHING = st.one_of(
    st.binary(max_size=300),
    MARKED.map(str.encode),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)


def content(bodies: list[str], headings: list[str]) -> bytes:
    sections = [
        {"heading": heading, "body": body} for heading, body in zip(headings, bodies, strict=False)
    ]
    return json.dumps({"title": "Title", "sections": sections}).encode()


@pytest.mark.parametrize("layout", ["faq-sheet", "instructions", "sheet", "trifold", "bifold"])
@QUICK
@given(bodies=st.lists(BODY, min_size=1, max_size=4), heading=PLAIN)
def test_no_text_is_lost_between_yaml_and_paper(
    layout: str, bodies: list[str], heading: str
) -> None:
    try:
        handout = filled(
            parse_handout("made.yaml", content(bodies, [heading] * len(bodies))), BRAND.values
        )
        composed = compose(handout, layout)
    except ContentError as error:
        judge(error)
        return
    text = text_without_feet(composed, handout, layout)
    position = 0
    for section in handout.sections:
        for leaf in leaves((section.heading, section.body)):
            position = text.find(squeezed(leaf.text), position)
            assert position >= 0, (leaf, text)


def text_without_feet(composed: Composed, handout: Handout, layout: str) -> str:
    """The text of all pages, squeezed, without what ends each page of a layout that runs on.

    A foot such as "Page 1 of 2" would be found between the halves of a torn paragraph.
    """
    pages = [squeezed(text) for text in pages_of(composed.data)]
    feet = [""] * len(pages)
    if layout == "instructions":
        feet = [squeezed(foot) for foot in feet_of_instructions(composed, handout)]
    assert len(feet) == len(pages) == composed.pages
    for text, foot in zip(pages, feet, strict=True):
        assert text.endswith(foot), (foot, text)
    return "".join(text.removesuffix(foot) for text, foot in zip(pages, feet, strict=True))


def feet_of_instructions(composed: Composed, handout: Handout) -> Iterator[str]:
    """What is at the foot of each page: whom to call, which page it is, and the notices."""
    layout: Any = load_layout(stock(), "instructions")()
    story = Story(handout, BRAND, layout.scale, composed.body_size)
    width = SHEETS[BRAND.paper].width - 2 * layout.margin(story)
    for page in range(1, composed.pages + 1):
        form = story.form_line(page, composed.pages, reviewed=False)
        flowables = [*story.short_contact(width), *([form] if form else []), *story.notices()]
        yield " ".join(one.plain_text for flowable in flowables for one in flowable.paragraphs)


def test_a_foot_is_not_taken_for_a_word_between_the_halves_of_a_torn_paragraph() -> None:
    bodies = ["0", "0\n\n0", "0\n\n0\n\n0\n\n- 0\n- 0", "0\n\n" + " ".join(["abcdefghijklmn"] * 13)]
    data = content(bodies, ["0"] * len(bodies))
    handout = filled(parse_handout("made.yaml", data), BRAND.values)
    composed = compose(handout, "instructions")
    torn, whole = squeezed(bodies[-1][3:]), squeezed(text_of(composed.data))
    assert composed.pages == 2
    assert torn not in whole, "no paragraph is torn: this tests nothing"
    assert torn in text_without_feet(composed, handout, "instructions")


@QUICK
@given(
    bodies=st.lists(BODY, min_size=1, max_size=6),
    height=st.floats(60, 700),
    columns=st.integers(1, 4),
)
def test_columns_hold_each_word_once_and_only_where_there_is_room(
    bodies: list[str], height: float, columns: int
) -> None:
    try:
        handout = filled(
            parse_handout("made.yaml", content(bodies, ["Heading"] * len(bodies))), BRAND.values
        )
    except ContentError:
        return
    layout: type[Layout] = load_layout(stock(), "trifold")
    story = Story(handout, BRAND, layout.scale, 12)
    spaces = [Column(0, 250.0 * at, 0, 216, height) for at in range(columns)]
    unit = story.styles.leading / 2
    passages = story.passages()
    wanted = sum(one.words for passage in passages for one in passage.flowables)
    poured = pour(passages, spaces, unit)
    assert sum(one.flowable.words for one in poured.placements) + poured.words_left == wanted
    for one in poured.placements:
        assert one.y >= -0.02
        assert one.y + one.height <= height + 0.02
        assert {space.x for space in spaces} & {one.x}
    for space in spaces:
        stack = sorted(
            (one for one in poured.placements if one.x == space.x), key=lambda one: -one.y
        )
        for above, below in itertools.pairwise(stack):
            assert below.y + below.height <= above.y + 0.02
        for one in stack:
            if isinstance(one.flowable, TaggedParagraph) and one.flowable.style.name == "body":
                depth = (height - one.y - one.height) / unit
                assert depth == pytest.approx(round(depth), abs=0.05)


@QUICK
@given(ANYTHING)
def test_reading_raises_nothing_but_problems_whatever_the_bytes(data: bytes) -> None:
    for read in (read_yaml, parse_handout):
        try:
            read("made.yaml", data)
        except ContentError as error:
            judge(error)


@QUICK
@given(title=MARKED, heading=MARKED, body=MARKED)
def test_composing_raises_nothing_but_problems_whatever_the_text(
    title: str, heading: str, body: str
) -> None:
    data = json.dumps({"title": title, "sections": [{"heading": heading, "body": body}]}).encode()
    try:
        compose(filled(parse_handout("made.yaml", data), BRAND.values), "faq-sheet")
    except ContentError as error:
        judge(error)


@QUICK
@given(body=MARKED)
def test_what_markdown_takes_is_either_said_or_refused(body: str) -> None:
    """Every letter that was typed is in the tree, in its order."""
    try:
        handout = parse_handout("made.yaml", content([body], ["Heading"]))
    except ContentError:
        return
    typed = "".join(char for char in body if char.isalpha())
    said = "".join(
        char for leaf in leaves(handout.sections[0].body) for char in leaf.text if char.isalpha()
    )
    if "](" not in body and "[x]" not in body.lower():
        assert said == typed


@given(
    st.from_regex(r"#[0-9a-f]{6}", fullmatch=True),
    st.from_regex(r"#[0-9a-f]{6}", fullmatch=True),
    st.booleans(),
)
def test_contrast_is_symmetrical_and_between_1_and_21(one: str, other: str, grey: bool) -> None:
    assert 1 <= contrast(one, other, grey) == contrast(other, one, grey) <= 21.0001
    assert contrast(one, one, grey) == 1


def test_contrast_agrees_with_the_published_pairs() -> None:
    """WCAG's own borders: #767676 is the lightest grey that passes on white."""
    pairs = {
        "#000000": 21.0,
        "#767676": 4.542,
        "#777777": 4.478,
        "#949494": 3.033,
        "#ff0000": 3.998,
    }
    for color, ratio in pairs.items():
        assert contrast(color, "#ffffff") == pytest.approx(ratio, abs=0.001)


def judge(error: ContentError) -> None:
    assert error.problems
    for problem in error.problems:
        assert problem.code in CODES
        assert problem.message
        assert problem.hint
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert "\n" not in problem.line()
