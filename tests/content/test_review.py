"""One place decides whether a review is good enough, for handouts, packets and mailings."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from press.content.handout import Review
from press.content.review import Reviewed, judge
from press.problems import Place

HERE = Place("here.yaml", 3)
DRAFT = Review("draft", None, None, None, HERE)
GOOD = Review("approved", "A. Reviewer, MD", date(2026, 1, 2), date(2027, 1, 2), HERE)
DUE, LATER = date(2027, 1, 2), date(2027, 1, 3)


def codes(
    kind: Literal["handout", "packet", "mailing"],
    *reviews: Review,
    day: date = DUE,
    required: bool = False,
    draft_allowed: bool = False,
) -> list[str]:
    texts = [Reviewed(kind if not number else "handout", f"text-{number}", review)
             for number, review in enumerate(reviews)]  # fmt: skip
    return [problem.code for problem in judge(texts, day, required, draft_allowed).problems]


def test_an_approved_text_is_good_until_the_day_of_its_next_review_is_over() -> None:
    assert codes("packet", GOOD, GOOD) == []
    assert codes("packet", GOOD, GOOD, required=True) == []
    assert codes("packet", GOOD, GOOD, day=LATER) == ["R02", "R02"]
    assert codes("packet", GOOD, GOOD, day=LATER, required=True) == ["R01", "R01"]


@pytest.mark.parametrize(("kind", "code"), [("packet", "R03"), ("mailing", "R04")])
def test_a_draft_inside_stops_the_whole_unless_drafts_are_allowed(
    kind: Literal["packet", "mailing"], code: str
) -> None:
    assert (
        codes(kind, GOOD, DRAFT) == codes(kind, DRAFT, GOOD) == codes(kind, DRAFT, DRAFT) == [code]
    )
    assert codes(kind, GOOD, DRAFT, draft_allowed=True) == []


@pytest.mark.parametrize("kind", ["handout", "packet", "mailing"])
@pytest.mark.parametrize("draft_allowed", [False, True])
def test_where_the_practice_requires_reviews_nothing_allows_a_draft(
    kind: Literal["handout", "packet", "mailing"], draft_allowed: bool
) -> None:
    assert codes(kind, DRAFT, required=True, draft_allowed=draft_allowed) == ["R01"]
    assert codes(kind, GOOD, DRAFT, required=True, draft_allowed=draft_allowed) == ["R01"]


def test_the_drafts_are_named_at_the_review_of_the_whole() -> None:
    texts = [Reviewed("packet", "ours", GOOD), Reviewed("handout", "visit", DRAFT)]
    judged = judge(texts, DUE, required=False, draft_allowed=False)
    assert judged.drafts == ("visit",)
    (problem,) = judged.problems
    assert problem.place == HERE
    assert problem.message == "Not approved by a clinician: 'visit'"
