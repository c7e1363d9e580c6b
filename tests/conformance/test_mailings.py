"""Files assembled from our PDFs conform to PDF/UA-1 and PDF/A-2a, also turned or overlaid."""

from __future__ import annotations

from pathlib import Path

from press.print_files.assemble import Assembly
from press.print_files.component import read_component, turned_pages
from press.print_files.overlay import overlay
from press.print_files.pieces import Leaf, Piece
from tests.conformance.conftest import Validate
from tests.conformance.test_sheets import failures
from tests.mail.pieces import ABOUT, assembled, brochure, letter, marks
from tests.samples import EVERYTHING, STOCK_LAYOUTS, THREE_LENGTHS


def test_every_layout_and_every_construct_conforms_as_an_enclosure(
    verapdf: Validate, tmp_path: Path
) -> None:
    pieces: list[tuple[bytes, ...]] = [
        (letter(EVERYTHING["links"]), brochure(name, layout))
        for layout in STOCK_LAYOUTS
        for name in THREE_LENGTHS[:1]
    ]
    pieces += [(letter(body),) for body in EVERYTHING.values()]
    files = [assembled(pieces).data, assembled(pieces[:6], None, marked=False).data]
    assert failures(verapdf, tmp_path, files) == []


def test_overlays_and_many_pieces_conform(verapdf: Validate, tmp_path: Path) -> None:
    above = read_component(
        letter("[Write](mailto:desk@example.com).", "To whom it may concern", "en-GB")
    )
    base, fold = (
        overlay(read_component(letter(EVERYTHING["box with all"])), 0, above),
        read_component(brochure()),
    )
    assembly = Assembly(ABOUT._replace(title="Łódź (3 0 R) <&>"), "long", marks())
    for number in range(1, 71):
        leaves = Leaf(base), Leaf(fold, turned_pages(fold, "long"))
        assembly.add(Piece(number, f"Piece {number}", leaves if number < 4 else leaves[:1]))
    assert failures(verapdf, tmp_path, [assembly.finish().data]) == []
