"""The same patient in two rows, two patients at one address, and what a list remembers of them: hashes alone."""

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
from tests.mail.lists import ANNE, RULES, Made, anne, checked, run


def kinds(*rows: dict[str, str]) -> str:
    """R for a recipient, L for one left out, X for one refused."""
    return "".join(
        {Recipient: "R", LeftOut: "L", Refused: "X"}[type(one)] for one in checked(*rows)
    )


def test_the_same_row_again_is_left_out() -> None:
    found = checked(ANNE, anne(patient_id="2", last_name="Li"), ANNE)
    assert [type(one) for one in found] == [Recipient, Recipient, LeftOut]
    assert isinstance(found[2], LeftOut)
    assert (found[2].reason, found[2].detail) == ("the same", "the same as line 2")


def test_the_same_is_the_same_however_it_is_typed() -> None:
    assert (
        kinds(
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
    assert kinds(anne(patient_id="ab1"), anne(patient_id="AB1")) == "RL"


def test_what_the_letter_does_not_say_may_differ() -> None:
    assert kinds(anne(birth_date="3/9/1980"), anne(birth_date="3/9/1981")) == "RL"


def test_the_same_patient_with_another_letter_is_refused_and_names_the_other_row() -> None:
    for other in (
        {"appointment_date": "3/9/2027"},
        {"zip": "23455"},
        {"address_1": "5 Oak Ln"},
        {"language": "es"},
        {"referred_by": "Dr. X"},
    ):
        found, checking = run(ANNE, anne(**other))
        assert isinstance(found[1], Refused)
        assert [one.code for one in found[1].problems] == ["M31"]
        assert "line 2" in found[1].problems[0].message
        assert checking.contradicted == {1: Place("list.csv", 2)}


def test_one_id_with_two_names_is_refused() -> None:
    found = checked(ANNE, anne(first_name="Ruth"))
    assert isinstance(found[1], Refused)
    assert "another name" in found[1].problems[0].message


def test_without_an_id_it_is_the_name_at_the_address() -> None:
    bare = anne(patient_id="")
    assert kinds(bare, bare) == "RL"
    assert kinds(bare, anne(patient_id="", appointment_date="3/9/2027")) == "RX"
    assert kinds(bare, anne(patient_id="", address_1="5 Oak Ln")) == "RR"
    assert (
        kinds(
            anne(patient_id="", birth_date="3/9/1950"), anne(patient_id="", birth_date="3/9/1980")
        )
        == "RR"
    )
    assert (
        kinds(
            anne(patient_id="", birth_date="3/9/1950"), anne(patient_id="", birth_date="1950-03-09")
        )
        == "RL"
    )


def test_a_row_with_an_id_is_the_same_as_one_without() -> None:
    assert kinds(ANNE, anne(patient_id="")) == "RL"
    assert kinds(anne(patient_id=""), ANNE) == "RL"


def test_two_ids_are_two_people() -> None:
    assert kinds(ANNE, anne(patient_id="2")) == "RR"


def test_a_row_that_is_refused_does_not_stand_in_the_way_of_a_sound_one() -> None:
    assert kinds(anne(zip="wrong"), ANNE) == "XR"


def test_a_flag_in_any_row_holds_for_all_of_the_patient_s() -> None:
    for flag in ({"do_not_mail": "yes"}, {"deceased": "3/9/2020"}):
        assert kinds(ANNE, anne(**flag)) == "LL"
        assert kinds(anne(**flag), ANNE) == "LL"
        assert kinds(anne(zip="wrong", **flag), ANNE) == "LL"
        assert kinds(ANNE, anne(patient_id="", **flag)) == "LL"
        assert kinds(anne(patient_id=""), anne(**flag)) == "LL"
        assert kinds(anne(patient_id="", birth_date="3/9/1950"), anne(**flag)) == "LL"
        assert kinds(anne(patient_id="2"), anne(**flag)) == "RL"
        assert kinds(anne(patient_id="2", last_name="Li"), anne(**flag)) == "RL"
    found = checked(ANNE, anne(deceased="x"))
    assert isinstance(found[0], LeftOut)
    assert "line 3" in found[0].detail


def test_a_flag_in_a_row_that_cannot_be_taken_holds_all_the_same() -> None:
    place = Place("list.csv", 3)
    spoilt = UnreadRow(
        2,
        place,
        (Problem(place, "M09", "'zip' is spoilt", "Mend it"),),
        {"patient_id": "1001", "deceased": "yes"},
    )
    assert [type(one) for one in checked(ANNE, anne(patient_id="2", last_name="Li"), spoilt)] == [
        LeftOut,
        Recipient,
        Refused,
    ]


@pytest.mark.parametrize("ident", ["1001", ""])
def test_a_flag_that_leaves_it_open_holds_the_patient_s_other_rows_back(ident: str) -> None:
    rows = anne(patient_id=ident), anne(patient_id=ident, deceased="perhaps")
    found = checked(*rows)
    assert [type(one) for one in found] == [LeftOut, Refused]
    assert isinstance(found[1], Refused)
    assert [one.code for one in found[1].problems] == ["M30"]
    assert [type(one) for one in checked(*reversed(rows))] == [Refused, LeftOut]


def test_a_row_of_another_file_is_told_with_its_file() -> None:
    class Two(Made):
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
    class Counted(Made):
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
    found, checking = run(*rows)
    keys = [one.address.household for one in found if isinstance(one, Recipient)]
    assert [keys[0] == one for one in keys] == [True, True, True, False]
    assert [(one.code, one.message) for one in checking.remarks()] == [
        ("M35", "1 address gets more than one letter")
    ]


def test_a_name_that_stands_in_two_ways_is_counted() -> None:
    found, checking = run(
        anne(name="LEE, ANNE M"), anne(patient_id="2", name="LI, RUTH", address_1="5 Oak Ln")
    )
    assert [(one.code, one.place.line) for one in checking.remarks()] == [("M37", 3)]
    assert len(found) == 2


def test_a_table_finds_what_was_put_in_and_nothing_else() -> None:
    numbers = random.Random(5)
    keys = list(dict.fromkeys(numbers.getrandbits(64) for _ in range(5000)))
    table = HashTable()
    for at, key in enumerate(keys):
        assert table.find(key) is None
        table.add(key)
        assert table.find(key) == at
    assert [table.find(key) for key in keys] == list(range(len(keys)))
    table.add(None)
    assert table.find(0) is None
    assert len(table) == len(keys) + 1


def test_two_runs_have_two_keys() -> None:
    one, other = SeenPatients(), SeenPatients()
    assert one.key("a", "b") == one.key("a", "b")
    assert one.key("a", "b") != other.key("a", "b")
    assert one.key("a", "b") != one.key("ab")


def test_nothing_of_a_recipient_is_kept() -> None:
    """Once a recipient is let go, no object of the run leads to a name or an address."""
    checking = CheckedRows(
        Made([anne(first_name="Zacharias", address_1="4711 Canary Road")]), RULES
    )
    found = next(checking)
    assert isinstance(found, Recipient)
    del found
    seen: set[int] = set()
    todo: list[object] = [checking._seen, checking._tally, checking._flagged]
    while todo:
        one = todo.pop()
        if id(one) in seen or isinstance(one, type):
            continue
        seen.add(id(one))
        assert not (isinstance(one, str) and ("acharias" in one or "anary" in one.casefold()))
        todo += gc.get_referents(one)
    assert len(seen) > 20


def test_a_recipient_cannot_be_changed() -> None:
    (found,) = checked(ANNE)
    assert isinstance(found, Recipient)
    assert replace(found, number=2) != found


def test_a_recipient_takes_few_bytes() -> None:
    """A million are remembered in less than 40 MB where all have an id, and in less than 55 MB where some have none."""
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


def test_lines_are_those_that_were_put_in() -> None:
    lines, numbers = StepMap(), random.Random(7)
    put = {number: number + 1 for number in range(1, 50)}
    put |= {number: numbers.randrange(1, 10_000) for number in range(60, 1_000, 3)}
    for number, line in put.items():
        lines.add(number, line)
    assert {number: lines.get(number) for number in put} == put


def test_an_id_is_enough_only_where_every_row_has_one(tmp_path: Path) -> None:
    head, row = (
        "Patient ID,Last Name,First Name,Address,City,State,ZIP\n",
        "{},Lee,Anne,5 Oak Ln,Norfolk,VA,23510\n",
    )
    for ids, known, kinds_of in (
        (["1", "2"], True, "RR"), (["1", "1"], True, "RL"), (["1", ""], False, "RL"), (["", "1"], False, "RL"),
        (["1", " "], False, "RL"), (["1", '"="""""'], False, "RL"),
    ):  # fmt: skip
        file = tmp_path / "list.csv"
        file.write_text(head + "".join(row.format(one) for one in ids), encoding="utf-8")
        listing = open_listing([str(file)])
        assert listing.identified == known
        assert (
            "".join("L" if isinstance(one, LeftOut) else "R" for one in CheckedRows(listing, RULES))
            == kinds_of
        )


def test_two_columns_that_say_not_to_write_are_both_heard() -> None:
    """Records systems have both: 'Deceased' beside 'Date of Death', and 'Do Not Mail' beside 'Do Not Contact'."""
    for flags in (
        {"deceased": "N", "death_date": "2026-11-02"},
        {"do_not_mail": "no", "do_not_contact": "yes"},
    ):
        (found,) = checked(anne(**flags))
        assert isinstance(found, LeftOut)
        assert found.reason in ("deceased", "do not mail")
    assert isinstance(
        checked(anne(deceased="N", death_date="", do_not_mail="no", do_not_contact="no"))[0],
        Recipient,
    )
