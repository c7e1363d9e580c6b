"""A packet with third-party PDFs conforms if each of them does; else it claims less."""

from __future__ import annotations

from pathlib import Path

from press.pdf.boxes import PageBox
from press.typeset.editions import LARGE_PRINT
from tests.binding.packet_samples import bound, packet
from tests.binding.test_bind import taken
from tests.conformance.conftest import Validate
from tests.conformance.samples import Sample, good, having
from tests.conformance.test_sheets import failures
from tests.intake.intake_samples import changed, field, plain
from tests.samples import (
    EVERYTHING,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    compose,
    compose_edition,
    handout,
    stock_handout,
)


def test_a_packet_of_conforming_files_conforms(verapdf: Validate, tmp_path: Path) -> None:
    large = compose_edition(handout(*EVERYTHING.values()), "faq-sheet", LARGE_PRINT).data
    files = [
        compose(stock_handout(THREE_LENGTHS[0]), layout).data
        for layout in STOCK_LAYOUTS
        if layout != "wallet-card"
    ]
    several = {
        f"s{number}": taken(data) for number, data in enumerate([good(), large, *files, good()])
    }
    done = [
        bound(several, box)[0] for box in (PageBox(20, 20, 592, 772), PageBox(72, 100, 300, 500))
    ]
    assert [(binding.accessible, binding.archive) for binding in done] == [
        (True, "a"),
        (True, "a"),
    ]
    assert {binding.scales[0] == 1 for binding in done} == {True, False}
    assert failures(verapdf, tmp_path, [binding.data for binding in done]) == []


def odd_tags(pdf: Sample) -> None:
    """Give a sample roles of its own, classes, IDs, a note without an ID, and an empty form."""
    field(FT="/Tx")(pdf)
    pdf["root"].update(
        RoleMap={"Titel": "/H1"}, ClassMap={"heads": {"O": "/Table", "Scope": "/Column"}}
    )
    pdf["title"]["S"], pdf["subtitle"]["ID"] = "/Titel", "(two)"
    pdf["head1"].update(C="/heads", ID="(head)")
    pdf["cell1"]["A"] = {"O": "/Table", "Headers": ["(head)"]}
    del pdf["head1"]["A"]
    del pdf["annotation"]["Contents"]
    del pdf["annotation"]["F"]


def test_tags_that_are_corrected_conform(verapdf: Validate, tmp_path: Path) -> None:
    done, _ = bound(
        {
            "one": taken(changed(odd_tags)),
            "two": taken(changed(odd_tags, having("paragraph", "S", "/Note"))),
        }
    )
    assert (done.accessible, done.archive) == (True, "a")
    assert failures(verapdf, tmp_path, [done.data]) == []


def without_tags(pdf: Sample) -> None:
    for key in ("StructTreeRoot", "MarkInfo"):
        del pdf["catalog"][key]
    pdf.replace("xmp", b"<pdfaid:conformance>A", b"<pdfaid:conformance>B")


def test_a_packet_with_an_empty_slot_conforms(verapdf: Validate, tmp_path: Path) -> None:
    assert failures(verapdf, tmp_path, [packet({"consent": 1}).data]) == []


def test_a_file_without_tags_leaves_pdf_a_2b(verapdf: Validate, tmp_path: Path) -> None:
    done, _ = bound({"one": taken(changed(without_tags)), "two": taken(good())})
    assert (done.accessible, done.archive) == (False, "b")
    assert failures(verapdf, tmp_path, [done.data], ["2b"]) == []
    rules = [rule for _, rule in failures(verapdf, tmp_path, [done.data], ["ua1"])]
    # It does not claim PDF/UA, and has its old artifacts inside the pictures of its pages.
    assert rules == ["7.1-1", "5-1"]


def test_a_file_that_no_archive_takes_breaks_no_other_rule(
    verapdf: Validate, tmp_path: Path
) -> None:
    done, _ = bound({"one": taken(plain()), "two": taken(good())})
    assert (done.accessible, done.archive) == (False, "")
    assert set(failures(verapdf, tmp_path, [done.data])) == {
        ("ua1", "5-1"), ("ua1", "7.21.4.1-1"), ("2a", "6.6.4-1"), ("2a", "6.2.11.4.1-1"),
    }  # fmt: skip
