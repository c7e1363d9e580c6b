"""A conforming PDF conforms after imposition too: booklets, 2 and 4 pages a side, also twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from press.imposition.impose import impose, imposed
from press.imposition.schemes import SCHEMES
from press.typeset.editions import LARGE_PRINT
from tests.conformance.conftest import Validate
from tests.conformance.samples import Sample, good, sample, write
from tests.imposition.pdf_samples import objects_of
from tests.samples import (
    EVERYTHING,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    compose,
    compose_edition,
    handout,
    stock_handout,
)

BOTH = ("ua1", "2a")


def failures(
    verapdf: Validate, folder: Path, files: Sequence[bytes], flavours: Sequence[str] = BOTH
) -> list[tuple[str, str]]:
    """Return veraPDF's findings, and check that it validated each file."""
    assert files
    paths = [folder / f"{index}.pdf" for index in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    verdicts = verapdf(list(map(str, paths)), flavours)
    assert len(verdicts) == len(files) * len(flavours)
    assert all(verdict.assertions > 500 for verdict in verdicts)
    return [(verdict.flavour, failure.rule) for verdict in verdicts for failure in verdict.failures]


def test_every_stock_handout_conforms_in_every_scheme(verapdf: Validate, tmp_path: Path) -> None:
    pages = [
        compose(stock_handout(name), layout).data
        for name in THREE_LENGTHS[:1]
        for layout in STOCK_LAYOUTS
    ]
    assert (
        failures(verapdf, tmp_path, [imposed(data, scheme) for data in pages for scheme in SCHEMES])
        == []
    )


@pytest.mark.slow
def test_many_pages_in_large_print_conform_in_every_scheme_and_twice(
    verapdf: Validate, tmp_path: Path
) -> None:
    many = compose_edition(handout(*EVERYTHING.values()), "faq-sheet", LARGE_PRINT).data
    files = [
        imposed(many, scheme, paper) for scheme in SCHEMES for paper in ("letter", "legal", "a4")
    ]
    files += [imposed(imposed(many, "2up"), scheme) for scheme in SCHEMES]
    files += [imposed(good(), scheme) for scheme in SCHEMES]
    assert failures(verapdf, tmp_path, files) == []


def with_field(pdf: Sample) -> None:
    """Add a check box with its tag to the second page."""
    pdf.objects["look"] = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 10, 10]}
    pdf.streams["look"] = b"1 1 8 8 re S"
    pdf.objects["field"] = {
        "Type": "/Annot",
        "Subtype": "/Widget",
        "FT": "/Btn",
        "T": "(agreed)",
        "TU": "(I agree)",
        "F": 4,
        "StructParent": 7,
        "Rect": [72, 300, 92, 320],
        "AP": {"N": "&look"},
        "P": "&page1",
    }
    kid = {"Type": "/OBJR", "Obj": "&field", "Pg": "&page1"}
    pdf.objects["agreed"] = {
        "Type": "/StructElem",
        "S": "/Form",
        "P": "&document",
        "Pg": "&page1",
        "K": kid,
    }
    pdf["document"]["K"].append("&agreed")
    pdf["parents"]["Nums"] += [7, "&agreed"]
    pdf["page1"].update(Annots=["&field"], Tabs="/S")
    pdf["catalog"]["AcroForm"] = {"Fields": ["&field"]}


@pytest.mark.parametrize("flags", [4, 2])
def test_a_form_field_that_is_printed_or_left_out_keeps_its_tag(
    flags: int, verapdf: Validate, tmp_path: Path
) -> None:
    pdf = sample()
    with_field(pdf)
    pdf["field"]["F"] = flags
    done = [impose(write(pdf), scheme) for scheme in SCHEMES]
    assert {problem.code for sheets in done for problem in sheets.problems} == {"S06"}
    assert all("/PrintField" in objects_of(sheets.data) for sheets in done)
    assert failures(verapdf, tmp_path, [sheets.data for sheets in done]) == []


@pytest.mark.parametrize("flavour", ["2b", "3b"])
def test_a_file_without_tags_keeps_the_standard_that_needs_none(
    flavour: str, verapdf: Validate, tmp_path: Path
) -> None:
    pdf = sample()
    for key in ("StructTreeRoot", "MarkInfo"):
        del pdf["catalog"][key]
    xmp = pdf.streams["xmp"].replace(b"<pdfaid:part>2", b"<pdfaid:part>" + flavour[:1].encode())
    pdf.streams["xmp"] = xmp.replace(b"<pdfaid:conformance>A", b"<pdfaid:conformance>B").replace(
        b"<pdfuaid:part>1</pdfuaid:part>", b""
    )
    done = impose(write(pdf), "booklet")
    assert done.problems == ()
    assert failures(verapdf, tmp_path, [done.data], [flavour]) == []


def test_bookmarks_and_named_places_conform(verapdf: Validate, tmp_path: Path) -> None:
    pdf = sample()
    pdf.objects["outlines"] = {"Type": "/Outlines", "First": "&one", "Last": "&one", "Count": 1}
    pdf.objects["one"] = {
        "Title": "(One)",
        "Parent": "&outlines",
        "Dest": "(there)",
        "First": "&two",
        "Last": "&two",
        "Count": -1,
    }
    pdf.objects["two"] = {
        "Title": "<FEFF00FC>",
        "Parent": "&one",
        "A": {"S": "/GoTo", "D": ["&page0", "/FitH", 700]},
    }
    pdf["catalog"].update(
        Outlines="&outlines", Names={"Dests": {"Names": ["(there)", ["&page1", "/Fit"]]}}
    )
    pdf["catalog"]["PageLabels"] = {"Nums": [0, {"S": "/r", "P": "(p. )"}]}
    done = [imposed(write(pdf), scheme) for scheme in SCHEMES]
    assert all(
        "/Outlines" in text and "/Dests" in text and "/PageLabels" in text
        for text in map(objects_of, done)
    )
    assert failures(verapdf, tmp_path, done) == []
