"""The edition of a packet that is sent by e-mail, to be filled in on a screen."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFont
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

from press import cli
from press.pdf.encrypt import protect
from press.pdf.values import open_pdf
from press.proof.checks import check_pdf
from press.proof.struct_elements import Element
from press.proof.tree import read_tree
from press.typeset.fonts.registry import fonts_of
from tests.packets.packet_workspaces import (
    EVERY_KIND,
    NAMES,
    VALUES,
    example,
    practice,
    sample_packet,
)
from tests.samples import STOCK, brand, compose, reader, stock_handout

SCALE = 3  # pixels a point
TYPED = "Zoë Müller, ½ µg"

NAMED = [
    *(f"checklist_1_item_{at}" for at in (1, 2)),
    "form_1_question_1", "form_1_question_2", *(f"form_1_question_3_choice_{at}" for at in (1, 2)),
    *(f"signatures_1_box_{at}" for at in (1, 2, 3)),
    *(f"signatures_1_patient_{what}" for what in ("printed_name", "signature", "date", "time")),
    *(f"signatures_1_interpreter_{what}" for what in ("id", "signature", "date", "time")),
    *(f"diary_1_day_{day}_column_{column}" for day in (1, 2) for column in (1, 2)),
    *(f"teach_back_1_question_1_answer_{at}" for at in (1, 2, 3)),
    "teach_back_1_staff", "teach_back_1_date", "form_2_question_1",
]  # fmt: skip


class Filled(NamedTuple):
    """A field of a file: its page, from 0, its name, its label, and its box in points."""

    page: int
    name: str
    says: str
    ticks: bool
    box: tuple[float, float, float, float]
    entries: Any


def fields_of(data: bytes) -> list[Filled]:
    """In the order in which the Tab key meets them: page by page, as the page lists them."""

    def rows() -> Iterator[Filled]:
        for number, page in enumerate(reader(data).pages):
            for entries in (entry.get_object() for entry in page.get("/Annots", ())):
                if entries["/Subtype"] == "/Widget":
                    x0, y0, x1, y1 = map(float, entries["/Rect"])
                    yield Filled(
                        number,
                        entries["/T"],
                        entries["/TU"],
                        entries["/FT"] == "/Btn",
                        (x0, y0, x1, y1),
                        entries,
                    )

    return list(rows())


@cache
def pages_of(data: bytes, forms: bool = False) -> list[Image.Image]:
    """Its pages as pictures; with ``forms`` as a program shows them that fills in forms."""
    document = pypdfium2.PdfDocument(data)
    if forms:
        document.init_forms()
    return [page.render(scale=SCALE).to_pil().convert("L") for page in document]


def ink(page: Image.Image, box: tuple[float, float, float, float]) -> int:
    """How many dark pixels there are in a box, in points from the lower left corner."""
    x0, y0, x1, y1 = (round(edge * SCALE) for edge in box)
    return sum(page.crop((x0, page.height - y1, x1, page.height - y0)).histogram()[:128])


def inside(field: Filled) -> tuple[float, float, float, float]:
    """Of a field, without what stands at its edges."""
    x0, y0, x1, y1 = field.box
    return x0 + 1, y0 + 1, x1 - 1, y1 - 1


def filled_in(data: bytes, typed: str = TYPED) -> bytes:
    """By pypdf, every field of it."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    values = {field.name: "/Yes" if field.ticks else typed for field in fields_of(data)}
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A packet with every kind of part that is filled in."""
    packet = sample_packet(tmp_path_factory.mktemp("every-kind"), EVERY_KIND, fillable=True)
    assert packet.fields == len(NAMED)
    return packet.data


def test_each_line_and_box_of_what_is_filled_in_is_a_field(every_kind: bytes) -> None:
    found = fields_of(every_kind)
    assert [field.name for field in found] == NAMED
    boxes = re.compile("item|choice|box|answer")
    assert [field.ticks for field in found] == [bool(boxes.search(name)) for name in NAMED]
    several = {field.name for field in found if field.entries.get("/Ff", 0) & 1 << 12}
    assert several == {"form_1_question_2", *(name for name in NAMED if name.startswith("diary"))}
    assert [field.name for field in found if field.entries.get("/V") == "/Yes"] == [
        "signatures_1_box_2"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_only_the_edition_for_a_screen_has_fields(name: str) -> None:
    printed = example(name)
    assert printed.fields is None
    assert not fields_of(printed.data)
    assert "/AcroForm" not in reader(printed.data).root_object
    packet = example(name, fillable=True)
    kinds = {re.split(r"_\d+_", field.name)[0] for field in fields_of(packet.data)}
    assert kinds == {"checklist", "form", "signatures", "diary", "teach_back"} & {
        placed.part.kind.replace("-", "_") for placed in packet.parts
    }
    assert len(kinds) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_until_it_is_filled_in_it_looks_as_it_is_printed(name: str) -> None:
    printed, shown = (
        pages_of(example(name, fillable=fillable).data, forms=fillable)
        for fillable in (False, True)
    )
    assert len(printed) == len(shown) > 10
    for before, after in zip(printed, shown, strict=True):
        assert not ImageChops.difference(before, after).getbbox()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_filled_in_is_there_and_is_seen(name: str) -> None:
    data = example(name, fillable=True).data
    done = filled_in(data)
    found = reader(done).get_fields() or {}
    there = fields_of(data)
    assert len(there) > 30
    before, after = pages_of(data, forms=True), pages_of(done, forms=True)
    for field in there:
        assert found[field.name].value == ("/Yes" if field.ticks else TYPED)
        darker = ImageChops.subtract(before[field.page], after[field.page]).point(
            lambda by: 0 if by > 64 else 255
        )
        assert ink(darker, inside(field)) > 20, field.name


@pytest.mark.parametrize("name", NAMES)
def test_each_field_lies_on_its_line_or_box_of_the_printed_page(name: str) -> None:
    printed = pages_of(example(name).data)
    judged = 0
    for field in fields_of(example(name, fillable=True).data):
        page, (x0, y0, x1, y1) = printed[field.page], field.box
        edges = [(x0, y0 - 1.5, x1, y0 + 1)]
        if field.ticks:
            edges += [(x0, y1 - 1, x1, y1 + 1), (x0 - 1, y0, x0 + 1, y1), (x1 - 1, y0, x1 + 1, y1)]
        for edge in edges:
            long = max(edge[2] - edge[0], edge[3] - edge[1]) * SCALE
            assert ink(page, edge) > 0.95 * long, field.name
        rules = (
            round((y1 - y0 + 3) / 21.6) - 1 if "question" in field.name and not field.ticks else 0
        )
        assert (
            (ink(page, inside(field)) > 0.9 * rules * (x1 - x0) * SCALE)
            if rules
            else not ink(page, inside(field))
        ), field.name
        judged += 1
    assert judged > 30


@pytest.mark.parametrize("name", NAMES)
def test_the_tab_key_goes_from_field_to_field_as_they_are_read(name: str) -> None:
    data = example(name, fillable=True).data
    found, root = fields_of(data), reader(data)
    read = [
        annotation.number
        for element in read_tree(open_pdf(data)).walk()
        if element.role == "Form"
        for annotation in element.annotations
    ]
    form: Any = root.root_object["/AcroForm"]
    listed = [reference.idnum for reference in form["/Fields"]]
    assert len(found) > 30
    assert [field.entries.indirect_reference.idnum for field in found] == listed == read
    assert {str(page["/Tabs"]) for page in root.pages if "/Annots" in page} == {"/S"}


def test_a_field_belongs_to_its_label(every_kind: bytes) -> None:
    """To the paragraph, the mark of the list item, or the cell; each Form has one field."""
    around: dict[int, Element] = {}
    tree = read_tree(open_pdf(every_kind))
    for element in tree.walk():
        around.update((kid.number, element) for kid in element.elements)
    forms = [element for element in tree.walk() if element.role == "Form"]
    assert [
        element.annotations[0].field.name for element in forms if element.annotations[0].field
    ] == NAMED
    roles = {"item": "Lbl", "choice": "Lbl", "box": "Lbl", "answer": "Lbl", "column": "TD"}
    for form, name in zip(forms, NAMED, strict=True):
        assert not form.kids
        assert len(form.annotations) == 1
        wanted = next((role for part, role in roles.items() if part in name), "P")
        assert around[form.number].role == wanted, name
    says = {
        form.annotations[0].field.name: around[form.number].text
        for form in forms
        if form.annotations[0].field
    }
    assert says["form_1_question_2"].strip() == "What else?"
    assert says["signatures_1_patient_date"].strip() == "Date"


def test_what_is_said_of_a_field_is_its_label_and_whose_it_is(every_kind: bytes) -> None:
    says = {field.name: field.says for field in fields_of(every_kind)}
    assert says["checklist_1_item_1"] == "A list of medicines"
    assert says["form_1_question_1"] == "Who drives Patient home on Day and time?"
    assert says["form_1_question_3_choice_1"] == "Born on Date of birth? Yes"
    assert says["signatures_1_box_1"] == "I agree, says Patient"
    assert says["signatures_1_interpreter_date"] == "Interpreter: Date"
    assert says["signatures_1_patient_signature"].startswith("Patient: Signature (type your name")
    assert says["diary_1_day_2_column_1"] == "Day 2: Pain"
    assert says["teach_back_1_question_1_answer_1"] == "When does Patient stop eating? Understood"
    assert says["teach_back_1_staff"] == "Words of Patient: Staff initials"


def test_no_name_stands_twice_and_none_says_who_the_patient_is(every_kind: bytes) -> None:
    everybody = {name: fields_of(example(name, fillable=True).data) for name in NAMES} | {
        "all": fields_of(every_kind)
    }
    for fields in everybody.values():
        names = [field.name for field in fields]
        assert len(names) == len(set(names)) > 20
        assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) for name in names)
        output = "\n".join([*names, *(field.says for field in fields)])
        for canary in (
            *VALUES["patient"].split(),
            "1951",
            "March",
            "Alex",
            "Example",
            "1958",
            "April",
        ):
            assert canary not in output


def test_a_part_that_is_left_out_changes_no_other_name(tmp_path: Path) -> None:
    parts = [{**EVERY_KIND[2], "when": "diabetic"}, EVERY_KIND[6]]
    whole, less = (
        sample_packet(tmp_path / answer, parts, {"diabetic": answer}, fillable=True).data
        for answer in ("yes", "no")
    )
    assert [field.name for field in fields_of(less)] == ["form_2_question_1"]
    assert [field.name for field in fields_of(whole)][-1] == "form_2_question_1"


@pytest.mark.parametrize("name", NAMES)
def test_every_field_brings_its_looks_along_and_does_nothing(name: str) -> None:
    data = example(name, fillable=True).data
    form: Any = reader(data).root_object["/AcroForm"]
    assert set(form) == {"/Fields", "/DR", "/DA"}
    for field in fields_of(data):
        looks: Any = field.entries["/AP"]
        assert set(looks) == {"/N"}
        assert field.entries["/F"] == 4
        assert not {"/A", "/AA"} & set(field.entries)
        assert set(looks["/N"]) >= ({"/Yes", "/Off"} if field.ticks else {"/BBox", "/Resources"})
        if not field.ticks:
            assert field.entries["/DA"] == form["/DA"] == "/Typed 0 Tf 0 g"


def typed_font(data: bytes) -> Any:
    form: Any = reader(data).root_object["/AcroForm"]
    (font,) = form["/DR"]["/Font"].values()
    return font.get_object()


def test_what_people_type_is_in_a_font_that_the_file_has() -> None:
    """All of Windows code page 1252, as the regular face draws it; a micro is its mu."""
    font = typed_font(example("scs-trial", fillable=True).data)
    assert (font["/Subtype"], font["/Encoding"], font["/FirstChar"], font["/LastChar"]) == (
        "/TrueType",
        "/WinAnsiEncoding",
        32,
        255,
    )
    file = font["/FontDescriptor"]["/FontFile2"].get_data()
    layout = ImageFont.Layout.BASIC
    own, units = (
        ImageFont.truetype(io.BytesIO(file), size, layout_engine=layout) for size in (100, 1000)
    )
    regular = (STOCK / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf").read_bytes()
    face, large = (
        ImageFont.truetype(io.BytesIO(regular), size, layout_engine=layout) for size in (100, 1000)
    )
    codes = [
        code for code in range(32, 256) if code != 0x7F and bytes([code]).decode("cp1252", "ignore")
    ]
    assert len(codes) > 210
    alike = {"\u00b5": "\u03bc", "\u00ad": "-"}
    nothing = bytes(own.getmask("\u4e00"))
    for code in codes:
        char = bytes([code]).decode("cp1252")
        mask = bytes(own.getmask(char))
        if char in alike:  # so large that a letter is not fitted to its script
            assert bytes(units.getmask(char)) == bytes(large.getmask(alike[char])), char
        else:
            assert mask == bytes(face.getmask(char)), char
        assert mask != nothing, char
        assert font["/Widths"][code - 32] == round(units.getlength(char)), char


def test_another_font_steps_in_where_the_regular_face_lacks_a_letter() -> None:
    fonts = fonts_of(brand().fonts)
    assert fonts.font_with({"a"}, {"\u00b5", "\u03bc"}) == fonts.name("regular")
    assert fonts.font_with({"a"}, {"\u0416"}) != fonts.name("regular")


def test_the_same_packet_gives_the_same_file(tmp_path: Path) -> None:
    first, second = (
        sample_packet(tmp_path / name, EVERY_KIND, fillable=True) for name in ("one", "other")
    )
    assert first.data == second.data


def test_with_a_file_of_others_and_a_pass_phrase_it_is_filled_in_all_the_same(
    tmp_path: Path,
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "consent.pdf").write_bytes(
        compose(stock_handout("your-first-visit"), "instructions").data
    )
    consent = {"file": "consent.pdf", "title": "Consent"}
    packet = sample_packet(tmp_path, [consent, *EVERY_KIND], fillable=True)
    assert [field.name for field in fields_of(packet.data)] == NAMED
    assert not [problem for problem in check_pdf(packet.data, "it.pdf") if not problem.remark]
    phrase = "seven words that nobody would guess"
    read = PdfReader(io.BytesIO(protect(filled_in(packet.data), phrase)), password=phrase)
    assert read.user_access_permissions == UserAccessPermissions.all()
    assert {
        name: field.value
        for name, field in (read.get_fields() or {}).items()
        if field["/FT"] == "/Tx"
    } == {field.name: TYPED for field in fields_of(packet.data) if not field.ticks}


def test_our_own_check_finds_nothing(every_kind: bytes) -> None:
    for data in (every_kind, *(example(name, fillable=True).data for name in NAMES)):
        assert not check_pdf(data, "it.pdf")


def run(folder: Path, *arguments: str) -> int:
    return cli.main(
        ["--workspace", str(folder), "packet", *arguments, "--values", str(folder / "values.yaml")]
    )


def test_the_command_says_how_many_fields_there_are_and_the_record_that_it_has_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, EVERY_KIND)
    (tmp_path / "values.yaml").write_text(json.dumps(VALUES), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path, "ours") == cli.DONE
    assert "fill in" not in capsys.readouterr().out
    assert run(tmp_path, "ours", "--fillable") == cli.DONE
    output = capsys.readouterr().out
    assert f"parts, {len(NAMED)} fields to fill in" in output
    assert re.match(
        r"out/packets/ours\.[\d-]+\.\d+\.fillable\.\w+\.pdf: ", output.replace("\\", "/")
    )
    records = {
        path: json.loads(path.read_text(encoding="utf-8"))
        for path in (tmp_path / "out").rglob("*.PACKET.json")
    }
    assert sorted(record["fillable"] for record in records.values()) == [False, True]
    for path, record in records.items():
        assert run(tmp_path, "--again", str(path), "--output", "again") == cli.DONE
        assert (tmp_path / "again.pdf").read_bytes() == Path(
            str(path).replace(".PACKET.json", ".pdf")
        ).read_bytes()
        assert bool(fields_of((tmp_path / "again.pdf").read_bytes())) is record["fillable"]


def test_a_packet_with_nothing_to_fill_in_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, [EVERY_KIND[1]])
    (tmp_path / "values.yaml").write_text(json.dumps(VALUES), encoding="utf-8")
    assert run(tmp_path, "ours", "--fillable", "--output", str(tmp_path / "it")) == cli.DONE
    assert "no fields to fill in" in capsys.readouterr().out
    assert "/AcroForm" not in reader((tmp_path / "it.pdf").read_bytes()).root_object
