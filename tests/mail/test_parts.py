"""The parts of a print file: bytes with places for numbers, number trees, and sheet marks."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.brand.brand import LEAST_CONTRAST, contrast
from press.layout import load_layout
from press.mail.letters.mark_corner import covered_pages
from press.paper import SHEETS
from press.pdf.file import stream_bytes, text_string
from press.pdf.number_tree import MAX_ENTRIES, NumberTree
from press.print_files.sheet_marks import Marks
from press.print_files.syntax import Template, entries, joined, references, split_stream, template
from tests.mail.pieces import marks
from tests.samples import STOCK_LAYOUTS, THREE_LENGTHS, brand, compose, stock, stock_handout

# Only pages that are cut: a half sheet has a tinted foot, a card on A4 has cut lines.
COVERED = {
    "letter": {"half-sheet": [1]},
    "legal": {},
    "a4": {"half-sheet": [1], "wallet-card": [0, 1]},
}
TEXTS = st.text() | st.sampled_from(
    ["12 0 R", "(9 0 R)", "\\(9 0 R", ")> endobj <</K 3 0 R", "100% /StructParent 4 %d", "é 7 0 R"]
)


@given(TEXTS, TEXTS, st.integers(3, 9999), st.booleans())
def test_what_stands_in_a_text_is_no_reference(
    one: str, other: str, number: int, plain: bool
) -> None:
    first, second = (text_string(text, plain).encode("ascii") for text in (one, other))
    data = (
        b"<</S /P/Alt %s/P %d 0 R/A <</O /Layout/T [%s %d 0 R]>>/StructParent 3/K [0 2 0 R]>>"
        % (first, number, second, number)
    )
    assert references(data) == [number, number, 2]
    assert list(entries(data)) == [b"S", b"Alt", b"P", b"A", b"StructParent", b"K"]
    assert entries(data)[b"Alt"] == first
    assert entries(data)[b"K"] == b"[0 2 0 R]"
    made = template(data, {number: 0, 2: 1}.__getitem__, lambda key: key + 4)
    assert made.filled([number, 2, 0, 0, 0, 0, 0, 3]) == data
    moved = made.filled([number + 7, 11, 0, 0, 0, 0, 0, 12345])
    assert references(moved) == [number + 7, number + 7, 11]
    assert b"/StructParent 12345/" in moved
    assert entries(moved)[b"Alt"] == first


def test_an_object_of_another_program_is_refused() -> None:
    for data in (b"<</Alt (an (open) one)/P 3 0 R>>", b"<</Alt (a) b)>>"):
        with pytest.raises(ValueError, match="another program"):
            template(data, int)
        with pytest.raises(ValueError, match="another program"):
            entries(data)


@given(st.binary(max_size=80))
def test_a_stream_is_no_syntax(data: bytes) -> None:
    whole = stream_bytes(data + b" 5 0 R >>\nstream\n", "/SMask 4 0 R")
    head, tail = split_stream(whole)
    assert head + tail == whole
    assert references(head) == [4]
    assert split_stream(b"<</K (endstream)>>") == (b"<</K (endstream)>>", b"")


def test_templates_are_joined_and_moved() -> None:
    both = joined(
        [Template(b"%d 0 R 100%%", (1,)), Template(b"%d %d", (0, 1)), Template(b"none")], b"|"
    )
    assert both.filled([7, 8]) == b"8 0 R 100%|7 8|none"
    assert both.moved(lambda slot: slot + 1).filled([0, 7, 8]) == both.filled([7, 8])


@pytest.mark.parametrize(
    "count",
    [1, MAX_ENTRIES, MAX_ENTRIES + 1, MAX_ENTRIES * MAX_ENTRIES + 1, 3 * MAX_ENTRIES * MAX_ENTRIES],
)
def test_every_key_is_found_in_a_tree_of_any_size(count: int) -> None:
    written: list[bytes] = []

    def put(data: bytes) -> int:
        written.append(data)
        return len(written) - 1

    tree = NumberTree(put)
    for at in range(count):
        tree.add(2 * at, 2 * at + 1, b"%d (a) %d (b)" % (2 * at, 2 * at + 1))
    found: list[int] = []

    def walk(number: int, limits: list[int] | None) -> None:
        said = entries(written[number])
        assert len(references(said.get(b"Kids", b""))) <= MAX_ENTRIES
        start = len(found)
        for kid in references(said.get(b"Kids", b"")):
            walk(kid, [int(one) for one in entries(written[kid])[b"Limits"][1:-1].split()])
        found.extend(int(one) for one in re.findall(rb"(\d+) \(", said.get(b"Nums", b"")))
        assert limits is None or limits == [found[start], found[-1]]

    walk(tree.end(), None)
    assert len(found) == 2 * count
    assert all(one < other for one, other in pairwise(found))


def test_a_mark_is_dark_enough_and_takes_the_place_that_it_says() -> None:
    made = Marks(marks().font, lambda width, height: (width / 2, height - 20), 8)
    grey = re.search(
        rb" ([.\d]+) g BT /Mark 8 Tf 306 772 Td \(0123-2/4\) Tj", made.stream("0123-2/4", 612, 792)
    )
    assert grey
    assert contrast("#" + f"{round(255 * float(grey[1])):02x}" * 3, "#ffffff") >= LEAST_CONTRAST
    left, foot, right, head = made.box("0123-2/4", 612, 792)
    assert (left, foot, head) == (306, 772, 780)
    assert 8 * 8 * 0.4 < right - left < 8 * 8 * 0.7


@pytest.mark.parametrize("paper", SHEETS)
def test_the_mark_has_white_paper_below_it_on_what_is_not_cut(paper: str) -> None:
    whose, found = brand()._replace(paper=paper), dict[str, list[int]]()
    for layout in STOCK_LAYOUTS:
        if paper in load_layout(stock(), layout).papers:
            found[layout] = list(
                covered_pages(compose(stock_handout(THREE_LENGTHS[1]), layout, whose).data, marks())
            )
    assert len(found) >= (6 if paper == "legal" else len(STOCK_LAYOUTS))
    assert {layout: pages for layout, pages in found.items() if pages} == COVERED[paper]
