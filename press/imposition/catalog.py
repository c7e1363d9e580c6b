"""What the new file says of itself: what the old one said, as far as it is still so, and how it wants to be printed."""

from __future__ import annotations

import re
from hashlib import sha256

from press.pdf.objects import (
    Array,
    BrokenError,
    Dictionary,
    Name,
    Objects,
    Reference,
    Stream,
    Text,
    dictionary,
    stream,
    text_bytes,
)

KEPT = ("Lang", "OutputIntents", "OCProperties")
OF_TAGS = ("StructTreeRoot", "MarkInfo")
TOLD = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
WAY = "Imposed"  # an entry of ours beside those; Acrobat shows it among the document's properties
PREFERRED = ("DisplayDocTitle", "Direction")

# The standards that XMP claims, each a property such as <pdfaid:part>2</pdfaid:part> or pdfaid:part="2".
_SCHEMA = rb"\b(pdfaid|pdfuaid|pdfxid|pdfvtid|pdfeid)"
CLAIM = re.compile(_SCHEMA + rb""":(\w+)[^<>="']*(?:>|=\s*["'])\s*([^<"'\s]+)""")
WRITTEN = re.compile(
    rb"<"
    + _SCHEMA
    + rb""":(\w+)[^>]*>[^<]*</\1:\2\s*>|"""
    + _SCHEMA
    + rb""":\w+\s*=\s*("[^"]*"|'[^']*')"""
)


def catalog(objects: Objects, ways: Dictionary, tagged: bool, flip: str) -> tuple[Dictionary, bool]:
    """The new file's, and whether it claims less than the old one; ``flip`` if both sides of the paper are printed on.

    ``ways`` are its entries that lead to pages.
    """
    old = objects.catalog
    made = dictionary(Type="Catalog")
    made.update(ways)
    if "/Outlines" in ways and objects.name(old, "PageMode") == "UseOutlines":
        made.update(dictionary(PageMode="UseOutlines"))
    for key in (*KEPT, *(OF_TAGS if tagged else ())):
        if f"/{key}" in old:
            made[Name(f"/{key}")] = dict.get(old, f"/{key}")
    wishes = objects.below(old, "ViewerPreferences")
    preferences = Dictionary(
        {Name(f"/{key}"): dict.get(wishes, f"/{key}") for key in PREFERRED if f"/{key}" in wishes}
    )
    preferences.update(dictionary(PrintScaling="None", **({"Duplex": flip} if flip else {})))
    made.update(dictionary(ViewerPreferences=preferences))
    metadata, less = _metadata(objects, tagged)
    made.update(dictionary(Metadata=metadata) if metadata else {})
    return made, less


def _metadata(objects: Objects, tagged: bool) -> tuple[Reference | None, bool]:
    """What XMP says, and whether that is less than before: a claim is taken out where one does not hold for the sheets."""
    reference = dict.get(objects.catalog, "/Metadata")
    metadata = objects.at(reference)
    if not isinstance(metadata, Stream) or not isinstance(reference, Reference):
        return None, False
    try:
        data = objects.unpacked(metadata)
    except BrokenError:
        return None, True
    if all(
        _holds(*claim, tagged=tagged) for claim in CLAIM.findall(data.replace(b"\0", b""))
    ):  # also of UTF-16
        return reference, False
    data = WRITTEN.sub(b"", data)
    if CLAIM.search(data.replace(b"\0", b"")):
        return None, True
    return objects.add(stream(data, dictionary(Type="Metadata", Subtype="XML"))), True


def _holds(schema: bytes, name: bytes, value: bytes, *, tagged: bool) -> bool:
    """PDF/A-1 is older than the compressed objects of the new file, and PDF/X speaks of the size of pages."""
    if schema == b"pdfuaid":
        return tagged and (name != b"part" or value == b"1")
    if schema != b"pdfaid":
        return False
    return (name != b"part" or value in (b"2", b"3")) and (
        name != b"conformance" or tagged or value.upper() != b"A"
    )


def claiming(metadata: Stream, accessible: bool, archive: str) -> Stream:
    """The metadata of a file of ours with what still holds: PDF/UA if ``accessible``, and PDF/A-2 with this letter, or none."""
    gone = [b"pdfuaid"] * (not accessible) + [b"pdfaid"] * (not archive)
    data = WRITTEN.sub(
        lambda found: b"" if found[1] in gone else found[0], bytes(metadata.get_data())
    )
    data = re.sub(rb"(<pdfaid:conformance>)\w", rb"\g<1>" + archive.upper().encode("ascii"), data)
    return stream(data, dictionary(Type="Metadata", Subtype="XML"))


def information(objects: Objects, way: str) -> Dictionary:
    """The old dictionary of title, author and so on, without what programs put into it for themselves; and the way it went."""
    told = objects.below(objects.trailer, "Info")
    made = Dictionary(
        {
            Name(f"/{key}"): objects.get(told, key)
            for key in TOLD
            if isinstance(objects.get(told, key), Text)
        }
    )
    made.update(dictionary(**{WAY: text_bytes(way)}))
    return made


def way_gone(objects: Objects) -> str | None:
    """The way by which the file's pages were put onto sheets by this program; None where they were not."""
    way = objects.get(objects.below(objects.trailer, "Info"), WAY)
    return str(way) if isinstance(way, Text) else None


def is_sheet(objects: Objects) -> bool:
    """True for what this program composed to be folded or cut: it alone is turned over the short edge."""
    told, wishes = (
        objects.below(objects.trailer, "Info"),
        objects.below(objects.catalog, "ViewerPreferences"),
    )
    return (
        objects.get(told, "Creator") == "Handout Press"
        and objects.name(wishes, "Duplex") == "DuplexFlipShortEdge"
    )


def identity(objects: Objects, data: bytes) -> bytes:
    """The first half of the old file's ID, which all files made of it share; of its bytes where it has none."""
    both = objects.get(objects.trailer, "ID")
    first = objects.at(list.__getitem__(both, 0)) if isinstance(both, Array) and len(both) else None
    if isinstance(first, Text):
        return first.original_bytes
    return bytes(first) if isinstance(first, bytes) else sha256(data).digest()[:16]
