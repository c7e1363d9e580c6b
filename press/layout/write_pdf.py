"""From arranged pages to the bytes of a PDF: metadata, fonts, duplex and print scaling."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from press.brand.printers import Printer
from press.layout.columns import Placement
from press.layout.print_shop import PrintShop, begin_page, draw_marks, write_slug
from press.tagged.canvas import TaggedCanvas
from press.tagged.contrast import LowContrast
from press.tagged.guarded_canvas import Forbidden
from press.tagged.nodes import ReadingOrder
from press.typeset.fonts.form_font import embed_form_font
from press.typeset.story import Story

DUPLEX = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge"}


class PageSpec(NamedTuple):
    """A page: size in points, what is drawn behind, and what stands where."""

    width: float
    height: float
    behind: Sequence[Callable[[TaggedCanvas], None]]
    placements: list[Placement]


class WrittenPdf(NamedTuple):
    """The bytes of a PDF, and what was seen while it was drawn: pages with text that is neither content nor
    furniture, what no such file may hold, colours too alike, whether there is a title, and how many fields to fill in."""

    data: bytes
    untagged_pages: list[int]
    forbidden: list[Forbidden]
    low_contrast: list[LowContrast]
    titled: bool
    fields: int = 0


def write_pdf(
    pages: Sequence[PageSpec],
    story: Story,
    duplex: str | None,
    canvas_type: type[TaggedCanvas] = TaggedCanvas,
    printer: Printer | None = None,
    print_shop: PrintShop | None = None,
    folds: Sequence[Sequence[float]] = (),
    bookmarks: Mapping[int, str] | None = None,
) -> WrittenPdf:
    """A tagged PDF, PDF/UA-1 and PDF/A-2a. The same pages give the same bytes. All on a page is moved for the printer.

    ``bookmarks`` are titles by the page, from 0, that they lead to; with them, pages are labelled by their numbers.
    For a ``print_shop`` pages have marks round them, also at the ``folds`` of each, in points from its left edge.
    """
    buffer = io.BytesIO()
    canvas = canvas_type(
        buffer,
        pagesize=(pages[0].width, pages[0].height),
        pageCompression=1,
        invariant=1,
        lang=story.language,
        initialFontName=story.styles.fonts.name("regular"),
        pdfVersion=(1, 7),
    )
    _describe(canvas, story, duplex)
    pages = _once(pages)
    canvas.reading_order = _reading_order(pages)
    canvas.areas = story.styles.edition.areas
    if story.styles.edition.fields:
        canvas.form.font = partial(embed_form_font, story.styles.fonts)
    if print_shop:
        canvas.condition = print_shop.condition(story.brand.paper)
    for number, page in enumerate(pages, 1):
        if print_shop:
            begin_page(canvas, page.width, page.height)
            draw_marks(canvas, page.width, page.height, folds[number - 1] if folds else ())
            if canvas.condition:
                write_slug(
                    canvas,
                    page.height,
                    f"Page {number} of {len(pages)}",
                    story.styles.fonts.name("regular"),
                )
        else:
            canvas.setPageSize((page.width, page.height))
        if printer:
            _move(
                canvas,
                *printer.move(
                    page.height > page.width, back=duplex is not None and number % 2 == 0
                ),
            )
        if word := story.sample_word():
            _mark_sample(canvas, page, word, story)
        if bookmarks and (title := bookmarks.get(number - 1)):
            canvas.bookmarkPage(f"part-{number}")
            canvas.addOutlineEntry(title, f"part-{number}", 0)
        for draw in page.behind:
            canvas.saveState()
            draw(canvas)
            canvas.restoreState()
        for one in page.placements:
            _draw(canvas, one)
        canvas.showPage()
    if bookmarks:
        canvas.showOutline()
        canvas.addPageLabel(0, style="ARABIC", start=1)
    canvas.save()
    titled, fields = (
        canvas.reading_order.title is not None,
        len(canvas.form.fields) if story.styles.edition.fields else 0,
    )
    return WrittenPdf(
        buffer.getvalue(),
        canvas.untagged_pages,
        canvas.forbidden,
        canvas.contrast.low_contrast,
        titled,
        fields,
    )


def _once(pages: Sequence[PageSpec]) -> list[PageSpec]:
    """The pages, with everything that stands there a second time as furniture: it was read where it stood first."""
    seen: set[int] = set()
    again: set[int] = set()
    for one in sorted(
        (one for page in pages for one in page.placements), key=lambda one: one.order
    ):
        own = {id(one.flowable), *map(id, one.flowable.paragraphs)}
        if seen & own:
            again.add(id(one))
        seen |= own
    return [
        page._replace(
            placements=[
                one._replace(furniture=True) if id(one) in again else one for one in page.placements
            ]
        )
        for page in pages
    ]


def _reading_order(pages: Sequence[PageSpec]) -> ReadingOrder:
    """The elements of all pages in the order in which they are read."""
    placed = sorted(
        (one for page in pages for one in page.placements if not one.furniture),
        key=lambda one: one.order,
    )
    return ReadingOrder(node for one in placed for node in one.flowable.elements)


def _draw(canvas: TaggedCanvas, one: Placement) -> None:
    canvas.reading_position = one.order
    one.flowable.wrap(one.width, one.height)
    if one.furniture:
        with canvas.furniture():
            one.flowable.drawOn(canvas, one.x, one.y)
    else:
        one.flowable.drawOn(canvas, one.x, one.y)


def _move(canvas: TaggedCanvas, x: float, y: float) -> None:
    """Move all that is drawn on the page from now on, with its links and the boxes of its pictures."""
    if (x, y) != (0, 0):
        canvas.translate(x, y)


def _describe(canvas: TaggedCanvas, story: Story, duplex: str | None) -> None:
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


def _mark_sample(canvas: TaggedCanvas, page: PageSpec, word: str, story: Story) -> None:
    """One pale word across the page, behind everything, until the practice's own details are in."""
    canvas.saveState()
    size = page.height / 5
    canvas.setFont(story.styles.fonts.name("bold"), size)
    canvas.setFillGray(0.9)
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(35)
    with canvas.furniture(watermark=True):
        canvas.drawCentredString(0, -size / 3, word)
    half = canvas.stringWidth(word) / 2
    canvas.record_background((-half, -size / 3, half, size / 2))
    canvas.restoreState()
