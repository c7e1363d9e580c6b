"""Mutants of press.dates: one wrong line each, as written in a hurry, that could harm a patient."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from press import dates

ROOM = Path(dates.__file__).parent
MODULES = (
    "reading",
    "wall_clock",
    "counting",
    "time_words",
    "locale_patterns",
    "in_words",
    "__init__",
)  # each after the modules that it imports


class Mutant(NamedTuple):
    """A mistake: the text ``right`` of ``module`` is replaced by ``wrong``."""

    name: str
    module: str
    right: str
    wrong: str


MUTANTS = (
    Mutant(
        "a day too many",
        "counting",
        "return _without_time(surgery) - days * DAY",
        "return _without_time(surgery) - (days + 1) * DAY",
    ),
    Mutant(
        "a day too few",
        "counting",
        "return _without_time(surgery) - days * DAY",
        "return _without_time(surgery) - (days - 1) * DAY",
    ),
    Mutant(
        "days after for days before",
        "counting",
        "return _without_time(surgery) - days * DAY",
        "return _without_time(surgery) + days * DAY",
    ),
    Mutant(
        "medicine dates that roll",
        "counting",
        "return _count_back(surgery, days_before)\n\n\ndef day_before",
        "return call_by(surgery, days_before, ())\n\n\ndef day_before",
    ),
    Mutant(
        "a last dose after the surgery",
        "counting",
        "if index(days_before) < 0:",
        "if index(days_before) < -400:",
    ),
    Mutant(
        "calls that roll forward",
        "counting",
        "day = latest - back * DAY",
        "day = latest + back * DAY",
    ),
    Mutant(
        "calls that roll a week",
        "counting",
        "day = latest - back * DAY",
        "day = latest - 7 * back * DAY",
    ),
    Mutant(
        "calls a day early",
        "counting",
        "range(LONGEST_CLOSURE + 1)",
        "range(1, LONGEST_CLOSURE + 1)",
    ),
    Mutant(
        "calls that give up a day early",
        "counting",
        "range(LONGEST_CLOSURE + 1)",
        "range(LONGEST_CLOSURE)",
    ),
    Mutant("calls on Saturdays", "counting", "WEEKEND = (5, 6)", "WEEKEND = (6,)"),
    Mutant(
        "weekdays that begin with 1",
        "counting",
        "day.weekday() in WEEKEND",
        "day.isoweekday() in WEEKEND",
    ),
    Mutant("calls on closed days", "counting", " or day in closed", ""),
    Mutant(
        "closed days that are the only ones", "counting", "day.weekday() in WEEKEND or day", "day"
    ),
    Mutant(
        "hours that pass instead of hours on the wall",
        "counting",
        "begin = end - timedelta(hours=hours)",
        "from zoneinfo import ZoneInfo as Z; from datetime import UTC; "
        "there = end.replace(tzinfo=Z(zone)).astimezone(UTC); "
        "begin = (there - timedelta(hours=hours)).astimezone(Z(zone)).replace(tzinfo=None, fold=0)",
    ),
    Mutant(
        "hours after for hours before",
        "counting",
        "begin = end - timedelta(hours=hours)",
        "begin = end + timedelta(hours=hours)",
    ),
    Mutant(
        "whole hours alone",
        "counting",
        "begin = end - timedelta(hours=hours)",
        "begin = end - timedelta(hours=int(hours))",
    ),
    Mutant(
        "changes looked for at both ends alone",
        "counting",
        "for number in range(days + 1)]",
        "for number in range(1)]",
    ),
    Mutant(
        "changes that are not looked for",
        "counting",
        "*daily, offsets(end, zone))) > 1",
        "*daily, offsets(end, zone))) > 9",
    ),
    Mutant(
        "changes that are not looked for at the end",
        "counting",
        "set().union(*daily, offsets(end, zone))",
        "set().union(*daily)",
    ),
    Mutant(
        "a time counted that is not there",
        "counting",
        "is_skipped(begin, zone), is_repeated(begin, zone)",
        "False, is_repeated(begin, zone)",
    ),
    Mutant(
        "the surgery's time asked for the counted one",
        "counting",
        "is_skipped(begin, zone), is_repeated",
        "is_skipped(end, zone), is_repeated",
    ),
    Mutant(
        "a time counted that is there twice", "counting", ", is_repeated(begin, zone)", ", False"
    ),
    Mutant(
        "today is past",
        "counting",
        "return deadline < naive(printed).date()",
        "return deadline <= naive(printed).date()",
    ),
    Mutant(
        "yesterday is not past",
        "counting",
        "return deadline < naive(printed).date()",
        "return deadline < naive(printed).date() - DAY",
    ),
    Mutant(
        "a time is past a minute late",
        "counting",
        "return display_moment(deadline) <= naive",
        "return display_moment(deadline) < naive",
    ),
    Mutant(
        "midnight is past a minute late",
        "counting",
        "return display_moment(deadline) <= naive",
        "return deadline <= naive",
    ),
    Mutant(
        "times compared by their days",
        "counting",
        "if isinstance(deadline, datetime):\n        return display",
        "if False:\n        return display",
    ),
    Mutant("years of what is not said", "counting", "len({display_day(day).year", "len({day.year"),
    Mutant(
        "gaps that are there",
        "wall_clock",
        "return back.replace(tzinfo=None, fold=0) != naive(moment)",
        "return False",
    ),
    Mutant(
        "aware arithmetic for gaps",
        "wall_clock",
        ".replace(tzinfo=home).astimezone(UTC).astimezone(home)",
        ".replace(tzinfo=home)",
    ),
    Mutant(
        "gaps that are there twice",
        "wall_clock",
        "return not is_skipped(moment, zone) and len",
        "return len",
    ),
    Mutant(
        "one time of two",
        "wall_clock",
        "for fold in (0, 1))\n    return {",
        "for fold in (0, 0))\n    return {",
    ),
    Mutant(
        "the zone of the machine",
        "wall_clock",
        "tzinfo=home, fold=fold",
        "tzinfo=None, fold=fold",
    ),
    Mutant(
        "midnight is its own day", "wall_clock", "return minute - MINUTE if", "return minute if"
    ),
    Mutant(
        "midnight is the day after",
        "wall_clock",
        "return minute - MINUTE if",
        "return minute + MINUTE if",
    ),
    Mutant(
        "12 AM", "in_words", "if clock.replace(second=0, microsecond=0) != MIDNIGHT:", "if True:"
    ),
    Mutant(
        "12 AM for moments",
        "in_words",
        "    shown = display_moment(moment)\n",
        "    shown = moment\n",
    ),
    Mutant(
        "12 PM",
        "in_words",
        "noon = patterns.twelve_hours and (clock.hour, clock.minute) == (12, 0)",
        "noon = False",
    ),
    Mutant(
        "noon at 12:30", "in_words", "(clock.hour, clock.minute) == (12, 0)", "clock.hour == 12"
    ),
    Mutant(
        "half past midnight alone",
        "in_words",
        "if locale_patterns(language).twelve_hours and clock.hour == 0:",
        "if False:",
    ),
    Mutant(
        "the night after",
        "in_words",
        "before=weekday_in_words(shown - timedelta(days=1)",
        "before=weekday_in_words(shown + timedelta(days=1)",
    ),
    Mutant(
        "nights that are not named", "in_words", "if shown.time() < MORNING else", "if False else"
    ),
    Mutant(
        "always this year",
        "in_words",
        "patterns.day_and_year if year else patterns.day)",
        "patterns.day)",
    ),
    Mutant(
        "the year of the week",
        "locale_patterns",
        "return untokenize_pattern(result)",
        'return untokenize_pattern(result).replace("y", "Y")',
    ),
    Mutant(
        "days of the year",
        "locale_patterns",
        "return untokenize_pattern(result)",
        'return untokenize_pattern(result).replace("d", "D")',
    ),
    Mutant("names that are cut", "locale_patterns", "return kind, (value[0], 4)", "return token"),
    Mutant(
        "minutes as months",
        "locale_patterns",
        "format_time(clock, self.clock,",
        'format_time(clock, self.clock.replace("m", "M"),',
    ),
    Mutant(
        "days that guess",
        "reading",
        "    _demand(DAY, text)\n    return",
        "    text = text.replace('/', '-')\n    return",
    ),
    Mutant(
        "moments that guess",
        "reading",
        "    _demand(MOMENT, text)\n",
        "    text = text.replace(' ', 'T')\n    _demand(MOMENT, text)\n",
    ),
    Mutant("other digits", "reading", 'r"[0-9]{4}-[0-9]{2}-', 'r"\\d{4}-[0-9]{2}-'),
    Mutant(
        "years that are typed wrongly",
        "reading",
        "if not earliest <= year <= LATEST:",
        "if not earliest <= year:",
    ),
    Mutant(
        "month and day", "reading", "return date(year, month, day)", "return date(year, day, month)"
    ),
    Mutant(
        "the end of the month for what is beyond it",
        "reading",
        "return date(year, month, day)",
        "return date(year, month, min(day, 28))",
    ),
    Mutant("24:00", "reading", "if hour > 23 or minute > 59:", "if hour > 24 or minute > 59:"),
)


def mutated(mutant: Mutant | None) -> ModuleType:
    """Load press.dates again, in memory alone, with the mistake in it; None is no mistake."""
    loaded = {
        name: module
        for name, module in sys.modules.items()
        if name == "press.dates" or name.startswith("press.dates.")
    }
    try:
        for name in MODULES:
            source = (ROOM / f"{name}.py").read_text(encoding="utf-8")
            if mutant and mutant.module == name:
                count = source.count(mutant.right)
                assert count == 1, f"{mutant.name}: the line is there {count} times"
                source = source.replace(mutant.right, mutant.wrong)
            full = "press.dates" if name == "__init__" else f"press.dates.{name}"
            module = sys.modules[full] = ModuleType(full)
            exec(compile(source, f"{name}.py", "exec"), vars(module))
        return module
    finally:
        sys.modules.update(loaded)
