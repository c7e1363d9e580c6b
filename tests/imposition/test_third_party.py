"""PDFs of other programs are imposed whatever they hold, without new claims or hidden content."""

from __future__ import annotations

import io
import random
import time
from collections import Counter
from typing import Any

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from press.imposition.impose import Imposed, impose, imposed
from press.pdf.values import catalog, open_pdf
from press.problems import ContentError
from press.proof.checks import examine
from tests.conformance.samples import Sample, sample, write
from tests.imposition.pdf_samples import HALF, changed, halves, numbered, objects_of, unlike
from tests.proof.mutants import MUTANTS, Mutant, mutated
from tests.proof.test_hostile import HOSTILE, nonsense, small
from tests.samples import pictures, reader

BROKEN_TREES = {"twice", "cycle", "odd-kid"}  # their tags are left out
# Findings on annotations, which are only painted now, and on their pages.
ANNOTATION_KINDS = {
    "loose-field",
    "silent-field",
    "same-field",
    "redrawn",
    "field-font",
    "loose-note",
    "tabs",
}


def codes(done: Imposed) -> list[str]:
    return [problem.code for problem in done.problems]


def kinds(data: bytes) -> Counter[str]:
    return Counter(finding.kind for finding in examine(data, "brochure.pdf").findings)


def drawn(paint: object, pages: int = 2) -> bytes:
    """Return an untagged PDF of half letter sheets; ``paint(canvas, page)`` draws each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=HALF, invariant=1)
    for page in range(1, pages + 1):
        paint(canvas, page)  # type: ignore[operator]
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_an_untagged_file_stays_untagged() -> None:
    done = impose(numbered(3), "booklet")
    root = catalog(open_pdf(done.data))
    assert not {"StructTreeRoot", "MarkInfo", "Metadata", "Lang"} & set(root.names())
    assert codes(done) == []
    assert "/Tabs" not in objects_of(done.data)
    assert "/StructParents" not in objects_of(done.data)


def test_internal_links_lead_to_sides_and_links_to_programs_nowhere() -> None:
    def paint(canvas: Canvas, page: int) -> None:
        canvas.bookmarkPage(f"page-{page}")
        canvas.drawString(50, 50, "text")
        canvas.linkAbsolute("there", f"page-{5 - page}", (10, 10, 60, 60))
        canvas.linkURL("https://www.example.com", (70, 70, 90, 90))
        canvas.linkURL("other.pdf", (100, 100, 120, 120), kind="GoToR")

    read = reader(imposed(drawn(paint, 4), "2up"))
    first: list[Any] = [one.get_object() for one in read.pages[0].annotations or ()]
    assert [("/A" in one, "/Dest" in one) for one in first] == [
        (False, True),
        (True, False),
        (False, False),
    ] * 2
    assert {one["/Dest"][0].idnum for one in first if "/Dest" in one} == {
        read.pages[1].indirect_reference.idnum  # type: ignore[union-attr]
    }
    assert [float(one) for one in first[0]["/Rect"]] == [10, 10, 60, 60]
    assert [float(one) for one in first[3]["/Rect"]] == [406, 10, 456, 60]


def test_form_fields_are_painted() -> None:
    def paint(canvas: Canvas, page: int) -> None:
        canvas.acroForm.checkbox(
            name=f"box{page}", x=100, y=100, size=40, checked=page == 1, annotationFlags="print"
        )
        canvas.acroForm.checkbox(
            name=f"hidden{page}", x=200, y=100, size=40, annotationFlags="hidden"
        )

    done = impose(drawn(paint), "2up")
    assert codes(done) == ["S06", "S06"]
    assert "2 form fields and comments are part of the paper now" in done.problems[0].message
    assert "2 form fields and comments are left out" in done.problems[1].message
    left, right = halves(pictures(done.data)[0])
    for half in (left, right):
        box = half.crop((95, 612 - 145, 145, 612 - 95))
        assert unlike(box, pictures(numbered(1))[0].crop((0, 0, 50, 50))) > 5
        assert len(half.crop((195, 612 - 145, 245, 612 - 95)).getcolors() or ()) == 1
    assert unlike(left, right) > 0.1  # one of them is ticked
    assert "/AcroForm" not in objects_of(done.data)
    assert "/Widget" not in objects_of(done.data)


def test_hidden_content_is_left_out() -> None:
    made = sample()
    made.objects["script"] = {"S": "/JavaScript", "JS": "(app.alert('boo'))"}
    made.objects["attached"], made.streams["attached"] = {"Type": "/EmbeddedFile"}, b"a secret"
    made["catalog"].update(
        OpenAction="&script",
        Names={"EmbeddedFiles": {"Names": ["(x)", {"EF": {"F": "&attached"}}]}},
    )
    made["page0"].update(AA={"O": "&script"}, PieceInfo={"Private": "(of an editor)"})
    done = impose(write(made), "booklet")
    text = objects_of(done.data)
    assert "/StructElem" in text
    assert not [word for word in ("JavaScript", "EmbeddedFile", "Private", "/AA") if word in text]
    assert text.count("'/Type': '/Page'") == done.sides
    assert kinds(done.data) == Counter()


def test_several_content_streams_and_inherited_entries() -> None:
    made = sample()
    whole = made.streams["content1"]
    at = whole.index(b"\n", len(whole) // 2)
    made.streams["content1"] = whole[:at]
    made.objects["rest"], made.streams["rest"] = {}, whole[at:]
    made["page1"]["Contents"] = ["&content1", "&rest"]
    for key in ("Resources", "MediaBox"):
        made["pages"][key] = made["page0"][key]
        for page in ("page0", "page1"):
            del made[page][key]
    done = impose(write(made), "2up")
    assert (codes(done), kinds(done.data)) == ([], Counter())
    assert unlike(pictures(done.data)[0], pictures(imposed(write(sample()), "2up"))[0]) == 0


def test_a_user_unit_other_than_the_point() -> None:
    tiny = numbered(2, (HALF[0] / 2, HALF[1] / 2))
    big = impose(changed(tiny, unit=2), "2up")
    assert big.scale == 1
    assert unlike(pictures(big.data)[0], pictures(imposed(numbered(2), "2up"))[0]) > 1
    content = reader(big.data).pages[0].get_contents()
    assert content is not None
    assert content.get_data().startswith(b"q 2 0 0 2 0 0 cm /P1 Do Q")


def test_a_claim_that_does_not_hold_is_removed_and_the_title_stays() -> None:
    made = sample()
    made.streams["xmp"] = made.streams["xmp"].replace(b"<pdfaid:part>2", b"<pdfaid:part>1")
    done = impose(write(made), "2up")
    metadata = catalog(open_pdf(done.data)).dictionary("Metadata").data()
    assert codes(done) == ["S07"]
    assert b"<pdfaid:part>" not in metadata
    assert b"<pdfuaid:part>" not in metadata
    assert b"Your back" in metadata
    assert kinds(done.data) == Counter()


def test_a_page_that_is_in_a_file_twice_is_imposed_twice_without_tags() -> None:
    made = sample()
    made["pages"].update(Kids=["&page0", "&page1", "&page0"], Count=3)
    done = impose(write(made), "4up")
    assert (done.pages, codes(done)) == (3, ["S05", "S07"])


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.kind)
def test_a_defect_stays_and_brings_no_other(mutant: Mutant) -> None:
    """Broken trees are left out, with a remark."""
    before = mutated(mutant.change)
    done = impose(before, "booklet")
    found, was = kinds(done.data), kinds(before)
    if mutant.kind in BROKEN_TREES:
        assert (found, codes(done)) == (Counter(["untagged"]), ["S05", "S07"])
    elif mutant.kind not in ANNOTATION_KINDS | {"scan"}:
        assert {*found} == {*was} or codes(done) == ["S05", "S07"]


def refusal(data: bytes, scheme: str = "booklet") -> list[str]:
    """Return the codes of the refusal; empty if the file is imposed."""
    try:
        assert impose(data, scheme).data.startswith(b"%PDF-1.7")
    except ContentError as error:
        return [problem.code for problem in error.problems]
    return []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_imposed_or_refused(name: str) -> None:
    started = time.process_time()
    assert refusal(mutated(HOSTILE[name])) in ([], ["S01"])
    assert time.process_time() - started < 5


def test_broken_files_are_imposed_or_refused() -> None:
    chance, data = random.Random(7), small()
    damaged = [data[:end] for end in range(0, len(data), 211)] + [
        nonsensical(chance) for _ in range(120)
    ]
    outcomes = Counter(
        tuple(refusal(one, chance.choice(("booklet", "2up", "4up")))) for one in damaged
    )
    assert {*outcomes} == {(), ("S01",)}
    assert min(outcomes.values()) > 20


def nonsensical(chance: random.Random) -> bytes:
    made: Sample = sample()
    names = [name for name in made.objects if name not in ("program", "icc")]
    for _ in range(chance.choice((1, 2, 8))):
        entries = made[chance.choice(names)]
        if entries:
            entries[chance.choice(list(entries))] = nonsense(chance, names)
    return write(made)


def test_printers_marks_are_cut_off() -> None:
    """A trim box of less than half the page is ignored as a mistake."""
    plain = numbered(2)
    larger = (-36.0, -36.0, HALF[0] + 36, HALF[1] + 36)
    marked = drawn(lambda canvas, page: canvas.line(0, -20, 0, -10), 2)
    for data in (
        changed(plain, media=larger, trim=(0, 0, *HALF)),
        changed(plain, media=larger, crop=larger, trim=(0, 0, *HALF)),
    ):
        done = impose(data, "2up")
        assert done.scale == 1
        assert unlike(pictures(done.data)[0], pictures(imposed(plain, "2up"))[0]) == 0
    assert (
        unlike(
            pictures(imposed(changed(marked, media=larger, trim=(0, 0, *HALF)), "2up"))[0],
            Image.new("RGB", (792, 612), "white"),
        )
        == 0
    )
    assert impose(changed(plain, trim=(0, 0, 9, 9)), "2up").scale == 1
    assert impose(changed(plain, trim=(0, 0, *HALF), crop=(99, 99, 199, 199)), "2up").pages == 2


def test_a_bug_of_ours_is_no_problem_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what pypdf raises for a file is a problem of the file."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    for place in ("sheets.place_page", "sheets.page_form", "impose.retag", "impose.new_catalog"):
        with monkeypatch.context() as patched:
            patched.setattr(f"press.imposition.{place}", broken)
            with pytest.raises(ZeroDivisionError):
                impose(write(sample()), "2up")
