"""From a composed handout to the PNG files that show it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from press.building import Builder, Made
from press.layout import Layout
from press.output import write_atomically
from press.preview.folded import folded
from press.preview.rendering import png, rendered
from press.problems import Problem


@dataclass(frozen=True, slots=True)
class Previewed:
    """The pictures of one handout in one layout, by path; the folded piece first, where it is folded."""

    files: tuple[str, ...]
    remarks: tuple[Problem, ...]


def preview(builder: Builder, folder: str) -> Iterator[Previewed | tuple[Problem, ...]]:
    """Compose each job and write its pictures into ``folder``; a job with problems gives these, and writes nothing."""

    def write(made: Made) -> Previewed:
        files = {os.path.join(folder, f"{made.stem}.{part}.png"): data for part, data in _pictures(made)}
        for path, data in files.items():
            write_atomically(path, data)
        return Previewed(tuple(files), made.composed.remarks)

    return builder.each(write)


def _pictures(made: Made) -> Iterator[tuple[str, bytes]]:
    """Each picture as a PNG, and what it shows, as it stands in its file's name."""
    pages = rendered(made.composed.data)
    pictures, sizes, paper = [page.picture for page in pages], [page.size for page in pages], made.brand.paper
    faces = made.layout.faces(sizes, paper)
    if faces != Layout.faces(sizes, paper):  # else it is seen page by page
        font = made.brand.workspace.stock_asset("AtkinsonHyperlegibleNext-Regular.ttf", "fonts")
        yield "folded", png(folded(pictures, faces, font))
    yield from ((f"page-{number}", png(picture)) for number, picture in enumerate(pictures, 1))
