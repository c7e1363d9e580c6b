"""A bound packet: pages of inserts on reserved pages, with tags and links; all else unchanged."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from press.binding.bind import bind
from press.binding.insert import Insert, fit_pages
from press.intake import pipeline
from press.pdf.boxes import PageBox, PagePlacement
from press.pdf.file import File, read_objects, stream_bytes
from press.pdf.values import catalog, open_pdf
from press.proof.checks import check_pdf, examine
from press.proof.struct_elements import Element
from tests.binding.packet_samples import BEGINS, BOX, ENDS, LETTER, bound, inserts, packet
from tests.conformance.samples import Sample, good, having
from tests.imposition.pdf_samples import changed as with_entries
from tests.imposition.pdf_samples import numbered, objects_of, unlike
from tests.imposition.test_structure import file_id, links, said, tree_of
from tests.intake.intake_samples import changed, field, plain
from tests.samples import EVERYTHING, compose, handout, pictures, reader

PIXELS = 2  # per point


def taken(data: bytes, name: str = "consent.pdf") -> Insert:
    """Return an insert as the child process makes it, but in this process."""
    told, clean = pipeline.process(data, "en-US")
    seen = tuple(PageBox(*box) if box else None for box in told["ink_boxes"])
    accessible = told["tagged"] and not told["faults"]
    rest = (told["language"], told["tagged"], accessible, tuple(told["faults"]), told["archive"])
    return Insert(name, clean, tuple(told["sizes"]), seen, *rest)


@cache
def ours() -> bytes:
    return compose(handout(*EVERYTHING.values()), "instructions").data


@cache
def good_taken() -> Insert:
    return taken(good())


@cache
def ours_taken() -> Insert:
    return taken(ours())


def rows(data: bytes) -> list[Any]:
    return [row for row in said(data) if row[0] not in ("Document", "Part", "Sect")]


def comparable(found: list[Any]) -> list[Any]:
    """Return rows without what every binding changes: IDs, titles and headers."""
    return [
        (role, text, tuple(one for one in told if one[0] not in ("ID", "T", "Headers")))
        for role, text, told in found
    ]


def test_tags_of_inserts_are_in_their_place_and_ours_unchanged() -> None:
    done, before = bound({"consent": good_taken(), "ours": ours_taken()})
    found, own = comparable(rows(done.data)), rows(before.data)
    at = [row[1] for row in own].index(BEGINS) + 1
    assert own[at][1] == ENDS
    assert len(rows(ours())) > 100
    assert found == [*own[:at], *comparable(rows(good())), *comparable(rows(ours())), *own[at:]]
    assert check_pdf(done.data, "made.pdf") == []
    assert (done.unread, done.accessible, done.archive) == ((), True, "a")


def test_each_file_is_a_part_with_its_title() -> None:
    done, _ = bound({"consent": good_taken(), "ours": ours_taken()})
    parts = [
        one for one in tree_of(done.data).walk() if one.role == "Part" and one.text_attribute("T")
    ]
    assert [(one.text_attribute("ID"), one.text_attribute("T")) for one in parts] == [
        ("consent", "Title of consent"),
        ("ours", "Title of ours"),
    ]
    assert [len(list(one.walk())) > 10 for one in parts] == [True, True]
    assert not [one for one in tree_of(done.data).walk() if one.role == "Document"][1:]


@pytest.mark.parametrize("box", [BOX, PageBox(100, 200, 500, 600), PageBox(200, 300, 300, 400)])
def test_pages_look_the_same_and_so_do_ours(box: PageBox) -> None:
    """Compare with pictures of the two files, one multiplied onto the other."""
    one = taken(numbered(2, LETTER))
    done, before = bound({"consent": one}, box)
    shown, were = pictures(done.data, PIXELS), pictures(before.data, PIXELS)
    assert (done.scales[0] == 1) is (box.width > 100)
    reserved = range(before.pages["consent"] - 1, before.pages["consent"] + 1)
    for number, placement in zip(reserved, fit_pages(one, [LETTER] * 2, box), strict=True):
        page = pictures(one.data, PIXELS * placement.scale)[number - reserved[0]]
        expected = were[number].copy()
        expected.paste(
            ImageChops.multiply(
                page, expected.crop((*corner_of(placement), *far(page, corner_of(placement))))
            ),
            corner_of(placement),
        )
        assert unlike(shown[number], expected) < 0.1
        assert unlike(shown[number], were[number]) > 0.3
    others = [number for number in range(len(were)) if number not in reserved]
    assert len(others) >= 3
    assert all(unlike(shown[number], were[number]) == 0 for number in others)


def corner_of(placement: PagePlacement) -> tuple[int, int]:
    """Return the upper-left corner of a letter page on letter paper, in pixels."""
    return round(placement.matrix[4] * PIXELS), round(
        (LETTER[1] - placement.matrix[5] - LETTER[1] * placement.scale) * PIXELS
    )


def far(page: Image.Image, corner: tuple[int, int]) -> tuple[int, int]:
    return corner[0] + page.width, corner[1] + page.height


def test_a_white_background_of_an_insert_covers_nothing_of_ours() -> None:
    white = changed(
        lambda made: made.streams.update(
            content0=b"/Artifact BMC 1 g 0 0 612 792 re f EMC\n" + made.streams["content0"]
        )
    )
    done, before = bound({"consent": taken(white)})
    at = before.pages["consent"] - 1
    head = pictures(done.data)[at].crop((0, 0, 612, 48))
    assert unlike(head, pictures(before.data)[at].crop((0, 0, 612, 48))) == 0
    assert min(head.convert("L").tobytes()) < 100


def test_an_open_graphics_state_of_our_page_moves_nothing() -> None:
    """A page of ours may scale its content and never restore the graphics state."""
    made = packet({"consent": 2})
    still, objects = (
        bind(made.data, inserts(made, {"consent": good_taken()})).data,
        read_objects(made.data),
    )
    page: Any = reader(made.data).pages[made.pages["consent"] - 1]
    number = page.raw_get("/Contents").idnum
    left_open = stream_bytes(b"0.3 0 0 0.3 50 50 cm 1 0 0 rg", "")
    file = File(1, 7)
    for object_number, data in objects.items():
        file.add(object_number, left_open if object_number == number else data)
    trailer = reader(made.data).trailer
    roots = [f"/{key} {trailer.raw_get(f'/{key}').idnum} 0 R".encode() for key in ("Root", "Info")]
    moved = bind(
        file.end(b"".join([*roots, b"/ID [<00><00>]"])), inserts(made, {"consent": good_taken()})
    ).data
    inside = (80, 80, 532, 700)  # between header and footer
    first, second = (
        pictures(data)[made.pages["consent"] - 1].crop(inside) for data in (still, moved)
    )
    assert unlike(first, second) == 0
    assert min(first.convert("L").tobytes()) < 50


@pytest.mark.parametrize("box", [BOX, PageBox(100, 200, 500, 600)])
def test_links_are_over_their_words(box: PageBox) -> None:
    done, before = bound({"ours": ours_taken()}, box)
    old = links(ours_taken().data)
    new = [
        link
        for link in links(done.data)
        if link.page + 1 in range(before.pages["ours"], before.pages["ours"] + ours_taken().pages)
    ]
    assert len(new) == len(old) >= 5
    (scale,) = done.scales
    moves = set()
    for there, here in zip(old, new, strict=True):
        assert here.address == there.address
        for one, other in zip(there.boxes, here.boxes, strict=True):
            assert (other[2] - other[0], other[3] - other[1]) == pytest.approx(
                ((one[2] - one[0]) * scale, (one[3] - one[1]) * scale), abs=0.1
            )
            moves.add((round(other[0] - one[0] * scale), round(other[1] - one[1] * scale)))
            assert box.left <= other[0] <= other[2] <= box.right
    assert len(moves) <= 2  # all by the same distance


def test_links_within_a_file_lead_to_its_pages_in_the_packet() -> None:
    inside = changed(having("annotation", "A", {"S": "/GoTo", "D": ["&page1", "/Fit"]}))
    done, before = bound({"consent": taken(inside)})
    pages = reader(done.data).pages
    notes: Any = pages[before.pages["consent"] - 1]["/Annots"]
    (link,) = [one.get_object() for one in notes]
    assert link["/Dest"][0].idnum == pages[before.pages["consent"]].indirect_reference.idnum  # type: ignore[union-attr]
    assert check_pdf(done.data, "made.pdf") == []


def test_figures_have_their_new_bbox() -> None:
    done, _ = bound({"consent": good_taken()}, PageBox(100, 200, 500, 600))
    (figure,) = [one for one in part(done.data, "consent").walk() if one.role == "Figure"]
    drawn = taken(good()).ink_boxes[1]
    assert drawn
    scale = done.scales[0]
    box = figure.attributes["BBox"]
    assert isinstance(box, tuple)
    left, bottom, right, top = (float(one) for one in box)  # type: ignore[arg-type]
    assert (right - left, top - bottom) == pytest.approx((40 * scale, 40 * scale), abs=0.01)
    ink = pictures(done.data, 2)[-2].convert("RGB")
    assert ink.getpixel((round(left + right), round(2 * 792 - bottom - top))) == pytest.approx(
        (51, 77, 102), abs=2
    )


def part(data: bytes, slot: str) -> Element:
    (found,) = [one for one in tree_of(data).walk() if one.text_attribute("ID") == slot]
    return found


def test_element_ids_are_unique_and_headers_still_refer_to_them() -> None:
    def change(made: Sample) -> None:
        made["head1"]["ID"], made["head2"]["ID"] = "(one)", "(two)"
        made["cell1"]["A"] = {"O": "/Table", "Headers": ["(one)", "(two)"]}

    one = taken(changed(change))
    done, _ = bound({"first": one, "second": one})
    told = {
        slot: [cell for cell in part(done.data, slot).walk() if cell.text_attribute("ID")]
        for slot in ("first", "second")
    }
    assert [cell.text_attribute("ID") for cell in told["second"]] == [
        "second",
        "second.one",
        "second.two",
    ]
    heads = [
        cell.attributes["Headers"]
        for cell in part(done.data, "first").walk()
        if "Headers" in cell.attributes
    ]
    text = objects_of(done.data)
    assert heads or "first.one" in text
    (root,) = [catalog(open_pdf(done.data)).dictionary("StructTreeRoot")]
    names = list(root.dictionary("IDTree").each("Names"))[::2]
    assert names == sorted(names, key=str)
    assert len(names) == len(set(map(str, names))) == 6
    assert check_pdf(done.data, "made.pdf") == []


def test_a_note_has_an_id() -> None:
    done, _ = bound(
        {"first": taken(changed(having("paragraph", "S", "/Note"))), "second": good_taken()}
    )
    (note,) = [one for one in part(done.data, "first").walk() if one.role == "Note"]
    assert note.text_attribute("ID") == "first.note.0"


def test_a_part_in_another_language_has_a_lang() -> None:
    spanish = taken(changed(having("catalog", "Lang", "(es-US)")))
    done, _ = bound({"one": spanish, "two": good_taken()})
    assert part(done.data, "one").text_attribute("Lang") == "es-US"
    assert part(done.data, "two").text_attribute("Lang") is None


def test_an_insert_without_tags_is_figures_with_alternative_texts() -> None:
    done, before = bound({"consent": taken(plain(3)), "ours": ours_taken()})
    found = list(part(done.data, "consent").walk())[1:]
    assert [(one.role, one.text_attribute("Alt")) for one in found] == [
        row
        for at in (1, 2, 3)
        for row in (("Figure", f"consent, page {at}"), ("Link", "https://www.example.com/more"))
    ]
    first = before.pages["consent"]
    assert done.unread == (first, first + 1, first + 2)
    assert [one.page for one in found] == [number for number in done.unread for _ in range(2)]
    assert {finding.kind for finding in examine(done.data, "").findings} == {"loose-font"}


def test_a_blank_page_is_no_figure() -> None:
    def change(made: Sample) -> None:
        del made["catalog"]["StructTreeRoot"]
        made["page0"]["Contents"] = []

    done, _ = bound({"consent": taken(changed(change))})
    assert [
        one.text_attribute("Alt")
        for one in part(done.data, "consent").walk()
        if one.role == "Figure"
    ] == ["consent, page 2"]


CLAIMS: dict[str, tuple[Callable[[], bytes], bool, str]] = {
    "nothing wrong": (good, True, "a"),
    "no tags": (plain, False, ""),
    "a picture that says nothing": (
        lambda: changed(lambda made: made["figure"].pop("Alt")),
        False,
        "u",
    ),
    "no claim": (lambda: changed(lambda made: made.streams.update(xmp=b"")), True, ""),
    "another claim": (
        lambda: changed(lambda made: made.replace("xmp", b"conformance>A", b"conformance>B")),
        True,
        "b",
    ),
}


@pytest.mark.parametrize("what", CLAIMS)
def test_the_packet_claims_only_what_holds(what: str) -> None:
    make, accessible, archive = CLAIMS[what]
    done, before = bound({"ours": ours_taken(), "consent": taken(make())})
    metadata = catalog(open_pdf(done.data)).dictionary("Metadata").data()
    assert (done.accessible, done.archive) == (accessible, archive)
    assert (b"<pdfuaid:part>1" in metadata) is accessible
    assert (b"<pdfaid:part>2" in metadata) is bool(archive)
    claimed = re.findall(rb"<pdfaid:conformance>(\w)", metadata)
    assert claimed == ([archive.upper().encode()] if archive else [])
    before_metadata = catalog(open_pdf(before.data)).dictionary("Metadata").data()
    assert b"<dc:title>" in metadata
    assert (metadata == before_metadata) is (what == "nothing wrong")


def test_fields_of_one_name_in_two_files_are_painted_in_both() -> None:
    one, other = taken(changed(field(FT="/Tx"))), taken(changed(field(FT="/Ch")))
    done, _ = bound({"one": one, "other": other})
    text = objects_of(done.data)
    assert text.count("/PrintField") == 2
    assert not [word for word in ("/AcroForm", "/Widget", "'/T': 'agreed'") if word in text]
    assert check_pdf(done.data, "made.pdf") == []


def test_no_two_fonts_share_a_name() -> None:
    done, _ = bound(
        {
            "ours": ours_taken(),
            "more": taken(compose(handout(EVERYTHING["boxes"]), "instructions").data),
        }
    )
    objects = [reader(done.data).get_object(number) for number in read_objects(done.data)]
    found: list[Any] = [
        one for one in objects if isinstance(one, dict) and one.get("/Type") == "/FontDescriptor"
    ]
    programs: dict[str, set[bytes]] = {}
    for one in found:
        programs.setdefault(str(one["/FontName"]), set()).add(
            one["/FontFile2"].get_object().get_data()
        )
    assert len(programs) >= 6
    assert {name for name, several in programs.items() if len(several) > 1} == set()


def test_the_same_input_gives_the_same_bytes_and_keeps_most_objects() -> None:
    done, before = bound({"ours": ours_taken(), "consent": good_taken()})
    again, _ = bound({"ours": ours_taken(), "consent": good_taken()})
    assert done.data == again.data
    old, new = read_objects(before.data), read_objects(done.data)
    differ = [number for number in old if old[number] != new[number]]
    reserved = ours_taken().pages + good_taken().pages
    # The pages, their elements, the structure tree root and the parent tree.
    assert len(differ) == reserved + 2 + 1 + 1
    both = [file_id(data) for data in (before.data, done.data)]
    assert both[0][0] == both[1][0]
    assert both[0][1] != both[1][1]


def test_other_programs_find_nothing_wrong(needs: Callable[[str], str], tmp_path: Path) -> None:
    done, _ = bound({"ours": ours_taken(), "consent": taken(plain())})
    file = tmp_path / "packet.pdf"
    file.write_bytes(done.data)
    told = subprocess.run(
        [needs("qpdf"), "--check", str(file)], capture_output=True, text=True, check=True
    )
    assert "No syntax or stream encoding errors found" in told.stdout
    assert "WARNING" not in told.stderr + told.stdout
    assert done.data.count(b"/Type /ObjStm") >= 3
    assert len(re.findall(rb"\d+ 0 obj\n(?!<<)", done.data)) == 0


def test_pages_of_any_size_and_paper_of_any_size() -> None:
    odd = with_entries(numbered(1, (1000, 400)), turn=90, unit=1.2, media=(0, 0, 1000, 400))
    for size in (LETTER, (595.276, 841.89), (612.0, 1008.0)):
        done, before = bound({"odd": taken(odd)}, PageBox(36, 60, size[0] - 36, size[1] - 60), size)
        at = before.pages["odd"] - 1
        assert Counter(pictures(done.data, 0.5)[at].convert("L").tobytes())[0] > 200
        assert done.scales[0] <= 1


def test_without_inserts_the_packet_reads_the_same() -> None:
    made = packet({})
    done = bind(made.data, [])
    assert said(done.data) == said(made.data)
    assert (done.unread, done.scales, done.accessible, done.archive) == ((), (), True, "a")
