"""From the old catalog and metadata to the new: claims that still hold, print preferences."""

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

KEPT_KEYS = ("Lang", "OutputIntents", "OCProperties")
TAG_KEYS = ("StructTreeRoot", "MarkInfo")
INFORMATION_KEYS = (
    "Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate",
)  # fmt: skip
# An entry of ours beside those. Acrobat shows it among the document properties.
SCHEME_KEY = "Imposed"
PREFERENCE_KEYS = ("DisplayDocTitle", "Direction")

# The standards that XMP claims: properties such as <pdfaid:part>2</pdfaid:part> or pdfaid:part="2".
_SCHEMA = rb"\b(pdfaid|pdfuaid|pdfxid|pdfvtid|pdfeid)"
CLAIM = re.compile(_SCHEMA + rb""":(\w+)[^<>="']*(?:>|=\s*["'])\s*([^<"'\s]+)""")
CLAIM_PROPERTY = re.compile(
    rb"<"
    + _SCHEMA
    + rb""":(\w+)[^>]*>[^<]*</\1:\2\s*>|"""
    + _SCHEMA
    + rb""":\w+\s*=\s*("[^"]*"|'[^']*')"""
)


def new_catalog(
    objects: Objects, navigation: Dictionary, tagged: bool, flip: str
) -> tuple[Dictionary, bool]:
    """Return the new catalog, and whether it claims fewer standards than the old one.

    ``navigation`` has its entries that lead to pages. ``flip`` is the Duplex preference; empty for
    one printed side.
    """
    old = objects.catalog
    new = dictionary(Type="Catalog")
    new.update(navigation)
    if "/Outlines" in navigation and objects.name(old, "PageMode") == "UseOutlines":
        new.update(dictionary(PageMode="UseOutlines"))
    for key in (*KEPT_KEYS, *(TAG_KEYS if tagged else ())):
        if f"/{key}" in old:
            new[Name(f"/{key}")] = dict.get(old, f"/{key}")
    old_preferences = objects.subdictionary(old, "ViewerPreferences")
    preferences = Dictionary(
        {
            Name(f"/{key}"): dict.get(old_preferences, f"/{key}")
            for key in PREFERENCE_KEYS
            if f"/{key}" in old_preferences
        }
    )
    preferences.update(dictionary(PrintScaling="None", **({"Duplex": flip} if flip else {})))
    new.update(dictionary(ViewerPreferences=preferences))
    metadata, claims_less = _metadata(objects, tagged)
    new.update(dictionary(Metadata=metadata) if metadata else {})
    return new, claims_less


def _metadata(objects: Objects, tagged: bool) -> tuple[Reference | None, bool]:
    """Return the XMP metadata, and whether it claims fewer standards than before.

    All claims are removed if one of them does not hold for the sheets.
    """
    reference = dict.get(objects.catalog, "/Metadata")
    metadata = objects.resolve(reference)
    if not isinstance(metadata, Stream) or not isinstance(reference, Reference):
        return None, False
    try:
        data = objects.unpacked(metadata)
    except BrokenError:
        return None, True
    claims = CLAIM.findall(data.replace(b"\0", b""))  # finds claims in UTF-16 too
    if all(_holds(*claim, tagged=tagged) for claim in claims):
        return reference, False
    data = CLAIM_PROPERTY.sub(b"", data)
    if CLAIM.search(data.replace(b"\0", b"")):
        return None, True
    return objects.add(stream(data, dictionary(Type="Metadata", Subtype="XML"))), True


def _holds(schema: bytes, name: bytes, value: bytes, *, tagged: bool) -> bool:
    """Return True if a claim holds for the sheets.

    PDF/A-1 forbids the compressed objects of the new file, and PDF/X is about page sizes.
    """
    if schema == b"pdfuaid":
        return tagged and (name != b"part" or value == b"1")
    if schema != b"pdfaid":
        return False
    return (name != b"part" or value in (b"2", b"3")) and (
        name != b"conformance" or tagged or value.upper() != b"A"
    )


def restrict_claims(metadata: Stream, accessible: bool, archive: str) -> Stream:
    """Return the metadata of a file of ours without the claims that no longer hold.

    PDF/UA is kept if ``accessible``. ``archive`` is the conformance level of PDF/A-2 (a, u or b);
    empty removes that claim.
    """
    removed = [b"pdfuaid"] * (not accessible) + [b"pdfaid"] * (not archive)
    data = CLAIM_PROPERTY.sub(
        lambda claim: b"" if claim[1] in removed else claim[0], bytes(metadata.get_data())
    )
    data = re.sub(rb"(<pdfaid:conformance>)\w", rb"\g<1>" + archive.upper().encode("ascii"), data)
    return stream(data, dictionary(Type="Metadata", Subtype="XML"))


def new_information(objects: Objects, scheme: str) -> Dictionary:
    """Return the document information, without entries of other programs, with the scheme."""
    old = objects.subdictionary(objects.trailer, "Info")
    new = Dictionary(
        {
            Name(f"/{key}"): objects.get(old, key)
            for key in INFORMATION_KEYS
            if isinstance(objects.get(old, key), Text)
        }
    )
    new.update(dictionary(**{SCHEME_KEY: text_bytes(scheme)}))
    return new


def earlier_scheme(objects: Objects) -> str | None:
    """Return the scheme by which this program imposed the file before; None if it did not."""
    scheme = objects.get(objects.subdictionary(objects.trailer, "Info"), SCHEME_KEY)
    return str(scheme) if isinstance(scheme, Text) else None


def is_sheet(objects: Objects) -> bool:
    """Return True if this program composed the file to be folded or cut.

    Such a file of ours is the only one that is flipped on the short edge.
    """
    information = objects.subdictionary(objects.trailer, "Info")
    preferences = objects.subdictionary(objects.catalog, "ViewerPreferences")
    return (
        objects.get(information, "Creator") == "Handout Press"
        and objects.name(preferences, "Duplex") == "DuplexFlipShortEdge"
    )


def source_id(objects: Objects, data: bytes) -> bytes:
    """Return the first half of the file's ID, else a hash of its bytes.

    All files that are made from the same source share it.
    """
    file_id = objects.get(objects.trailer, "ID")
    first = None
    if isinstance(file_id, Array) and len(file_id):
        first = objects.resolve(list.__getitem__(file_id, 0))
    if isinstance(first, Text):
        return first.original_bytes
    return bytes(first) if isinstance(first, bytes) else sha256(data).digest()[:16]
