"""Questions on a terminal: each is asked again at once, until its answer can be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from press import cli
from tests.packets.packet_workspaces import practice

Asking = Callable[..., tuple[int, list[str]]]

LETTER = {"letter": {"title": "Before you come", "body": "Call us."}}
RIGHT = ["Zebulon Quixworth", "1951-03-02", "2027-03-09T08:00", "06:30", ""]
PRINTED = ["--printed", "2027-02-01T09:00"]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Return a function that runs the command with typed answers; it returns code and questions."""
    practice(tmp_path, [LETTER])

    def run(answers: list[str], *more: str) -> tuple[int, list[str]]:
        asked: list[str] = []
        left = iter(answers)

        def answer(question: str) -> str:
            asked.append(question.partition(" (")[0].removesuffix(": "))
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", answer)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        arguments = ["--workspace", str(tmp_path), "packet", "ours", *PRINTED]
        return cli.main([*arguments, "--output", str(tmp_path / "it"), *more]), asked

    return run


WRONG = {
    "a day with slashes": (1, "3/2/1951", "has slashes or dots"),
    "a birth in the future": (1, "2100-01-01", "is a birth in the future"),
    "a moment without a time": (2, "2027-04-08", "has no time"),
    "a surgery years ago": (2, "2025-03-09T08:00", "is more than 31 days ago"),
    "a time that the clocks skip": (2, "2027-03-14T02:30", "the clocks skip"),
    "a time with AM": (3, "6:30 AM", "has AM or PM"),
    "a name in other letters": (0, "גבריאל", "has a letter that cannot be printed"),
    "a name that is too long": (0, "x" * 5000, "is too long"),
    "nothing": (0, "", "This is needed"),
    "neither yes nor no": (4, "perhaps", "must be yes or no"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_answer_is_asked_for_again_at_once(
    wrong: str, ask: Asking, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    number, text, why = WRONG[wrong]
    answers = [*RIGHT[:number], text, text, *RIGHT[number:]]
    code, asked = ask(answers)
    assert code == cli.DONE
    questions = ["Patient", "Date of birth", "Day and time", "Please arrive at", "Has diabetes"]
    again = [questions[number]] * 2
    assert asked == [*questions[:number], *again, *questions[number:]]
    output = capsys.readouterr()
    assert output.err.count(why) == 2
    assert not text or text not in output.err + output.out
    assert (tmp_path / "it.pdf").exists()


def test_an_arrival_after_the_surgery_lets_both_be_typed_again(
    ask: Asking, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [*RIGHT[:2], "2027-03-09T06:00", "06:30", "2027-03-09T08:00", "06:30", ""]
    code, asked = ask(answers)
    assert code == cli.DONE
    assert asked[2:] == [
        "Day and time", "Please arrive at", "Day and time", "Please arrive at", "Has diabetes"
    ]  # fmt: skip
    assert "'arrival' is later than 'surgery'" in capsys.readouterr().err


@pytest.mark.parametrize("typed", range(5))
def test_the_end_of_the_input_ends_the_command_with_nothing_written(
    typed: int, ask: Asking, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _ = ask(RIGHT[:typed])
    assert code == 130
    assert "stopped" in capsys.readouterr().err
    assert not list(tmp_path.glob("it*"))


def test_values_of_a_file_that_are_wrong_are_named_before_anything_is_asked(
    ask: Asking, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "some.yaml"
    file.write_text(json.dumps({"dob": "2100-01-01", "patient": "x"}), encoding="utf-8")
    code, asked = ask([], "--values", str(file))
    assert (code, asked) == (cli.WRONG_CONTENT, [])
    assert "some.yaml:1:10: D08 'dob'" in capsys.readouterr().err


def test_a_pass_phrase_is_asked_for_again(
    ask: Asking, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = "four plain words here"
    typed = iter(["short", good, "another one of mine", good, good])
    monkeypatch.setattr("press.cli.passphrase.getpass", lambda _: next(typed))
    code, _ = ask(RIGHT, "--protect")
    assert code == cli.DONE
    output = capsys.readouterr()
    assert output.err.count("K12") == 2
    assert "protected with a pass phrase; PDF/UA-1" in output.out
    assert "PDF/A" not in output.out
