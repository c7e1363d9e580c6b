"""A slot is an element that waits, empty, at its place among the others, and can be found by its name."""

from __future__ import annotations

from press.pdf.values import catalog, open_pdf
from tests.binding.packet_samples import BEGINS, ENDS, packet
from tests.imposition.test_structure import said, tree_of


def test_it_stands_in_its_place_and_is_found_by_its_name() -> None:
    made = packet({"second": 2, "first": 1}).data
    rows = [(role, text, dict(told).get("ID")) for role, text, told in said(made)]
    at = [text for _, text, _ in rows].index(BEGINS)
    assert rows[at + 1 : at + 4] == [
        ("Part", "", "second"),
        ("Part", "", "first"),
        ("P", ENDS, None),
    ]
    names = list(
        catalog(open_pdf(made)).dictionary("StructTreeRoot").dictionary("IDTree").each("Names")
    )
    elements = {
        one.text_attribute("ID"): one.number for one in tree_of(made).walk() if one.role == "Part"
    }
    assert names[::2] == ["first", "second"]
    assert [getattr(one, "number", 0) for one in names[1::2]] == [
        elements["first"],
        elements["second"],
    ]


def test_a_file_without_slots_has_no_names() -> None:
    assert "IDTree" not in set(
        catalog(open_pdf(packet({}).data)).dictionary("StructTreeRoot").names()
    )
