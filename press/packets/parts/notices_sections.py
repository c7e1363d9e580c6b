"""From notices to sections below one title, each in its language."""

from __future__ import annotations

from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.notices_part import NoticesPart
from press.packets.part_context import PartContext, SectionMaker, opening


def sections(plan: PartPlan[NoticesPart], context: PartContext) -> list[Section]:
    """Return the title, and a section for each notice, one level below it."""
    title = plan.content.title or context.text("notices", plan.place)
    notices = [
        Section(
            notice.heading, notice.body, (), notice.when, notice.place, notice.language, level=3
        )
        for notice in plan.content.notices
    ]
    return [opening(plan, title, []), *notices]


MAKER = SectionMaker(NoticesPart, sections)
