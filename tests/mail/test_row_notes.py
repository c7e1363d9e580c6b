"""What is said of the rows of a list comes back as it was said, and takes little memory."""

from __future__ import annotations

import random
import sys

from press.mail.run.row_notes import RowNotes
from press.problems import Place

SAID = (
    "'zip' is missing",
    "stands in line 7 as well",
    "in line 12, and in line 3",
    "line 0",
    "nothing",
)


def test_what_was_said_comes_back() -> None:
    chosen = random.Random(3)
    said = [
        (at, Place(chosen.choice(("a.csv", "b.csv")), chosen.randrange(9**9), chosen.randrange(1, 90_000)),
         ("M20", chosen.choice(SAID), chosen.choice(("", "Mend line 4", "Fill it in"))))
        for at in range(1, 500)
    ]  # fmt: skip
    noted = RowNotes()
    for number, place, words in said:
        noted.add(number, place, *words)
    assert list(noted) == said
    assert len(noted) == 499


def test_a_list_that_is_wrong_in_every_row_takes_few_bytes() -> None:
    noted, count = RowNotes(), 20_000
    for at in range(count):
        noted.add(at, Place("a.csv", at), "M31", f"stands in line {at} as well", "Leave one")
    kept = [one for one in vars(noted).values() if len(one) == count]
    assert len(kept) == 5
    assert len(noted._texts) == 1
    assert sum(map(sys.getsizeof, kept)) / count < 24
