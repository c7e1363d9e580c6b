"""A mailing without a terminal: values and problems come back, and a stopped run leaves nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from press.cli.spelling import COMMAND_LINE
from press.mail.letters.compose import ComposedLetter, LetterComposer
from press.mail.recipients import Recipient
from press.problems import ContentError
from press.progress import StoppedError
from press.services.mailing import MailingRequest, MailingResult, Order, run_mailing
from press.spelling import PLAIN, Spelling
from press.withhold import WithheldError
from tests.samples import STOCK, stock

EXAMPLES = STOCK / "examples"
DAY = date(2031, 2, 3)
LEFT_OUT = {"deceased": 1, "do not mail": 1, "the same": 1}


def request(folder: Path, most_problems: int | None = None, **asked: Any) -> MailingRequest:
    """Order a mailing of the example list into ``folder``."""
    order = Order(
        "referral-welcome",
        (str(EXAMPLES / "referrals.csv"),),
        str(folder / "out"),
        draft=True,
        day=DAY,
    )
    return MailingRequest(order._replace(**asked), most_problems)


def mailing(folder: Path, most_problems: int | None = None, **asked: Any) -> MailingResult:
    return run_mailing(stock(), request(folder, most_problems, **asked))


def contents(folder: Path) -> list[str]:
    """The names of all that a run wrote; empty if there is no such folder."""
    return sorted(path.name for path in (folder / "out").rglob("*"))


def test_a_run_comes_back_in_counts_and_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = mailing(tmp_path, skip_bad=True)
    assert result.counts == (40, 33, LEFT_OUT, 4)
    assert (result.problems_file, result.more_problems) == (None, 0)
    assert all(problem.remark for problem in result.problems)
    run = result.run
    assert run is not None
    assert (run.pieces, run.sheets, run.draft) == (33, 66, True)
    assert run.heaviest_oz == pytest.approx(0.52, abs=0.01)
    assert sorted(file.name for file in run.files) == sorted(os.listdir(run.folder))
    assert sum(file.sheets for file in run.files) == run.sheets
    assert set(run.remarks) <= set(result.problems)
    assert capsys.readouterr() == ("", ""), "nothing is printed"


@pytest.mark.parametrize(
    ("spelling", "words"),
    [(PLAIN, "Leave out 'encoding', or"), (COMMAND_LINE, "Leave out --encoding, or")],
    ids=["plain", "command line"],
)
@pytest.mark.parametrize("skip_bad", [False, True])
def test_the_files_spell_options_as_the_request_asks(
    skip_bad: bool, spelling: Spelling, words: str, tmp_path: Path
) -> None:
    folder = STOCK / "tests" / "reading" / "M10-letters-that-were-misread-before" / "workspace"
    lists, day = (str(folder / "referrals.csv"),), date(2027, 2, 1)
    asked = request(tmp_path, lists=lists, day=day, skip_bad=skip_bad)
    result = run_mailing(stock(), replace(asked, spelling=spelling))
    (name,) = (one for one in contents(tmp_path) if one.endswith(("problems.txt", "left-out.txt")))
    (file,) = (tmp_path / "out").rglob(name)
    assert (result.run is not None) is skip_bad
    assert words in file.read_text(encoding="utf-8")


def test_nothing_depends_on_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert mailing(tmp_path, preview=1, skip_bad=True).run
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("asked", "most", "kinds"),
    [({}, 33, 1), ({"tray": 10}, 33, 1), ({"separate": True}, 66, 2)],
    ids=["together", "some files", "separate"],
)
def test_progress_counts_each_piece_and_ends_at_the_total(
    asked: dict[str, Any], most: int, kinds: int, tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []
    result = run_mailing(
        stock(),
        request(tmp_path, skip_bad=True, **asked),
        progress=lambda done, total: steps.append((done, total)),
    )
    assert result.run
    assert most == result.run.pieces * kinds
    assert steps == [(done, most) for done in range(1, most + 1)]


@pytest.mark.parametrize("last", [0, 7, 39, 40, 45, 72, 73, 74])
def test_a_stopped_run_leaves_nothing_behind(last: int, tmp_path: Path) -> None:
    """The list has 40 rows and 32 pieces: it is stopped in each part of the work."""
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > last

    ordered = request(tmp_path, skip_bad=True, tray=10, labels="5160")
    with pytest.raises(StoppedError):
        run_mailing(stock(), ordered, stop=stop)
    assert asked == last + 1
    assert contents(tmp_path) == []


def test_a_run_that_nobody_stops_is_asked_to_its_end(tmp_path: Path) -> None:
    """The same run as above: 40 rows, the list, 32 pieces, the labels and the folder."""
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(False)
        return False

    ordered = request(tmp_path, skip_bad=True, tray=10, labels="5160")
    assert run_mailing(stock(), ordered, stop=stop).run
    assert len(asked) == 75


def test_a_run_after_a_stopped_one_is_the_whole_run(tmp_path: Path) -> None:
    steps: list[int] = []
    with pytest.raises(StoppedError):
        run_mailing(
            stock(),
            request(tmp_path, skip_bad=True),
            progress=lambda done, _: steps.append(done),
            stop=lambda: len(steps) == 20,
        )
    assert steps == [*range(1, 21)]
    again = mailing(tmp_path, skip_bad=True)
    assert again.run
    assert again.run.pieces == 33


def test_a_check_counts_and_makes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "sound"
    folder.mkdir()
    lines = (EXAMPLES / "referrals.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "list.csv").write_text("".join(lines[:4]), encoding="utf-8")
    steps: list[int] = []
    result = run_mailing(
        stock(),
        request(tmp_path, check=True, lists=(str(folder / "list.csv"),)),
        progress=lambda done, _: steps.append(done),
    )
    assert result.counts == (3, 3, {}, 0)
    assert (result.run, result.problems_file) == (None, None)
    assert contents(tmp_path) == []
    assert steps == [], "no piece was composed"


@pytest.mark.parametrize("asked", [{}, {"check": True}, {"check": True, "skip_bad": True}])
def test_a_list_with_problems_is_counted_and_not_mailed(
    asked: dict[str, Any], tmp_path: Path
) -> None:
    result = mailing(tmp_path, **asked)
    assert result.counts == (40, 33, LEFT_OUT, 4)
    assert result.run is None
    wrong = [problem for problem in result.problems if not problem.remark]
    assert [problem.code for problem in wrong] == ["M26", "M20", "M09", "M20"]
    assert result.problems_file is not None
    lines = Path(result.problems_file).read_text(encoding="utf-8").splitlines()
    assert lines == [problem.line() for problem in wrong]
    assert contents(tmp_path) == [os.path.basename(result.problems_file)]


def test_the_request_limits_the_problems_and_the_file_has_all(tmp_path: Path) -> None:
    result = mailing(tmp_path, most_problems=1)
    assert [problem.code for problem in result.problems if not problem.remark] == ["M26"]
    assert result.more_problems == 3
    assert result.problems_file is not None
    assert len(Path(result.problems_file).read_text(encoding="utf-8").splitlines()) == 4


def test_what_cannot_be_read_is_raised_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        mailing(tmp_path, name="no-such-mailing", lists=("no-such-list.csv",))
    assert [problem.code for problem in raised.value.problems] == ["W01", "W03"]
    assert contents(tmp_path) == []


def test_a_letter_is_a_value_that_another_composer_gives_as_well(tmp_path: Path) -> None:
    """A worker process may compose it: nothing has to be read from the composer afterwards."""
    from press.mail.run.run import judge_list

    order = request(tmp_path, skip_bad=True).order
    letters: list[list[ComposedLetter]] = []
    for turn in (1, -1):
        prepared, selection = judge_list(stock(), order)
        composer = LetterComposer(prepared, selection.kept)
        before = vars(composer).copy()
        letters.append([composer.letter(one) for one in selection.kept[:4][::turn]][::turn])
        assert vars(composer) == before
    assert letters[0] == letters[1]
    assert len({letter.data for letter in letters[0]}) == 4


def test_an_exception_loses_the_words_that_may_be_a_patients(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: LetterComposer, recipient: Recipient) -> ComposedLetter:
        raise ValueError(recipient.address.lines)

    monkeypatch.setattr(LetterComposer, "letter", failing)
    with pytest.raises(WithheldError, match="ValueError: what it says is withheld"):
        mailing(tmp_path, skip_bad=True)
    assert contents(tmp_path) == []


def test_the_same_request_gives_the_same_files(tmp_path: Path) -> None:
    files = []
    for name in ("first", "second"):
        result = mailing(tmp_path / name, skip_bad=True, preview=2)
        assert result.run
        files.append(result.run.files)
        shutil.rmtree(result.run.folder)
    assert files[0] == files[1]
