"""A layout cannot print a handout without the notice of a draft, or without its form number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from press.problems import ContentError, Problem
from tests.samples import (
    STOCK_LAYOUTS,
    brand,
    compose,
    compose_edition,
    handout,
    text_of,
    workspace,
)

DRAFT = "Draft: not yet reviewed by a clinician"
APPROVED = {
    "status": "approved",
    "by": "A. Reviewer, MD",
    "on": "2026-01-05",
    "due": "2028-01-05",
}
OFFICE: dict[str, Any] = {"form": "TST-01", "version": 3, "review": APPROVED}

# As somebody would write a first layout; what it does with the notices is for each test to say.
LAYOUT = """
from press.layout import SHEETS, Arrangement, Column, Layout, Page, Stack, pour, stock


class Ours(Layout):
    scale = stock("faq-sheet").scale

    def arrange(self, story):
        page = Page(*SHEETS[story.brand.paper])
        top = page.put(story.title(500, 2), 36, 756, 500) - 12
        column = Column(0, 36, 120, 500, top - 120)
        flow = page.take(pour(story.passages(), [column], story.styles.leading))
        {placing}
        return Arrangement(story.styles.body_size, [page], [flow])
"""
BOTH = "page.put(Stack([*story.notices(), story.form_line()]), 36, 100, 500)"


def printed(folder: Path, placing: str, sample: bool = False, **fields: Any) -> str:
    whose = brand(workspace(folder))._replace(sample=sample)
    text = LAYOUT.format(placing=placing)
    (folder / "layouts" / "ours.py").write_text(text, encoding="utf-8")
    return text_of(compose(handout("words", **fields), "ours", whose).data)


def problems(folder: Path, placing: str, sample: bool = False, **fields: Any) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        printed(folder, placing, sample, **fields)
    return list(caught.value.problems)


def test_a_first_layout_that_places_the_notices_prints_them(tmp_path: Path) -> None:
    assert DRAFT in printed(tmp_path, BOTH, form="TST-01")


@pytest.mark.parametrize(
    "placing",
    [
        "pass",
        "page.put(Stack([story.form_line()]), 36, 100, 500)",
        "page.put(Stack(story.notices()), 36, 100, 500, furniture=True)",  # read by nobody
    ],
)
def test_a_layout_that_leaves_out_the_draft_notice_is_a_problem(
    placing: str, tmp_path: Path
) -> None:
    (problem,) = problems(tmp_path, placing)
    assert problem.code == "L04"
    assert DRAFT in problem.message
    assert "story.notices()" in problem.hint


def test_half_of_a_notice_is_none(tmp_path: Path) -> None:
    placing = (
        "line = next(story.notices()[0].paragraphs); line.wrap(45, 99); "
        "page.put(line.split(45, 24)[0], 36, 100, 45)"
    )
    codes = {problem.code for problem in problems(tmp_path, placing)}
    assert codes == {"L04"}


def test_a_notice_drawn_by_hand_does_not_count(tmp_path: Path) -> None:
    placing = (
        "notice = story.notices()[0]; notice.wrap(500, 99); "
        "page.behind.append(lambda canvas: notice.drawOn(canvas, 36, 60))"
    )
    assert [problem.code for problem in problems(tmp_path, placing)] == ["L04"]


def test_each_notice_has_to_be_there(tmp_path: Path) -> None:
    first = "page.put(story.notices()[0], 36, 100, 500)"
    (problem,) = problems(tmp_path / "a", first, sample=True)
    assert "SAMPLE" in problem.message
    assert DRAFT in printed(tmp_path / "b", BOTH, sample=True)


@pytest.mark.parametrize(
    ("placing", "left_out"),
    [
        ("pass", "Form TST-01 · version 3 · Reviewed 2026-01-05 by A. Reviewer, MD"),
        (
            "page.put(story.form_line(reviewed=False), 36, 100, 500)",
            "'Reviewed 2026-01-05 by A. Reviewer, MD · next review 2028-01-05'",
        ),
        ("page.put(Stack(story.review_lines()), 36, 100, 500)", "'Form TST-01 · version 3'"),
    ],
)
def test_a_layout_that_leaves_out_the_office_line_is_a_problem(
    placing: str, left_out: str, tmp_path: Path
) -> None:
    (problem,) = problems(tmp_path, placing, **OFFICE)
    assert problem.code == "L04"
    assert left_out in problem.message
    assert "story.form_line()" in problem.hint


def test_the_office_line_may_stand_in_two_places(tmp_path: Path) -> None:
    placing = (
        "page.put(Stack([story.form_line(reviewed=False), *story.review_lines()]), 36, 100, 500)"
    )
    assert "Reviewed 2026-01-05" in printed(tmp_path, placing, **OFFICE)


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
@pytest.mark.parametrize("edition", [None, "low-ink"])
@pytest.mark.parametrize("review", [APPROVED, {"status": "draft"}])
def test_every_stock_layout_says_it(
    layout: str, edition: str | None, review: dict[str, str]
) -> None:
    what = handout("words", "more", **{**OFFICE, "review": review})
    text = text_of(compose_edition(what, layout, edition).data)
    assert ("Draft" in text) is (review["status"] == "draft")
    assert "TST-01" in text


@pytest.mark.parametrize("layout", ["trifold", "bifold"])
def test_so_does_a_self_mailer(layout: str) -> None:
    what = handout("words", "more", back="mailer", form="TST-01")
    text = text_of(compose(what, layout).data)
    assert "Draft" in text
    assert "TST-01" in text


@pytest.mark.parametrize("layout", ["faq-sheet", "instructions"])
@pytest.mark.parametrize("review", [APPROVED, {"status": "draft"}])
def test_so_does_large_print(layout: str, review: dict[str, str]) -> None:
    what = handout(*["word " * 150] * 4, **{**OFFICE, "review": review})
    text = text_of(compose_edition(what, layout, "large-print").data)
    assert ("Draft" in text) is (review["status"] == "draft")
    assert ("Reviewed 2026-01-05" in text) is (review["status"] == "approved")
