"""The verbs: each runs with what was asked, and gives the exit code. What it needs is imported when it runs."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from press.cli.console import DONE, Kept, columns, print_built, report, with_progress
from press.problems import Collecting, Problem, shown
from press.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from press.build.builder import Builder

PROGRAM = "make-pdf"


class Verb(NamedTuple):
    """A row of the table of verbs: the group under which help shows it, and an example."""

    name: str
    group: str
    does: str
    example: str
    run: Callable[[argparse.Namespace], int]


def build(options: argparse.Namespace) -> int:
    from press.build.build_cache import BuildCache

    workspace = _workspace(options)
    asked = (
        options.names,
        options.layout,
        options.edition,
        options.paper,
        options.printer,
        options.press,
    )
    unchanged = BuildCache(workspace, options.output, list(map(str, asked)))
    if found := unchanged.outcome():
        print_built(found.built)
        return report(found.problems)
    builder = _builder(workspace, options)
    built, problems = _gathered(builder, builder.run(options.output))
    unchanged.keep(builder, built, problems)
    if built:
        print_built(built)
    return report(problems)


def _builder(workspace: Workspace, options: argparse.Namespace) -> Builder:
    with _keeping_all():
        from press.build.builder import Builder

        chosen = {
            "edition": options.edition,
            "paper": options.paper,
            "printer": getattr(options, "printer", None),
        }
        chosen["press"] = getattr(options, "press", None)
        return Builder(workspace, options.names, options.layout, **chosen)


def _gathered(
    builder: Builder, steps: Iterable[Kept | tuple[Problem, ...]]
) -> tuple[list[Kept], list[Problem]]:
    """What was made, and every problem, of a builder's steps; they run while this shows how far they are."""
    made: list[Kept] = []
    problems: list[Problem] = list(builder.problems)
    for one in with_progress(steps, len(builder.jobs)):
        if isinstance(one, tuple):
            problems.extend(one)
        else:
            made.append(one)
            problems.extend(one.remarks)
    return made, problems


@contextmanager
def _keeping_all() -> Iterator[None]:
    """What is loaded inside stays: to look through it for what can be thrown away takes as long as composing a page."""
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
        gc.enable()


def packet(options: argparse.Namespace) -> int:
    from press.cli.packet import packet as make_packet

    lines, remarks = make_packet(_workspace(options), options)
    print(*lines, sep="\n")
    return report(remarks)


def mail(options: argparse.Namespace) -> int:
    """Make a mailing and print what is in it; return the exit code."""
    from press.cli.mail import mail as make_mailing

    return make_mailing(_workspace(options), options)


def calibrate(options: argparse.Namespace) -> int:
    from press.calibration.calibrate import calibrate as write_sheet

    file, remarks = write_sheet(
        _workspace(options), options.output, options.printer, options.paper, options.upright
    )
    print(shown(file))
    return report(remarks)


def preview(options: argparse.Namespace) -> int:
    builder = _builder(_workspace(options), options)
    from press.preview.preview import preview as pictures
    from press.preview.viewer import show

    made, problems = _gathered(builder, pictures(builder, options.output))
    for one in made:
        print(*map(shown, one.files), sep="\n")
        with Collecting(problems):
            if options.open:
                show(one.files[0])
    return report(problems)


def list_all(options: argparse.Namespace) -> int:
    from press.services.library import rows

    print(columns(rows(_workspace(options))))
    return DONE


def init(options: argparse.Namespace) -> int:
    from press.services.setup import init as start

    for path in start(options.directory):
        print(shown(path))
    print(
        f"Next: put your details into {shown(os.path.join(options.directory, 'assets', 'practice.yaml'))}, then run:"
    )
    print(f"  {PROGRAM} --workspace {options.directory} build")
    return DONE


def new(options: argparse.Namespace) -> int:
    from press.services.setup import new as start

    print(shown(start(_workspace(options), options.name)))
    return DONE


def schema(options: argparse.Namespace) -> int:
    from press.services.setup import schema_text

    print(schema_text(options.kind), end="")
    return DONE


def check(options: argparse.Namespace) -> int:
    from press.proof.check_files import check as check_files

    problems: list[Problem] = []
    for checked in check_files(options.files):
        print(checked.summary)
        problems.extend(checked.problems)
    return report(problems)


def impose(options: argparse.Namespace) -> int:
    from press.services.impose import impose as put_onto_sheets

    done = put_onto_sheets(
        _workspace(options),
        options.file,
        options.way,
        options.paper,
        options.printer,
        options.output,
    )
    print(f"{shown(done.file)}: {done.summary}")
    return report(done.problems)


def _workspace(options: argparse.Namespace) -> Workspace:
    return open_workspace(options.workspace)


GROUPS = ("make", "print", "check", "keep")
VERBS = (
    Verb("build", "make", "compose handouts into PDFs; the default verb", "build before-your-procedure --layout trifold", build),
    Verb("packet", "make", "one patient's packet, with its dates", "packet scs-trial --values today.yaml", packet),
    Verb("mail", "make", "a letter with its enclosures to each recipient of a list", "mail referral-welcome referrals.csv", mail),
    Verb("preview", "make", "pictures of a handout: its pages, and how it unfolds", "preview before-your-procedure", preview),
    Verb("new", "make", "a new handout, from a commented skeleton", "new after-your-visit", new),
    Verb("calibrate", "print", "a sheet that shows with a ruler how a printer is to be set, and how far it is off",
         "calibrate --paper letter", calibrate),
    Verb("impose", "print", "the pages of a PDF as a booklet, or 2 or 4 on a side", "impose brochure.pdf --as booklet", impose),
    Verb("check", "check", "whether PDFs, also those of others, can be read by a screen reader", "check brochure.pdf", check),
    Verb("schema", "check", "the JSON Schema with which editors check while you type", "schema handout", schema),
    Verb("list", "keep", "the handouts and layouts there are, whose, and whether reviewed", "list", list_all),
    Verb("init", "keep", "a new workspace for a practice", "init my-practice", init),
)  # fmt: skip
