"""From a page's operators to the same with artifacts marked: everything outside the content.

ISO 14289-1, 7.1: what is painted is either content, and then in the structure, or an artifact.
Artifacts end where the graphics state is saved or restored, so that marks and states nest.
"""

from __future__ import annotations

from collections.abc import Sequence

BEGIN, END = "/Artifact BMC", "EMC"

_PAINTS = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "ET"))
_BUILDS = frozenset(("m", "l", "c", "v", "y", "h", "re", "n"))  # a path to paint or to clip with

_STATES = frozenset(("q", "Q"))
_SETS = frozenset((" cm", " rg", " RG"))  # matrices and colours neither paint nor build a path


class Mark(str):
    """An operator that begins or ends marked content, among a page's other operators."""

    __slots__ = ()


class CheckedText(str):
    """The operators of a text whose contrast is recorded, among a page's other operators."""

    __slots__ = ()


class SelfContainedText(CheckedText):
    """Checked text with its own marks and graphics state: neither an artifact nor in a path."""

    __slots__ = ()


def with_artifacts(code: Sequence[str]) -> list[str]:
    """Return a page's operators with artifacts marked.

    ``code`` has them in order, one string or several operators an entry, as in ReportLab.
    """
    marked: list[str] = []
    run: list[str] = []
    painted = inside = False

    def close() -> None:
        nonlocal painted
        if painted:
            marked.extend((BEGIN, *run, END))
        else:
            marked.extend(run)
        run.clear()
        painted = False

    for item in code:
        kind = type(item)
        if kind is SelfContainedText or kind is Mark:
            if run:
                close()
            if kind is Mark:
                inside = item != END
            marked.append(item)
        elif inside:
            marked.append(item)
        elif item in _STATES or (item.startswith("BT") and " BDC" in item):
            if run:
                close()
            marked.append(item)
        elif item[-3:] in _SETS:
            (run if run else marked).append(item)
        else:
            last = item.rsplit(None, 1)[-1] if item.strip() else ""
            # A layout's own operators may be several in one string, and end with Q.
            paints = last in _PAINTS or last == "Q"
            if run or paints or last in _BUILDS:
                run.append(item)
                painted = painted or paints
            else:
                marked.append(item)
    close()
    return marked
