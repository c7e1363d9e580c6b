"""From the files of others that a packet holds to pages in it: taken in, judged, and bound where room was left for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from press.binding.bind import Bound, PlacedInsert, bind
from press.binding.insert import Insert
from press.content.packets.packet import PartPlan
from press.intake.intake import IntakeRequest, accessibility_problem, take_in_all
from press.packets.compose import Begun
from press.pdf.boxes import PageBox
from press.problems import Collecting, Problem
from press.workspace import Workspace


def read_inserts(
    plans: Sequence[PartPlan],
    workspace: Workspace,
    language: str,
    problems: list[Problem],
    sources: dict[str, str],
) -> dict[int, Insert]:
    """By the number of its part, each file that is right; ``problems`` and ``sources`` get what there is to say of all."""
    requests: dict[int, IntakeRequest] = {}
    for at, plan in enumerate(plans):
        if plan.kind == "file":
            with Collecting(problems):
                path = workspace.asset(plan.fields, "", plan.place)
                requests[at] = IntakeRequest(path, plan.place, language)
                sources[f"assets/{plan.fields}"] = path
    inserts: dict[int, Insert] = {}
    with Collecting(problems):
        if requests:
            inserts = dict(zip(requests, take_in_all(list(requests.values())), strict=True))
    for at, insert in inserts.items():
        plan = plans[at]
        if problem := accessibility_problem(insert, plan.place, accepted=not plan.accessible):
            problems.append(problem)
    return inserts


def bound(
    data: bytes,
    begun: Sequence[Begun],
    inserts: Mapping[int, Insert],
    box: PageBox,
    phrases: dict[str, str],
    phone: str,
) -> Bound:
    """The packet with each file on the pages that wait for it. A page without tags is read as what it is, and whom to ask."""
    placed = []
    for at, insert in inserts.items():
        part = begun[at]
        instead = [
            phrases["unread"].format(
                title=part.part.title, page=page, pages=insert.pages, phone=phone
            )
            for page in range(1, insert.pages + 1)
        ]
        placed.append(
            PlacedInsert(insert, slot_of(at), part.first + 1, box, part.part.title, tuple(instead))
        )
    return bind(data, placed)


def slot_of(at: int) -> str:
    """The name of the element that waits for the file of a part."""
    return f"part-{at}"
