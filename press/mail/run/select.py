"""From an opened list to the recipients of letters, and to why the others get none.

Every row is judged before the first page is composed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from press.content.limits import RECIPIENT_VALUES
from press.mail.letters.address_blocks import has_room, raise_problems
from press.mail.letters.address_type import BEARING, ROWS, role_for
from press.mail.letters.envelopes import address_place
from press.mail.letters.labels import sheet_named, text_area
from press.mail.letters.prepare import Prepared
from press.mail.letters.variants import has_value
from press.mail.lists.rows import ColumnUse, Listing
from press.mail.order import Order
from press.mail.recipients import (
    Address,
    CheckedRows,
    LeftOut,
    Recipient,
    Refused,
    RowOutcome,
    Rules,
)
from press.mail.run.asked_rows import AskedRows
from press.mail.run.mailed_before import MailedBefore
from press.mail.run.row_notes import RowNotes
from press.mail.verify.trial import PrintTrial, has_marks
from press.problems import ContentError, Place, Problem
from press.progress import Stop, check_stop
from press.typeset.checks import needs_shaping
from press.typeset.fonts.registry import Fonts

MOST = 100_000  # recipients of one run
# Reasons why a recipient is left out.
NOT_ASKED = "not asked for"
MAILED = "got this mailing already"
_FIRST = next(iter(ROWS.values()))  # the type that is tried first


class ListCounts(NamedTuple):
    """The recipients of a list, counted: ``rows`` is the sum of all others.

    ``letters`` get a letter. ``left_out`` has those who are not to get one, by the reason.
    ``refused`` have problems in their rows.
    """

    rows: int
    letters: int
    left_out: Mapping[str, int]
    refused: int


@dataclass
class Selection:
    """The recipients of a list, and why some of them get no letter.

    Each of ``rows`` gets one of ``letters``, is left out, or is one of ``refused``.

    ``kept`` are those who get a letter; it is empty if they were only counted. All of them are
    held, for letters share their fonts: the characters of all letters must be known before the
    first is composed. Letters, enclosures and labels each go through them, in the same order. A
    store on the disk in place of this list would need both: the characters, and that order.

    ``left_out`` and ``row_problems`` are the messages about the others. The row problems from
    index ``late`` on were added when all rows had been read.

    ``not_asked`` counts the rows that the order does not ask for. ``mailed`` has the numbers of
    the recipients who got the mailing already, and ``last_mailed`` is the last day of these.
    ``listing`` is the list itself, which can be read once more.
    """

    rows: int = 0
    letters: int = 0
    refused: int = 0
    kept: list[Recipient] = field(default_factory=list)
    left_out: RowNotes = field(default_factory=RowNotes)
    row_problems: RowNotes = field(default_factory=RowNotes)
    late: int = 0
    not_asked: int = 0
    mailed: array[int] = field(default_factory=lambda: array("I"))
    last_mailed: date | None = None
    remarks: list[Problem] = field(default_factory=list)
    listing: Listing | None = None
    headings: ColumnUse = field(default_factory=ColumnUse)

    @property
    def reasons(self) -> Counter[str]:
        """The number of recipients who are left out, by the reason."""
        return Counter(reason for _, _, (reason, _) in self.left_out)

    @property
    def counts(self) -> ListCounts:
        """The counts of the list."""
        every = self.reasons + Counter({NOT_ASKED: self.not_asked})
        reasons = dict(sorted(every.items()))
        return ListCounts(self.rows, self.letters, reasons, self.refused)

    @property
    def problems(self) -> Iterator[Problem]:
        """The problems of all rows, in the order of the rows."""
        early = islice(self.row_problems, self.late)
        late = islice(self.row_problems, self.late, None)
        notes = merge(early, late, key=itemgetter(0))
        return (Problem(place, *words) for _, place, words in notes)

    def leave_out(self, left: LeftOut) -> None:
        """Add a recipient who is not to get a letter."""
        self.left_out.add(left.number, left.place, left.reason, left.detail or left.reason)

    def refuse(self, refused: Refused) -> None:
        """Add a recipient whose row has problems."""
        self.refused += 1
        for problem in refused.problems:
            words = (problem.code, problem.message, problem.hint)
            self.row_problems.add(refused.number, problem.place, *words)

    def note_mailed(self, recipient: Recipient, day: date) -> None:
        """Add a recipient who got the mailing already, on a day."""
        self.mailed.append(recipient.number)
        self.last_mailed = max(day, self.last_mailed or day)


def select_recipients(
    listing: Listing,
    prepared: Prepared,
    order: Order,
    mailed_before: MailedBefore | None = None,
    stop: Stop | None = None,
) -> Selection:
    """Judge every row of a list that an order asks for, also by its labels.

    An order that only checks the list keeps no recipient. ``mailed_before`` knows who got the
    mailing already; None knows nobody.

    Raises ContentError if the list cannot be read to its end, has too many recipients, or lacks a
    row that the order asks for. Raises StoppedError if ``stop`` asks for it between two rows.
    """
    fitting, asked = _fitting(prepared, order.labels), AskedRows(order.only)
    letters = prepared.letters
    others = frozenset(words.language for words in prepared.mailing.translations if words.language)
    rules = Rules(
        letters.always,
        letters.language,
        prepared.today,
        fitting.reason,
        fitting.prints,
        fitting.holds,
        others,
        prepared.brand.time_zone,
    )
    checked_rows, complete = CheckedRows(listing, rules), set[Hashable]()
    selection = Selection(listing=listing)
    for outcome in checked_rows:
        check_stop(stop)
        selection.rows += 1
        if not asked.has(outcome.place.line):
            selection.not_asked += 1
            continue
        judged: RowOutcome = outcome
        if isinstance(outcome, Recipient):
            refused = fitting.refusal(outcome, listing.columns)
            refused = refused or _lacking(outcome, listing, prepared, complete)
            day = mailed_before.day_for(outcome) if mailed_before and not refused else None
            if day:
                selection.note_mailed(outcome, day)
            judged = refused or (_mailed(outcome, day) if day and order.skip_mailed else outcome)
        if isinstance(judged, Recipient):
            selection.letters += 1
            if not order.check:
                selection.kept.append(judged)
            if len(selection.kept) > MOST:
                message = f"The list has more than {MOST:,} recipients for one run"
                raise ContentError([Problem(judged.place, "M54", message, "Split the list")])
        elif isinstance(judged, LeftOut):
            selection.leave_out(judged)
        else:
            selection.refuse(judged)
    raise_problems(list(asked.problems()))
    contradicted = checked_rows.contradicted
    places = {number: place for number, place in contradicted.items() if asked.has(place.line)}
    _drop_contradicted(selection, places)
    left_out = len(selection.left_out) + selection.not_asked
    counted = selection.letters + left_out + selection.refused
    assert selection.rows == counted, "each recipient is one of these"
    selection.headings = listing.headings
    selection.remarks = [*listing.remarks, *checked_rows.remarks()]
    return selection


def _drop_contradicted(selection: Selection, contradicted: Mapping[int, Place]) -> None:
    """Refuse each row that differs from a later row of its patient: either may be the right one."""
    selection.late = len(selection.row_problems)
    others = (selection.row_problems.numbers, selection.left_out.numbers)
    known = {number for numbers in others for number in numbers if number in contradicted}
    numbers = contradicted.keys() - known
    for number in sorted(numbers):
        message = "A later row has the same patient, with something else in it"
        hint = "Leave only the row that is right"
        problem = Problem(contradicted[number], "M31", message, hint)
        selection.refuse(Refused(number, problem.place, (problem,)))
    selection.kept = [kept for kept in selection.kept if kept.number not in numbers]
    selection.letters -= len(numbers)
    selection.mailed = array("I", (one for one in selection.mailed if one not in numbers))


def _mailed(recipient: Recipient, day: date) -> LeftOut:
    """Return the recipient as one who is left out, because it got the mailing already."""
    detail = f"{MAILED} on {day.isoformat()}"
    return LeftOut(recipient.number, recipient.place, MAILED, detail)


def _lacking(
    recipient: Recipient, listing: Listing, prepared: Prepared, complete: set[Hashable]
) -> Refused | None:
    """Return the refusal of a recipient who lacks a value that its letter says; else None.

    ``complete`` has the sets of values with which recipients before it lacked nothing.
    """
    if prepared.mailing.self_mailer:
        return None
    groups = (group for group in recipient.values.values() if isinstance(group, dict))
    key = (recipient.language, *(tuple(map(bool, group.values())) for group in groups))
    if key in complete:
        return None
    fields = prepared.letters.variant(recipient.values, recipient.language).fields
    names = [name for name in sorted(fields) if not has_value(name, recipient.values)]
    if not names:
        complete.add(key)
        return None
    problems = tuple(_lacking_value(recipient, listing, name) for name in names)
    return Refused(recipient.number, recipient.place, problems)


def _lacking_value(recipient: Recipient, listing: Listing, name: str) -> Problem:
    columns = RECIPIENT_VALUES[name]
    column = next((listing.columns[key] for key in columns if key in listing.columns), 1)
    place = recipient.place._replace(column=column)
    message = f"The letter to this recipient says '{name}', and there is no '{columns[0]}'"
    hint = "Add it to the row, or let the passage that says it depend on it, with 'when'"
    return Problem(place, "M55", message, hint)


class _AddressPlace(NamedTuple):
    """A place that each address must fit, in points; ``name`` ends a message.

    ``numbered`` tells if the recipient's number is above the address; it is None for a letter
    and a self-mailer, whose address has the types of address_type.
    """

    name: str
    width: float
    height: float
    numbered: bool | None


@dataclass(frozen=True)
class _AddressFitting:
    """Judges addresses by the fonts and by their places, of which the first is the letter's."""

    fonts: Fonts
    places: tuple[_AddressPlace, ...]
    trial: PrintTrial

    @cached_property
    def _always_fitting(self) -> tuple[int, int]:
        """The numbers of ASCII characters and of lines that always fit the letter's place.

        They are for the type that is tried first. So most addresses need not be measured.
        """
        letter = self.places[0]
        widest = max(self.fonts.width(chr(code), "plain") for code in range(0x20, 0x7F))
        characters = int((letter.width - BEARING) / (_FIRST.size * widest))
        return characters, int(letter.height / _FIRST.leading)

    def reason(self, address: Address) -> str | None:
        """Return why an address does not fit the letter; None if it does."""
        letter, (characters, lines) = self.places[0], self._always_fitting
        if (
            len(address.lines) <= lines
            and max(map(len, address.lines)) <= characters
            and "".join(address.lines).isascii()
        ):
            return None
        if self._has_room(address, letter):
            return None
        return f"it has no room in {letter.name}, not even in 8 pt"

    def refusal(self, recipient: Recipient, columns: Mapping[str, int]) -> Refused | None:
        """Return the refusal of an address that fits the letter, but is not printed right.

        It fits no label or envelope, or the marks on its letters reach out of their place.
        """
        address = recipient.address
        others = (place for place in self.places[1:] if not self._has_room(address, place))
        place = next(others, None)
        if place is None:
            return self._unreadable(recipient, columns)
        message = f"The address of this recipient has no room {place.name}, not even in 8 pt"
        hint = "Shorten its longest line"
        if place.numbered:
            hint += ", or take larger labels"
        problem = Problem(recipient.place, "M45", message, hint)
        return Refused(recipient.number, recipient.place, (problem,))

    def _unreadable(self, recipient: Recipient, columns: Mapping[str, int]) -> Refused | None:
        """Return the refusal of an address whose marks are not all seen where it is printed."""
        lines = recipient.address.lines
        if "".join(lines).isascii() or self.trial.reads_address(recipient.address):
            return None
        names = ("name", "last_name") if has_marks(lines[0]) else ("address_1", "city")
        column = next((columns[name] for name in names if name in columns), 1)
        message = "The address of this recipient has marks on its letters that are not all seen"
        hint = "Leave out the marks, or shorten the address"
        problem = Problem(recipient.place._replace(column=column), "M23", message, hint)
        return Refused(recipient.number, recipient.place, (problem,))

    def holds(self, line: str) -> bool:
        """Return True if a line is narrow enough in the type that is tried first."""
        if line.isascii() and len(line) <= self._always_fitting[0]:
            return True
        return self.fonts.width(line, "plain") * _FIRST.size <= self.places[0].width

    def prints(self, text: str) -> bool:
        """Return True if the fonts have every character of a text, and it is read on paper."""
        if any(self.fonts.missing(text)) or any(map(needs_shaping, text)):
            return False
        return self.trial.reads(text)

    def _has_room(self, address: Address, place: _AddressPlace) -> bool:
        if place.numbered is None:
            return role_for(address.lines, place.width, place.height, self.fonts) is not None
        return has_room(address.lines, place.width, place.height, self.fonts, place.numbered)


def _fitting(prepared: Prepared, labels: str | None) -> _AddressFitting:
    if prepared.windows:
        x0, y0, x1, y1 = prepared.windows.address
        places = [_AddressPlace("the window", x1 - x0, y1 - y0, None)]
    else:
        zone = prepared.enclosed[0].zone
        places = [_AddressPlace("its place", zone.width, zone.height, None)]
    if prepared.envelope and not prepared.envelope.windows:
        room = address_place(prepared.envelope)
        places.append(_AddressPlace("on the envelope", room.width, room.height, numbered=False))
    if labels:
        room = text_area(sheet_named(labels))
        name = f"on a label {labels}"
        places.append(_AddressPlace(name, room.width, room.height, numbered=True))
    return _AddressFitting(prepared.fonts, tuple(places), PrintTrial(prepared, labels))
