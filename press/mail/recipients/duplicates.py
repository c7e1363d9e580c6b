"""From recipients to who stands in a list twice; what is kept of each are hashes with a key of this run alone."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from hashlib import blake2b
from math import isqrt
from typing import NamedTuple

FULLEST = 0.85  # of a table's slots: above it one looks for a free slot too long
GROWTH, SMALLEST = 1.4, 1021


class HashTable:
    """From a hash of 64 bits to where it was put in, from 0: some 14 bytes for each, where a dict takes 130."""

    def __init__(self) -> None:
        self._hashes = array("Q")
        self._slots = array(
            "I", bytes(4 * SMALLEST)
        )  # one more than the place of a hash; 0 is free
        self._most = int(FULLEST * SMALLEST)

    def __len__(self) -> int:
        return len(self._hashes)

    def find(self, key: int) -> int | None:
        """Where the key was put in; None if it was not."""
        slots, hashes, size = self._slots, self._hashes, len(self._slots)
        slot, step = key % size, 0
        while found := slots[slot]:
            if hashes[found - 1] == key:
                return found - 1
            step = step or 1 + key % (size - 1)  # a prime size: it comes by every slot
            slot = (slot + step) % size
        return None

    def has(self, entry: int) -> bool:
        """True if a key was put in there."""
        return entry < len(self._hashes) and self._hashes[entry] != 0

    def put(self, key: int | None) -> None:
        """Add a key behind the others, which is not there yet; None keeps a place that nobody finds."""
        self._hashes.append(key or 0)
        if len(self._hashes) > self._most:
            self._grow()
        elif key:
            self._place(key, len(self._hashes))

    def _place(self, key: int, entry: int) -> None:
        slots, size = self._slots, len(self._slots)
        slot, step = key % size, 0
        while slots[slot]:
            step = step or 1 + key % (size - 1)
            slot = (slot + step) % size
        slots[slot] = entry

    def _grow(self) -> None:
        size = _prime(int(GROWTH * len(self._slots)))
        self._most = int(FULLEST * size)
        self._slots = array("I")  # the old ones go before the new ones come
        self._slots = slots = array("I", [0]) * size
        for entry, key in enumerate(
            self._hashes, 1
        ):  # as _place does; called for each it would take twice as long
            if key:
                slot, step = key % size, 0
                while slots[slot]:
                    step = step or 1 + key % (size - 1)
                    slot = (slot + step) % size
                slots[slot] = entry


def _prime(least: int) -> int:
    odd = range(least | 1, 2 * least, 2)
    return next(one for one in odd if all(one % divisor for divisor in range(3, isqrt(one) + 1, 2)))


class Steps:
    """From rising numbers to others: what takes memory is only where one of these is not as far ahead as the one before."""

    def __init__(self) -> None:
        self._from, self._ahead = array("I"), array("i")

    def put(self, number: int, other: int) -> None:
        if not self._ahead or self._ahead[-1] != other - number:
            self._from.append(number)
            self._ahead.append(other - number)

    def of(self, number: int) -> int:
        """The other of a number that was put in."""
        return number + self._ahead[bisect_right(self._from, number) - 1]


class Before(NamedTuple):
    """An earlier row of the same patient: its number and line, and whether its name and its letter are the same."""

    number: int
    line: int
    same_name: bool
    same_letter: bool


class Repeats:
    """Who was there before: by the patient's id, else by the name at an address.

    ``ids`` is False where no row has an id, ``names`` where every row has one: what nobody is looked for by is not kept.
    """

    def __init__(self, ids: bool = True, names: bool = True) -> None:
        self.by_id, self.by_name = ids, names
        self._keyed = blake2b(digest_size=8, key=os.urandom(32))
        self._ids, self._people, self._homes = HashTable(), HashTable(), HashTable()
        self._rows, self._lines = Steps(), Steps()  # an entry's row, a row's line
        self._names, self._letters = array("H"), array("I")
        self._shared = bytearray()
        self.households = 0

    def hashed(self, *texts: str) -> int:
        """64 bits that are equal for equal texts, in this run alone."""
        hashing = self._keyed.copy()
        hashing.update("\x1f".join(texts).encode("utf-8", "surrogatepass"))
        return int.from_bytes(hashing.digest(), "big")

    def before(
        self,
        place: tuple[int, int],
        patient: int | None,
        person: int | None,
        name: str,
        letter: int,
    ) -> Before | None:
        """The earlier row of this patient; None for the first, which is kept.

        ``place`` is the row's number and line, ``patient`` the hash of the id, ``person`` that of a name at an address where
        rows are looked for by it, ``letter`` that of all the letter says.
        """
        short = hash(name) & 0xFFFF  # these two are compared within one patient alone
        letter &= 0xFFFF_FFFF
        named = self._people.find(person) if person is not None else None
        entry = self._ids.find(patient) if patient is not None else None
        if (
            entry is None
            and named is not None
            and not (patient is not None and self._ids.has(named))
        ):
            entry = named  # two ids would be two people of one name
        if entry is not None:
            number = self._rows.of(entry)
            return Before(
                number,
                self._lines.of(number),
                self._names[entry] == short,
                self._letters[entry] == letter,
            )
        self._rows.put(len(self._names), place[0])
        self._lines.put(*place)
        self._names.append(short)
        self._letters.append(letter)
        if self.by_id:
            self._ids.put(patient)
        if self.by_name:
            self._people.put(person if named is None else None)
        return None

    def lives(self, home: int) -> None:
        """One more letter to an address."""
        at = self._homes.find(home)
        if at is None:
            self._homes.put(home)
            self._shared.append(0)
        elif not self._shared[at]:
            self._shared[at] = 1
            self.households += 1
