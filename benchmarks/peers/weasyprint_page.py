"""Make the page with WeasyPrint from HTML and CSS: tagged, as PDF/UA-1.

python weasyprint_page.py FOLDER LAYOUT OUT
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "assets" / "fonts"


def maker(folder: Path) -> Callable[[dict[str, Any], str], bytes]:
    """Return a function that makes the page. Fonts and style sheet are read once."""
    fonts = FontConfiguration()
    text = (HERE / "page.css").read_text(encoding="utf-8").replace("FONTS", FONTS.as_uri())
    style = CSS(string=text, font_config=fonts, base_url=str(folder))

    def make(page: dict[str, Any], layout: str) -> bytes:
        body = sheet(page) if layout == "faq-sheet" else trifold(page)
        author = f"<meta name=author content='{escape(page['practice'])}'>"
        head = f"<head><title>{escape(page['title'])}</title>{author}</head>"
        html = f"<!doctype html><html lang={page['language']}>{head}<body>{body}</body></html>"
        document = HTML(string=html, base_url=str(folder) + "/")
        return bytes(
            document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        )

    return make


def sheet(page: dict[str, Any]) -> str:
    """Return the FAQ sheet."""
    first, second = page["sections"][:3], page["sections"][3:]
    address = (
        paragraph(page["practice"], "strong") + paragraph(page["street"]) + paragraph(page["town"])
    )
    title = paragraph(page["practice"], "mark") + heading(page)
    numbers = paragraph(page["phone"], "number") + paragraph(page["fax"]) + paragraph(page["hours"])
    parts = (
        box(36, 36, 440, title + paragraph(page["subtitle"], "subtitle")),
        box(505, 36, 71, image("picture.svg", page["picture_alt"], "width: 71pt")),
        box(36, 132, 540, summary(page)),
        box(36, 205, 258, sections(page, first)),
        box(318, 205, 258, sections(page, second)),
        box(318, 620, 258, call(page)),
        box(36, 685, 540, "<div style='height: 61pt'></div>", "contact"),
        box(46, 691, 200, address, "contact"),
        box(248, 690, 210, numbers, "contact"),
        box(470, 702, 44, paragraph(page["qr_label"], "code")),
        box(519, 689, 52, image("code.svg", page["qr_label"], "width: 52pt")),
        box(36, 751, 300, paragraph(page["draft"], "draft")),
        box(336, 751, 240, paragraph(page["form"], "small"), style="text-align: right"),
    )
    return f"<div class=sheet>{''.join(parts)}</div>"


def trifold(page: dict[str, Any]) -> str:
    """Return both sides of the tri-fold."""
    flap = [section for section in page["sections"] if section["flap"]]
    within = [section for section in page["sections"] if not section["flap"]]
    title = heading(page) + paragraph(page["subtitle"], "subtitle")
    parts = (
        box(535, 18, 239, "<div style='height: 534pt'></div>", "field", "background: #e3eff1"),
        box(535, 18, 239, "<div style='height: 164pt'></div>", "field", "background: #1b4d5c"),
        box(550, 55, 205, title, style="color: #fff"),
        box(552, 232, 205, image("picture.svg", page["picture_alt"], "width: 205pt")),
        box(550, 563, 205, paragraph(page["practice"], "mark")),
        box(22, 30, 216, summary(page)),
        box(22, 156, 216, sections(page, flap)),
        box(22, 525, 216, call(page)),
        box(283, 30, 221, contact(page), "contact"),
        box(283, 400, 221, sources(page)),
        box(283, 558, 221, paragraph(page["draft"], "draft")),
        box(283, 571, 221, paragraph(page["form"], "small")),
    )
    outside = "".join(parts)
    columns = ((24, within[:1]), (290, within[1:3]), (554, within[3:]))
    inside = "".join(
        box(x, 30, 36, "", "bar") + box(x, 45, 216, sections(page, column)) for x, column in columns
    )
    return f"<div class=side>{outside}</div><div class=side>{inside}</div>"


def box(x: float, y: float, width: float, inside: str, kind: str = "", style: str = "") -> str:
    """Return a box at (x, y) from the upper-left corner of the page, in points."""
    place = f"left: {x}pt; top: {y}pt; width: {width}pt; {style}"
    return f"<div class='at {kind}' style='{place}'>{inside}</div>"


def image(file: str, alternative: str, style: str) -> str:
    """Return an image with its alternative text."""
    return f"<img src={file} alt='{escape(alternative)}' style='{style}'>"


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph; ``kind`` is its class."""
    return f"<p class='{kind}'>{escape(text)}</p>"


def heading(page: dict[str, Any]) -> str:
    """Return the title."""
    return f"<h1>{escape(page['title'])}</h1>"


def summary(page: dict[str, Any]) -> str:
    """Return the short answer with its label."""
    label = paragraph(page["summary_label"], "label")
    return f"<div class=summary>{label}{paragraph(page['summary'])}</div>"


def call(page: dict[str, Any]) -> str:
    """Return the box with the telephone number."""
    return f"<div class=call>{paragraph(page['call'])}{paragraph(page['phone'], 'phone')}</div>"


def contact(page: dict[str, Any]) -> str:
    """Return the practice's address and numbers, with the QR code."""
    kinds = {
        "practice": "strong",
        "street": "",
        "town": "",
        "phone": "number",
        "fax": "",
        "hours": "",
    }
    lines = "".join(paragraph(page[key], kind) for key, kind in kinds.items())
    code = image("code.svg", page["qr_label"], "width: 68pt; margin-top: 9pt")
    return lines + code + paragraph(page["qr_label"], "small")


def sources(page: dict[str, Any]) -> str:
    """Return the sources with their label."""
    lines = "".join(paragraph(source, "source") for source in page["sources"])
    return paragraph(page["sources_label"], "label") + lines


def sections(page: dict[str, Any], column: list[dict[str, Any]]) -> str:
    """Return the sections of a column."""
    return "".join(
        f"<h2>{escape(section['heading'])}</h2>{blocks(page, section['blocks'])}"
        for section in column
    )


def blocks(page: dict[str, Any], children: list[dict[str, Any]]) -> str:
    """Return the blocks of a section."""
    html = ""
    for block, following in zip(children, [*children[1:], {"kind": ""}], strict=True):
        if block["kind"] == "text":
            kind = "lead" if following["kind"] == "list" else ""
            html += f"<p class='{kind}'>{runs(block['runs'])}</p>"
        elif block["kind"] == "list":
            items = "".join(f"<li>{runs(item)}</li>" for item in block["items"])
            start = block["start"]
            html += f"<ul>{items}</ul>" if start is None else f"<ol start={start}>{items}</ol>"
        else:
            lead = f"<p class=lead><b>{escape(page['warning'])}</b></p>"
            html += f"<div class=warning>{lead}{blocks(page, block['blocks'])}</div>"
    return html


def runs(parts: list[list[Any]]) -> str:
    """Return the runs of a paragraph, bold or not."""
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in parts)


def main(folder: str, layout: str, out: str) -> None:
    """Make one page, from the ``page.json`` in a folder."""
    page = json.loads((Path(folder) / "page.json").read_text(encoding="utf-8"))
    Path(out).write_bytes(maker(Path(folder))(page, layout))


if __name__ == "__main__":
    main(*sys.argv[1:4])
