"""From an opened list to those who get a letter, and to why the others do not: all rows, before the first page is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from press.content.limits import RECIPIENT_VALUES
from press.mail.letters.address_blocks import has_room
from press.mail.letters.address_type import BEARING, ROWS, role_for
from press.mail.letters.envelopes import address_place
from press.mail.letters.labels import inside, sheet_named
from press.mail.letters.prepare import Prepared
from press.mail.letters.variants import has
from press.mail.lists.rows import Listing
from press.mail.recipients import Address, CheckedRows, LeftOut, Recipient, Refused, Rules
from press.mail.run.row_notes import RowNotes
from press.problems import ContentError, Place, Problem
from press.typeset.checks import is_beyond
from press.typeset.fonts.registry import Fonts

MOST = 100_000  # recipients of one run
_FIRST = next(iter(ROWS.values()))  # the size that is tried first


@dataclass
class Selection:
    """``rows`` counts the recipients of the list: each of them gets one of the ``letters``, or is left out, or ``refused``.

    ``kept`` are those who get one; it is empty where they were only counted.
    """

    rows: int = 0
    letters: int = 0
    refused: int = 0
    kept: list[Recipient] = field(default_factory=list)
    left: RowNotes = field(default_factory=RowNotes)
    wrong: RowNotes = field(default_factory=RowNotes)
    late: int = 0
    remarks: list[Problem] = field(default_factory=list)

    @property
    def reasons(self) -> Counter[str]:
        return Counter(reason for _, _, (reason, _) in self.left)

    @property
    def problems(self) -> Iterator[Problem]:
        """In the order of their rows; after ``late`` come those that were found when all rows had been read."""
        found = merge(
            islice(self.wrong, self.late), islice(self.wrong, self.late, None), key=itemgetter(0)
        )
        return (Problem(place, *words) for _, place, words in found)

    def leave(self, one: LeftOut) -> None:
        self.left.add(one.number, one.place, one.reason, one.detail or one.reason)

    def refuse(self, one: Refused) -> None:
        self.refused += 1
        for problem in one.problems:
            self.wrong.add(one.number, problem.place, problem.code, problem.message, problem.hint)


def sift(
    listing: Listing, prepared: Prepared, labels: str | None = None, count_only: bool = False
) -> Selection:
    """Every row judged, also by whether its address has room on a sheet of ``labels``.

    Raises ContentError where the list cannot be read to its end.
    """
    fits = _fitting(prepared, labels)
    letters = prepared.letters
    others = frozenset(one.language for one in prepared.mailing.translations if one.language)
    rules = Rules(
        letters.always,
        letters.language,
        prepared.today,
        fits.reason,
        fits.prints,
        fits.holds,
        others,
        prepared.brand.time_zone,
    )
    checking, made, sound = CheckedRows(listing, rules), Selection(), set[Hashable]()
    for found in checking:
        made.rows += 1
        one = (
            (fits.elsewhere(found) or _written(found, listing, prepared, sound))
            if isinstance(found, Recipient)
            else found
        )
        if isinstance(one, Recipient):
            made.letters += 1
            if not count_only:
                made.kept.append(one)
            if len(made.kept) > MOST:
                message = f"The list has more than {MOST:,} recipients for one run"
                raise ContentError([Problem(one.place, "M54", message, "Split the list")])
        elif isinstance(one, LeftOut):
            made.leave(one)
        else:
            made.refuse(one)
    _drop_contradicted(made, checking.contradicted)
    assert made.rows == made.letters + len(made.left) + made.refused, (
        "each recipient is one of these"
    )
    made.remarks = [*listing.remarks, *checking.remarks()]
    return made


def _drop_contradicted(made: Selection, contradicted: Mapping[int, Place]) -> None:
    """Of two rows about one patient that say different things neither is mailed: which is right is not for us to say."""
    made.late = len(made.wrong)
    numbers = contradicted.keys() - {one for one in made.wrong.numbers if one in contradicted}
    for number in sorted(numbers):
        hint = "Leave only the row that is right"
        problem = Problem(
            contradicted[number],
            "M31",
            "A later row has the same patient, with something else in it",
            hint,
        )
        made.refuse(Refused(number, problem.place, (problem,)))
    made.kept = [one for one in made.kept if one.number not in numbers]
    made.letters -= len(numbers)


def _written(
    one: Recipient, listing: Listing, prepared: Prepared, sound: set[Hashable]
) -> Recipient | Refused:
    """The same, unless the letter would say what the recipient has not; ``sound`` are those who were like it in that."""
    if prepared.mailing.self_mailer:
        return one
    like = (
        one.language,
        *(
            tuple(map(bool, group.values()))
            for group in one.values.values()
            if isinstance(group, dict)
        ),
    )
    if like in sound:
        return one
    fields = prepared.letters.variant(one.values, one.language).fields
    lacking = [name for name in sorted(fields) if not has(name, one.values)]
    if not lacking:
        sound.add(like)
        return one
    problems = []
    for name in lacking:
        columns = RECIPIENT_VALUES[name]
        place = one.place._replace(
            column=next((listing.columns[key] for key in columns if key in listing.columns), 1)
        )
        hint = "Add it to the row, or let the passage that says it depend on it, with 'when'"
        problems.append(
            Problem(
                place,
                "M55",
                f"The letter to this recipient says '{name}', and there is no '{columns[0]}'",
                hint,
            )
        )
    return Refused(one.number, one.place, tuple(problems))


class _Place(NamedTuple):
    """A place that each address must have room in: points. Blocks of labels and envelopes have a number above them."""

    called: str
    width: float
    height: float
    numbered: bool | None  # None for the letter and the self-mailer, whose blocks have none


@dataclass(frozen=True)
class _Fitting:
    """What the fonts and the places say of an address; the first place is that of the letter."""

    fonts: Fonts
    places: tuple[_Place, ...]

    @cached_property
    def _surely(self) -> tuple[int, int]:
        """So many characters of ASCII, whatever they are, and lines have room in the letter at the size that is tried first."""
        letter = self.places[0]
        widest = max(self.fonts.width(chr(code), "plain") for code in range(0x20, 0x7F))
        return int((letter.width - BEARING) / (_FIRST.size * widest)), int(
            letter.height / _FIRST.leading
        )

    def reason(self, address: Address) -> str | None:
        """Why an address does not fit where the letter has it."""
        letter, (most, lines) = self.places[0], self._surely
        if (
            len(address.lines) <= lines
            and max(map(len, address.lines)) <= most
            and "".join(address.lines).isascii()
        ):
            return None
        return (
            None
            if self._has_room(address, letter)
            else f"it has no room in {letter.called}, not even in 8 pt"
        )

    def elsewhere(self, one: Recipient) -> Refused | None:
        """A problem where it has room in the letter, and not on its label or its envelope."""
        full = next(
            (place for place in self.places[1:] if not self._has_room(one.address, place)), None
        )
        if full is None:
            return None
        hint = (
            "Shorten its longest line, or take larger labels"
            if full.numbered
            else "Shorten its longest line"
        )
        problem = Problem(
            one.place,
            "M45",
            f"The address of this recipient has no room {full.called}, not even in 8 pt",
            hint,
        )
        return Refused(one.number, one.place, (problem,))

    def holds(self, line: str) -> bool:
        """True if a line is narrow enough at the size that is tried first."""
        if line.isascii() and len(line) <= self._surely[0]:
            return True
        return self.fonts.width(line, "plain") * _FIRST.size <= self.places[0].width

    def prints(self, text: str) -> bool:
        return not any(self.fonts.missing(text)) and not any(map(is_beyond, text))

    def _has_room(self, address: Address, place: _Place) -> bool:
        if place.numbered is None:
            return role_for(address.lines, place.width, place.height, self.fonts) is not None
        return has_room(address.lines, place.width, place.height, self.fonts, place.numbered)


def _fitting(prepared: Prepared, labels: str | None) -> _Fitting:
    if prepared.windows:
        x0, y0, x1, y1 = prepared.windows.address
        places = [_Place("the window", x1 - x0, y1 - y0, None)]
    else:
        zone = prepared.enclosed[0].zone
        places = [_Place("its place", zone.width, zone.height, None)]
    if prepared.envelope and not prepared.envelope.windows:
        room = address_place(prepared.envelope)
        places.append(_Place("on the envelope", room.width, room.height, numbered=False))
    if labels:
        room = inside(sheet_named(labels))
        places.append(_Place(f"on a label {labels}", room.width, room.height, numbered=True))
    return _Fitting(prepared.fonts, tuple(places))
