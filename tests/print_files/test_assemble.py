"""Many PDFs of ours in one: each page unchanged, with a mark; one tree; shared objects once."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from press.mail.letters.mark_font import font_page
from press.pdf.file import read_objects
from press.print_files.assemble import Assembly
from press.print_files.component import read_component, turned_pages
from press.print_files.pieces import Leaf, Piece
from press.print_files.sheet_marks import SIGNS
from press.proof.check_files import check
from press.typeset.fonts.embedding import always_embed
from tests.conformance.samples import good
from tests.mail.pieces import (
    ABOUT,
    DEAR,
    SCALE,
    assembled,
    brochure,
    differs,
    is_content,
    letter,
    marks,
    shown,
)
from tests.packets.packet_workspaces import NAMES, example
from tests.samples import EVERYTHING, brand, compose, handout, reader, text_of
from tests.tagged.read_back import read_aloud

LINKS, PICTURE = (
    letter(EVERYTHING["links"]),
    letter(EVERYTHING["picture with caption"], "See 12 0 R) endobj (9 0 R"),
)
PIECES: list[tuple[bytes, ...]] = [
    (LINKS, brochure()),
    (PICTURE, brochure(layout="zfold")),
    (letter("Colour.", language="en-GB"), brochure(), LINKS),
]
MADE = assembled(PIECES)
SHOWN = [
    (0, 0),
    None,
    (1, 0),
    (1, 1),
    (2, 0),
    None,
    (3, 0),
    (3, 1),
    (4, 0),
    None,
    (1, 0),
    (1, 1),
    (0, 0),
    None,
]  # blank: None
TURNED = [180 if one and one[0] in (1, 3) and one[1] else 0 for one in SHOWN]
MARKS = [
    mark
    for mark in ("0001-1/2", "0001-2/2", "0002-1/2", "0002-2/2", "0003-1/3", "0003-2/3", "0003-3/3")
    for _ in "fb"
]
ORDER = [LINKS, brochure(), PICTURE, brochure(layout="zfold"), PIECES[2][0]]


def test_nothing_is_wrong_with_letters_and_brochures(tmp_path: Path) -> None:
    (tmp_path / "made.pdf").write_bytes(MADE.data)
    (checked,) = check([str(tmp_path / "made.pdf")])
    assert checked.readable
    assert checked.problems == ()


def test_every_part_begins_on_a_front_side() -> None:
    assert [(one.number, one.first, one.pages, one.sheets) for one in MADE.pieces] == [
        (1, 0, 4, 2),
        (2, 4, 4, 2),
        (3, 8, 6, 3),
    ]
    assert (MADE.pages, MADE.sheets) == (14, 7)
    pages = reader(MADE.data).pages
    assert len(pages) == 14
    for at in range(0, 14, 2):
        assert pages[at].mediabox == pages[at + 1].mediabox  # the two sides of a sheet
    assert [page.rotation for page in pages] == TURNED


def test_a_file_printed_on_one_side_has_no_blank_pages() -> None:
    made = assembled(PIECES, flip=None)
    assert [(one.first, one.pages, one.sheets) for one in made.pieces] == [
        (0, 3, 3),
        (3, 3, 3),
        (6, 4, 4),
    ]
    assert "0003-4/4" in text_of(made.data)
    assert all(page.rotation == 0 for page in reader(made.data).pages)
    assert reader(made.data).root_object["/ViewerPreferences"]["/Duplex"] == "/Simplex"  # type: ignore[index]


@pytest.mark.parametrize("at", range(len(SHOWN)))
def test_every_page_looks_the_same_apart_from_its_mark(at: int) -> None:
    picture, where, turn = shown(MADE.data, at), SHOWN[at], TURNED[at]
    plain = (
        shown(ORDER[where[0]], where[1], turn) if where else Image.new("RGB", picture.size, "white")
    )
    left, top, right, bottom = differs(picture.rotate(turn), plain.rotate(turn)) or (0, 0, 0, 0)
    high = plain.height / SCALE
    x0, y0, x1, y1 = marks().box(MARKS[at], plain.width / SCALE, high)
    assert x0 - 1 <= left / SCALE < right / SCALE <= x1 + 1
    # A slash descends below the baseline.
    assert high - y1 - 1 <= top / SCALE < bottom / SCALE <= high - y0 + 2
    assert (
        picture.rotate(turn).crop((left, top, right, bottom)).convert("L").histogram()[:130]
        != [0] * 130
    )


def test_without_marks_every_page_is_the_same_to_the_pixel() -> None:
    made = assembled([(LINKS, brochure())], marked=False, flip="short").data
    pairs = [
        (shown(made, at), shown(data, page))
        for at, data, page in ((0, LINKS, 0), (2, brochure(), 0), (3, brochure(), 1))
    ]
    assert [differs(*pair) for pair in pairs] == [None] * 3
    assert shown(made, 1).getextrema() == ((255, 255),) * 3


def test_every_page_has_its_text_and_its_mark() -> None:
    words = [re.sub(r"\s+", " ", page.extract_text()) for page in reader(MADE.data).pages]
    before = [
        [re.sub(r"\s+", " ", page.extract_text()) for page in reader(data).pages] for data in ORDER
    ]
    found = [re.findall(r"\b\d{4}-\d/\d\b", page)[-1] for page in words]
    assert found == MARKS
    for page, mark, where in zip(words, found, SHOWN, strict=True):
        assert page.replace(mark, "").strip() == (
            before[where[0]][where[1]].strip() if where else ""
        )


def test_the_tree_has_the_elements_of_all_parts_in_order() -> None:
    wanted = [one for piece in PIECES for data in piece for one in read_aloud(data)]
    assert len(wanted) > 100
    assert read_aloud(MADE.data) == wanted
    assert ("H1", "See 12 0 R) endobj (9 0 R") in wanted


def test_each_piece_is_a_part_with_its_title_and_any_other_language() -> None:
    document = reader(MADE.data).root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    parts = [one.get_object() for one in document["/K"]]
    assert document["/S"] == "/Document"
    assert [(part["/S"], part["/T"]) for part in parts] == [
        ("/Part", f"Piece {number}") for number in (1, 2, 3)
    ]
    languages = [[leaf.get_object().get("/Lang") for leaf in part["/K"]] for part in parts]
    assert languages == [[None, None], [None, None], ["en-GB", None, None]]


def test_every_use_of_a_link_has_its_own_annotation_and_parent_tree_key() -> None:
    file = reader(MADE.data)
    per_page = [[one.get_object() for one in page.get("/Annots", ())] for page in file.pages]
    before = [one.get_object()["/A"]["/URI"] for one in reader(LINKS).pages[0].get("/Annots", ())]
    assert len(before) >= 4
    assert [[one["/A"]["/URI"] for one in page] for page in (per_page[0], per_page[12])] == [
        before,
        before,
    ]
    keys = [one["/StructParent"] for page in per_page for one in page]
    rows = [page["/StructParents"] for page in file.pages if "/StructParents" in page]
    assert len(keys) == len(set(keys)) == 2 * len(before)
    assert len({*keys, *rows}) == len(keys) + 10


def test_shared_objects_are_written_once() -> None:
    # All names need the same font subset.
    letters = [letter(DEAR % name) for name in ("Dana", "Deanna", "Paul", "Pete", "Dee")]
    made, font = assembled([(one, brochure()) for one in letters]), font_page(brand(), SIGNS)
    objects = read_objects(made.data).values()

    def count(*signs: bytes) -> int:
        return sum(all(sign in one for sign in signs) for one in objects)

    fonts = {
        one
        for data in (*letters, brochure(), font)
        for one in read_objects(data).values()
        if b"/Length1 " in one
    }
    assert len(fonts) >= 4
    assert sorted(fonts) == sorted(one for one in objects if b"/Length1 " in one)
    assert count(b"/S /GTS_PDFA1") == 1
    streams = [one for one in objects if b"stream\n" in one]
    assert len(set(streams)) == len(streams)
    assert count(b"/Artifact", b"/Mark") == made.sheets  # both sides of a sheet share a mark
    assert sum(map(is_content, objects)) == len(letters) + 2


def test_letters_with_the_same_font_subset_share_their_fonts() -> None:
    names = ["Zoë", "Łucja", "Quentin", "Xóchitl", "Jürgen"]
    with always_embed([*names, DEAR]):
        letters = [compose(handout(DEAR % name), "faq-sheet").data for name in names]
    alone = [sum(b"/Length1 " in one for one in read_objects(data).values()) for data in letters]
    made = assembled([(one,) for one in letters], marked=False).data
    assert sum(b"/Length1 " in one for one in read_objects(made).values()) == max(alone) >= 3
    assert all(name in text_of(made) for name in names)


def test_a_hundred_more_take_a_few_kilobytes_each() -> None:
    few, many = (
        len(assembled([(letter(DEAR % "you"), brochure())] * count).data) for count in (10, 110)
    )
    assert (many - few) / 100 < 4500


def test_bookmarks_and_page_labels_lead_to_pieces() -> None:
    file = reader(assembled([(LINKS, brochure())] * 150).data)
    assert len(file.pages) == 600
    titles: list[Any] = file.outline
    assert [one["/Title"] for one in titles] == [f"{number:04}" for number in range(1, 151)]
    assert [file.get_destination_page_number(one) for one in titles] == list(range(0, 600, 4))
    assert file.page_labels == [
        f"{piece:04}-{page}" for piece in range(1, 151) for page in (1, 2, 3, 4)
    ]


def test_the_same_pieces_give_the_same_bytes_however_they_are_written() -> None:
    parts: list[bytes] = []
    made = Assembly(ABOUT, "long", marks(), parts.append)
    for number, piece in enumerate(PIECES, 1):
        known = [read_component(one) for one in piece]  # read again for each piece
        made.add(
            Piece(
                number,
                f"Piece {number}",
                tuple(Leaf(one, turned_pages(one, "long")) for one in known),
            )
        )
    assert made.finish().data == b""
    assert b"".join(parts) == MADE.data == assembled(PIECES).data
    assert assembled(PIECES[:2]).data != MADE.data
    first = [reader(one.data).trailer["/ID"] for one in (MADE, assembled(PIECES, flip="short"))]
    assert first[0] != first[1]


def test_objects_are_written_while_pieces_are_added() -> None:
    parts: list[bytes] = []
    made, one = Assembly(ABOUT, "long", marks(), parts.append), read_component(brochure())
    sizes = []
    for number in range(1, 41):
        made.add(Piece(number, "A piece", (Leaf(one),)))
        sizes.append(sum(map(len, parts)))
    assert sizes[-1] - sizes[9] > 20 * (made.finish().pages and 1000)


def test_other_programs_find_nothing_wrong(tmp_path: Path, needs: Callable[[str], str]) -> None:
    (tmp_path / "made.pdf").write_bytes(MADE.data)
    told = subprocess.run(
        [needs("qpdf"), "--check", tmp_path / "made.pdf"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "No syntax or stream encoding errors found" in told.stdout
    text = subprocess.run(
        [needs("pdfinfo"), "-struct-text", tmp_path / "made.pdf"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert text.stderr == ""
    assert text.stdout.count('Part "Piece') == 3


@pytest.mark.parametrize("flip", ["long", "short"])
def test_backs_are_turned_for_the_other_edge(flip: str) -> None:
    one = read_component(brochure())
    assert one.flip == "short"
    assert turned_pages(one, flip) == (frozenset({1}) if flip == "long" else frozenset())
    assert turned_pages(one, None) == turned_pages(read_component(LINKS), flip) == frozenset()
    made = reader(assembled([(brochure(),)], flip=flip).data)
    wish = f"/DuplexFlip{flip.title()}Edge"
    assert made.root_object["/ViewerPreferences"]["/Duplex"] == wish  # type: ignore[index]


def test_a_file_that_cannot_be_taken_apart_is_refused() -> None:
    typed = example(NAMES[0], fillable=True).data
    assert b"/AcroForm" in b"".join(read_objects(typed).values())
    for data in (good(), b"%PDF-1.7", typed):
        with pytest.raises(ValueError, match=r"another program|not found|with fields"):
            read_component(data)
    with pytest.raises(ValueError, match="without pieces"):
        Assembly(ABOUT, "long").finish()


def test_marks_need_a_font_with_their_signs() -> None:
    lacking = marks()._replace(font=read_component(letter("No numbers.")))
    with pytest.raises(ValueError, match="lacks some"):
        Assembly(ABOUT, "long", lacking)
