"""From a packet's numbers and one patient's answers to days, times and problems with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import TypeVar

from press import dates
from press.brand.brand import Brand
from press.content.packets.answers import Answer
from press.content.packets.field_source import FieldValue
from press.content.packets.packet import Packet
from press.content.packets.part_kind import Anchor
from press.content.tree import Inline
from press.content.values import Values, lookup
from press.problems import Place, Problem

T = TypeVar("T")

ANCHORS: tuple[Anchor, ...] = ("surgery", "arrival")
UNSET = "Only the practice can say it: write what a clinician of yours has approved"


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do on a ``day``, by a ``time`` if it has one.

    It ``is_past`` if nobody can do it any more when the packet is printed.
    """

    day: date
    time: datetime | None
    text: tuple[Inline, ...]
    place: Place
    is_past: bool


@dataclass
class Schedule:
    """The dates of one packet for one patient, and every problem and remark about them.

    ``source`` is the place of the patient's values. ``printed`` is the practice's wall time at
    which the packet is made. Parts add their steps to ``tasks``, for the countdown.
    """

    packet: Packet
    brand: Brand
    answers: Mapping[str, Answer]
    source: Place
    printed: datetime
    language: str
    problems: list[Problem] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def surgery(self) -> datetime | None:
        """The moment of the surgery; None if it was not given."""
        answer = self.answers.get("surgery")
        return answer if isinstance(answer, datetime) else None

    @property
    def arrival(self) -> datetime | None:
        """The moment of the arrival; on the day of the surgery if only its time was given."""
        answer = self.answers.get("arrival")
        if isinstance(answer, datetime):
            return answer
        if isinstance(answer, time) and self.surgery:
            return datetime.combine(self.surgery.date(), answer)
        return None

    def check_anchors(self) -> None:
        """Note what is wrong with the surgery and the arrival, from which dates are counted."""
        zone, surgery, arrival = self.brand.time_zone, self.surgery, self.arrival
        if not zone and any(ask.kind in ("moment", "time") for ask in self.packet.asks):
            message = "The practice's time zone is not known, and dates hang on it"
            self._note("D04", self.brand.place, message, "Set time_zone, such as America/New_York")
            return
        for name in ANCHORS if zone else ():
            self._check_clock(name, zone or "")
        if surgery and dates.is_closed(surgery.date(), self.brand.closed_days):
            message = "'surgery' is on a day on which the practice is closed"
            self._note("D07", self.source, message, "Check the day")
        if surgery and arrival and arrival > surgery:
            message = "'arrival' is later than 'surgery'"
            self._note("D04", self.source, message, "Correct one of them")

    def _check_clock(self, name: Anchor, zone: str) -> None:
        """Note an anchor at a wall time that the clocks skip, or show twice."""
        moment = self._moment_of(name)
        if moment and dates.is_skipped(moment, zone):
            message = f"'{name}' is a time that the clocks skip on that day"
            self._note("D04", self.source, message, "Check the time: the clocks go forward")
        elif moment and dates.is_repeated(moment, zone):
            message = f"'{name}' is a time that the clocks show twice on that day"
            hint = "Tell the patient which one: the clocks go back"
            self._note("D05", self.source, message, hint)

    def needs(self, place: Place, what: str) -> None:
        """Note a medical number that is missing: only the practice can give it."""
        self._note("D01", place, f"Not set: {what}", UNSET)

    def required(self, value: FieldValue[T], what: str) -> T | None:
        """Return the value of a field; None if it is missing, which is noted as ``what``."""
        if value.value is None:
            self.needs(value.place, what)
        return value.value

    def anchor(self, name: Anchor, place: Place) -> datetime | None:
        """Return the moment from which dates are counted; None if it was not given.

        It is a problem if the packet does not even ask for it.
        """
        moment = self._moment_of(name)
        if moment is None and name not in {ask.name for ask in self.packet.asks}:
            kind = "moment" if name == "surgery" else "time"
            message = f"Dates are counted from '{name}', which was not given"
            hint = f"Let the packet ask for it: {{name: {name}, type: {kind}, label: …}}"
            self._note("D02", place, message, hint)
        return moment

    def is_shown(self, when: str | None, place: Place) -> bool:
        """Return True if a part or row is shown whose value is ``when``; None needs no value."""
        if when is None:
            return True
        try:
            return bool(lookup(when, self.values))
        except KeyError as unknown:
            hint = str(unknown.args[0])
            self._note("V01", place, f"There is no value called '{when}'", hint)
            return False

    def hours_before(self, hours: int, anchor: Anchor, place: Place) -> datetime | None:
        """Return the wall time ``hours`` before an anchor; None if that was not given.

        A change of the clocks in between is noted.
        """
        moment = self.anchor(anchor, place)
        if moment is None or not self.brand.time_zone:
            return None
        counted = dates.hours_before(moment, hours, self.brand.time_zone)
        if counted.repeated:
            message = "The clocks show this time twice on that night"
            self._note("D05", place, message, "Check it with the clinician")
        if counted.skipped:
            message = "The clocks skip this time on that night"
            hint = "Choose with the clinician which time is meant, and write other hours"
            self._note("D04", place, message, hint)
        elif counted.clocks_change and not counted.repeated:
            message = (
                "The clocks change between this time and the surgery: "
                "so many hours on the wall are one more or less"
            )
            self._note("D05", place, message, "Check it with the clinician")
        return counted.moment

    def day_by(self, rule: Callable[[date, int], date], days: int, place: Place) -> date | None:
        """Return the day that ``rule`` counts from the day of the surgery; None if there is none.

        A number that cannot be right is noted.
        """
        surgery = self.anchor("surgery", place)
        if surgery is None:
            return None
        try:
            return rule(surgery.date(), days)
        except dates.NotADateError as error:
            self._note("D04", place, f"This number {error.what}", error.hint)
            return None

    def call_by(self, surgery: date, days: int) -> date:
        """Return the last day for a call, by the days on which this practice is closed."""
        return dates.call_by(surgery, days, self.brand.closed_days)

    @property
    def with_year(self) -> bool:
        """True if days are written with their year."""
        return self.surgery is not None and dates.crosses_year([self.printed, self.surgery])

    def has_passed(self, deadline: date | datetime) -> bool:
        """Return True if a deadline is over when the packet is printed."""
        return dates.is_past(deadline, self.printed)

    def is_past(self, deadline: date | datetime, place: Place) -> bool:
        """Return True if a deadline is over when the packet is printed, which is noted."""
        if not self.has_passed(deadline):
            return False
        hint = "The page says so in red, and to call today: call the patient"
        self._note("D06", place, "A date in this packet has passed already", hint)
        return True

    @cached_property
    def values(self) -> Values:
        """What ``{{ … }}`` may ask for: the practice, and each answer; None if not given."""
        values: dict[str, str | Values | None] = dict(self.brand.values)
        for ask in self.packet.asks:
            values[ask.name] = self.in_words(self.answers.get(ask.name), ask.kind)
        return values

    def in_words(self, answer: Answer | None, kind: str) -> str | dict[str, str | None] | None:
        """Return an answer as a text has it: a moment has a day, a date and a time.

        None if the answer was not given, or is no.
        """
        if kind == "moment":
            return _moment_words(answer if isinstance(answer, datetime) else None, self.language)
        if answer is None or answer is False:
            return None
        if answer is True:
            return "yes"
        if isinstance(answer, time):
            return dates.time_in_words(answer, self.language)
        if isinstance(answer, date):
            return dates.date_in_words(answer, self.language, year=True)
        return answer

    def _moment_of(self, anchor: Anchor) -> datetime | None:
        return self.surgery if anchor == "surgery" else self.arrival

    def _note(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))


def _moment_words(moment: datetime | None, language: str) -> dict[str, str | None]:
    """Return the words of a moment; each is None if the moment was not given."""
    if moment is None:
        return dict.fromkeys(("day", "date", "time"))
    day, whole = (dates.day_in_words(moment, language, year) for year in (False, True))
    return {"day": day, "date": whole, "time": dates.time_in_words(moment, language)}
