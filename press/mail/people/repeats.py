"""From recipients to who stands in a list twice; what is kept of each are hashes with a key of this run alone."""

from __future__ import annotations

import os
from array import array
from hashlib import blake2b
from typing import NamedTuple

EMPTY = 0


class Table:
    """From a hash of 64 bits to the number that was put in with it: some 20 bytes for each, where a dict takes 130."""

    def __init__(self) -> None:
        self.hashes = array("Q")
        self.numbers = array("I")
        self._slots = array("I", bytes(4 * 1024))

    def __len__(self) -> int:
        return len(self.hashes)

    def put(self, key: int, number: int) -> int | None:
        """The number that the key has already; else None, and it has this one from now on."""
        at = self.find(key)
        if at is not None:
            return self.numbers[at]
        self.hashes.append(key)
        self.numbers.append(number)
        if 3 * len(self.hashes) > 2 * len(self._slots):
            self._grow()
        else:
            self._place(key, len(self.hashes))
        return None

    def get(self, key: int) -> int | None:
        at = self.find(key)
        return None if at is None else self.numbers[at]

    def find(self, key: int) -> int | None:
        """Where in ``numbers`` the key has its own."""
        slots, hashes, mask = self._slots, self.hashes, len(self._slots) - 1
        slot = key & mask
        while found := slots[slot]:
            if hashes[found - 1] == key:
                return found - 1
            slot = (slot + 1) & mask
        return None

    def _place(self, key: int, entry: int) -> None:
        slots, mask = self._slots, len(self._slots) - 1
        slot = key & mask
        while slots[slot] != EMPTY:
            slot = (slot + 1) & mask
        slots[slot] = entry

    def _grow(self) -> None:
        size = 2 * len(self._slots)
        self._slots = array("I")  # the old ones go before the new ones come
        self._slots = array("I", [EMPTY]) * size
        for entry, key in enumerate(self.hashes, 1):
            self._place(key, entry)


class Before(NamedTuple):
    """An earlier row of the same patient: its number, and whether its name and its letter are the same."""

    number: int
    same_name: bool
    same_letter: bool


class Repeats:
    """Who was there before: by the patient's id, else by the name at an address."""

    def __init__(self) -> None:
        self._keyed = blake2b(digest_size=8, key=os.urandom(32))
        self._ids, self._people, self._homes = Table(), Table(), Table()
        self._rows, self._names, self._letters, self._with_id = array("I"), array("I"), array("Q"), bytearray()
        self.households = 0

    def hashed(self, *texts: str) -> int:
        """64 bits that are equal for equal texts, in this run alone."""
        hashing = self._keyed.copy()
        hashing.update("\x1f".join(texts).encode("utf-8", "surrogatepass"))
        return int.from_bytes(hashing.digest(), "big")

    def before(self, number: int, key: int | None, person: int, name: str, letter: int) -> Before | None:
        """The earlier row of this patient; None for the first, which is kept.

        ``key`` is the hash of the id, ``person`` that of a name at an address, ``letter`` that of all the letter says.
        """
        short = hash(name) & 0xFFFF_FFFF  # Python's own has a key of the run as well
        entry = self._known(key, person)
        if entry is not None:
            return Before(self._rows[entry], self._names[entry] == short, self._letters[entry] == letter)
        entry = len(self._rows)
        self._rows.append(number)
        self._names.append(short)
        self._letters.append(letter)
        self._with_id.append(key is not None)
        if key is not None:
            self._ids.put(key, entry)
        self._people.put(person, entry)
        return None

    def lives(self, home: int) -> None:
        """One more letter to an address."""
        if self._homes.put(home, 0) == 0:
            self._homes.numbers[self._homes.find(home) or 0] = 1
            self.households += 1

    def _known(self, key: int | None, person: int) -> int | None:
        found = self._ids.get(key) if key is not None else None
        if found is None:
            found = self._people.get(person)
            if found is not None and key is not None and self._with_id[found]:
                return None  # two ids: two people of one name
        return found
