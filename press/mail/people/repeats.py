"""From recipients to who stands in a list twice; what is kept of each are hashes with a key of this run alone."""

from __future__ import annotations

import os
from array import array
from hashlib import blake2b
from typing import NamedTuple


class Table:
    """From a hash of 64 bits to where it was put in, from 0: some 16 bytes for each, where a dict takes 130."""

    def __init__(self) -> None:
        self._hashes = array("Q")
        self._slots = array("I", bytes(4 * 1024))  # one more than the place of a hash; 0 is free

    def __len__(self) -> int:
        return len(self._hashes)

    def find(self, key: int) -> int | None:
        """Where the key was put in; None if it was not."""
        slots, hashes, mask = self._slots, self._hashes, len(self._slots) - 1
        slot = key & mask
        while found := slots[slot]:
            if hashes[found - 1] == key:
                return found - 1
            slot = (slot + 1) & mask
        return None

    def put(self, key: int | None) -> None:
        """Add a key behind the others, which is not there yet; None keeps a place that nobody finds."""
        self._hashes.append(key or 0)
        if 3 * len(self._hashes) > 2 * len(self._slots):
            self._grow()
        elif key:
            self._place(key, len(self._hashes))

    def _place(self, key: int, entry: int) -> None:
        slots, mask = self._slots, len(self._slots) - 1
        slot = key & mask
        while slots[slot]:
            slot = (slot + 1) & mask
        slots[slot] = entry

    def _grow(self) -> None:
        size = 2 * len(self._slots)
        self._slots = array("I")  # the old ones go before the new ones come
        self._slots = array("I", [0]) * size
        for entry, key in enumerate(self._hashes, 1):
            if key:
                self._place(key, entry)


class Before(NamedTuple):
    """An earlier row of the same patient: its number and line, and whether its name and its letter are the same."""

    number: int
    line: int
    same_name: bool
    same_letter: bool


class Repeats:
    """Who was there before: by the patient's id, else by the name at an address."""

    def __init__(self) -> None:
        self._keyed = blake2b(digest_size=8, key=os.urandom(32))
        self._ids, self._people, self._homes = Table(), Table(), Table()
        self._rows, self._lines, self._names, self._letters = array("I"), array("I"), array("H"), array("I")
        self._with_id, self._shared = bytearray(), bytearray()
        self.households = 0

    def hashed(self, *texts: str) -> int:
        """64 bits that are equal for equal texts, in this run alone."""
        hashing = self._keyed.copy()
        hashing.update("\x1f".join(texts).encode("utf-8", "surrogatepass"))
        return int.from_bytes(hashing.digest(), "big")

    def before(self, place: tuple[int, int], patient: int | None, person: int, name: str, letter: int) -> Before | None:
        """The earlier row of this patient; None for the first, which is kept.

        ``place`` is the row's number and line, ``patient`` the hash of the id, ``person`` that of a name at an address,
        ``letter`` that of all the letter says.
        """
        short = hash(name) & 0xFFFF  # these two are compared within one patient alone
        letter &= 0xFFFF_FFFF
        named = self._people.find(person)
        entry = self._ids.find(patient) if patient is not None else None
        if entry is None and named is not None and not (patient is not None and self._with_id[named]):
            entry = named  # two ids would be two people of one name
        if entry is not None:
            return Before(self._rows[entry], self._lines[entry], self._names[entry] == short, self._letters[entry] == letter)
        self._rows.append(place[0])
        self._lines.append(place[1])
        self._names.append(short)
        self._letters.append(letter)
        self._with_id.append(patient is not None)
        self._ids.put(patient)
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
