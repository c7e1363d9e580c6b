"""From the enclosures of a mailing to their PDFs, each composed once for all recipients."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from press.build.builder import Builder, ComposedJob
from press.content.handout import Review
from press.content.mailings.mailing import Enclosure
from press.layout import SHEETS, Face, mailer
from press.paper import Zone
from press.problems import Failed, Place, Problem
from press.workspace import Workspace


class ComposedEnclosure(NamedTuple):
    """A handout composed for enclosing, with its review.

    ``flip`` is the edge over which the sheet is turned: long, short, or None for one page.
    ``back`` is the panel of the address side, None if it has none.
    """

    name: str
    layout: str
    title: str
    data: bytes
    pages: int
    review: Review
    flip: str | None
    back: Face | None

    @property
    def zone(self) -> Zone:
        """The zone of the address on the address side, as a reader holds it; in points."""
        assert self.back
        return mailer(self.back.height, self.back.width)["address"]


def compose_enclosure(
    workspace: Workspace, enclosure: Enclosure, today: date, problems: list[Problem]
) -> ComposedEnclosure | None:
    """Return the enclosure as the practice builds it; None, with more ``problems``, if it fails."""
    builder = Builder(workspace, [enclosure.handout], [enclosure.layout], today)
    problems += [
        problem._replace(place=_place_for(enclosure, problem))
        for problem in builder.problems
        if problem not in problems
    ]
    composed = None
    for outcome in builder.each(_composed):
        if isinstance(outcome, Failed):
            problems += [
                problem._replace(place=_place_for(enclosure, problem))
                for problem in outcome.problems
            ]
        else:
            composed = outcome
    return composed


def _composed(job: ComposedJob) -> ComposedEnclosure:
    handout, layout, composed = job.handout, job.layout, job.composed
    sheet = SHEETS[job.brand.paper].landscape()
    faces = []
    if layout.mails and handout.back == "mailer":
        faces = layout.faces([sheet] * composed.pages, job.brand.paper)
    back = next((face for face in faces if face.name == "back"), None)
    flip = layout.duplex or ("long" if composed.pages > 1 else None)
    return ComposedEnclosure(
        job.name,
        layout.name,
        handout.title.text,
        composed.data,
        composed.pages,
        handout.review,
        flip,
        back,
    )


def _place_for(enclosure: Enclosure, problem: Problem) -> Place:
    """Return the place in the mailing that names a missing file; else the problem's own place."""
    if problem.code == "W01" and f"'{enclosure.handout}'" in problem.message:
        return enclosure.handout_at
    if problem.code == "W01" and f"'{enclosure.layout}'" in problem.message:
        return enclosure.layout_at
    return problem.place
