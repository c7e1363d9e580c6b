"""From arranged pages to the bytes of a PDF: metadata, fonts, duplex and print scaling."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from press.layout.cursor import Placed
from press.typeset.story import Story

DUPLEX = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge"}


class PageSpec(NamedTuple):
    """A page: size in points, what is drawn behind, and what stands where."""

    width: float
    height: float
    behind: Sequence[Callable[[Canvas], None]]
    placed: list[Placed]


def write_pdf(pages: Sequence[PageSpec], story: Story, duplex: str | None) -> bytes:
    """The same pages give the same bytes."""
    buffer = io.BytesIO()
    font = story.styles.fonts.name("regular")
    canvas = Canvas(
        buffer,
        pagesize=(pages[0].width, pages[0].height),
        pageCompression=1,
        invariant=1,
        lang=story.language,
        initialFontName=font,  # type: ignore[arg-type]  # the stubs say float; it is a name
        pdfVersion=(1, 7),
    )
    _describe(canvas, story, duplex)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for draw in page.behind:
            canvas.saveState()
            draw(canvas)
            canvas.restoreState()
        if word := story.sample_word():
            _mark_sample(canvas, page, word, story)
        for one in page.placed:
            one.flowable.wrap(one.width, one.height)
            one.flowable.drawOn(canvas, one.x, one.y)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _describe(canvas: Canvas, story: Story, duplex: str | None) -> None:
    handout, brand = story.handout, story.brand
    canvas.setTitle(handout.title.text)
    canvas.setAuthor(brand.name)
    canvas.setSubject(handout.subtitle.text if handout.subtitle else handout.title.text)
    canvas.setCreator("Handout Press")
    canvas.setProducer("ReportLab")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    if duplex:
        canvas.setViewerPreference("Duplex", DUPLEX[duplex])


def _mark_sample(canvas: Canvas, page: PageSpec, word: str, story: Story) -> None:
    """One pale word across the page, behind the text, until the practice's own details are in."""
    canvas.saveState()
    size = page.height / 5
    canvas.setFont(story.styles.fonts.name("bold"), size)
    canvas.setFillGray(0.9)
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(35)
    canvas.drawCentredString(0, -size / 3, word)
    canvas.restoreState()
