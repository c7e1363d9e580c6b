"""From the enclosures of a mailing to their PDFs, each composed once for all recipients."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from press.build.builder import Builder, ComposedJob
from press.content.mailings.mailing import Enclosure
from press.layout import SHEETS, Face, mailer
from press.paper import Zone
from press.problems import Failed, Place, Problem
from press.workspace import Workspace


class Enclosed(NamedTuple):
    """A handout composed; ``draft`` where no clinician has approved it. ``back`` is the panel of its address side, if it has one.

    ``flip`` is the edge on which it is turned: long, short, or None for one page.
    """

    name: str
    layout: str
    title: str
    data: bytes
    pages: int
    draft: bool
    flip: str | None
    back: Face | None

    @property
    def zone(self) -> Zone:
        """Where the address stands on the address side, as it is read."""
        assert self.back
        return mailer(self.back.height, self.back.width)["address"]


def enclose(
    workspace: Workspace, one: Enclosure, today: date, problems: list[Problem]
) -> Enclosed | None:
    """The enclosure as the practice builds it; None, and more problems, where that cannot be."""
    builder = Builder(workspace, [one.handout], [one.layout], today)
    problems += [
        found._replace(place=_asked(one, found))
        for found in builder.problems
        if found not in problems
    ]
    made = None
    for outcome in builder.each(_kept):
        if isinstance(outcome, Failed):
            problems += [found._replace(place=_asked(one, found)) for found in outcome.problems]
        else:
            made = outcome
    return made


def _kept(made: ComposedJob) -> Enclosed:
    handout = made.handout
    layout, composed = made.layout, made.composed
    sheet = SHEETS[made.brand.paper].landscape()
    faces = (
        layout.faces([sheet] * composed.pages, made.brand.paper)
        if layout.mails and handout.back == "mailer"
        else []
    )
    back = next((face for face in faces if face.name == "back"), None)
    draft = handout.review.status != "approved"
    flip = layout.duplex or ("long" if composed.pages > 1 else None)
    return Enclosed(
        made.name, layout.name, handout.title.text, composed.data, composed.pages, draft, flip, back
    )


def _asked(one: Enclosure, problem: Problem) -> Place:
    """Where the mailing names what there is not; anything else is said where it stands."""
    if problem.code == "W01" and f"'{one.handout}'" in problem.message:
        return one.handout_at
    return (
        one.layout_at
        if problem.code == "W01" and f"'{one.layout}'" in problem.message
        else problem.place
    )
