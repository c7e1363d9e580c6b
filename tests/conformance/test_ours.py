"""Our PDFs conform to PDF/UA-1 and PDF/A-2a: every layout, every construct, any content."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from press.brand.printers import Offsets, Printer
from press.calibration.calibrate import compose_sheet
from press.content.handout import filled, parse_handout
from press.layout import load_layout
from press.paper import SHEETS
from press.problems import ContentError
from press.typeset.editions import LARGE_PRINT, LOW_INK, edition_of
from tests.conformance.conftest import Validate
from tests.samples import (
    EVERYTHING,
    KINDS,
    PRACTICE,
    STOCK_HANDOUTS,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    WHOLE_LAYOUTS,
    brand,
    compose,
    compose_edition,
    handout,
    stock,
    stock_handout,
    workspace,
)
from tests.test_properties import BODY, PLAIN

BOTH = ("ua1", "2a")
LOGOS = {"opaque.png": "RGB", "clear.png": "RGBA", "grey.png": "L", "photo.jpg": "RGB"}


@pytest.fixture
def passes(verapdf: Validate, tmp_path: Path) -> Callable[[Sequence[bytes]], None]:
    """Return ``passes(files)``: check that veraPDF validated each file and found nothing."""

    def check(files: Sequence[bytes]) -> None:
        assert files
        paths = [tmp_path / f"{index}.pdf" for index in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        verdicts = verapdf(list(map(str, paths)), BOTH)
        assert len(verdicts) == len(files) * len(BOTH)
        assert not [
            (verdict.file, verdict.flavour, failure)
            for verdict in verdicts
            for failure in verdict.failures
        ]
        assert all(verdict.assertions > 1_000 for verdict in verdicts)

    return check


def test_every_stock_handout_in_every_layout_conforms(
    passes: Callable[[Sequence[bytes]], None],
) -> None:
    passes(
        [
            compose(stock_handout(name), layout).data
            for name in STOCK_HANDOUTS
            for layout in STOCK_LAYOUTS
        ]
    )


@pytest.mark.slow
@pytest.mark.parametrize("paper", SHEETS)
def test_every_layout_conforms_on_every_paper_in_every_edition(
    paper: str, passes: Callable[[Sequence[bytes]], None], tmp_path: Path
) -> None:
    """With the shortest, a typical and the longest text of the stock."""
    whose, files = brand(workspace(tmp_path, {**PRACTICE, "paper": paper})), []
    composed = set()
    for layout in STOCK_LAYOUTS:
        layout_class = load_layout(stock(), layout)
        if paper not in layout_class.papers:
            continue
        for edition in (None, LARGE_PRINT, LOW_INK):
            if layout_class.carries(edition or ""):
                composed.add((layout, edition))
                files += [
                    compose_edition(stock_handout(name), layout, edition, whose).data
                    for name in THREE_LENGTHS
                ]
    assert len(composed) >= (6 if paper == "legal" else 2 * len(STOCK_LAYOUTS))
    passes(files)


def test_every_edition_conforms(passes: Callable[[Sequence[bytes]], None]) -> None:
    files = [
        compose_edition(stock_handout(name), "faq-sheet", LARGE_PRINT).data
        for name in STOCK_HANDOUTS
    ]
    files += [compose_edition(handout(*EVERYTHING.values()), "faq-sheet", LARGE_PRINT).data]
    for layout in KINDS:
        files += [
            compose_edition(handout(body), layout, LOW_INK).data for body in EVERYTHING.values()
        ]
    passes(files)


def test_the_calibration_sheet_and_pages_moved_for_a_printer_conform(
    passes: Callable[[Sequence[bytes]], None],
) -> None:
    off = Printer("front-desk", Offsets(0.2, -0.2, -0.25, 0.125), Offsets(0.2, -0.2, -0.25, 0.125))
    files = [
        compose_sheet(brand()._replace(paper=paper), printer, up)
        for paper in SHEETS
        for printer in (None, off)
        for up in (False, True)
    ]
    what = handout(*EVERYTHING.values())
    for name in ("faq-sheet", "trifold"):
        layout = load_layout(brand().workspace, name)()
        files.append(layout.compose(stock_handout(STOCK_HANDOUTS[0]), brand(), printer=off).data)
    files.append(
        load_layout(brand().workspace, "faq-sheet")()
        .compose(what, brand(), edition_of(LARGE_PRINT, brand()), off)
        .data
    )
    passes(files)


@pytest.mark.parametrize("layout", KINDS)
def test_every_construct_conforms(layout: str, passes: Callable[[Sequence[bytes]], None]) -> None:
    assert len(EVERYTHING) >= 10
    passes([compose(handout(body), layout).data for body in EVERYTHING.values()])


def test_a_practice_with_a_logo_hours_and_addresses_conforms(
    passes: Callable[[Sequence[bytes]], None], tmp_path: Path
) -> None:
    files = []
    for name, mode in LOGOS.items():
        rich = {
            **PRACTICE,
            "logo": name,
            "paper": "a4",
            "tagline": "Łódź & more",
            "fax": "757-555-0143",
            "email": "desk@example.com",
            "website": "https://www.example.com",
            "emergency_line": "757-555-0144",
            "hours": [{"days": "Monday", "times": "8 am to 5 pm"}],
        }
        whose = workspace(tmp_path / name, rich)
        Image.new(mode, (300, 90), 90 if mode == "L" else (90, 20, 20, 128)[: len(mode)]).save(
            tmp_path / name / "assets" / name
        )
        files += [
            compose(stock_handout(STOCK_HANDOUTS[0]), layout, brand(whose)).data for layout in KINDS
        ]
    sample = brand(workspace(tmp_path / "sample", {**PRACTICE, "name": "Sample Practice"}))
    files += [
        compose(stock_handout(STOCK_HANDOUTS[0]), layout, sample).data for layout in WHOLE_LAYOUTS
    ]
    passes(files)


def test_a_practices_own_layout_conforms(
    passes: Callable[[Sequence[bytes]], None], tmp_path: Path
) -> None:
    ours = workspace(tmp_path)
    (tmp_path / "layouts" / "ours.py").write_text(OURS, encoding="utf-8")
    passes([compose(handout(*EVERYTHING.values()), "ours", brand(ours)).data])


@pytest.mark.parametrize("layout", KINDS)
def test_any_content_conforms(layout: str, passes: Callable[[Sequence[bytes]], None]) -> None:
    files: list[bytes] = []

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(bodies=st.lists(BODY, min_size=1, max_size=4), heading=PLAIN)
    def make(bodies: list[str], heading: str) -> None:
        content = {
            "title": "Title",
            "sections": [{"heading": heading, "body": body} for body in bodies],
        }
        try:
            what = filled(parse_handout("made.yaml", json.dumps(content).encode()), brand().values)
            files.append(compose(what, layout).data)
        except ContentError:
            return

    make()
    assert len(files) >= 10
    passes(files)


# Many pages of two columns, the contact block on every page, the title last, and a rule and a page
# number of its own.
OURS = """
from press.layout import SHEETS, Arrangement, Box, Column, Layout, Page, Stack, pour, stock


class Ours(Layout):
    scale = stock("faq-sheet").scale

    def arrange(self, story):
        sheet = SHEETS["letter"]
        columns = [Column(page, x, 150, 250, 560) for page in range(6) for x in (40, 320)]
        poured = pour(story.passages(), columns, 7.5, even=0)
        pages = [Page(*sheet, number=number) for number in range(6)]
        for page in pages:
            page.take(poured)
            top = page.put(story.mark(200, 40), 40, 780, 250)
            for line in [story.name(), *story.address(), story.main_number(), *story.online()]:
                top = page.put(line, 40, min(top, 130), 250)
            page.field(story.styles.color("tint"), 40, 20, 10, 10)
            page.behind.append(self.number(page.number + 1))
            page.put(story.form_line(page.number + 1, 6), 320, 40, 200)
            page.put(Stack(story.notices()), 40, 60, 200)
        box = Box(story.summary() or story.call_us(), fill=story.styles.color("primary"))
        pages[0].put(box, 320, 140, 200)
        pages[0].put(story.title(300, 2), 250, 780, 300)
        pages[5].put(story.notes(80), 320, 140, 200)
        return Arrangement(story.styles.body_size, pages, [poured])

    def number(self, number):
        def draw(canvas):
            canvas.line(40, 145, 570, 145)
            canvas.circle(580, 30, 4, fill=1)
            with canvas.furniture():
                canvas.drawString(560, 40, str(number))

        return draw
"""
