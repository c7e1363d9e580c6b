"""From a composed handout to PNG pictures of it, in memory or as files."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from press.build.builder import Builder, ComposedJob
from press.files import write_atomically
from press.layout import Layout
from press.preview.folded import folded
from press.preview.rendering import is_ours, png, rendered
from press.problems import Failed, Problem


class PngPicture(NamedTuple):
    """A picture as a PNG file. ``part`` says what it shows: ``folded``, or ``page-1`` and so on."""

    part: str
    data: bytes


class HandoutPictures(NamedTuple):
    """The pictures of one handout in one layout; the folded piece first, if it is folded.

    ``stem`` is the beginning of the names of its files.
    """

    handout: str
    layout: str
    stem: str
    pictures: tuple[PngPicture, ...]
    remarks: tuple[Problem, ...]


class PictureFiles(NamedTuple):
    """The paths of the pictures of one handout in one layout, in the order of HandoutPictures."""

    handout: str
    layout: str
    files: tuple[str, ...]
    remarks: tuple[Problem, ...]


def pictures(builder: Builder) -> Iterator[HandoutPictures | Failed]:
    """Yield the pictures of each job in turn, or the problems that stopped it; write nothing."""
    return builder.each(_pictures_of)


def write_pictures(builder: Builder, folder: str) -> Iterator[PictureFiles | Failed]:
    """Write the pictures of each job in turn into ``folder``. A job with problems writes nothing.

    When all pictures of a job are written, those are removed that an earlier preview of it left and
    this one did not write.
    """

    def write(job: ComposedJob) -> PictureFiles:
        result = _pictures_of(job)
        files = {
            os.path.join(folder, f"{job.stem}.{picture.part}.png"): picture.data
            for picture in result.pictures
        }
        for path, data in files.items():
            write_atomically(path, data)
        _remove_stale(folder, job.stem, files)
        return PictureFiles(result.handout, result.layout, tuple(files), result.remarks)

    return builder.each(write)


def _pictures_of(job: ComposedJob) -> HandoutPictures:
    return HandoutPictures(
        job.name, job.layout.name, job.stem, tuple(_render(job)), job.composed.remarks
    )


def _render(job: ComposedJob) -> Iterator[PngPicture]:
    pages, paper = rendered(job.composed.data), job.brand.paper
    sizes = [page.size for page in pages]
    faces = job.layout.held(sizes, paper, mailed=job.handout.back == "mailer")
    if faces != Layout.faces(sizes, paper):  # else patients see it page by page
        font = job.brand.workspace.stock_asset("AtkinsonHyperlegibleNext-Regular.ttf", "fonts")
        trimmed = [page.trimmed for page in pages]
        yield PngPicture("folded", png(folded(trimmed, faces, font)))
    for number, page in enumerate(pages, 1):
        yield PngPicture(f"page-{number}", png(page.picture))


def _remove_stale(folder: str, stem: str, files: Collection[str]) -> None:
    """Remove pictures of this stem that this module made and that are not among ``files``."""
    names = re.compile(rf"{re.escape(stem)}\.(folded|page-[1-9][0-9]*)\.png")
    for name in filter(names.fullmatch, os.listdir(folder)):
        path = os.path.join(folder, name)
        if path not in files and not os.path.islink(path) and is_ours(path):
            # Some systems keep a file that is being shown; the next preview removes it.
            with contextlib.suppress(OSError):
                os.unlink(path)
