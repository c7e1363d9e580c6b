"""From some objects to every dictionary and stream that they lead to, each once."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from press.binding.graft_structure import current
from press.pdf.objects import Array, Dictionary, Objects, Raw

MAX_VALUES = 500_000


class Keys(Enum):
    """The meaning of a dictionary's keys: entries of PDF, resource categories, or chosen names."""

    ENTRIES = "entries"
    RESOURCES = "resources"
    NAMES = "names"


# The meaning of the keys one level below an entry; all others have ENTRIES.
_KEYS_BELOW = {"/Resources": Keys.RESOURCES, "/DR": Keys.RESOURCES} | dict.fromkeys(
    ("/CharProcs", "/RoleMap", "/ClassMap", "/Colorants", "/Solidities"), Keys.NAMES
)


class TooManyError(Exception):
    """The file has more values than any real document."""


def walk_objects(objects: Objects, *starts: Raw) -> Iterator[tuple[Dictionary, Keys]]:
    """Yield each dictionary and stream, and the meaning of its keys.

    The caller may remove entries: they are then not followed. Raises TooManyError for a file with
    too many values.
    """
    stack: list[tuple[Raw, Keys]] = [(start, Keys.ENTRIES) for start in reversed(starts)]
    visited: dict[tuple[int, Keys], Raw] = {}
    while stack:
        raw, keys = stack.pop()
        value = objects.resolve(current(objects, raw))
        if not isinstance(value, (Dictionary, Array)) or (id(value), keys) in visited:
            continue
        visited[id(value), keys] = value  # kept alive, or another value might get its id
        if len(visited) > MAX_VALUES:
            raise TooManyError
        if isinstance(value, Array):
            stack.extend((item, Keys.ENTRIES) for item in list.__iter__(value))
            continue
        yield value, keys
        stack.extend((entry, _keys_below(keys, str(key))) for key, entry in dict.items(value))


def _keys_below(keys: Keys, key: str) -> Keys:
    if keys is Keys.RESOURCES:
        return Keys.NAMES
    return _KEYS_BELOW.get(key, Keys.ENTRIES) if keys is Keys.ENTRIES else Keys.ENTRIES
