"""Every dictionary and stream that something leads to, once; and whether its keys are entries, or names that a file chose."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from press.binding.graft_structure import current
from press.pdf.objects import Array, Dictionary, Objects, Raw

MOST = 500_000  # values


class Keys(Enum):
    """What the keys of a dictionary are: by PDF's rules, or of resources, or such as a font's names for its letters."""

    ENTRIES = "entries"
    RESOURCES = "resources"
    NAMES = "names"


_BELOW = {"/Resources": Keys.RESOURCES, "/DR": Keys.RESOURCES} | dict.fromkeys(
    ("/CharProcs", "/RoleMap", "/ClassMap", "/Colorants", "/Solidities"), Keys.NAMES
)


class TooManyError(Exception):
    """The file holds more than any that a person made."""


def everything(objects: Objects, *starts: Raw) -> Iterator[tuple[Dictionary, Keys]]:
    """What is taken out of a dictionary when it is given is not followed any more. Raises TooManyError."""
    waiting: list[tuple[Raw, Keys]] = [(start, Keys.ENTRIES) for start in reversed(starts)]
    met: dict[tuple[int, Keys], Raw] = {}
    while waiting:
        raw, keys = waiting.pop()
        value = objects.at(current(objects, raw))
        if not isinstance(value, (Dictionary, Array)) or (id(value), keys) in met:
            continue
        met[id(value), keys] = value  # kept, or another might get its id
        if len(met) > MOST:
            raise TooManyError
        if isinstance(value, Array):
            waiting.extend((one, Keys.ENTRIES) for one in list.__iter__(value))
            continue
        yield value, keys
        waiting.extend((one, _below(keys, str(key))) for key, one in dict.items(value))


def _below(keys: Keys, key: str) -> Keys:
    if keys is Keys.RESOURCES:
        return Keys.NAMES
    return _BELOW.get(key, Keys.ENTRIES) if keys is Keys.ENTRIES else Keys.ENTRIES
