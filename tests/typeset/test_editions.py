"""The editions: the same text at 18 pt, or with little ink."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFilter
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from press.brand.brand import Brand
from press.build.builder import Builder
from press.build.built import Built
from press.content.tree import leaves
from press.layout.contract import Composed
from press.problems import Failed, Place
from press.typeset.editions import LARGE_PRINT, LOW_INK, edition_of
from press.typeset.pictures.load import load_file
from press.workspace import Workspace
from tests.samples import (
    EVERYTHING,
    PRACTICE,
    STOCK,
    STOCK_HANDOUTS,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    brand,
    compose_edition,
    handout,
    pictures,
    reader,
    squeezed,
    stock_handout,
    text_of,
    workspace,
)

PROFILES = ("acb", "ukaaf")


def profiled(folder: Path, profile: str) -> Brand:
    return brand(workspace(folder, {**PRACTICE, "large_print": profile}))


def sizes(composed: Composed) -> set[float]:
    """Return the sizes of text in a file, in points, from its operators."""
    point_sizes: set[float] = set()

    def see(operator: bytes, operands: list[object], *_: object) -> None:
        if operator == b"Tf":
            point_sizes.add(float(operands[1]))  # type: ignore[arg-type]

    for page in reader(composed.data).pages:
        page.extract_text(visitor_operand_before=see)
    return point_sizes


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_large_print_is_at_least_18_points_everywhere(
    name: str, profile: str, tmp_path: Path
) -> None:
    composed = compose_edition(
        stock_handout(name), "faq-sheet", LARGE_PRINT, profiled(tmp_path, profile)
    )
    assert composed.body_size == 18
    assert composed.pages >= 3
    assert len(sizes(composed)) >= 4
    # Each page begins with the size 12, before any text.
    assert min(sizes(composed) - {12.0}) >= 18


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_large_print_has_the_same_text_and_numbers_its_pages(name: str) -> None:
    composed = compose_edition(stock_handout(name), "faq-sheet", LARGE_PRINT)
    text = squeezed(text_of(composed.data))
    for leaf in leaves(
        (stock_handout(name).title, stock_handout(name).summary, stock_handout(name).sections)
    ):
        assert squeezed(leaf.text) in text
    for number in range(1, composed.pages + 1):
        assert squeezed(f"page {number} of {composed.pages}") in text
        assert "757-496-2050" in reader(composed.data).pages[number - 1].extract_text()
    assert (
        str(reader(composed.data).root_object["/ViewerPreferences"]["/Duplex"])  # type: ignore[index]
        == "/DuplexFlipLongEdge"
    )


def test_large_print_takes_as_many_pages_as_the_text_needs() -> None:
    pages = [
        compose_edition(handout("word " * length), "faq-sheet", LARGE_PRINT).pages
        for length in (20, 600, 2_000)
    ]
    assert pages == sorted(set(pages))
    assert pages[0] <= 2
    assert compose_edition(handout(*EVERYTHING.values()), "faq-sheet", LARGE_PRINT).pages > 8


def test_each_profile_emphasizes_words_in_its_own_way(tmp_path: Path) -> None:
    faces = {}
    for profile in PROFILES:
        whose = profiled(tmp_path / profile, profile)
        plain, emphasized = (
            compose_edition(handout(body), "faq-sheet", LARGE_PRINT, whose)
            for body in ("a few words", "a *few* **words**")
        )
        faces[profile] = (
            lines_below(emphasized) - lines_below(plain),
            "Italic" in fonts(emphasized),
        )
    assert faces["acb"][0] == 2  # each emphasized word is underlined
    assert faces["ukaaf"][0] == 0
    assert not any(italic for _, italic in faces.values())


def lines_below(composed: Composed) -> int:
    pages = [page.get_contents() for page in reader(composed.data).pages]
    return sum(page.get_data().count(b" l S") for page in pages if page is not None)


def fonts(composed: Composed) -> str:
    read: PdfReader = reader(composed.data)
    return " ".join(
        str(font["/BaseFont"])
        for page in read.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    )


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
@pytest.mark.parametrize("name", THREE_LENGTHS)
def test_low_ink_is_black_on_white_without_filled_areas(name: str, layout: str) -> None:
    usual, low = (
        compose_edition(stock_handout(name), layout, edition) for edition in (None, LOW_INK)
    )
    assert (usual.pages, usual.body_size) == (low.pages, low.body_size)
    for after in pictures(low.data, 2):
        assert {len(set(color)) for _, color in after.getcolors(1 << 24) or []} == {1}  # type: ignore[arg-type]  # grey all
        assert solid(after) == 0
    assert sum(map(solid, pictures(usual.data, 2))) > 5
    assert sum(map(inked, pictures(low.data, 2))) < 0.7 * sum(map(inked, pictures(usual.data, 2)))


def inked(page: Image.Image) -> int:
    """Return the number of pixels with ink or toner."""
    return sum(page.convert("L").histogram()[:250])


def solid(page: Image.Image) -> int:
    """Return the number of squares of a quarter inch without white."""
    side = 36
    grey = page.convert("L")
    boxes = (
        (x, y, x + side, y + side)
        for x in range(0, page.width - side, side)
        for y in range(0, page.height - side, side)
    )
    return sum(grey.crop(box).getextrema()[1] < 255 for box in boxes)  # type: ignore[operator]


def test_low_ink_draws_boxes_tables_and_pictures_in_lines() -> None:
    composed = compose_edition(
        handout(*list(EVERYTHING.values())[:4], EVERYTHING["boxes"]), "faq-sheet", LOW_INK
    )
    assert all(solid(page) == 0 for page in pictures(composed.data, 2))


@pytest.mark.parametrize(
    "picture", sorted((STOCK / "assets" / "pictures").glob("*.svg")), ids=lambda path: path.stem
)
def test_a_low_ink_drawing_is_lines_and_no_bars(picture: Path) -> None:
    """No black area holds a square of 3 % of the drawing's longer side, upright or diagonal."""
    for outlined in (False, True):
        art = load_file(str(picture), brand().colors, Place(str(picture)), outlined)
        canvas = Canvas(stream := io.BytesIO(), pagesize=(art.width, art.height))
        body: Any = art.body
        body.draw(canvas)
        canvas.save()
        drawn = pictures(stream.getvalue(), 500 / max(art.width, art.height))[0].convert("L")
        assert any(drawn.histogram()[:100])
        if outlined:
            for turned in (
                drawn,
                drawn.rotate(45, Image.Resampling.BICUBIC, expand=True, fillcolor=255),
            ):
                dark = turned.point([255 * (value > 127) for value in range(256)])
                assert dark.filter(ImageFilter.MaxFilter(15)).getextrema() == (255, 255)


def test_an_area_filled_by_hand_is_a_problem_in_low_ink_only(tmp_path: Path) -> None:
    ours = workspace(
        tmp_path,
        handouts={
            "one": {"title": "T", "layouts": ["ours"], "sections": [{"heading": "H", "body": "B"}]}
        },
    )
    (tmp_path / "layouts" / "ours.py").write_text(
        "from press.layout import Box, stock\n\n\nclass Ours(stock('faq-sheet')):\n"
        "    def head(self, page, story, top, width):\n"
        "        box = Box([story.title(400, 2)], fill=story.styles.color('primary'))\n"
        "        page.put(box, 36, top, width)\n"
        "        return top - 90\n\n"
        "    scale = dict(stock('faq-sheet').scale)\n"
        "    scale['title'] = scale['title']._replace(color='paper')\n",
        encoding="utf-8",
    )
    assert isinstance(built(ours, tmp_path, None), Built)
    failed = built(ours, tmp_path, LOW_INK)
    assert isinstance(failed, Failed)
    assert [problem.code for problem in failed.problems] == ["L06"]
    assert "area(" in failed.problems[0].hint


def built(ours: Workspace, folder: Path, edition: str | None) -> Built | Failed:
    (outcome,) = Builder(ours, ["one"], [], edition=edition).run(str(folder))
    return outcome


def test_files_of_editions_have_different_names(tmp_path: Path) -> None:
    ours = workspace(
        tmp_path, handouts={"one": {"title": "T", "sections": [{"heading": "H", "body": "B"}]}}
    )
    for edition in (None, LARGE_PRINT, LOW_INK):
        done = list(Builder(ours, ["one"], [], edition=edition).run(str(tmp_path / "out")))
        assert [type(outcome) for outcome in done] == [Built]
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "one.faq-sheet.pdf",
        "one.faq-sheet.large-print.pdf",
        "one.faq-sheet.low-ink.pdf",
    }


def test_edition_of_returns_the_edition_of_a_name() -> None:
    assert edition_of(None, brand()).name == ""
    assert edition_of(LARGE_PRINT, brand()).name == LARGE_PRINT
