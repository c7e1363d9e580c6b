"""From the medicine plan, the last meals and the countdown as they were typed to their sections, with their days and times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from press import dates
from press.content.handout import Section
from press.content.packets.models import (
    CalendarFields,
    EatingFields,
    MedicineFields,
    MedicinesFields,
)
from press.content.packets.packet import PartPlan
from press.content.tree import (
    Alert,
    Block,
    Break,
    Inline,
    Item,
    List,
    Paragraph,
    Strong,
    Table,
    Text,
)
from press.packets.calendar_table import weeks
from press.packets.part_context import PartContext, broken, intro_of, opening, text_at, title_of
from press.packets.schedule import Task
from press.problems import Place

LEFT = "left"


def medicines(plan: PartPlan, setting: PartContext) -> list[Section]:
    """A table of what each medicine asks for; what has passed already stands above it, in a box."""
    fields: MedicinesFields = plan.fields
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    passed: list[tuple[Inline, ...]] = []
    for at, one in enumerate(fields.rows):
        place = plan.place_of("rows", at)
        if not setting.dated.holds(one.when, place):
            continue
        name = plan.text("rows", at, "name")
        if name is None:
            setting.dated.needs(plan, "rows", at, "name", what="which medicine this is")
            name = setting.text("medicine", place)
        before, late = _before(plan, at, one, setting, name)
        passed += [late] if late else []
        rows.append((_medicine(plan, at, name), before, _after(plan, at, one, setting)))
    heads = [(setting.text(key, plan.place),) for key in ("medicine", "last-dose", "start-again")]
    table = [Table(tuple(heads), tuple(rows), (LEFT,) * 3, even=True)] if rows else []
    return [
        opening(
            plan, title_of(plan, setting, "medicines"), [*intro_of(plan), *_late(passed), *table]
        )
    ]


def _medicine(plan: PartPlan, at: int, name: Text) -> tuple[Inline, ...]:
    kind, note = plan.text("rows", at, "class"), plan.text("rows", at, "note")
    return (Strong((name,)), *broken(kind, note))


def _before(
    plan: PartPlan, at: int, one: MedicineFields, setting: PartContext, name: Text
) -> tuple[tuple[Inline, ...], tuple[Inline, ...] | None]:
    """What is to be done before the surgery; and what to say if that day has passed."""
    dated, place = setting.dated, plan.place_of("rows", at)
    made: tuple[Inline, ...] = ()
    late: tuple[Inline, ...] | None = None
    warned = setting.inlines("prescriber", place) if one.prescriber_must_approve else ()
    also: tuple[Inline, ...] = (
        (Text(". ", place), Strong(warned)) if warned else ()
    )  # in the countdown, which hangs on the fridge
    if one.keep_taking:
        made = setting.inlines("keep-taking", place)
    elif one.hold_hours is not None:
        if moment := dated.back(
            one.hold_hours, one.before, plan.place_of("rows", at, "hold_hours")
        ):
            made = setting.inlines(
                "take-last-by", place, when=[Strong((Text(setting.moment(moment), place),))]
            )
            time = [Text(dates.time_in_words(moment, dated.language), place)]
            said = (*setting.inlines("last-of-by", place, what=[name], time=time), *also)
            late = _noted(setting, dates.display_day(moment), moment, said, name, place)
    elif (
        plan.has("rows", at, "keep_taking")
        and one.last_dose_days_before is None
        and not counts(plan, at)
    ):
        dated.needs(plan, "rows", at, "keep_taking", what="whether it is taken as usual")
    elif one.last_dose_days_before is None:
        typed = [
            key for key in ("last_dose_days_before", "hold_hours") if plan.has("rows", at, key)
        ]
        dated.needs(
            plan,
            "rows",
            at,
            typed[0] if typed else "last_dose_days_before",
            what="when the last dose is taken",
        )
    elif day := dated.counted(
        dates.last_dose,
        one.last_dose_days_before,
        plan.place_of("rows", at, "last_dose_days_before"),
    ):
        made = setting.inlines(
            "take-last-on", place, when=[Strong((Text(setting.day(day), place),))]
        )
        late = _noted(
            setting,
            day,
            None,
            (*setting.inlines("last-of", place, what=[name]), *also),
            name,
            place,
        )
    return ((*made, Break(), Strong(warned)) if warned else made), late


def counts(plan: PartPlan, at: int) -> bool:
    """True if a medicine's row has a field for when its last dose is, be it empty."""
    return plan.has("rows", at, "last_dose_days_before") or plan.has("rows", at, "hold_hours")


def _after(
    plan: PartPlan, at: int, one: MedicineFields, setting: PartContext
) -> tuple[Inline, ...]:
    resume = plan.text("rows", at, "resume")
    usual = one.keep_taking or (plan.has("rows", at, "keep_taking") and not counts(plan, at))
    if resume is None and not usual:
        setting.dated.needs(plan, "rows", at, "resume", what="when it is started again")
    return (resume,) if resume else ()


def _noted(
    setting: PartContext,
    day: date,
    time: datetime | None,
    what: tuple[Inline, ...],
    name: Text,
    place: Place,
) -> tuple[Inline, ...] | None:
    """Put a task into the countdown; what to say if it has passed."""
    passed = setting.dated.passed(time or day, place)
    setting.dated.tasks.append(Task(day, time, what, place, passed))
    return _passed(setting, name, place) if passed else None


def _passed(setting: PartContext, what: Text, place: Place) -> tuple[Inline, ...]:
    return setting.inlines(
        "passed", place, what=[Strong((what,))], phone=[Text("{{ practice.phone }}", place)]
    )


def _late(passed: Sequence[tuple[Inline, ...]]) -> list[Block]:
    return [Alert("warning", tuple(Paragraph(one) for one in passed))] if passed else []


def eating(plan: PartPlan, setting: PartContext) -> list[Section]:
    fields: EatingFields = plan.fields
    dated = setting.dated
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    passed: list[tuple[Inline, ...]] = []
    if fields.before is None:
        dated.needs(plan, "before", what="what the hours are counted back from, arrival or surgery")
    if fields.approved_by is None:
        dated.needs(plan, "approved_by", what="who approved these hours")
    for at, one in enumerate(fields.rows):
        place = plan.place_of("rows", at)
        if not dated.holds(one.when, place):
            continue
        if one.hours is None:
            dated.needs(plan, "rows", at, "hours", what="how many hours before it is stopped")
            continue
        what, note = text_at(plan, "rows", at, "what"), plan.text("rows", at, "note")
        moment = (
            dated.back(one.hours, fields.before, plan.place_of("rows", at, "hours"))
            if fields.before
            else None
        )
        if moment:
            until: tuple[Inline, ...] = (Strong((Text(setting.moment(moment), place),)),)
            rows.append(((Strong((what,)), *broken(note)), until))
            said = setting.inlines(
                "stop-at",
                place,
                what=[what],
                time=[Text(dates.time_in_words(moment, dated.language), place)],
            )
            passed += (
                [late]
                if (late := _noted(setting, dates.display_day(moment), moment, said, what, place))
                else []
            )
    heads = ((setting.text("food", plan.place),), (setting.text("until", plan.place),))
    table = [Table(heads, tuple(rows), (LEFT, LEFT))] if rows else []
    return [
        opening(
            plan,
            title_of(plan, setting, "eating"),
            [*intro_of(plan), *_late(passed), *table, *intro_of(plan, "note")],
        )
    ]


def calendar(plan: PartPlan, setting: PartContext) -> list[Section]:
    """Weeks as a calendar has them, each day with the steps that fall on it; below them the steps, to tick off."""
    dated = setting.dated
    tasks = sorted([*dated.tasks, *_entries(plan, setting), *_come(plan, setting)], key=_when)
    if not tasks or not dated.surgery:
        dated.anchor("surgery", plan.place)
        return [opening(plan, title_of(plan, setting, "countdown"), [])]
    steps = [
        setting.text("step", plan.place, step=str(number)).text
        for number in range(1, len(tasks) + 1)
    ]
    table = weeks(
        [(one.day, step) for one, step in zip(tasks, steps, strict=True)],
        dated.surgery.date(),
        dated.language,
        plan.place,
    )
    items, late = [], []
    for one, step in zip(tasks, steps, strict=True):
        head: tuple[Inline, ...] = (
            Strong((Text(f"{step}, {setting.day(one.day)}:", one.place),)),
            Text(" ", one.place),
            *one.what,
        )
        if one.passed:
            late.append(
                _passed(setting, Text(f"{step}, {setting.day(one.day)}", one.place), one.place)
            )
        items.append(Item((Paragraph(head),), checked=False))
    return [
        opening(
            plan, title_of(plan, setting, "countdown"), [*_late(late), table, List(tuple(items))]
        )
    ]


def _when(task: Task) -> tuple[date, bool, datetime]:
    return task.day, task.time is not None, task.time or datetime.min


def _entries(plan: PartPlan, setting: PartContext) -> Iterator[Task]:
    fields: CalendarFields = plan.fields
    dated = setting.dated
    for at, one in enumerate(fields.entries):
        place = plan.place_of("entries", at)
        if not dated.holds(one.when, place):
            continue
        if one.days_before is None and one.days_after is None:
            dated.needs(plan, "entries", at, "days_before", what="on which day this is done")
            continue
        days = one.days_before if one.days_before is not None else -(one.days_after or 0)
        day = dated.counted(dated.call_by if one.call_by else dates.day_before, days, place)
        if day:
            yield Task(
                day, None, (text_at(plan, "entries", at, "text"),), place, dated.passed(day, place)
            )


def _come(plan: PartPlan, setting: PartContext) -> Iterator[Task]:
    """The day itself."""
    dated, place = setting.dated, plan.place
    for moment, key in (
        (dated.arrival, "come-at"),
        (None if dated.arrival else dated.surgery, "surgery-at"),
    ):
        if moment:
            time = [Strong((Text(dates.time_in_words(moment, dated.language), place),))]
            yield Task(
                dates.display_day(moment),
                moment,
                setting.inlines(key, place, time=time),
                place,
                dated.passed(moment, place),
            )
