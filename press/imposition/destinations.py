"""Where the links, bookmarks and named places of a file lead, once its pages stand on sheets."""

from __future__ import annotations

from functools import cached_property

from press.pdf.objects import (
    Array,
    Dictionary,
    Name,
    Objects,
    Raw,
    Reference,
    array,
    dictionary,
    number_of,
)


class Targets:
    """``sheets`` are the sides on which pages stand now, by the number of the page's object."""

    def __init__(self, objects: Objects, sheets: dict[int, Reference]) -> None:
        self.objects, self.sheets = objects, sheets

    def of(self, link: Dictionary) -> Dictionary:
        """The entry that says where a link or bookmark leads: an address as it was, a page as the side that it stands on.

        Empty where it leads nowhere on paper: to a program, a script, another file, or a page that is not there.
        """
        objects = self.objects
        action = objects.below(link, "A")
        if objects.name(action, "S") == "URI":
            kept = {
                Name(f"/{key}"): dict.get(action, f"/{key}")
                for key in ("Type", "S", "URI", "IsMap")
                if f"/{key}" in action
            }
            return dictionary(A=Dictionary(kept))
        goes = (
            objects.get(action, "D")
            if objects.name(action, "S") == "GoTo"
            else objects.get(link, "Dest")
        )
        side = self._side(goes)
        return dictionary(Dest=side) if side else Dictionary()

    def names(self) -> Dictionary:
        """The named places, for who asks for one from outside: empty where there are none."""
        sides = ((name, self._side(place)) for name, place in sorted(self._named.items()))
        pairs = [one for name, side in sides if side for one in (name, side)]
        return dictionary(Dests=dictionary(Names=array(pairs))) if pairs else Dictionary()

    def _side(self, goes: Raw) -> Array | None:
        """A whole side as a place to go to (ISO 32000-1, 12.3.2.2)."""
        sheet = self.sheets.get(self._page(goes))
        return array([sheet, "Fit"]) if sheet else None

    def _page(self, goes: Raw) -> int:
        """The number of a page's object; 0 for none."""
        if (name := self._name(goes)) is not None:
            goes = self._named.get(name)
        if isinstance(goes, Dictionary):
            goes = self.objects.get(goes, "D")
        return number_of(list.__getitem__(goes, 0)) if isinstance(goes, Array) and len(goes) else 0

    def _name(self, raw: Raw) -> bytes | None:
        """A place's name, which is a string, or a name as in old files."""
        value = self.objects.at(raw)
        return (
            str(value)[1:].encode("utf-8", "replace")
            if isinstance(value, Name)
            else self.objects.string(value)
        )

    @cached_property
    def _named(self) -> dict[bytes, Raw]:
        """The places that have a name, by either of the two ways to give one (12.3.2.3)."""
        objects, catalog = self.objects, self.objects.catalog
        pairs = [
            *dict.items(objects.below(catalog, "Dests")),
            *objects.tree(dict.get(objects.below(catalog, "Names"), "/Dests"), "Names"),
        ]
        named = ((self._name(name), objects.at(place)) for name, place in pairs)
        return {name: place for name, place in named if name is not None}
