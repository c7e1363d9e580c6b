"""The address side of a self-mailer: turned, its zones clear, and no more than is wanted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from press.build.builder import Builder
from press.layout import load_layout
from press.layout.alternatives import with_alternatives
from press.paper import FOLDS, INCH, mailer
from press.problems import ContentError, Failed
from press.proof.verapdf import lacking, validate
from press.typeset.editions import STANDARD
from tests.samples import (
    PRACTICE,
    brand,
    compose,
    handout,
    pictures,
    stock_handout,
    text_of,
    workspace,
)

MAILED = ["trifold", "bifold"]
SCALE = 2


def mailed(layout: str, folder: Path, **practice: str) -> bytes:
    whose = brand(workspace(folder, {**PRACTICE, **practice}))
    return compose(
        handout("few words", "more words", summary="Short.", back="mailer"), layout, whose
    ).data


def address_side(layout: str, data: bytes) -> tuple[float, float, str]:
    """Its length and height as it is read, in points, and its text without blanks.

    pdfium tears what is turned.
    """
    fold = FOLDS[layout, "letter"]
    panel = fold.panels()[fold.back]
    text = pypdfium2.PdfDocument(data)[panel.side].get_textpage()
    found = text.get_text_bounded(panel.left, 0, panel.left + panel.width, fold.sheet.height)
    return fold.sheet.height, panel.width, "".join(found.split())


@pytest.mark.parametrize("layout", MAILED)
def test_only_the_sender_and_the_place_of_the_stamp_are_there_and_all_else_is_clear(
    layout: str, tmp_path: Path
) -> None:
    data = mailed(layout, tmp_path)
    length, height, text = address_side(layout, data)
    assert text == "12QuayStreetNorfolk,VA23510Stamp"
    fold = FOLDS[layout, "letter"]
    panel = fold.panels()[fold.back]
    page = pictures(data, SCALE)[panel.side]
    left, right = round(panel.left * SCALE), round((panel.left + panel.width) * SCALE)
    read = (
        page.crop((left, 0, right, page.height)).rotate(-90, expand=True).convert("L")
    )  # as it is held to be read
    assert read.size == (round(length * SCALE), right - left)
    zones = mailer(length, height)
    for name in ("address", "barcode"):
        zone = zones[name]
        box = (zone.x, height - zone.y - zone.height, zone.x + zone.width, height - zone.y)
        assert read.crop(tuple(round(one * SCALE) for one in box)).getextrema() == (255, 255), name  # type: ignore[arg-type]
    for name in ("sender", "stamp"):
        zone = zones[name]
        box = (zone.x, height - zone.y - zone.height - 2, zone.x + zone.width, height - zone.y + 2)
        assert sum(read.crop(tuple(round(one * SCALE) for one in box)).histogram()[:128]) > 50, name  # type: ignore[arg-type]
    tabs = read.crop((0, 0, read.width, round(0.5 * INCH * SCALE)))
    assert tabs.getextrema() == (255, 255)


def test_what_is_mailed_and_too_long_is_told_of_layouts_that_can_be_mailed() -> None:
    what = handout("word " * 1_500, back="mailer")
    with pytest.raises(ContentError) as raised:
        compose(what, "trifold")
    problems = with_alternatives(raised.value.problems, what, brand(), STANDARD, "trifold")
    assert [problem.code for problem in problems] == ["L01"]
    assert "no other layout holds it" in problems[0].hint
    assert (
        "booklet"
        in with_alternatives(
            raised.value.problems, handout("word " * 1_500), brand(), STANDARD, "trifold"
        )[0].hint
    )


@pytest.mark.parametrize("layout", MAILED)
def test_what_is_pinned_where_the_address_is_says_so(layout: str) -> None:
    sections = [
        {"heading": "Here?", "body": "Yes.", "panel": "back"},
        {"heading": "Else?", "body": "No."},
    ]
    with pytest.raises(ContentError, match="The address side is there"):
        compose(handout("-", sections=sections, back="mailer"), layout)


def test_the_zones_keep_to_the_numbers_of_the_postal_service() -> None:
    for height in (3.6875 * INCH, 5.5 * INCH):
        length = 8.5 * INCH
        zones = mailer(length, height)
        address, barcode, stamp, sender = (
            zones[name] for name in ("address", "barcode", "stamp", "sender")
        )
        assert (barcode.width, barcode.height, barcode.y) == (4.75 * INCH, 0.625 * INCH, 0)
        assert barcode.x + barcode.width == length
        assert address.y >= barcode.height
        assert address.y + address.height <= 2.75 * INCH
        assert address.x >= 0.5 * INCH
        assert address.x + address.width <= length - 0.5 * INCH
        assert stamp.x + stamp.width <= length - 0.5 * INCH
        assert stamp.y + stamp.height <= height - 0.5 * INCH
        assert stamp.y >= address.y + address.height
        assert sender.y >= address.y + address.height


@pytest.mark.parametrize("layout", MAILED)
def test_the_cover_which_is_outside_as_well_says_nothing_that_is_not_to_be_said(
    layout: str, tmp_path: Path
) -> None:
    fold = FOLDS[layout, "letter"]
    found: Any = load_layout(brand().workspace, layout)
    panel = fold.panels()[next(number for number, name in found.names.items() if name == "cover")]
    for sender, there in (("neutral", False), ("initials", False), ("full", True)):
        whose = brand(
            workspace(
                tmp_path / sender, {**PRACTICE, "sender": sender, "tagline": "Backs and necks"}
            )
        )
        stock_one = stock_handout("failed-back-surgery")
        data = compose(
            replace(stock_one, back="mailer", sections=stock_one.sections[-2:]), layout, whose
        ).data
        assert ("Information for you" in " ".join(text_of(data).split())) is not there
        page = pypdfium2.PdfDocument(data)[panel.side].get_textpage()
        text = page.get_text_bounded(panel.left, 0, panel.left + panel.width, fold.sheet.height)
        assert ("Pain after back surgery" in " ".join(text.split())) is there
        assert "Pain after back surgery" in " ".join(text_of(data).split())
        assert ("Harbor Spine Clinic" in text, "Backs and necks" in text) == (there, there)
        assert "Harbor Spine Clinic" in "".join(
            one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(data)
        )


@pytest.mark.parametrize(
    ("sender", "named"), [("neutral", ""), ("initials", "HSC"), ("full", "HarborSpineClinic")]
)
def test_the_outside_names_the_practice_as_far_as_it_wants(
    sender: str, named: str, tmp_path: Path
) -> None:
    _, _, text = address_side("trifold", mailed("trifold", tmp_path, sender=sender))
    assert text == f"{named}12QuayStreetNorfolk,VA23510Stamp"


@pytest.mark.parametrize("layout", MAILED)
def test_the_contact_block_and_the_draft_notice_are_inside_then(
    layout: str, tmp_path: Path
) -> None:
    data = mailed(layout, tmp_path)
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    for said in (
        "Questions? Call us",
        "757-555-0142",
        "Harbor Spine Clinic",
        "Draft: not yet reviewed",
    ):
        assert said in text


@pytest.mark.parametrize("layout", MAILED)
def test_it_is_as_accessible_as_every_other(layout: str, tmp_path: Path) -> None:
    if why := lacking():
        pytest.skip(f"PDF/UA and PDF/A not checked: {why}")
    file = tmp_path / "it.pdf"
    file.write_bytes(mailed(layout, tmp_path / "ours"))
    assert not [
        failure for verdict in validate([str(file)], ["ua1", "2a"]) for failure in verdict.failures
    ]


def test_where_no_layout_has_an_address_side_that_is_a_problem(tmp_path: Path) -> None:
    content = {
        "title": "T",
        "back": "mailer",
        "layouts": ["zfold"],
        "sections": [{"heading": "H", "body": "B"}],
    }
    ours = workspace(tmp_path, handouts={"one": content})
    (failed,) = Builder(ours, ["one"], []).run(str(tmp_path / "out"))
    assert isinstance(failed, Failed)
    assert [problem.code for problem in failed.problems] == ["L12"]
    assert {
        layout
        for layout in ("trifold", "bifold", "zfold", "gatefold")
        if load_layout(ours, layout).mails
    } == set(MAILED)
