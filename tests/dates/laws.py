"""Laws that hold for every date, each as drawn values and a check, for press.dates and mutants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dates.table import Engine

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

SURGERY = st.dates(date(2002, 1, 1), date(2098, 1, 1))
CLOCK = st.builds(time, st.integers(0, 23), st.integers(0, 59))
MOMENT = st.builds(datetime.combine, SURGERY, CLOCK)
DAYS = st.integers(0, 366)
HOURS = st.integers(0, 4 * 24 * 30).map(lambda quarters: quarters / 4)
MOVE = st.integers(-700, 700)
ZONE = st.sampled_from(
    [
        "America/New_York",
        "America/Phoenix",
        "Europe/Madrid",
        "Europe/London",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "America/St_Johns",
    ]
)
CONSTANT = st.sampled_from(["America/Phoenix", "Pacific/Honolulu", "Asia/Kolkata", "UTC"])
CLOSED_BEFORE = st.sets(st.integers(0, 40), max_size=20)  # days before the surgery
LANGUAGE = st.sampled_from(["en-US", "en-GB", "es", "es-US", "fr", "de", "ko", "fil", "ar"])


class Law(NamedTuple):
    """A law ``about`` some strategies: ``check(engine, *drawn)`` fails if it does not hold."""

    check: Callable[..., None]
    about: tuple[st.SearchStrategy[Any], ...]

    def hold(self, engine: Engine, examples: int) -> None:
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.tuples(*self.about))
        def judged(drawn: tuple[Any, ...]) -> None:
            self.check(engine, *drawn)

        judged()


LAWS: dict[str, Law] = {}


def law(*about: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def register(check: Callable[..., None]) -> Callable[..., None]:
        LAWS[check.__name__] = Law(check, about)
        return check

    return register


@law(SURGERY, DAYS, MOVE)
def a_surgery_moved_by_n_days_moves_the_last_dose_by_n(
    engine: Engine, surgery: date, days: int, move: int
) -> None:
    assert (
        engine.last_dose(surgery + move * DAY, days) == engine.last_dose(surgery, days) + move * DAY
    )
    assert (
        engine.day_before(surgery + move * DAY, -days)
        == engine.day_before(surgery, -days) + move * DAY
    )


@law(SURGERY, DAYS)
def a_last_dose_is_that_many_days_before_whatever_weekday_it_is(
    engine: Engine, surgery: date, days: int
) -> None:
    assert (surgery - engine.last_dose(surgery, days)).days == days
    assert (engine.day_before(surgery, -days) - surgery).days == days


@law(MOMENT, HOURS, MOVE, ZONE)
def a_surgery_moved_by_n_days_moves_hours_on_the_wall_by_n(
    engine: Engine, moment: datetime, hours: float, move: int, zone: str
) -> None:
    moved = engine.hours_before(moment + move * DAY, hours, zone).moment
    assert moved == engine.hours_before(moment, hours, zone).moment + move * DAY


@law(SURGERY, DAYS, CLOSED_BEFORE, st.integers(-100, 100))
def a_surgery_moved_by_weeks_moves_the_call_with_its_closed_days(
    engine: Engine, surgery: date, days: int, closed: set[int], weeks: int
) -> None:
    shut = {surgery - (days + back) * DAY for back in closed}
    moved = {day + 7 * weeks * DAY for day in shut}
    assert (
        engine.call_by(surgery + 7 * weeks * DAY, days, moved)
        == engine.call_by(surgery, days, shut) + 7 * weeks * DAY
    )


@law(SURGERY, DAYS, CLOSED_BEFORE)
def a_call_is_on_an_open_day_no_later_and_no_earlier_than_it_must(
    engine: Engine, surgery: date, days: int, closed: set[int]
) -> None:
    latest = surgery - days * DAY
    shut = {latest - back * DAY for back in closed}
    last_call = engine.call_by(surgery, days, shut)
    assert last_call <= latest
    assert last_call not in shut
    assert last_call.isoweekday() <= 5
    between = [last_call + number * DAY for number in range(1, (latest - last_call).days + 1)]
    assert all(day in shut or day.isoweekday() > 5 for day in between)


@law(MOMENT, HOURS, ZONE)
def hours_on_the_wall_go_there_and_back(
    engine: Engine, moment: datetime, hours: float, zone: str
) -> None:
    counted = engine.hours_before(moment, hours, zone)
    assert counted.moment + timedelta(hours=hours) == moment
    assert counted.moment.tzinfo is None
    assert counted.skipped == engine.is_skipped(counted.moment, zone)
    assert counted.repeated == engine.is_repeated(counted.moment, zone)


@law(MOMENT, HOURS, HOURS, ZONE)
def hours_add_up(engine: Engine, moment: datetime, first: float, second: float, zone: str) -> None:
    step = engine.hours_before(moment, first, zone).moment
    assert (
        engine.hours_before(step, second, zone).moment
        == engine.hours_before(moment, first + second, zone).moment
    )


@law(MOMENT, HOURS, CONSTANT)
def where_clocks_are_never_changed_no_flag_is_set(
    engine: Engine, moment: datetime, hours: float, zone: str
) -> None:
    assert engine.hours_before(moment, hours, zone)[1:] == (False, False, False)


@law(MOMENT, HOURS, ZONE)
def more_or_fewer_hours_pass_only_where_it_is_flagged(
    engine: Engine, moment: datetime, hours: float, zone: str
) -> None:
    counted = engine.hours_before(moment, hours, zone)
    begin, end = (
        wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for wall in (counted.moment, moment)
    )
    assert counted.clocks_change or end - begin == timedelta(hours=hours)


@law(st.datetimes(datetime(2002, 1, 1), datetime(2030, 1, 1)), ZONE)
def what_a_clock_shows_is_not_skipped_and_what_it_shows_again_is_repeated(
    engine: Engine, utc: datetime, zone: str
) -> None:
    home = ZoneInfo(zone)
    shown, again = (
        (utc.replace(tzinfo=UTC) + shift).astimezone(home).replace(tzinfo=None, fold=0)
        for shift in (0 * DAY, timedelta(hours=1))
    )
    assert not engine.is_skipped(shown, zone)
    assert shown != again or engine.is_repeated(shown, zone)


@law(SURGERY, MOMENT)
def a_day_is_past_with_its_last_minute(engine: Engine, day: date, printed: datetime) -> None:
    assert engine.is_past(day, printed) == (datetime.combine(day + DAY, time(0)) <= printed)
    near = datetime.combine(day, printed.time())
    assert not engine.is_past(day, near)
    assert engine.is_past(day, near + DAY)


@law(MOMENT, st.integers(-3000, 3000), st.integers(0, 3000))
def what_is_past_stays_past(engine: Engine, what: datetime, minutes: int, later: int) -> None:
    printed = what + minutes * MINUTE
    assert engine.is_past(what, printed) <= engine.is_past(what, printed + later * MINUTE)
    assert engine.is_past(what, what)
    assert not engine.is_past(what, what - 2 * MINUTE)


@law(MOMENT, LANGUAGE)
def midnight_is_written_as_the_minute_before(
    engine: Engine, moment: datetime, language: str
) -> None:
    midnight = datetime.combine(moment.date(), time(0))
    assert engine.moment_in_words(midnight, language, year=True) != engine.moment_in_words(
        midnight + MINUTE, language, year=True
    )
    assert engine.day_in_words(midnight, language, year=True) == engine.day_in_words(
        midnight.date() - DAY, language, year=True
    )
    assert engine.is_past(midnight, midnight - MINUTE)


@law(MOMENT, MOMENT, LANGUAGE)
def two_moments_have_different_words(
    engine: Engine, first: datetime, other: datetime, language: str
) -> None:
    other = datetime.combine(first.date(), other.time()) if other.minute % 2 else other
    alike = engine.moment_in_words(first, language, year=True) == engine.moment_in_words(
        other, language, year=True
    )
    assert alike == (engine.display_moment(first) == engine.display_moment(other))


@law(SURGERY, CLOCK)
def what_is_written_the_one_way_is_read(engine: Engine, day: date, clock: time) -> None:
    assert engine.read_day(day.isoformat()) == day
    assert engine.read_clock(clock.isoformat("minutes")) == clock
    moment = datetime.combine(day, clock)
    assert engine.read_moment(moment.isoformat("T", "minutes")) == moment


NEARLY_A_DATE = (
    r"[0-9]{1,4}[-/. T][0-9]{1,2}[-/.:][0-9]{1,4}"
    r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}|Z| ?[AP]M|\+01:00)?)?"
)
WRITTEN = st.one_of(
    st.text(max_size=20),
    st.from_regex(NEARLY_A_DATE, fullmatch=True),
    st.datetimes().map(datetime.isoformat),
    st.datetimes().map(lambda moment: moment.strftime("%d/%m/%y")),
)


@law(WRITTEN)
def what_is_read_is_what_was_written_and_the_rest_is_refused_without_it(
    engine: Engine, text: str
) -> None:
    for read in (engine.read_day, engine.read_clock, engine.read_moment):
        try:
            value, message = read(text), ""
        except engine.NotADateError as error:
            value, message = None, f"{error.what}. {error.hint}"
        if value is None:
            assert message.count(". ") == 1
            assert len(text) < 12 or text not in message
        elif read is engine.read_day:
            assert text == value.isoformat()
        else:
            assert text == value.isoformat()[:-3]
