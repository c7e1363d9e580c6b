"""Patterns are delayed by thread, also nested, and ``re.compile`` is restored in any order."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from press.lazy_regex import LazyPattern, compiled_later

ORIGINAL = re.compile


def delayed(*patterns: str) -> list[bool]:
    return [isinstance(re.compile(pattern), LazyPattern) for pattern in patterns]


def test_nested_uses_add_up_and_are_undone_one_by_one() -> None:
    with compiled_later("outer"):
        with compiled_later("inner"):
            assert delayed("an outer one", "an inner one", "another") == [True, True, False]
        assert delayed("an outer one", "an inner one") == [True, False]
    assert re.compile is ORIGINAL


def test_a_pattern_is_used_inside_as_well() -> None:
    with compiled_later("wanted"):
        pattern = re.compile("(wanted)")
        assert isinstance(pattern, LazyPattern)
        assert pattern.search("what is wanted")
        assert pattern.groups == 1


def test_threads_that_enter_and_leave_in_any_order_leave_nothing_behind() -> None:
    """The first to enter leaves first: with a patch for each, its end would restore the other's."""
    entered, left = threading.Event(), threading.Event()
    results: dict[str, list[bool]] = {}

    def first() -> None:
        with compiled_later("mine"):
            assert entered.wait(10)
            results["first"] = delayed("mine", "theirs")
        left.set()

    def second() -> None:
        with compiled_later("theirs"):
            entered.set()
            assert left.wait(10)
            results["second"] = delayed("mine", "theirs")

    threads = [threading.Thread(target=target) for target in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert results == {"first": [True, False], "second": [False, True]}
    assert re.compile is ORIGINAL


def test_many_threads_at_once() -> None:
    start = threading.Barrier(8)

    def use(number: int) -> list[bool]:
        start.wait(10)
        found = []
        for turn in range(200):
            with compiled_later(f"<{number}>"):
                found += delayed(f"<{number}> {turn % 5}")
                found += [not one for one in delayed(f"<{(number + 1) % 8}>")]
        return found

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(use, range(8)))
    assert all(len(found) == 400 and all(found) for found in results)
    assert re.compile is ORIGINAL
    assert delayed("<0>") == [False]


def test_a_patch_that_another_library_laid_over_ours_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(re, "compile", ORIGINAL)  # restored after this test
    with compiled_later("wanted"):
        ours = re.compile

        def theirs(*arguments: object) -> object:
            return ours(*arguments)  # type: ignore[call-overload]

        re.compile = theirs  # type: ignore[assignment]
    assert re.compile is theirs
    assert isinstance(re.compile("wanted"), re.Pattern)
    with compiled_later("wanted"):
        assert delayed("wanted", "plain") == [True, False]
    assert isinstance(re.compile("wanted"), re.Pattern)
