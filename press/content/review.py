"""From the reviews of a text and its parts to problems R01 to R04, alike for every kind of text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from press.content.handout import Review
from press.problems import Problem
from press.spelling import option

UNAPPROVED = {  # the code of a text that holds drafts, and what to do with it
    "packet": ("R03", f"or print with {option('draft')}, and every page says so"),
    "mailing": ("R04", f"or make it with {option('draft')}, and every piece says so"),
}


class Reviewed(NamedTuple):
    """A text with its name and its review."""

    kind: Literal["handout", "packet", "mailing"]
    name: str
    review: Review


class Judgement(NamedTuple):
    """The names of the texts that no clinician approved, and problems and remarks."""

    drafts: tuple[str, ...]
    problems: tuple[Problem, ...]


def judge(texts: Sequence[Reviewed], day: date, required: bool, draft_allowed: bool) -> Judgement:
    """Judge the reviews of a text and of the texts inside it; the first is the text itself.

    ``required`` is what the practice demands. Then each text must be approved, and not overdue on
    ``day``; any other stops the print (R01), even where drafts are allowed. Elsewhere an overdue
    review is a remark (R02). A draft stops a packet (R03) or a mailing (R04), unless
    ``draft_allowed``.
    """
    drafts = tuple(text.name for text in texts if not text.review.is_approved)
    problems: list[Problem] = []
    for text in texts:
        overdue = text.review.is_overdue(day)
        if required and (overdue or not text.review.is_approved):
            problems.append(_required(text, overdue))
        elif overdue:
            message = f"The review was due on {text.review.due}"
            problems.append(Problem(text.review.place, "R02", message, "Have it reviewed again"))
    if drafts and not required and not draft_allowed:
        problems.append(_unapproved(texts[0], drafts))
    return Judgement(drafts, tuple(problems))


def _required(text: Reviewed, overdue: bool) -> Problem:
    state = "overdue for review" if overdue else "not approved"
    message = f"This {text.kind} is {state}, and the practice requires it"
    hint = "Have it reviewed and set status: approved with by, on and due"
    return Problem(text.review.place, "R01", message, hint)


def _unapproved(whole: Reviewed, drafts: Sequence[str]) -> Problem:
    code, otherwise = UNAPPROVED[whole.kind]
    names = ", ".join(f"'{name}'" for name in drafts)
    hint = f"Have them reviewed and set status: approved; {otherwise}"
    return Problem(whole.review.place, code, f"Not approved by a clinician: {names}", hint)
