"""From a FHIR reference, in any of its forms, to the record that it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from press.problems import Place

_URL = re.compile(r"(.*/)?([A-Za-z]+/[^/]+)")  # an optional server, and Patient/123
URN = ("urn:uuid:", "urn:oid:")


class Record(NamedTuple):
    """The data of one resource that are kept.

    ``kind`` is the type of the resource. ``scope`` is the number of its Bundle, from 1, or 0 for a
    line of NDJSON. ``url`` is its full URL, or empty; ``name`` is Patient/123, or empty.
    ``updated`` orders its versions, in seconds; 0 means unknown. ``conflicting`` is True if another
    resource with the same name differs, and neither is known to be the later version.
    """

    kind: str
    place: Place
    scope: int
    url: str
    name: str
    identifiers: tuple[str, ...]
    updated: float
    faults: tuple[str, ...]
    data: Any
    conflicting: bool = False

    @property
    def server(self) -> str:
        """The server's base URL: http://x/fhir/ of http://x/fhir/Patient/123; "" if unknown."""
        if self.name and "://" in self.url and self.url.endswith("/" + self.name):
            return self.url.removesuffix(self.name)
        return ""


class Reference(NamedTuple):
    """One reference. ``contained`` is the record inside the referring resource, or None."""

    reference: str = ""
    kind: str = ""
    identifier: str = ""
    display: str = ""
    contained: Record | None = None


def latest_version(old: Record, new: Record) -> Record:
    """Return the later version of two records with one name, or a conflicting record.

    Only records with one URL, or from one Bundle, are versions of each other: two Bundles may use
    the same ids for different patients.
    """
    if old.data == new.data and old.faults == new.faults:
        return old
    are_versions = old.url == new.url and (old.url or old.scope == new.scope)
    if are_versions and old.updated and new.updated and old.updated != new.updated:
        return max(old, new, key=attrgetter("updated"))
    return old._replace(conflicting=True, updated=min(old.updated, new.updated))


class ReferenceIndex:
    """All records by their URLs, names and identifiers: within a Bundle, and across all files."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._by_value: dict[str, Record] | None = None

    def add(self, record: Record) -> None:
        """Add a record under each of its names."""
        identifiers = (f"{record.kind}?{identifier}" for identifier in record.identifiers)
        for name in filter(None, [record.url, record.name, *identifiers]):
            self._put(name, record)
            if record.scope:
                self._put(f"{record.scope} {name}", record)

    def find(self, reference: Reference, source: Record, kinds: tuple[str, ...]) -> Record | None:
        """Return the record that ``source`` refers to, or None if there is none of these kinds.

        A record in the Bundle of ``source`` is preferred. The record may be a conflicting one.
        """
        if reference.contained:
            return reference.contained if reference.contained.kind in kinds else None
        for name, servers in _search_names(reference, source, kinds):
            record = self._records.get(f"{source.scope} {name}") if source.scope else None
            record = record or self._records.get(name) or self._without_system(name)
            if not record or record.kind not in kinds:
                continue
            if record.conflicting or not servers or record.server in servers:
                return record
        return None

    def _put(self, name: str, record: Record) -> None:
        old = self._records.get(name)
        self._records[name] = latest_version(old, record) if old else record

    def _without_system(self, name: str) -> Record | None:
        """Return the record for ``Patient?|123``: an identifier's value in any system."""
        if "?|" not in name:
            return None
        if self._by_value is None:
            self._by_value = {}
            for full_name, record in self._records.items():
                kind, mark, identifier = full_name.partition("?")
                if mark and " " not in kind:
                    value_name = f"{kind}?|{identifier.partition('|')[2]}"
                    old = self._by_value.get(value_name)
                    self._by_value[value_name] = latest_version(old, record) if old else record
        return self._by_value.get(name)


def without_version(url: str) -> str:
    """Return a reference without its version."""
    return url.partition("/_history/")[0]


def _search_names(
    target: Reference, source: Record, kinds: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names to look for, in order, and the possible servers; () means any server."""
    reference = without_version(target.reference)
    if "?" in reference:
        path, _, query = reference.partition("?")
        kind = path.rpartition("/")[2]
        identifiers = (value for key, value in parse_qsl(query) if key == "identifier")
        for value in identifiers:
            yield f"{kind}?{value if '|' in value else '|' + value}", ()
    elif reference.startswith(URN):
        yield reference, ()
        for kind in kinds:
            yield f"{kind}/{reference.rpartition(':')[2]}", ()
    elif match := _URL.fullmatch(reference):
        server, name = match[1] or source.server, match[2]
        if server:
            yield server + name, ()
        yield name, ("", server) if server else ()
    if target.identifier:
        for kind in [target.kind] if target.kind else kinds:
            yield f"{kind}?{target.identifier}", ()
