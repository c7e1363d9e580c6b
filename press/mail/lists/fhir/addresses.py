"""From FHIR's Address to the cells of an address: which of several is taken is a table."""

from __future__ import annotations

from press.mail.lists.fhir.json_types import Fields, Noting

# What stands first is taken first: somebody's mail at work is opened by others, so it comes last.
WAYS = ("home", "postal", "", "billing", "temp", "work")
NEVER = ("old",)
BAD = "BAD"  # of iso21090-AD-use: mail that was sent there came back
AD_USE = "http://hl7.org/fhir/StructureDefinition/iso21090-AD-use"

# What begins the second half of a street address, by Publication 28.
UNITS = frozenset({
    "#", "APT", "APARTMENT", "BLDG", "BUILDING", "BSMT", "DEPT", "FL", "FLOOR", "FRNT", "HNGR", "LBBY", "LOT", "LOWR", "OFC",
    "PH", "PIER", "REAR", "RM", "ROOM", "SIDE", "SLIP", "SPC", "STE", "SUITE", "STOP", "TRLR", "UNIT", "UPPR",
})  # fmt: skip
PARTS = {"city": "city", "state": "state", "postalCode": "zip", "country": "country"}
MOST_LINES = 2


def chosen_address(addresses: list[Fields], note: Noting) -> dict[str, str]:
    """The cells of the address that a letter is sent to; what stops it is noted."""
    usable = [(_rank(one, note), one) for one in addresses if not _is_past(one, note)]
    if not usable:
        if addresses:
            note.note("each 'address' is old, known to be bad, or has an end")
        return {}
    return _cells(min(usable, key=lambda pair: pair[0])[1], note)


def _is_past(address: Fields, note: Noting) -> bool:
    """True if no letter may go there. When an end is, is not asked: what day is today is not known here."""
    uses = [
        note.text(one, "valueCode")
        for one in note.records(address, "extension")
        if note.text(one, "url") == AD_USE
    ]
    return (
        note.text(address, "use") in NEVER
        or BAD in uses
        or bool(note.text(note.record(address, "period"), "end"))
    )


def _rank(address: Fields, note: Noting) -> tuple[bool, int, bool]:
    use, kind = note.text(address, "use"), note.text(address, "type")
    way = "postal" if kind == "postal" and not use else use if use in WAYS else ""
    return kind == "physical", WAYS.index(way), kind != "postal"


def _cells(address: Fields, note: Noting) -> dict[str, str]:
    lines = _joined(note.texts(address, "line"))
    cells = {column: note.text(address, name) for name, column in PARTS.items()}
    if note.text(address, "text") and not lines:
        note.note(
            "'address' is one text ('text'), without its 'line', 'city', 'state' and 'postalCode'"
        )
    if len(lines) > MOST_LINES:
        note.note(f"'address' has {len(lines)} lines before the city, and {MOST_LINES} are printed")
    cells |= {f"address_{number}": line for number, line in enumerate(lines[:MOST_LINES], 1)}
    return {column: value for column, value in cells.items() if value}


def _joined(lines: list[str]) -> list[str]:
    """A list that is too long, with each flat or floor behind the street that it belongs to."""
    joined: list[str] = []
    for line in lines:
        begins = line.partition(" ")[0].rstrip(".,:").upper()
        if len(lines) > MOST_LINES and joined and (begins in UNITS or begins.startswith("#")):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined
