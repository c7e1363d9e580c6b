"""From the values of a result to the line that the command prints of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from press.problems import Problem, printable, shown

if TYPE_CHECKING:
    from press.proof.check_files import CheckedFile
    from press.services.impose import ImposeResult

PAPERS = {"a4": "A4"}  # as one writes them; others are written as they are named


def checked_line(checked: CheckedFile) -> str:
    """Return a file's name, the number of its problems, and what was checked."""
    name = printable(shown(checked.file))
    if not checked.found:
        return f"{name}: not checked"
    line = f"{name}: {_counts(checked.problems)}"
    return f"{line} ({_checks(checked)})" if checked.readable else line


def _counts(problems: Sequence[Problem]) -> str:
    remarks = sum(problem.remark for problem in problems)
    counts = ((len(problems) - remarks, "problem"), (remarks, "remark"))
    words = [f"{count} {what}{'s' * (count > 1)}" for count, what in counts if count]
    return ", ".join(words) or "no problems"


def _checks(checked: CheckedFile) -> str:
    checks = "own checks"
    if checked.standards:
        checks += f", {' and '.join(checked.standards)} by veraPDF"
    if checked.not_judged:
        standards = " and ".join(checked.not_judged.standards)
        checks += f"; {standards} not checked: {checked.not_judged.reason}"
    return checks


def imposed_line(imposed: ImposeResult) -> str:
    """Return the new file's name, the number of its pages and sheets, and how to print them."""
    pages = f"{imposed.pages:,} page{'s' * (imposed.pages > 1)} at {_size(imposed)}"
    paper = PAPERS.get(imposed.paper, imposed.paper)
    if imposed.flip is None:
        return f"{shown(imposed.file)}: {pages} on 1 side of {paper} paper"
    sheets = f"{imposed.sheets:,} sheet{'s' * (imposed.sheets > 1)} of {paper} paper"
    how = f"print on both sides, flipped on the {imposed.flip} edge"
    return f"{shown(imposed.file)}: {pages} on {sheets}; {how}"


def _size(imposed: ImposeResult) -> str:
    smallest, largest = (max(round(scale * 100), 1) for scale in imposed.scales)
    if smallest == largest == 100:
        return "full size"
    whose = "its" if imposed.pages == 1 else "their"
    if smallest == largest:
        return f"{smallest} % of {whose} size"
    return f"{smallest} to {largest} % of {whose} size"
