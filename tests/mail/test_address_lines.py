"""Addresses as people type them, and the lines of the address block."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.mail.recipients import abbreviations, address_lines, streets

# address_1 + address_2 → the lines above the city.
BLOCKS = [
    ("1133 First Colonial Road + ", "1133 FIRST COLONIAL RD"),
    ("12 North Main Street Apt. 4B + ", "12 N MAIN ST APT 4B"),
    ("1 Main St., Suite 200 + ", "1 MAIN ST STE 200"),
    ("123 Main Street + Apt #4", "123 MAIN ST APT 4"),
    ("123 Main Street + #4", "123 MAIN ST # 4"),
    ("123 Main Street #4 + ", "123 MAIN ST # 4"),
    ("123 Main Street + 4B", "123 MAIN ST # 4B"),
    ("123 Main Street, 4B + ", "123 MAIN ST # 4B"),
    ("123 Main Street + Building C", "123 MAIN ST BLDG C"),
    ("100 Main St Bldg 4 Apt 2 + ", "100 MAIN ST BLDG 4 APT 2"),
    ("5 Oak Ln 2nd Floor + ", "5 OAK LN 2ND FL"),
    ("5 Oak Ln + 2nd Floor", "5 OAK LN 2ND FL"),
    ("123 Main Street Rear + ", "123 MAIN ST REAR"),
    ("123 Main Street + Basement", "123 MAIN ST BSMT"),
    ("123 Main Street + 3rd Fl", "123 MAIN ST 3RD FL"),
    ("12 1/2 Elm Avenue + ", "12 1/2 ELM AVE"),
    ("12-34 35th Avenue + ", "12-34 35TH AVE"),
    ("39.2 Country Lane + ", "39.2 COUNTRY LN"),
    ("842 East 1700 South + ", "842 E 1700 S"),
    ("100 N.W. 5th Street + ", "100 NW 5TH ST"),
    ("1600 Pennsylvania Avenue Northwest + ", "1600 PENNSYLVANIA AVE NW"),
    ("12 St. Mary's Court + ", "12 ST MARYS CT"),
    ("55 Martin Luther King Jr. Boulevard + ", "55 MARTIN LUTHER KING JR BLVD"),
    ("789 Main Avenue Drive + ", "789 MAIN AVENUE DR"),
    ("12 Winston-Salem Highway + ", "12 WINSTON SALEM HWY"),
    ("12, Rue Haute + ", "12 RUE HAUTE"),
    ("One Park Avenue + ", "ONE PARK AVE"),
    ("Müllerstraße 5 + ", "MÜLLERSTRASSE 5"),
    ("15 Calle Farías + ", "15 CALLE FARÍAS"),
    # a word of the street's own name is kept
    ("1 Avenue Rd + ", "1 AVENUE RD"),
    ("12 North Street + ", "12 NORTH ST"),
    ("12 Avenue North + ", "12 AVENUE NORTH"),
    ("1234 Avenue N + ", "1234 AVENUE N"),
    ("123 West End Avenue + ", "123 WEST END AVE"),
    ("5 North Shore Drive + ", "5 NORTH SHORE DR"),
    ("9 East West Highway + ", "9 EAST WEST HWY"),
    ("5 Broadway + ", "5 BROADWAY"),
    ("5 Street + ", "5 STREET"),
    ("123 The Circle + ", "123 THE CIRCLE"),
    ("5 Upper Road + ", "5 UPPER RD"),
    ("12 Front Street + ", "12 FRONT ST"),
    ("9 State Route 9 + ", "9 STATE ROUTE 9"),
    ("12 Office Park Road + ", "12 OFFICE PARK RD"),
    ("7 Key Lane + ", "7 KEY LN"),
    # boxes and routes
    ("P.O. Box 12 + ", "PO BOX 12"),
    ("p o box #12 + ", "PO BOX 12"),
    ("POB 12 + ", "PO BOX 12"),
    ("Post Office Box 77 + ", "PO BOX 77"),
    ("PO Drawer L + ", "PO BOX L"),
    ("Rural Route 2 Box 18 + ", "RR 2 BOX 18"),
    ("R.R. 2, Box #18A + ", "RR 2 BOX 18A"),
    ("RFD Route 4 Box 87A + ", "RR 4 BOX 87A"),
    ("HC 1, Box 5 + ", "HC 1 BOX 5"),
    ("Star Route 1 Box 5 + ", "HC 1 BOX 5"),
    ("Highway Contract Route 68 Box 23A + ", "HC 68 BOX 23A"),
    ("PSC 802 Box 74 + ", "PSC 802 BOX 74"),
    ("Unit 2050 Box 4190 + ", "UNIT 2050 BOX 4190"),
    ("CMR 450, Box 100 + ", "CMR 450 BOX 100"),
    ("General Delivery + ", "GENERAL DELIVERY"),
    # two lines
    ("123 Main St + PO Box 12", "123 MAIN ST | PO BOX 12"),
    ("Oak Towers + 5 Oak Lane", "OAK TOWERS | 5 OAK LN"),
    ("5 Oak Lane + Oak Towers", "OAK TOWERS | 5 OAK LN"),
    ("c/o Jane Doe + 5 Oak Lane", "C/O JANE DOE | 5 OAK LN"),
    ("5 Oak Lane + Attention: Billing", "ATTN BILLING | 5 OAK LN"),
    ("Urb. Las Gladiolas + 150 Calle A", "URB LAS GLADIOLAS | 150 CALLE A"),
    ("150 Calle A + Urbanizacion Las Gladiolas", "URB LAS GLADIOLAS | 150 CALLE A"),
    ("5 Oak Lane\nApt 3 + ", "5 OAK LN APT 3"),
    # what is in two columns is printed once
    ("5 Oak Ln + 5 Oak Lane", "5 OAK LN"),
    ("5 Oak Lane, Apt 3 + Apt. 3", "5 OAK LN APT 3"),
    ("5 Oak Lane, Virginia Beach, VA 23454 + ", "5 OAK LN"),
    ("5 Oak Lane + Virginia Beach, VA", "5 OAK LN"),
    ("Anne Lee + 5 Oak Lane", "5 OAK LN"),
]


def block_of(first: str, second: str = "") -> tuple[str, ...]:
    return address_lines.block_lines(
        address_lines.AddressCells(first, second, "Virginia Beach", "VA", "23454")
    )


@pytest.mark.parametrize(("typed", "above"), BLOCKS)
def test_an_address_is_written_by_publication_28(typed: str, above: str) -> None:
    first, _, second = typed.partition(" + ")
    lines = address_lines.block_lines(
        address_lines.AddressCells(first, second, "Virginia Beach", "VA", "23454-1234", "ANNE LEE")
    )
    assert " | ".join(lines[:-1]) == above
    assert lines[-1] == "VIRGINIA BEACH VA  23454-1234"


def test_a_unit_that_does_not_fit_is_on_the_line_above() -> None:
    typed = address_lines.AddressCells(
        "1133 First Colonial Road Suite 200", "", "Virginia Beach", "VA", "23454"
    )
    assert address_lines.block_lines(typed, lambda line: len(line) < 40)[:-1] == (
        "1133 FIRST COLONIAL RD STE 200",
    )
    assert address_lines.block_lines(typed, lambda line: len(line) < 25)[:-1] == (
        "STE 200",
        "1133 FIRST COLONIAL RD",
    )


@pytest.mark.parametrize(
    "text", ["N/A", "n/a", "None", "unknown", "-", "...", "Homeless", "No Address", "#"]
)
def test_words_for_no_address_are_known(text: str) -> None:
    assert address_lines.says_no_address(text)


@pytest.mark.parametrize("text", ["Unknown Road 5", "1 None St", "Nowhere"])
def test_addresses_that_only_begin_like_them_are_kept(text: str) -> None:
    assert not address_lines.says_no_address(text)


def test_abbreviations_are_shorter_and_not_abbreviated_again() -> None:
    for table in (abbreviations.SUFFIX_SHORT, abbreviations.UNIT_SHORT, abbreviations.DIRECTIONS):
        assert len(table) >= 8
        assert all(
            len(short) <= len(word) for word, short in table.items() if word not in ("AV", "PKY")
        )
    assert all(
        table.get(short, short) == short
        for table in (abbreviations.SUFFIX_SHORT, abbreviations.UNIT_SHORT)
        for short in table.values()
    )


KNOWN = [
    *abbreviations.SUFFIX_SHORT,
    *abbreviations.DIRECTIONS,
    *abbreviations.UNIT_WORDS,
    *abbreviations.LONE_UNIT_WORDS,
]
KNOWN += ["BOX", "PO", "RR", "C/O", "URB", "12", "4B"]
WORD = st.one_of(
    st.sampled_from(KNOWN),
    st.text(st.characters(categories=("Lu", "Ll", "Nd", "Lo")), min_size=1, max_size=8),
)  # fmt: skip
CELL = st.lists(WORD, min_size=1, max_size=7).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", ", ", ". ", " - ", "-", "#", "/"]),
        min_size=len(words),
        max_size=len(words),
    ).map(lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True)))
)
SHORT = {
    **abbreviations.SUFFIX_SHORT,
    **abbreviations.UNIT_SHORT,
    **abbreviations.LONE_UNIT_SHORT,
    **abbreviations.DIRECTIONS,
}
# Addresses with a standard form: boxes, routes, and lines such as C/O.
WHOLE = re.compile(
    r"\b(PO|P O|POB|RR|HC|RFD|ROUTE|RTE|RT|RD|BOX|HIGHWAY|STAR|CARE|ATT\w*|URB\w*|BX|RURAL|R|H"
    r"|DRAWER|POST)\b"
)


@settings(max_examples=500, deadline=None)
@given(CELL, st.one_of(st.just(""), CELL))
def test_no_word_is_lost_and_all_are_in_capitals(first: str, second: str) -> None:
    lines = block_of(first, second)
    assert lines == tuple(line.upper() for line in lines)
    assert all(line == line.strip() and "\n" not in line for line in lines)
    printed = " ".join(lines).split()
    for word in (
        streets.normalize(f"{first} {second}".replace(",", " ").replace("-", " "))
        .replace("-", " ")
        .replace("/", " ")
        .split()
    ):
        known = " ".join(printed).replace("-", " ").replace("/", " ").split()
        assert (
            word in known
            or SHORT.get(word) in known
            or word in ("#", "/", "-")
            or WHOLE.search(streets.normalize(f"{first} {second}"))
        )


@settings(max_examples=500, deadline=None)
@given(CELL)
def test_a_block_line_is_stable(cell: str) -> None:
    once = block_of(cell)
    if len(once) == 2:
        assert block_of(once[0]) == once
