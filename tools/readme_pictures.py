"""From the stock to the pictures of the README: ``python tools/readme_pictures.py`` (needs the dev packages)."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from press.brand import read_brand
from press.content.handout import filled, read_handout
from press.layout import load_layout
from press.workspace import Workspace, stock_folder

DOCS = Path(__file__).resolve().parent.parent / "docs"
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


if __name__ == "__main__":
    main()
