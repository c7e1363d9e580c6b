"""From what a run was to make to all that must be read on each page, reckoned without what made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from press.content.values import lookup
from press.layout import Face, PostalBarcode
from press.mail.letters.address_blocks import Labelled
from press.mail.letters.compose import LetterComposer
from press.mail.letters.envelopes import address_place
from press.mail.letters.imb import Payload
from press.mail.letters.labels import sheet_named
from press.mail.recipients import Recipient
from press.mail.verify.pages import ExpectedPage, TextArea, page_texts
from press.paper import Envelope, Rect

NOT_ALONE = "does not carry its own number alone"
NOT_ITS_ADDRESS = "does not show its own address alone in the window"
TOO_NEAR = "has its address too near the edge of the window"
NOT_ITS_LABEL = "has another address or number in its place"


class Side(NamedTuple):
    """A side of a piece's sheets: its size in points, the page of the letter or of the enclosure on it, None on a blank one.

    ``enclosure`` counts the enclosures from 0; of a letter it is None, and ``pages`` says how many it has.
    """

    width: float
    height: float
    page: int | None
    enclosure: int | None
    pages: int


class Share(NamedTuple):
    """What a file has of a piece: so many sides of a sheet are printed on, so many sheets are in files ``before`` it, of all."""

    printed: int
    before: int
    total: int


class ExpectedPages:
    """What must stand on the pages of a run's print files."""

    def __init__(self, composing: LetterComposer) -> None:
        self.composing, self.prepared = composing, composing.prepared

    def piece(
        self, one: Recipient, sides: Sequence[Side], share: Share, first: int
    ) -> Iterator[ExpectedPage]:
        """The pages of a piece, the first of which is ``first`` in its file."""
        printed, before, total = share
        for at, side in enumerate(sides):
            mark = f"{one.number:04}-{before + at // printed + 1}/{total}"
            zones = [self._marked(mark, side), *(self._address(one, at) if before == 0 else ())]
            seen = ExpectedPage(first + at, one.number, one.place, tuple(zones))
            yield (
                self._letter(seen, one, side)
                if side.enclosure is None and side.page is not None
                else seen._replace(whole=self._whole(one, side) + mark)
            )

    def _marked(self, mark: str, side: Side) -> TextArea:
        x0, y0, x1, y1 = self.prepared.marks.box(mark, side.width, side.height)
        return TextArea(Rect(x0 - 4, y0 - 3, x1 + 4, y1 + 2), (mark,), NOT_ALONE)

    def _letter(self, seen: ExpectedPage, one: Recipient, side: Side) -> ExpectedPage:
        """Its first page says what only this recipient is to be told, or one of the others does; those have a heading."""
        variant = self.prepared.letters.variant(one.values, one.language)
        if side.page:
            return seen._replace(
                told=(f"{one.number:04}\u00b7{self.prepared.day(variant.language)}",)
            )
        told = tuple(str(lookup(name, one.values)) for name in sorted(variant.fields))
        return seen._replace(
            told=told,
            last=seen.page + side.pages - 1,
            address=one.address.lines,
            bars=self._bars(one),
        )

    def _bars(self, one: Recipient) -> str:
        barcode = (
            self.composing.barcode(one)
            if self.composing.windowed and one.number not in self.composing.unbarred
            else None
        )
        return bars(barcode)

    def _whole(self, one: Recipient, side: Side) -> str:
        """All that an enclosure says on a page, or nothing on a blank one."""
        if side.page is None or side.enclosure is None:
            return ""
        own = (
            one.address.lines
            if self.prepared.windows is None and side.page == self.back.page
            else ()
        )
        return self._enclosed[side.enclosure][side.page] + "".join(own)

    @cached_property
    def _enclosed(self) -> list[list[str]]:
        return [page_texts(one.data) for one in self.prepared.enclosed]

    def _address(self, one: Recipient, side: int) -> Iterator[TextArea]:
        """What is to be read of the address on a side of a piece's first sheet, counted from 0.

        In the windows nothing else may be; but of a sample practice, a word goes across the page, which is nobody's address.
        """
        windows, lines = self.prepared.windows, one.address.lines
        if windows is None:
            if side == self.back.page:
                yield TextArea(self._turned, lines, NOT_ITS_ADDRESS)
        elif side == 0 and self.prepared.brand.sample:
            yield TextArea(windows.address, lines, NOT_ITS_ADDRESS)
        elif side == 0:
            yield TextArea(windows.sweeps[0], lines, NOT_ITS_ADDRESS)
            yield TextArea(windows.address, lines, TOO_NEAR)
            if windows.sender:
                yield TextArea(windows.sweeps[1], self.composing.sender, NOT_ITS_ADDRESS)

    @property
    def back(self) -> Face:
        """The panel of a self-mailer with its address side."""
        back = self.prepared.enclosed[0].back
        assert back
        return back

    @property
    def _turned(self) -> Rect:
        """Where the address of a self-mailer stands on its page, with lines that run upward."""
        zone, foot = self.prepared.enclosed[0].zone, self.back.x + self.back.width
        return Rect(foot - zone.y - zone.height, zone.x, foot - zone.y, zone.x + zone.width)


def on_labels(each: Sequence[Labelled], name: str, start_at: int) -> Iterator[ExpectedPage]:
    """Each address on the label that is its turn, and the others of a sheet empty."""
    cells = sheet_named(name).cells()
    for sheet, here in groupby(enumerate(each, start_at - 1), key=lambda one: one[0] // len(cells)):
        labels = [(at, one, (f"No. {one.number:04}", *one.lines)) for at, one in here]
        whole: str | None = "".join(line for _, _, lines in labels for line in lines)
        for at, one, lines in labels:
            zone = TextArea(cells[at % len(cells)], lines, NOT_ITS_LABEL)
            yield ExpectedPage(sheet, one.number, one.place, (zone,), whole)
            whole = None  # a sheet is looked at once


def on_envelopes(
    each: Sequence[Labelled], envelope: Envelope, sender: Sequence[str]
) -> Iterator[ExpectedPage]:
    """Each address on an envelope of its own, with who sends it and nothing else."""
    for page, one in enumerate(each):
        zone = TextArea(address_place(envelope), one.lines, NOT_ITS_LABEL)
        whole = "".join((f"No. {one.number:04}", *sender, *one.lines))
        yield ExpectedPage(page, one.number, one.place, (zone,), whole, bars=bars(one.barcode))


def bars(barcode: Payload | None) -> str:
    """The states of its bars; empty where there is none."""
    return PostalBarcode(*barcode).bars.states if barcode else ""
