"""From a workspace and the names of handouts to finished PDFs, each written whole or not at all."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar, cast

from press import dates
from press.brand.brand import Brand, read_brand
from press.brand.printers import Printer, find_printer
from press.build.built import Built
from press.content.handout import Handout, filled, read_handout
from press.content.review import Reviewed, judge
from press.files import write_atomically
from press.layout import Layout, load_layout
from press.layout.alternatives import known_layouts, with_alternatives
from press.layout.contract import Composed
from press.layout.print_shop import PrintShop
from press.problems import Collecting, ContentError, Failed, PartlyReadError, Place, Problem
from press.spelling import option
from press.typeset.checks import check_story
from press.typeset.editions import edition_of
from press.workspace import Workspace, WorkspaceFile

T = TypeVar("T")

LayoutAtPlace = tuple[type[Layout], Place]
"""A layout, and the place that asked for it."""


class Job(NamedTuple):
    """One handout in one layout. A job that cannot be composed has ``problems`` and no layout."""

    handout: Handout | None
    name: str
    layout_name: str
    layout: type[Layout] | None
    problems: tuple[Problem, ...] = ()


class ComposedJob(NamedTuple):
    """A composed job, in memory only.

    ``stem`` is the name of its file without the suffix. ``started`` is a value of perf_counter(),
    in seconds.
    """

    handout: Handout
    name: str
    layout: type[Layout]
    stem: str
    brand: Brand
    composed: Composed
    started: float


class Builder:
    """The jobs of a build, and the problems found while the brand and the handouts were read.

    ``names`` are the handouts, all of them if it is empty; ``layouts`` take the place of those that
    each handout asks for. ``today`` and ``paper`` are the practice's own if they are None.
    ``print_shop`` is rgb or cmyk; None makes files for the office.
    """

    def __init__(
        self,
        workspace: Workspace,
        names: Sequence[str],
        layouts: Sequence[str],
        today: date | None = None,
        edition: str | None = None,
        paper: str | None = None,
        printer: str | None = None,
        print_shop: str | None = None,
    ) -> None:
        self.workspace = workspace
        self.edition = edition
        self.paper = paper
        self.print_shop = PrintShop(print_shop == "cmyk") if print_shop else None
        self.problems: list[Problem] = [_unread(path) for path in workspace.unread("handouts")]
        self.brand: Brand | None = None
        with Collecting(self.problems):
            self.brand, remarks = read_brand(workspace)
            self.problems.extend(remarks)
            self.brand = self.brand._replace(paper=paper or self.brand.paper)
        self.today = today or dates.today(self.brand.time_zone if self.brand else None)
        self.printer = self._printer(printer)
        self.jobs = list(self._jobs(names, layouts)) if self.printer or not printer else []

    def run(self, folder: str) -> Iterator[Built | Failed]:
        """Yield the outcome of each job in turn, composed and written into ``folder``."""

        def write(job: ComposedJob) -> Built:
            composed, file = job.composed, os.path.join(folder, f"{job.stem}.pdf")
            write_atomically(file, composed.data)
            return Built(
                job.name,
                job.layout.name,
                composed.pages,
                job.handout.words,
                composed.body_size,
                time.perf_counter() - job.started,
                file,
                tuple(share for _, share in composed.full),
                composed.remarks,
            )

        return self.each(write)

    def each(self, finish: Callable[[ComposedJob], T]) -> Iterator[T | Failed]:
        """Yield what ``finish`` returns for each composed job, in turn; one outcome for each job.

        A job whose content, or whose ``finish``, has problems yields Failed.
        """
        for job in self.jobs:
            started = time.perf_counter()
            if job.handout is None or job.layout is None or self.brand is None:
                yield Failed(job.problems)
                continue
            edition = edition_of(self.edition, self.brand)
            try:
                composed = job.layout().compose(
                    job.handout, self.brand, edition, self.printer, self.print_shop
                )
                finished = finish(
                    ComposedJob(
                        job.handout,
                        job.name,
                        job.layout,
                        self._stem(job),
                        self.brand,
                        composed,
                        started,
                    )
                )
            except ContentError as error:
                problems = with_alternatives(
                    error.problems, job.handout, self.brand, edition, job.layout_name
                )
                yield Failed(tuple(problems))
                continue
            yield finished

    def _stem(self, job: Job) -> str:
        """Return the name of a job's file without its suffix: all that was asked for, with dots."""
        printer = self.printer.name if self.printer else None
        print_shop = self.print_shop.name if self.print_shop else None
        parts = (job.name, job.layout_name, self.paper, self.edition, printer, print_shop)
        return ".".join(part for part in parts if part)

    def _printer(self, name: str | None) -> Printer | None:
        """Return the printer of that name; if the practice has none such, add a problem."""
        with Collecting(self.problems):
            return (
                find_printer(self.brand.printers, name, self.brand.place)
                if name and self.brand
                else None
            )
        return None

    def _jobs(self, names: Sequence[str], layouts: Sequence[str]) -> Iterator[Job]:
        for name, file in self._files(names):
            if isinstance(file, Failed):
                yield Job(None, name, "", None, file.problems)
                continue
            handout, problems = self._read(file.path)
            loaded: list[LayoutAtPlace] = []
            for layout_name, place in self._layouts_of(handout, layouts) if handout else ():
                with Collecting(problems):
                    layout = load_layout(self.workspace, layout_name, place)
                    loaded.append((layout, place or Place(file.path)))
            if handout:
                self._check_address_side(handout, loaded, problems)
            unusable: list[Problem] = []  # a layout that cannot be used stops no other one
            usable = self._with_edition(self._on_paper(loaded, unusable), bool(layouts), unusable)
            if problems or unusable or handout is None:
                yield Job(None, name, "", None, (*problems, *unusable))
            for layout in usable if handout and not problems else ():
                yield Job(handout, name, layout.name, layout)

    def _read(self, path: str) -> tuple[Handout | None, list[Problem]]:
        """Return the handout, filled as far as possible, and its problems before composition."""
        problems: list[Problem] = []
        try:
            handout = read_handout(path)
        except PartlyReadError as error:
            problems.extend(error.problems)
            handout = cast(Handout, error.read)
        except ContentError as error:
            return None, list(error.problems)
        if self.brand is None:
            return handout, problems
        problems += [*self._review_problems(handout), *check_story(handout, self.brand)]
        with Collecting(problems):
            handout = filled(handout, self.brand.values)
        return handout, problems

    def _files(self, names: Sequence[str]) -> Iterator[tuple[str, WorkspaceFile | Failed]]:
        if not names:
            yield from ((file.name, file) for file in self.workspace.all("handouts"))
            return
        for name in dict.fromkeys(names):
            try:
                yield name, self.workspace.find("handouts", name)
            except ContentError as error:
                yield name, Failed(error.problems)

    def _layouts_of(self, handout: Handout, asked: Sequence[str]) -> list[tuple[str, Place | None]]:
        """Return the names of the layouts, and where each is asked for; None: as an option."""
        if asked:
            return [(name, None) for name in dict.fromkeys(asked)]
        named: list[tuple[str, Place | None]] = list(
            {name: (name, place) for name, place in handout.layouts}.values()
        )
        if named or self.brand is None:
            return named
        return [(name, self.brand.place) for name in self.brand.layouts]

    def _on_paper(
        self, layouts: list[LayoutAtPlace], problems: list[Problem]
    ) -> list[LayoutAtPlace]:
        """Return the layouts that are made for the paper; add a problem for each other one."""
        paper = self.brand.paper if self.brand else ""
        for layout, place in layouts:
            if self.brand and paper not in layout.papers:
                message = f"The layout '{layout.name}' is not made for {paper} paper"
                hint = f"Use {option('paper', ' or '.join(layout.papers))}"
                problems.append(Problem(place, "L11", message, hint))
        return [(layout, place) for layout, place in layouts if paper in layout.papers]

    def _check_address_side(
        self, handout: Handout, layouts: list[LayoutAtPlace], problems: list[Problem]
    ) -> None:
        """Add a problem if the handout's back is the address side and no layout can have one."""
        able = [layout.name for layout, _ in layouts if layout.mails]
        if handout.back == "mailer" and layouts and not able:
            use = self._use(lambda layout: layout.mails, layouts, "Let a layout have one")
            message = f"'{layouts[0][0].name}' has no back for the address side"
            hint = f"{use}, or set back: contact"
            problems.append(Problem(handout.back_at, "L12", message, hint))

    def _with_edition(
        self, layouts: list[LayoutAtPlace], asked: bool, problems: list[Problem]
    ) -> list[type[Layout]]:
        """Return the layouts that have the edition.

        A layout without it is a problem if it was ``asked`` for as an option, or if no layout has
        the edition; else it is a remark: of the layouts that a handout names, one is enough.
        """
        edition = self.edition or ""
        able = [layout for layout, _ in layouts if layout.carries(edition)]
        for layout, place in layouts:
            if layout in able:
                continue
            message = f"The layout '{layout.name}' has no {edition} edition"
            if asked or not able:
                hint = self._use(
                    lambda layout: layout.carries(edition),
                    layouts,
                    "Give a layout a scale for it, as 'large'",
                )
                problems.append(Problem(place, "L07", message, hint))
            else:
                names = " and ".join(f"'{layout.name}'" for layout in able)
                self.problems.append(Problem(place, "L08", message, f"It is made in {names} alone"))
        return able

    def _use(
        self,
        is_able: Callable[[type[Layout]], bool],
        layouts: list[LayoutAtPlace],
        otherwise: str,
    ) -> str:
        """Return the advice to use one of the layouts that are able; ``otherwise`` if none is.

        ``layouts`` are those that the handout, the practice or an option names.
        """
        able = []
        named = {layout.name for layout, _ in layouts}
        named |= set(self.brand.layouts if self.brand else ())
        for file in known_layouts(self.workspace, named):
            with Collecting([]):
                if is_able(load_layout(self.workspace, file.name)):
                    able.append(file.name)
        return f"Use {option('layout', ' or '.join(able))}" if able else otherwise

    def _review_problems(self, handout: Handout) -> list[Problem]:
        required = self.brand is not None and self.brand.review_required
        reviewed = [Reviewed("handout", handout.name, handout.review)]
        found = judge(reviewed, self.today, required, draft_allowed=True).problems
        self.problems += [problem for problem in found if problem.remark]
        return [problem for problem in found if not problem.remark]


def _unread(path: str) -> Problem:
    hint = "Name it with letters, digits and hyphens, and .yaml at the end"
    return Problem(Place(path), "W05", "This file is not read, because of its name", hint)
