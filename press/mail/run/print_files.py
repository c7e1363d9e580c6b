"""From recipients in order to the files of a run: print files, labels and envelopes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from press.layout import SHEETS
from press.mail.letters.address_blocks import PrintedAddress, raise_problems
from press.mail.letters.compose import LetterComposer
from press.mail.letters.envelopes import envelopes
from press.mail.letters.labels import labels
from press.mail.letters.prepare import Prepared
from press.mail.order import Order
from press.mail.recipients import Recipient
from press.mail.run.report import PrintedPieces
from press.mail.run.run_files import RunFiles
from press.mail.verify.expected import (
    ExpectedPages,
    SheetCount,
    Side,
    envelope_pages,
    label_pages,
    watermark,
)
from press.mail.verify.pages import ExpectedPage, verify_pages, verify_recipients
from press.paper import nominal_area
from press.paper.envelopes import Rect
from press.print_files.assemble import Assembly
from press.print_files.component import Component, read_component, turned_pages
from press.print_files.overlay import overlay
from press.print_files.pieces import About, Leaf, Piece
from press.progress import Progress, Stop, check_stop


def print_files(
    prepared: Prepared,
    recipients: Sequence[Recipient],
    order: Order,
    files: RunFiles,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> PrintedPieces:
    """Compose, verify and write all files that the order asks for.

    ``progress`` counts the pieces, once for each kind of print file. ``stop`` is asked before
    each of them, and before labels and envelopes.

    Raises ContentError or StoppedError; the files that were written are then worth nothing.
    """
    printing = _Printing(prepared, recipients, order, files, progress, stop)
    for kind in printing.kinds:
        printing.write(kind)
    if order.preview is None:
        check_stop(stop)
        printing.write_addresses()
    return PrintedPieces(printing.sheets, printing.barcodes_omitted)


class PieceLeaves(NamedTuple):
    """What a print file has of a piece: its letter, its enclosures, or both.

    ``barcode_omitted`` is True for a letter without room for its barcode.
    """

    leaves: tuple[Leaf, ...]
    barcode_omitted: bool = False


class PrintFileKind(NamedTuple):
    """A kind of print file: its name, and what it has of each piece, by a function.

    ``flip`` is the edge over which its sheets are turned: long, short, or None if they are
    printed on one side. It has the letters (``lettered``), the enclosures (``encloses``) or
    both. ``after`` is the number of sheets that another file has of each piece, after these.
    """

    name: str
    flip: str | None
    compose: Callable[[Recipient], PieceLeaves]
    lettered: bool = False
    encloses: bool = False
    after: int = 0


class PieceInFile(NamedTuple):
    """A piece in a print file: its sheets there, and those ``before`` and ``after`` elsewhere."""

    recipient: Recipient
    composed: PieceLeaves
    sheets: int
    before: int
    after: int


@dataclass
class _Printing:
    """Makes the print files of a run, and counts what they have of each piece."""

    prepared: Prepared
    recipients: Sequence[Recipient]
    order: Order
    files: RunFiles
    progress: Progress | None = None
    stop: Stop | None = None

    def __post_init__(self) -> None:
        prepared = self.prepared
        outlines: tuple[Rect, ...] = ()
        if self.order.preview is not None and prepared.envelope and prepared.windows:
            envelope, sheet = prepared.envelope, SHEETS[prepared.brand.paper]
            outlines = tuple(nominal_area(envelope, window, sheet) for window in envelope.windows)
        self.composer = LetterComposer(prepared, self.recipients, outlines)
        self.expected = ExpectedPages(self.composer)
        self.enclosed = tuple(read_component(enclosure.data) for enclosure in prepared.enclosed)
        self.sheets: dict[int, int] = {}
        self.barcodes_omitted = self.steps_done = 0
        self.kinds = list(self._kinds())

    def _kinds(self) -> Iterator[PrintFileKind]:
        if self.order.separate:
            after = _sheets(self.enclosures(self.recipients[0]).leaves, self._own_flip)
            flip = self._letters_flip()
            yield PrintFileKind("letters", flip, self.letters, lettered=True, after=after)
            yield PrintFileKind("enclosures", self._own_flip, self.enclosures, encloses=True)
            return
        name = "preview" if self.order.preview is not None else "print"
        if not self.prepared.windows:
            yield PrintFileKind(name, self._own_flip, self.together, encloses=True)
        else:
            flip = "long" if self.enclosed else self._letters_flip()
            yield PrintFileKind(name, flip, self.together, lettered=True, encloses=True)

    @property
    def _own_flip(self) -> str | None:
        """The edge over which enclosures are turned by themselves.

        It is that of the first enclosure that is printed on both sides.
        """
        return next(
            (enclosure.flip for enclosure in self.prepared.enclosed if enclosure.flip), None
        )

    def _letters_flip(self) -> str | None:
        """Return the edge over which letters are turned; None if the first has one page.

        A longer letter then takes two sheets.
        """
        (leaf,) = self.letters(self.recipients[0]).leaves
        return None if len(leaf.component.pages) == 1 else "long"

    def letters(self, recipient: Recipient) -> PieceLeaves:
        """Return the letter to a recipient."""
        letter = self.composer.letter(recipient)
        return PieceLeaves((Leaf(read_component(letter.data)),), letter.barcode_omitted)

    def enclosures(self, recipient: Recipient) -> PieceLeaves:
        """Return the enclosures, which are the same for all recipients."""
        return PieceLeaves(self._turned(self._own_flip))

    def together(self, recipient: Recipient) -> PieceLeaves:
        """Return the letter to a recipient with the enclosures, or the self-mailer."""
        if self.prepared.windows:
            letter = self.letters(recipient)
            return letter._replace(leaves=(*letter.leaves, *self._turned("long")))
        back = self.expected.back
        address = read_component(self.composer.address_side(recipient, back))
        return PieceLeaves((Leaf(overlay(self.enclosed[0], back.page, address)),))

    def _turned(self, flip: str | None) -> tuple[Leaf, ...]:
        return tuple(Leaf(component, turned_pages(component, flip)) for component in self.enclosed)

    def write(self, kind: PrintFileKind) -> None:
        """Write the print files of a kind, each with as many sheets as the tray takes."""
        pieces: list[PieceInFile] = []
        number, all_in_one = 0, kind.name == "preview"
        verified: list[int] = []
        for recipient in self.recipients:
            check_stop(self.stop)
            piece = self._compose(kind, recipient)
            sheets = sum(other.sheets for other in pieces) + piece.sheets
            full = self.order.pieces or sheets > self.order.tray
            if pieces and full and not all_in_one:
                number += 1
                verified += self._finish(kind, number, pieces)
                pieces = []
            pieces.append(piece)
            self._step()
        verified += self._finish(kind, number + 1, pieces)
        raise_problems(list(verify_recipients(verified, self.recipients)))

    def _compose(self, kind: PrintFileKind, recipient: Recipient) -> PieceInFile:
        """Return what a kind of print file has of a piece, and count it."""
        composed = kind.compose(recipient)
        sheets, before = _sheets(composed.leaves, kind.flip), self.sheets.get(recipient.number, 0)
        self.sheets[recipient.number] = before + sheets
        self.barcodes_omitted += composed.barcode_omitted
        return PieceInFile(recipient, composed, sheets, before, kind.after)

    def _step(self) -> None:
        self.steps_done += 1
        if self.progress is not None:
            self.progress(self.steps_done, len(self.kinds) * len(self.recipients))

    def write_addresses(self) -> None:
        """Write sheets of labels, and the envelopes of a mailing whose envelope is printed."""
        order, envelope, brand = self.order, self.prepared.envelope, self.prepared.brand
        addresses = [
            PrintedAddress(
                recipient.number,
                recipient.address.lines,
                recipient.place,
                self.composer.barcode(recipient),
            )
            for recipient in self.recipients
        ]
        title = f"{self.prepared.mailing.title.text} · {self.files.run}"
        across = watermark(brand, brand.language)
        if order.labels:
            data = labels(addresses, order.labels, order.start_at, brand, title)
            expected = list(label_pages(addresses, order.labels, order.start_at, across))
            self._add_verified(f"labels-{order.labels}.pdf", data, expected)
        if envelope and not envelope.windows:
            data = envelopes(addresses, envelope, brand, title)
            expected = list(envelope_pages(addresses, envelope, self.composer.sender, across))
            self._add_verified("envelopes.pdf", data, expected)

    def _add_verified(
        self, name: str, data: bytes, expected: Sequence[ExpectedPage], sheets: int = 0
    ) -> None:
        raise_problems(list(verify_pages(data, expected)))
        self.files.add(name, data, expected[-1].page + 1, sheets)

    def _finish(
        self, kind: PrintFileKind, file_number: int, pieces: Sequence[PieceInFile]
    ) -> list[int]:
        """Write a file; return the numbers of the recipients whose pieces it has, in order."""
        title, name = self.prepared.mailing.title.text, self._file_name(kind, file_number, pieces)
        about = About(
            f"{title} · {self.files.run} · {name}",
            title,
            self.prepared.brand.name,
            self.prepared.letters.language,
        )
        assembly = Assembly(about, kind.flip, self.prepared.marks)
        for piece in pieces:
            number, leaves = piece.recipient.number, piece.composed.leaves
            bookmark = f"{title} · {number:04}"
            assembly.add(Piece(number, bookmark, leaves, piece.before, piece.after))
        assembled = assembly.finish()
        expected = list(self._expected_pages(kind, pieces))
        self._add_verified(f"{name}.pdf", assembled.data, expected, assembled.sheets)
        return [number for number, _ in groupby(page.number for page in expected)]

    def _file_name(
        self, kind: PrintFileKind, file_number: int, pieces: Sequence[PieceInFile]
    ) -> str:
        """Return the name of a file after the run's: its one recipient's number, or its own."""
        if kind.name == "preview":
            return kind.name
        if self.order.pieces:
            return f"{pieces[0].recipient.number:04}"
        return f"{kind.name}-{file_number}"

    def _expected_pages(
        self, kind: PrintFileKind, pieces: Sequence[PieceInFile]
    ) -> Iterator[ExpectedPage]:
        """Yield what each page of a file must show."""
        first, printed_sides = 0, 2 if kind.flip else 1
        for piece in pieces:
            sides = list(self._sides(kind, piece, printed_sides))
            total = piece.before + len(sides) // printed_sides + piece.after
            sheets = SheetCount(printed_sides, piece.before, total)
            omitted = piece.composed.barcode_omitted
            yield from self.expected.piece(piece.recipient, sides, sheets, first, omitted)
            first += len(sides)

    def _sides(self, kind: PrintFileKind, piece: PieceInFile, printed_sides: int) -> Iterator[Side]:
        """Yield the sides of a piece's sheets in a file: of its letter, then of each enclosure.

        A sheet has ``printed_sides``.
        """
        parts: list[tuple[int | None, Component]] = []
        if kind.lettered:
            parts.append((None, piece.composed.leaves[0].component))
        if kind.encloses:
            parts += enumerate(self.enclosed)
        for enclosure, component in parts:
            pages = component.pages
            for side in range(-(-len(pages) // printed_sides) * printed_sides):
                size = pages[min(side, len(pages) - 1)]
                page = side if side < len(pages) else None
                yield Side(size.width, size.height, page, enclosure, len(pages))


def _sheets(leaves: Sequence[Leaf], flip: str | None) -> int:
    """Return the sheets of a piece's leaves; ``flip`` None prints one side of each."""
    sides = 2 if flip else 1
    return sum(-(-len(leaf.component.pages) // sides) for leaf in leaves)
