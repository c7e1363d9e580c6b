"""A rebuilt file looks the same, has the same tags, and holds nothing that paper does not show."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from press.intake.object_walk import Keys, walk_objects
from press.pdf.objects import Objects
from press.proof.checks import examine
from tests.conformance.samples import Sample, good, having
from tests.imposition.pdf_samples import Box, numbered, unlike
from tests.imposition.pdf_samples import changed as with_entries
from tests.imposition.test_structure import said
from tests.intake.intake_samples import (
    LETTER,
    changed,
    everything_active,
    field,
    noted,
    plain,
    taken,
)
from tests.proof.mutants import with_form
from tests.samples import EVERYTHING, compose, handout, pictures, reader

NAMES = ("/XObject", "/Font", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties")
# Entries that no rebuilt file may have, and types of actions and annotations.
ACTIVE = {
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/PieceInfo", "/Metadata", "/AF", "/Thumb", "/EF",
    "/EmbeddedFiles", "/Ref", "/OPI", "/XFA", "/AcroForm", "/Names", "/PA", "/Next",
}  # fmt: skip
KINDS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/RichMedia",
    "/FileAttachment",
}


def walked(data: bytes) -> Iterator[Any]:
    """Yield every dictionary in a file's cross-reference table, without those of resource names."""
    read = PdfReader(io.BytesIO(data))
    size: Any = read.trailer["/Size"]
    waiting: list[tuple[Any, bool]] = [
        (read.get_object(number), False) for number in range(1, size)
    ]
    while waiting:
        value, named = waiting.pop()
        if isinstance(value, ArrayObject):
            waiting += [(one, False) for one in list.__iter__(value)]
        elif isinstance(value, DictionaryObject):
            if not named:
                yield value
            in_resources = not named and any(key in value for key in NAMES) and "/Type" not in value
            waiting += [(one, in_resources and key in NAMES) for key, one in dict.items(value)]


def active_entries(data: bytes) -> set[str]:
    found: set[str] = set()
    count = 0
    for value in walked(data):
        count += 1
        found |= ACTIVE & set(value)
        found |= {str(value.get(key)) for key in ("/S", "/Subtype", "/Type")} & {
            *KINDS,
            "/Filespec",
            "/EmbeddedFile",
            "/Metadata",
        }
        if isinstance(value, StreamObject):
            found |= {"/F", "/FFilter"} & set(value)
    assert count > 20
    return found


def test_nothing_active_or_hidden_is_left(tmp_path: Path) -> None:
    before = changed(everything_active)
    assert {
        "/AA",
        "/JS",
        "/Launch",
        "/EmbeddedFile",
        "/PieceInfo",
        "/Ref",
        "/OPI",
        "/Thumb",
        "/PA",
    } <= active_entries(before)
    after = taken(before, tmp_path)
    assert active_entries(after.data) == set()
    assert b"secret" not in b"".join(dict.get(one, "/X", b"") for one in walked(after.data))
    # A resource with the name AA is kept.
    assert unlike(pictures(after.data)[0], pictures(before)[0]) < 0.5
    assert after.accessible
    assert "https://spy.example.com" not in str(list(walked(after.data)))


def test_the_walk_distinguishes_names_from_entries() -> None:
    made = changed(everything_active)
    objects = Objects(made)
    found = list(walk_objects(objects, objects.reader.pages[0]["/Resources"], objects.catalog))
    assert len({id(value) for value, _ in found}) > 20
    assert any(keys is Keys.NAMES and "/AA" in value for value, keys in found)
    assert any(keys is Keys.ENTRIES and "/AA" in value for value, keys in found)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "vbscript:x",
        "//x.example.com",
        "x" * 3_000,
        "http://[",
    ],
)
def test_links_lead_to_web_mail_and_phone_addresses_or_nowhere(
    address: str, tmp_path: Path
) -> None:
    after = taken(
        changed(having("annotation", "A", {"S": "/URI", "URI": f"({address})"})), tmp_path
    )
    (link,) = [one for one in walked(after.data) if one.get("/Subtype") == "/Link"]
    assert "/A" not in link
    assert after.accessible
    kept = taken(
        changed(having("annotation", "A", {"S": "/URI", "URI": "(tel:+17575550142)"})), tmp_path
    )
    (link,) = [one for one in walked(kept.data) if one.get("/Subtype") == "/Link"]
    assert link["/A"]["/URI"] == "tel:+17575550142"


def test_a_link_without_a_description_gets_its_address(tmp_path: Path) -> None:
    after = taken(changed(lambda made: made["annotation"].pop("Contents")), tmp_path)
    (link,) = [one for one in walked(after.data) if one.get("/Subtype") == "/Link"]
    assert (link["/Contents"], link["/F"]) == ("https://www.example.com", 4)
    assert after.accessible


BOXES: dict[str, dict[str, Any]] = {
    "as it is": {},
    "turned": {"turn": 90},
    "upside down": {"turn": 180},
    "turned to the left": {"turn": 270},
    "moved": {"media": (-100, 50, 512, 842)},
    "cropped": {"crop": (30, 40, 500, 700)},
    "cropped and turned": {"crop": (30, 40, 500, 700), "turn": 270},
    "from the other corner": {"media": (612, 792, 0, 0)},
    "in half units": {"media": (0, 0, 1200, 1500), "unit": 0.5},
    "in double units": {"media": (100, 100, 400, 600), "unit": 2},
}


@pytest.mark.parametrize("box_name", BOXES)
def test_any_box_turn_and_unit_becomes_an_upright_page_in_points(
    box_name: str, tmp_path: Path
) -> None:
    box: Box = (0, 0, *LETTER)
    before = with_entries(numbered(2, LETTER, box=box), **BOXES[box_name])
    after = taken(before, tmp_path)
    page = reader(after.data).pages[0]
    assert [float(one) for one in page.mediabox] == pytest.approx([0, 0, *after.sizes[0]])
    assert not {"/Rotate", "/UserUnit", "/CropBox"} & set(page)
    one, other = pictures(before, BOXES[box_name].get("unit", 1))[0], pictures(after.data, 1)[0]
    assert one.size == pytest.approx(other.size, abs=1)
    assert unlike(one, other.crop((0, 0, *one.size))) < 0.5
    seen = after.ink_boxes[0]
    assert seen is not None
    height = after.sizes[0][1]
    left, top, right, bottom = map(
        round, (seen.left, height - seen.top, seen.right, height - seen.bottom)
    )
    inside = other.crop((left, top, right, bottom))
    assert (
        sum(other.convert("L").histogram()[:200])
        == sum(inside.convert("L").histogram()[:200])
        > 500
    )


def test_printers_marks_are_cut_off(tmp_path: Path) -> None:
    def change(made: Sample) -> None:
        made["page0"].update(TrimBox=[36, 72, 576, 760], Rotate=90)
        made.streams["content0"] += b"\n/Artifact BMC 0 20 612 2 re 20 0 2 792 re f EMC"

    after = taken(changed(change), tmp_path)
    assert after.sizes == ((688, 540), LETTER)
    first = pictures(after.data)[0].convert("L")
    assert first.size == (688, 540)
    edges = [
        first.crop(box)
        for box in ((0, 0, 688, 5), (0, 0, 5, 540), (683, 0, 688, 540), (0, 535, 688, 540))
    ]
    assert all(min(edge.tobytes()) == 255 for edge in edges)
    assert min(first.tobytes()) < 100
    assert after.accessible


def test_a_blank_page_has_no_ink(tmp_path: Path) -> None:
    after = taken(changed(having("page1", "Contents", [])), tmp_path)
    assert after.ink_boxes[0] is not None
    assert after.ink_boxes[1] is None


def test_tags_are_unchanged(tmp_path: Path) -> None:
    for before in (good(), compose(handout(*EVERYTHING.values()), "instructions").data):
        after = taken(before, tmp_path)
        rows = [row for row in said(before) if row[0] != "Document"]
        assert len(rows) > 15
        assert [row for row in said(after.data) if row[0] != "Document"] == rows
        assert (after.tagged, after.accessible, after.faults, after.archive) == (
            True,
            True,
            (),
            "a",
        )


def test_roles_are_standard_and_classes_are_resolved(
    tmp_path: Path,
) -> None:
    def change(made: Sample) -> None:
        made["root"]["RoleMap"] = {
            "Titel": "/Heading#201",
            "Heading#201": "/H1",
            "Normal": "/P",
            "P": "/H1",
        }
        made["root"]["ClassMap"] = {"heads": {"O": "/Table", "Scope": "/Column"}}
        made["title"]["S"], made["paragraph"]["S"] = "/Titel", "/Normal"
        for head in ("head1", "head2"):
            made[head].update(C="/heads", ID=f"({head})")
            del made[head]["A"]
        made["cell1"]["A"] = {"O": "/Table", "Headers": ["(head1)"]}

    after = taken(changed(change), tmp_path)
    assert after.accessible
    assert [role for role, _, _ in said(after.data)][1:3] == ["H1", "P"]
    text = str(list(walked(after.data)))
    assert not [
        word for word in ("Titel", "Normal", "/RoleMap", "/ClassMap", "/C'") if word in text
    ]
    (root,) = [one for one in walked(after.data) if one.get("/Type") == "/StructTreeRoot"]
    assert [str(one) for one in root["/IDTree"]["/Names"][::2]] == ["head1", "head2"]


def test_a_wrong_parent_tree_is_repaired(tmp_path: Path) -> None:
    def change(made: Sample) -> None:
        rows = made["parents"]["Nums"][3]
        rows[0], rows[1] = rows[1], rows[0]
        made["cell1"]["P"] = "&document"

    before = changed(change)
    assert {finding.kind for finding in examine(before, "").findings} == {
        "parent-differs",
        "parent-wrong",
    }
    assert (
        examine(taken(before, tmp_path).data, "").problems
        == examine(taken(good(), tmp_path).data, "").problems
    )


def test_an_empty_form_is_painted(tmp_path: Path) -> None:
    before = changed(field(FT="/Tx", Ff=0), noted("Text", F=2))
    after = taken(before, tmp_path)
    assert after.accessible
    text = str(list(walked(after.data)))
    assert "/PrintField" in text
    assert (
        not [word for word in ("/Widget", "'/Text'", "agreed") if word in text.replace("/TU", "")]
        or "'/T'" not in text
    )
    boxed = pictures(after.data)[1].convert("L").crop((70, 792 - 322, 94, 792 - 298))
    assert min(boxed.tobytes()) < 128


def test_font_subsets_have_names_of_their_own(tmp_path: Path) -> None:
    def fonts(data: bytes) -> set[str]:
        return {
            str(one[key])
            for one in walked(data)
            for key in ("/BaseFont", "/FontName")
            if key in one
        }

    first = compose(handout(EVERYTHING["paragraphs"]), "instructions").data
    second = compose(handout(EVERYTHING["boxes"]), "instructions").data
    assert fonts(first) & fonts(second)
    one, other, again = (fonts(taken(data, tmp_path).data) for data in (first, second, first))
    assert one == again
    assert not one & other
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in one | other)
    assert len(one) == len(fonts(first))


def test_the_same_file_gives_the_same_bytes_and_keeps_its_language(tmp_path: Path) -> None:
    one, again = taken(good(), tmp_path), taken(good(), tmp_path, language="es")
    assert one == again
    silent = changed(lambda made: made["catalog"].pop("Lang"))
    assert taken(silent, tmp_path, language="en-GB").language == "en-GB"
    assert one.data.startswith(b"%PDF-1.7")
    assert one.pages == 2


def test_a_file_without_tags_stays_without(tmp_path: Path) -> None:
    after = taken(plain(), tmp_path)
    assert (after.tagged, after.accessible, after.archive) == (False, False, "")
    assert not {"/StructTreeRoot", "/MarkInfo"} & set(reader(after.data).root_object)
    assert unlike(pictures(after.data)[0], pictures(plain())[0]) < 0.5


def test_a_form_that_is_content_and_has_content_makes_a_file_untagged(tmp_path: Path) -> None:
    def change(made: Sample) -> None:
        with_form(made)
        made["page1"]["Contents"] = "&content1"
        made["figure"]["K"] = [
            {"Type": "/OBJR", "Obj": "&form"},
            {"Type": "/MCR", "Stm": "&form", "MCID": 0, "Pg": "&page1"},
        ]

    def reverse_kids(order: int, made: Sample) -> None:
        made["figure"].update(K=made["figure"]["K"][::order])

    for order in (1, -1):
        change_order = partial(reverse_kids, order)
        before = changed(change, change_order)
        assert not taken(before, tmp_path).tagged
