"""Number trees of any length, written as they grow (ISO 32000-1, 7.9.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

MOST = 64  # entries of a leaf, and children of a node


class _Node(NamedTuple):
    first: int
    last: int
    number: int


class NumberTree:
    """``put`` writes an object and gives its number. Keys come in order."""

    def __init__(self, put: Callable[[bytes], int]) -> None:
        self._put = put
        self._nodes: list[_Node] = []
        self._waiting: list[bytes] = []
        self._first = self._last = 0

    def add(self, first: int, last: int, entries: bytes) -> None:
        """Entries with keys from ``first`` to ``last``, as they stand in a leaf."""
        if not self._waiting:
            self._first = first
        self._waiting.append(entries)
        self._last = last
        if len(self._waiting) == MOST:
            self._leaf()

    def end(self) -> int:
        """The number of the root."""
        self._leaf()
        nodes = self._nodes
        while len(nodes) > MOST:
            nodes = [self._above(nodes[at : at + MOST]) for at in range(0, len(nodes), MOST)]
        return self._put(b"<</Kids [%s]>>" % _kids(nodes))

    def _leaf(self) -> None:
        if self._waiting:
            made = b"<</Limits [%d %d]/Nums [%s]>>" % (
                self._first,
                self._last,
                b" ".join(self._waiting),
            )
            self._nodes.append(_Node(self._first, self._last, self._put(made)))
            self._waiting = []

    def _above(self, nodes: list[_Node]) -> _Node:
        first, last = nodes[0].first, nodes[-1].last
        return _Node(
            first, last, self._put(b"<</Limits [%d %d]/Kids [%s]>>" % (first, last, _kids(nodes)))
        )


def _kids(nodes: list[_Node]) -> bytes:
    return b" ".join([b"%d 0 R" % one.number for one in nodes])
