"""The verbs of the command line. Each calls a service with a request and returns the exit code.

What a verb needs is imported when it runs.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import NamedTuple

from press.cli.console import DONE, columns, echo, print_built, progress_bar, report
from press.cli.spelling import PROGRAM
from press.problems import Collecting, Problem, shown
from press.workspace import Workspace, open_workspace

LIBRARY_HEADS = ("kind", "name", "from", "review", "title")


class Verb(NamedTuple):
    """A row of the table of verbs: ``group`` is the heading under which the help shows it."""

    name: str
    group: str
    does: str
    example: str
    run: Callable[[argparse.Namespace], int]


def build(options: argparse.Namespace) -> int:
    """Compose handouts into PDFs, and print a table of them."""
    from press.services.build import BuildRequest
    from press.services.build import build as compose

    request = BuildRequest(
        options.output,
        tuple(options.names),
        tuple(options.layout),
        options.edition,
        options.paper,
        options.printer,
        options.press,
    )
    with progress_bar("Composing") as progress:
        result = compose(_workspace(options), request, progress)
    if result.built:
        print_built(result.built)
    return report(_with_verbs(problem) for problem in result.problems)


def _with_verbs(problem: Problem) -> Problem:
    """Return a problem with the verb as its hint, if a mistyped verb was taken for a handout."""
    word = problem.message.removeprefix("There is no handout called ").strip("'")
    near = near_verb(word) if problem.code == "W01" and word != problem.message else None
    if near is None or problem.hint.startswith("Did you mean"):
        return problem
    return problem._replace(hint=f"Did you mean the verb '{near}'?")


def near_verb(word: str) -> str | None:
    """Return the verb that a word is nearly; None if it is none, or a verb itself."""
    from difflib import get_close_matches

    names = [verb.name for verb in VERBS]
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.7)
    return near[0] if near and word not in names else None


def packet(options: argparse.Namespace) -> int:
    """Compose one patient's packet, and print what it holds."""
    from press.cli.packet import packet as make_packet

    lines, remarks = make_packet(_workspace(options), options)
    echo(*lines)
    return report(remarks)


def mail(options: argparse.Namespace) -> int:
    """Make a mailing and print what is in it; return the exit code."""
    from press.cli.mail import mail as make_mailing

    return make_mailing(_workspace(options), options)


def calibrate(options: argparse.Namespace) -> int:
    """Write the calibration sheet, and print its path."""
    from press.services.calibrate import CalibrateRequest
    from press.services.calibrate import calibrate as write_sheet

    request = CalibrateRequest(options.printer, options.paper, options.upright)
    result = write_sheet(_workspace(options), request, options.output)
    echo(shown(result.file))
    return report(result.problems)


def preview(options: argparse.Namespace) -> int:
    """Write pictures of a handout, print their paths, and show the first if that is asked for."""
    from press.services.preview import PreviewRequest
    from press.services.preview import preview as write_pictures

    request = PreviewRequest(
        tuple(options.names),
        tuple(options.layout),
        options.edition,
        options.paper,
        options.press,
    )
    with progress_bar("Composing") as progress:
        result = write_pictures(_workspace(options), request, options.output, progress)
    problems = list(result.problems)
    for files in (picture.files for picture in result.previews):
        echo(*map(shown, files))
        with Collecting(problems):
            if options.open:
                _show(files[0])
    return report(problems)


def _show(path: str) -> None:
    from press.preview.viewer import show

    show(path)


def list_all(options: argparse.Namespace) -> int:
    """Print a table of what is in the workspace and the stock."""
    from press.services.library import list_library

    result = list_library(_workspace(options))
    echo(*columns([LIBRARY_HEADS, *result.rows]).splitlines())
    echo("", f"The stock is in {shown(result.stock)}")
    return DONE


def init(options: argparse.Namespace) -> int:
    """Write a new workspace, and print its files and what to do next."""
    from press.services.setup import InitRequest
    from press.services.setup import init as write_workspace

    for path in write_workspace(InitRequest(options.directory)).files:
        echo(shown(path))
    practice = shown(os.path.join(options.directory, "assets", "practice.yaml"))
    echo(f"Next: put your details into {practice}, then run:")
    echo(f"  {PROGRAM} --workspace {options.directory} build")
    return DONE


def new(options: argparse.Namespace) -> int:
    """Write a new handout, or a copy of another file, and print the paths of the new files."""
    from press.services.setup import NewRequest
    from press.services.setup import new as write_handout

    request = NewRequest(options.name, options.source)
    result = write_handout(_workspace(options), request)
    echo(*map(shown, (result.file, *result.others)))
    return DONE


def schema(options: argparse.Namespace) -> int:
    """Print a JSON Schema."""
    from press.services.setup import SchemaRequest
    from press.services.setup import schema as schema_of

    print(schema_of(SchemaRequest(options.kind)).text, end="")
    return DONE


def check(options: argparse.Namespace) -> int:
    """Check PDFs, and print a line for each."""
    from press.cli.summaries import checked_line
    from press.services.check import CheckRequest
    from press.services.check import check as check_files

    with progress_bar("Checking") as progress:
        files = check_files(CheckRequest(tuple(options.files)), progress).files
    echo(*map(checked_line, files))
    return report(problem for checked in files for problem in checked.problems)


def impose(options: argparse.Namespace) -> int:
    """Write the pages of a PDF onto sheets, and print how to print them."""
    from press.cli.summaries import imposed_line
    from press.services.impose import ImposeRequest
    from press.services.impose import impose as put_onto_sheets

    request = ImposeRequest(
        options.file,
        options.way,
        options.paper,
        options.printer,
        options.output,
    )
    result = put_onto_sheets(_workspace(options), request)
    echo(imposed_line(result))
    return report(result.problems)


def _workspace(options: argparse.Namespace) -> Workspace:
    return open_workspace(options.workspace)


GROUPS = ("make", "print", "check", "keep")
VERBS = (
    Verb(
        "build",
        "make",
        "compose handouts into PDFs; the default verb",
        "build before-your-procedure --layout trifold",
        build,
    ),
    Verb(
        "packet",
        "make",
        "one patient's packet, with its dates",
        "packet scs-trial --values today.yaml",
        packet,
    ),
    Verb(
        "mail",
        "make",
        "a letter with its enclosures to each recipient of a list",
        "mail referral-welcome referrals.csv",
        mail,
    ),
    Verb(
        "preview",
        "make",
        "pictures of a handout: its pages, and how it unfolds",
        "preview before-your-procedure",
        preview,
    ),
    Verb(
        "new",
        "make",
        "a new handout, or a copy of one of the stock, also of a packet or a mailing",
        "new our-trial --from scs-trial",
        new,
    ),
    Verb(
        "calibrate",
        "print",
        "a sheet that shows with a ruler how a printer is to be set, and how far it is off",
        "calibrate --paper letter",
        calibrate,
    ),
    Verb(
        "impose",
        "print",
        "the pages of a PDF as a booklet, or 2 or 4 on a side",
        "impose brochure.pdf --as booklet",
        impose,
    ),
    Verb(
        "check",
        "check",
        "whether PDFs, also those of others, can be read by a screen reader",
        "check brochure.pdf",
        check,
    ),
    Verb(
        "schema",
        "check",
        "the JSON Schema with which editors check while you type",
        "schema handout",
        schema,
    ),
    Verb(
        "list",
        "keep",
        "the handouts, layouts and pictures there are, whose, and whether reviewed",
        "list",
        list_all,
    ),
    Verb("init", "keep", "a new workspace for a practice", "init my-practice", init),
)
