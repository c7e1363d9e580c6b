"""From the steps of all parts to the countdown: a calendar, and below it a list to tick off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from press import dates
from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.calendar_part import CalendarPart
from press.content.tree import Item, List, Paragraph, Strong, Text
from press.packets.calendar_table import weeks
from press.packets.countdown import past_warning, warning_box
from press.packets.part_context import PartContext, SectionMaker, opening
from press.packets.schedule import Task


def sections(plan: PartPlan[CalendarPart], context: PartContext) -> list[Section]:
    """Return the calendar with a step on each day that has one, and the numbered steps."""
    schedule = context.schedule
    title = plan.content.title or context.text("countdown", plan.place)
    own = [*_entries(plan.content, context), *_day_itself(plan, context)]
    tasks = sorted([*schedule.tasks, *own], key=_order)
    if not tasks or not schedule.surgery:
        schedule.anchor("surgery", plan.place)
        return [opening(plan, title, [])]
    steps = [
        context.text("step", plan.place, step=str(number)).text
        for number in range(1, len(tasks) + 1)
    ]
    days = [(task.day, step) for task, step in zip(tasks, steps, strict=True)]
    table = weeks(days, schedule.surgery.date(), schedule.language, plan.place)
    items, warnings = [], []
    for task, step in zip(tasks, steps, strict=True):
        head = f"{step}, {context.day(task.day)}"
        if task.is_past:
            warnings.append(past_warning(context, Text(head, task.place), task.place))
        items.append(_item(head, task))
    return [opening(plan, title, [*warning_box(warnings), table, List(tuple(items))])]


def _item(head: str, task: Task) -> Item:
    """Return a step to tick off, below its number and day."""
    number = Strong((Text(f"{head}:", task.place),))
    return Item((Paragraph((number, Text(" ", task.place), *task.text)),), checked=False)


def _order(task: Task) -> tuple[date, bool, datetime]:
    return task.day, task.time is not None, task.time or datetime.min


def _entries(part: CalendarPart, context: PartContext) -> Iterator[Task]:
    """Yield a step for each entry of the part that has a day."""
    schedule = context.schedule
    for entry in part.entries:
        place = entry.place
        if not schedule.is_shown(entry.when, place):
            continue
        days = entry.days_before.value
        if days is None and entry.days_after is None:
            schedule.needs(entry.days_before.place, "on which day this is done")
            continue
        rule = schedule.call_by if entry.call_by else dates.day_before
        day = schedule.day_by(rule, -(entry.days_after or 0) if days is None else days, place)
        if day:
            yield Task(day, None, (entry.text,), place, schedule.is_past(day, place))


def _day_itself(plan: PartPlan[CalendarPart], context: PartContext) -> Iterator[Task]:
    """Yield the step of the day itself: the arrival, or the surgery if no arrival was given."""
    schedule, place = context.schedule, plan.place
    moment = schedule.arrival or schedule.surgery
    if moment is None:
        return
    key = "come-at" if schedule.arrival else "surgery-at"
    step = context.inlines(key, place, time=[Strong((context.time(moment, place),))])
    is_past = schedule.is_past(moment, place)
    yield Task(dates.display_day(moment), moment, step, place, is_past)


MAKER = SectionMaker(CalendarPart, sections, personal=True, last=True)
