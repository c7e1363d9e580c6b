"""From recipients in order to the files of a run: print files for the tray, or one for each piece; labels, envelopes, a preview."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from press.finishing.assembling.assembly import Assembly
from press.finishing.assembling.component import read_component, turned_pages
from press.finishing.assembling.overlaying import overlay
from press.finishing.assembling.pieces import About, Leaf, Piece
from press.layout import SHEETS, Face
from press.mail.blocks import Labelled
from press.mail.composing import Composing
from press.mail.envelopes import envelopes
from press.mail.labels import labels
from press.mail.people import Recipient
from press.mail.preparing import Prepared
from press.mail.proving import Seen, page_count, prove, prove_blocks
from press.output import write_atomically
from press.paper import nominal
from press.paper.envelopes import Rect
from press.problems import ContentError

if TYPE_CHECKING:
    from press.mail.report import Report
    from press.mail.running import Order


class Made(NamedTuple):
    """A finished file of a run."""

    name: str
    pages: int
    sheets: int
    bytes: int
    sha256: str


@dataclass
class Files:
    """Writes the files of a run into its folder, each named after the run, for their owner alone."""

    folder: str
    run: str
    made: list[Made] = field(default_factory=list)

    def add(self, name: str, data: bytes, pages: int = 0, sheets: int = 0) -> None:
        name = f"{self.run}.{name}"
        write_atomically(os.path.join(self.folder, name), data, private=True)
        self.made.append(Made(name, pages, sheets, len(data), sha256(data).hexdigest()))


def print_files(prepared: Prepared, recipients: Sequence[Recipient], order: Order, files: Files, report: Report) -> None:
    """Make, prove and write all that the order asks for. Raises ContentError; then what was written is worth nothing."""
    printing = _Printing(prepared, recipients, order, files, report)
    for part in printing.parts():
        printing.write(part)
    report.unbarred = printing.composing.unbarred
    if order.preview is None:
        printing.addressed()


class Part(NamedTuple):
    """One kind of print file: its name, the edge over which its sheets are turned, and what is in it of each piece.

    So many sheets of each piece are ``after`` it, in another file; those before are known when it is made.
    """

    name: str
    flip: str | None
    leaves: Callable[[Recipient], tuple[Leaf, ...]]
    after: int = 0


class Placed(NamedTuple):
    """A recipient's part of a file: how many sheets it has, and how many of the piece are before and after, in other files."""

    recipient: Recipient
    leaves: tuple[Leaf, ...]
    sheets: int
    before: int
    after: int


@dataclass
class _Printing:
    prepared: Prepared
    recipients: Sequence[Recipient]
    order: Order
    files: Files
    report: Report

    def __post_init__(self) -> None:
        prepared = self.prepared
        shown: tuple[Rect, ...] = ()
        if self.order.preview is not None and prepared.envelope and prepared.windows:
            sheet = SHEETS[prepared.brand.paper]
            shown = tuple(nominal(prepared.envelope, one, sheet) for one in prepared.envelope.windows)
        self.composing = Composing(prepared, self.recipients, shown)
        self.enclosed = tuple(read_component(one.data) for one in prepared.enclosed)
        self.marks = prepared.marks

    def parts(self) -> Iterator[Part]:
        flip = None if self.prepared.windows and self._one_sided() else "long"
        if self.order.separate:
            own = self._own_flip
            yield Part("letters", flip, self.letters, _sheets(self.enclosures(self.recipients[0]), own))
            yield Part("enclosures", own, self.enclosures)
        elif not self.prepared.windows:
            yield Part(self._called, self.prepared.enclosed[0].flip, self.together)
        else:
            yield Part(self._called, "long" if self.enclosed else flip, self.together)

    @property
    def _own_flip(self) -> str | None:
        """Of a file with the enclosures alone: as the first that has a back is made for; those of one page are on any."""
        return next((one.flip for one in self.prepared.enclosed if one.flip), None)

    @property
    def _called(self) -> str:
        return "preview" if self.order.preview is not None else "print"

    def _one_sided(self) -> bool:
        """True if no letter has a second page, as far as the first recipient's shows; another's takes two sheets then."""
        return len(self.letters(self.recipients[0])[0].component.pages) == 1

    def letters(self, one: Recipient) -> tuple[Leaf, ...]:
        return (Leaf(read_component(self.composing.letter(one))),)

    def enclosures(self, one: Recipient) -> tuple[Leaf, ...]:
        return tuple(Leaf(component, turned_pages(component, self._own_flip)) for component in self.enclosed)

    def together(self, one: Recipient) -> tuple[Leaf, ...]:
        if self.prepared.windows:
            return (*self.letters(one), *(Leaf(component, turned_pages(component, "long")) for component in self.enclosed))
        over = read_component(self.composing.address_side(one, self._back))
        return (Leaf(overlay(self.enclosed[0], self._back.page, over)),)

    def write(self, part: Part) -> None:
        """The files of a part, each as full as the tray."""
        here: list[Placed] = []
        number, tray = 0, len(self.recipients) * 1000 if part.name == "preview" else self.order.tray
        for one in self.recipients:
            leaves = part.leaves(one)
            its, before = _sheets(leaves, part.flip), self.report.sheets.get(one.number, 0)
            self.report.sheets[one.number] = before + its
            if here and (self.order.pieces or sum(other.sheets for other in here) + its > tray):
                number += 1
                self._finish(part, number, here)
                here = []
            here.append(Placed(one, leaves, its, before, part.after))
        self._finish(part, number + 1, here)

    def addressed(self) -> None:
        """Sheets of labels, and the envelopes of a mailing whose envelope is printed on."""
        order, envelope, brand = self.order, self.prepared.envelope, self.prepared.brand
        each = [Labelled(one.number, one.address.lines, one.place, self.composing.barcode(one)) for one in self.recipients]
        title = f"{self.prepared.mailing.title.text} · {self.files.run}"
        made = {}
        if order.labels:
            made[f"labels-{order.labels}"] = labels(each, order.labels, order.start_at, brand, title)
        if envelope and not envelope.windows:
            made["envelopes"] = envelopes(each, envelope, brand, title)
        for name, data in made.items():
            if problems := list(prove_blocks(data, each)):
                raise ContentError(problems)
            self.files.add(f"{name}.pdf", data, page_count(data))

    def _finish(self, part: Part, number: int, here: Sequence[Placed]) -> None:
        prepared, first = self.prepared, f"{here[0].recipient.number:04}"
        which = first if self.order.pieces else str(number)
        title = f"{prepared.mailing.title.text} · {self.files.run} · {which}"
        about = About(title, prepared.mailing.title.text, prepared.brand.name, prepared.letters.language)
        assembly = Assembly(about, part.flip, self.marks)
        for one in here:
            called = f"{prepared.mailing.title.text} · {one.recipient.number:04}"
            assembly.add(Piece(one.recipient.number, called, one.leaves, one.before, one.after))
        made = assembly.finish()
        if problems := list(prove(made.data, list(self._seen(part, here)))):
            raise ContentError(problems)
        name = (
            first
            if self.order.pieces and part.name == "print"
            else part.name
            if part.name == "preview"
            else f"{part.name}-{number}"
        )
        self.files.add(f"{name}.pdf", made.data, made.pages, made.sheets)

    def _seen(self, part: Part, here: Sequence[Placed]) -> Iterator[Seen]:
        """What must be read on each page of a file."""
        page, sides = 0, 2 if part.flip else 1
        for one in here:
            sheet, total = one.before, one.before + one.sheets + one.after
            for leaf in one.leaves:
                pages = leaf.component.pages
                for side in range(-(-len(pages) // sides) * sides):
                    at = pages[min(side, len(pages) - 1)]
                    mark = f"{one.recipient.number:04}-{sheet + side // sides + 1}/{total}"
                    x0, y0, x1, y1 = self.marks.box(mark, at.width, at.height)
                    shown = self._address(one.recipient, side) if sheet == 0 else {}
                    box = Rect(x0 - 4, y0 - 3, x1 + 4, y1 + 2)
                    yield Seen(page, one.recipient.number, one.recipient.place, mark, box, **shown)  # type: ignore[arg-type]
                    page += 1
                sheet += -(-len(pages) // sides)

    def _address(self, one: Recipient, side: int) -> dict[str, object]:
        """What is to be read of the address on a side of a piece's first sheet, counted from 0.

        In the windows nothing else may be; but of a sample practice, a word goes across the page, which is nobody's address.
        """
        windows = self.prepared.windows
        if windows is None:
            return {"sweeps": ((self._zone, one.address.lines),)} if side == self._back.page else {}
        if side:
            return {}
        if self.prepared.brand.sample:
            return {"sweeps": ((windows.address, one.address.lines),)}
        shown = [(windows.sweeps[0], one.address.lines)]
        if windows.sender:
            shown.append((windows.sweeps[1], self.composing.sender))
        return {"sweeps": tuple(shown), "within": windows.address}

    @property
    def _back(self) -> Face:
        back = self.prepared.enclosed[0].back
        assert back
        return back

    @property
    def _zone(self) -> Rect:
        """Where the address of a self-mailer stands on its page, with lines that run upward."""
        zone, foot = self.prepared.enclosed[0].zone, self._back.x + self._back.width
        return Rect(foot - zone.y - zone.height, zone.x, foot - zone.y, zone.x + zone.width)


def _sheets(leaves: Sequence[Leaf], flip: str | None) -> int:
    sides = 2 if flip else 1
    return sum(-(-len(leaf.component.pages) // sides) for leaf in leaves)
