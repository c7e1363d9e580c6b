"""From a handout that one layout has no room for to the layouts that do."""

from __future__ import annotations

from collections.abc import Iterator

from press.brand.brand import Brand
from press.content.handout import Handout
from press.layout.loading import load_layout
from press.problems import Collecting, Problem
from press.typeset.editions import Edition

LONGER = {"letter": ("legal",)}  # paper that the same printer takes


def with_alternatives(
    problems: tuple[Problem, ...], handout: Handout, brand: Brand, edition: Edition, name: str
) -> list[Problem]:
    """The problems of a layout of that name; where its text is too long, with the layouts that hold it."""
    if not any(problem.code == "L01" for problem in problems):
        return list(problems)
    if part := load_layout(brand.workspace, name).part:
        hint = f", or pin a shorter section with panel: {part}"
        return [
            problem._replace(hint=problem.hint + hint) if problem.code == "L01" else problem
            for problem in problems
        ]
    able = ", ".join(fits_as(handout, brand, edition, name))
    hint = (
        f", or use what holds it: {able}"
        if able
        else ", or leave out a section: no other layout holds it"
    )
    return [
        problem._replace(hint=problem.hint + hint) if problem.code == "L01" else problem
        for problem in problems
    ]


def fits_as(handout: Handout, brand: Brand, edition: Edition, name: str) -> Iterator[str]:
    """The other layouts that hold all of a handout, on the practice's paper or else, where they are folded, on longer paper."""
    for found in brand.workspace.all("layouts"):
        with Collecting([]):
            layout = load_layout(brand.workspace, found.name)
            if (
                not layout.carries(edition.name)
                or not layout.suits(handout)
                or (handout.back == "mailer" and not layout.mails)
            ):
                continue
            papers = [brand.paper, *(LONGER.get(brand.paper, ()) if layout.folds else ())]
            for paper in papers if found.name != name else papers[1:]:
                if paper in layout.papers and layout().fits(
                    handout, brand._replace(paper=paper), edition
                ):
                    yield found.name if paper == brand.paper else f"{found.name} on {paper} paper"
                    break
