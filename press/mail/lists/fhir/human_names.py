"""From FHIR's HumanName to the parts of a name: a table ranks several names."""

from __future__ import annotations

from operator import itemgetter

from press.mail.lists.fhir.json_types import FieldReader, Fields

# In order of preference; an unknown use counts as no use.
USES = ("official", "usual", "", "temp", "nickname", "anonymous")
LAST_RESORT = ("old", "maiden")  # used only if there is no other name

# The codes of v3-RoleCode, v2-0063 and of older exports, and the words, for the relationships of a
# child's guardian and parents.
GUARDIANS = frozenset({"GUARD", "GRD", "GUARDIAN", "LEGAL GUARDIAN"})
PARENTS = frozenset({
    "PRN", "NPRN", "MTH", "FTH", "NMTH", "NFTH", "ADOPTP", "ADOPTM", "ADOPTF", "STPPRN", "STPMTH",
    "STPFTH", "PRNFOST", "MTHFOST", "FTHFOST", "PAR", "PARENT", "MOTHER", "FATHER",
})  # fmt: skip


def choose_name(names: list[Fields], reader: FieldReader) -> dict[str, str]:
    """Return the cells of the best name for a letter; none if there is no name."""
    ranked = []
    for name in names:
        use = reader.text(name, "use")
        ended = bool(reader.text(reader.child(name, "period"), "end"))
        rank = USES.index(use if use in USES else "")
        if cells := _name_cells(name, reader):
            ranked.append(((use in LAST_RESORT, ended, rank), cells))
    return min(ranked, key=itemgetter(0))[1] if ranked else {}


def full_name(names: list[Fields], reader: FieldReader) -> str:
    """Return the best name as people write it: Dr. Jane Q. Roe, MD."""
    cells = choose_name(names, reader)
    columns = ("name", "prefix", "first_name", "middle_name", "last_name")
    words = [cells.get(column, "") for column in columns]
    suffix = cells.get("suffix", "")
    return " ".join(word for word in words if word) + (f", {suffix}" if suffix else "")


def guardian_rank(relationships: list[Fields], reader: FieldReader) -> int | None:
    """Return 0 for a guardian, 1 for a parent, None for anybody else."""
    codes = set()
    for relationship in relationships:
        codes.add(reader.text(relationship, "text").upper())
        for coding in reader.children(relationship, "coding"):
            codes |= {reader.text(coding, "code").upper(), reader.text(coding, "display").upper()}
    if codes & GUARDIANS:
        return 0
    return 1 if codes & PARENTS else None


def _name_cells(name: Fields, reader: FieldReader) -> dict[str, str]:
    given, family = reader.texts(name, "given"), reader.text(name, "family")
    text = reader.text(name, "text")
    if not family and (text or not given):
        return {"name": text} if text else {}
    cells = {
        "prefix": " ".join(reader.texts(name, "prefix")),
        "first_name": given[0] if given else "",
        "middle_name": " ".join(given[1:]),
        "last_name": family,
        "suffix": ", ".join(reader.texts(name, "suffix")),
    }
    return {column: value for column, value in cells.items() if value}
