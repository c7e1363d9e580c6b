"""Threads that compose at the same time: each gets the bytes that it would get alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from random import Random
from typing import Any

import pytest

from press.content import markdown, tree
from press.layout import load_layout, loading
from press.problems import ContentError
from press.typeset.fonts import embedding, form_font, registry
from press.typeset.pictures import load
from press.typeset.text import line_breaks
from tests.samples import (
    STOCK_HANDOUTS,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    brand,
    compose,
    stock,
    stock_handout,
)

THREADS = 8
Job = tuple[str, str]  # the name of a handout, and of a layout


@pytest.fixture
def hurried() -> Iterator[None]:
    """Let the interpreter change threads 500 times as often as it does by itself."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def digest(job: Job) -> str:
    """The hash of a stock handout in a layout, read anew; or the codes of its problems."""
    handout, layout = job
    try:
        data = compose(stock_handout(handout), layout).data
    except ContentError as error:
        return " ".join(problem.code for problem in error.problems)
    return sha256(data).hexdigest()


def forget_all() -> None:
    """Empty the caches that documents share, so that threads fill them at the same time."""
    for cached in (embedding._embedded, form_font._font_parts, registry.fonts_of, load._load):
        cached.cache_clear()
    line_breaks._cached.clear()
    markdown._parsed.clear()
    tree.forget_bodies()


def by_threads(jobs: list[Job]) -> dict[Job, str]:
    """The digest of each job, from threads that compose different handouts at the same time."""
    mixed = Random(7).sample(jobs, len(jobs))
    with ThreadPoolExecutor(THREADS) as pool:
        return dict(zip(mixed, pool.map(digest, mixed), strict=True))


def alone(jobs: list[Job]) -> dict[Job, str]:
    return {job: digest(job) for job in jobs}


@pytest.mark.usefixtures("hurried")
def test_eight_threads_give_the_bytes_that_one_gives_for_the_whole_stock() -> None:
    jobs = [(handout, layout) for handout in STOCK_HANDOUTS for layout in STOCK_LAYOUTS]
    expected = alone(jobs)
    assert len(set(expected.values())) > len(jobs) / 2
    forget_all()
    assert by_threads(jobs) == expected


class Emptied(dict[Any, Any]):
    """A cache that another thread empties as soon as something is in it."""

    def __setitem__(self, key: Any, value: Any) -> None:
        self.clear()


def test_a_cache_may_be_emptied_while_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [(handout, layout) for handout in THREE_LENGTHS for layout in ("trifold", "sheet")]
    expected = alone(jobs)
    monkeypatch.setattr(line_breaks, "_cached", Emptied())
    monkeypatch.setattr(markdown, "_parsed", Emptied())
    assert alone(jobs) == expected


@pytest.mark.usefixtures("hurried")
def test_a_font_gives_the_same_subsets_to_threads_that_ask_at_the_same_time() -> None:
    """ReportLab reads a font's file from a place that it keeps in the font."""
    font = registry.fonts_of(brand().fonts).faces["regular"]
    assert isinstance(font, embedding.Font)
    has = sorted(font.face.charToGlyph)
    subsets = [has[start : start + 150] for start in range(0, 600, 10)]
    expected = [font.subset(subset) for subset in subsets]
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(font.subset, subsets)) == expected


def test_threads_that_ask_for_a_layout_at_the_same_time_get_one() -> None:
    loading._load.cache_clear()
    with ThreadPoolExecutor(THREADS) as pool:
        layouts = list(pool.map(lambda name: load_layout(stock(), name), STOCK_LAYOUTS * THREADS))
    assert [layout.name for layout in layouts] == STOCK_LAYOUTS * THREADS
    assert len(set(layouts)) == len(STOCK_LAYOUTS)
