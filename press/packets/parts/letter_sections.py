"""From a packet's own text to its section."""

from __future__ import annotations

from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.letter_part import LetterPart
from press.packets.part_context import PartContext, SectionMaker, opening


def sections(plan: PartPlan[LetterPart], context: PartContext) -> list[Section]:
    """Return the text below its title."""
    return [opening(plan, plan.content.title, plan.content.body)]


MAKER = SectionMaker(LetterPart, sections)
