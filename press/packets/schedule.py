"""From a packet's numbers and one patient's answers to days and times, and to what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from press import dates
from press.brand.brand import Brand
from press.content.packets.answers import Answer
from press.content.packets.packet import Packet, PartPlan
from press.content.values import Values, lookup
from press.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done on a ``day``, by a ``time`` if it has one; it has ``passed`` when the packet is printed."""

    day: date
    time: datetime | None
    what: tuple[Any, ...]  # inlines
    place: Place
    passed: bool


@dataclass
class Schedule:
    """One packet for one patient: the anchors, and every problem and remark that was found in its dates.

    ``printed`` is the practice's wall time at which the packet is made.
    """

    packet: Packet
    brand: Brand
    answers: Mapping[str, Answer]
    source: Place  # of the values
    printed: datetime
    language: str
    problems: list[Problem] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def surgery(self) -> datetime | None:
        found = self.answers.get("surgery")
        return found if isinstance(found, datetime) else None

    @property
    def arrival(self) -> datetime | None:
        """On the day of the surgery, where only its time is given."""
        found = self.answers.get("arrival")
        if isinstance(found, datetime):
            return found
        return (
            datetime.combine(self.surgery.date(), found)
            if isinstance(found, time) and self.surgery
            else None
        )

    def check_anchors(self) -> None:
        """Problems for an anchor that the clock skips, or that lies behind another; a remark for one that it shows twice."""
        zone = self.brand.time_zone
        if not zone and any(ask.kind in ("moment", "time") for ask in self.packet.asks):
            message = "The practice's time zone is not known, and dates hang on it"
            self.problems.append(
                Problem(self.brand.place, "D04", message, "Set time_zone, such as America/New_York")
            )
            return
        for name in ("surgery", "arrival"):
            moment = getattr(self, name)
            if moment and zone and dates.is_skipped(moment, zone):
                message = f"'{name}' is a time that the clocks skip on that day"
                self.problems.append(
                    Problem(self.source, "D04", message, "Check the time: the clocks go forward")
                )
            elif moment and zone and dates.is_repeated(moment, zone):
                message = f"'{name}' is a time that the clocks show twice on that day"
                self.problems.append(
                    Problem(
                        self.source,
                        "D05",
                        message,
                        "Tell the patient which one: the clocks go back",
                    )
                )
        if self.surgery and dates.is_closed(self.surgery.date(), self.brand.closed_days):
            self.problems.append(
                Problem(
                    self.source,
                    "D07",
                    "'surgery' is on a day on which the practice is closed",
                    "Check the day",
                )
            )
        if self.surgery and self.arrival and self.arrival > self.surgery:
            self.problems.append(
                Problem(
                    self.source, "D04", "'arrival' is later than 'surgery'", "Correct one of them"
                )
            )

    def needs(self, plan: PartPlan, *path: str | int, what: str) -> None:
        """A medical number that is not there: nobody but the practice can say it."""
        hint = "Only the practice can say it: write what a clinician of yours has approved"
        self.problems.append(Problem(plan.place_of(*path), "D01", f"Not set: {what}", hint))

    def anchor(self, name: str, place: Place) -> datetime | None:
        """The moment that dates are counted from; a problem where the packet does not ask for it."""
        moment: datetime | None = getattr(self, name)
        if moment is None and name not in {
            ask.name for ask in self.packet.asks
        }:  # else it was said already
            message = f"Dates are counted from '{name}', which was not given"
            hint = f"Let the packet ask for it: {{name: {name}, type: {'moment' if name == 'surgery' else 'time'}, label: …}}"
            self.problems.append(Problem(place, "D02", message, hint))
        return moment

    def holds(self, when: str | None, place: Place) -> bool:
        """True if what depends on a value is to be shown."""
        if when is None:
            return True
        try:
            return bool(lookup(when, self.values))
        except KeyError as unknown:
            self.problems.append(
                Problem(place, "V01", f"There is no value called '{when}'", str(unknown.args[0]))
            )
            return False

    def back(self, hours: int, before: str, place: Place) -> datetime | None:
        """So many hours before an anchor, on the wall clock."""
        moment = self.anchor(before, place)
        if moment is None or not self.brand.time_zone:
            return None
        counted = dates.hours_before(moment, hours, self.brand.time_zone)
        if counted.repeated:
            message = "The clocks show this time twice on that night"
            self.problems.append(Problem(place, "D05", message, "Check it with the clinician"))
        if counted.skipped:
            message = "The clocks skip this time on that night"
            self.problems.append(
                Problem(
                    place,
                    "D04",
                    message,
                    "Choose with the clinician which time is meant, and write other hours",
                )
            )
        elif counted.clocks_change and not counted.repeated:
            message = "The clocks change between this time and the surgery: so many hours on the wall are one more or less"
            self.problems.append(Problem(place, "D05", message, "Check it with the clinician"))
        return counted.moment

    def counted(self, count: Callable[..., date], days: int, place: Place) -> date | None:
        """A day by one of the ways to count from the surgery's; a problem where the number cannot be right."""
        surgery = self.anchor("surgery", place)
        if surgery is None:
            return None
        try:
            return count(surgery.date(), days)
        except dates.NotADateError as error:
            self.problems.append(Problem(place, "D04", f"This number {error.what}", error.hint))
            return None

    def call_by(self, surgery: date, days: int) -> date:
        """The practice's own way to count to a call."""
        return dates.call_by(surgery, days, self.brand.closed_days)

    @property
    def with_year(self) -> bool:
        """True if days are said with their year."""
        return bool(self.surgery) and dates.crosses_year(
            [self.printed, *([self.surgery] if self.surgery else [])]
        )

    def passed(self, what: date | datetime, place: Place) -> bool:
        """True if it lies behind the day of printing; then a remark says so, too."""
        if not dates.is_past(what, self.printed):
            return False
        hint = "The page says so in red, and to call today: call the patient"
        self.problems.append(
            Problem(place, "D06", "A date in this packet has passed already", hint)
        )
        return True

    @cached_property
    def values(self) -> Values:
        """What ``{{ … }}`` may ask for: the practice, and each answer in words; what was not given is None."""
        made: dict[str, Any] = dict(self.brand.values)
        for ask in self.packet.asks:
            made[ask.name] = self.said(self.answers.get(ask.name), ask.kind)
        return made

    def said(self, answer: Answer | None, kind: str) -> Any:
        if kind == "moment":
            return _in_words(answer if isinstance(answer, datetime) else None, self.language)
        if answer is None or answer is False:
            return None
        if answer is True:
            return "yes"
        if isinstance(answer, time):
            return dates.time_in_words(answer, self.language)
        return (
            dates.date_in_words(answer, self.language, year=True)
            if isinstance(answer, date)
            else answer
        )


def _in_words(moment: datetime | None, language: str) -> dict[str, str | None]:
    """A moment as a text may ask for it; nothing where it was not given."""
    if moment is None:
        return dict.fromkeys(("day", "date", "time"))
    day, whole = (dates.day_in_words(moment, language, year) for year in (False, True))
    return {"day": day, "date": whole, "time": dates.time_in_words(moment, language)}
