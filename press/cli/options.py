"""From the words of a command line to options: what may be asked of each verb."""

from __future__ import annotations

import argparse
import os

from press.cli.spelling import PROGRAM
from press.cli.verbs import GROUPS, VERBS

# As in press.paper, which 'list' and an unchanged build do not load.
PAPERS = ("letter", "legal", "a4")
COLORS = ("rgb", "cmyk")
EDITIONS = ("large-print", "low-ink")

Parser = argparse.ArgumentParser


def parser() -> Parser:
    """Return the parser of the whole command line."""
    whole = Parser(
        PROGRAM,
        usage="%(prog)s [--workspace DIR] [VERB] …",
        description="Printed patient handouts from YAML.",
        epilog=_verbs_by_group(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument(
        "--workspace",
        metavar="DIR",
        help="the practice's folder; else this one if it has a handouts/, else the stock",
    )
    whole.add_argument("--version", action="version", version=_version())
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", help=argparse.SUPPRESS)
    parsers = {}
    for verb in VERBS:
        parsers[verb.name] = verbs.add_parser(
            verb.name,
            description=f"{verb.does[0].upper()}{verb.does[1:]}.",
            epilog=f"example:\n  {PROGRAM} {verb.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parsers[verb.name].set_defaults(run=verb.run)
        # Accepted after the verb too, but not shown there.
        parsers[verb.name].add_argument(
            "--workspace", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    _add_shared(parsers)
    _add_preview(parsers["preview"])
    _add_packet(parsers["packet"])
    _add_mail(parsers["mail"])
    _add_others(parsers)
    return whole


def _add_shared(parsers: dict[str, Parser]) -> None:
    """Add what several verbs have, in the order in which their help shows it."""
    parsers["build"].add_argument(
        "names", nargs="*", metavar="NAME", help="handouts to compose; all, if none is named"
    )
    parsers["preview"].add_argument("names", nargs=1, metavar="NAME", help="the handout to look at")
    for verb in ("build", "preview"):
        parsers[verb].add_argument(
            "--layout",
            action="append",
            default=[],
            metavar="L",
            help="instead of the layouts each asks for; repeatable",
        )
        parsers[verb].add_argument(
            "--edition",
            choices=EDITIONS,
            help="18 pt for weak eyes; or no filled areas, for an old printer",
        )
        parsers[verb].add_argument(
            "--press",
            nargs="?",
            choices=COLORS,
            const="rgb",
            help="for the print shop: colour over the edge, marks where to cut and fold; "
            "in cmyk it is for nobody else",
        )
    for verb in ("build", "preview", "calibrate", "impose"):
        parsers[verb].add_argument("--paper", choices=PAPERS, help="instead of the practice's own")
    for verb in ("build", "calibrate", "impose"):
        parsers[verb].add_argument(
            "--printer", metavar="NAME", help="moved by what this printer of practice.yaml is off"
        )
    for verb in ("build", "calibrate"):
        parsers[verb].add_argument(
            "--output", default="out", metavar="DIR", help="where the PDFs go (default: out)"
        )
    parsers["calibrate"].add_argument(
        "--upright", action="store_true", help="the sheet for upright pages, such as FAQ sheets"
    )


def _add_preview(verb: Parser) -> None:
    verb.add_argument(
        "--open", action="store_true", help="show it, with the desktop's own program for pictures"
    )
    verb.add_argument(
        "--output",
        default=os.path.join("out", "preview"),
        metavar="DIR",
        help="where the pictures go (default: out/preview)",
    )


def _add_packet(verb: Parser) -> None:
    verb.add_argument("name", nargs="?", metavar="NAME", help="a packet of handouts/packets/")
    verb.add_argument(
        "--values", metavar="FILE", help="what the packet asks for, in YAML; - for standard input"
    )
    verb.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="one value that does not tell who the patient is; repeatable",
    )
    verb.add_argument(
        "--output", metavar="FILE", help="the PDF (default: a new one in out/packets/)"
    )
    verb.add_argument(
        "--tag",
        metavar="WORD",
        help="a word of yours in the new file's name, such as room-3; never the patient's name",
    )
    verb.add_argument(
        "--check",
        action="store_true",
        help="only check the packet, without a patient: each part and row, whatever its condition",
    )
    verb.add_argument(
        "--draft",
        action="store_true",
        help="also what no clinician has approved; every page says so",
    )
    verb.add_argument(
        "--fillable",
        action="store_true",
        help="to send by e-mail: what is written in and signed is filled in on a screen",
    )
    verb.add_argument(
        "--protect",
        nargs="?",
        const="",
        metavar="FILE",
        help="opened with a pass phrase alone: the first line of FILE, else "
        "HANDOUT_PRESS_PASSPHRASE, else asked for",
    )
    verb.add_argument(
        "--printed",
        metavar="TIME",
        help="as if printed then, such as 2027-02-01T09:00 (default: now)",
    )
    verb.add_argument(
        "--again",
        metavar="RECORD",
        help="as recorded in a .PACKET.json; says what has changed since",
    )


def _add_mail(verb: Parser) -> None:
    verb.add_argument("name", metavar="NAME", help="a mailing of handouts/mailings/")
    verb.add_argument(
        "lists",
        nargs="+",
        metavar="FILE",
        help="the recipients: CSV, XLSX, or FHIR R4 as JSON or NDJSON",
    )
    verb.add_argument(
        "--output",
        default=os.path.join("out", "mailings"),
        metavar="DIR",
        help="where the run's folder goes (default: out/mailings)",
    )
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--combined",
        action="store_true",
        help="letters and enclosures in print files, in delivery order (default)",
    )
    how.add_argument("--pieces", action="store_true", help="one PDF for each recipient")
    verb.add_argument(
        "--enclosures",
        choices=("together", "separate"),
        default="together",
        help="separate: letters in one file, enclosures in another, each in the same order",
    )
    verb.add_argument("--labels", metavar="SHEET", help="also address labels, such as 5160")
    verb.add_argument(
        "--start-at",
        type=int,
        default=1,
        metavar="N",
        help="the first label that is left on the first sheet",
    )
    verb.add_argument(
        "--sort", choices=("zip",), help="by ZIP code, instead of as the list has them"
    )
    verb.add_argument(
        "--tray",
        type=int,
        default=500,
        metavar="N",
        help="sheets in a print file, at most (default: 500)",
    )
    verb.add_argument(
        "--preview",
        type=int,
        nargs="?",
        const=10,
        metavar="N",
        help="only the first N (10), the longest, and one of each text, with the window drawn over",
    )
    verb.add_argument("--check", action="store_true", help="only check the list")
    verb.add_argument(
        "--skip-bad",
        action="store_true",
        help="leave out the rows that have problems, and list them",
    )
    verb.add_argument(
        "--skip-mailed", action="store_true", help="leave out who got this mailing already"
    )
    verb.add_argument(
        "--only",
        metavar="ROWS",
        help="only these rows of the list, such as 3,7,12-15, as problems number them",
    )
    verb.add_argument(
        "--draft",
        action="store_true",
        help="also what no clinician has approved; every piece says so",
    )
    verb.add_argument(
        "--date", metavar="DAY", help="the day of the letters, such as 2027-02-01 (default: today)"
    )
    verb.add_argument(
        "--encoding", metavar="NAME", help="of a CSV file that is not UTF-8, such as cp1252"
    )
    verb.add_argument(
        "--include-hidden", action="store_true", help="also rows that are hidden in a workbook"
    )


def _add_others(parsers: dict[str, Parser]) -> None:
    impose = parsers["impose"]
    impose.add_argument("file", metavar="FILE.pdf", help="the PDF; it stays as it is")
    impose.add_argument(
        "--as",
        dest="way",
        required=True,
        choices=("booklet", "2up", "4up"),
        help="folded and stapled; or two, or four, on a side",
    )
    impose.add_argument(
        "--output",
        metavar="FILE",
        help="the new PDF (default: FILE.booklet.pdf, beside the old one)",
    )
    parsers["check"].add_argument("files", nargs="+", metavar="FILE.pdf", help="the PDFs to check")
    parsers["new"].add_argument("name", metavar="NAME", help="the name of the file, without .yaml")
    parsers["new"].add_argument(
        "--from",
        dest="source",
        metavar="STOCK",
        help="a copy of this handout, packet or mailing, with the pictures and handouts that it "
        "uses, such as scs-trial or packets/scs-trial",
    )
    parsers["init"].add_argument("directory", metavar="DIR", help="the folder to make")
    parsers["schema"].add_argument(
        "kind",
        nargs="?",
        choices=("handout", "practice", "packet", "mailing"),
        default="handout",
        help="default: handout",
    )


def _verbs_by_group() -> str:
    lines = []
    for group in GROUPS:
        verbs = [verb for verb in VERBS if verb.group == group]
        if verbs:
            lines.append(f"{group}:")
        for verb in verbs:
            lines += [f"  {verb.name:9} {verb.does}", f"            {PROGRAM} {verb.example}"]
    return "\n".join(lines)


def with_verb(arguments: list[str]) -> list[str]:
    """Return the arguments with ``build`` where no verb is given, as in ``make-pdf some-handout``.

    Also with the colours of ``--press`` where they are left out: argparse would take the name of a
    handout for them.
    """
    following = [*arguments[1:], ""]
    arguments = [
        "--press=rgb" if argument == "--press" and after not in COLORS else argument
        for argument, after in zip(arguments, following, strict=False)
    ]
    index = 0
    while index < len(arguments) and arguments[index].startswith("--workspace"):
        index += 1 if "=" in arguments[index] else 2
    if index > len(arguments):
        return arguments  # --workspace without its folder: argparse reports it
    first = arguments[index] if index < len(arguments) else ""
    if first in {verb.name for verb in VERBS} or first in ("-h", "--help", "--version"):
        return arguments
    return [*arguments[:index], "build", *arguments[index:]]


def _version() -> str:
    from press import __version__

    return f"Handout Press {__version__}"
