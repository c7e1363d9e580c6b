"""From a composed handout to the PNG files that show it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from press.build.builder import Builder, ComposedJob
from press.files import write_atomically
from press.layout import Layout
from press.preview.folded import folded
from press.preview.rendering import is_ours, png, rendered
from press.problems import Problem


@dataclass(frozen=True, slots=True)
class Previewed:
    """The pictures of one handout in one layout, by path; the folded piece first, where it is folded."""

    files: tuple[str, ...]
    remarks: tuple[Problem, ...]


def preview(builder: Builder, folder: str) -> Iterator[Previewed | tuple[Problem, ...]]:
    """Compose each job and write its pictures into ``folder``; a job with problems gives these, and writes nothing.

    What an earlier preview of the same showed, and is no more, is removed once all the new pictures are there.
    """

    def write(made: ComposedJob) -> Previewed:
        files = {
            os.path.join(folder, f"{made.stem}.{part}.png"): data for part, data in _pictures(made)
        }
        for path, data in files.items():
            write_atomically(path, data)
        _remove_stale(folder, made.stem, files)
        return Previewed(tuple(files), made.composed.remarks)

    return builder.each(write)


def _pictures(made: ComposedJob) -> Iterator[tuple[str, bytes]]:
    """Each picture as a PNG, and what it shows, as it stands in its file's name."""
    pages, paper = rendered(made.composed.data), made.brand.paper
    sizes = [page.size for page in pages]
    faces = made.layout.held(sizes, paper, mailed=made.handout.back == "mailer")
    if faces != Layout.faces(sizes, paper):  # else it is seen page by page
        font = made.brand.workspace.stock_asset("AtkinsonHyperlegibleNext-Regular.ttf", "fonts")
        yield "folded", png(folded([page.trimmed for page in pages], faces, font))
    yield from ((f"page-{number}", png(page.picture)) for number, page in enumerate(pages, 1))


def _remove_stale(folder: str, stem: str, files: Collection[str]) -> None:
    """Remove what has the name of a picture of this stem, was made here, and is none of the ``files``; nothing else."""
    named = re.compile(rf"{re.escape(stem)}\.(folded|page-[1-9][0-9]*)\.png")
    for path in (
        os.path.join(folder, name) for name in os.listdir(folder) if named.fullmatch(name)
    ):
        if path not in files and not os.path.islink(path) and is_ours(path):
            with contextlib.suppress(
                OSError
            ):  # it is being looked at, where that keeps a file; the next one removes it
                os.unlink(path)
