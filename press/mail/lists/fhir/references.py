"""From FHIR's references, in each of their forms, to the record that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from press.problems import Place

_ADDRESS = re.compile(r"(.*/)?([A-Za-z]+/[^/]+)")  # a server, if there is one, and Patient/123
URN = ("urn:uuid:", "urn:oid:")


class Record(NamedTuple):
    """What is kept of one resource.

    ``scope`` counts the Bundles from 1 (0: a line of its own); ``url`` is its full one, or empty, and ``name`` is Patient/123, or
    empty. ``updated`` orders its versions (seconds, 0: not known). ``clash`` is set where two that differ have one name.
    """

    kind: str
    place: Place
    scope: int
    url: str
    name: str
    identifiers: tuple[str, ...]
    updated: float
    wrong: tuple[str, ...]
    data: Any
    clash: bool = False

    @property
    def server(self) -> str:
        """Where the record lies: http://x/fhir/ of http://x/fhir/Patient/123; empty where nobody says it."""
        return (
            self.url.removesuffix(self.name)
            if self.name and "://" in self.url and self.url.endswith("/" + self.name)
            else ""
        )


class Reference(NamedTuple):
    """One reference; ``contained`` is the record that it has with it."""

    reference: str = ""
    kind: str = ""
    identifier: str = ""
    display: str = ""
    contained: Record | None = None


def newer(old: Record, new: Record) -> Record:
    """Which of two records of one name counts: the later version; where that cannot be told, none, and ``clash`` says so.

    Two Bundles may number their patients alike: only records of one address, or of one Bundle, are versions of each other.
    """
    if old.data == new.data and old.wrong == new.wrong:
        return old
    versions = old.url == new.url and (old.url or old.scope == new.scope)
    if versions and old.updated and new.updated and old.updated != new.updated:
        return max(old, new, key=lambda one: one.updated)
    return old._replace(clash=True, updated=min(old.updated, new.updated))


class Index:
    """All records, by each name under which a reference can ask for them: in its own Bundle first, then anywhere."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._bare: dict[str, Record] | None = None

    def add(self, record: Record) -> None:
        names = [record.url, record.name, *(f"{record.kind}?{one}" for one in record.identifiers)]
        for name in filter(None, names):
            self._put(name, record)
            if record.scope:
                self._put(f"{record.scope} {name}", record)

    def find(self, wanted: Reference, asking: Record, kinds: tuple[str, ...]) -> Record | None:
        """The record of one of these kinds that is meant, or None; it can be one that clashes."""
        if wanted.contained:
            return wanted.contained if wanted.contained.kind in kinds else None
        for name, servers in _names(wanted, asking, kinds):
            found = self._records.get(f"{asking.scope} {name}") if asking.scope else None
            found = found or self._records.get(name) or self._without_system(name)
            if (
                found
                and found.kind in kinds
                and (found.clash or not servers or found.server in servers)
            ):
                return found
        return None

    def _put(self, name: str, record: Record) -> None:
        old = self._records.get(name)
        self._records[name] = newer(old, record) if old else record

    def _without_system(self, name: str) -> Record | None:
        """For ``Patient?|123``, which asks for the value in any system."""
        if "?|" not in name:
            return None
        if self._bare is None:
            self._bare = {}
            for full, record in self._records.items():
                head, mark, tail = full.partition("?")
                if mark and " " not in head:
                    bare = f"{head}?|{tail.partition('|')[2]}"
                    old = self._bare.get(bare)
                    self._bare[bare] = newer(old, record) if old else record
        return self._bare.get(name)


def plain(url: str) -> str:
    """A reference without the version that it asks for."""
    return url.partition("/_history/")[0]


def _names(
    wanted: Reference, asking: Record, kinds: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names to look for in their order, each with the servers that the record may lie on: any, if none is named."""
    reference = plain(wanted.reference)
    if "?" in reference:
        path, _, query = reference.partition("?")
        kind = path.rpartition("/")[2]
        asked = (value for key, value in parse_qsl(query) if key == "identifier")
        yield from ((f"{kind}?{value if '|' in value else '|' + value}", ()) for value in asked)
    elif reference.startswith(URN):
        yield reference, ()
        yield from ((f"{kind}/{reference.rpartition(':')[2]}", ()) for kind in kinds)
    elif found := _ADDRESS.fullmatch(reference):
        server, name = found[1] or asking.server, found[2]
        if server:
            yield server + name, ()
        yield name, ("", server) if server else ()
    if wanted.identifier:
        yield from (
            (f"{kind}?{wanted.identifier}", ())
            for kind in ([wanted.kind] if wanted.kind else kinds)
        )
