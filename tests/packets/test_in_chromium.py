"""A packet is filled in with the keyboard in Chromium, whose viewer is that of Chrome and Edge."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFont
from playwright.sync_api import Page, sync_playwright

from tests.packets.packet_workspaces import sample_packet
from tests.packets.test_fillable import Filled, fields_of
from tests.samples import STOCK

Box = tuple[float, float, float, float]

QUESTIONS = [
    {"ask": "Who drives you home?"},
    {"ask": "What else?", "lines": 3},
    {"ask": "Which?", "choices": ["This"]},
]
PARTS: list[Any] = [
    {"form": {"title": "Questions", "questions": QUESTIONS}},
    {"signatures": {"title": "Signed", "body": "Read.", "signers": ["patient"]}},
]
TYPED = "Zoë Müller, ½ µg"
WINDOW = {"width": 1000, "height": 1300}
LONGEST = 30.0  # seconds until the viewer shows the file


@pytest.fixture
def viewer(needs: Callable[[str], str]) -> Iterator[Page]:
    program = needs("chromium")
    with sync_playwright() as playwright:
        # The viewer of PDFs is not in Playwright's own headless mode, but in Chromium's.
        browser = playwright.chromium.launch(
            executable_path=program, headless=False, args=["--headless=new"]
        )
        yield browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]
        browser.close()


def seen(page: Page, before: Image.Image | None = None) -> Image.Image:
    """What the window shows, once it stands still and is not as it was ``before``."""
    end, last = time.monotonic() + LONGEST, None
    while time.monotonic() < end:
        now = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        if (
            last
            and now.tobytes() == last.tobytes()
            and (not before or now.tobytes() != before.tobytes())
        ):
            return now
        last = now
        time.sleep(0.3)
    raise AssertionError("the window never stood still, or nothing changed in it")


def show(data: bytes, page: Page, folder: Path) -> Image.Image:
    """What the window shows once the first page of a file is in it."""
    file = folder / "it.pdf"
    file.write_bytes(data)
    page.goto(f"{file.as_uri()}#page=1&toolbar=0&navpanes=0&view=Fit")
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        window = seen(page)
        if (
            window.convert("L").point(lambda grey: 255 if grey > 200 else 0).getbbox()
        ):  # until then it is dark grey
            return window
    raise AssertionError("the viewer never showed the file")


def paper(window: Image.Image) -> Box:
    """Where the page lies in the window: white, on dark grey."""
    box = window.convert("L").point(lambda grey: 255 if grey > 200 else 0).getbbox()
    assert box
    return box


def place(field: Filled, window: Image.Image) -> Box:
    """Where a field lies in the window, with a margin of three points."""
    x, y, _, foot = paper(window)
    scale = (foot - y) / 792
    x0, y0, x1, y1 = field.box
    return (
        x + (x0 - 3) * scale,
        y + (792 - y1 - 3) * scale,
        x + (x1 + 3) * scale,
        y + (792 - y0 + 3) * scale,
    )


def changed(before: Image.Image, after: Image.Image) -> Box:
    """Where there is black that was not there."""
    darker = ImageChops.subtract(before.convert("L"), after.convert("L")).point(
        lambda by: 255 if by > 100 else 0
    )
    box = darker.getbbox()
    assert box, "nothing was typed"
    return box


def width(text: str, size: float) -> float:
    font = STOCK / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"
    return (
        ImageFont.truetype(str(font), 1000, layout_engine=ImageFont.Layout.BASIC).getlength(
            text.replace("µ", "μ")
        )
        * size
        / 1000
    )


@pytest.mark.slow
@pytest.mark.parametrize("part", [0, 1])
def test_what_is_typed_stands_in_the_field_that_the_tab_key_leads_to(
    part: int, viewer: Page, tmp_path: Path
) -> None:
    packet = sample_packet(tmp_path, [PARTS[part]], fillable=True)
    there = [field for field in fields_of(packet.data) if field.page == 0 and not field.ticks]
    assert len(there) == (2 if part == 0 else 4)
    show(packet.data, viewer, tmp_path)
    viewer.mouse.click(WINDOW["width"] / 2, WINDOW["height"] * 0.7)
    for field in there:
        viewer.keyboard.press("Tab")
        before = seen(viewer)
        viewer.keyboard.type(TYPED)
        after = seen(viewer, before)
        x0, y0, x1, y1 = changed(before, after)
        left, top, right, foot = place(field, after)
        assert left <= x0 < x1 <= right, field.name
        assert top <= y0 < y1 <= foot, field.name
        scale = (paper(after)[3] - paper(after)[1]) / 792
        sizes = [
            size
            for size in (4, 6, 8, 9, 10, 12, 14)
            if abs((x1 - x0) / scale - width(TYPED, size)) < 0.06 * width(TYPED, size)
        ]
        assert sizes, (
            field.name
        )  # in our font, at a size that the viewer chose: no letter is missing


@pytest.mark.slow
def test_a_box_is_ticked_with_the_mouse(viewer: Page, tmp_path: Path) -> None:
    packet = sample_packet(tmp_path, PARTS[:1], fillable=True)
    (box,) = (field for field in fields_of(packet.data) if field.ticks)
    before = show(packet.data, viewer, tmp_path)
    left, top, right, foot = place(box, before)
    viewer.mouse.click((left + right) / 2, (top + foot) / 2)
    seen(viewer, before)
    viewer.mouse.click(
        WINDOW["width"] / 2, WINDOW["height"] * 0.7
    )  # what has the focus has a frame
    x0, y0, x1, y1 = changed(before, seen(viewer))
    assert left <= x0 < x1 <= right
    assert top <= y0 < y1 <= foot
