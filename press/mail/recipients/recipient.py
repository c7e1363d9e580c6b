"""The outcomes of checking a row: a recipient, a left-out row, or a refused row with problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from press.content.values import Values
from press.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Address:
    """An address block as printed.

    ``lines`` are in capitals, from the addressee to the city or country. ``zip5`` is empty, and
    ``plus4`` and ``delivery_point`` (two digits) are None, if they are unknown or the country is
    not the USA. ``country`` is an ISO code. ``household`` is a hash of the address without a name.
    """

    lines: tuple[str, ...]
    zip5: str
    plus4: str | None
    delivery_point: str | None
    country: str
    household: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """A row whose patient gets a letter.

    ``language`` is a code such as es, or None if unknown. ``values`` are for the letter's text.
    ``patient_id``, ``birth_date`` and ``home`` (the lines of the address without the addressee)
    are not printed: they tell who got a mailing already.
    """

    number: int
    place: Place
    address: Address
    language: str | None
    values: Values
    patient_id: str = field(default="", compare=False, repr=False)
    birth_date: date | None = field(default=None, compare=False, repr=False)
    home: tuple[str, ...] = field(default=(), compare=False, repr=False)


class LeftOut(NamedTuple):
    """A row whose patient gets no letter, although nothing is wrong with the row.

    ``detail`` is the reason with the line of another row, or empty.
    """

    number: int
    place: Place
    reason: str
    detail: str = ""


class Refused(NamedTuple):
    """A row whose patient gets no letter until the problems are solved."""

    number: int
    place: Place
    problems: tuple[Problem, ...]


RowOutcome = Recipient | LeftOut | Refused


class Rules(NamedTuple):
    """The rules by which the rows of a list are checked.

    ``needed`` are the names of the values that the letter requires, such as ``appointment.date``.
    ``language`` is that of its text, ``other_languages`` are those of its translations. ``today``
    is the practice's day, and ``zone`` its time zone, for the change of the clocks.
    ``misfit`` returns why an address block cannot be printed, or None. ``line_fits`` tells whether
    a line is narrow enough for it. ``printable`` tells whether the fonts have all letters of a text
    that is not ASCII. A function that is None checks nothing.
    """

    needed: frozenset[str]
    language: str
    today: date
    misfit: Callable[[Address], str | None] | None = None
    printable: Callable[[str], bool] | None = None
    line_fits: Callable[[str], bool] | None = None
    other_languages: frozenset[str] = frozenset()
    zone: str | None = None
