"""From the medicine plan to its section, with the day or the time of each last dose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from press import dates
from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.medicines_part import (
    HoldHours,
    KeepTaking,
    LastDoseDays,
    LastDoseRule,
    Medicine,
    MedicinesPart,
    MissingRule,
    counts_back,
    last_dose_rule,
)
from press.content.tree import Break, Inline, Strong, Table, Text
from press.packets.countdown import add_task, past_warning, warning_box
from press.packets.part_context import PartContext, SectionMaker, lines_below, opening, paragraphs
from press.packets.schedule import Task

Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LastDose:
    """The day of a last dose, and its time if it was counted in hours."""

    day: date
    time: datetime | None = None


def sections(plan: PartPlan[MedicinesPart], context: PartContext) -> list[Section]:
    """Return a table of the medicines; above it a warning for each last dose that is past."""
    part = plan.content
    rows: list[tuple[Inlines, ...]] = []
    warnings: list[Inlines] = []
    for medicine in part.medicines:
        if not context.schedule.is_shown(medicine.when, medicine.place):
            continue
        name = _name(medicine, context)
        rule = last_dose_rule(medicine)
        last = last_dose(rule, context)
        step = task(last, medicine, name, context)
        if step and step.is_past:
            warnings.append(past_warning(context, name, medicine.place))
        what = (Strong((name,)), *lines_below(medicine.kind, medicine.note))
        before = say(rule, last, step, medicine, context)
        if approval := _approval(medicine, context):
            before = (*before, Break(), Strong(approval))
        rows.append((what, before, _resume(medicine, context)))
    keys = ("medicine", "last-dose", "start-again")
    heads = tuple((context.text(key, plan.place),) for key in keys)
    table = [Table(heads, tuple(rows), ("left",) * 3, even=True)] if rows else []
    title = part.title or context.text("medicines", plan.place)
    return [opening(plan, title, [*paragraphs(part.intro), *warning_box(warnings), *table])]


def last_dose(rule: LastDoseRule, context: PartContext) -> LastDose | None:
    """Return when the last dose is; None if it has no day, or that cannot be known."""
    schedule = context.schedule
    match rule:
        case LastDoseDays(days, place):
            day = schedule.day_by(dates.last_dose, days, place)
            return LastDose(day) if day else None
        case HoldHours(hours, before, place):
            moment = schedule.hours_before(hours, before, place)
            return LastDose(dates.display_day(moment), moment) if moment else None
        case MissingRule(what, place):
            schedule.needs(place, what)
            return None
        case KeepTaking():
            return None


def say(
    rule: LastDoseRule,
    last: LastDose | None,
    step: Task | None,
    medicine: Medicine,
    context: PartContext,
) -> Inlines:
    """Return what the patient does before the surgery; nothing if that cannot be known.

    A last dose whose time is past, by its ``step``, is no longer said to be taken.
    """
    place = medicine.place
    if isinstance(rule, KeepTaking):
        return context.inlines("keep-if-needed" if medicine.as_needed else "keep-taking", place)
    if last is None:
        return ()
    words = {
        (False, False): "take-last",
        (False, True): "last-was",
        (True, False): "need-last",
        (True, True): "need-was",
    }[medicine.as_needed, step is not None and step.is_past]
    when = context.moment(last.time) if last.time else context.day(last.day)
    key = f"{words}-{'by' if last.time else 'on'}"
    return context.inlines(key, place, when=[Strong((Text(when, place),))])


def task(
    last: LastDose | None, medicine: Medicine, name: Text, context: PartContext
) -> Task | None:
    """Return the step of a last dose in the countdown; None if it has no day."""
    if last is None:
        return None
    place = medicine.place
    words = "need-of" if medicine.as_needed else "last-of"
    if context.schedule.has_passed(last.time or last.day):
        phone = Text("{{ practice.phone }}", place)
        step = context.inlines(f"{words}-passed", place, what=[name], phone=[phone])
    elif last.time:
        time = context.time(last.time, place)
        step = context.inlines(f"{words}-by", place, what=[name], time=[time])
    else:
        step = context.inlines(words, place, what=[name])
    if approval := _approval(medicine, context):
        # Patients read the countdown without the plan beside it.
        step = (*step, Text(". ", place), Strong(approval))
    return add_task(context, last.day, last.time, step, place)


def _name(medicine: Medicine, context: PartContext) -> Text:
    name = context.schedule.required(medicine.name, "which medicine this is")
    return name or context.text("medicine", medicine.place)


def _approval(medicine: Medicine, context: PartContext) -> Inlines:
    """Return the words for a medicine that is not stopped without its prescriber's approval."""
    if not medicine.prescriber_must_approve:
        return ()
    return context.inlines("prescriber", medicine.place)


def _resume(medicine: Medicine, context: PartContext) -> Inlines:
    """Return when the medicine is started again, which is needed unless it is taken as usual."""
    if medicine.resume.value:
        return (medicine.resume.value,)
    is_usual = medicine.keep_taking.typed and not counts_back(medicine)
    if not medicine.keep_taking.value and not is_usual:
        context.schedule.needs(medicine.resume.place, "when it is started again")
    return ()


MAKER = SectionMaker(MedicinesPart, sections, personal=True)
