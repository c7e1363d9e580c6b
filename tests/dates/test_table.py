"""press.dates agrees with cases worked out by hand on a calendar, and by other programs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice

import pytest

from tests.dates import date_questions, work_out
from tests.dates.table import BY_HAND, KINDS, WORKED_OUT, Row, rows, wrong

LEAST = 200
HAND, REST = rows(BY_HAND), rows(WORKED_OUT)
# The days on which programs make mistakes: each is in several rows.
SPECIAL = (
    "2026-03-08",
    "2026-11-01",
    "2027-03-14",
    "2027-11-07",
    "2028-02-29",
    "2026-12-31",
    "2027-01-01",
)
ZONES = ("America/New_York", "America/Phoenix", "Europe/Madrid")


def test_there_are_enough_of_every_kind_and_none_is_there_twice() -> None:
    different = Counter(row.kind for row in {row._replace(how="", expected="") for row in REST})
    assert {kind: different[kind] for kind in KINDS if different[kind] < LEAST} == {}
    assert len(HAND) >= LEAST
    assert {row.kind for row in HAND} == set(KINDS)
    assert len({(row.kind, row.given) for row in HAND}) == len(HAND)
    assert all(row.how and row.expected for row in (*HAND, *REST))


def test_what_programs_get_wrong_is_among_them() -> None:
    for special in (*SPECIAL, *ZONES):
        assert sum(special in row.given or special in row.expected for row in HAND) >= 3, special
    outcomes = Counter(
        " ".join(row.expected.split()[1:]) or "plain" for row in REST if row.kind == "hours-before"
    )
    walls = Counter(row.expected for row in REST if row.kind == "wall")
    for outcome in ("plain", "crosses", "crosses missing", "crosses twice"):
        assert outcomes[outcome] >= 10
    assert min(walls[outcome] for outcome in ("once", "gap", "twice")) >= 20
    assert sum(rolled(row) for row in REST if row.kind == "call-by") >= 50


def rolled(row: Row) -> bool:
    surgery, days, _ = row.given.split(" | ")
    return date.fromisoformat(row.expected) != date.fromisoformat(surgery) - timedelta(int(days))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("table", [HAND, REST], ids=["by hand", "worked out"])
def test_each_is_as_it_was_worked_out(table: list[Row], kind: str) -> None:
    cases = [row for row in table if row.kind == kind]
    assert cases
    assert [mistake for mistake in map(wrong, cases) if mistake] == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks GNU date")
@pytest.mark.parametrize("kind", work_out.KINDS, ids=lambda kind: kind.__name__)
def test_the_first_of_each_kind_are_worked_out_again(
    kind: Callable[[], object], needs: Callable[[str], str]
) -> None:
    """By the GNU date of this computer."""
    needs("date")
    date_questions.begin()
    again = list(islice(kind(), 12))  # type: ignore[call-overload]
    stored = [row for row in REST if row.kind == again[0].kind and row.how == work_out.BY_DATE]
    assert again == stored[:12]
