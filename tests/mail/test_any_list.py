"""Any sound mailing with any list: each recipient gets a piece or a problem, and nothing else."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.mail.order import Order
from press.problems import ContentError
from press.services.mailing import ListCounts, MailingRequest, MailingResult, run_mailing
from press.workspace import open_workspace
from tests.mail.letters import a_workspace
from tests.mail.test_run import HEADS, a_list

CASES = 25
FIELDS = [
    "recipient.greeting",
    "recipient.full_name",
    "appointment.date",
    "appointment.weekday",
    "referral.by",
]
ODD = [
    "O\u2019Neil-",
    "Ann-",
    "<b>&amp;",
    "{{ 7*7 }}",
    "Ł\u00f3d\u017a",
    "Nguye\u0302\u0303n",
    "\u738b",
    "\u05d0\u05d1",
    "a" * 60,
    "-",
    "'",
    "%s (x) \\",
    "ﬁne",
    "*_`",
]
SOUND = st.text("abcdefgh ", min_size=3, max_size=9).map(str.title)
WORDS = st.one_of(
    SOUND, SOUND, SOUND, st.sampled_from(ODD), st.tuples(SOUND, st.sampled_from(ODD)).map(" ".join)
)
BODIES = (
    "Dear {{ %s }},",
    "About **{{ %s }}**: please call.",
    "- one\n- {{ %s }}\n- three",
    "> [!NOTE]\n> It is {{ %s }}",
    "Call us.",
)
LONG = "We look forward to your visit, and we have time for all that you want to ask us. " * 20

VALUE = st.sampled_from(FIELDS)
PASSAGES = st.fixed_dictionaries(
    {
        "body": st.one_of(
            st.tuples(st.sampled_from(BODIES[:4]), VALUE).map(lambda pair: pair[0] % pair[1]),
            st.sampled_from((BODIES[4], LONG)),
        )
    },
    optional={"heading": SOUND},
).flatmap(
    lambda passage: st.one_of(
        st.just(passage),
        VALUE.map(lambda name: {**passage, "when": name}),
        VALUE.map(lambda name: {**passage, "unless": name}),
    )
)
MAILINGS = st.fixed_dictionaries(
    {
        "letter": st.lists(PASSAGES, min_size=1, max_size=4),
        "envelope": st.sampled_from(("us-10-window", "us-9-double", "us-10")),
        "sender": st.sampled_from(("neutral", "full", "initials")),
        "space": st.booleans(),
    }
)
ROWS = st.fixed_dictionaries(
    {
        "MRN": st.integers(1, 40).map(str),
        "First Name": WORDS,
        "Last Name": WORDS,
        "Address 1": WORDS.map("12 {} St".format),
        "Address 2": st.one_of(st.just(""), st.just(""), WORDS),
        "City": st.one_of(st.just("Norfolk"), SOUND),
        "State": st.just("VA"),
        "Zip": st.sampled_from((*["23510", "23510-1234"] * 6, "90210", "")),
        "Appt Date": st.sampled_from((*["", "3/9/2031", "2031-03-10"] * 5, "1/1/2020", "soon")),
        "Referred By": st.one_of(WORDS, WORDS, st.just("")),
    }
)
OPTIONS = st.fixed_dictionaries(
    {
        "pieces": st.booleans(),
        "by_zip": st.booleans(),
        "labels": st.sampled_from((None, "5160")),
        "tray": st.integers(1, 4),
    }
)
PROBLEM_CODES: set[str] = set()
PIECE_COUNTS: list[int] = []


@settings(
    max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(MAILINGS, st.lists(ROWS, min_size=1, max_size=5), OPTIONS)
def each_recipient_has_a_piece_or_a_problem(
    mailing: dict[str, Any], rows: list[dict[str, str]], options: dict[str, Any]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mailing = json.loads(json.dumps({**mailing, "fields": FIELDS}))
        where = a_workspace(folder / "practice", mailing, mailer_id="123456", service_type="040")
        listed = a_list(folder, rows, heads=[*HEADS, "Referred By"])
        order = Order(
            "letter", (str(listed),), str(folder / "out"), skip_bad=True, draft=True, **options
        )
        outcome = _try_run(where, order)
        codes = {problem.code for problem in outcome.problems if not problem.remark}
        PROBLEM_CODES.update(codes)
        assert "M60" not in codes, "a correct page failed verification"
        if codes:
            assert not [path for path in (folder / "out").glob("*") if path.is_dir()]
        else:
            _check_report(folder / "out")


def _try_run(where: Path, order: Order) -> MailingResult:
    """Run a mailing. If nothing can be made, return a result with the problems."""
    try:
        return run_mailing(open_workspace(str(where)), MailingRequest(order, 20))
    except ContentError as error:
        return MailingResult(ListCounts(0, 0, {}, 0), error.problems)


def _check_report(out: Path) -> None:
    (run_,) = out.iterdir()
    report = json.loads(next(run_.glob("*.run.json")).read_text(encoding="utf-8"))
    listed = report["list"]
    assert (
        listed["rows"] == listed["letters"] + sum(listed["left out"].values()) + listed["problems"]
    )
    assert report["pieces"] == listed["letters"] > 0
    assert len({file["name"] for file in report["files"]}) == len(report["files"])
    PIECE_COUNTS.append(report["pieces"])


LISTS = sorted(
    path
    for path in (Path(__file__).parents[1] / "reading").glob("M*/workspace/*")
    if path.suffix in (".csv", ".xlsx", ".json")
)


@pytest.mark.parametrize("listed", LISTS, ids=lambda path: path.parts[-3][:3])
def test_with_each_kind_of_problem_the_others_are_mailed_and_all_are_counted(
    listed: Path, tmp_path: Path
) -> None:
    where = a_workspace(tmp_path / "practice")
    order = Order(
        "letter", (str(listed),), str(tmp_path / "out"), skip_bad=True, day=date(2026, 11, 20)
    )
    outcome = _try_run(where, order)
    wrong = [problem for problem in outcome.problems if not problem.remark]
    assert "M60" not in {problem.code for problem in wrong}
    if not wrong:
        _check_report(tmp_path / "out")
    elif outcome.problems_file:
        lines = Path(outcome.problems_file).read_text(encoding="utf-8").count("\n")
        assert lines == len(wrong) + outcome.more_problems, (
            "nobody gets a letter, and the file has the reasons"
        )
    else:
        assert not (tmp_path / "out").exists()


def test_there_are_lists_with_many_kinds_of_problems() -> None:
    assert len(LISTS) > 40
    assert all(Path(path).is_file() for path in LISTS)


def test_each_recipient_has_a_piece_or_a_problem() -> None:
    each_recipient_has_a_piece_or_a_problem()
    assert len(PIECE_COUNTS) > CASES // 4, "most mailings are made"
    assert PROBLEM_CODES, "and some are not"
