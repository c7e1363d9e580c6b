"""From recipients in order to the files of a run: print files for the tray, or one for each piece; labels, envelopes, a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from press.layout import SHEETS
from press.mail.letters.address_blocks import Labelled, refuse
from press.mail.letters.compose import LetterComposer
from press.mail.letters.envelopes import envelopes
from press.mail.letters.labels import labels
from press.mail.letters.prepare import Prepared
from press.mail.order import Order
from press.mail.recipients import Recipient
from press.mail.run.report import Report
from press.mail.run.run_files import RunFiles
from press.mail.verify.expected import ExpectedPages, Share, Side, on_envelopes, on_labels
from press.mail.verify.pages import ExpectedPage, prove, prove_all
from press.paper import nominal_area
from press.paper.envelopes import Rect
from press.print_files.assemble import Assembly
from press.print_files.component import Component, read_component, turned_pages
from press.print_files.overlay import overlay
from press.print_files.pieces import About, Leaf, Piece


def print_files(
    prepared: Prepared,
    recipients: Sequence[Recipient],
    order: Order,
    files: RunFiles,
    report: Report,
) -> None:
    """Make, prove and write all that the order asks for. Raises ContentError; then what was written is worth nothing."""
    printing = _Printing(prepared, recipients, order, files, report)
    for part in printing.parts():
        printing.write(part)
    report.unbarred = len(printing.composing.unbarred)
    if order.preview is None:
        printing.addressed()


class PrintFile(NamedTuple):
    """One kind of print file: its name, the edge over which its sheets are turned, and what is in it of each piece.

    It has the letters, the enclosures or both. So many sheets of each piece are ``after`` it, in another file; those before are
    known when it is made.
    """

    name: str
    flip: str | None
    leaves: Callable[[Recipient], tuple[Leaf, ...]]
    lettered: bool = False
    encloses: bool = False
    after: int = 0


class PieceInFile(NamedTuple):
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
    files: RunFiles
    report: Report

    def __post_init__(self) -> None:
        prepared = self.prepared
        shown: tuple[Rect, ...] = ()
        if self.order.preview is not None and prepared.envelope and prepared.windows:
            sheet = SHEETS[prepared.brand.paper]
            shown = tuple(
                nominal_area(prepared.envelope, one, sheet) for one in prepared.envelope.windows
            )
        self.composing = LetterComposer(prepared, self.recipients, shown)
        self.expecting = ExpectedPages(self.composing)
        self.enclosed = tuple(read_component(one.data) for one in prepared.enclosed)
        self.marks = prepared.marks

    def parts(self) -> Iterator[PrintFile]:
        if self.order.separate:
            after = _sheets(self.enclosures(self.recipients[0]), self._own_flip)
            yield PrintFile(
                "letters", self._letters_flip(), self.letters, lettered=True, after=after
            )
            yield PrintFile("enclosures", self._own_flip, self.enclosures, encloses=True)
        elif not self.prepared.windows:
            yield PrintFile(self._called, self._own_flip, self.together, encloses=True)
        else:
            yield PrintFile(
                self._called,
                "long" if self.enclosed else self._letters_flip(),
                self.together,
                lettered=True,
                encloses=True,
            )

    @property
    def _called(self) -> str:
        return "preview" if self.order.preview is not None else "print"

    @property
    def _own_flip(self) -> str | None:
        """The edge on which the enclosures are turned by themselves: that of the first which is printed on both sides."""
        return next((one.flip for one in self.prepared.enclosed if one.flip), None)

    def _letters_flip(self) -> str | None:
        """The edge on which letters are turned: None if the first recipient's has one page; another's takes two sheets then."""
        return None if len(self.letters(self.recipients[0])[0].component.pages) == 1 else "long"

    def letters(self, one: Recipient) -> tuple[Leaf, ...]:
        return (Leaf(read_component(self.composing.letter(one))),)

    def enclosures(self, one: Recipient) -> tuple[Leaf, ...]:
        return tuple(
            Leaf(component, turned_pages(component, self._own_flip)) for component in self.enclosed
        )

    def together(self, one: Recipient) -> tuple[Leaf, ...]:
        if self.prepared.windows:
            return (
                *self.letters(one),
                *(Leaf(component, turned_pages(component, "long")) for component in self.enclosed),
            )
        over = read_component(self.composing.address_side(one, self.expecting.back))
        return (Leaf(overlay(self.enclosed[0], self.expecting.back.page, over)),)

    def write(self, part: PrintFile) -> None:
        """The files of a part, each as full as the tray."""
        here: list[PieceInFile] = []
        number, all_in_one = 0, part.name == "preview"
        proved: list[int] = []
        for one in self.recipients:
            leaves = part.leaves(one)
            its, before = _sheets(leaves, part.flip), self.report.sheets.get(one.number, 0)
            self.report.sheets[one.number] = before + its
            full = self.order.pieces or sum(other.sheets for other in here) + its > self.order.tray
            if here and full and not all_in_one:
                number += 1
                proved += self._finish(part, number, here)
                here = []
            here.append(PieceInFile(one, leaves, its, before, part.after))
        proved += self._finish(part, number + 1, here)
        refuse(list(prove_all(proved, self.recipients)))

    def addressed(self) -> None:
        """Sheets of labels, and the envelopes of a mailing whose envelope is printed on."""
        order, envelope, brand = self.order, self.prepared.envelope, self.prepared.brand
        each = [
            Labelled(one.number, one.address.lines, one.place, self.composing.barcode(one))
            for one in self.recipients
        ]
        title = f"{self.prepared.mailing.title.text} · {self.files.run}"
        if order.labels:
            data = labels(each, order.labels, order.start_at, brand, title)
            self._add_proved(
                f"labels-{order.labels}.pdf",
                data,
                list(on_labels(each, order.labels, order.start_at)),
            )
        if envelope and not envelope.windows:
            data = envelopes(each, envelope, brand, title)
            self._add_proved(
                "envelopes.pdf", data, list(on_envelopes(each, envelope, self.composing.sender))
            )

    def _add_proved(
        self, name: str, data: bytes, expected: Sequence[ExpectedPage], sheets: int = 0
    ) -> None:
        refuse(list(prove(data, expected)))
        self.files.add(name, data, expected[-1].page + 1, sheets)

    def _finish(self, part: PrintFile, number: int, here: Sequence[PieceInFile]) -> list[int]:
        """Make a file; the numbers of the recipients whose pieces were found in it, in order."""
        title, which = self.prepared.mailing.title.text, self._which(part, number, here)
        about = About(
            f"{title} · {self.files.run} · {which}",
            title,
            self.prepared.brand.name,
            self.prepared.letters.language,
        )
        assembly = Assembly(about, part.flip, self.marks)
        for one in here:
            called = f"{title} · {one.recipient.number:04}"
            assembly.add(Piece(one.recipient.number, called, one.leaves, one.before, one.after))
        made = assembly.finish()
        expected = list(self._seen(part, here))
        self._add_proved(f"{which}.pdf", made.data, expected, made.sheets)
        return [number for number, _ in groupby(one.number for one in expected)]

    def _which(self, part: PrintFile, number: int, here: Sequence[PieceInFile]) -> str:
        """What a file is called after the run: by its one recipient's number, or by its own."""
        if part.name == "preview":
            return part.name
        return f"{here[0].recipient.number:04}" if self.order.pieces else f"{part.name}-{number}"

    def _seen(self, part: PrintFile, here: Sequence[PieceInFile]) -> Iterator[ExpectedPage]:
        """What must be read on each page of a file."""
        first, printed = 0, 2 if part.flip else 1
        for one in here:
            sides = list(self._sides(part, one, printed))
            share = Share(printed, one.before, one.before + len(sides) // printed + one.after)
            yield from self.expecting.piece(one.recipient, sides, share, first)
            first += len(sides)

    def _sides(self, part: PrintFile, one: PieceInFile, printed: int) -> Iterator[Side]:
        """Every side of a piece's sheets in a file, of which so many are printed on: those of the letter, of each enclosure."""
        shown: list[tuple[int | None, Component]] = (
            [(None, one.leaves[0].component)] if part.lettered else []
        )
        shown += enumerate(self.enclosed) if part.encloses else ()
        for enclosure, component in shown:
            pages = component.pages
            for side in range(-(-len(pages) // printed) * printed):
                size = pages[min(side, len(pages) - 1)]
                yield Side(
                    size.width,
                    size.height,
                    side if side < len(pages) else None,
                    enclosure,
                    len(pages),
                )


def _sheets(leaves: Sequence[Leaf], flip: str | None) -> int:
    sides = 2 if flip else 1
    return sum(-(-len(leaf.component.pages) // sides) for leaf in leaves)
