"""From a page's drawing operators to the same, with everything outside the content marked as artifact.

ISO 14289-1, 7.1: what is painted is either content, and then in the structure, or an artifact. Runs are cut where
the graphics state is saved or restored, so that marks and states nest.
"""

from __future__ import annotations

from collections.abc import Sequence

BEGIN, END = "/Artifact BMC", "EMC"

_PAINTS = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "ET"))
_BUILDS = frozenset(
    ("m", "l", "c", "v", "y", "h", "re", "n")
)  # a path that is then painted, or clips

_STATES = frozenset(("q", "Q"))
_SETS = frozenset((" cm", " rg", " RG"))  # colours and places: they neither paint nor build


class Mark(str):
    """An operator that begins or ends marked content, among a page's other operators."""

    __slots__ = ()


class Heard(str):
    """The operators of a text that was judged, among a page's other operators."""

    __slots__ = ()


class Whole(Heard):
    """The same with its marks, in a state of the page's of its own: it is no artifact, and in no other's path."""

    __slots__ = ()


def with_artifacts(code: Sequence[str]) -> list[str]:
    """``code`` is a page's operators in order, one string or several operators an entry, as ReportLab keeps them."""
    made: list[str] = []
    run: list[str] = []
    painted = inside = False

    def close() -> None:
        nonlocal painted
        if painted:
            made.extend((BEGIN, *run, END))
        else:
            made.extend(run)
        run.clear()
        painted = False

    for item in code:
        kind = type(item)
        if kind is Whole or kind is Mark:
            if run:
                close()
            if kind is Mark:
                inside = item != END
            made.append(item)
        elif inside:
            made.append(item)
        elif item in _STATES or (item.startswith("BT") and " BDC" in item):
            if run:
                close()
            made.append(item)
        elif item[-3:] in _SETS:
            (run if run else made).append(item)
        else:
            last = item.rsplit(None, 1)[-1] if item.strip() else ""
            paints = (
                last in _PAINTS or last == "Q"
            )  # somebody's own operators, several in one piece
            if run or paints or last in _BUILDS:
                run.append(item)
                painted = painted or paints
            else:
                made.append(item)
    close()
    return made
