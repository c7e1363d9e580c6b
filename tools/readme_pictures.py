"""From the stock to the pictures of the README: ``python tools/readme_pictures.py`` (needs the dev packages)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from press.brand import read_brand
from press.content.handout import filled, read_handout
from press.content.packets.answers import read_values
from press.layout import load_layout
from press.packets.making import find_packet, make
from press.workspace import Workspace, open_workspace, stock_folder

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SHOWN = "failed-back-surgery"
HEIGHT = {"faq-sheet": 1100, "trifold": 540}  # pixels a page, so that both pictures are as high


def main() -> None:
    stock = Workspace(None, stock_folder())
    brand, _ = read_brand(stock)
    handout = filled(read_handout(stock.find("handouts", SHOWN).path), brand.values)
    for layout, height in HEIGHT.items():
        document = pypdfium2.PdfDocument(load_layout(stock, layout)().compose(handout, brand).data)
        pages = [ImageOps.expand(page.render(scale=height / page.get_height()).to_pil(), 2, "#9aa5a9") for page in document]
        picture = Image.new("RGB", (pages[0].width, sum(page.height + 16 for page in pages) - 16), "white")
        for number, page in enumerate(pages):
            picture.paste(page, (0, number * (page.height + 16)))
        picture.quantize(128).save(DOCS / f"{layout}.png", optimize=True)
        print(f"docs/{layout}.png: {picture.width} × {picture.height}")
    packet()


def packet() -> None:
    """The cover, the countdown and the medicine plan of an example, side by side."""
    examples = open_workspace(str(ROOT / "examples"))
    values = read_values(str(ROOT / "examples" / "values.yaml"))
    made = make(examples, find_packet(examples, "scs-trial"), values, "values.yaml", datetime(2027, 1, 4, 9, 0), draft=True)
    document = pypdfium2.PdfDocument(made.data)
    first = {begun.part.kind: begun.first for begun in made.begun}
    pages = [document[first[kind]] for kind in ("cover", "calendar", "medicines")]
    shown = [ImageOps.expand(page.render(scale=640 / page.get_height()).to_pil(), 2, "#9aa5a9") for page in pages]
    picture = Image.new("RGB", (sum(page.width + 16 for page in shown) - 16, shown[0].height), "white")
    for number, page in enumerate(shown):
        picture.paste(page, (number * (page.width + 16), 0))
    picture.quantize(128).save(DOCS / "packet.png", optimize=True)
    print(f"docs/packet.png: {picture.width} × {picture.height}")


if __name__ == "__main__":
    main()
