"""A second practice, with other colours, a logo, A4 and two telephone numbers, on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from press.brand.brand import Brand
from press.build.builder import Builder
from press.build.built import Built
from press.paper import MM
from tests.samples import (
    WHOLE_LAYOUTS,
    brand,
    compose,
    handout,
    pictures,
    reader,
    stock_handout,
    text_of,
    workspace,
)

COLORS = {"primary": "#4a2c6f", "accent": "#8a1c5b", "ink": "#201a26", "tint": "#efe8f5"}
LOGO = (10, 140, 60)
PRACTICE = {
    "name": "Praxis Dr. Łucja Żółć-Nguyễn & Partner",
    "short_name": "Praxis Żółć-Nguyễn",
    "address": {"street": "Straße 12 #4", "city": "Kraków", "zip": "30-001"},
    "phone": "+48 12 345 67 89",
    "other_phones": [{"label": "Appointments", "number": "+48 12 345 67 80"}],
    "website": "https://www.example.com/praxis",
    "email": "desk@example.com",
    "hours": [{"days": "Monday to Friday", "times": "8 am to 4 pm"}],
    "logo": "logo.png",
    "colors": COLORS,
    "paper": "a4",
}


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    folder = tmp_path_factory.mktemp("theirs")
    ours = workspace(folder, PRACTICE)
    logo = Image.new("RGB", (400, 160), LOGO)
    ImageDraw.Draw(logo).ellipse((20, 20, 140, 140), fill="white")
    logo.save(folder / "assets" / "logo.png")
    return brand(ours)


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_the_paper_is_a4(theirs: Brand, layout: str) -> None:
    for page in reader(compose(handout("few words"), layout, theirs).data).pages:
        sides = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert sides == pytest.approx([210 * MM, 297 * MM], abs=0.01)


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_every_page_is_in_their_colours_and_none_is_in_the_stocks(
    theirs: Brand, layout: str
) -> None:
    stock = brand().colors
    for page in pictures(
        compose(stock_handout("spinal-cord-stimulator-trial"), layout, theirs).data, 1.5
    ):
        colors = {
            color
            for count, color in page.getcolors(1 << 24) or []
            if isinstance(color, tuple) and count > 20
        }
        assert rgb(COLORS["primary"]) in colors
        for own, other in (
            (COLORS["primary"], stock.primary),
            (COLORS["accent"], stock.accent),
            (COLORS["tint"], stock.tint),
        ):
            assert own != other
            assert rgb(other) not in colors


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_their_logo_is_on_the_first_page(theirs: Brand, layout: str) -> None:
    first = pictures(compose(handout("few words"), layout, theirs).data, 1.5)[0]
    assert sum(count for count, color in first.getcolors(1 << 24) or [] if color == LOGO) > 500


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_it_has_the_fields_that_they_have_and_no_others(theirs: Brand, layout: str) -> None:
    text = (
        text_of(compose(handout("few words"), layout, theirs).data)
        .replace("\u00a0", " ")
        .replace("\r\n", " ")
    )
    for words in (
        PRACTICE["name"],
        "Straße 12 #4",
        "Kraków 30-001",
        "+48 12 345 67 89",
        "Appointments +48 12 345 67 80",
        "www.example.com/praxis",
        "desk@example.com",
        "Monday to Friday: 8 am to 4 pm",
        "open our website",
    ):
        assert str(words) in " ".join(text.split()), words
    for words in ("Fax", "office hours", "Gershon", "757-", "SAMPLE", "None"):
        assert words not in text


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_hours_that_are_not_known_are_not_invented(layout: str) -> None:
    text = text_of(compose(handout("few words"), layout).data)
    assert "Call 757-496-2050 for office hours" in " ".join(text.split())
    assert not [word for word in ("Monday", "Friday", " am", " pm", "a.m.") if word in text]


def test_the_stock_is_built_in_their_brand_and_theirs_is_preferred(tmp_path: Path) -> None:
    from datetime import date

    own = {
        "title": "Ours",
        "layouts": ["faq-sheet"],
        "sections": [{"heading": "H", "body": "ours"}],
    }
    ours = workspace(tmp_path, None, {"failed-back-surgery": own, "new-one": own})
    builder = Builder(ours, [], [], date(2026, 11, 22))
    built = [job for job in builder.run(str(tmp_path / "out")) if isinstance(job, Built)]
    assert {job.handout for job in built} >= {
        "new-one",
        "before-your-procedure",
        "failed-back-surgery",
    }
    for job in built:
        text = text_of(Path(job.file).read_bytes())
        assert "Harbor Spine Clinic" in text
        assert "Gershon" not in text
    (replaced,) = (job for job in built if job.handout == "failed-back-surgery")
    assert "Ours" in text_of(Path(replaced.file).read_bytes())


def rgb(color: str) -> tuple[int, ...]:
    return tuple(int(color[start : start + 2], 16) for start in (1, 3, 5))
