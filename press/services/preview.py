"""From a request for handouts to pictures of them: pages, and the folded piece, panel by panel."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from press.problems import Problem
from press.progress import Progress, Stop
from press.services.jobs import run_jobs
from press.workspace import Workspace

if TYPE_CHECKING:
    from press.build.builder import Builder
    from press.preview.preview import HandoutPictures, PictureFiles


class PreviewRequest(NamedTuple):
    """Handouts to show; all there are, if none is named. The fields are BuildRequest's."""

    names: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    edition: str | None = None
    paper: str | None = None
    press: str | None = None
    today: date | None = None


class Pictures(NamedTuple):
    """The pictures of each handout in each layout as PNG files in memory, and every problem."""

    previews: tuple[HandoutPictures, ...]
    problems: tuple[Problem, ...]
    stopped: bool = False


class PreviewResult(NamedTuple):
    """The picture files of each handout in each layout, and every problem."""

    previews: tuple[PictureFiles, ...]
    problems: tuple[Problem, ...]
    stopped: bool = False


def pictures(
    workspace: Workspace,
    request: PreviewRequest,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Pictures:
    """Return the pictures of each handout; write nothing."""
    from press.preview.preview import pictures as rendered

    builder = _builder(workspace, request)
    jobs = run_jobs(rendered(builder), len(builder.jobs), progress, stop)
    remarks = (remark for preview in jobs.results for remark in preview.remarks)
    return Pictures(jobs.results, (*builder.problems, *jobs.problems, *remarks), jobs.stopped)


def preview(
    workspace: Workspace,
    request: PreviewRequest,
    output: str,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> PreviewResult:
    """Write the pictures of each handout into the folder ``output``.

    A preview that is stopped between two handouts leaves the pictures of the finished ones.
    """
    from press.preview.preview import write_pictures

    builder = _builder(workspace, request)
    jobs = run_jobs(write_pictures(builder, output), len(builder.jobs), progress, stop)
    remarks = (remark for preview in jobs.results for remark in preview.remarks)
    return PreviewResult(jobs.results, (*builder.problems, *jobs.problems, *remarks), jobs.stopped)


def _builder(workspace: Workspace, request: PreviewRequest) -> Builder:
    from press.build.builder import Builder  # loads ReportLab

    return Builder(
        workspace,
        request.names,
        request.layouts,
        request.today,
        request.edition,
        request.paper,
        print_shop=request.press,
    )
