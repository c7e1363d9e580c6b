"""From the destinations of links, bookmarks and names to those of the sheets."""

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


class Destinations:
    """The destinations of a file whose pages are placed on sides of sheets.

    ``sides`` has the side of each page, by the object number of the page.
    """

    def __init__(self, objects: Objects, sides: dict[int, Reference]) -> None:
        self.objects, self.sides = objects, sides

    def entry(self, source: Dictionary) -> Dictionary:
        """Return the A or Dest entry of a link or bookmark: a web address, or the page's side.

        Empty for a target that sheets do not have: a program, script, other file or missing page.
        """
        objects = self.objects
        action = objects.subdictionary(source, "A")
        if objects.name(action, "S") == "URI":
            kept = {
                Name(f"/{key}"): dict.get(action, f"/{key}")
                for key in ("Type", "S", "URI", "IsMap")
                if f"/{key}" in action
            }
            return dictionary(A=Dictionary(kept))
        if objects.name(action, "S") == "GoTo":
            destination = objects.get(action, "D")
        else:
            destination = objects.get(source, "Dest")
        side = self._side(destination)
        return dictionary(Dest=side) if side else Dictionary()

    def names(self) -> Dictionary:
        """Return the Names entry with the named destinations; empty if there are none.

        A link from outside the file asks for a destination by its name.
        """
        sides = (
            (name, self._side(destination)) for name, destination in sorted(self._named.items())
        )
        pairs = [item for name, side in sides if side for item in (name, side)]
        return dictionary(Dests=dictionary(Names=array(pairs))) if pairs else Dictionary()

    def _side(self, destination: Raw) -> Array | None:
        """Return the destination of a whole side (ISO 32000-1, 12.3.2.2)."""
        side = self.sides.get(self._page(destination))
        return array([side, "Fit"]) if side else None

    def _page(self, destination: Raw) -> int:
        """Return the object number of a destination's page; 0 for none."""
        if (name := self._name(destination)) is not None:
            destination = self._named.get(name)
        if isinstance(destination, Dictionary):
            destination = self.objects.get(destination, "D")
        if isinstance(destination, Array) and len(destination):
            return number_of(list.__getitem__(destination, 0))
        return 0

    def _name(self, raw: Raw) -> bytes | None:
        """Return the name of a named destination: a string, or a name in old files."""
        value = self.objects.resolve(raw)
        if isinstance(value, Name):
            return str(value)[1:].encode("utf-8", "replace")
        return self.objects.string(value)

    @cached_property
    def _named(self) -> dict[bytes, Raw]:
        """The named destinations, from either of the two places for them (12.3.2.3)."""
        objects, catalog = self.objects, self.objects.catalog
        pairs = [
            *dict.items(objects.subdictionary(catalog, "Dests")),
            *objects.tree_pairs(
                dict.get(objects.subdictionary(catalog, "Names"), "/Dests"), "Names"
            ),
        ]
        named = ((self._name(name), objects.resolve(value)) for name, value in pairs)
        return {name: value for name, value in named if name is not None}
