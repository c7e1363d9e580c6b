"""The largest size that fits: what is tried, and that nothing larger would have fitted."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.layout import load_layout
from press.layout.copyfit import FILLING, largest
from press.layout.write_checked import ArrangedStory
from press.problems import ContentError, Failed
from press.typeset.story import Story
from tests.samples import (
    PRACTICE,
    STOCK_HANDOUTS,
    WHOLE_LAYOUTS,
    brand,
    compose,
    handout,
    stock,
    stock_handout,
    workspace,
)

SIZES = [size / 4 for size in range(56, 47, -1)]
ENDLESS = ("booklet", "instructions")


class Tried(NamedTuple):
    size: float
    fits: bool
    crowding: float


@given(st.floats(8, 20), st.floats(8, 20), st.lists(st.sampled_from(SIZES), max_size=3))
def test_it_is_the_largest_wherever_the_search_begins(
    holds: float, likely: float, stubborn: list[float]
) -> None:
    """Also if some sizes fail with room to spare, because of what may not be torn."""
    asked: list[float] = []

    def at_size(size: float) -> Tried:
        asked.append(size)
        filled = (size / holds) ** 2
        return Tried(size, filled <= 1 and not (size in stubborn and filled < FILLING), filled)

    found = largest(SIZES, likely, at_size)
    fitting = [
        size
        for size in SIZES
        if (size / holds) ** 2 <= 1 and not (size in stubborn and (size / holds) ** 2 < FILLING)
    ]
    assert found.size == (fitting[0] if fitting else SIZES[-1])
    assert found.fits is bool(fitting)
    assert len(asked) == len(set(asked))
    if not stubborn:
        assert len(asked) <= 5 + round(abs(likely - holds) * 4) * (likely < holds)


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_no_larger_size_would_have_held_the_stock(layout: str) -> None:
    found = load_layout(stock(), layout)()
    whose, judged = brand(), 0
    for name in STOCK_HANDOUTS:
        what = stock_handout(name)
        chosen = compose(what, layout).body_size
        for size in found.body_sizes(whose):
            if size > chosen:
                story = Story(what, whose, found.scale, size)
                judged += 1
                assert not ArrangedStory(story, found.arrange(story)).fits, (name, size)
    assert judged or layout in (*ENDLESS, "sheet", "zfold")


def test_the_practices_range_is_kept(tmp_path: Path) -> None:
    sizes = {}
    for smallest, most in ((12, 12), (12, 13), (13, 16), (16, None)):
        said = {**PRACTICE, "smallest_body": smallest, **({"largest_body": most} if most else {})}
        whose = brand(workspace(tmp_path / f"{smallest}-{most}", said))
        sizes[smallest, most] = compose(handout("few words"), "faq-sheet", whose).body_size
    assert sizes == {(12, 12): 12, (12, 13): 13, (13, 16): 16, (16, None): 16}


@pytest.mark.parametrize("layout", [layout for layout in WHOLE_LAYOUTS if layout not in ENDLESS])
def test_headings_leading_and_space_move_with_the_body(layout: str) -> None:
    found = load_layout(stock(), layout)
    one, other = (
        Story(handout("few words"), brand(), found.scale, size).styles for size in (12.0, 14.0)
    )
    for role in ("body", "heading", "subheading", "summary"):
        small, large = one.type(role), other.type(role)
        for what in ("size", "leading", "before", "after"):
            assert getattr(large, what) == pytest.approx(getattr(small, what) * 14 / 12), (
                role,
                what,
            )
    assert one.type("contact") == other.type("contact")


def test_what_is_left_over_is_the_same_above_each_heading() -> None:
    found = load_layout(stock(), "faq-sheet")()
    story = Story(handout(*["word " * 20] * 6), brand(), found.scale, 12.0)
    (poured,) = found.arrange(story).flows
    gaps = {
        round(above.y - below.y - below.height, 2)
        for above, below in zip(poured.placements, poured.placements[1:], strict=False)
        if above.x == below.x and below.flowable.keep_with_next
    }
    assert len(gaps) == 1
    assert gaps.pop() > found.scale["heading"].before


def test_the_build_says_how_full_each_column_is() -> None:
    composed = compose(stock_handout("failed-back-surgery"), "trifold")
    assert [name for name, _ in composed.full] == ["flap", "inside-1", "inside-2", "inside-3"]
    assert all(0.3 < share <= 1 for _, share in composed.full)
    sparse = compose(handout("few words"), "trifold")
    assert [remark.code for remark in sparse.remarks] == ["L10"]
    assert "'inside-2' (0%)" in sparse.remarks[0].message


def test_a_text_too_long_names_what_holds_it(tmp_path: Path) -> None:
    from press.build.builder import Builder

    body = {
        "title": "Long",
        "layouts": ["faq-sheet"],
        "sections": [{"heading": f"Part {at}?", "body": "word " * 110} for at in range(6)],
    }
    ours = workspace(tmp_path, handouts={"long": body})
    (failed,) = Builder(ours, ["long"], []).run(str(tmp_path / "out"))
    assert isinstance(failed, Failed)
    (problem,) = failed.problems
    assert problem.code == "L01"
    told = problem.hint.split(": ")[-1].split(", ")
    assert {"sheet", "booklet", "instructions"} <= set(told)
    assert "half-sheet" not in told
    for name in told:
        layout, _, paper = name.partition(" on ")
        whose = brand(
            workspace(
                tmp_path / "x", {**PRACTICE, "paper": paper.removesuffix(" paper") or "letter"}
            )
        )
        long = handout(*["word " * 110] * 6)
        assert compose(long, layout, whose).body_size >= 12
    for layout in set(WHOLE_LAYOUTS) - {name.partition(" on ")[0] for name in told}:
        with pytest.raises(ContentError):
            compose(handout(*["word " * 110] * 6), layout)
