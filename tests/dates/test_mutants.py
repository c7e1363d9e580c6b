"""The table and the laws catch each wrong line of press.dates."""

from __future__ import annotations

import pytest

from press import dates
from tests.dates.laws import LAWS
from tests.dates.mutants import MODULES, MUTANTS, Mutant, mutated
from tests.dates.table import BY_HAND, WORKED_OUT, Engine, Row, rows, wrong

ALL = [*rows(BY_HAND), *rows(WORKED_OUT)]


def fails(row: Row, engine: Engine) -> bool:
    """Return True if a row has not its expected result; an error counts as a failure."""
    try:
        return wrong(row, engine) is not None
    except Exception:
        return True


def breaks(law: str, engine: Engine) -> bool:
    try:
        LAWS[law].hold(engine, examples=60)
    except Exception:
        return True
    return False


def test_there_are_mutants_of_every_module() -> None:
    assert len(MUTANTS) >= 40
    assert {mutant.module for mutant in MUTANTS} == set(MODULES) - {"__init__", "time_words"}


def test_the_engine_loaded_again_without_a_mistake_is_right() -> None:
    engine = mutated(None)
    assert engine is not dates
    assert not any(fails(row, engine) for row in ALL)
    assert not any(breaks(law, engine) for law in LAWS)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mistake_is_caught(mutant: Mutant) -> None:
    engine = mutated(mutant)
    assert any(fails(row, engine) for row in ALL) or any(breaks(law, engine) for law in LAWS)
