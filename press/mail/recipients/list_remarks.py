"""From observations row by row to a few remarks on the whole list, with counts only."""

from __future__ import annotations

from press.problems import Place, Problem

# The message for one row or address, the message for several, and the hint.
WORDING = {
    "M34": (
        "{} ZIP code was mended: it had lost its zeros, or had .0 behind it",
        "{} ZIP codes were mended: they had lost their zeros, or had .0 behind them",
        "Give the column the format of a text before it is exported",
    ),
    "M35": (
        "{} address gets more than one letter",
        "{} addresses get more than one letter each",
        "Nothing needs to be done: each letter is for somebody else",
    ),
    "M36": (
        "{} row has a language that is not known",
        "{} rows have a language that is not known",
        "They get the letter in its first language",
    ),
    "M37": (
        "{} row has another name in 'name' than in 'first_name' and 'last_name'",
        "{} rows have another name in 'name' than in 'first_name' and 'last_name'",
        "The separate columns were taken: check the rows",
    ),
}


class Tally:
    """The number of observations of each code, and the place of the first one."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._first: dict[str, Place] = {}
        self._file: Place | None = None

    def add(self, code: str, place: Place) -> None:
        """Count one observation."""
        self._counts[code] = self._counts.get(code, 0) + 1
        self._first.setdefault(code, place)

    def set_file(self, place: Place) -> None:
        """Set the file that a remark on the whole list names, at the first call."""
        if self._file is None:
            self._file = Place(place.file)

    def remarks(self, households: int) -> tuple[Problem, ...]:
        """Return one remark for each code. ``households`` counts addresses with several letters."""
        counts = dict(self._counts)
        if households and self._file:
            counts["M35"] = households
            self._first["M35"] = self._file
        return tuple(_remark(code, counts[code], self._first[code]) for code in sorted(counts))


def _remark(code: str, count: int, place: Place) -> Problem:
    singular, plural, hint = WORDING[code]
    return Problem(place, code, (singular if count == 1 else plural).format(count), hint)
