"""From a page to a Form XObject that paints the same (ISO 32000-1, 8.10)."""

from __future__ import annotations

import zlib

from press.imposition.source import SourcePage
from press.pdf.boxes import PageBox
from press.pdf.file import LEVEL
from press.pdf.objects import Array, Name, Objects, Raw, Stream, array, dictionary, stream

FILTER_KEYS = ("Filter", "DecodeParms")


def page_form(objects: Objects, page: SourcePage, visible: PageBox, tagged: bool) -> Stream:
    """Return a form with the content of a page, clipped to its ``visible`` part.

    If ``tagged``, the form keeps the page's key in the parent tree.
    """
    contents = objects.get(page.entries, "Contents")
    box = array([float(edge) for edge in visible])
    entries = dictionary(Type="XObject", Subtype="Form", BBox=box)
    entries[Name("/Resources")] = _resources(objects, page)
    group = dict.get(page.entries, "/Group")
    if objects.name(objects.dictionary(group), "S") == "Transparency":
        entries[Name("/Group")] = group
    if tagged and page.key is not None:
        entries.update(dictionary(StructParents=page.key))
    if isinstance(contents, Stream) and "/F" not in contents:  # copied without unpacking
        entries.update(
            {
                Name(f"/{key}"): dict.get(contents, f"/{key}")
                for key in FILTER_KEYS
                if f"/{key}" in contents
            }
        )
        return stream(bytes(contents._data), entries)
    entries.update(dictionary(Filter="FlateDecode"))
    return stream(zlib.compress(_joined(objects, contents), LEVEL), entries)


def _resources(objects: Objects, page: SourcePage) -> Raw:
    resources = dict.get(page.entries, "/Resources")
    return resources if objects.resolve(resources) is not None else dictionary()


def _joined(objects: Objects, contents: Raw) -> bytes:
    """Return several content streams as one, with line ends between them.

    A stream may end inside a text object, but not inside a token (7.8.2).
    """
    items = list.__iter__(contents) if isinstance(contents, Array) else ()
    streams = (objects.resolve(item) for item in items)
    return b"\n".join(objects.unpacked(part) for part in streams if isinstance(part, Stream))
