"""Any mailing that is taken and any list: each recipient gets its piece, or is told with a problem; and nothing else happens."""

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
            st.tuples(st.sampled_from(BODIES[:4]), VALUE).map(lambda one: one[0] % one[1]),
            st.sampled_from((BODIES[4], LONG)),
        )
    },
    optional={"heading": SOUND},
).flatmap(
    lambda one: st.one_of(
        st.just(one),
        VALUE.map(lambda name: {**one, "when": name}),
        VALUE.map(lambda name: {**one, "unless": name}),
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
        "MRN": st.integers(1, 40).map(str), "First Name": WORDS, "Last Name": WORDS, "Address 1": WORDS.map("12 {} St".format),
        "Address 2": st.one_of(st.just(""), st.just(""), WORDS),
        "City": st.one_of(st.just("Norfolk"), SOUND), "State": st.just("VA"),
        "Zip": st.sampled_from((*["23510", "23510-1234"] * 6, "90210", "")),
        "Appt Date": st.sampled_from((*["", "3/9/2031", "2031-03-10"] * 5, "1/1/2020", "soon")),
        "Referred By": st.one_of(WORDS, WORDS, st.just("")),
    }
)  # fmt: skip
ASKED = st.fixed_dictionaries(
    {
        "pieces": st.booleans(),
        "by_zip": st.booleans(),
        "labels": st.sampled_from((None, "5160")),
        "tray": st.integers(1, 4),
    }
)
TOLD: set[str] = set()
MADE: list[int] = []


@settings(
    max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(MAILINGS, st.lists(ROWS, min_size=1, max_size=5), ASKED)
def each_has_its_piece_or_a_problem(
    mailing: dict[str, Any], rows: list[dict[str, str]], asked: dict[str, Any]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mailing = json.loads(json.dumps({**mailing, "fields": FIELDS}))
        where = a_workspace(folder / "practice", mailing, mailer_id="123456", service_type="040")
        listed = a_list(folder, rows, heads=[*HEADS, "Referred By"])
        order = Order(
            "letter", (str(listed),), str(folder / "out"), skip_bad=True, draft=True, **asked
        )
        outcome = _tried(where, order)
        codes = {one.code for one in outcome.problems if not one.remark}
        TOLD.update(codes)
        assert "M60" not in codes, "what is right was taken for wrong"
        if codes:
            assert not [one for one in (folder / "out").glob("*") if one.is_dir()]
        else:
            _judged(folder / "out")


def _tried(where: Path, order: Order) -> MailingResult:
    """Also where nothing can be made at all."""
    try:
        return run_mailing(open_workspace(str(where)), MailingRequest(order, 20))
    except ContentError as error:
        return MailingResult(ListCounts(0, 0, {}, 0), error.problems)


def _judged(out: Path) -> None:
    (run_,) = out.iterdir()
    said = json.loads(next(run_.glob("*.run.json")).read_text(encoding="utf-8"))
    listed = said["list"]
    assert (
        listed["rows"] == listed["letters"] + sum(listed["left out"].values()) + listed["problems"]
    )
    assert said["pieces"] == listed["letters"] > 0
    assert len({one["name"] for one in said["files"]}) == len(said["files"])
    MADE.append(said["pieces"])


LISTS = sorted(
    path
    for path in (Path(__file__).parents[1] / "reading").glob("M*/workspace/*")
    if path.suffix in (".csv", ".xlsx", ".json")
)


@pytest.mark.parametrize("listed", LISTS, ids=lambda path: path.parts[-3][:3])
def test_with_each_kind_of_problem_the_rest_is_mailed_and_all_are_counted(
    listed: Path, tmp_path: Path
) -> None:
    where = a_workspace(tmp_path / "practice")
    order = Order(
        "letter", (str(listed),), str(tmp_path / "out"), skip_bad=True, day=date(2026, 11, 20)
    )
    outcome = _tried(where, order)
    wrong = [one for one in outcome.problems if not one.remark]
    assert "M60" not in {one.code for one in wrong}
    if not wrong:
        _judged(tmp_path / "out")
    elif outcome.problems_file:
        lines = Path(outcome.problems_file).read_text(encoding="utf-8").count("\n")
        assert lines == len(wrong) + outcome.more_problems, "nobody is left, and here is why"
    else:
        assert not (tmp_path / "out").exists()


def test_many_kinds_of_problems_were_among_them() -> None:
    assert len(LISTS) > 40
    assert all(Path(one).is_file() for one in LISTS)


def test_each_has_its_piece_or_a_problem() -> None:
    each_has_its_piece_or_a_problem()
    assert len(MADE) > CASES // 4, "most mailings are made"
    assert TOLD, "and some are not"
