"""What the new file says of itself: what the old one said, as far as it is still so, and how it wants to be printed."""

from __future__ import annotations

import re
from hashlib import sha256

from press.finishing.objects import Array, Dictionary, Name, Objects, Reference, Stream, Text, dictionary

KEPT = ("Lang", "OutputIntents", "OCProperties")
OF_TAGS = ("StructTreeRoot", "MarkInfo")
TOLD = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
PREFERRED = ("DisplayDocTitle", "Direction")

# The standards that XMP claims, each a property such as <pdfaid:part>2</pdfaid:part> or pdfaid:part="2".
CLAIM = re.compile(rb"""\b(pdfaid|pdfuaid|pdfxid|pdfvtid|pdfeid):(\w+)\s*(?:>|=\s*["'])\s*([^<"'\s]+)""")


def catalog(objects: Objects, pages: Reference, tagged: bool, kept: bool, flip: str) -> Dictionary:
    """The new file's; ``kept`` if it may claim what the old one claims, ``flip`` if both sides of paper are printed on."""
    old = objects.catalog
    made = dictionary(Type="Catalog", Pages=pages)
    for key in (*KEPT, *(OF_TAGS if tagged else ()), *(("Metadata",) if kept else ())):
        if f"/{key}" in old:
            made[Name(f"/{key}")] = dict.get(old, f"/{key}")
    wishes = objects.below(old, "ViewerPreferences")
    preferences = Dictionary({Name(f"/{key}"): dict.get(wishes, f"/{key}") for key in PREFERRED if f"/{key}" in wishes})
    preferences.update(dictionary(PrintScaling="None"))
    if flip:
        preferences.update(dictionary(Duplex=flip))
    made.update(dictionary(ViewerPreferences=preferences))
    return made


def keeps_claims(objects: Objects, tagged: bool) -> bool:
    """True if all that a file claims is still so on sheets: PDF/A-2 and 3, and with its tags PDF/UA-1; or it claims nothing.

    PDF/A-1 is older than the compressed objects of the new file; PDF/X is of the size of pages.
    """
    metadata = objects.get(objects.catalog, "Metadata")
    data = bytes(metadata.get_data()).replace(b"\0", b"") if isinstance(metadata, Stream) else b""  # also of UTF-16
    claims = {(schema, name): value for schema, name, value in CLAIM.findall(data)}
    for (schema, name), value in claims.items():
        if schema == b"pdfaid" and name == b"part" and value not in (b"2", b"3"):
            return False
        if schema == b"pdfaid" and name == b"conformance" and value.upper() == b"A" and not tagged:
            return False
        if schema == b"pdfuaid" and (value != b"1" or not tagged) and name == b"part":
            return False
        if schema not in (b"pdfaid", b"pdfuaid"):
            return False
    return True


def information(objects: Objects) -> Dictionary:
    """The old dictionary of title, author and so on, without what programs put into it for themselves."""
    told = objects.below(objects.trailer, "Info")
    return Dictionary({Name(f"/{key}"): objects.get(told, key) for key in TOLD if isinstance(objects.get(told, key), Text)})


def identity(objects: Objects, data: bytes) -> bytes:
    """The first half of the old file's ID, which all files made of it share; of its bytes where it has none."""
    both = objects.get(objects.trailer, "ID")
    first = objects.at(list.__getitem__(both, 0)) if isinstance(both, Array) and len(both) else None
    if isinstance(first, Text):
        return first.original_bytes
    return bytes(first) if isinstance(first, bytes) else sha256(data).digest()[:16]
