"""From the recipients of a run to what each page must show, without the code that composed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from press.brand.brand import Brand
from press.content.values import lookup
from press.layout import Face, PostalBarcode
from press.mail.letters.address_blocks import PrintedAddress
from press.mail.letters.compose import LetterComposer
from press.mail.letters.envelopes import address_place
from press.mail.letters.imb import Payload
from press.mail.letters.labels import sheet_named
from press.mail.recipients import Recipient
from press.mail.verify.pages import ExpectedPage, TextArea, page_texts
from press.paper import Envelope, Rect
from press.typeset.phrases import phrases

NOT_ALONE = "does not carry its own number alone"
NOT_ITS_ADDRESS = "does not show its own address alone in the window"
TOO_NEAR = "has its address too near the edge of the window"
NOT_ITS_LABEL = "has another address or number in its place"


class Side(NamedTuple):
    """A side of a piece's sheets, with its width and height in points.

    ``page`` is the page of the letter or the enclosure on it, from 0; None on a blank side.
    ``enclosure`` counts the enclosures from 0; it is None for a letter, of ``pages`` pages.
    """

    width: float
    height: float
    page: int | None
    enclosure: int | None
    pages: int


class SheetCount(NamedTuple):
    """The sheets of a piece: ``before`` are in earlier files, ``total`` in all files.

    ``sides`` is 2 if they are printed on both sides, else 1.
    """

    sides: int
    before: int
    total: int


class ExpectedPages:
    """What the pages of a run's print files must show."""

    def __init__(self, composer: LetterComposer) -> None:
        self.composer, self.prepared = composer, composer.prepared
        self.watermark = watermark(self.prepared.brand, self.prepared.letters.language)

    def piece(
        self,
        recipient: Recipient,
        sides: Sequence[Side],
        sheets: SheetCount,
        first: int,
        barcode_omitted: bool = False,
    ) -> Iterator[ExpectedPage]:
        """Yield the pages of a piece, the first of which is page ``first`` of its file, from 0.

        ``barcode_omitted`` is True if its letter has no room for its barcode.
        """
        for index, side in enumerate(sides):
            sheet = sheets.before + index // sheets.sides + 1
            mark = f"{recipient.number:04}-{sheet}/{sheets.total}"
            address = self.address_areas(recipient, index) if sheets.before == 0 else ()
            areas = (self._mark(mark, side), *address)
            page = ExpectedPage(first + index, recipient.number, recipient.place, areas)
            if side.page is not None:
                page = page._replace(watermark=self.watermark)
            if side.enclosure is None and side.page is not None:
                yield self._letter(page, recipient, side, barcode_omitted)
            else:
                yield page._replace(full_text=self._enclosure_text(recipient, side) + mark)

    def _mark(self, mark: str, side: Side) -> TextArea:
        x0, y0, x1, y1 = self.prepared.marks.box(mark, side.width, side.height)
        return TextArea(Rect(x0 - 4, y0 - 3, x1 + 4, y1 + 2), (mark,), NOT_ALONE)

    def _letter(
        self, page: ExpectedPage, recipient: Recipient, side: Side, barcode_omitted: bool
    ) -> ExpectedPage:
        """Return what a page of a letter must show.

        The recipient's values are on the first page or a later one; the later ones have a head.
        """
        variant = self.prepared.letters.variant(recipient.values, recipient.language)
        if side.page:
            head = f"{recipient.number:04}\u00b7{self.prepared.day(variant.language)}"
            return page._replace(texts=(head,))
        values = (str(lookup(name, recipient.values)) for name in sorted(variant.fields))
        barcode = None if barcode_omitted else self.composer.letter_barcode(recipient)
        return page._replace(
            texts=tuple(values),
            last=page.page + side.pages - 1,
            address=recipient.address.lines,
            bars=bar_states(barcode),
        )

    def _enclosure_text(self, recipient: Recipient, side: Side) -> str:
        """Return all text of a page of an enclosure; empty for a blank side."""
        if side.page is None or side.enclosure is None:
            return ""
        text = self._enclosure_texts[side.enclosure][side.page]
        if self.prepared.windows is None and side.page == self.back.page:
            text += "".join(recipient.address.lines)
        return text

    @cached_property
    def _enclosure_texts(self) -> list[list[str]]:
        """The text of each page of each enclosure."""
        watermarked = bool(self.watermark)
        return [page_texts(enclosure.data, watermarked) for enclosure in self.prepared.enclosed]

    def address_areas(self, recipient: Recipient, side: int) -> Iterator[TextArea]:
        """Yield where the address is on a side of a piece's first sheet, counted from 0.

        The windows show nothing else, but for a watermark that may cross them.
        """
        windows, lines = self.prepared.windows, recipient.address.lines
        if windows is None:
            if side == self.back.page:
                yield TextArea(self._address_side, lines, NOT_ITS_ADDRESS)
        elif side == 0:
            yield TextArea(windows.sweeps[0], lines, NOT_ITS_ADDRESS)
            yield TextArea(windows.address, lines, TOO_NEAR)
            if windows.sender:
                yield TextArea(windows.sweeps[1], self.composer.sender, NOT_ITS_ADDRESS)

    @property
    def back(self) -> Face:
        """The panel of a self-mailer with its address side."""
        back = self.prepared.enclosed[0].back
        assert back
        return back

    @property
    def _address_side(self) -> Rect:
        """The box of a self-mailer's address on its page, in points; its lines run upward."""
        zone, foot = self.prepared.enclosed[0].zone, self.back.x + self.back.width
        return Rect(foot - zone.y - zone.height, zone.x, foot - zone.y, zone.x + zone.width)


def watermark(brand: Brand, language: str) -> str:
    """Return the word across each page of a sample practice in a language; empty for a real one."""
    words = phrases(language) if brand.sample else None
    return words["sample"] if words else ""


def label_pages(
    addresses: Sequence[PrintedAddress], name: str, start_at: int, across: str = ""
) -> Iterator[ExpectedPage]:
    """Yield each address on its label, in order from the label ``start_at``, counted from 1.

    All other labels of a sheet are empty. ``across`` is the sheets' watermark.
    """
    cells = sheet_named(name).cells()
    numbered = enumerate(addresses, start_at - 1)
    for sheet, group in groupby(numbered, key=lambda pair: pair[0] // len(cells)):
        labels = [(index, label, (_number_line(label), *label.lines)) for index, label in group]
        full_text: str | None = "".join(line for _, _, lines in labels for line in lines)
        for index, label, lines in labels:
            area = TextArea(cells[index % len(cells)], lines, NOT_ITS_LABEL)
            yield ExpectedPage(
                sheet, label.number, label.place, (area,), full_text, watermark=across
            )
            full_text = None  # the whole sheet is compared once


def envelope_pages(
    addresses: Sequence[PrintedAddress],
    envelope: Envelope,
    sender: Sequence[str],
    across: str = "",
) -> Iterator[ExpectedPage]:
    """Yield each address on an envelope of its own, with the sender's lines and nothing else.

    ``across`` is the envelopes' watermark.
    """
    for page, address in enumerate(addresses):
        area = TextArea(address_place(envelope), address.lines, NOT_ITS_LABEL)
        full_text = "".join((_number_line(address), *sender, *address.lines))
        bars = bar_states(address.barcode)
        yield ExpectedPage(
            page, address.number, address.place, (area,), full_text, bars=bars, watermark=across
        )


def _number_line(address: PrintedAddress) -> str:
    return f"No. {address.number:04}"


def bar_states(barcode: Payload | None) -> str:
    """Return the states (T, A, D, F) of a barcode's bars; empty for None."""
    return PostalBarcode(*barcode).bars.states if barcode else ""
