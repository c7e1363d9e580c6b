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
    verapdf: Validate, folder: Path, made: Sequence[bytes], flavours: Sequence[str] = BOTH
) -> list[tuple[str, str]]:
    """Return veraPDF's findings, and check that it validated each file."""
    assert made
    paths = [folder / f"{index}.pdf" for index in range(len(made))]
    for path, data in zip(paths, made, strict=True):
        path.write_bytes(data)
    verdicts = verapdf(list(map(str, paths)), flavours)
    assert len(verdicts) == len(made) * len(flavours)
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
    made = [
        imposed(many, scheme, paper) for scheme in SCHEMES for paper in ("letter", "legal", "a4")
    ]
    made += [imposed(imposed(many, "2up"), scheme) for scheme in SCHEMES]
    made += [imposed(good(), scheme) for scheme in SCHEMES]
    assert failures(verapdf, tmp_path, made) == []


def with_field(made: Sample) -> None:
    """Add a check box with its tag to the second page."""
    made.objects["look"] = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 10, 10]}
    made.streams["look"] = b"1 1 8 8 re S"
    made.objects["field"] = {
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
    made.objects["agreed"] = {
        "Type": "/StructElem",
        "S": "/Form",
        "P": "&document",
        "Pg": "&page1",
        "K": kid,
    }
    made["document"]["K"].append("&agreed")
    made["parents"]["Nums"] += [7, "&agreed"]
    made["page1"].update(Annots=["&field"], Tabs="/S")
    made["catalog"]["AcroForm"] = {"Fields": ["&field"]}


@pytest.mark.parametrize("flags", [4, 2])
def test_a_form_field_that_is_printed_or_left_out_keeps_its_tag(
    flags: int, verapdf: Validate, tmp_path: Path
) -> None:
    made = sample()
    with_field(made)
    made["field"]["F"] = flags
    done = [impose(write(made), scheme) for scheme in SCHEMES]
    assert {problem.code for one in done for problem in one.problems} == {"S06"}
    assert all("/PrintField" in objects_of(one.data) for one in done)
    assert failures(verapdf, tmp_path, [one.data for one in done]) == []


@pytest.mark.parametrize("flavour", ["2b", "3b"])
def test_a_file_without_tags_keeps_the_standard_that_needs_none(
    flavour: str, verapdf: Validate, tmp_path: Path
) -> None:
    made = sample()
    for key in ("StructTreeRoot", "MarkInfo"):
        del made["catalog"][key]
    xmp = made.streams["xmp"].replace(b"<pdfaid:part>2", b"<pdfaid:part>" + flavour[:1].encode())
    made.streams["xmp"] = xmp.replace(b"<pdfaid:conformance>A", b"<pdfaid:conformance>B").replace(
        b"<pdfuaid:part>1</pdfuaid:part>", b""
    )
    done = impose(write(made), "booklet")
    assert done.problems == ()
    assert failures(verapdf, tmp_path, [done.data], [flavour]) == []


def test_bookmarks_and_named_places_conform(verapdf: Validate, tmp_path: Path) -> None:
    made = sample()
    made.objects["outlines"] = {"Type": "/Outlines", "First": "&one", "Last": "&one", "Count": 1}
    made.objects["one"] = {
        "Title": "(One)",
        "Parent": "&outlines",
        "Dest": "(there)",
        "First": "&two",
        "Last": "&two",
        "Count": -1,
    }
    made.objects["two"] = {
        "Title": "<FEFF00FC>",
        "Parent": "&one",
        "A": {"S": "/GoTo", "D": ["&page0", "/FitH", 700]},
    }
    made["catalog"].update(
        Outlines="&outlines", Names={"Dests": {"Names": ["(there)", ["&page1", "/Fit"]]}}
    )
    made["catalog"]["PageLabels"] = {"Nums": [0, {"S": "/r", "P": "(p. )"}]}
    done = [imposed(write(made), scheme) for scheme in SCHEMES]
    assert all(
        "/Outlines" in text and "/Dests" in text and "/PageLabels" in text
        for text in map(objects_of, done)
    )
    assert failures(verapdf, tmp_path, done) == []
