"""Whether a table can be listened to: header cells that say what they head, rows of one width."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from press.proof.findings import Finding
from press.proof.roles import CELLS, ROWS
from press.proof.struct_elements import Element, Tree


def tables(tree: Tree) -> Iterator[Finding]:
    """Of each table in turn."""
    for element in (tree.root, *tree.walk()) if tree.root else ():
        yield from _misplaced(element)
        if element.role == "Table":
            yield from _table(list(_rows(element)))


def _misplaced(element: Element) -> Iterator[Finding]:
    for kid in element.elements:
        wrong = (kid.role in CELLS and element.role != "TR") or (
            kid.role == "TR" and element.role not in ROWS
        )
        if wrong or (element.role == "TR" and kid.role not in CELLS):
            yield Finding("odd-table", kid.page or element.page, kid.tag)


def _rows(element: Element) -> Iterator[Element]:
    for kid in element.elements:
        if kid.role == "TR":
            yield kid
        elif kid.role in ROWS - {"Table"}:
            yield from _rows(kid)


def _table(rows: list[Element]) -> Iterator[Finding]:
    cells = [cell for row in rows for cell in row.elements if cell.role in CELLS]
    heads = [cell for cell in cells if cell.role == "TH"]
    if cells and not heads:
        yield Finding(
            "no-th",
            cells[0].page,
            next((text for cell in cells if (text := cell.text).strip()), ""),
        )
    if not any("Headers" in cell.attributes for cell in cells):
        yield from (Finding("no-scope", head.page, head.text) for head in heads if not _scope(head))
    for row in rows:
        yield from _head_row(row)
    yield from _widths(rows)


def _scope(cell: Element) -> str:
    said = cell.said("Scope") or ""
    return said if said in ("Row", "Column", "Both") else ""


def _head_row(row: Element) -> Iterator[Finding]:
    """Where one cell heads a column, its neighbours do, too."""
    if any(cell.role == "TH" and _scope(cell) == "Column" for cell in row.elements):
        for cell in row.elements:
            if cell.role == "TD" and (text := cell.text).strip():
                yield Finding("td-for-th", cell.page, text)


def _widths(rows: list[Element]) -> Iterator[Finding]:
    """Each row's cells, with those that reach down into it, against the first row's."""
    more: dict[int, int] = defaultdict(
        int
    )  # columns that begin (or, negative, cease) to be taken from above
    taken, first = 0, 0
    for number, row in enumerate(rows):
        taken += more[number]
        width = taken
        for cell in row.elements:
            across, down = cell.count("ColSpan"), cell.count("RowSpan")
            width += across if cell.role in CELLS else 0
            more[number + 1] += across if down > 1 else 0
            more[number + down] -= across if down > 1 else 0
        first = first or width
        if width != first:
            yield Finding("uneven", row.page, row.text)
