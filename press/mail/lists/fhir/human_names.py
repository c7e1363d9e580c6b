"""From FHIR's HumanName to the parts of a name: which of several is taken is a table."""

from __future__ import annotations

from press.mail.lists.fhir.json_types import Fields, Noting

# What stands first is taken first; a use that is not here counts as none.
USES = ("official", "usual", "", "temp", "nickname", "anonymous")
NEVER = ("old", "maiden")  # if there is any other

# The codes of v3-RoleCode, v2-0063 and of older exports, and the words, for who answers for a child; guardians come first.
GUARDIANS = frozenset({"GUARD", "GRD", "GUARDIAN", "LEGAL GUARDIAN"})
PARENTS = frozenset({
    "PRN", "NPRN", "MTH", "FTH", "NMTH", "NFTH", "ADOPTP", "ADOPTM", "ADOPTF", "STPPRN", "STPMTH", "STPFTH",
    "PRNFOST", "MTHFOST", "FTHFOST", "PAR", "PARENT", "MOTHER", "FATHER",
})  # fmt: skip


def chosen_name(names: list[Fields], note: Noting) -> dict[str, str]:
    """The parts of the name that a letter has, by our columns; none where there is no name."""
    ranked = []
    for one in names:
        use = note.text(one, "use")
        ended = bool(note.text(note.record(one, "period"), "end"))
        rank = USES.index(use if use in USES else "")
        if parts := _parts(one, note):
            ranked.append(((use in NEVER, ended, rank), parts))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else {}


def written_name(names: list[Fields], note: Noting) -> str:
    """The chosen name as people write it: Dr. Jane Q. Roe, MD."""
    parts = chosen_name(names, note)
    words = [
        parts.get(one, "") for one in ("name", "prefix", "first_name", "middle_name", "last_name")
    ]
    suffix = parts.get("suffix", "")
    return " ".join(word for word in words if word) + (f", {suffix}" if suffix else "")


def guards(relationships: list[Fields], note: Noting) -> int | None:
    """0 for a guardian, 1 for a parent, None for anybody else."""
    said = set()
    for one in relationships:
        said.add(note.text(one, "text").upper())
        for coding in note.records(one, "coding"):
            said |= {note.text(coding, "code").upper(), note.text(coding, "display").upper()}
    return 0 if said & GUARDIANS else 1 if said & PARENTS else None


def _parts(name: Fields, note: Noting) -> dict[str, str]:
    given, family = note.texts(name, "given"), note.text(name, "family")
    text = note.text(name, "text")
    if not family and (text or not given):
        return {"name": text} if text else {}
    parts = {
        "prefix": " ".join(note.texts(name, "prefix")),
        "first_name": given[0] if given else "",
        "middle_name": " ".join(given[1:]),
        "last_name": family,
        "suffix": ", ".join(note.texts(name, "suffix")),
    }
    return {column: value for column, value in parts.items() if value}
