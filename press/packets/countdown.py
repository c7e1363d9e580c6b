"""From a date in a plan to a step of the countdown, and to a warning if it is already past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from press.content.tree import Alert, Block, Inline, Paragraph, Strong, Text
from press.packets.part_context import PartContext
from press.packets.schedule import Task
from press.problems import Place


def add_task(
    context: PartContext,
    day: date,
    time: datetime | None,
    text: tuple[Inline, ...],
    place: Place,
) -> Task:
    """Add a step to the countdown, and return it."""
    schedule = context.schedule
    task = Task(day, time, text, place, schedule.is_past(time or day, place))
    schedule.tasks.append(task)
    return task


def past_warning(context: PartContext, what: Text, place: Place) -> tuple[Inline, ...]:
    """Return the words for a date that is past, and the number to call."""
    phone = Text("{{ practice.phone }}", place)
    return context.inlines("passed", place, what=[Strong((what,))], phone=[phone])


def warning_box(warnings: Sequence[tuple[Inline, ...]]) -> list[Block]:
    """Return a list with one box of all warnings; empty if there are no warnings."""
    paragraphs = tuple(Paragraph(warning) for warning in warnings)
    return [Alert("warning", paragraphs)] if paragraphs else []
