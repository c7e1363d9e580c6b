"""Where the links of a file lead, once its pages stand on sheets."""

from __future__ import annotations

from functools import cached_property

from press.finishing.objects import Array, Dictionary, Name, Objects, Raw, Reference, Text, array, dictionary, number_of

MOST = 100_000  # named places


class Targets:
    """``sheets`` are the sides on which pages stand now, by the number of the page's object."""

    def __init__(self, objects: Objects, sheets: dict[int, Reference]) -> None:
        self.objects, self.sheets = objects, sheets

    def of(self, link: Dictionary) -> Dictionary:
        """The entry that says where a link leads: an address as it was, a page as the whole side that it stands on.

        Empty where it leads nowhere on paper: to a program, a script, another file, or a page that is not there.
        """
        objects = self.objects
        action = objects.below(link, "A")
        if objects.name(action, "S") == "URI":
            kept = {Name(f"/{key}"): dict.get(action, f"/{key}") for key in ("Type", "S", "URI", "IsMap") if f"/{key}" in action}
            return dictionary(A=Dictionary(kept))
        goes = objects.get(action, "D") if objects.name(action, "S") == "GoTo" else objects.get(link, "Dest")
        sheet = self.sheets.get(self._page(goes))
        return dictionary(Dest=array([sheet, "Fit"])) if sheet else Dictionary()

    def _page(self, goes: Raw) -> int:
        """The number of a page's object; 0 for none."""
        if isinstance(goes, (Name, Text)):
            goes = self._named.get(str(goes).removeprefix("/"))
        if isinstance(goes, Dictionary):
            goes = self.objects.get(goes, "D")
        return number_of(list.__getitem__(goes, 0)) if isinstance(goes, Array) and len(goes) else 0

    @cached_property
    def _named(self) -> dict[str, Raw]:
        """The places that have a name, by either of the two ways to give one (12.3.2.3)."""
        objects, catalog = self.objects, self.objects.catalog
        found = {str(name)[1:]: objects.at(place) for name, place in dict.items(objects.below(catalog, "Dests"))}
        waiting, met = [dict.get(objects.below(catalog, "Names"), "/Dests")], set()
        while waiting and len(found) < MOST:
            raw = waiting.pop()
            node = objects.dictionary(raw)
            if id(node) in met:
                continue
            met.add(id(node))
            names = objects.each(node, "Names")
            found.update((str(objects.at(name)), objects.at(place)) for name, place in zip(names[::2], names[1::2], strict=False))
            waiting += objects.each(node, "Kids")
        return found
