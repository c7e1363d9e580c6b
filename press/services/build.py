"""From a request for handouts to finished PDFs in a folder, each written whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from press.build.build_cache import BuildCache
from press.build.built import Built
from press.problems import Problem
from press.progress import Progress, Stop
from press.workspace import Workspace


class BuildRequest(NamedTuple):
    """Handouts to compose into the folder ``output``; all there are, if none is named.

    ``layouts`` take the place of those that each handout asks for. ``edition`` is large-print or
    low-ink, ``paper`` letter, legal or a4, ``printer`` a name of practice.yaml. ``press`` makes
    files for the print shop, in rgb or cmyk. ``today`` is the day that decides whether a review is
    overdue. None of each: as the practice has it.
    """

    output: str
    names: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    edition: str | None = None
    paper: str | None = None
    printer: str | None = None
    press: str | None = None
    today: date | None = None


class BuildResult(NamedTuple):
    """The finished files, every problem and remark, and whether the caller stopped the build."""

    built: tuple[Built, ...]
    problems: tuple[Problem, ...]
    stopped: bool = False


def build(
    workspace: Workspace,
    request: BuildRequest,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> BuildResult:
    """Compose each handout in each layout; return the last build's outcome if nothing has changed.

    A handout with problems does not keep the others from being composed. A build that is stopped
    between two files leaves the finished ones.
    """
    output, *asked = request
    cache = BuildCache(workspace, output, [str(value) for value in asked])
    if outcome := cache.outcome():
        return BuildResult(outcome.built, outcome.problems)
    from press.build.builder import Builder  # loads ReportLab
    from press.services.jobs import run_jobs

    builder = Builder(
        workspace,
        request.names,
        request.layouts,
        request.today,
        request.edition,
        request.paper,
        request.printer,
        request.press,
    )
    jobs = run_jobs(builder.run(output), len(builder.jobs), progress, stop)
    remarks = (remark for row in jobs.results for remark in row.remarks)
    problems = (*builder.problems, *jobs.problems, *remarks)
    cache.keep(builder, jobs.results, problems)
    return BuildResult(jobs.results, problems, jobs.stopped)
