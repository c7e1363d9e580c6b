"""A packet that is checked without a patient: each empty number of each row is named."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from press import cli
from press.packets.make import check_without_patient, find_packet
from press.problems import ContentError
from tests.packets.packet_workspaces import ASKS, NAMES, practice
from tests.samples import STOCK

MORE = [*ASKS, {"name": "pump", "type": "text", "label": "Pump", "required": "no"}]
NULLS: list[Any] = [
    {"calendar": {"entries": [{"text": "Call.", "days_before": None, "when": "diabetic"}]}},
    {
        "medicines": {
            "rows": [
                {"name": None, "last_dose_days_before": 7, "resume": "Ask.", "when": "diabetic"},
                {"name": "A", "last_dose_days_before": None, "resume": "Ask.", "when": "pump"},
                {"name": "B", "hold_hours": None, "resume": "Ask.", "when": "surgery.day"},
                {"name": "C", "keep_taking": None, "when": "diabetic"},
                {"name": "D", "hold_hours": 3, "resume": None, "when": "pump"},
            ]
        }
    },
    {
        "eating": {
            "before": "arrival",
            "approved_by": "nobody",
            "rows": [{"what": "Food", "hours": None, "when": "diabetic"}],
        },
        "when": "pump",
    },
    {"diary": {"title": "Days", "days": None, "columns": ["Pain"]}, "when": "diabetic"},
]


def test_every_empty_number_of_every_conditional_row_is_named(tmp_path: Path) -> None:
    ours = practice(tmp_path, NULLS, asks=MORE)
    with pytest.raises(ContentError) as raised:
        check_without_patient(ours, find_packet(ours, "ours"))
    problems = [problem for problem in raised.value.problems if not problem.remark]
    assert {problem.code for problem in problems} == {"D01"}
    assert sorted(problem.message.removeprefix("Not set: ") for problem in problems) == [
        "how many days it has",
        "how many hours before it is stopped",
        "on which day this is done",
        "when it is started again",
        "when the last dose is taken",
        "when the last dose is taken",
        "whether it is taken as usual",
        "which medicine this is",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_command_names_each_number_that_the_stock_leaves_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["packet", name, "--check", "--draft"]) == cli.WRONG_CONTENT
    lines = [line for line in capsys.readouterr().err.splitlines() if " D01 " in line]
    text = (STOCK / "handouts" / "packets" / f"{name}.yaml").read_text(encoding="utf-8")
    nulls = {
        number for number, line in enumerate(text.splitlines(), 1) if re.search(r": null\b", line)
    }
    assert nulls <= {int(line.split(":")[1]) for line in lines}
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "printed", [datetime(2027, month, 9, 9, 0) for month in range(1, 13)], ids=str
)
def test_a_packet_that_lacks_nothing_has_no_remark_of_a_day(
    printed: datetime, tmp_path: Path
) -> None:
    """On no day of the year: neither a change of the clocks nor a weekend is the packet's."""
    rows = [
        {"name": "A", "hold_hours": 168, "resume": "Ask.", "when": "diabetic"},
        {"name": "B", "last_dose_days_before": 365, "resume": "Ask."},
    ]
    ours = practice(tmp_path, [{"medicines": {"rows": rows}}])
    remarks = check_without_patient(ours, find_packet(ours, "ours"), printed=printed)
    assert [remark.code for remark in remarks if remark.code != "B02"] == []


def test_what_no_clinician_approved_is_said_in_a_check_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, ["cover"], review={"status": "draft"})
    arguments = ["--workspace", str(tmp_path), "packet", "ours", "--check"]
    assert cli.main(arguments) == cli.WRONG_CONTENT
    assert "R03" in capsys.readouterr().err
    assert cli.main([*arguments, "--draft"]) == cli.DONE
    assert "nothing is missing" in capsys.readouterr().out


@pytest.mark.parametrize(
    "option",
    [["--values", "x.yaml"], ["--set", "a=b"], ["--output", "x"], ["--tag", "x"], ["--fillable"]],
    ids=lambda option: str(option[0]),
)
def test_a_check_takes_nothing_of_a_patient(
    option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, ["cover"])
    arguments = ["--workspace", str(tmp_path), "packet", "ours", "--check", *option]
    assert cli.main(arguments) == cli.WRONG_CONTENT
    assert f"D02 A packet is checked without a patient, and so without {option[0]}" in (
        capsys.readouterr().err
    )
