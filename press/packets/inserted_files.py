"""From the third-party files of a packet to its pages: taken in, judged and bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from press.binding.bind import Bound, PlacedInsert, bind
from press.binding.insert import Insert
from press.content.packets.packet import PartPlan
from press.content.packets.part_kind import PartContent
from press.content.packets.parts.file_part import FilePart
from press.intake.intake import IntakeRequest, accessibility_problem, take_in_all
from press.packets.compose import PlacedPart
from press.pdf.boxes import PageBox
from press.problems import Collecting, Problem
from press.workspace import Workspace


def read_inserts(
    plans: Sequence[PartPlan[PartContent]],
    workspace: Workspace,
    language: str,
    problems: list[Problem],
    sources: dict[str, str],
) -> dict[int, Insert]:
    """Return each file that can be taken in, by the index of its part.

    ``problems`` gets what is wrong with the others. ``sources`` gets the path of every file.
    """
    requests: dict[int, IntakeRequest] = {}
    for index, plan in enumerate(plans):
        if isinstance(plan.content, FilePart):
            name = plan.content.name
            with Collecting(problems):
                path = workspace.asset(name, "", plan.place)
                requests[index] = IntakeRequest(path, plan.place, language)
                sources[f"assets/{name}"] = path
    inserts: dict[int, Insert] = {}
    with Collecting(problems):
        if requests:
            inserts = dict(zip(requests, take_in_all(list(requests.values())), strict=True))
    for index, insert in inserts.items():
        plan = plans[index]
        if problem := accessibility_problem(insert, plan.place, accepted=not plan.accessible):
            problems.append(problem)
    return inserts


def bind_inserts(
    data: bytes,
    parts: Sequence[PlacedPart],
    inserts: Mapping[int, Insert],
    box: PageBox,
    phrases: dict[str, str],
    phone: str,
) -> Bound:
    """Return the packet with each file on the pages that are reserved for it.

    For a page without tags, a screen reader says which page it is, and the ``phone`` to call.
    """
    placed_inserts = []
    for index, insert in inserts.items():
        placed = parts[index]
        title = placed.part.title
        instead = [
            phrases["unread"].format(title=title, page=page, pages=insert.pages, phone=phone)
            for page in range(1, insert.pages + 1)
        ]
        placed_inserts.append(
            PlacedInsert(insert, slot_of(index), placed.first + 1, box, title, tuple(instead))
        )
    return bind(data, placed_inserts)


def slot_of(index: int) -> str:
    """Return the name of the slot for the file of a part."""
    return f"part-{index}"
