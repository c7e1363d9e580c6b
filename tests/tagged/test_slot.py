"""A slot is an empty element at its place in reading order, which is found by its name."""

from __future__ import annotations

from press.pdf.values import catalog, open_pdf
from tests.binding.packet_samples import BEGINS, ENDS, packet
from tests.imposition.test_structure import said, tree_of


def test_a_slot_is_in_its_place_and_is_found_by_its_name() -> None:
    data = packet({"second": 2, "first": 1}).data
    rows = [(role, text, dict(attributes).get("ID")) for role, text, attributes in said(data)]
    index = [text for _, text, _ in rows].index(BEGINS)
    assert rows[index + 1 : index + 4] == [
        ("Part", "", "second"),
        ("Part", "", "first"),
        ("P", ENDS, None),
    ]
    names = list(
        catalog(open_pdf(data)).dictionary("StructTreeRoot").dictionary("IDTree").each("Names")
    )
    elements = {
        element.text_attribute("ID"): element.number
        for element in tree_of(data).walk()
        if element.role == "Part"
    }
    assert names[::2] == ["first", "second"]
    assert [getattr(reference, "number", 0) for reference in names[1::2]] == [
        elements["first"],
        elements["second"],
    ]


def test_a_file_without_slots_has_no_names() -> None:
    assert "IDTree" not in set(
        catalog(open_pdf(packet({}).data)).dictionary("StructTreeRoot").names()
    )
