"""One patient in two rows, two patients at one address, and the hashes that are kept of them."""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import ListRow, UnreadRow
from press.mail.recipients import CheckedRows, LeftOut, Recipient, Refused
from press.mail.recipients.duplicates import HashTable, SeenPatients, StepMap
from press.problems import Place, Problem
from tests.mail.lists import ANNE, RULES, FakeListing, anne, check_rows, outcomes_of


def outcome_letters(*rows: dict[str, str]) -> str:
    """Return R for a recipient, L for a left-out row, X for a refused one."""
    return "".join(
        {Recipient: "R", LeftOut: "L", Refused: "X"}[type(outcome)]
        for outcome in outcomes_of(*rows)
    )


def test_a_repeated_row_is_left_out() -> None:
    outcomes = outcomes_of(ANNE, anne(patient_id="2", last_name="Li"), ANNE)
    assert [type(outcome) for outcome in outcomes] == [Recipient, Recipient, LeftOut]
    assert isinstance(outcomes[2], LeftOut)
    assert (outcomes[2].reason, outcomes[2].detail) == ("the same", "the same as line 2")


def test_two_spellings_of_one_row_are_the_same() -> None:
    assert (
        outcome_letters(
            ANNE,
            anne(
                first_name="ANNE",
                last_name="LEE",
                address_1="1133 First Colonial Rd.",
                state="Virginia",
            ),
        )
        == "RL"
    )
    assert outcome_letters(anne(patient_id="ab1"), anne(patient_id="AB1")) == "RL"


def test_values_that_are_not_in_the_letter_may_differ() -> None:
    assert outcome_letters(anne(birth_date="3/9/1980"), anne(birth_date="3/9/1981")) == "RL"


def test_one_patient_with_two_letters_is_refused_with_the_other_row() -> None:
    for other in (
        {"appointment_date": "3/9/2027"},
        {"zip": "23455"},
        {"address_1": "5 Oak Ln"},
        {"language": "es"},
        {"referred_by": "Dr. X"},
    ):
        outcomes, checking = check_rows(ANNE, anne(**other))
        assert isinstance(outcomes[1], Refused)
        assert [problem.code for problem in outcomes[1].problems] == ["M31"]
        assert "line 2" in outcomes[1].problems[0].message
        assert checking.contradicted == {1: Place("list.csv", 2)}


def test_one_id_with_two_names_is_refused() -> None:
    outcomes = outcomes_of(ANNE, anne(first_name="Ruth"))
    assert isinstance(outcomes[1], Refused)
    assert "another name" in outcomes[1].problems[0].message


def test_without_an_id_the_name_at_the_address_identifies_a_patient() -> None:
    bare = anne(patient_id="")
    assert outcome_letters(bare, bare) == "RL"
    assert outcome_letters(bare, anne(patient_id="", appointment_date="3/9/2027")) == "RX"
    assert outcome_letters(bare, anne(patient_id="", address_1="5 Oak Ln")) == "RR"
    assert (
        outcome_letters(
            anne(patient_id="", birth_date="3/9/1950"), anne(patient_id="", birth_date="3/9/1980")
        )
        == "RR"
    )
    assert (
        outcome_letters(
            anne(patient_id="", birth_date="3/9/1950"), anne(patient_id="", birth_date="1950-03-09")
        )
        == "RL"
    )


def test_a_row_with_an_id_matches_one_without() -> None:
    assert outcome_letters(ANNE, anne(patient_id="")) == "RL"
    assert outcome_letters(anne(patient_id=""), ANNE) == "RL"


def test_two_ids_are_two_people() -> None:
    assert outcome_letters(ANNE, anne(patient_id="2")) == "RR"


def test_a_refused_row_does_not_block_a_sound_one() -> None:
    assert outcome_letters(anne(zip="wrong"), ANNE) == "XR"


def test_a_flag_in_any_row_covers_all_rows_of_the_patient() -> None:
    for flag in ({"do_not_mail": "yes"}, {"deceased": "3/9/2020"}):
        assert outcome_letters(ANNE, anne(**flag)) == "LL"
        assert outcome_letters(anne(**flag), ANNE) == "LL"
        assert outcome_letters(anne(zip="wrong", **flag), ANNE) == "LL"
        assert outcome_letters(ANNE, anne(patient_id="", **flag)) == "LL"
        assert outcome_letters(anne(patient_id=""), anne(**flag)) == "LL"
        assert outcome_letters(anne(patient_id="", birth_date="3/9/1950"), anne(**flag)) == "LL"
        assert outcome_letters(anne(patient_id="2"), anne(**flag)) == "RL"
        assert outcome_letters(anne(patient_id="2", last_name="Li"), anne(**flag)) == "RL"
    outcomes = outcomes_of(ANNE, anne(deceased="x"))
    assert isinstance(outcomes[0], LeftOut)
    assert "line 3" in outcomes[0].detail


def test_a_flag_in_an_unread_row_counts() -> None:
    place = Place("list.csv", 3)
    spoilt = UnreadRow(
        2,
        place,
        (Problem(place, "M09", "'zip' is spoilt", "Mend it"),),
        {"patient_id": "1001", "deceased": "yes"},
    )
    assert [
        type(outcome) for outcome in outcomes_of(ANNE, anne(patient_id="2", last_name="Li"), spoilt)
    ] == [
        LeftOut,
        Recipient,
        Refused,
    ]


@pytest.mark.parametrize("ident", ["1001", ""])
def test_an_unclear_flag_holds_back_the_other_rows_of_the_patient(ident: str) -> None:
    rows = anne(patient_id=ident), anne(patient_id=ident, deceased="perhaps")
    outcomes = outcomes_of(*rows)
    assert [type(outcome) for outcome in outcomes] == [LeftOut, Refused]
    assert isinstance(outcomes[1], Refused)
    assert [problem.code for problem in outcomes[1].problems] == ["M30"]
    assert [type(outcome) for outcome in outcomes_of(*reversed(rows))] == [Refused, LeftOut]


def test_a_row_of_another_file_is_named_with_its_file() -> None:
    class Two(FakeListing):
        def rows(self) -> Iterator[ListRow | UnreadRow]:
            for row in super().rows():
                yield row._replace(
                    place=Place("list.csv" if row.number < 3 else "more.csv", row.number % 3 + 2)
                )

    listing = Two(
        [ANNE, anne(patient_id="2", last_name="Li"), ANNE, anne(patient_id="2", last_name="Lo")]
    )
    checking = CheckedRows(listing, RULES)
    same, other = list(checking)[2:]
    assert isinstance(same, LeftOut)
    assert same.detail == "the same as line 3 of list.csv"
    assert isinstance(other, Refused)
    assert "stands in line 4 of list.csv as well" in other.problems[0].message
    assert checking.contradicted == {2: Place("list.csv", 4)}


def test_a_list_without_flags_is_read_once() -> None:
    class Counted(FakeListing):
        times = 0

        def rows(self):  # type: ignore[no-untyped-def]
            self.times += 1
            return super().rows()

    for columns, times in ((["first_name", "zip"], 1), (["first_name", "deceased"], 2)):
        listing = Counted([ANNE], columns)
        assert len(list(CheckedRows(listing, RULES))) == 1
        assert listing.times == times


def test_households_are_counted_and_share_a_key() -> None:
    rows = [
        ANNE,
        anne(patient_id="2", first_name="Ruth"),
        anne(patient_id="3", first_name="Tom"),
        anne(patient_id="4", address_1="5 Oak Ln"),
    ]
    outcomes, checking = check_rows(*rows)
    keys = [
        recipient.address.household for recipient in outcomes if isinstance(recipient, Recipient)
    ]
    assert [keys[0] == key for key in keys] == [True, True, True, False]
    assert [(problem.code, problem.message) for problem in checking.remarks()] == [
        ("M35", "1 address gets more than one letter")
    ]


def test_a_name_with_two_spellings_is_counted() -> None:
    outcomes, checking = check_rows(
        anne(name="LEE, ANNE M"), anne(patient_id="2", name="LI, RUTH", address_1="5 Oak Ln")
    )
    assert [(problem.code, problem.place.line) for problem in checking.remarks()] == [("M37", 3)]
    assert len(outcomes) == 2


def test_a_hash_table_finds_its_keys_and_nothing_else() -> None:
    numbers = random.Random(5)
    keys = list(dict.fromkeys(numbers.getrandbits(64) for _ in range(5000)))
    table = HashTable()
    for index, key in enumerate(keys):
        assert table.find(key) is None
        table.add(key)
        assert table.find(key) == index
    assert [table.find(key) for key in keys] == list(range(len(keys)))
    table.add(None)
    assert table.find(0) is None
    assert len(table) == len(keys) + 1


def test_two_runs_have_two_keys() -> None:
    first, second = SeenPatients(), SeenPatients()
    assert first.key("a", "b") == first.key("a", "b")
    assert first.key("a", "b") != second.key("a", "b")
    assert first.key("a", "b") != first.key("ab")


def test_no_data_of_a_recipient_are_kept() -> None:
    """After a recipient is deleted, no object refers to its name or address."""
    checking = CheckedRows(
        FakeListing([anne(first_name="Zacharias", address_1="4711 Canary Road")]), RULES
    )
    recipient = next(checking)
    assert isinstance(recipient, Recipient)
    del recipient
    seen: set[int] = set()
    todo: list[object] = [checking._seen, checking._tally, checking._flagged]
    while todo:
        item = todo.pop()
        if id(item) in seen or isinstance(item, type):
            continue
        seen.add(id(item))
        assert not (isinstance(item, str) and ("acharias" in item or "anary" in item.casefold()))
        todo += gc.get_referents(item)
    assert len(seen) > 20


def test_a_recipient_cannot_be_changed() -> None:
    (outcome,) = outcomes_of(ANNE)
    assert isinstance(outcome, Recipient)
    assert replace(outcome, number=2) != outcome


def test_a_seen_patient_takes_few_bytes() -> None:
    """A million patients take less than 40 MB if all have an id, else less than 55 MB."""
    assert _bytes_of(SeenPatients(names=False), 40_000) < 40
    assert _bytes_of(SeenPatients(), 40_000) < 55


def _bytes_of(repeats: SeenPatients, count: int) -> float:
    for number in range(count):
        home = repeats.key("home", str(number))
        assert (
            repeats.find_or_add(
                (number, number + 1), repeats.key("id", str(number)), home ^ 1, "name", home
            )
            is None
        )
        repeats.count_letter(home)
    tables = (repeats._patients, repeats._people, repeats._homes)
    kept = [part for table in tables if len(table) for part in (table._hashes, table._slots)]
    kept += [repeats._names, repeats._letters]
    assert len(kept) >= 6
    assert all(len(part) >= count for part in kept)
    others = [
        part
        for steps in (repeats._rows, repeats._lines)
        for part in (steps._keys, steps._differences)
    ]
    return sum(map(sys.getsizeof, (*kept, *others, repeats._shared))) / count


def test_a_step_map_returns_its_values() -> None:
    lines, numbers = StepMap(), random.Random(7)
    put = {number: number + 1 for number in range(1, 50)}
    put |= {number: numbers.randrange(1, 10_000) for number in range(60, 1_000, 3)}
    for number, line in put.items():
        lines.add(number, line)
    assert {number: lines.get(number) for number in put} == put


def test_ids_are_enough_only_if_every_row_has_one(tmp_path: Path) -> None:
    head, row = (
        "Patient ID,Last Name,First Name,Address,City,State,ZIP\n",
        "{},Lee,Anne,5 Oak Ln,Norfolk,VA,23510\n",
    )
    for ids, identified, letters in (
        (["1", "2"], True, "RR"),
        (["1", "1"], True, "RL"),
        (["1", ""], False, "RL"),
        (["", "1"], False, "RL"),
        (["1", " "], False, "RL"),
        (["1", '"="""""'], False, "RL"),
    ):
        file = tmp_path / "list.csv"
        file.write_text(head + "".join(map(row.format, ids)), encoding="utf-8")
        listing = open_listing([str(file)])
        assert listing.identified == identified
        outcomes = CheckedRows(listing, RULES)
        assert (
            "".join("L" if isinstance(outcome, LeftOut) else "R" for outcome in outcomes) == letters
        )


def test_two_columns_with_flags_are_both_read() -> None:
    """Exports may have 'Deceased' and 'Date of Death', or 'Do Not Mail' and 'Do Not Contact'."""
    for flags in (
        {"deceased": "N", "death_date": "2026-11-02"},
        {"do_not_mail": "no", "do_not_contact": "yes"},
    ):
        (outcome,) = outcomes_of(anne(**flags))
        assert isinstance(outcome, LeftOut)
        assert outcome.reason in ("deceased", "do not mail")
    assert isinstance(
        outcomes_of(anne(deceased="N", death_date="", do_not_mail="no", do_not_contact="no"))[0],
        Recipient,
    )
