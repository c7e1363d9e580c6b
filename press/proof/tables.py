"""From the tables of a structure tree to findings: header cells, their scope, and row widths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from press.proof.findings import Finding
from press.proof.roles import CELLS, ROW_PARENTS
from press.proof.struct_elements import Element, Tree


def check_tables(tree: Tree) -> Iterator[Finding]:
    """Check where rows and cells are, and each table."""
    for element in (tree.root, *tree.walk()) if tree.root else ():
        yield from _misplaced(element)
        if element.role == "Table":
            yield from _table(list(_rows(element)))


def _misplaced(element: Element) -> Iterator[Finding]:
    for kid in element.elements:
        wrong = (kid.role in CELLS and element.role != "TR") or (
            kid.role == "TR" and element.role not in ROW_PARENTS
        )
        if wrong or (element.role == "TR" and kid.role not in CELLS):
            yield Finding("odd-table", kid.page or element.page, kid.tag)


def _rows(element: Element) -> Iterator[Element]:
    for kid in element.elements:
        if kid.role == "TR":
            yield kid
        elif kid.role in ROW_PARENTS - {"Table"}:
            yield from _rows(kid)


def _table(rows: list[Element]) -> Iterator[Finding]:
    cells = [cell for row in rows for cell in row.elements if cell.role in CELLS]
    heads = [cell for cell in cells if cell.role == "TH"]
    if cells and not heads:
        sample = next((text for cell in cells if (text := cell.text).strip()), "")
        yield Finding("no-th", cells[0].page, sample)
    if not any("Headers" in cell.attributes for cell in cells):
        yield from (Finding("no-scope", head.page, head.text) for head in heads if not _scope(head))
    for row in rows:
        yield from _header_row(row)
    yield from _widths(rows)


def _scope(cell: Element) -> str:
    scope = cell.text_attribute("Scope") or ""
    return scope if scope in ("Row", "Column", "Both") else ""


def _header_row(row: Element) -> Iterator[Finding]:
    """Yield a finding for each plain cell beside a cell that heads a column."""
    if any(cell.role == "TH" and _scope(cell) == "Column" for cell in row.elements):
        for cell in row.elements:
            if cell.role == "TD" and (text := cell.text).strip():
                yield Finding("td-for-th", cell.page, text)


def _widths(rows: list[Element]) -> Iterator[Finding]:
    """Compare the width of each row, with cells that span down into it, to the first row's."""
    # By row: columns that cells from above begin (or, if negative, cease) to occupy.
    changes: dict[int, int] = defaultdict(int)
    occupied, first = 0, 0
    for number, row in enumerate(rows):
        occupied += changes[number]
        width = occupied
        for cell in row.elements:
            columns, row_span = cell.span("ColSpan"), cell.span("RowSpan")
            width += columns if cell.role in CELLS else 0
            changes[number + 1] += columns if row_span > 1 else 0
            changes[number + row_span] -= columns if row_span > 1 else 0
        first = first or width
        if width != first:
            yield Finding("uneven", row.page, row.text)
