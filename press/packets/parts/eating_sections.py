"""From the plan for eating and drinking to its section, with the time at which each stops."""

from __future__ import annotations

from press import dates
from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.part_kind import Anchor
from press.content.packets.parts.eating_part import EatingPart, Food
from press.content.tree import Inline, Strong, Table, Text
from press.packets.countdown import add_task, past_warning, warning_box
from press.packets.part_context import PartContext, SectionMaker, lines_below, opening, paragraphs

Row = tuple[tuple[Inline, ...], ...]


def sections(plan: PartPlan[EatingPart], context: PartContext) -> list[Section]:
    """Return a table of what is stopped and when; above it a warning if a time is past."""
    part, schedule = plan.content, context.schedule
    anchor = schedule.required(
        part.before, "what the hours are counted back from, arrival or surgery"
    )
    schedule.required(part.approved_by, "who approved these hours")
    rows: list[Row] = []
    warnings: list[tuple[Inline, ...]] = []
    for food in part.foods:
        if schedule.is_shown(food.when, food.place):
            row, warning = _food(food, anchor, context)
            rows += row
            warnings += warning
    heads = ((context.text("food", plan.place),), (context.text("until", plan.place),))
    table = [Table(heads, tuple(rows), ("left", "left"))] if rows else []
    title = part.title or context.text("eating", plan.place)
    blocks = [*warning_box(warnings), *table, *paragraphs(part.note)]
    return [opening(plan, title, blocks)]


def _food(
    food: Food, anchor: Anchor | None, context: PartContext
) -> tuple[list[Row], list[tuple[Inline, ...]]]:
    """Return the row of a food, and a warning if its time is past; none if it has no time."""
    hours = context.schedule.required(food.hours, "how many hours before it is stopped")
    if hours is None or anchor is None:
        return [], []
    moment = context.schedule.hours_before(hours, anchor, food.hours.place)
    if moment is None:
        return [], []
    place = food.place
    until = Strong((Text(context.moment(moment), place),))
    row: Row = ((Strong((food.what,)), *lines_below(food.note)), (until,))
    values = {"what": [food.what], "time": [context.time(moment, place)]}
    if context.schedule.has_passed(moment):
        phone = Text("{{ practice.phone }}", place)
        step = context.inlines("stop-passed", place, phone=[phone], **values)
    else:
        step = context.inlines("stop-at", place, **values)
    task = add_task(context, dates.display_day(moment), moment, step, place)
    return [row], [past_warning(context, food.what, place)] if task.is_past else []


MAKER = SectionMaker(EatingPart, sections, personal=True)
