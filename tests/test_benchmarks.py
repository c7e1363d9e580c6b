"""What the benchmarks compare is the same page: all of its words, ours and a peer's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.checking import check
from benchmarks.content import LAYOUTS, said_in, varied, write_page
from benchmarks.peers import handout_press, plain_reportlab


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("peer", [handout_press, plain_reportlab])
def test_the_page_has_all_its_words(peer: object, layout: str, tmp_path: Path) -> None:
    page = varied(json.loads(write_page(tmp_path).read_text(encoding="utf-8")), 7)
    make = peer.maker(tmp_path)  # type: ignore[attr-defined]
    (tmp_path / "made.pdf").write_bytes(make(page, layout))
    check(tmp_path / "made.pdf", page, layout)


def test_a_word_that_is_missing_is_noticed(tmp_path: Path) -> None:
    page = json.loads(write_page(tmp_path).read_text(encoding="utf-8"))
    (tmp_path / "made.pdf").write_bytes(plain_reportlab.maker(tmp_path)(page, "faq-sheet"))
    with pytest.raises(AssertionError, match="Nobody said this"):
        check(tmp_path / "made.pdf", {**page, "call": "Nobody said this"}, "faq-sheet")
    assert said_in(page, "trifold") != said_in(page, "faq-sheet")
