"""From the surgery's day and the practice's numbers to the days and times of a packet, and to the words that say them.

A wall time is a naive datetime: what a clock in the practice shows. Neither the machine's zone nor its language is asked.
"""

from press.dates.counting import (
    Counted,
    call_by,
    crosses_year,
    day_before,
    hours_before,
    is_closed,
    last_dose,
    passed,
)
from press.dates.in_words import (
    said_date,
    said_date_briefly,
    said_day,
    said_moment,
    said_time,
    said_weekday,
)
from press.dates.reading import NotADateError, read_clock, read_day, read_moment
from press.dates.wall_clock import as_said, day_of, gap, now, overlap, today

__all__ = [
    "Counted",
    "NotADateError",
    "as_said",
    "call_by",
    "crosses_year",
    "day_before",
    "day_of",
    "gap",
    "hours_before",
    "is_closed",
    "last_dose",
    "now",
    "overlap",
    "passed",
    "read_clock",
    "read_day",
    "read_moment",
    "said_date",
    "said_date_briefly",
    "said_day",
    "said_moment",
    "said_time",
    "said_weekday",
    "today",
]
