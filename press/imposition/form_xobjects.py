"""From a page to a Form XObject that paints the same (ISO 32000-1, 8.10), and is painted once."""

from __future__ import annotations

import zlib

from press.imposition.source import SourcePage
from press.pdf.boxes import PageBox
from press.pdf.file import LEVEL
from press.pdf.objects import Array, Name, Objects, Raw, Stream, array, dictionary, stream

KEPT = ("Filter", "DecodeParms")


def page_form(objects: Objects, page: SourcePage, seen: PageBox, tagged: bool) -> Stream:
    """Its content, clipped to what is seen of it; where the file is ``tagged``, its marks keep their way to the tags."""
    contents = objects.get(page.entries, "Contents")
    entries = dictionary(Type="XObject", Subtype="Form", BBox=array([float(one) for one in seen]))
    entries[Name("/Resources")] = _resources(objects, page)
    group = dict.get(page.entries, "/Group")
    if objects.name(objects.dictionary(group), "S") == "Transparency":
        entries[Name("/Group")] = group
    if tagged and page.key is not None:
        entries.update(dictionary(StructParents=page.key))
    if isinstance(contents, Stream) and "/F" not in contents:  # as it is, packed
        entries.update(
            {
                Name(f"/{key}"): dict.get(contents, f"/{key}")
                for key in KEPT
                if f"/{key}" in contents
            }
        )
        return stream(bytes(contents._data), entries)
    entries.update(dictionary(Filter="FlateDecode"))
    return stream(zlib.compress(_joined(objects, contents), LEVEL), entries)


def _resources(objects: Objects, page: SourcePage) -> Raw:
    resources = dict.get(page.entries, "/Resources")
    return resources if objects.at(resources) is not None else dictionary()


def _joined(objects: Objects, contents: Raw) -> bytes:
    """Several streams are one, with a line end between them: each may end in the middle of a text, but not of a word (7.8.2)."""
    parts = (
        (objects.at(one) for one in list.__iter__(contents)) if isinstance(contents, Array) else ()
    )
    return b"\n".join(objects.unpacked(one) for one in parts if isinstance(one, Stream))
