"""Messages about rows come back unchanged, and take little memory."""

from __future__ import annotations

import random
import sys

from press.mail.run.row_notes import RowNotes
from press.problems import Place

TEXTS = (
    "'zip' is missing",
    "stands in line 7 as well",
    "in line 12, and in line 3",
    "line 0",
    "nothing",
)


def test_messages_come_back() -> None:
    chosen = random.Random(3)

    def place() -> Place:
        file = chosen.choice(("a.csv", "b.csv"))
        return Place(file, chosen.randrange(9**9), chosen.randrange(1, 90_000))

    def words() -> tuple[str, ...]:
        hint = chosen.choice(("", "Mend line 4", "Fill it in"))
        return "M20", chosen.choice(TEXTS), hint

    added = [(number, place(), words()) for number in range(1, 500)]
    notes = RowNotes()
    for number, where, texts in added:
        notes.add(number, where, *texts)
    assert list(notes) == added
    assert len(notes) == 499


def test_a_list_that_is_wrong_in_every_row_takes_few_bytes() -> None:
    notes, count = RowNotes(), 20_000
    for line in range(count):
        notes.add(line, Place("a.csv", line), "M31", f"stands in line {line} as well", "Leave one")
    columns = [values for values in vars(notes).values() if len(values) == count]
    assert len(columns) == 5
    assert len(notes._texts) == 1
    assert sum(map(sys.getsizeof, columns)) / count < 24
