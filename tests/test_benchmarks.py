"""The benchmarks compare the same page with all of its words, ours and that of a peer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import binding, lists
from benchmarks.checking import check_pdf
from benchmarks.content import LAYOUTS, visible_texts, with_number, write_page
from benchmarks.peers import handout_press, plain_reportlab


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("peer", [handout_press, plain_reportlab])
def test_the_page_has_all_its_words(peer: object, layout: str, tmp_path: Path) -> None:
    page = with_number(json.loads(write_page(tmp_path).read_text(encoding="utf-8")), 7)
    make = peer.maker(tmp_path)  # type: ignore[attr-defined]
    (tmp_path / "page.pdf").write_bytes(make(page, layout))
    check_pdf(tmp_path / "page.pdf", page, layout)


def test_a_missing_word_is_reported(tmp_path: Path) -> None:
    page = json.loads(write_page(tmp_path).read_text(encoding="utf-8"))
    (tmp_path / "page.pdf").write_bytes(plain_reportlab.maker(tmp_path)(page, "faq-sheet"))
    with pytest.raises(AssertionError, match="Nobody said this"):
        check_pdf(tmp_path / "page.pdf", {**page, "call": "Nobody said this"}, "faq-sheet")
    assert visible_texts(page, "trifold") != visible_texts(page, "faq-sheet")


def test_binding_is_timed_beside_pypdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table checks first that all pages and their tags are there."""
    binding.print_tables(tmp_path, 1)
    rows = [
        line.split("|")[1].strip()
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("| ")
    ]
    assert rows[:-1] == ["", *binding.CASES]
    assert rows[-1].startswith("the whole command, cold: ")


def test_checking_a_list_is_timed_beside_a_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both read all rows and report no problem."""
    lists.print_tables(tmp_path, 1, (300,))
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| 300 ")]
    assert all(float(cell) > 0 for cell in row.replace(",", "").strip("| ").split("|"))
    assert len((tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()) == 301
