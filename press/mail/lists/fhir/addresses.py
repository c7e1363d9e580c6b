"""From FHIR's Address to the cells of an address: a table ranks several addresses."""

from __future__ import annotations

from operator import itemgetter

from press.mail.lists.fhir.json_types import FieldReader, Fields

# In order of preference. Others may open the mail at work, so that use is the last.
USES = ("home", "postal", "", "billing", "temp", "work")
NEVER = ("old",)
BAD = "BAD"  # of iso21090-AD-use: mail to this address was returned
AD_USE = "http://hl7.org/fhir/StructureDefinition/iso21090-AD-use"

# The secondary unit designators of Publication 28.
UNIT_WORDS = frozenset({
    "#", "APT", "APARTMENT", "BLDG", "BUILDING", "BSMT", "DEPT", "FL", "FLOOR", "FRNT", "HNGR",
    "LBBY", "LOT", "LOWR", "OFC", "PH", "PIER", "REAR", "RM", "ROOM", "SIDE", "SLIP", "SPC", "STE",
    "SUITE", "STOP", "TRLR", "UNIT", "UPPR",
})  # fmt: skip
COLUMN_OF = {"city": "city", "state": "state", "postalCode": "zip", "country": "country"}
MOST_LINES = 2


def choose_address(addresses: list[Fields], reader: FieldReader) -> dict[str, str]:
    """Return the cells of the best address for a letter. It is a fault if none can be used."""
    ranked = [
        (_rank(address, reader), address)
        for address in addresses
        if not _is_unusable(address, reader)
    ]
    if not ranked:
        if addresses:
            reader.add_fault("each 'address' is old, known to be bad, or has an end")
        return {}
    return _cells(min(ranked, key=itemgetter(0))[1], reader)


def _is_unusable(address: Fields, reader: FieldReader) -> bool:
    """Return True if the address is old, bad, or has an end. Any end counts: today is not known."""
    uses = [
        reader.text(extension, "valueCode")
        for extension in reader.children(address, "extension")
        if reader.text(extension, "url") == AD_USE
    ]
    return (
        reader.text(address, "use") in NEVER
        or BAD in uses
        or bool(reader.text(reader.child(address, "period"), "end"))
    )


def _rank(address: Fields, reader: FieldReader) -> tuple[bool, int, bool]:
    """Return a sort key: the lowest is the best address."""
    use, kind = reader.text(address, "use"), reader.text(address, "type")
    if kind == "postal" and not use:
        use = "postal"
    return kind == "physical", USES.index(use if use in USES else ""), kind != "postal"


def _cells(address: Fields, reader: FieldReader) -> dict[str, str]:
    lines = _join_unit_lines(reader.texts(address, "line"))
    cells = {column: reader.text(address, name) for name, column in COLUMN_OF.items()}
    if reader.text(address, "text") and not lines:
        reader.add_fault(
            "'address' is one text ('text'), without its 'line', 'city', 'state' and 'postalCode'"
        )
    if len(lines) > MOST_LINES:
        count = f"{len(lines)} lines before the city, and {MOST_LINES} are printed"
        reader.add_fault(f"'address' has {count}")
    cells |= {f"address_{number}": line for number, line in enumerate(lines[:MOST_LINES], 1)}
    return {column: value for column, value in cells.items() if value}


def _join_unit_lines(lines: list[str]) -> list[str]:
    """Shorten too many lines: put each secondary unit on the line before it."""
    if len(lines) <= MOST_LINES:
        return lines
    joined: list[str] = []
    for line in lines:
        first_word = line.partition(" ")[0].rstrip(".,:").upper()
        if joined and (first_word in UNIT_WORDS or first_word.startswith("#")):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined
