"""The text for screen readers: in the order of the tags, decoded, with nothing added between."""

from __future__ import annotations

import pytest

from press.pdf.values import open_pdf
from press.proof.speech import blocks, text_of
from press.proof.struct_elements import Element, Tree
from press.proof.tree import read_tree
from tests.conformance.samples import good, having, replacing, together
from tests.proof.mutants import (
    GOOD,
    Change,
    adding,
    drawing,
    mutated,
    paragraph,
    saying,
    text,
    to_unicode,
)


def tree(data: bytes) -> Tree:
    return read_tree(open_pdf(data), "brochure.pdf")


def last(change: Change) -> tuple[str, str]:
    """Return the last block, which the change added."""
    return blocks(tree(mutated(change)))[-1]


def only(read: Tree, role: str) -> Element:
    (element,) = (element for element in read.walk() if element.role == role)
    return element


def test_blocks_in_reading_order() -> None:
    assert blocks(tree(good())) == [
        ("H1", "How to care for your back"),
        ("P", "Keep moving. Read more at www.example.com and ask us when you come."),
        ("H2", "What helps"),
        ("Lbl", "\u2022"),
        ("LBody", "Walk a little every day"),
        ("Lbl", "\u2022"),
        ("LBody", "Change how you sit"),
        ("TH", "Week"),
        ("TH", "Minutes"),
        ("TD", "First"),
        ("TD", "Ten"),
        ("Figure", "A square"),
    ]


def test_the_attributes_of_elements() -> None:
    read = tree(good())
    assert read.problems == ()
    assert only(read, "Figure").attributes == {"Alt": "A square", "BBox": (72, 200, 112, 240)}
    assert only(read, "L").text_attribute("ListNumbering") == "Disc"
    assert [one.description for one in only(read, "Link").annotations] == ["The clinic's website"]
    assert [(content.page, content.mcid) for content in only(read, "P").contents] == [
        (1, 1),
        (1, 3),
        (2, 0),
    ]
    assert text_of(only(read, "Link")) == "www.example.com"
    assert text_of(only(read, "L")) == "\u2022\nWalk a little every day\n\u2022\nChange how you sit"


def test_an_actual_text_replaces_the_drawn_text() -> None:
    span = text(
        "tele- phone", mark="/Span << /ActualText <FEFF00740065006C00650070006800F6006E0065> >> BDC"
    )
    whole = together(
        adding("P", K=[11], Pg="&page1"), drawing(1, b"/P << /MCID 11 >> BDC " + span + b" EMC")
    )
    assert last(whole) == ("P", "telephöne")
    assert last(paragraph("drawn", ActualText="(read)")) == ("P", "read")
    assert last(
        together(paragraph("See "), adding("Span", parent="added", name="in", ActualText="(p. 2)"))
    ) == ("P", "See p. 2")


def test_a_picture_is_read_by_its_alternative_text() -> None:
    assert last(
        together(paragraph("Look"), adding("Figure", parent="added", name="in", Alt="(A cat)"))
    ) == ("Figure", "A cat")


def test_text_between_blocks_keeps_its_place() -> None:
    change = together(
        paragraph("before"), adding("L", parent="added", name="in"), saying("in", "inside", mcid=12)
    )
    assert blocks(tree(mutated(change)))[-2:] == [("P", "before"), ("L", "inside")]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("(two) Tj 0 -14 Td ( words)", "two words"),
        ("[(a) -300 (b) 20 <63>] TJ (d)", "abcd"),
        ("(one) Tj 14 TL (two) ' 1 2 (three)", "onetwothree"),
        (r"(\(round\) \101\\)", r"(round) A\ ".rstrip()),
        ("(\xa0)", "\u00a0"),  # not in ToUnicode, but in the encoding
        ("(\x95\x95)", "\u2022\u2022"),
    ],
)
def test_strings_are_shown_in_many_ways(drawn: str, read: str) -> None:
    how = '"' if drawn.startswith("(one)") else "Tj"
    content = f"/P << /MCID 11 >> BDC BT /F1 12 Tf 72 60 Td {drawn} {how} ET EMC".encode("latin-1")
    assert last(together(adding("P"), saying_nothing, drawing(1, content))) == ("P", read)


def saying_nothing(made: object) -> None:
    having("added", "K", [11])(made)  # type: ignore[arg-type]
    having("added", "Pg", "&page1")(made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("destination", "read"),
    [
        (b"00A0", "\u00a0"),
        (b"00660069", "fi"),
        (b"D83DDE00", "\U0001f600"),
        (b"1F600", "\ufffd"),
        (b"D83D", "\ud83d"),
        (b"", "\ufffd"),
    ],
)
def test_characters_by_the_table_to_unicode(destination: bytes, read: str) -> None:
    assert last(together(to_unicode(destination), paragraph("\u2022"))) == ("P", read)


def test_a_form_has_its_own_mcids() -> None:
    assert last(GOOD["a form that is drawn once"]) == ("P", "in a form")


def test_marks_may_be_named_in_the_resources() -> None:
    named = together(
        replacing("content0", b"/H1 << /MCID 0 >> BDC", b"/H1 /M0 BDC"),
        having("page0", "Resources", {"Font": {"F1": "&font"}, "Properties": {"M0": {"MCID": 0}}}),
    )
    assert blocks(tree(mutated(named))) == blocks(tree(good()))


def test_without_tags_there_are_no_blocks() -> None:
    read = tree(mutated(lambda made: made["catalog"].pop("StructTreeRoot")))
    assert (read.root, blocks(read)) == (None, [])
