"""From recipients to duplicates in a list. Only hashes are kept, with a key of this run."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from hashlib import blake2b
from math import isqrt
from typing import NamedTuple

FULLEST_TABLE = 0.85  # share of used slots; beyond it, the search for a free slot takes too long
GROWTH, SMALLEST = 1.4, 1021  # slots; a prime


class HashTable:
    """A map from 64-bit hashes to their entries, which count from 0 in the order of adding.

    A hash takes about 14 bytes; in a dict it would take 130.
    """

    def __init__(self) -> None:
        self._hashes = array("Q")
        self._slots = array("I", bytes(4 * SMALLEST))  # the entry of a hash plus 1; 0 is free
        self._capacity = int(FULLEST_TABLE * SMALLEST)

    def __len__(self) -> int:
        return len(self._hashes)

    def find(self, key: int) -> int | None:
        """Return the entry of a key, or None."""
        slots, hashes, size = self._slots, self._hashes, len(self._slots)
        slot, step = key % size, 0
        while entry := slots[slot]:
            if hashes[entry - 1] == key:
                return entry - 1
            step = step or 1 + key % (size - 1)  # the size is prime: every slot is reached
            slot = (slot + step) % size
        return None

    def has_key(self, entry: int) -> bool:
        """Return True if the entry has a key."""
        return entry < len(self._hashes) and self._hashes[entry] != 0

    def add(self, key: int | None) -> None:
        """Add a new key as the next entry. None takes an entry without a key."""
        self._hashes.append(key or 0)
        if len(self._hashes) > self._capacity:
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
        self._capacity = int(FULLEST_TABLE * size)
        self._slots = array("I")  # frees the old slots before the new ones are allocated
        self._slots = slots = array("I", [0]) * size
        # The body of _place, repeated: a call for each key would take twice as long.
        for entry, key in enumerate(self._hashes, 1):
            if key:
                slot, step = key % size, 0
                while slots[slot]:
                    step = step or 1 + key % (size - 1)
                    slot = (slot + step) % size
                slots[slot] = entry


def _prime(least: int) -> int:
    """Return the first odd prime from ``least`` on."""

    def is_prime(number: int) -> bool:
        return all(number % divisor for divisor in range(3, isqrt(number) + 1, 2))

    return next(number for number in range(least | 1, 2 * least, 2) if is_prime(number))


class StepMap:
    """A map from rising integers to integers.

    It stores an item only where the difference of value and key is not that of the item before.
    """

    def __init__(self) -> None:
        self._keys, self._differences = array("I"), array("i")

    def add(self, key: int, value: int) -> None:
        """Add an item; its key is higher than all before."""
        if not self._differences or self._differences[-1] != value - key:
            self._keys.append(key)
            self._differences.append(value - key)

    def get(self, key: int) -> int:
        """Return the value of a key that was added."""
        return key + self._differences[bisect_right(self._keys, key) - 1]


class EarlierRow(NamedTuple):
    """An earlier row of the same patient, and whether its name and its letter are the same."""

    number: int
    line: int
    same_name: bool
    same_letter: bool


class SeenPatients:
    """The patients of the rows so far, by the patient's id, else by the name at an address.

    ``ids`` is False if no row has an id, and ``names`` is False if every row has one: keys that are
    never searched for are not stored. ``households`` counts the addresses with several letters.
    """

    def __init__(self, ids: bool = True, names: bool = True) -> None:
        self.by_id, self.by_name = ids, names
        self._keyed = blake2b(digest_size=8, key=os.urandom(32))
        self._patients, self._people, self._homes = HashTable(), HashTable(), HashTable()
        self._rows, self._lines = StepMap(), StepMap()  # entry to row number, row number to line
        self._names, self._letters = array("H"), array("I")
        self._shared = bytearray()
        self.households = 0

    def key(self, *texts: str) -> int:
        """Return a 64-bit hash of the texts. The same texts have another hash in another run."""
        hasher = self._keyed.copy()
        hasher.update("\x1f".join(texts).encode("utf-8", "surrogatepass"))
        return int.from_bytes(hasher.digest(), "big")

    def find_or_add(
        self,
        place: tuple[int, int],
        patient: int | None,
        person: int | None,
        name: str,
        letter: int,
    ) -> EarlierRow | None:
        """Return the earlier row of this patient; if there is none, add this one and return None.

        ``place`` is the number and the line of the row. ``patient`` is the hash of the id,
        ``person`` that of the name at an address, ``letter`` that of all values in the letter.
        """
        # Short hashes are enough: these two are compared only with those of the same patient.
        name_hash = hash(name) & 0xFFFF
        letter &= 0xFFFF_FFFF
        named_entry = self._people.find(person) if person is not None else None
        entry = self._patients.find(patient) if patient is not None else None
        if entry is None and named_entry is not None:
            # Two ids are two people, even with one name at one address.
            two_ids = patient is not None and self._patients.has_key(named_entry)
            entry = None if two_ids else named_entry
        if entry is not None:
            number = self._rows.get(entry)
            line = self._lines.get(number)
            same_name = self._names[entry] == name_hash
            return EarlierRow(number, line, same_name, self._letters[entry] == letter)
        self._rows.add(len(self._names), place[0])
        self._lines.add(*place)
        self._names.append(name_hash)
        self._letters.append(letter)
        if self.by_id:
            self._patients.add(patient)
        if self.by_name:
            self._people.add(person if named_entry is None else None)
        return None

    def count_letter(self, home: int) -> None:
        """Count a letter to an address, given by its hash."""
        entry = self._homes.find(home)
        if entry is None:
            self._homes.add(home)
            self._shared.append(0)
        elif not self._shared[entry]:
            self._shared[entry] = 1
            self.households += 1
