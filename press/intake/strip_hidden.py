"""From a file to the same without invisible parts: scripts, attachments, private data of editors.

Only what the pages paint and the tags refer to is changed, because nothing else is copied.
"""

from __future__ import annotations

import re

from press.intake.object_walk import Keys, walk_objects
from press.pdf.objects import Dictionary, Name, Objects, Raw, Stream

# Entries that are removed from any dictionary: scripts and actions, attached files, private data
# of editors, layers (which are all on), and keys of the old parent tree.
REMOVED_KEYS = frozenset({
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/RichMedia", "/EmbeddedFiles", "/EF", "/RF", "/AF",
    "/OPI", "/Alternates", "/PieceInfo", "/LastModified", "/Metadata", "/Thumb", "/PtData",
    "/Measure", "/OC", "/StructParents", "/StructParent",
})  # fmt: skip
STREAM_KEYS = ("/F", "/FFilter", "/FDecodeParms")  # of a stream whose bytes are in another file
FORM_KEYS = ("/Ref", "/PS", "/Subtype2")  # pages of another file, or a PostScript program

_SUBSET = re.compile(r"/[A-Z]{6}\+")


def strip(objects: Objects, mark: str, *starts: Raw) -> None:
    """Remove invisible entries from all that ``starts`` lead to, and rename font subsets.

    ``mark`` has six capital letters for the new names. Two files with subsets of one font may use
    the same name for them, and a printer may then take one subset for the other.
    """
    for value, keys in walk_objects(objects, *starts):
        if keys is Keys.ENTRIES:
            _remove_entries(objects, value)
            _rename_subset(objects, value, mark)


def _remove_entries(objects: Objects, value: Dictionary) -> None:
    removed = {key for key in value if key in REMOVED_KEYS}
    if isinstance(value, Stream):
        removed.update(key for key in STREAM_KEYS if key in value)
        if objects.name(value, "Subtype") == "Form":
            removed.update(key for key in FORM_KEYS if key in value)
        if objects.name(value, "Subtype") == "PS":
            removed.add("/Subtype")  # so it is no XObject any more, and paints nothing
    for key in removed:
        del value[key]


def _rename_subset(objects: Objects, value: Dictionary, mark: str) -> None:
    for key in ("BaseFont", "FontName"):
        name = objects.name(value, key)
        if _SUBSET.match(f"/{name}"):
            value[Name(f"/{key}")] = Name(f"/{_mixed(name[:6], mark)}{name[6:]}")


def _mixed(tag: str, mark: str) -> str:
    """Return six capital letters of a subset tag and the mark. Different tags stay different."""
    return "".join(
        chr((ord(first) + ord(second)) % 26 + 65) for first, second in zip(tag, mark, strict=True)
    )
