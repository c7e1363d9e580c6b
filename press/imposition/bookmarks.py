"""From a file's bookmarks to those of its sheets: same titles and order, each to its page's side.

ISO 32000-1, 12.3.3, calls the tree of bookmarks the document outline.
"""

from __future__ import annotations

from itertools import pairwise

from press.imposition.destinations import Destinations
from press.pdf.objects import Dictionary, Name, Objects, Reference, dictionary

MAX_BOOKMARKS = 100_000
STYLE_KEYS = ("C", "F")  # colour and font style
UNTITLED = b"..."


class _Bookmark:
    """A bookmark of the old file, its new entries, and its kids.

    ``destination`` is the new Dest or A entry; empty if the bookmark leads nowhere.
    """

    def __init__(self, entries: Dictionary, destination: Dictionary) -> None:
        self.entries, self.destination = entries, destination
        self.kids: list[_Bookmark] = []
        self.new = Dictionary()
        self.count = 0  # descendants that are visible while it is open


def bookmarks(objects: Objects, destinations: Destinations) -> Reference | None:
    """Return the new outline, without bookmarks that lead nowhere; None if none is left."""
    old = _read(objects, destinations)
    for bookmark in reversed(old):  # kids come after their parent
        bookmark.kids = [kid for kid in bookmark.kids if kid.kids or kid.destination]
        bookmark.count = sum(
            1 + (kid.count if _is_open(objects, kid) else 0) for kid in bookmark.kids
        )
    kept = old[:1]
    for bookmark in kept:  # the list grows in the loop
        kept += bookmark.kids
    if len(kept) == 1:
        return None
    references = [objects.add(bookmark.new) for bookmark in kept]
    by_id = {id(bookmark): reference for bookmark, reference in zip(kept, references, strict=True)}
    for bookmark in kept:
        _write_entries(objects, bookmark)
        _link_kids(bookmark, by_id)
    kept[0].new.update(dictionary(Type="Outlines", Count=kept[0].count))
    return references[0]


def _read(objects: Objects, destinations: Destinations) -> list[_Bookmark]:
    """Return all bookmarks, the root first. A bookmark that occurs again is left out."""
    read = [_Bookmark(objects.subdictionary(objects.catalog, "Outlines"), Dictionary())]
    visited = {id(read[0].entries)}
    for parent in read:  # the list grows in the loop
        entries = objects.subdictionary(parent.entries, "First")
        while entries and id(entries) not in visited and len(visited) < MAX_BOOKMARKS:
            visited.add(id(entries))
            parent.kids.append(_Bookmark(entries, destinations.entry(entries)))
            entries = objects.subdictionary(entries, "Next")
        read += parent.kids
    return read


def _is_open(objects: Objects, bookmark: _Bookmark) -> bool:
    return (objects.integer(bookmark.entries, "Count") or 0) > 0


def _write_entries(objects: Objects, bookmark: _Bookmark) -> None:
    """Write the title, style, destination and count of a bookmark."""
    if "/Title" in bookmark.entries or bookmark.destination:
        title = objects.string(dict.get(bookmark.entries, "/Title"))
        bookmark.new.update(dictionary(Title=UNTITLED if title is None else title))
    bookmark.new.update(
        {
            Name(f"/{key}"): dict.get(bookmark.entries, f"/{key}")
            for key in STYLE_KEYS
            if f"/{key}" in bookmark.entries
        }
    )
    bookmark.new.update(bookmark.destination)
    if bookmark.kids:
        count = bookmark.count if _is_open(objects, bookmark) else -bookmark.count
        bookmark.new.update(dictionary(Count=count))


def _link_kids(parent: _Bookmark, by_id: dict[int, Reference]) -> None:
    """Write the references between a bookmark and its kids, and between neighbours."""
    for kid in parent.kids:
        kid.new.update(dictionary(Parent=by_id[id(parent)]))
    for kid, following in pairwise(parent.kids):
        kid.new.update(dictionary(Next=by_id[id(following)]))
        following.new.update(dictionary(Prev=by_id[id(kid)]))
    if parent.kids:
        first, last = by_id[id(parent.kids[0])], by_id[id(parent.kids[-1])]
        parent.new.update(dictionary(First=first, Last=last))
