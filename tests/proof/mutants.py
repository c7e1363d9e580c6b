"""The good PDF with one defect each, and all findings that our own checks make in it.

``kind`` is the key of press.proof.findings_table that a row tests; ``also`` are other findings on
the same defect. About half of these files pass veraPDF, and are the reason for our own checks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.conformance.samples import (
    TITLE,
    Sample,
    having,
    replacing,
    sample,
    together,
    without,
    write,
)

Change = Callable[[Sample], object]


class Mutant(NamedTuple):
    kind: str
    change: Change
    also: tuple[str, ...] = ()


def mutated(change: Change) -> bytes:
    made = sample()
    change(made)
    return write(made)


def adding(role: str, *, parent: str = "document", name: str = "added", **entries: Any) -> Change:
    """Return a change that adds an empty element as the last kid of its parent."""

    def change(made: Sample) -> None:
        made.objects[name] = {
            "Type": "/StructElem",
            "S": f"/{role}",
            "P": f"&{parent}",
            "K": [],
            **entries,
        }
        made[parent]["K"].append(f"&{name}")

    return change


def drawing(page: int, content: bytes) -> Change:
    """Return a change that appends to a page's content."""

    def change(made: Sample) -> None:
        made.streams[f"content{page}"] += b"\n" + content

    return change


def text(words: str, at: int = 60, mark: str = "") -> bytes:
    shown = f"BT /F1 12 Tf 72 {at} Td ({words}) Tj ET"
    return (f"{mark} {shown} EMC" if mark else shown).encode("cp1252")


def saying(element: str, words: str, page: int = 1, mcid: int = 11, **how: Any) -> Change:
    """Return a change that adds marked content to an element, with its parent tree row."""

    def change(made: Sample) -> None:
        drawing(page, text(words, mark=f"/P << /MCID {mcid} >> BDC", **how))(made)
        home = made[element].setdefault("Pg", f"&page{page}")
        kid = (
            mcid if home == f"&page{page}" else {"Type": "/MCR", "Pg": f"&page{page}", "MCID": mcid}
        )
        made[element]["K"].append(kid)
        made["parents"]["Nums"][2 * page + 1].append(f"&{element}")

    return change


def paragraph(words: str, **entries: Any) -> Change:
    """Return a change that adds a paragraph at the end of page 2."""
    return together(adding("P", **entries), saying("added", words))


def annotation(entries: dict[str, Any], page: int = 0) -> Change:
    """Return a change that adds an annotation outside the tags."""

    def change(made: Sample) -> None:
        made.objects["another"] = {"Type": "/Annot", "Rect": [72, 60, 99, 80], "F": 4, **entries}
        made[f"page{page}"].setdefault("Annots", []).append("&another")
        made[f"page{page}"]["Tabs"] = "/S"

    return change


def in_the_tree(role: str) -> Change:
    """Return a change that adds an element for that annotation, with its parent tree row."""

    def change(made: Sample) -> None:
        adding(role, K=[{"Type": "/OBJR", "Pg": "&page0", "Obj": "&another"}])(made)
        made["another"]["StructParent"] = 3
        made["parents"]["Nums"] += [3, "&added"]

    return change


def untagged(made: Sample) -> None:
    for key in ("StructTreeRoot", "MarkInfo"):
        made["catalog"].pop(key)


def as_a_scan(made: Sample) -> None:
    untagged(made)
    made["page1"].pop("StructParents")
    made.objects["picture"] = {
        "Subtype": "/Image",
        "Width": 1,
        "Height": 1,
        "ColorSpace": "/DeviceGray",
        "BitsPerComponent": 8,
    }
    made.streams["picture"] = b"\0"
    made["page1"]["Resources"] = {"XObject": {"I1": "&picture"}}
    made.streams["content1"] = b"612 0 0 792 0 0 cm /I1 Do"


def emptied(content: str, old: bytes) -> Change:
    """Return a change that moves the text of a mark behind it, into an artifact."""
    return replacing(content, old + b" EMC", b"EMC /Artifact BMC " + old + b" EMC")


def long_document(made: Sample) -> None:
    """Remove the headings, and add more words than a leaflet has."""
    made["title"]["S"] = made["subtitle"]["S"] = "/P"
    paragraph("word " * 201)(made)


def with_form(made: Sample) -> None:
    """Add a form whose text has an MCID of its own."""
    made.objects["form"] = {
        "Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 99, 99], "StructParents": 3,
        "Resources": {"Font": {"F1": "&font"}},
    }  # fmt: skip
    made.streams["form"] = text("in a form", mark="/P << /MCID 0 >> BDC")
    made["page1"]["Resources"] = {"Font": {"F1": "&font"}, "XObject": {"X1": "&form"}}
    adding("P", K=[{"Type": "/MCR", "Pg": "&page1", "Stm": "&form", "MCID": 0}])(made)
    made["parents"]["Nums"] += [3, ["&added"]]


def deep(made: Sample) -> None:
    """Nest 200 sections."""
    parent = "document"
    for level in range(200):
        adding("Sect", parent=parent, name=f"level{level}")(made)
        parent = f"level{level}"


def text_field(name: str = "another", key: int = 3) -> Change:
    """Return a change that adds a correct text field; its form field name is that of its object."""

    def change(made: Sample) -> None:
        made.objects[f"{name}-look"] = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": [0, 0, 27, 20],
        }
        made.streams[f"{name}-look"] = b"/Tx BMC EMC"
        made.objects[name] = {
            "Type": "/Annot", "Subtype": "/Widget", "FT": "/Tx", "T": f"({name})",
            "TU": "(Your name)", "F": 4, "StructParent": key,
            "Rect": [72 + 40 * key, 60, 99 + 40 * key, 80], "AP": {"N": f"&{name}-look"},
            "DA": "(/F1 0 Tf 0 g)",
        }  # fmt: skip
        adding(
            "Form", name=f"{name}-form", K=[{"Type": "/OBJR", "Pg": "&page0", "Obj": f"&{name}"}]
        )(made)
        made["parents"]["Nums"] += [key, f"&{name}-form"]
        made["page0"]["Annots"].append(f"&{name}")
        form = made["catalog"].setdefault(
            "AcroForm", {"Fields": [], "DR": {"Font": {"F1": "&font"}}}
        )
        form["Fields"].append(f"&{name}")

    return change


def standard_font(made: Sample) -> None:
    """Replace the form's font by one of the standard 14 fonts."""
    made.objects["standard"] = {
        "Type": "/Font",
        "Subtype": "/Type1",
        "BaseFont": "/Helvetica",
        "Encoding": "/WinAnsiEncoding",
    }
    made["catalog"]["AcroForm"]["DR"] = {"Font": {"F1": "&standard"}}


def swapped(made: Sample) -> None:
    entries = made["parents"]["Nums"][3]
    entries[3], entries[5] = entries[5], entries[3]


def to_unicode(destination: bytes) -> Change:
    """Return a change of the text that the bullet stands for."""
    return replacing("unicode", b"<95> <2022>", b"<95> <" + destination + b">")


GOOD = {
    "an artifact that repeats what a tag says": drawing(1, text("Week", mark="/Artifact BMC")),
    "an artifact on both pages": together(
        *(drawing(n, text(f"Page {n}", mark="/Artifact BMC")) for n in (0, 1))
    ),
    "a form that is drawn once": together(with_form, drawing(1, b"/X1 Do")),
    "a line that ends with a blank": together(
        paragraph("every "), saying("added", "day", mcid=12, at=40)
    ),
    "a line that ends inside an address": together(
        paragraph("www.example.com/a"), saying("added", "page", mcid=12, at=40)
    ),
    "a raised number": together(paragraph("Source"), saying("added", "1", mcid=12, at=64)),
    "an element's text instead of what is drawn": together(
        paragraph("ev-", ActualText="(every)"), saying("added", "ery", mcid=12, at=40)
    ),
    "a text in another language, which says so": paragraph(
        "Llame a la enfermera si tiene un dolor que no se quita", Lang="(es)"
    ),
    "no language, but one for each tag": together(
        without("catalog", "Lang"), having("document", "Lang", "(en)")
    ),
    "no title in XMP, but in the old dictionary": together(
        replacing("xmp", TITLE.encode(), b""),
        lambda made: made.objects.update(info={"Title": "(Your back)"}),
        lambda made: made.trailer.update(Info="&info"),
    ),
    "a role that is mapped": together(
        having("subtitle", "S", "/Second"),
        having("root", "RoleMap", {"Second": "/Head", "Head": "/H2"}),
    ),
    "a class with attributes": together(
        having("head1", "A", {"O": "/Layout"}),
        having("head1", "C", "/column"),
        having("root", "ClassMap", {"column": [{"O": "/Table", "Scope": "/Column"}]}),
    ),
    "cells that span": together(
        having("head1", "A", {"O": "/Table", "Scope": "/Column", "RowSpan": 2}),
        lambda made: made["row2"]["K"].pop(),
        lambda made: made.replace(
            "content1", b"/TD << /MCID 9 >> BDC", b"/Artifact << /Type /Pagination >> BDC"
        ),
        lambda made: made["parents"]["Nums"][3].__setitem__(9, "null"),
    ),
    "two fields with names": together(text_field(), text_field("other", 4)),
    "a field whose form names the font": together(
        text_field(),
        without("another", "DA"),
        lambda made: made["catalog"]["AcroForm"].update(DA="(/F1 12 Tf)"),
    ),
    "a field that is in two places": together(
        text_field(),
        text_field("other", 4),
        without("another", "T"),
        without("other", "T"),
        lambda made: made.objects.update(field={"T": "(name)", "Kids": ["&another", "&other"]}),
        having("another", "Parent", "&field"),
        having("other", "Parent", "&field"),
    ),
    "a field that is hidden": annotation({"Subtype": "/Widget", "F": 2}),
    "a comment off the page": annotation({"Subtype": "/Text", "Rect": [700, 0, 720, 20]}),
    "a parent tree with branches": together(
        lambda made: made.objects.update(
            branch={"Limits": [0, 2], "Nums": made["parents"]["Nums"]}
        ),
        lambda made: made.objects.update(parents={"Kids": ["&branch"]}),
    ),
}

MUTANTS = (
    # A01, A02: the file
    Mutant("unreadable-page", replacing("content0", b"(How to", b"(((How to")),
    Mutant("unreadable-tree", deep),
    Mutant("untagged", untagged),
    Mutant("untagged", without("catalog", "StructTreeRoot")),
    Mutant("no-element", having("root", "K", [])),
    Mutant("not-marked", without("catalog", "MarkInfo")),
    Mutant("scan", as_a_scan, ("untagged",)),
    # A03: neither tagged nor artifact
    Mutant("loose-text", drawing(0, text("Nobody hears this"))),
    Mutant("loose-text", drawing(0, text("Nobody hears this", mark="/P BMC"))),
    Mutant("loose-drawing", drawing(0, b"0 0 9 9 re f")),
    Mutant(
        "mixed",
        replacing(
            "content0", b"BDC BT /F1 12 Tf 72 720", b"BDC /Artifact BMC EMC BT /F1 12 Tf 72 720"
        ),
    ),
    # A04 to A08: the structure tree and the pages; veraPDF finds few of these
    Mutant("orphan", lambda made: made["document"]["K"].remove("&subtitle")),
    Mutant(
        "orphan",
        lambda made: (
            made["paragraph"]["K"].pop(),
            made["parents"]["Nums"][3].__setitem__(0, "null"),
        ),
    ),
    Mutant("dangling", lambda made: made["title"]["K"].append(77)),
    Mutant(
        "dangling",
        replacing(
            "content1", b"/LBody << /MCID 3 >> BDC", b"/Artifact << /Type /Pagination >> BDC"
        ),
    ),
    Mutant("dangling", together(with_form, drawing(1, b""))),
    Mutant("stray-annotation", without("page0", "Annots"), ("dead-link",)),
    Mutant(
        "same-number",
        replacing("content1", b"/TD << /MCID 9 >>", b"/TD << /MCID 8 >>"),
        ("dangling", "glued"),
    ),
    Mutant("same-number", together(with_form, drawing(1, b"/X1 Do /X1 Do"))),
    Mutant(
        "same-content",
        lambda made: made["cell2"]["K"].append(8),
        ("parent-differs", "order", "glued"),
    ),
    Mutant("twice", lambda made: made["document"]["K"].append("&subtitle")),
    Mutant("cycle", lambda made: made["table"]["K"].append("&document")),
    Mutant("odd-kid", lambda made: made["document"]["K"].append("(text)")),
    Mutant("role", having("paragraph", "S", "/Para")),
    Mutant(
        "role",
        together(having("paragraph", "S", "/A"), having("root", "RoleMap", {"A": "/B", "B": "/A"})),
    ),
    Mutant("parent-differs", swapped),
    Mutant("parent-differs", lambda made: made["parents"]["Nums"].__setitem__(5, "&paragraph")),
    Mutant("parent-missing", without("page1", "StructParents")),
    Mutant("parent-missing", without("annotation", "StructParent")),
    Mutant("parent-missing", lambda made: made["parents"]["Nums"][3].pop()),
    Mutant("parent-wrong", having("cell2", "P", "&row1")),
    # A09 to A11: skipped text, and the reading order
    Mutant("artifact-text", drawing(1, text("Call 911", mark="/Artifact BMC"))),
    Mutant(
        "artifact-text",
        emptied("content1", b"BT /F1 12 Tf 72 630 Td (Walk a little every day) Tj ET"),
        ("empty",),
    ),
    Mutant(
        "artifact-text",
        replacing("content1", b"/TD << /MCID 9 >> BDC", b"/Artifact BMC"),
        ("dangling",),
    ),
    Mutant(
        "mostly-artifact",
        drawing(1, text("All that matters " * 20, mark="/Artifact << /Type /Pagination >> BDC")),
    ),
    Mutant("empty", adding("P")),
    Mutant("empty", paragraph(" ")),
    Mutant("order", lambda made: made["document"]["K"].reverse(), ("first-heading",)),
    Mutant("order", lambda made: made["row2"]["K"].reverse()),
    # A12, A13: title and language
    Mutant("no-title", replacing("xmp", TITLE.encode(), b"")),
    Mutant("title-is-file", replacing("xmp", b"Your back", b"Microsoft Word - back.docx")),
    Mutant("title-not-shown", without("catalog", "ViewerPreferences")),
    Mutant("no-language", without("catalog", "Lang")),
    Mutant("no-language", together(untagged, without("catalog", "Lang")), ("untagged",)),
    Mutant("bad-language", having("catalog", "Lang", "(English!)")),
    Mutant("bad-language", having("paragraph", "Lang", "(e)")),
    Mutant("other-script", together(to_unicode(b"042F0437044B043A"), paragraph("\u2022"))),
    # A14, A15: headings
    Mutant("first-heading", having("title", "S", "/H2")),
    Mutant("skipped-heading", having("subtitle", "S", "/H3")),
    Mutant("empty-heading", adding("H2")),
    Mutant("no-heading", long_document),
    # A16: pictures
    Mutant("no-alt", without("figure", "Alt")),
    Mutant("no-alt", having("figure", "Alt", "( )")),
    Mutant("alt-is-file", having("figure", "Alt", "(IMG_0042.JPG)")),
    Mutant("alt-is-file", having("figure", "Alt", "(Picture 3)")),
    Mutant("no-box", without("figure", "A")),
    # A17: tables
    Mutant("no-th", together(having("head1", "S", "/TD"), having("head2", "S", "/TD"))),
    Mutant("td-for-th", having("head2", "S", "/TD")),
    Mutant("no-scope", without("head1", "A")),
    Mutant("uneven", adding("TR", parent="table")),
    Mutant("uneven", having("cell1", "A", {"O": "/Table", "ColSpan": 2})),
    Mutant("odd-table", having("row2", "S", "/P")),
    Mutant("odd-table", adding("P", parent="row2"), ("empty",)),
    # A18, A19: lists
    Mutant("odd-list", having("list", "S", "/Sect")),
    Mutant("no-items", adding("P", parent="list", K=[]), ("empty",)),
    Mutant("no-body", having("body1", "S", "/P")),
    Mutant(
        "typed-list",
        together(paragraph("- one"), adding("P", name="next"), saying("next", "- two", mcid=12)),
    ),
    Mutant(
        "typed-list",
        together(paragraph("1. one"), adding("P", name="next"), saying("next", "2. two", mcid=12)),
    ),
    Mutant("no-numbering", without("list", "A")),
    # A20, A21: links and fields
    Mutant("dead-link", lambda made: made["link"]["K"].pop(), ("loose-link",)),
    Mutant("silent-link", without("annotation", "Contents")),
    Mutant("empty-link", replacing("content0", b"(www.example.com)", b"()")),
    Mutant("loose-link", annotation({"Subtype": "/Link", "Contents": "(More)"})),
    Mutant("loose-field", annotation({"Subtype": "/Widget", "TU": "(Your name)"})),
    Mutant(
        "silent-field",
        together(annotation({"Subtype": "/Widget", "T": "(field 1)"}), in_the_tree("Form")),
    ),
    Mutant("silent-field", together(text_field(), without("another", "TU"))),
    Mutant(
        "loose-field",
        together(text_field(), lambda made: made["document"]["K"].remove("&another-form")),
    ),
    Mutant(
        "same-field",
        together(text_field(), text_field("other", 4), having("other", "T", "(another)")),
    ),
    Mutant(
        "redrawn",
        together(
            text_field(), lambda made: made["catalog"]["AcroForm"].update(NeedAppearances="true")
        ),
    ),
    Mutant("loose-note", annotation({"Subtype": "/Stamp"})),
    Mutant("tabs", without("page0", "Tabs")),
    # A22 to A27: fonts and characters
    Mutant("loose-font", without("descriptor", "FontFile2")),
    Mutant("field-font", together(text_field(), standard_font)),
    Mutant(
        "field-font", together(text_field(), lambda made: made["catalog"]["AcroForm"].pop("DR"))
    ),
    Mutant("no-meaning", to_unicode(b"0000")),
    Mutant("no-meaning", to_unicode(b"FFFD")),
    Mutant("no-meaning", to_unicode(b"D83D")),
    Mutant("no-meaning", to_unicode(b"1F600")),
    Mutant("no-meaning", together(to_unicode(b"E001"), paragraph("see \u2022"))),
    Mutant(
        "no-meaning",
        together(
            without("font", "ToUnicode"),
            having("font", "Encoding", {"Differences": [32, "/mystery"]}),
        ),
    ),
    Mutant("no-meaning", together(untagged, to_unicode(b"0000")), ("untagged",)),
    Mutant("glued", together(paragraph("every"), saying("added", "day", mcid=12, at=40))),
    Mutant(
        "glued",
        replacing(
            "content1",
            b"(Walk a little every day) Tj",
            b"14 TL (Walk a little every) Tj T* (day) Tj",
        ),
    ),
    Mutant(
        "glued",
        replacing(
            "content1",
            b"(Walk a little every day) Tj",
            b"(Walk a little every) Tj 0 -14 Td [(da) -20 (y)] TJ",
        ),
    ),
    Mutant(
        "glued",
        replacing("content1", b"(Walk a little every day) Tj", b"14 TL (Walk, then) Tj (sit) '"),
    ),
    Mutant("hyphens", together(paragraph("elec-"), saying("added", "trode", mcid=12, at=40))),
    Mutant(
        "backwards",
        together(to_unicode(b"05DD05D505DC05E9"), paragraph("\u2022", Lang="(he)")),
        ("other-script",),
    ),
    Mutant(
        "other-language",
        paragraph("Llame a la enfermera si tiene un dolor que no se quita con las pastillas"),
    ),
    Mutant("hidden", paragraph(") Tj 3 Tr (Unseen")),
)
