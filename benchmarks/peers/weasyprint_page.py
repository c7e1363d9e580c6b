"""The page as WeasyPrint makes it from HTML and CSS: tagged, as PDF/UA-1.

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
    """Fonts and style sheet are read once."""
    fonts = FontConfiguration()
    text = (HERE / "page.css").read_text(encoding="utf-8").replace("FONTS", FONTS.as_uri())
    style = CSS(string=text, font_config=fonts, base_url=str(folder))

    def make(page: dict[str, Any], layout: str) -> bytes:
        body = sheet(page) if layout == "faq-sheet" else trifold(page)
        head = f"<title>{escape(page['title'])}</title><meta name=author content='{escape(page['practice'])}'>"
        html = f"<!doctype html><html lang={page['language']}><head>{head}</head><body>{body}</body></html>"
        document = HTML(string=html, base_url=str(folder) + "/")
        return bytes(
            document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        )

    return make


def sheet(page: dict[str, Any]) -> str:
    first, second = page["sections"][:3], page["sections"][3:]
    where = (
        paragraph(page["practice"], "strong") + paragraph(page["street"]) + paragraph(page["town"])
    )
    numbers = paragraph(page["phone"], "number") + paragraph(page["fax"]) + paragraph(page["hours"])
    return "<div class=sheet>" + "".join((
        at(36, 36, 440, paragraph(page["practice"], "mark") + heading(page) + paragraph(page["subtitle"], "subtitle")),
        at(505, 36, 71, f"<img src=picture.svg alt='{escape(page['picture_alt'])}' style='width: 71pt'>"),
        at(36, 132, 540, summary(page)),
        at(36, 205, 258, sections(page, first)), at(318, 205, 258, sections(page, second)), at(318, 620, 258, call(page)),
        at(36, 685, 540, "<div style='height: 61pt'></div>", "contact"),
        at(46, 691, 200, where, "contact"), at(248, 690, 210, numbers, "contact"),
        at(470, 702, 44, paragraph(page["qr_label"], "code")),
        at(519, 689, 52, f"<img src=code.svg alt='{escape(page['qr_label'])}' style='width: 52pt'>"),
        at(36, 751, 300, paragraph(page["draft"], "draft")),
        at(336, 751, 240, paragraph(page["form"], "small"), style="text-align: right"),
    )) + "</div>"  # fmt: skip


def trifold(page: dict[str, Any]) -> str:
    flap = [one for one in page["sections"] if one["flap"]]
    within = [one for one in page["sections"] if not one["flap"]]
    outside = "".join((
        at(535, 18, 239, "<div style='height: 534pt'></div>", "field", "background: #e3eff1"),
        at(535, 18, 239, "<div style='height: 164pt'></div>", "field", "background: #1b4d5c"),
        at(550, 55, 205, heading(page) + paragraph(page["subtitle"], "subtitle"), style="color: #fff"),
        at(552, 232, 205, f"<img src=picture.svg alt='{escape(page['picture_alt'])}' style='width: 205pt'>"),
        at(550, 563, 205, paragraph(page["practice"], "mark")),
        at(22, 30, 216, summary(page)), at(22, 156, 216, sections(page, flap)), at(22, 525, 216, call(page)),
        at(283, 30, 221, contact(page), "contact"), at(283, 400, 221, sources(page)),
        at(283, 558, 221, paragraph(page["draft"], "draft")), at(283, 571, 221, paragraph(page["form"], "small")),
    ))  # fmt: skip
    columns = ((24, within[:1]), (290, within[1:3]), (554, within[3:]))
    inside = "".join(
        at(x, 30, 36, "", "bar") + at(x, 45, 216, sections(page, some)) for x, some in columns
    )
    return f"<div class=side>{outside}</div><div class=side>{inside}</div>"


def at(x: float, y: float, width: float, inside: str, kind: str = "", style: str = "") -> str:
    return f"<div class='at {kind}' style='left: {x}pt; top: {y}pt; width: {width}pt; {style}'>{inside}</div>"


def paragraph(text: str, kind: str = "") -> str:
    return f"<p class='{kind}'>{escape(text)}</p>"


def heading(page: dict[str, Any]) -> str:
    return f"<h1>{escape(page['title'])}</h1>"


def summary(page: dict[str, Any]) -> str:
    return f"<div class=summary>{paragraph(page['summary_label'], 'label')}{paragraph(page['summary'])}</div>"


def call(page: dict[str, Any]) -> str:
    return f"<div class=call>{paragraph(page['call'])}{paragraph(page['phone'], 'phone')}</div>"


def contact(page: dict[str, Any]) -> str:
    kinds = {
        "practice": "strong",
        "street": "",
        "town": "",
        "phone": "number",
        "fax": "",
        "hours": "",
    }
    code = (
        f"<img src=code.svg alt='{escape(page['qr_label'])}' style='width: 68pt; margin-top: 9pt'>"
    )
    return (
        "".join(paragraph(page[key], kind) for key, kind in kinds.items())
        + code
        + paragraph(page["qr_label"], "small")
    )


def sources(page: dict[str, Any]) -> str:
    return paragraph(page["sources_label"], "label") + "".join(
        paragraph(one, "source") for one in page["sources"]
    )


def sections(page: dict[str, Any], some: list[dict[str, Any]]) -> str:
    return "".join(
        f"<h2>{escape(one['heading'])}</h2>{blocks(page, one['blocks'])}" for one in some
    )


def blocks(page: dict[str, Any], some: list[dict[str, Any]]) -> str:
    made = ""
    for block, follows in zip(some, [*some[1:], {"kind": ""}], strict=True):
        if block["kind"] == "text":
            made += f"<p class='{'lead' if follows['kind'] == 'list' else ''}'>{runs(block['runs'])}</p>"
        elif block["kind"] == "list":
            items = "".join(f"<li>{runs(one)}</li>" for one in block["items"])
            made += (
                f"<ul>{items}</ul>"
                if block["start"] is None
                else f"<ol start={block['start']}>{items}</ol>"
            )
        else:
            made += f"<div class=warning><p class=lead><b>{escape(page['warning'])}</b></p>{blocks(page, block['blocks'])}</div>"
    return made


def runs(parts: list[list[Any]]) -> str:
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in parts)


def main(folder: str, layout: str, out: str) -> None:
    page = json.loads((Path(folder) / "page.json").read_text(encoding="utf-8"))
    Path(out).write_bytes(maker(Path(folder))(page, layout))


if __name__ == "__main__":
    main(*sys.argv[1:4])
