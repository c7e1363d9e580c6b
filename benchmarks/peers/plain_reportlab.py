"""Make the page with a plain ReportLab Platypus script: no tags, no fitting, no checks.

python plain_reportlab.py FOLDER LAYOUT OUT
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from svglib.svglib import svg2rlg

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
PRIMARY, ACCENT = HexColor("#1b4d5c"), HexColor("#b23c17")
INK, TINT = HexColor("#1d2529"), HexColor("#e3eff1")
FACES = {"R": "Regular", "B": "Bold", "T": "BoldTabular"}


def style(
    font: str,
    size: float,
    leading: float,
    color: Any = INK,
    before: float = 0,
    after: float = 0,
    **more: Any,
) -> ParagraphStyle:
    """Return a paragraph style. All sizes are in points."""
    return ParagraphStyle(
        font,
        fontName=font,
        bulletFontName="B",
        fontSize=size,
        leading=leading,
        textColor=color,
        spaceBefore=before,
        spaceAfter=after,
        bulletColor=PRIMARY,
        **more,
    )


def sheet_styles() -> dict[str, ParagraphStyle]:
    """Return the styles of the FAQ sheet."""
    return {
        "title": style("B", 28, 31, PRIMARY, 0, 2),
        "subtitle": style("R", 14, 18),
        "mark": style("B", 11, 14, ACCENT, 0, 5),
        "label": style("B", 12.5, 15, PRIMARY, 0, 2),
        "summary": style("R", 12.5, 16),
        "heading": style("B", 13.5, 15, PRIMARY, 11.25),
        "body": style("R", 12, 15, INK, 0, 7.5),
        "lead": style("R", 12, 15),
        "item": style("R", 12, 15, leftIndent=14, bulletIndent=1),
        "call": style("B", 12, 15, white),
        "phone": style("T", 21, 24, white),
        "strong": style("B", 12, 16, PRIMARY),
        "contact": style("R", 11, 14),
        "number": style("T", 17, 21, PRIMARY),
        "code": style("R", 9, 11, alignment=2),
        "small": style("R", 8.5, 11, alignment=2),
        "draft": style("B", 9, 11, ACCENT),
        "warning": style("B", 12.5, 15),
    }


def trifold_styles() -> dict[str, ParagraphStyle]:
    """Return the styles of the tri-fold."""
    return {
        **sheet_styles(),
        "title": style("B", 27, 30, white, 0, 7),
        "subtitle": style("R", 14, 18, white),
        "mark": style("B", 14, 17, PRIMARY),
        "heading": style("B", 14.5, 16, PRIMARY, 20, 8),
        "body": style("R", 12, 16, INK, 0, 8),
        "lead": style("R", 12, 16),
        "item": style("R", 12, 16, leftIndent=14, bulletIndent=1),
        "contact": style("R", 12, 16),
        "number": style("T", 20, 27, PRIMARY),
        "code": style("R", 10, 13),
        "small": style("R", 8.5, 11),
        "source-label": style("B", 9, 12, PRIMARY),
        "source": style("R", 8.5, 11, INK, 0, 2.5),
    }


def maker(folder: Path) -> Callable[[dict[str, Any], str], bytes]:
    """Return a function that makes the page. Fonts and drawing are loaded once."""
    for name, face in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"AtkinsonHyperlegibleNext-{face}.ttf")))
        pdfmetrics.registerFontFamily(name, name, "B", name, "B")
    picture = svg2rlg(str(folder / "picture.svg"))
    assert picture
    return lambda page, layout: (Sheet if layout == "faq-sheet" else Trifold)(page, picture).pdf()


class Sheet:
    """The FAQ sheet: one portrait page with head, short answer, two columns and footer."""

    styles = sheet_styles()

    def __init__(self, page: dict[str, Any], picture: Drawing) -> None:
        self.page, self.picture = page, picture

    def pdf(self) -> bytes:
        """Return the PDF."""
        buffer = io.BytesIO()
        document = self.template(buffer)
        document.build(self.story())
        return buffer.getvalue()

    def template(self, buffer: io.BytesIO) -> BaseDocTemplate:
        """Return the document with its frames."""
        about: Any = {
            "title": self.page["title"],
            "author": self.page["practice"],
            "lang": self.page["language"],
            "initialFontName": "R",
        }
        document = BaseDocTemplate(buffer, pagesize=letter, **about)
        frames = [_frame(36, 131, 258, 456), _frame(318, 187, 258, 400)]
        document.addPageTemplates([PageTemplate("sheet", frames, onPage=self.draw)])
        return document

    def story(self) -> list[Any]:
        """Return the flowables of the sections."""
        flowables: list[Any] = []
        for number, section in enumerate(self.page["sections"]):
            flowables += [FrameBreak()] if number == 3 else []
            flowables += self.section(section)
        return flowables

    def draw(self, canvas: Canvas, document: Any) -> None:
        """Draw the parts of the page that do not flow."""
        page = self.page
        _picture(canvas, self.picture, 505, 668, 71)
        below = self.text(canvas, page["practice"], "mark", 36, 741, 440)
        below = self.text(canvas, page["title"], "title", 36, below - 5, 440)
        self.text(canvas, page["subtitle"], "subtitle", 36, below - 2, 440)
        _field(canvas, TINT, 36, 598, 540, 62)
        _field(canvas, ACCENT, 36, 598, 5, 62)
        below = self.text(canvas, page["summary_label"], "label", 53, 652, 510)
        self.text(canvas, page["summary"], "summary", 53, below - 2, 510)
        self.call(canvas, 318, 117, 258)
        self.band(canvas)

    def call(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw the box with the telephone number; (x, y) is its lower-left corner, in points."""
        _field(canvas, PRIMARY, x, y, width, 55)
        below = self.text(canvas, self.page["call"], "call", x + 12, y + 47, width - 24)
        self.text(canvas, self.page["phone"], "phone", x + 12, below, width - 24)

    def band(self, canvas: Canvas) -> None:
        """Draw the footer with the practice's details."""
        page = self.page
        _field(canvas, TINT, 36, 46, 540, 61)
        below = self.text(canvas, page["practice"], "strong", 46, 101, 190)
        below = self.text(canvas, page["street"], "contact", 46, below, 190)
        self.text(canvas, page["town"], "contact", 46, below, 190)
        below = self.text(canvas, page["phone"], "number", 248, 102, 210)
        below = self.text(canvas, page["fax"], "contact", 248, below, 210)
        self.text(canvas, page["hours"], "contact", 248, below, 210)
        self.text(canvas, page["qr_label"], "code", 470, 88, 44)
        _code(canvas, page["qr"], 519, 51, 52)
        self.text(canvas, page["draft"], "draft", 36, 41, 300)
        self.text(canvas, page["form"], "small", 336, 41, 240)

    def section(self, section: dict[str, Any]) -> list[Any]:
        """Return the flowables of a section."""
        return [
            Paragraph(escape(section["heading"]), self.styles["heading"]),
            *self.blocks(section["blocks"]),
        ]

    def blocks(self, blocks: list[dict[str, Any]]) -> list[Any]:
        """Return the flowables of the blocks of a section."""
        flowables: list[Any] = []
        for block, following in zip(blocks, [*blocks[1:], {"kind": "text"}], strict=True):
            if block["kind"] == "text":
                role = "lead" if following["kind"] == "list" else "body"
                flowables.append(Paragraph(_marked(block["runs"]), self.styles[role]))
            elif block["kind"] == "list":
                start = block["start"]
                for index, item in enumerate(block["items"]):
                    mark = "•" if start is None else f"{start + index}."
                    flowables.append(Paragraph(_marked(item), self.styles["item"], mark))
                flowables.append(Spacer(0, 7.5))
            else:
                inside = [
                    Paragraph(escape(self.page["warning"]), self.styles["warning"]),
                    *self.blocks(block["blocks"]),
                ]
                border = [("BOX", (0, 0), (0, 0), 1.75, ACCENT)]
                flowables.append(Table([[inside]], style=border, spaceBefore=7.5))
        return flowables

    def text(
        self, canvas: Canvas, text: str, role: str, x: float, top: float, width: float
    ) -> float:
        """Draw a paragraph with its top-left corner at (x, top), in points. Return its lower y."""
        paragraph = Paragraph(escape(text), self.styles[role])
        _, height = paragraph.wrapOn(canvas, width, 1000)
        paragraph.drawOn(canvas, x, top - height)
        return top - height


class Trifold(Sheet):
    """The tri-fold: the two sides of a sheet folded in three."""

    styles = trifold_styles()

    def template(self, buffer: io.BytesIO) -> BaseDocTemplate:
        """Return the document with its frames."""
        about: Any = {
            "title": self.page["title"],
            "author": self.page["practice"],
            "lang": self.page["language"],
            "initialFontName": "R",
        }
        document = BaseDocTemplate(buffer, pagesize=landscape(letter), **about)
        inside = [_frame(x, 30, 216, 537) for x in (24, 290, 554)]
        outside = [_frame(22, 110, 216, 345)]
        document.addPageTemplates(
            [
                PageTemplate("outside", outside, onPage=self.draw),
                PageTemplate("inside", inside, onPage=self.rules),
            ]
        )
        return document

    def story(self) -> list[Any]:
        """Return the flowables of the sections."""
        flowables: list[Any] = []
        for section in self.page["sections"]:
            if section["flap"]:
                flowables += self.section(section)
        flowables += [NextPageTemplate("inside"), FrameBreak()]
        within = [section for section in self.page["sections"] if not section["flap"]]
        for number, section in enumerate(within):
            flowables += [FrameBreak()] if number in (1, 3) else []
            flowables += self.section(section)
        return flowables

    def rules(self, canvas: Canvas, document: Any) -> None:
        """Draw the rules above the inner columns."""
        for x in (24, 290, 554):
            _field(canvas, ACCENT, x, 578, 36, 4)

    def draw(self, canvas: Canvas, document: Any) -> None:
        """Draw the parts of the page that do not flow."""
        page = self.page
        _field(canvas, TINT, 22, 466, 216, 116)
        _field(canvas, ACCENT, 22, 466, 5, 116)
        below = self.text(canvas, page["summary_label"], "label", 38, 572, 188)
        self.text(canvas, page["summary"], "summary", 38, below - 3, 188)
        self.call(canvas, 22, 30, 216)
        self.back(canvas)
        _field(canvas, TINT, 535, 60, 239, 534)
        _field(canvas, PRIMARY, 535, 430, 239, 164)
        below = self.text(canvas, page["title"], "title", 550, 557, 205)
        self.text(canvas, page["subtitle"], "subtitle", 550, below - 7, 205)
        _picture(canvas, self.picture, 552, 110, 205)
        self.text(canvas, page["practice"], "mark", 550, 50, 205)

    def back(self, canvas: Canvas) -> None:
        """Draw the back panel."""
        page, below = self.page, 570.0
        _field(canvas, TINT, 283, 380, 221, 202)
        roles = {"practice": "strong", "phone": "number"}
        for key in ("practice", "street", "town", "phone", "fax", "hours"):
            below = self.text(canvas, page[key], roles.get(key, "contact"), 295, below, 200)
        _code(canvas, page["qr"], 295, 386, 68)
        self.text(canvas, page["qr_label"], "code", 371, 427, 120)
        below = self.text(canvas, page["sources_label"], "source-label", 283, 210, 221)
        for source in page["sources"]:
            below = self.text(canvas, source, "source", 283, below - 2.5, 221)
        self.text(canvas, page["draft"], "draft", 283, 53, 221)
        self.text(canvas, page["form"], "small", 283, 41, 221)


def _frame(x: float, y: float, width: float, height: float) -> Frame:
    return Frame(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _marked(runs: list[list[Any]]) -> str:
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in runs)


def _field(canvas: Canvas, color: Any, x: float, y: float, width: float, height: float) -> None:
    canvas.setFillColor(color)
    canvas.roundRect(x, y, width, height, min(5, width / 2), stroke=0, fill=1)


def _picture(canvas: Canvas, drawing: Drawing, x: float, y: float, width: float) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(width / drawing.width, width / drawing.width)
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.restoreState()


def _code(canvas: Canvas, target: str, x: float, y: float, side: float) -> None:
    drawing = Drawing(side, side)
    drawing.add(QrCodeWidget(target, barWidth=side, barHeight=side, barBorder=3))
    canvas.setFillColor(white)
    canvas.rect(x, y, side, side, stroke=0, fill=1)
    renderPDF.draw(drawing, canvas, x, y)


def main(folder: str, layout: str, out: str) -> None:
    """Make one page, from the ``page.json`` in a folder."""
    page = json.loads((Path(folder) / "page.json").read_text(encoding="utf-8"))
    Path(out).write_bytes(maker(Path(folder))(page, layout))


if __name__ == "__main__":
    main(*sys.argv[1:4])
