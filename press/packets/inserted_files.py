"""From the files of others that a packet holds to pages in it: taken in, judged, and bound where room was left for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from press.binding.bind import Bound, PlacedInsert, bind
from press.binding.insert import Insert
from press.content.packets.packet import PartPlan
from press.intake.intake import Asked, take_in_all, told
from press.packets.compose import Begun
from press.pdf.boxes import PageBox
from press.problems import Collecting, Problem
from press.workspace import Workspace


def taken_in(
    plans: Sequence[PartPlan],
    workspace: Workspace,
    language: str,
    problems: list[Problem],
    sources: dict[str, str],
) -> dict[int, Insert]:
    """By the number of its part, each file that is right; ``problems`` and ``sources`` get what there is to say of all."""
    asked: dict[int, Asked] = {}
    for at, plan in enumerate(plans):
        if plan.kind == "file":
            with Collecting(problems):
                path = workspace.asset(plan.fields, "", plan.place)
                asked[at] = Asked(path, plan.place, language)
                sources[f"assets/{plan.fields}"] = path
    made: dict[int, Insert] = {}
    with Collecting(problems):
        made = dict(zip(asked, take_in_all(list(asked.values())), strict=True)) if asked else {}
    for at, one in made.items():
        if problem := told(one, plans[at].place, accepted=not plans[at].accessible):
            problems.append(problem)
    return made


def bound(
    data: bytes,
    begun: Sequence[Begun],
    taken: Mapping[int, Insert],
    box: PageBox,
    phrases: dict[str, str],
    phone: str,
) -> Bound:
    """The packet with each file on the pages that wait for it. A page without tags is read as what it is, and whom to ask."""
    inserts = []
    for at, one in taken.items():
        part = begun[at]
        instead = [
            phrases["unread"].format(title=part.part.title, page=page, pages=one.pages, phone=phone)
            for page in range(1, one.pages + 1)
        ]
        inserts.append(
            PlacedInsert(one, slot_of(at), part.first + 1, box, part.part.title, tuple(instead))
        )
    return bind(data, inserts)


def slot_of(at: int) -> str:
    """The name of the element that waits for the file of a part."""
    return f"part-{at}"
