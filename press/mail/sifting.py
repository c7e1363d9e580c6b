"""From an opened list to those who get a letter, and to why the others do not: all rows, before the first page is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from press.content.kinds import RECIPIENT_VALUES
from press.mail.block import role_for
from press.mail.people import Address, Checking, Left, Recipient, Refused, Rules
from press.mail.plan import has
from press.mail.preparing import Prepared
from press.mail.rows import Listing
from press.problems import ContentError, Problem

MOST = 100_000  # recipients of one run


@dataclass
class Sifted:
    """``rows`` counts the recipients of the list, and each of them is in one of the others: kept, left or refused.

    ``kept`` is empty where they were only counted.
    """

    rows: int = 0
    letters: int = 0
    kept: list[Recipient] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    @property
    def reasons(self) -> Counter[str]:
        return Counter(one.reason.partition(" as row")[0] for one in self.left)

    @property
    def problems(self) -> Iterator[Problem]:
        return (problem for one in self.refused for problem in one.problems)


def sift(listing: Listing, prepared: Prepared, count_only: bool = False) -> Sifted:
    """Every row judged. Raises ContentError where the list cannot be read to its end."""
    fits = _fitting(prepared)
    rules = Rules(prepared.letters.always, prepared.letters.language, prepared.today, fits.reason, fits.prints, fits.holds)
    checking, made = Checking(listing, rules), Sifted()
    for found in checking:
        made.rows += 1
        one = _written(found, listing, prepared) if isinstance(found, Recipient) else found
        if isinstance(one, Recipient):
            made.letters += 1
            if not count_only:
                made.kept.append(one)
            if len(made.kept) > MOST:
                message = f"The list has more than {MOST:,} recipients for one run"
                raise ContentError([Problem(one.place, "M54", message, "Split the list")])
        elif isinstance(one, Left):
            made.left.append(one)
        else:
            made.refused.append(one)
    _drop_contradicted(made, checking.contradicted)
    made.remarks = [*listing.remarks, *checking.remarks()]
    return made


def _drop_contradicted(made: Sifted, numbers: set[int]) -> None:
    """Of two rows about one patient that say different things neither is mailed: which is right is not for us to say."""
    for one in [one for one in made.kept if one.number in numbers]:
        hint = "Leave only the row that is right"
        problem = Problem(one.place, "M31", "A later row has the same patient, with something else in it", hint)
        made.refused.append(Refused(one.number, one.place, (problem,)))
    made.kept = [one for one in made.kept if one.number not in numbers]
    made.letters -= len(numbers)


def _written(one: Recipient, listing: Listing, prepared: Prepared) -> Recipient | Refused:
    """The same, unless the letter would say what the recipient has not."""
    if prepared.mailing.self_mailer:
        return one
    lacking = [name for name in sorted(prepared.letters.variant(one.values).fields) if not has(name, one.values)]
    if not lacking:
        return one
    problems = []
    for name in lacking:
        columns = RECIPIENT_VALUES[name]
        place = one.place._replace(column=next((listing.columns[key] for key in columns if key in listing.columns), 1))
        hint = "Add it to the row, or let the passage that says it depend on it, with 'when'"
        problems.append(Problem(place, "M55", f"The letter to this recipient says '{name}', and there is no '{columns[0]}'", hint))
    return Refused(one.number, one.place, tuple(problems))


@dataclass(frozen=True)
class _Fitting:
    """What an address must have room in: points."""

    prepared: Prepared
    width: float
    height: float

    def reason(self, address: Address) -> str | None:
        if role_for(address.lines, self.width, self.height, self.prepared.fonts):
            return None
        return f"it has no room in {'the window' if self.prepared.windows else 'its place'}, not even in 8 pt"

    def holds(self, line: str) -> bool:
        """True if a line is narrow enough at the size that is tried first."""
        return self.prepared.fonts.width(line, "regular") * 11 <= self.width

    def prints(self, text: str) -> bool:
        return not any(self.prepared.fonts.missing(text))


def _fitting(prepared: Prepared) -> _Fitting:
    if prepared.windows:
        x0, y0, x1, y1 = prepared.windows.address
        return _Fitting(prepared, x1 - x0, y1 - y0)
    zone = prepared.enclosed[0].zone
    return _Fitting(prepared, zone.width, zone.height)
