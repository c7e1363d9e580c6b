"""From the stock and the examples to the pictures of the documents: ``python tools/pictures.py``.

Only the command line is used. The development packages must be installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SHOWN = "failed-back-surgery"
EDGE = "#9aa5a9"
GAP = 16  # pixels between two pages
COLORS = 128

# A #10 window envelope and its window, in points from its lower-left corner.
ENVELOPE = (9.5 * 72, 4.125 * 72)
WINDOW = (0.875 * 72, 0.5 * 72, 5.375 * 72, 1.625 * 72)
PLAY = (0.5 * 72, 0.0625 * 72)  # half of the sheet's play inside the envelope


def run(folder: Path, *words: str) -> None:
    """Run a verb of the command line that writes into ``folder``."""
    call = [sys.executable, "make_pdf.py", *words]
    environment = {**os.environ, "HANDOUT_PRESS_CACHE": "off"}
    subprocess.run(call, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert any(folder.rglob("*.p*")), f"nothing was written by {words}"


def rendered(file: Path, height: int, numbers: Sequence[int] | None = None) -> list[Image.Image]:
    """Return pages of a PDF as pictures of ``height`` pixels with an edge, all if none is named."""
    with pypdfium2.PdfDocument(file) as document:
        pages = [document[number] for number in numbers or range(len(document))]
        return [
            ImageOps.expand(page.render(scale=height / page.get_height()).to_pil(), 2, EDGE)
            for page in pages
        ]


def beside(pages: Sequence[Image.Image]) -> Image.Image:
    """Return pictures in a row, in line at their heads."""
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    picture = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        picture.paste(page, (left, 0))
        left += page.width + GAP
    return picture


def below(pages: Sequence[Image.Image]) -> Image.Image:
    """Return pictures in a column, in line at their left edges."""
    height = sum(page.height for page in pages) + GAP * (len(pages) - 1)
    picture = Image.new("RGB", (max(page.width for page in pages), height), "white")
    top = 0
    for page in pages:
        picture.paste(page, (0, top))
        top += page.height + GAP
    return picture


def save(picture: Image.Image, name: str) -> None:
    """Write a picture with few colours, so that it stays small."""
    picture.convert("RGB").quantize(COLORS).save(PICTURES / f"{name}.png", optimize=True)
    print(f"docs/pictures/{name}.png: {picture.width} × {picture.height}")


def handouts(folder: Path) -> None:
    """Draw the FAQ sheet, the tri-fold, its panels, and a page in large print."""
    run(
        folder,
        "build",
        SHOWN,
        "--layout",
        "faq-sheet",
        "--layout",
        "trifold",
        "--output",
        str(folder),
    )
    save(below(rendered(folder / f"{SHOWN}.faq-sheet.pdf", 1100)), "faq-sheet")
    save(below(rendered(folder / f"{SHOWN}.trifold.pdf", 540)), "trifold")
    run(folder, "preview", SHOWN, "--layout", "trifold", "--output", str(folder))
    panels = Image.open(folder / f"{SHOWN}.trifold.folded.png")
    panels.thumbnail((1400, 1400))
    save(panels, "folded")
    large = ("--edition", "large-print")
    run(folder, "build", SHOWN, "--layout", "faq-sheet", *large, "--output", str(folder))
    usual = rendered(folder / f"{SHOWN}.faq-sheet.pdf", 640)
    save(
        beside([*usual, *rendered(folder / f"{SHOWN}.faq-sheet.large-print.pdf", 640, [0])]),
        "large-print",
    )


def calibration(folder: Path) -> None:
    """Draw the front of the calibration sheet."""
    run(folder, "calibrate", "--output", str(folder))
    save(below(rendered(folder / "calibration.pdf", 640, [0])), "calibration")


def packet(folder: Path) -> None:
    """Draw the cover, the countdown and the medicine plan of an example, side by side."""
    file = folder / "packet.pdf"
    values = ("--values", str(ROOT / "examples" / "values.yaml"), "--printed", "2027-01-04T09:00")
    words = ("--workspace", "examples", "packet", "scs-trial", *values, "--draft")
    run(folder, *words, "--output", str(file))
    with pypdfium2.PdfDocument(file) as document:
        marks = [mark.get_dest() for mark in document.get_toc()]
        first = [mark.get_index() for mark in marks if mark]
    save(beside(rendered(file, 640, [first[0], first[3], first[4]])), "packet")


def letter(folder: Path) -> None:
    """Draw a letter of the example list, and its address in the window of an envelope."""
    words = ("mail", "referral-welcome", "examples/referrals.csv", "--draft", "--skip-bad")
    run(folder, *words, "--date", "2031-02-03", "--output", str(folder))
    with pypdfium2.PdfDocument(next(folder.rglob("*.print-1.pdf"))) as document:
        scale = 640 / document[0].get_height()
        page = document[0].render(scale=scale).to_pil().convert("RGB")
    wide, high = (round(length * scale) for length in ENVELOPE)
    envelope = Image.new("RGB", (wide, high), "#efe9dc")
    draw = ImageDraw.Draw(envelope)
    left, bottom, right, top = WINDOW
    area = (left, ENVELOPE[1] - top, right, ENVELOPE[1] - bottom)
    window = tuple(round(length * scale) for length in area)
    across, down = (round(length * scale) for length in PLAY)
    sheet = (window[0] - across, window[1] - down, window[2] - across, window[3] - down)
    envelope.paste(page.crop(sheet), (window[0], window[1]))
    draw.rounded_rectangle(window, 5, outline="#8d8672", width=2)
    draw.rectangle((0, 0, wide - 1, high - 1), outline="#8d8672", width=2)
    page = ImageOps.expand(page, 2, EDGE)
    picture = Image.new("RGB", (page.width + 24 + wide, page.height), "white")
    picture.paste(page, (0, 0))
    picture.paste(envelope, (page.width + 24, (page.height - high) // 2))
    save(picture, "letter")


if __name__ == "__main__":
    for draw_pictures in (handouts, calibration, packet, letter):
        with tempfile.TemporaryDirectory() as temporary:
            draw_pictures(Path(temporary))
