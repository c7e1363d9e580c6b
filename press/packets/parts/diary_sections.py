"""From a diary to its section: a table with a row for each day."""

from __future__ import annotations

from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.diary_part import DiaryPart
from press.content.tree import Inline, InputField, Table, Text
from press.packets.input_fields import input_field
from press.packets.part_context import PartContext, SectionMaker, opening, paragraphs


def sections(plan: PartPlan[DiaryPart], context: PartContext) -> list[Section]:
    """Return the table below the title and the introduction."""
    part = plan.content
    count = context.schedule.required(part.days, "how many days it has") or 1
    days = [
        context.text("day-number", plan.place, day=str(number)) for number in range(1, count + 1)
    ]
    empty: tuple[tuple[Inline, ...], ...] = ((),) * len(part.columns)
    table = Table(
        header=((context.text("day", plan.place),), *((column,) for column in part.columns)),
        rows=tuple(((day,), *empty) for day in days),
        align=("left",) * (len(part.columns) + 1),
        tall=True,
        fields=tuple(_fields(plan, context, number, day) for number, day in enumerate(days, 1)),
    )
    return [opening(plan, part.title, [*paragraphs(part.intro), table])]


def _fields(
    plan: PartPlan[DiaryPart], context: PartContext, number: int, day: Text
) -> tuple[InputField | None, ...]:
    """Return the field of each cell in the row of a day; its first cell has none."""
    fields = (
        input_field(plan, context, f"day_{number}_column_{column_number}", day, column)
        for column_number, column in enumerate(plan.content.columns, 1)
    )
    return (None, *fields)


MAKER = SectionMaker(DiaryPart, sections, personal=True)
