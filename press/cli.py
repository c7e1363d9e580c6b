"""The command: ``make-pdf`` and ``python make_pdf.py``. With desk/, the only place that prints, asks or exits.

What a verb needs is imported when it runs: ``--help`` and ``list`` load neither ReportLab nor pydantic.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TextIO, TypeVar

from press.problems import Collecting, ContentError, Problem, in_order, shown
from press.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from press.building import Builder, Built
    from press.preview.previewing import Previewed
    from press.unchanged import Row

DONE, WRONG_CONTENT, WRONG_CALL, LACKING = 0, 1, 2, 3
PROGRAM = "make-pdf"
Kept = TypeVar("Kept", "Built", "Previewed")


class Verb(NamedTuple):
    """A row of the table of verbs: the group under which help shows it, and an example."""

    name: str
    group: str
    does: str
    example: str
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code: 0 done, 1 wrong content, 2 wrong command line, 3 this machine lacks something."""
    _write_utf8()
    options = _parser().parse_args(_with_verb(list(sys.argv[1:] if arguments is None else arguments)))
    try:
        return int(options.run(options))
    except ContentError as error:
        return _report(error.problems)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "press":
            raise
        hint = "Install what the program needs: python -m pip install -c constraints.txt ."
        print(f"{PROGRAM}: this Python lacks the package '{error.name}'. {hint}", file=sys.stderr)
        return LACKING
    except BrokenPipeError:  # who reads the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(f"{PROGRAM}: stopped; finished files are whole", file=sys.stderr)
        return 130


def build(options: argparse.Namespace) -> int:
    from press.unchanged import Unchanged

    workspace = _workspace(options)
    asked = (options.names, options.layout, options.edition, options.paper)
    unchanged = Unchanged(workspace, options.output, list(map(str, asked)))
    if found := unchanged.outcome():
        _print_built(found.built)
        return _report(found.problems)
    builder = _builder(workspace, options)
    built, problems = _gathered(builder, builder.run(options.output))
    unchanged.keep(builder, built, problems)
    if built:
        _print_built(built)
    return _report(problems)


def _builder(workspace: Workspace, options: argparse.Namespace) -> Builder:
    with _keeping_all():
        from press.building import Builder

        return Builder(workspace, options.names, options.layout, edition=options.edition, paper=options.paper)


def _gathered(builder: Builder, steps: Iterable[Kept | tuple[Problem, ...]]) -> tuple[list[Kept], list[Problem]]:
    """What was made, and every problem, of a builder's steps; they run while this shows how far they are."""
    made: list[Kept] = []
    problems: list[Problem] = list(builder.problems)
    for one in _with_progress(steps, len(builder.jobs)):
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


def preview(options: argparse.Namespace) -> int:
    builder = _builder(_workspace(options), options)
    from press.preview.previewing import preview as pictures
    from press.preview.viewer import show

    made, problems = _gathered(builder, pictures(builder, options.output))
    for one in made:
        print(*map(shown, one.files), sep="\n")
        with Collecting(problems):
            if options.open:
                show(one.files[0])
    return _report(problems)


def list_all(options: argparse.Namespace) -> int:
    from press.listing import rows

    print(_columns(rows(_workspace(options))))
    return DONE


def init(options: argparse.Namespace) -> int:
    from press.starting import init as start

    for path in start(options.directory):
        print(shown(path))
    print(f"Next: put your details into {shown(os.path.join(options.directory, 'assets', 'practice.yaml'))}, then run:")
    print(f"  {PROGRAM} --workspace {options.directory} build")
    return DONE


def new(options: argparse.Namespace) -> int:
    from press.starting import new as start

    print(shown(start(_workspace(options), options.name)))
    return DONE


def schema(options: argparse.Namespace) -> int:
    from press.starting import schema_text

    print(schema_text(options.kind), end="")
    return DONE


def check(options: argparse.Namespace) -> int:
    from press.proof.check import check as check_files

    problems: list[Problem] = []
    for checked in check_files(options.files):
        print(checked.summary)
        problems.extend(checked.problems)
    return _report(problems)


def impose(options: argparse.Namespace) -> int:
    from press.finishing.run import run

    done = run(options.file, options.way, options.paper, options.output)
    print(f"{shown(done.file)}: {done.summary}")
    return _report(done.problems)


GROUPS = ("make", "print", "check", "keep")
VERBS = (
    Verb("build", "make", "compose handouts into PDFs; the default verb", "build before-your-procedure --layout trifold", build),
    Verb("preview", "make", "pictures of a handout: its pages, and how it unfolds", "preview before-your-procedure", preview),
    Verb("new", "make", "a new handout, from a commented skeleton", "new after-your-visit", new),
    Verb("impose", "print", "the pages of a PDF as a booklet, or 2 or 4 on a side", "impose brochure.pdf --as booklet", impose),
    Verb("check", "check", "whether PDFs, also those of others, can be read by a screen reader", "check brochure.pdf", check),
    Verb("schema", "check", "the JSON Schema with which editors check while you type", "schema handout", schema),
    Verb("list", "keep", "the handouts and layouts there are, whose, and whether reviewed", "list", list_all),
    Verb("init", "keep", "a new workspace for a practice", "init my-practice", init),
)  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        PROGRAM,
        usage="%(prog)s [--workspace DIR] [VERB] …",
        description="Printed patient handouts from YAML.",
        epilog=_verbs_by_group(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--workspace", metavar="DIR", help="the practice's folder; else this one if it has a handouts/, else the stock"
    )
    parser.add_argument("--version", action="version", version=_version())
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", help=argparse.SUPPRESS)
    made = {}
    for verb in VERBS:
        made[verb.name] = verbs.add_parser(
            verb.name, description=verb.does[0].upper() + verb.does[1:] + ".", epilog=f"example:\n  {PROGRAM} {verb.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        made[verb.name].set_defaults(run=verb.run)
        made[verb.name].add_argument("--workspace", default=argparse.SUPPRESS, help=argparse.SUPPRESS)  # there too
    made["build"].add_argument("names", nargs="*", metavar="NAME", help="handouts to compose; all, if none is named")
    made["build"].add_argument("--output", default="out", metavar="DIR", help="where the PDFs go (default: out)")
    made["preview"].add_argument("names", nargs=1, metavar="NAME", help="the handout to look at")
    made["preview"].add_argument("--open", action="store_true", help="show it, with the desktop's own program for pictures")
    made["preview"].add_argument(
        "--output", default=os.path.join("out", "preview"), metavar="DIR", help="where the pictures go (default: out/preview)"
    )
    for verb_parser in (made["build"], made["preview"]):
        verb_parser.add_argument(
            "--layout", action="append", default=[], metavar="L", help="instead of the layouts each asks for; repeatable"
        )
        verb_parser.add_argument(
            "--edition", choices=("large-print", "low-ink"), help="18 pt for weak eyes; or no filled areas, for an old printer"
        )
        verb_parser.add_argument("--paper", choices=("letter", "legal", "a4"), help="instead of the practice's own")
    made["impose"].add_argument("file", metavar="FILE.pdf", help="the PDF; it stays as it is")
    made["impose"].add_argument(
        "--as", dest="way", required=True, choices=("booklet", "2up", "4up"), help="folded and stapled; or two, or four, on a side"
    )
    made["impose"].add_argument("--paper", choices=("letter", "legal", "a4"), default="letter", help="default: letter")
    made["impose"].add_argument("--output", metavar="FILE", help="the new PDF (default: FILE.booklet.pdf, beside the old one)")
    made["check"].add_argument("files", nargs="+", metavar="FILE.pdf", help="the PDFs to check")
    made["new"].add_argument("name", metavar="NAME", help="the name of the file, without .yaml")
    made["init"].add_argument("directory", metavar="DIR", help="the folder to make")
    made["schema"].add_argument("kind", nargs="?", choices=("handout", "practice"), default="handout", help="default: handout")
    return parser


def _verbs_by_group() -> str:
    lines = []
    for group in GROUPS:
        verbs = [verb for verb in VERBS if verb.group == group]
        if verbs:
            lines.append(f"{group}:")
        for verb in verbs:
            lines += [f"  {verb.name:8} {verb.does}", f"           {PROGRAM} {verb.example}"]
    return "\n".join(lines)


def _with_verb(arguments: list[str]) -> list[str]:
    """Put 'build' where no verb was given: ``make-pdf``, ``make-pdf --layout trifold``, ``make-pdf some-handout``."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("--workspace"):
        at += 1 if "=" in arguments[at] else 2
    if at > len(arguments):
        return arguments  # --workspace without its folder, which argparse says
    first = arguments[at] if at < len(arguments) else ""
    if first in {verb.name for verb in VERBS} or first in ("-h", "--help", "--version"):
        return arguments
    return [*arguments[:at], "build", *arguments[at:]]


def _workspace(options: argparse.Namespace) -> Workspace:
    return open_workspace(options.workspace)


def _version() -> str:
    from press import __version__

    return f"Handout Press {__version__}"


def _report(problems: Iterable[Problem]) -> int:
    """Print each problem on a line of its own; the exit code that they ask for."""
    ordered = in_order(problems)
    for problem in ordered:
        print(problem.line(), file=sys.stderr)
    if all(problem.remark for problem in ordered):
        return DONE
    return LACKING if all(problem.remark or problem.lacking for problem in ordered) else WRONG_CONTENT


def _with_progress(steps: Iterable[Kept | tuple[Problem, ...]], total: int) -> Iterable[Kept | tuple[Problem, ...]]:
    if not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(steps, "Composing", total=total, console=Console(stderr=True), transient=True)


def _print_built(built: Sequence[Built | Row]) -> None:
    heads = ("handout", "layout", "pages", "words", "body", "full, %", "seconds", "file")
    cells = [
        (one.handout, one.layout, str(one.pages), str(one.words), f"{one.body_size:g} pt", _shares(one.full), f"{one.seconds:.2f}",
         shown(one.file))
        for one in built
    ]  # fmt: skip
    if not sys.stdout.isatty():
        print(_columns([heads, *cells]))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, justify="right" if head in heads[2:7] else "left", no_wrap=True)
    for row in cells:
        table.add_row(*row)
    # A path that is broken cannot be copied: rather let the terminal wrap the line.
    console = Console()
    console.print(table, soft_wrap=True, width=max(console.width, console.measure(table).maximum))


def _shares(full: Sequence[float]) -> str:
    """How full each column or panel is, in reading order."""
    return " ".join(f"{share:.0%}".rstrip("%") for share in full) or "–"


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)


def _write_utf8() -> None:
    """A Windows pipe would refuse the · and the é of somebody's handout."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure and not _speaks_utf8(stream):
            reconfigure(encoding="utf-8", errors="replace")


def _speaks_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") == "utf8"


if __name__ == "__main__":
    sys.exit(main())
