"""From arranged pages to the bytes of a PDF: metadata, fonts, duplex and print scaling."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import NamedTuple

from press.brand.printers import Printer
from press.layout.columns import Placement
from press.layout.print_shop import PrintShop, begin_page, draw_marks, write_slug
from press.tagged.canvas import TaggedCanvas
from press.tagged.contrast import LowContrast
from press.tagged.guarded_canvas import Forbidden, PrintedPicture
from press.tagged.nodes import ReadingOrder
from press.typeset.fonts.form_font import embed_form_font
from press.typeset.story import Story

DUPLEX = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge"}


class PageSpec(NamedTuple):
    """A page: its size in points, what is drawn behind, and the flowables on it."""

    width: float
    height: float
    behind: Sequence[Callable[[TaggedCanvas], None]]
    placements: list[Placement]


class WrittenPdf(NamedTuple):
    """The bytes of a PDF, and what was noticed while it was drawn.

    ``untagged_pages`` have text that is neither content nor furniture. ``forbidden`` is what no
    such file may hold. ``low_contrast`` are text and ground too alike. ``titled`` tells if it has a
    title. ``fields`` is the number of fields to fill in. ``pictures`` are those of pixels, as they
    are printed.
    """

    data: bytes
    untagged_pages: list[int]
    forbidden: list[Forbidden]
    low_contrast: list[LowContrast]
    titled: bool
    fields: int = 0
    pictures: tuple[PrintedPicture, ...] = ()


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
    """Return a tagged PDF: PDF/UA-1 and PDF/A-2a. The same pages give the same bytes.

    ``duplex`` is the edge on which sheets are turned, "long" or "short"; None for one side. All on
    a page is moved by the correction for the ``printer``. For a ``print_shop`` pages have marks
    round them, also at the ``folds`` of each, in points from its left edge. ``bookmarks`` are
    titles by the page (from 0) that they lead to; with them, pages are labelled by their numbers.
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
            count = f"Page {number} of {len(pages)}"
            _begin_for_print_shop(canvas, page, count, folds[number - 1] if folds else (), story)
        else:
            canvas.setPageSize((page.width, page.height))
        if printer:
            back = duplex is not None and number % 2 == 0
            _move(canvas, *printer.move(page.height > page.width, back=back))
        if word := story.sample_word():
            _mark_sample(canvas, page, word, story)
        if bookmarks and (title := bookmarks.get(number - 1)):
            canvas.bookmarkPage(f"part-{number}")
            canvas.addOutlineEntry(title, f"part-{number}", 0)
        _draw(canvas, page)
        canvas.showPage()
    if bookmarks:
        canvas.showOutline()
        canvas.addPageLabel(0, style="ARABIC", start=1)
    canvas.save()
    return WrittenPdf(
        buffer.getvalue(),
        canvas.untagged_pages,
        canvas.forbidden,
        canvas.contrast.low_contrast,
        canvas.reading_order.title is not None,
        len(canvas.form.fields) if story.styles.edition.fields else 0,
        tuple(getattr(canvas, "pictures", ())),
    )


def _once(pages: Sequence[PageSpec]) -> list[PageSpec]:
    """The pages, with all that is placed a second time as furniture: it is read once."""
    seen: set[int] = set()
    again: set[int] = set()
    placements = (placement for page in pages for placement in page.placements)
    for placement in sorted(placements, key=lambda placement: placement.order):
        own = {id(placement.flowable), *map(id, placement.flowable.paragraphs)}
        if seen & own:
            again.add(id(placement))
        seen |= own

    def read_once(placement: Placement) -> Placement:
        return placement._replace(furniture=True) if id(placement) in again else placement

    return [page._replace(placements=[*map(read_once, page.placements)]) for page in pages]


def _reading_order(pages: Sequence[PageSpec]) -> ReadingOrder:
    """The elements of all pages in the order in which they are read."""
    placements = (placement for page in pages for placement in page.placements)
    content = (placement for placement in placements if not placement.furniture)
    in_order = sorted(content, key=lambda placement: placement.order)
    return ReadingOrder(
        element for placement in in_order for element in placement.flowable.elements
    )


def _begin_for_print_shop(
    canvas: TaggedCanvas, page: PageSpec, count: str, folds: Sequence[float], story: Story
) -> None:
    begin_page(canvas, page.width, page.height)
    draw_marks(canvas, page.width, page.height, folds)
    if canvas.condition:
        write_slug(canvas, page.height, count, story.styles.fonts.name("regular"))


def _draw(canvas: TaggedCanvas, page: PageSpec) -> None:
    """Draw what is behind, and then the flowables."""
    for draw in page.behind:
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    for placement in page.placements:
        canvas.reading_position = placement.order
        placement.flowable.wrap(placement.width, placement.height)
        with canvas.furniture() if placement.furniture else nullcontext():
            placement.flowable.drawOn(canvas, placement.x, placement.y)


def _move(canvas: TaggedCanvas, x: float, y: float) -> None:
    """Move all that is drawn on the page from now on, by points to the right and up.

    Its links and the boxes of its pictures move with it.
    """
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
    """Draw one pale word across the page, behind everything, if the practice is a sample."""
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
