"""From a file's bookmarks to those of its sheets: the same words in the same order, each leading to the side of its page."""

from __future__ import annotations

from itertools import pairwise

from press.imposition.destinations import Targets
from press.pdf.objects import Dictionary, Name, Objects, Reference, dictionary

MOST = 100_000  # bookmarks
SHOWN = ("C", "F")  # in which colour and style
UNTITLED = b"..."


class _Bookmark:
    """One of the old file, what it becomes, and those below it; ``leads`` says where to, and is empty for nowhere."""

    def __init__(self, entries: Dictionary, leads: Dictionary) -> None:
        self.entries, self.leads = entries, leads
        self.below: list[_Bookmark] = []
        self.made = Dictionary()
        self.count = 0  # of those below it that are seen if it is open


def bookmarks(objects: Objects, targets: Targets) -> Reference | None:
    """The new file's tree of bookmarks (ISO 32000-1, 12.3.3), without those that lead nowhere; None where none is left."""
    found = _read(objects, targets)
    for one in reversed(found):  # those below come after what they stand below
        one.below = [other for other in one.below if other.below or other.leads]
        one.count = sum(1 + (other.count if _is_open(objects, other) else 0) for other in one.below)
    kept = found[:1]
    for one in kept:  # which grows meanwhile
        kept += one.below
    if len(kept) == 1:
        return None
    references = [objects.add(one.made) for one in kept]
    where = {id(one): reference for one, reference in zip(kept, references, strict=True)}
    for over in kept:
        _say(objects, over)
        _tie(over, where)
    kept[0].made.update(dictionary(Type="Outlines", Count=kept[0].count))
    return references[0]


def _read(objects: Objects, targets: Targets) -> list[_Bookmark]:
    """All of them, the root first; one that is met again is none."""
    found = [_Bookmark(objects.below(objects.catalog, "Outlines"), Dictionary())]
    met = {id(found[0].entries)}
    for over in found:  # which grows meanwhile
        entries = objects.below(over.entries, "First")
        while entries and id(entries) not in met and len(met) < MOST:
            met.add(id(entries))
            over.below.append(_Bookmark(entries, targets.of(entries)))
            entries = objects.below(entries, "Next")
        found += over.below
    return found


def _is_open(objects: Objects, one: _Bookmark) -> bool:
    return (objects.integer(one.entries, "Count") or 0) > 0


def _say(objects: Objects, one: _Bookmark) -> None:
    """What is seen of it."""
    if "/Title" in one.entries or one.leads:
        title = objects.string(dict.get(one.entries, "/Title"))
        one.made.update(dictionary(Title=UNTITLED if title is None else title))
    one.made.update(
        {
            Name(f"/{key}"): dict.get(one.entries, f"/{key}")
            for key in SHOWN
            if f"/{key}" in one.entries
        }
    )
    one.made.update(one.leads)
    if one.below:
        one.made.update(dictionary(Count=one.count if _is_open(objects, one) else -one.count))


def _tie(over: _Bookmark, where: dict[int, Reference]) -> None:
    """Tie those below one to it, and to each other."""
    for one in over.below:
        one.made.update(dictionary(Parent=where[id(over)]))
    for one, other in pairwise(over.below):
        one.made.update(dictionary(Next=where[id(other)]))
        other.made.update(dictionary(Prev=where[id(one)]))
    if over.below:
        over.made.update(dictionary(First=where[id(over.below[0])], Last=where[id(over.below[-1])]))
