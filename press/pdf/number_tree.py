"""From keys in ascending order to a number tree of any length (ISO 32000-1, 7.9.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

MAX_ENTRIES = 64  # of a leaf, and kids of a node


class _Node(NamedTuple):
    """A node that is written: its first and last key, and its object number."""

    first: int
    last: int
    number: int


class NumberTree:
    """A number tree that is written while it grows.

    ``put`` writes an object and returns its number.
    """

    def __init__(self, put: Callable[[bytes], int]) -> None:
        self._put = put
        self._nodes: list[_Node] = []
        self._entries: list[bytes] = []  # of the leaf that is not written yet
        self._first = self._last = 0

    def add(self, first: int, last: int, entries: bytes) -> None:
        """Add written entries with the keys ``first`` to ``last``, all above the keys so far."""
        if not self._entries:
            self._first = first
        self._entries.append(entries)
        self._last = last
        if len(self._entries) == MAX_ENTRIES:
            self._write_leaf()

    def end(self) -> int:
        """Write what is left of the tree. Return the object number of its root."""
        self._write_leaf()
        nodes = self._nodes
        while len(nodes) > MAX_ENTRIES:
            groups = [
                nodes[start : start + MAX_ENTRIES] for start in range(0, len(nodes), MAX_ENTRIES)
            ]
            nodes = [self._write_parent(group) for group in groups]
        return self._put(b"<</Kids [%s]>>" % _references(nodes))

    def _write_leaf(self) -> None:
        if self._entries:
            entries = b" ".join(self._entries)
            leaf = b"<</Limits [%d %d]/Nums [%s]>>" % (self._first, self._last, entries)
            self._nodes.append(_Node(self._first, self._last, self._put(leaf)))
            self._entries = []

    def _write_parent(self, nodes: list[_Node]) -> _Node:
        first, last = nodes[0].first, nodes[-1].last
        parent = b"<</Limits [%d %d]/Kids [%s]>>" % (first, last, _references(nodes))
        return _Node(first, last, self._put(parent))


def _references(nodes: list[_Node]) -> bytes:
    return b" ".join([b"%d 0 R" % node.number for node in nodes])
