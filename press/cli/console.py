"""What the command prints: problems, tables, and how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from press.build.built import Built
from press.cli.spelling import COMMAND_LINE
from press.problems import Problem, in_order, printable, shown
from press.progress import Progress

DONE, WRONG_CONTENT, WRONG_CALL, LACKING = 0, 1, 2, 3  # exit codes

HEADS = ("handout", "layout", "pages", "words", "body", "full, %", "seconds", "file")


def echo(*lines: str) -> None:
    """Print lines. What a name or a title holds is shown, and never obeyed by the terminal."""
    for line in lines:
        print(printable(line))


def report(problems: Iterable[Problem], most: int | None = None, more: int = 0) -> int:
    """Print each problem on a line of its own. Return the exit code that they ask for.

    Of more than ``most``, the rest are counted, with ``more`` that are not in ``problems``.
    """
    ordered = in_order(problems)
    for problem in ordered[:most]:
        print(problem.line(spelling=COMMAND_LINE), file=sys.stderr)
    if most is not None and len(ordered) + more > most:
        print(f"and {len(ordered) + more - most} more", file=sys.stderr)
    if all(problem.remark for problem in ordered):
        return DONE
    lacking = all(problem.remark or problem.lacking for problem in ordered)
    return LACKING if lacking else WRONG_CONTENT


@contextmanager
def progress_bar(label: str) -> Iterator[Progress | None]:
    """Yield a function that shows progress on a terminal; None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        show: Progress | None = None

        def started(done: int, total: int) -> None:
            nonlocal show
            show = show or stack.enter_context(_bar(label))
            show(done, total)

        yield started


@contextmanager
def _bar(label: str) -> Iterator[Progress]:
    """Draw a bar, which disappears at the end."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_built(built: Sequence[Built]) -> None:
    """Print a table of finished files."""
    cells = [
        (
            row.handout,
            row.layout,
            str(row.pages),
            str(row.words),
            f"{row.body_size:g} pt",
            _shares(row.full),
            f"{row.seconds:.2f}",
            shown(row.file),
        )
        for row in built
    ]
    if not sys.stdout.isatty():
        print(columns([HEADS, *cells]))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in HEADS:
        table.add_column(head, justify="right" if head in HEADS[2:7] else "left", no_wrap=True)
    for row_cells in cells:
        # As text: square brackets in a name are no markup.
        table.add_row(*(Text(printable(cell)) for cell in row_cells))
    # A broken path cannot be copied: rather let the terminal wrap the line.
    console = Console()
    console.print(table, soft_wrap=True, width=max(console.width, console.measure(table).maximum))


def _shares(full: Sequence[float]) -> str:
    """Return how full each column or panel is, in per cent."""
    return " ".join(f"{share:.0%}".rstrip("%") for share in full) or "–"


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of cells as lines, with the cells of a column below each other."""
    rows = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)
