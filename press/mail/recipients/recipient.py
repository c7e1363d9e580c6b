"""What a row of a list comes to: a Recipient, one who is left out, or one who is refused with the reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from press.content.values import Values
from press.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Address:
    """A block as printed: ``lines`` in capitals, who it is for first, city or country last.

    ``zip5`` is empty, ``plus4`` and ``delivery_point`` (two digits) are None, where they are not given or the country is
    not the USA. ``country`` is an ISO code. ``household`` is equal for one address whoever lives there, and tells nothing.
    """

    lines: tuple[str, ...]
    zip5: str
    plus4: str | None
    delivery_point: str | None
    country: str
    household: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who gets a letter: ``language`` is a code such as es, ``values`` what the text may ask for."""

    number: int
    place: Place
    address: Address
    language: str | None
    values: Values


class Left(NamedTuple):
    """One who gets no letter, and that is no mistake; ``said`` is the reason with the line that it comes from, if it has one."""

    number: int
    place: Place
    reason: str
    said: str = ""


class Refused(NamedTuple):
    """One who gets no letter before the list is mended."""

    number: int
    place: Place
    problems: tuple[Problem, ...]


Checked = Recipient | Left | Refused


class Rules(NamedTuple):
    """What a list is judged by.

    ``needed`` are the values that the letter cannot do without, such as ``appointment.date``; ``language`` that of its text;
    ``today`` the practice's day. ``fits`` says why a block cannot be printed, ``holds`` whether a line is narrow enough for
    it, ``prints`` whether the fonts have every letter (asked only about what is not ASCII).
    ``others`` are further languages that the letter is written in, ``zone`` is the practice's, for the change of its clocks.
    """

    needed: frozenset[str]
    language: str
    today: date
    fits: Callable[[Address], str | None] | None = None
    prints: Callable[[str], bool] | None = None
    holds: Callable[[str], bool] | None = None
    others: frozenset[str] = frozenset()
    zone: str | None = None
