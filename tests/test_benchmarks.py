"""What the benchmarks compare is the same page: all of its words, ours and a peer's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import binding, lists
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


def test_what_is_bound_is_timed_beside_pypdf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table looks first whether all pages are there, and their tags."""
    binding.tables(tmp_path, 1)
    rows = [
        line.split("|")[1].strip()
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("| ")
    ]
    assert rows[:-1] == ["", *binding.CASES]
    assert rows[-1].startswith("the whole command, cold: ")


def test_a_list_is_checked_beside_a_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both read all of the rows, and find nothing wrong with them."""
    lists.tables(tmp_path, 1, (300,))
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| 300 ")]
    assert all(float(cell) > 0 for cell in row.replace(",", "").strip("| ").split("|"))
    assert len((tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()) == 301
