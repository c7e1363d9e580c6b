"""From the stock to the pictures of the README: ``python tools/readme_pictures.py`` (needs the dev packages)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

from press.brand.brand import read_brand
from press.content.handout import filled, read_handout
from press.content.packets.answers import read_values
from press.layout import load_layout
from press.mail.letters.compose import LetterComposer
from press.mail.order import Order
from press.mail.run.run import checked
from press.packets.make import find_packet, make
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
        pages = [
            ImageOps.expand(page.render(scale=height / page.get_height()).to_pil(), 2, "#9aa5a9")
            for page in document
        ]
        picture = Image.new(
            "RGB", (pages[0].width, sum(page.height + 16 for page in pages) - 16), "white"
        )
        for number, page in enumerate(pages):
            picture.paste(page, (0, number * (page.height + 16)))
        picture.quantize(128).save(DOCS / f"{layout}.png", optimize=True)
        print(f"docs/{layout}.png: {picture.width} × {picture.height}")
    packet()
    letter()


def letter() -> None:
    """A letter of the example list, and how its address is seen in the window of a #10 envelope."""
    order = Order(
        "referral-welcome",
        (str(ROOT / "examples" / "referrals.csv"),),
        "",
        draft=True,
        skip_bad=True,
        day=date(2031, 2, 3),
    )
    prepared, sifted = checked(Workspace(None, stock_folder()), order)
    document = pypdfium2.PdfDocument(LetterComposer(prepared, sifted.kept).letter(sifted.kept[0]))
    scale = 640 / document[0].get_height()
    page = document[0].render(scale=scale).to_pil().convert("RGB")
    wide, high = (round(one * scale) for one in (9.5 * 72, 4.125 * 72))
    envelope = Image.new("RGB", (wide, high), "#efe9dc")
    draw = ImageDraw.Draw(envelope)
    x0, y0, x1, y1 = (
        round(one * scale)
        for one in (0.875 * 72, (4.125 - 1.625) * 72, 5.375 * 72, (4.125 - 0.5) * 72)
    )
    play = (
        round(0.5 * 72 * scale),
        round(0.0625 * 72 * scale),
    )  # the sheet in the middle of its play
    envelope.paste(page.crop((x0 - play[0], y0 - play[1], x1 - play[0], y1 - play[1])), (x0, y0))
    draw.rounded_rectangle((x0, y0, x1, y1), 5, outline="#8d8672", width=2)
    draw.rectangle((0, 0, wide - 1, high - 1), outline="#8d8672", width=2)
    page = ImageOps.expand(page, 2, "#9aa5a9")
    picture = Image.new("RGB", (page.width + 24 + wide, page.height), "white")
    picture.paste(page, (0, 0))
    picture.paste(envelope, (page.width + 24, (page.height - high) // 2))
    picture.quantize(128).save(DOCS / "letter.png", optimize=True)
    print(f"docs/letter.png: {picture.width} × {picture.height}")


def packet() -> None:
    """The cover, the countdown and the medicine plan of an example, side by side."""
    examples = open_workspace(str(ROOT / "examples"))
    values = read_values(str(ROOT / "examples" / "values.yaml"))
    made = make(
        examples,
        find_packet(examples, "scs-trial"),
        values,
        "values.yaml",
        datetime(2027, 1, 4, 9, 0),
        draft=True,
    )
    document = pypdfium2.PdfDocument(made.data)
    first = {begun.part.kind: begun.first for begun in made.begun}
    pages = [document[first[kind]] for kind in ("cover", "calendar", "medicines")]
    shown = [
        ImageOps.expand(page.render(scale=640 / page.get_height()).to_pil(), 2, "#9aa5a9")
        for page in pages
    ]
    picture = Image.new(
        "RGB", (sum(page.width + 16 for page in shown) - 16, shown[0].height), "white"
    )
    for number, page in enumerate(shown):
        picture.paste(page, (number * (page.width + 16), 0))
    picture.quantize(128).save(DOCS / "packet.png", optimize=True)
    print(f"docs/packet.png: {picture.width} × {picture.height}")


if __name__ == "__main__":
    main()
