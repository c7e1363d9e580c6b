"""The laws of laws.py hold."""

from __future__ import annotations

import pytest

from press import dates
from tests.dates.laws import LAWS


def test_there_are_laws() -> None:
    assert len(LAWS) >= 15


@pytest.mark.parametrize("name", LAWS)
def test_the_law_holds(name: str) -> None:
    LAWS[name].hold(dates, examples=300)
