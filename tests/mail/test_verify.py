"""What a mistake of the program's would put into an envelope is found before anything is put out: mutants of the maker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from press import cli, layout
from press.content.handout import Handout
from press.mail.letters.address_blocks import Labelled
from press.mail.letters.compose import LetterComposer
from press.mail.letters.imb import Payload
from press.mail.letters.letter import Letter
from press.mail.letters.variants import Letters, Variant
from press.mail.recipients import Recipient
from press.mail.run import print_files as printing
from press.mail.run import run
from press.print_files.assemble import Assembly
from press.print_files.lay_out import PieceWriter
from press.print_files.pieces import Leaf, Piece
from tests.mail.letters import a_workspace
from tests.mail.test_run import CANARIES, ENCLOSED, a_list, mail, people

LONG = "We look forward to your visit, and we have time for all that you want to ask us. " * 30
PAGES = {
    "letter": [{"body": "Dear {{ recipient.greeting }},"}, {"body": LONG}, {"body": "Until then."}]
}
MAILER: dict[str, Any] = {
    "fields": [], "letter": [], "self_mailer": {"handout": "failed-back-surgery", "layout": "trifold"},
}  # fmt: skip
TWO = {
    "enclosures": [
        *ENCLOSED["enclosures"],
        {"handout": "failed-back-surgery", "layout": "faq-sheet"},
    ]
}

Mutant = Callable[[pytest.MonkeyPatch], None]
MUTANTS: dict[str, tuple[dict[str, Any], tuple[object, ...], Mutant]] = {}


def mutant(mailing: dict[str, Any] | None = None, *asked: object) -> Callable[[Mutant], Mutant]:
    def keep(one: Mutant) -> Mutant:
        MUTANTS[one.__name__] = (mailing or {}, asked, one)
        return one

    return keep


def swapping(patch: pytest.MonkeyPatch, owner: Any, name: str, at: int = 1) -> None:
    """A method that is given the recipient before this one, where it is the second."""
    right, before = getattr(owner, name), dict[str, Any]()

    def swapped(*given: Any, **named: Any) -> Any:
        one, given_ = given[at], list(given)
        if one.number == 2:
            given_[at] = before["one"]
        before["one"] = one
        return right(*given_, **named)

    patch.setattr(owner, name, swapped)


@mutant()
def the_letter_of_another(patch: pytest.MonkeyPatch) -> None:
    swapping(patch, LetterComposer, "letter")


@mutant()
def the_words_of_another_below_its_own_address(patch: pytest.MonkeyPatch) -> None:
    right, before = Letters.filled, list[Any]()

    def filled(self: Letters, variant: Variant, values: Any) -> Any:
        before.append(values)
        return right(self, variant, before[-2] if len(before) == 3 else values)

    patch.setattr(Letters, "filled", filled)


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


@mutant(PAGES)
def the_second_page_of_another(patch: pytest.MonkeyPatch) -> None:
    right, before = printing._Printing.letters, list[Any]()

    def swapped(self: Any, one: Recipient) -> tuple[Leaf, ...]:
        (leaf,) = right(self, one)
        before.append(leaf.component)
        if one.number == 2:
            first, second = leaf.component, before[-2]
            moved = replace(
                first,
                pages=(first.pages[0], first.pages[1]._replace(contents=second.pages[1].contents)),
            )
            shared = (*first.shared, second.shared[second.pages[1].contents[0]])
            pages = (moved.pages[0], moved.pages[1]._replace(contents=(len(shared) - 1,)))
            return (Leaf(replace(moved, pages=pages, shared=shared)),)
        return (leaf,)

    patch.setattr(printing._Printing, "letters", swapped)


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


def leaves_changed(
    patch: pytest.MonkeyPatch, change: Callable[[tuple[Leaf, ...]], tuple[Leaf, ...]]
) -> None:
    right = printing._Printing.together

    def changed(self: Any, one: Recipient) -> tuple[Leaf, ...]:
        leaves = right(self, one)
        return change(leaves) if one.number == 2 else leaves

    patch.setattr(printing._Printing, "together", changed)


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
    right = printing._Printing.together
    patch.setattr(
        printing._Printing, "together", lambda self, one: (*right(self, one), *right(self, one))
    )


@mutant(ENCLOSED)
def a_letter_that_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    leaves_changed(patch, lambda leaves: leaves[1:])


@mutant(ENCLOSED, "--enclosures", "separate")
def an_enclosure_with_its_pages_the_other_way_round(patch: pytest.MonkeyPatch) -> None:
    right = printing._Printing.enclosures

    def turned(self: Any, one: Recipient) -> tuple[Leaf, ...]:
        (leaf,) = right(self, one)
        return (
            Leaf(
                replace(
                    leaf.component, pages=leaf.component.pages[::-1], rows=leaf.component.rows[::-1]
                )
            ),
        )

    patch.setattr(printing._Printing, "enclosures", turned)


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


def placed_changed(patch: pytest.MonkeyPatch, change: Callable[[list[Any]], list[Any]]) -> None:
    """What goes into a file, and is proved, is not what was to go into it."""
    right = printing._Printing._finish
    patch.setattr(
        printing._Printing,
        "_finish",
        lambda self, part, number, here: right(self, part, number, change(list(here))),
    )


@mutant()
def a_recipient_who_is_passed_over(patch: pytest.MonkeyPatch) -> None:
    placed_changed(patch, lambda here: here[:1] + here[2:])


@mutant()
def a_recipient_who_comes_twice(patch: pytest.MonkeyPatch) -> None:
    placed_changed(patch, lambda here: [*here, here[0]])


@mutant()
def a_recipient_who_is_lost_in_the_sorting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(run, "in_order", lambda recipients, by_zip: list(recipients[1:]))


@mutant()
def a_recipient_who_is_sorted_in_twice(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(run, "in_order", lambda recipients, by_zip: [*recipients, recipients[0]])


def labelled_changed(
    patch: pytest.MonkeyPatch, name: str, change: Callable[[list[Labelled]], list[Labelled]]
) -> None:
    right = getattr(printing, name)
    patch.setattr(printing, name, lambda each, *others: right(change(list(each)), *others))


def _swapped(each: list[Labelled]) -> list[Labelled]:
    return [each[0], each[2], each[1], *each[3:]]


def _lines_swapped(each: list[Labelled]) -> list[Labelled]:
    return [
        each[0],
        each[1]._replace(lines=each[2].lines),
        each[2]._replace(lines=each[1].lines),
        *each[3:],
    ]


LABELLED = ("--labels", "5160", "--start-at", 29)


@mutant(None, *LABELLED)
def two_labels_swapped(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(patch, "labels", _swapped)


@mutant(None, *LABELLED)
def a_label_with_the_lines_of_another(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(patch, "labels", _lines_swapped)


@mutant(None, *LABELLED)
def a_label_that_lacks_its_first_line(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(
        patch, "labels", lambda each: [each[0]._replace(lines=each[0].lines[1:]), *each[1:]]
    )


@mutant(None, *LABELLED)
def a_label_with_a_line_above_its_own(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(
        patch, "labels", lambda each: [each[0]._replace(lines=("X RAY", *each[0].lines)), *each[1:]]
    )


@mutant(None, *LABELLED)
def a_label_too_few(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(patch, "labels", lambda each: each[:-1])


@mutant(None, *LABELLED)
def a_label_too_many(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(patch, "labels", lambda each: [*each, each[0]])


ENVELOPES = {"envelope": "us-10"}


@mutant(ENVELOPES)
def two_envelopes_swapped(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(patch, "envelopes", _swapped)


@mutant(ENVELOPES)
def an_envelope_with_the_lines_of_another(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(patch, "envelopes", _lines_swapped)


@mutant(ENVELOPES)
def an_envelope_that_lacks_a_line(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(
        patch, "envelopes", lambda each: [each[0]._replace(lines=each[0].lines[1:]), *each[1:]]
    )


@mutant(ENVELOPES)
def an_envelope_with_the_barcode_of_another(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(
        patch, "envelopes", lambda each: [each[0]._replace(barcode=each[1].barcode), *each[1:]]
    )


@mutant(ENVELOPES)
def an_envelope_without_its_barcode(patch: pytest.MonkeyPatch) -> None:
    labelled_changed(patch, "envelopes", lambda each: [each[0]._replace(barcode=None), *each[1:]])


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

    def put(self: Any, one: Any, *others: Any, **named: Any) -> Any:
        return 0.0 if isinstance(one, layout.PostalBarcode) else right(self, one, *others, **named)

    patch.setattr(layout.Page, "put", put)


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
    for mailing, asked, one in MUTANTS.values():
        if (id(mailing), asked) not in seen:
            seen.append((id(mailing), asked))
            yield pytest.param(mailing, asked, id=one.__name__)


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
    said = capsys.readouterr()
    assert " M60 " in said.err
    assert list((tmp_path / "out").glob("*")) == []
    assert not any(one.casefold() in (said.out + said.err).casefold() for one in CANARIES)
