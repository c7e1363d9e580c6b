"""The report of a run: counts that add up, remarks, and no word about any patient."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from press.mail.order import Order
from press.mail.recipients import LeftOut, Refused
from press.mail.run.report import PrintedPieces, Report, report_text
from press.mail.run.run_files import RunFiles
from press.mail.run.select import Selection
from press.problems import Place, Problem
from tests.mail.letters import LINES, prepared, recipient

AT = Place("list.csv", 3)


def a_report(tmp_path: Path, **changes: Any) -> Report:
    selection = Selection(6, 2, kept=[recipient(1), recipient(2)])
    selection.refuse(Refused(3, AT, (Problem(AT, "M20", "'zip' is empty", "Fill it in"),)))
    for number, reason in enumerate(("deceased", "the same", "the same"), 4):
        selection.leave_out(LeftOut(number, AT, reason, f"{reason} as line {number}"))
    of = prepared(tmp_path)
    order = Order("letter", ("list.csv",), "out")
    return replace(
        Report(of, selection, order, "letter.abc123", PrintedPieces({1: 1, 2: 2})), **changes
    )


def test_every_recipient_of_the_list_is_accounted_for(tmp_path: Path) -> None:
    of, files = a_report(tmp_path), RunFiles(str(tmp_path / "run"), "abc123")
    files.add("print-1.pdf", b"12345", 4, 3)
    fields = json.loads(report_text(of, files))
    assert fields["list"] == {
        "rows": 6,
        "letters": 2,
        "left out": {"deceased": 1, "the same": 2},
        "problems": 1,
    }
    assert (
        fields["list"]["rows"]
        == fields["list"]["letters"]
        + sum(fields["list"]["left out"].values())
        + fields["list"]["problems"]
    )
    assert (fields["pieces"], fields["sheets"], fields["run"], fields["mailing"]) == (
        2,
        3,
        "abc123",
        "letter",
    )
    assert fields["files"] == [
        {"name": "abc123.print-1.pdf", "pages": 4, "sheets": 3, "bytes": 5,
         "sha256": "5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5"},
    ]  # fmt: skip
    assert all(len(digest) == 64 for digest in fields["made of"].values())
    assert len(fields["made of"]) == 2
    assert not any(line in json.dumps(fields) for line in LINES)


@pytest.mark.parametrize(
    ("sheets", "remark"),
    [
        (1, None),
        (5, None),
        (6, "needs more postage than for one ounce"),
        (20, None),
        (21, "is too heavy for a letter"),
    ],
)
def test_a_heavy_piece_is_a_remark(sheets: int, remark: str | None, tmp_path: Path) -> None:
    of = a_report(tmp_path, printed=PrintedPieces({1: sheets}))
    messages = [problem.message for problem in of.remarks if "oz" in problem.message]
    wanted = remark or ("needs more postage" if of.heaviest > 1 else None)
    assert [wanted in message for message in messages if wanted] == ([True] if wanted else [])
    assert of.heaviest == pytest.approx(0.16 * sheets + 0.2, abs=0.01)


def test_those_left_out_and_letters_without_a_barcode_are_counted(tmp_path: Path) -> None:
    messages = [
        one.message for one in a_report(tmp_path, printed=PrintedPieces({1: 1, 2: 2}, 3)).remarks
    ]
    assert messages[0] == "1 recipient was left out"
    assert messages[1].startswith("3 letters have no barcode")
    assert a_report(tmp_path, selection=Selection(2, 2)).remarks == ()
