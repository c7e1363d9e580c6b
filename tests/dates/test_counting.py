"""Numbers that cannot be counted with are refused, and no wall time has a zone."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from press import dates
from press.dates import (
    NotADateError,
    call_by,
    day_before,
    display_day,
    hours_before,
    is_past,
    last_dose,
)

SURGERY = date(2027, 3, 9)
MOMENT = datetime(2027, 3, 9, 8)
NEW_YORK = "America/New_York"


class Always:
    """A practice that is never open."""

    def __contains__(self, day: object) -> bool:
        return True


def test_a_practice_that_is_never_open_is_no_endless_search() -> None:
    with pytest.raises(NotADateError, match="31 closed days in a row"):
        call_by(SURGERY, 7, Always())


@pytest.mark.parametrize("days", [2.0, 2.5, "2", None])
def test_days_are_whole(days: int) -> None:
    """A last dose 2.5 days before would be one of two."""
    for count in (last_dose, day_before):
        with pytest.raises(TypeError):
            count(SURGERY, days)


@pytest.mark.parametrize("hours", [-0.5, 1e9, float("nan"), float("inf"), 0.001])
def test_hours_are_whole_minutes_of_a_year_at_most(hours: float) -> None:
    with pytest.raises(NotADateError, match="number of hours"):
        hours_before(MOMENT, hours, NEW_YORK)


def test_a_surgery_with_its_time_is_counted_from_its_day() -> None:
    for moment in (MOMENT, datetime(2027, 3, 9, 0, 0), datetime(2027, 3, 9, 23, 59)):
        day = last_dose(moment, 7)
        assert day == date(2027, 3, 2)
        assert not isinstance(day, datetime)
        assert not isinstance(call_by(moment, 7, ()), datetime)


def test_the_day_on_paper_is_a_day() -> None:
    assert display_day(SURGERY) == SURGERY
    assert display_day(MOMENT) == SURGERY
    assert display_day(datetime(2027, 3, 9)) == date(2027, 3, 8)


AWARE = MOMENT.replace(tzinfo=ZoneInfo(NEW_YORK))
WITH_A_ZONE: dict[str, Callable[[], object]] = {
    "last_dose": lambda: last_dose(AWARE, 7),
    "call_by": lambda: call_by(AWARE, 7, ()),
    "hours_before": lambda: hours_before(AWARE, 8, NEW_YORK),
    "is_skipped": lambda: dates.is_skipped(AWARE, NEW_YORK),
    "is_repeated": lambda: dates.is_repeated(AWARE, NEW_YORK),
    "is_past, what": lambda: is_past(AWARE, MOMENT),
    "is_past, printed": lambda: is_past(SURGERY, MOMENT.replace(tzinfo=UTC)),
    "day_in_words": lambda: dates.day_in_words(AWARE, "en-US"),
    "time_in_words": lambda: dates.time_in_words(AWARE, "en-US"),
    "moment_in_words": lambda: dates.moment_in_words(AWARE, "en-US"),
}


@pytest.mark.parametrize("call", WITH_A_ZONE.values(), ids=WITH_A_ZONE)
def test_a_moment_with_a_zone_is_a_mistake_of_the_program(call: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match="a wall time has no zone"):
        call()


def test_fold_changes_no_comparison() -> None:
    """A wall time with Python's ``fold`` is the same wall time."""
    twice = datetime(2026, 11, 1, 1, 30)
    other = twice.replace(fold=1)
    assert dates.is_repeated(twice, NEW_YORK)
    assert dates.is_repeated(other, NEW_YORK)
    assert not dates.is_skipped(other, NEW_YORK)
    assert hours_before(other, 1, NEW_YORK) == hours_before(twice, 1, NEW_YORK)


def test_the_error_says_what_and_how_and_can_be_pickled() -> None:
    with pytest.raises(NotADateError) as caught:
        dates.read_moment("2027-03-09")
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.what, error.hint) == (caught.value.what, caught.value.hint)
    assert (
        str(error)
        == "It has no time. Write it as year-month-day, T, hours:minutes: 2027-03-09T08:00."
    )


def test_a_day_of_another_century_is_read_with_an_earliest_year() -> None:
    assert dates.read_day("1938-02-05", earliest=1900) == date(1938, 2, 5)
    with pytest.raises(NotADateError, match="is not in the years 1900 to 2100"):
        dates.read_day("1899-12-31", earliest=1900)
