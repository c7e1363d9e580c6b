"""What nobody sees on paper is taken out of a file: programs, attachments, what editors keep for themselves.

Only what pages paint and tags say is looked through, for nothing else is copied.
"""

from __future__ import annotations

import re

from press.intake.object_walk import Keys, everything
from press.pdf.objects import Dictionary, Name, Objects, Raw, Stream

# Of any dictionary: what runs, what other files hold, what belongs to an editor; layers, which are all on; keys of the old
# parent tree.
GONE = frozenset({
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/RichMedia", "/EmbeddedFiles", "/EF", "/RF", "/AF", "/OPI",
    "/Alternates", "/PieceInfo", "/LastModified", "/Metadata", "/Thumb", "/PtData", "/Measure", "/OC", "/StructParents",
    "/StructParent",
})  # fmt: skip
OF_STREAMS = ("/F", "/FFilter", "/FDecodeParms")  # its bytes lie in another file
OF_FORMS = ("/Ref", "/PS", "/Subtype2")  # pages of another file, or a program for the printer

_SUBSET = re.compile(r"/[A-Z]{6}\+")


def strip(objects: Objects, mark: str, *starts: Raw) -> None:
    """Change all that is led to. Fonts that are only parts get a name of their own by ``mark``, six capitals.

    Two files that hold different letters of one font call their parts alike, and a printer may take one for the other.
    """
    for value, keys in everything(objects, *starts):
        if keys is Keys.ENTRIES:
            _strip(objects, value)
            _rename(objects, value, mark)


def _strip(objects: Objects, value: Dictionary) -> None:
    gone = {key for key in value if key in GONE}
    if isinstance(value, Stream):
        gone.update(key for key in OF_STREAMS if key in value)
        if objects.name(value, "Subtype") == "Form":
            gone.update(key for key in OF_FORMS if key in value)
        if objects.name(value, "Subtype") == "PS":
            gone.add("/Subtype")  # nothing is painted by it any more
    for key in gone:
        del value[key]


def _rename(objects: Objects, value: Dictionary, mark: str) -> None:
    for key in ("BaseFont", "FontName"):
        name = objects.name(value, key)
        if _SUBSET.match(f"/{name}"):
            value[Name(f"/{key}")] = Name(f"/{_mixed(name[:6], mark)}{name[6:]}")


def _mixed(old: str, mark: str) -> str:
    """Six capitals of six and six: what was different stays so."""
    return "".join(
        chr((ord(one) + ord(other)) % 26 + 65) for one, other in zip(old, mark, strict=True)
    )
