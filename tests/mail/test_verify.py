"""Mutants of the code that makes print files: each mistake is found before a file is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from press import cli, layout
from press.content.handout import Handout
from press.mail.letters.address_blocks import PrintedAddress
from press.mail.letters.compose import ComposedLetter, LetterComposer
from press.mail.letters.imb import Payload
from press.mail.letters.letter import Letter
from press.mail.letters.variants import LetterTexts, Variant
from press.mail.recipients import Recipient
from press.mail.run import print_files as printing
from press.mail.run import run
from press.mail.run.print_files import PieceLeaves
from press.print_files.assemble import Assembly
from press.print_files.component import Component
from press.print_files.lay_out import PieceWriter
from press.print_files.pieces import Leaf, Piece
from tests.mail.letters import a_workspace
from tests.mail.test_run import ENCLOSED, a_list, mail, named, people

LONG = "We look forward to your visit, and we have time for all that you want to ask us. " * 30
PAGES = {
    "letter": [{"body": "Dear {{ recipient.greeting }},"}, {"body": LONG}, {"body": "Until then."}]
}
MAILER: dict[str, Any] = {
    "fields": [],
    "letter": [],
    "self_mailer": {"handout": "failed-back-surgery", "layout": "trifold"},
}
TWO = {
    "enclosures": [
        *ENCLOSED["enclosures"],
        {"handout": "failed-back-surgery", "layout": "faq-sheet"},
    ]
}

Mutant = Callable[[pytest.MonkeyPatch], None]
MUTANTS: dict[str, tuple[dict[str, Any], tuple[object, ...], Mutant]] = {}


def mutant(mailing: dict[str, Any] | None = None, *asked: object) -> Callable[[Mutant], Mutant]:
    """Register a mutant, for a mailing with these changes and these options."""

    def register(change: Mutant) -> Mutant:
        MUTANTS[change.__name__] = (mailing or {}, asked, change)
        return change

    return register


def swapping(patch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """Give a method the recipient before the second one in place of the second."""
    right, before = getattr(owner, name), dict[str, Any]()

    def swapped(self: Any, recipient: Recipient, *others: Any) -> Any:
        instead = before["recipient"] if recipient.number == 2 else recipient
        before["recipient"] = recipient
        return right(self, instead, *others)

    patch.setattr(owner, name, swapped)


@mutant()
def the_letter_of_another(patch: pytest.MonkeyPatch) -> None:
    swapping(patch, LetterComposer, "letter")


@mutant()
def the_words_of_another_below_its_own_address(patch: pytest.MonkeyPatch) -> None:
    right, before = LetterTexts.filled, list[Any]()

    def filled(self: LetterTexts, variant: Variant, values: Any) -> Any:
        before.append(values)
        return right(self, variant, before[-2] if len(before) == 3 else values)

    patch.setattr(LetterTexts, "filled", filled)


@mutant()
def an_address_without_its_second_line(patch: pytest.MonkeyPatch) -> None:
    right = Letter.__init__

    def init(self: Letter, handout: Handout, number: int, lines: Any, *others: Any) -> None:
        right(self, handout, number, (lines[0], *lines[2:]) if number == 2 else lines, *others)

    patch.setattr(Letter, "__init__", init)


@mutant()
def an_address_with_a_line_too_many(patch: pytest.MonkeyPatch) -> None:
    right = Letter.__init__

    def init(self: Letter, handout: Handout, number: int, lines: Any, *others: Any) -> None:
        right(self, handout, number, (*lines, "MRN 1234") if number == 2 else lines, *others)

    patch.setattr(Letter, "__init__", init)


@mutant()
def an_address_too_near_the_edge_of_its_window(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("press.mail.letters.letter.BEARING", -6.0)


Composing = Callable[[Any, Recipient], PieceLeaves]


def leaves_changed(
    patch: pytest.MonkeyPatch,
    change: Callable[[tuple[Leaf, ...]], tuple[Leaf, ...]],
    name: str = "together",
    numbers: tuple[int, ...] = (2,),
) -> None:
    """Change what a print file has of the pieces of some recipients."""
    right: Composing = getattr(printing._Printing, name)

    def changed(self: Any, recipient: Recipient) -> PieceLeaves:
        composed = right(self, recipient)
        if recipient.number not in numbers:
            return composed
        return composed._replace(leaves=change(composed.leaves))

    patch.setattr(printing._Printing, name, changed)


@mutant(PAGES)
def the_second_page_of_another(patch: pytest.MonkeyPatch) -> None:
    before = list[Component]()

    def swapped(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
        ((first, _),) = leaves
        before.append(first)
        if len(before) < 3:  # the first letter is composed once more, for its number of pages
            return leaves
        second = before[-2]
        shared = (*first.shared, second.shared[second.pages[1].contents[0]])
        page = first.pages[1]._replace(contents=(len(shared) - 1,))
        return (Leaf(replace(first, pages=(first.pages[0], page), shared=shared)),)

    leaves_changed(patch, swapped, "letters", (1, 2))


@mutant(ENCLOSED)
def the_mark_of_another(patch: pytest.MonkeyPatch) -> None:
    right = PieceWriter.write
    patch.setattr(
        PieceWriter,
        "write",
        lambda self, piece, *others: right(self, piece._replace(number=1), *others),
    )


@mutant()
def the_mark_of_another_on_a_letter_alone(patch: pytest.MonkeyPatch) -> None:
    the_mark_of_another(patch)


@mutant(ENCLOSED)
def a_mark_on_a_sheet_that_is_not_its_turn(patch: pytest.MonkeyPatch) -> None:
    right = PieceWriter.write
    patch.setattr(
        PieceWriter,
        "write",
        lambda self, piece, *others: right(self, piece._replace(before=1), *others),
    )


@mutant(TWO)
def enclosures_in_another_order(patch: pytest.MonkeyPatch) -> None:
    leaves_changed(patch, lambda leaves: (leaves[0], leaves[2], leaves[1]))


@mutant(TWO)
def an_enclosure_twice_and_the_other_not(patch: pytest.MonkeyPatch) -> None:
    leaves_changed(patch, lambda leaves: (leaves[0], leaves[1], leaves[1]))


@mutant(TWO)
def an_enclosure_that_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    leaves_changed(patch, lambda leaves: leaves[:-1])


@mutant()
def something_that_nobody_wanted_enclosed(patch: pytest.MonkeyPatch) -> None:
    leaves_changed(patch, lambda leaves: (*leaves, *leaves), numbers=(1, 2, 3, 4))


@mutant(ENCLOSED)
def a_letter_that_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    leaves_changed(patch, lambda leaves: leaves[1:])


@mutant(ENCLOSED, "--enclosures", "separate")
def an_enclosure_with_its_pages_the_other_way_round(patch: pytest.MonkeyPatch) -> None:
    def turned(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
        ((component, _),) = leaves
        return (Leaf(replace(component, pages=component.pages[::-1], rows=component.rows[::-1])),)

    leaves_changed(patch, turned, "enclosures", (1, 2, 3, 4))


@mutant()
def a_piece_that_is_not_printed(patch: pytest.MonkeyPatch) -> None:
    right = Assembly.add
    patch.setattr(
        Assembly, "add", lambda self, piece: None if piece.number == 2 else right(self, piece)
    )


@mutant()
def a_piece_that_is_printed_twice(patch: pytest.MonkeyPatch) -> None:
    right = Assembly.add

    def add(self: Assembly, piece: Piece) -> None:
        for _ in range(1 + (piece.number == 2)):
            right(self, piece)

    patch.setattr(Assembly, "add", add)


def pieces_changed(patch: pytest.MonkeyPatch, change: Callable[[list[Any]], list[Any]]) -> None:
    """Change which pieces go into a file, and are verified in it."""
    right = printing._Printing._finish
    patch.setattr(
        printing._Printing,
        "_finish",
        lambda self, kind, number, pieces: right(self, kind, number, change(list(pieces))),
    )


@mutant()
def a_recipient_who_is_passed_over(patch: pytest.MonkeyPatch) -> None:
    pieces_changed(patch, lambda pieces: pieces[:1] + pieces[2:])


@mutant()
def a_recipient_who_comes_twice(patch: pytest.MonkeyPatch) -> None:
    pieces_changed(patch, lambda pieces: [*pieces, pieces[0]])


@mutant()
def a_recipient_who_is_lost_in_the_sorting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(run, "in_order", lambda recipients, by_zip: list(recipients[1:]))


@mutant()
def a_recipient_who_is_sorted_in_twice(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(run, "in_order", lambda recipients, by_zip: [*recipients, recipients[0]])


Addresses = list[PrintedAddress]


def addresses_changed(
    patch: pytest.MonkeyPatch, name: str, change: Callable[[Addresses], Addresses]
) -> None:
    """Change the addresses that are printed on labels or envelopes."""
    right = getattr(printing, name)
    patch.setattr(
        printing, name, lambda addresses, *others: right(change(list(addresses)), *others)
    )


def first_changed(patch: pytest.MonkeyPatch, name: str, **changes: Any) -> None:
    """Change the first address that is printed; a function is given all addresses."""

    def change(addresses: Addresses) -> Addresses:
        values = {field: value(addresses) for field, value in changes.items()}
        return [addresses[0]._replace(**values), *addresses[1:]]

    addresses_changed(patch, name, change)


def _swapped(addresses: Addresses) -> Addresses:
    return [addresses[0], addresses[2], addresses[1], *addresses[3:]]


def _lines_swapped(addresses: Addresses) -> Addresses:
    first, second, third, *others = addresses
    return [
        first,
        second._replace(lines=third.lines),
        third._replace(lines=second.lines),
        *others,
    ]


LABELS = ("--labels", "5160", "--start-at", 29)


@mutant(None, *LABELS)
def two_labels_swapped(patch: pytest.MonkeyPatch) -> None:
    addresses_changed(patch, "labels", _swapped)


@mutant(None, *LABELS)
def a_label_with_the_lines_of_another(patch: pytest.MonkeyPatch) -> None:
    addresses_changed(patch, "labels", _lines_swapped)


@mutant(None, *LABELS)
def a_label_that_lacks_its_first_line(patch: pytest.MonkeyPatch) -> None:
    first_changed(patch, "labels", lines=lambda addresses: addresses[0].lines[1:])


@mutant(None, *LABELS)
def a_label_with_a_line_above_its_own(patch: pytest.MonkeyPatch) -> None:
    first_changed(patch, "labels", lines=lambda addresses: ("X RAY", *addresses[0].lines))


@mutant(None, *LABELS)
def a_label_too_few(patch: pytest.MonkeyPatch) -> None:
    addresses_changed(patch, "labels", lambda addresses: addresses[:-1])


@mutant(None, *LABELS)
def a_label_too_many(patch: pytest.MonkeyPatch) -> None:
    addresses_changed(patch, "labels", lambda addresses: [*addresses, addresses[0]])


ENVELOPES = {"envelope": "us-10"}


@mutant(ENVELOPES)
def two_envelopes_swapped(patch: pytest.MonkeyPatch) -> None:
    addresses_changed(patch, "envelopes", _swapped)


@mutant(ENVELOPES)
def an_envelope_with_the_lines_of_another(patch: pytest.MonkeyPatch) -> None:
    addresses_changed(patch, "envelopes", _lines_swapped)


@mutant(ENVELOPES)
def an_envelope_that_lacks_a_line(patch: pytest.MonkeyPatch) -> None:
    first_changed(patch, "envelopes", lines=lambda addresses: addresses[0].lines[1:])


@mutant(ENVELOPES)
def an_envelope_with_the_barcode_of_another(patch: pytest.MonkeyPatch) -> None:
    first_changed(patch, "envelopes", barcode=lambda addresses: addresses[1].barcode)


@mutant(ENVELOPES)
def an_envelope_without_its_barcode(patch: pytest.MonkeyPatch) -> None:
    first_changed(patch, "envelopes", barcode=lambda _: None)


@mutant()
def a_letter_with_the_barcode_of_another(patch: pytest.MonkeyPatch) -> None:
    right, before = layout.PostalBarcode, list[Payload]()

    def bars(*digits: str) -> Any:
        before.append(Payload(*digits))
        return right(*before[max(len(before) - 2, 0)])

    patch.setattr("press.mail.letters.letter.PostalBarcode", bars)


@mutant()
def a_letter_without_its_barcode(patch: pytest.MonkeyPatch) -> None:
    right = layout.Page.put

    def put(self: Any, flowable: Any, *others: Any, **named: Any) -> Any:
        if isinstance(flowable, layout.PostalBarcode):
            return 0.0
        return right(self, flowable, *others, **named)

    patch.setattr(layout.Page, "put", put)


@mutant()
def a_letter_said_to_be_without_the_barcode_that_it_has(patch: pytest.MonkeyPatch) -> None:
    right = LetterComposer.letter

    def letter(self: LetterComposer, recipient: Recipient) -> ComposedLetter:
        return right(self, recipient)._replace(barcode_omitted=recipient.number == 2)

    patch.setattr(LetterComposer, "letter", letter)


@mutant(MAILER)
def a_self_mailer_to_another(patch: pytest.MonkeyPatch) -> None:
    swapping(patch, LetterComposer, "address_side")


def _workspace(folder: Path, mailing: dict[str, Any]) -> Path:
    where = a_workspace(folder / "practice", mailing, mailer_id="123456", service_type="040")
    if mailing is MAILER:
        source = Path(cli.__file__).parents[2] / "handouts" / "failed-back-surgery.yaml"
        text = source.read_text(encoding="utf-8")
        (where / "handouts" / source.name).write_text(f"back: mailer\n{text}", encoding="utf-8")
    return where


def _asked(folder: Path, mailing: dict[str, Any], asked: tuple[object, ...]) -> int:
    rows = people(4)
    for row in rows:
        row["Zip"] += f"-12{row['Address 1'][0]}4"
    return mail(
        folder,
        "letter",
        a_list(folder, rows),
        "--draft",
        *asked,
        workspace=_workspace(folder, mailing),
    )


def _kinds() -> Iterator[Any]:
    seen = list[tuple[Any, ...]]()
    for mailing, asked, change in MUTANTS.values():
        if (id(mailing), asked) not in seen:
            seen.append((id(mailing), asked))
            yield pytest.param(mailing, asked, id=change.__name__)


@pytest.mark.parametrize(("mailing", "asked"), list(_kinds()))
def test_without_a_mistake_all_is_put_out(
    mailing: dict[str, Any], asked: tuple[object, ...], tmp_path: Path
) -> None:
    assert _asked(tmp_path, mailing, asked) == cli.DONE


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mistake_is_found_and_nothing_is_put_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mailing, asked, change = MUTANTS[name]
    change(monkeypatch)
    assert _asked(tmp_path, mailing, asked) == cli.WRONG_CONTENT
    output = capsys.readouterr()
    assert " M60 " in output.err
    assert list((tmp_path / "out").glob("*")) == []
    assert named(output.out, output.err) == []
