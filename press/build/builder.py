"""From a workspace and names to finished PDFs, one after the other, each whole or not at all."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar, cast

from press import dates
from press.brand.brand import Brand, read_brand
from press.brand.printers import Printer, find_printer
from press.content.handout import Handout, filled, read_handout
from press.content.review import Reviewed, judge
from press.files import write_atomically
from press.layout import Layout, load_layout
from press.layout.alternatives import with_alternatives
from press.layout.contract import Composed
from press.layout.print_shop import PrintShop
from press.problems import Collecting, ContentError, PartlyReadError, Place, Problem
from press.typeset.checks import check_story
from press.typeset.editions import edition_of
from press.workspace import Workspace, WorkspaceFile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Built:
    """One finished file, as the table of the command shows it."""

    handout: str
    layout: str
    pages: int
    words: int
    body_size: float
    seconds: float
    file: str
    full: tuple[float, ...] = ()  # of each column or panel
    remarks: tuple[Problem, ...] = ()


class Job(NamedTuple):
    """One handout in one layout; what cannot be composed has problems instead of a layout."""

    handout: Handout | None
    name: str
    layout_name: str
    layout: type[Layout] | None
    problems: tuple[Problem, ...] = ()


class ComposedJob(NamedTuple):
    """A job composed, and not yet kept: ``stem`` is its file's name without a suffix, ``started`` of perf_counter()."""

    handout: Handout
    name: str
    layout: type[Layout]
    stem: str
    brand: Brand
    composed: Composed
    started: float


class Builder:
    """Reads the brand and the handouts, then composes: iterate over ``run`` for what becomes of each job."""

    def __init__(
        self,
        workspace: Workspace,
        names: Sequence[str],
        layouts: Sequence[str],
        today: date | None = None,
        edition: str | None = None,
        paper: str | None = None,
        printer: str | None = None,
        press: str | None = None,
    ) -> None:
        """``today`` is the practice's, by its own clock, unless another is given; so is the ``paper``."""
        self.workspace = workspace
        self.edition = edition
        self.paper = paper
        self.press = PrintShop(press == "cmyk") if press else None
        self.problems: list[Problem] = [_unread(path) for path in workspace.unread("handouts")]
        self.brand: Brand | None = None
        with Collecting(self.problems):
            self.brand, remarks = read_brand(workspace)
            self.problems.extend(remarks)
            self.brand = self.brand._replace(paper=paper or self.brand.paper)
        self.today = today or dates.today(self.brand.time_zone if self.brand else None)
        self.printer = self._printer(printer)
        self.jobs = list(self._jobs(names, layouts)) if self.printer or not printer else []

    def run(self, folder: str) -> Iterator[Built | tuple[Problem, ...]]:
        """Compose and write each job in turn into ``folder``: a Built, or the problems that kept it from being one."""

        def write(made: ComposedJob) -> Built:
            composed, file = made.composed, os.path.join(folder, f"{made.stem}.pdf")
            write_atomically(file, composed.data)
            seconds = time.perf_counter() - made.started
            full = tuple(share for _, share in composed.full)
            said = composed.pages, made.handout.words, composed.body_size
            return Built(made.name, made.layout.name, *said, seconds, file, full, composed.remarks)

        return self.each(write)

    def each(self, keep: Callable[[ComposedJob], T]) -> Iterator[T | tuple[Problem, ...]]:
        """Compose each job in turn and ``keep`` it: what that gives, or the problems that stopped one or the other."""
        for job in self.jobs:
            started = time.perf_counter()
            if job.handout is None or job.layout is None or self.brand is None:
                yield job.problems
                continue
            edition = edition_of(self.edition, self.brand)
            printer = self.printer.name if self.printer else None
            press = self.press.name if self.press else None
            stem = ".".join(
                filter(None, (job.name, job.layout_name, self.paper, self.edition, printer, press))
            )
            try:
                composed = job.layout().compose(
                    job.handout, self.brand, edition, self.printer, self.press
                )
                kept = keep(
                    ComposedJob(
                        job.handout, job.name, job.layout, stem, self.brand, composed, started
                    )
                )
            except ContentError as error:
                yield tuple(
                    with_alternatives(
                        error.problems, job.handout, self.brand, edition, job.layout_name
                    )
                )
                continue
            yield kept

    def _printer(self, name: str | None) -> Printer | None:
        """The printer of that name; one that the practice does not have is a problem, and nothing is composed."""
        with Collecting(self.problems):
            return (
                find_printer(self.brand.printers, name, self.brand.place)
                if name and self.brand
                else None
            )
        return None

    def _jobs(self, names: Sequence[str], layouts: Sequence[str]) -> Iterator[Job]:
        for name, found in self._found(names):
            if not isinstance(found, WorkspaceFile):
                yield Job(None, name, "", None, found)
                continue
            handout, problems = self._read(found.path)
            loaded: list[tuple[type[Layout], Place]] = []
            for layout_name, place in self._layouts_of(handout, layouts) if handout else ():
                with Collecting(problems):
                    loaded.append(
                        (
                            load_layout(self.workspace, layout_name, place),
                            place or Place(found.path),
                        )
                    )
            if handout:
                self._mailed(handout, loaded, problems)
            unable: list[Problem] = []  # a layout that cannot be keeps no other from being made
            able = self._carrying(self._on_paper(loaded, unable), bool(layouts), unable)
            if problems or unable or handout is None:
                yield Job(None, name, "", None, (*problems, *unable))
            for layout in able if handout and not problems else ():
                yield Job(handout, name, layout.name, layout)

    def _read(self, path: str) -> tuple[Handout | None, list[Problem]]:
        """The handout, filled as far as it can be, and every problem that can be found without composing it."""
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

    def _found(
        self, names: Sequence[str]
    ) -> Iterator[tuple[str, WorkspaceFile | tuple[Problem, ...]]]:
        if not names:
            yield from ((found.name, found) for found in self.workspace.all("handouts"))
            return
        for name in dict.fromkeys(names):
            try:
                yield name, self.workspace.find("handouts", name)
            except ContentError as error:
                yield name, error.problems

    def _layouts_of(self, handout: Handout, asked: Sequence[str]) -> list[tuple[str, Place | None]]:
        if asked:
            return [(name, None) for name in dict.fromkeys(asked)]
        named: list[tuple[str, Place | None]] = list(
            {name: (name, place) for name, place in handout.layouts}.values()
        )
        if named or self.brand is None:
            return named
        return [(name, self.brand.place) for name in self.brand.layouts]

    def _on_paper(
        self, layouts: list[tuple[type[Layout], Place]], problems: list[Problem]
    ) -> list[tuple[type[Layout], Place]]:
        """Those that are made for the paper; each other is a problem."""
        paper = self.brand.paper if self.brand else ""
        for layout, place in layouts:
            if self.brand and paper not in layout.papers:
                message = f"The layout '{layout.name}' is not made for {paper} paper"
                problems.append(
                    Problem(place, "L11", message, f"Use --paper {' or '.join(layout.papers)}")
                )
        return [(layout, place) for layout, place in layouts if paper in layout.papers]

    def _mailed(
        self, handout: Handout, layouts: list[tuple[type[Layout], Place]], problems: list[Problem]
    ) -> None:
        """A handout whose back is the address side wants layouts that can have one."""
        able = [layout.name for layout, _ in layouts if layout.mails]
        if handout.back == "mailer" and layouts and not able:
            hint = f"{self._use(lambda layout: layout.mails, 'Let a layout have one')}, or set back: contact"
            problems.append(
                Problem(
                    handout.back_at,
                    "L12",
                    f"'{layouts[0][0].name}' has no back for the address side",
                    hint,
                )
            )

    def _carrying(
        self, layouts: list[tuple[type[Layout], Place]], asked: bool, problems: list[Problem]
    ) -> list[type[Layout]]:
        """Those that have the edition; where one was ``asked`` for that has not, or none has, that is a problem."""
        edition = self.edition or ""
        able = [layout for layout, _ in layouts if layout.carries(edition)]
        for layout, place in layouts:
            if layout not in able:
                # Of layouts that a handout names, one that has the edition is enough.
                message = f"The layout '{layout.name}' has no {edition} edition"
                if asked or not able:
                    hint = self._use(
                        lambda one: one.carries(edition), "Give a layout a scale for it, as 'large'"
                    )
                    problems.append(Problem(place, "L07", message, hint))
                else:
                    names = " and ".join(f"'{one.name}'" for one in able)
                    self.problems.append(
                        Problem(place, "L08", message, f"It is made in {names} alone")
                    )
        return able

    def _use(self, can: Callable[[type[Layout]], bool], otherwise: str) -> str:
        """What to do: use one of the layouts that can; where none does, ``otherwise``."""
        able = []
        for found in self.workspace.all("layouts"):
            with Collecting([]):
                if can(load_layout(self.workspace, found.name)):
                    able.append(found.name)
        return f"Use --layout {' or '.join(able)}" if able else otherwise

    def _review_problems(self, handout: Handout) -> list[Problem]:
        required = self.brand is not None and self.brand.review_required
        reviewed = [Reviewed("handout", handout.name, handout.review)]
        found = judge(reviewed, self.today, required, draft_allowed=True).problems
        self.problems += [problem for problem in found if problem.remark]
        return [problem for problem in found if not problem.remark]


def _unread(path: str) -> Problem:
    hint = "Name it with letters, digits and hyphens, and .yaml at the end"
    return Problem(Place(path), "W05", "This file is not read, because of its name", hint)
