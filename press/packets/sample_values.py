"""From what a packet asks for to values of nobody, with which each part and row is shown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from press import dates
from press.brand.brand import Brand
from press.content.packets.answers import Given
from press.content.packets.packet import Ask, Packet
from press.content.packets.possible_dates import is_birth

BIRTH = "1960-01-01"
ARRIVAL, SURGERY = time(6, 30), time(8, 0)
WEDNESDAY = 2  # Monday is 0
WEEKS = range(2, 50)  # ahead, in which a day without surprises is looked for
LONGEST_HOLD = 192  # hours, within which the clocks must not change


def sample_values(packet: Packet, brand: Brand, printed: datetime) -> dict[str, Given]:
    """Return a value for all that is asked for: yes, and a surgery on an ordinary Wednesday."""
    day = _ordinary_day(brand, printed)
    return {ask.name: Given(_sample(ask, day), ask.place) for ask in packet.asks}


def _sample(ask: Ask, day: date) -> str:
    clock = ARRIVAL if ask.name == "arrival" else SURGERY
    match ask.kind:
        case "yes-no":
            return "yes"
        case "time":
            return clock.isoformat(timespec="minutes")
        case "moment":
            return datetime.combine(day, clock).isoformat(timespec="minutes")
        case "day":
            return BIRTH if is_birth(ask) else day.isoformat()
        case _:
            return "Sample"


def _ordinary_day(brand: Brand, printed: datetime) -> date:
    """Return a Wednesday on which the practice is open, and before which no clocks change."""
    first = printed.date() + timedelta(days=(WEDNESDAY - printed.weekday()) % 7)
    for week in WEEKS:
        day = first + timedelta(weeks=week)
        moment = datetime.combine(day, ARRIVAL)
        zone = brand.time_zone
        changes = zone and dates.hours_before(moment, LONGEST_HOLD, zone).clocks_change
        if not changes and not dates.is_closed(day, brand.closed_days):
            return day
    return first + timedelta(weeks=WEEKS[0])
