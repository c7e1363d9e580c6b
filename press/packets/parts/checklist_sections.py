"""From a checklist to its section: each item with a box to tick."""

from __future__ import annotations

from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.checklist_part import ChecklistPart
from press.packets.input_fields import check_boxes, input_field
from press.packets.part_context import PartContext, SectionMaker, opening, paragraphs


def sections(plan: PartPlan[ChecklistPart], context: PartContext) -> list[Section]:
    """Return the items below the title and the introduction."""
    part = plan.content
    boxes = [
        input_field(plan, context, f"item_{number}", item)
        for number, item in enumerate(part.items, 1)
    ]
    blocks = [*paragraphs(part.intro), check_boxes(part.items, boxes)]
    return [opening(plan, part.title, blocks)]


MAKER = SectionMaker(ChecklistPart, sections)
