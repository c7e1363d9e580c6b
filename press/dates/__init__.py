"""From the day of surgery and the practice's numbers to the dates of a packet, and to words.

A wall time is a naive datetime: the time that a clock in the practice shows. The computer's own
time zone and language are never used.
"""

from press.dates.counting import (
    CountedTime,
    call_by,
    crosses_year,
    day_before,
    hours_before,
    is_closed,
    is_past,
    last_dose,
)
from press.dates.in_words import (
    date_in_words,
    day_in_words,
    moment_in_words,
    short_date,
    time_in_words,
    weekday_in_words,
)
from press.dates.reading import NotADateError, read_clock, read_day, read_moment
from press.dates.wall_clock import display_day, display_moment, is_repeated, is_skipped, now, today

__all__ = [
    "CountedTime",
    "NotADateError",
    "call_by",
    "crosses_year",
    "date_in_words",
    "day_before",
    "day_in_words",
    "display_day",
    "display_moment",
    "hours_before",
    "is_closed",
    "is_past",
    "is_repeated",
    "is_skipped",
    "last_dose",
    "moment_in_words",
    "now",
    "read_clock",
    "read_day",
    "read_moment",
    "short_date",
    "time_in_words",
    "today",
    "weekday_in_words",
]
