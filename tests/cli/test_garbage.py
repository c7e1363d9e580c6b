"""The garbage collector runs rarely while a verb runs, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from press.cli import garbage, main
from press.cli.garbage import collected_rarely


@pytest.fixture(autouse=True)
def unfrozen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what these tests load out of the frozen generation; the calls are remembered."""
    calls: list[str] = []
    monkeypatch.setattr(gc, "freeze", lambda: calls.append("freeze"))
    monkeypatch.setattr(gc, "get_freeze_count", lambda: len(calls))
    return calls


def test_collections_are_rare_inside_and_the_switch_is_put_back(unfrozen: list[str]) -> None:
    usual = gc.get_threshold()
    with collected_rarely():
        assert gc.isenabled()
        assert gc.get_threshold()[0] == garbage.OBJECTS > 100 * usual[0]
    assert gc.get_threshold() == usual
    with pytest.raises(ZeroDivisionError), collected_rarely():
        _ = 1 / 0
    assert gc.get_threshold() == usual
    assert unfrozen == ["freeze"]  # once: what is garbage later must be collected


def test_the_command_leaves_the_collector_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    usual = gc.get_threshold()
    assert main(["list"]) == 0
    assert gc.isenabled()
    assert gc.get_threshold() == usual
