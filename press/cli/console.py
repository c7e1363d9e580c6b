"""What the command prints: problems, tables, how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from press.cli.spelling import COMMAND_LINE
from press.problems import Problem, in_order, shown

if TYPE_CHECKING:
    from press.build.build_cache import Row
    from press.build.builder import Built
    from press.preview.preview import Previewed

DONE, WRONG_CONTENT, WRONG_CALL, LACKING = 0, 1, 2, 3
Kept = TypeVar("Kept", "Built", "Previewed")


def report(problems: Iterable[Problem], most: int | None = None, more: int = 0) -> int:
    """Print each problem on a line of its own; the exit code that they ask for.

    Of more than ``most``, the rest are counted, with the ``more`` that are not among them.
    """
    ordered = in_order(problems)
    for problem in ordered[:most]:
        print(problem.line(spelling=COMMAND_LINE), file=sys.stderr)
    if most is not None and len(ordered) + more > most:
        print(f"and {len(ordered) + more - most} more", file=sys.stderr)
    if all(problem.remark for problem in ordered):
        return DONE
    return (
        LACKING if all(problem.remark or problem.lacking for problem in ordered) else WRONG_CONTENT
    )


def with_progress(
    steps: Iterable[Kept | tuple[Problem, ...]], total: int
) -> Iterable[Kept | tuple[Problem, ...]]:
    if not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(steps, "Composing", total=total, console=Console(stderr=True), transient=True)


def print_built(built: Sequence[Built | Row]) -> None:
    heads = ("handout", "layout", "pages", "words", "body", "full, %", "seconds", "file")
    cells = [
        (one.handout, one.layout, str(one.pages), str(one.words), f"{one.body_size:g} pt", _shares(one.full), f"{one.seconds:.2f}",
         shown(one.file))
        for one in built
    ]  # fmt: skip
    if not sys.stdout.isatty():
        print(columns([heads, *cells]))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, justify="right" if head in heads[2:7] else "left", no_wrap=True)
    for row in cells:
        table.add_row(*row)
    # A path that is broken cannot be copied: rather let the terminal wrap the line.
    console = Console()
    console.print(table, soft_wrap=True, width=max(console.width, console.measure(table).maximum))


def _shares(full: Sequence[float]) -> str:
    """How full each column or panel is, in reading order."""
    return " ".join(f"{share:.0%}".rstrip("%") for share in full) or "–"


def columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)
