"""The day after a run: rows to mend, rows that are asked for, and who got the mailing already."""

from __future__ import annotations

import csv
import io
import os
import re
import sqlite3
import stat
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from press import cli
from press.mail.recipients import Recipient
from press.mail.run.mailed_before import MailedBefore
from tests.mail.letters import a_workspace, recipient
from tests.mail.test_run import (
    CANARIES,
    EXAMPLES,
    HEADS,
    a_list,
    mail,
    named,
    people,
    report_of,
    the_run,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a data folder of its own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("HANDOUT_PRESS_DATA", str(folder))
    return folder


def bad_people(count: int = 6) -> list[dict[str, str]]:
    """Return rows of which the third has no ZIP code and the fifth no city."""
    rows = people(count)
    rows[2]["Zip"] = rows[4]["City"] = ""
    return rows


def mended(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    right = people(9)
    zips = {row["MRN"]: row["Zip"] for row in right}
    return [{**row, "Zip": row["Zip"] or zips[row["MRN"]], "City": "Norfolk"} for row in rows]


def mailed(
    folder: Path, name: str, *asked: object, listed: Path | None = None, **other: Any
) -> int:
    """Mail a list into a folder of its own below ``folder``."""
    if listed is None:
        listed = folder / "list.csv"
    (folder / name).mkdir(exist_ok=True)
    workspace = other.get("workspace") or a_workspace(folder / "practice")
    return mail(folder / name, other.get("mailing", "letter"), listed, *asked, workspace=workspace)


def left_out(run: Path) -> list[dict[str, str]]:
    (file,) = run.glob("*.left-out.csv")
    return rows_of(file)


def rows_of(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf"), "spreadsheets read UTF-8 by this mark alone"
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


# The rows that are left out


def test_the_rows_that_are_left_out_are_a_list(tmp_path: Path) -> None:
    rows = bad_people()
    a_list(tmp_path, rows)
    assert mailed(tmp_path, "first", "--skip-bad") == cli.DONE
    run = the_run(tmp_path / "first")
    assert left_out(run) == [rows[2], rows[4]]
    (file,) = run.glob("*.left-out.csv")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.name in [entry["name"] for entry in report_of(run)["files"]]


def test_it_is_mended_and_mailed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_list(tmp_path, bad_people())
    assert mailed(tmp_path, "first", "--skip-bad") == cli.DONE
    output = capsys.readouterr()
    assert re.search(r"  2 rows to mend, and then to mail alone: \w+\.left-out\.csv\n", output.out)
    assert named(output.out, output.err) == []
    rows = mended(left_out(the_run(tmp_path / "first")))
    again = a_list(tmp_path, rows, "mended.csv")
    assert mailed(tmp_path, "second", listed=again) == cli.DONE
    assert report_of(the_run(tmp_path / "second"))["pieces"] == 2
    assert capsys.readouterr().err == ""


def test_every_cell_stays_as_it_was_typed(tmp_path: Path) -> None:
    """Other columns, line ends, quotes, another encoding and delimiter, lines above the header."""
    rows = bad_people(5)
    for row in rows:
        row['Note, "free"'] = 'one\r\ntwo; "three"  '
        row["MRN"] = f'="{row["MRN"]}"'
        row["Last Name"] += "é"
    out = io.StringIO(newline="")
    out.write("Referrals of the week\r\n\r\n")
    writer = csv.DictWriter(out, [*HEADS, 'Note, "free"'], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    listed = tmp_path / "list.csv"
    listed.write_bytes(out.getvalue().encode("cp1252"))
    asked = ("--skip-bad", "--encoding", "cp1252")
    assert mailed(tmp_path, "first", *asked, listed=listed) == cli.DONE
    assert left_out(the_run(tmp_path / "first")) == [rows[2], rows[4]]


def test_a_row_of_too_many_cells_is_there_as_well(tmp_path: Path) -> None:
    listed = a_list(tmp_path, people(3))
    text = listed.read_text(encoding="utf-8").replace("2 Canarystreet Rd", "2 Canarystreet, Rd")
    listed.write_text(text, encoding="utf-8")
    assert mailed(tmp_path, "first", "--skip-bad") == cli.DONE
    (file,) = the_run(tmp_path / "first").glob("*.left-out.csv")
    (header, row) = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    assert header == HEADS
    assert row[3:5] == ["2 Canarystreet", " Rd"]


def test_who_is_not_to_be_mailed_is_not_in_it(tmp_path: Path) -> None:
    rows = bad_people()
    for row in rows:
        row["Deceased"] = ""
    rows[0]["Deceased"] = "yes"
    rows.append(dict(rows[1]))
    a_list(tmp_path, rows, heads=[*HEADS, "Deceased"])
    assert mailed(tmp_path, "first", "--skip-bad") == cli.DONE
    assert left_out(the_run(tmp_path / "first")) == [rows[2], rows[4]]


def test_a_flag_in_another_row_of_the_patient_stays_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without record numbers, a patient's own address tells that a flag is about this patient."""
    rows = people(4)
    for row in rows:
        row["MRN"] = row["Deceased"] = ""
    rows[3] = {**rows[2], "Deceased": "yes"}
    rows[2]["Zip"] = ""
    a_list(tmp_path, rows, heads=[*HEADS, "Deceased"])
    assert mailed(tmp_path, "first", "--skip-bad") == cli.DONE
    listed = left_out(the_run(tmp_path / "first"))
    assert listed == [rows[2], rows[3]]
    right = [{**listed[0], "Zip": rows[3]["Zip"]}, listed[1]]
    again = a_list(tmp_path, right, "mended.csv", [*HEADS, "Deceased"])
    assert mailed(tmp_path, "second", listed=again) == cli.WRONG_CONTENT
    assert "M54 Nobody is left to write to" in capsys.readouterr().err


def test_several_lists_have_one_each(tmp_path: Path) -> None:
    rows = bad_people()
    first, second = a_list(tmp_path, rows[:3], "a.csv"), a_list(tmp_path, rows[3:], "b.csv")
    assert mailed(tmp_path, "first", second, "--skip-bad", listed=first) == cli.DONE
    files = sorted(the_run(tmp_path / "first").glob("*.left-out-*.csv"))
    assert [file.name.split(".")[1] for file in files] == ["left-out-1", "left-out-2"]
    assert [rows_of(file) for file in files] == [[rows[2]], [rows[4]]]


def test_rows_of_a_workbook_are_there_under_our_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows = bad_people()
    rows[4]["Address 2"] = "=1+1"
    book.active.append([*HEADS, "Note"])
    for row in rows:
        book.active.append([*row.values(), "a note"])
    for cell in book.active["E"]:
        cell.data_type = "s"
    book.save(tmp_path / "list.xlsx")
    assert mailed(tmp_path, "first", "--skip-bad", listed=tmp_path / "list.xlsx") == cli.DONE
    first, second = left_out(the_run(tmp_path / "first"))
    assert (first["first_name"], first["zip"]) == ("ZebulonC", "")
    assert (second["address_1"], second["address_2"]) == ("5 Canarystreet Rd", "'=1+1")
    assert list(first)[:3] == ["patient_id", "first_name", "last_name"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_examples_left_out_rows_are_mailed_once_mended(kind: str, tmp_path: Path) -> None:
    listed = EXAMPLES / f"referrals.{kind}"
    asked = ("--draft", "--skip-bad", "--date", "2031-02-03")
    other = {"mailing": "referral-welcome", "workspace": EXAMPLES}
    assert mailed(tmp_path, "first", *asked, listed=listed, **other) == cli.DONE
    rows = left_out(the_run(tmp_path / "first"))
    assert len(rows) == report_of(the_run(tmp_path / "first"))["list"]["problems"]
    (file,) = the_run(tmp_path / "first").glob("*.left-out.csv")
    assert mailed(tmp_path, "second", *asked, "--check", listed=file, **other) == 1


# Rows that are asked for


@pytest.mark.parametrize(
    ("asked", "pieces"),
    [("2", 1), ("2,4", 2), ("2-5", 4), ("3,2,5-6", 4), ("2-9", 6), ("4, 5 - 6", 3), ("2-3,3-4", 3)],
)
def test_only_some_rows_are_mailed(asked: str, pieces: int, tmp_path: Path) -> None:
    a_list(tmp_path, people(6))
    assert mailed(tmp_path, "first", "--only", asked) == cli.DONE
    fields = report_of(the_run(tmp_path / "first"))
    assert fields["pieces"] == pieces
    others = {"not asked for": 6 - pieces} if pieces < 6 else {}
    assert fields["list"] == {"rows": 6, "letters": pieces, "left out": others, "problems": 0}


def test_the_problems_of_other_rows_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_list(tmp_path, bad_people())
    assert mailed(tmp_path, "first", "--only", "2,3") == cli.DONE
    assert mailed(tmp_path, "second", "--only", "2,4", "--check") == cli.WRONG_CONTENT
    shown = re.findall(r"list\.csv:\d+:\d+: M\d\d", capsys.readouterr().err)
    assert shown == ["list.csv:4:8: M20"]


def test_what_other_rows_say_of_the_patient_is_heeded(tmp_path: Path) -> None:
    rows = people(4)
    for row in rows:
        row["Deceased"] = ""
    rows[3] = {**rows[2], "Deceased": "yes"}
    a_list(tmp_path, rows, heads=[*HEADS, "Deceased"])
    assert mailed(tmp_path, "first", "--only", "2,4") == cli.DONE
    assert report_of(the_run(tmp_path / "first"))["pieces"] == 1


def test_two_rows_that_contradict_each_other_stay_so(tmp_path: Path) -> None:
    rows = people(4)
    rows[3]["MRN"] = rows[0]["MRN"]
    a_list(tmp_path, rows)
    for only in ("2", "5"):
        asked = ("--only", only, "--check")
        assert mailed(tmp_path, "first", *asked) == cli.WRONG_CONTENT
    assert mailed(tmp_path, "second", "--only", "3") == cli.DONE


@pytest.mark.parametrize("asked", ["", "x", "0", "3-2", "1,,2", "-3", "3-", "1-2-3", "٣", "1e3"])
def test_what_is_no_row_is_a_problem(
    asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_list(tmp_path, people())
    assert mailed(tmp_path, "first", f"--only={asked}") == cli.WRONG_CONTENT
    assert "--only:1:1: M58 These are no rows of a list." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"), [("1", "row 1"), ("99", "row 99"), ("7-9", "rows 7 to")]
)
def test_a_row_that_the_list_does_not_have_is_a_problem(
    asked: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_list(tmp_path, people())
    assert mailed(tmp_path, "first", "--only", f"2,{asked}") == cli.WRONG_CONTENT
    assert f"--only:1:1: M58 The list has no recipient in {said}" in capsys.readouterr().err


def test_rows_of_two_lists_cannot_be_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = a_list(tmp_path, people(), "a.csv"), a_list(tmp_path, people(), "b.csv")
    assert mailed(tmp_path, "first", second, "--only", "2", listed=first) == cli.WRONG_CONTENT
    assert "M58 '--only' is for one list" in capsys.readouterr().err


# Who got the mailing already


def test_a_list_that_was_mended_says_who_got_the_mailing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = bad_people()
    a_list(tmp_path, rows)
    assert mailed(tmp_path, "first", "--skip-bad", "--date", "2031-02-03") == cli.DONE
    assert "M62" not in capsys.readouterr().err
    a_list(tmp_path, mended(rows))
    assert mailed(tmp_path, "second", "--date", "2031-02-04") == cli.DONE
    said = "M62 4 recipients of the list got this mailing already, the last on 2031-02-03."
    assert capsys.readouterr().err.count(said) == 1
    assert report_of(the_run(tmp_path / "second"))["pieces"] == 6, "nobody is left out for it"


def test_it_is_said_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = a_list(tmp_path, people())
    assert mailed(tmp_path, "first") == cli.DONE
    monkeypatch.setattr("press.services.mailing.make_run", None)
    with pytest.raises(Exception, match="TypeError"):
        mailed(tmp_path, "second", listed=listed)
    assert " M62 3 recipients " in capsys.readouterr().err


def test_who_got_it_is_left_out_when_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = bad_people()
    a_list(tmp_path, rows)
    assert mailed(tmp_path, "first", "--skip-bad") == cli.DONE
    a_list(tmp_path, mended(rows))
    capsys.readouterr()
    assert mailed(tmp_path, "second", "--skip-mailed") == cli.DONE
    output = capsys.readouterr()
    assert "6 in the list: 2 get a letter, 4 do not (4 got this mailing already)" in output.out
    assert "M62" not in output.err
    run = the_run(tmp_path / "second")
    assert report_of(run)["list"]["left out"] == {"got this mailing already": 4}
    lines = next(run.glob("*.left-out.txt")).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert all("got this mailing already on 20" in line for line in lines)
    assert not list(run.glob("*.left-out.csv"))
    assert mailed(tmp_path, "third", "--skip-mailed") == cli.WRONG_CONTENT
    assert "M54 Nobody is left to write to" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [("--draft",), ("--preview",), ("--check",)])
def test_what_nobody_gets_is_not_remembered(
    asked: tuple[str, ...], tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_list(tmp_path, people())
    assert mailed(tmp_path, "first", *asked) == cli.DONE
    assert not data.exists()
    assert mailed(tmp_path, "second") == cli.DONE
    assert "M62" not in capsys.readouterr().err


@pytest.mark.parametrize("asked", [("--draft",), ("--preview",), ("--check",)])
def test_it_is_said_of_all_runs(
    asked: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_list(tmp_path, people())
    assert mailed(tmp_path, "first") == cli.DONE
    assert mailed(tmp_path, "second", *asked) == cli.DONE
    assert "M62 3 recipients" in capsys.readouterr().err


def test_a_run_that_fails_is_not_remembered(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_list(tmp_path, people())

    def failing(*others: object) -> bytes:
        raise OSError("the disk is full")

    monkeypatch.setattr("press.mail.run.report.report_text", failing)
    with pytest.raises(OSError, match="full"):
        mailed(tmp_path, "first")
    assert not (data / "mailed.sqlite").exists()


CHANGES: dict[str, tuple[dict[str, str], bool]] = {
    "nothing": ({}, True),
    "capitals": ({"Last Name": "QUIXWORTHA", "Address 1": "1 CANARYSTREET ROAD"}, True),
    "a ZIP+4": ({"Zip": "23518-1234"}, True),
    "another appointment": ({"Appt Date": "4/9/2031"}, True),
    "no record number": ({"MRN": ""}, True),
    "another record number": ({"MRN": "QZ1"}, False),
    "another name": ({"First Name": "Zed"}, False),
    "another address": ({"Address 1": "9 Canarystreet Rd"}, False),
    "an apartment": ({"Address 2": "Apt 4"}, False),
    "another town": ({"City": "Suffolk"}, False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_person_is_known_again(
    change: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = people(1, Zip="23518")
    a_list(tmp_path, rows)
    assert mailed(tmp_path, "first") == cli.DONE
    changes, known = CHANGES[change]
    a_list(tmp_path, [{**rows[0], **changes}, *people(3)[2:]])
    assert mailed(tmp_path, "second", "--check") == cli.DONE
    assert ("M62 1 recipient" in capsys.readouterr().err) == known


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ("1/2/1960", "1960-01-02", True),
        ("1/2/1960", "3/4/1988", False),
        ("1/2/1960", "", True),
        ("", "1/2/1960", True),
    ],
)
def test_father_and_son_are_two(
    first: str, second: str, known: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = [*HEADS, "DOB"]
    a_list(tmp_path, people(1, MRN="", DOB=first), heads=heads)
    assert mailed(tmp_path, "first") == cli.DONE
    a_list(tmp_path, people(1, MRN="", DOB=second, **{"Appt Date": "4/9/2031"}), heads=heads)
    assert mailed(tmp_path, "second", "--check") == cli.DONE
    assert ("M62" in capsys.readouterr().err) == known


def test_another_mailing_and_another_practice_are_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = a_list(tmp_path, people())
    assert mailed(tmp_path, "first") == cli.DONE
    other = a_workspace(tmp_path / "practice", name="other")
    assert mailed(tmp_path, "second", "--check", mailing="other", workspace=other) == cli.DONE
    practice = (other / "assets" / "practice.yaml").read_text(encoding="utf-8")
    there = a_workspace(tmp_path / "another")
    (there / "assets" / "practice.yaml").write_text(
        re.sub(r"(?m)^name: .*$", "name: Quite Another Clinic", practice), encoding="utf-8"
    )
    assert mailed(tmp_path, "third", "--check", listed=listed, workspace=there) == cli.DONE
    assert "M62" not in capsys.readouterr().err


@POSIX
@pytest.mark.parametrize("umask", [0, 0o077])
def test_nothing_of_a_patient_is_stored(umask: int, tmp_path: Path, data: Path) -> None:
    a_list(tmp_path, people())
    before = os.umask(umask)
    try:
        assert mailed(tmp_path, "first") == cli.DONE
    finally:
        os.umask(before)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    files = sorted(path.name for path in data.iterdir())
    assert files == ["fingerprint.key", "mailed.sqlite"]
    for path in data.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        stored = path.read_bytes().lower()
        assert not [word for word in (*CANARIES, "letter") if word.lower().encode() in stored]
    with sqlite3.connect(data / "mailed.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM mailed").fetchone() == (3,)


def test_another_key_gives_other_fingerprints(tmp_path: Path, data: Path) -> None:
    a_list(tmp_path, people())
    stored = []
    for name in ("first", "second"):
        assert mailed(tmp_path, name) == cli.DONE
        with sqlite3.connect(data / "mailed.sqlite") as connection:
            stored.append({row[0] for row in connection.execute("SELECT person FROM mailed")})
        connection.close()
        (data / "mailed.sqlite").unlink()
        (data / "fingerprint.key").unlink()
    assert stored[0].isdisjoint(stored[1])


@pytest.mark.parametrize("word", ["off", "OFF"])
def test_it_can_be_switched_off(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_list(tmp_path, people())
    monkeypatch.setenv("HANDOUT_PRESS_DATA", word)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    for name in ("first", "second"):
        assert mailed(tmp_path, name) == cli.DONE
    assert capsys.readouterr().err == ""
    assert {path.name for path in tmp_path.iterdir()} - {path.name for path in before} == {
        "first", "practice", "second",
    }  # fmt: skip


@pytest.mark.parametrize("damage", ["no database", "a folder", "no key", "another file"])
def test_a_damaged_folder_stops_nothing(
    damage: str, tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_list(tmp_path, people())
    data.mkdir(mode=0o700)
    if damage == "no database":
        (data / "mailed.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    elif damage == "a folder":
        (data / "mailed.sqlite").mkdir()
    elif damage == "no key":
        (data / "fingerprint.key").mkdir()
    else:
        data.rmdir()
        data.write_text("a file", encoding="utf-8")
    assert mailed(tmp_path, "first") == cli.DONE
    assert " M63 " in capsys.readouterr().err
    assert report_of(the_run(tmp_path / "first"))["pieces"] == 3


def test_two_runs_remember_both(tmp_path: Path) -> None:
    def person(name: str) -> Recipient:
        return recipient(values={"recipient": {"full_name": name}})

    one, two = MailedBefore("letter", "Clinic"), MailedBefore("letter", "Clinic")
    one.remember([person("Ann")], date(2031, 1, 2))
    two.remember([person("Bob")], date(2031, 1, 3))
    three = MailedBefore("letter", "Clinic")
    assert three.day_for(person("Ann")) == date(2031, 1, 2)
    assert three.day_for(person("Bob")) == date(2031, 1, 3)
    assert three.day_for(person("Cid")) is None
    three.remember([person("Ann")], date(2031, 5, 6))
    assert three.day_for(person("Ann")) == date(2031, 5, 6)
    for known in (one, two, three):
        assert not known.broken
        known.close()
