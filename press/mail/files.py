"""From recipients in order to the files of a run: print files for the tray, or one for each piece; labels, envelopes, a preview."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from press.finishing.assembling.assembly import Assembly
from press.finishing.assembling.component import read_component, turned_pages
from press.finishing.assembling.marks import Marks, lower_left
from press.finishing.assembling.pieces import About, Leaf, Piece
from press.layout import SHEETS, Story, load_layout
from press.layout.pages import Page
from press.layout.writing import PageSpec, write_pdf
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

SIGNS = "0123456789-/"  # of the page-set marks


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
    if order.separate:
        printing.write("letters", "long", printing.letters)
        printing.write("enclosures", prepared.enclosed[0].flip, printing.enclosures)
    else:
        printing.write("preview" if order.preview is not None else "print", printing.flip, printing.together)
    report.unbarred = printing.composing.unbarred
    if order.preview is None:
        printing.addressed()


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
        self.marks = Marks(read_component(_signs(prepared)))

    @property
    def flip(self) -> str | None:
        """The edge over which a print file's sheets are turned: that of the letters, which stand upright."""
        if not self.prepared.windows:
            return self.prepared.enclosed[0].flip
        return "long" if self.enclosed or len(self.letters(self.recipients[0])[0].component.pages) > 1 else None

    def letters(self, one: Recipient) -> tuple[Leaf, ...]:
        return (Leaf(read_component(self.composing.letter(one))),)

    def enclosures(self, one: Recipient) -> tuple[Leaf, ...]:
        flip = self.prepared.enclosed[0].flip
        return tuple(Leaf(component, turned_pages(component, flip)) for component in self.enclosed)

    def together(self, one: Recipient) -> tuple[Leaf, ...]:
        if self.prepared.windows:
            return (*self.letters(one), *(Leaf(component, turned_pages(component, "long")) for component in self.enclosed))
        back = self.prepared.enclosed[0].back
        assert back
        over = read_component(self.composing.address_side(one, back))
        return (Leaf(overlay_(self.enclosed[0], back.page, over)),)

    def write(self, name: str, flip: str | None, leaves_of: object) -> None:
        sides = 2 if flip else 1
        assembly: Assembly | None = None
        here: list[tuple[Recipient, tuple[Leaf, ...]]] = []
        sheets = number = 0
        for one in self.recipients:
            leaves = leaves_of(one)  # type: ignore[operator]
            its = sum(-(-len(leaf.component.pages) // sides) for leaf in leaves)
            self.report.sheets[one.number] = self.report.sheets.get(one.number, 0) + its
            if assembly and (self.order.pieces or (sheets + its > self.order.tray and name != "preview")):
                self._finish(assembly, self._name(name, number, here), here, sides)
                assembly, here, sheets = None, [], 0
            if assembly is None:
                number += 1
                assembly = Assembly(self._about(number, one), flip, self.marks)
            assembly.add(Piece(one.number, f"{self.prepared.mailing.title.text} · {one.number:04}", leaves))
            here.append((one, leaves))
            sheets += its
        if assembly:
            self._finish(assembly, self._name(name, number, here), here, sides)

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

    def _name(self, name: str, number: int, here: Sequence[tuple[Recipient, tuple[Leaf, ...]]]) -> str:
        if self.order.pieces and name == "print":
            return f"{here[0][0].number:04}.pdf"
        return f"{name}.pdf" if name == "preview" else f"{name}-{number}.pdf"

    def _about(self, number: int, one: Recipient) -> About:
        prepared, which = self.prepared, f"{one.number:04}" if self.order.pieces else str(number)
        title = f"{prepared.mailing.title.text} · {self.files.run} · {which}"
        return About(title, prepared.mailing.title.text, prepared.brand.name, prepared.letters.language)

    def _finish(self, assembly: Assembly, name: str, here: Sequence[tuple[Recipient, tuple[Leaf, ...]]], sides: int) -> None:
        made = assembly.finish()
        if problems := list(prove(made.data, list(self._seen(here, sides)))):
            raise ContentError(problems)
        self.files.add(name, made.data, made.pages, made.sheets)

    def _seen(self, here: Sequence[tuple[Recipient, tuple[Leaf, ...]]], sides: int) -> Iterator[Seen]:
        """What must be read on each page of a file."""
        at = 0
        for one, leaves in here:
            sheets, sheet = sum(-(-len(leaf.component.pages) // sides) for leaf in leaves), 0
            for leaf in leaves:
                count = len(leaf.component.pages)
                for side in range(-(-count // sides) * sides):
                    page = leaf.component.pages[min(side, count - 1)]
                    x, y = lower_left(page.width, page.height)
                    mark = f"{one.number:04}-{sheet + side // sides + 1}/{sheets}"
                    own = self._address(one) if side == sheet == 0 and leaf.component not in self.enclosed else {}
                    yield Seen(at, one.number, one.place, mark, Rect(x - 2, y - 3, x + 60, y + 7), **own)  # type: ignore[arg-type]
                    at += 1
                sheet += -(-count // sides)

    def _address(self, one: Recipient) -> dict[str, object]:
        """What the windows show of a first page. Of a sample, a word across the page as well, which is nobody's address."""
        windows = self.prepared.windows
        if not windows:
            return {}
        if self.prepared.brand.sample:
            return {"sweeps": ((windows.address, one.address.lines),)}
        shown = [(windows.sweeps[0], one.address.lines)]
        if windows.sender:
            shown.append((windows.sweeps[1], self.composing.sender))
        return {"sweeps": tuple(shown), "within": windows.address}


def _signs(prepared: Prepared) -> bytes:
    """A page of ours with all that a mark is made of."""
    handout = prepared.letters.whole()
    scale = load_layout(prepared.workspace, "instructions").scale
    story = Story(handout, prepared.brand, scale, prepared.brand.smallest_body)
    page = Page(*SHEETS[prepared.brand.paper])
    page.put(story.line(SIGNS), 72, 144, 200)
    return write_pdf([PageSpec(page.width, page.height, (), page.placed)], story, None).data
