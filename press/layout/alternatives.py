"""From a handout that is too long for one layout to the layouts that hold it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from press.brand.brand import Brand
from press.content.handout import Handout
from press.layout.loading import load_layout
from press.problems import Collecting, Problem
from press.typeset.editions import Edition
from press.workspace import Workspace, WorkspaceFile

LONGER = {"letter": ("legal",)}  # paper that the same printer takes


def with_alternatives(
    problems: tuple[Problem, ...], handout: Handout, brand: Brand, edition: Edition, name: str
) -> list[Problem]:
    """Return the problems that a handout has in the layout of that name.

    A text that is too long (L01) gets a hint with the layouts that hold it.
    """
    if not any(problem.code == "L01" for problem in problems):
        return list(problems)
    if part := load_layout(brand.workspace, name).part:
        hint = f", or pin a shorter section with panel: {part}"
    elif able := ", ".join(fits_as(handout, brand, edition, name)):
        hint = f", or use what holds it: {able}"
    else:
        hint = ", or leave out a section: no other layout holds it"
    return [
        problem._replace(hint=problem.hint + hint) if problem.code == "L01" else problem
        for problem in problems
    ]


def fits_as(handout: Handout, brand: Brand, edition: Edition, name: str) -> Iterator[str]:
    """Yield the names of other layouts that hold all of a handout.

    They are tried on the practice's paper, and folded ones also on longer paper.
    """
    named = {name, *brand.layouts, *(asked for asked, _ in handout.layouts)}
    for file in known_layouts(brand.workspace, named):
        with Collecting([]):
            layout = load_layout(brand.workspace, file.name)
            if not layout.carries(edition.name) or not layout.suits(handout):
                continue
            if handout.back == "mailer" and not layout.mails:
                continue
            papers = [brand.paper, *(LONGER.get(brand.paper, ()) if layout.folds else ())]
            for paper in papers if file.name != name else papers[1:]:
                fitted = brand._replace(paper=paper)
                if paper in layout.papers and layout().fits(handout, fitted, edition):
                    yield file.name if paper == brand.paper else f"{file.name} on {paper} paper"
                    break


def known_layouts(workspace: Workspace, named: Collection[str]) -> list[WorkspaceFile]:
    """Return the layouts that a search for alternatives may run: the stock's, and the named ones.

    A layout's file is a program. One of the practice's that nobody named may be unfinished.
    """
    return [
        file for file in workspace.all("layouts") if file.origin == "stock" or file.name in named
    ]
