"""The command line: what may be asked of each verb."""

from __future__ import annotations

import argparse
import os

from press.cli.verbs import GROUPS, PROGRAM, VERBS

PAPERS = (
    "letter",
    "legal",
    "a4",
)  # as in press.paper, which 'list' and an unchanged build do not load
COLORS = ("rgb", "cmyk")


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        PROGRAM,
        usage="%(prog)s [--workspace DIR] [VERB] …",
        description="Printed patient handouts from YAML.",
        epilog=_verbs_by_group(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--workspace",
        metavar="DIR",
        help="the practice's folder; else this one if it has a handouts/, else the stock",
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
        made[verb.name].add_argument(
            "--workspace", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )  # there too
    made["build"].add_argument(
        "names", nargs="*", metavar="NAME", help="handouts to compose; all, if none is named"
    )
    made["preview"].add_argument("names", nargs=1, metavar="NAME", help="the handout to look at")
    for one in (made["build"], made["preview"]):
        one.add_argument(
            "--layout",
            action="append",
            default=[],
            metavar="L",
            help="instead of the layouts each asks for; repeatable",
        )
        one.add_argument(
            "--edition",
            choices=("large-print", "low-ink"),
            help="18 pt for weak eyes; or no filled areas, for an old printer",
        )
        one.add_argument(
            "--press", nargs="?", choices=COLORS, const="rgb",
            help="for the print shop: colour over the edge, marks where to cut and fold; in cmyk it is for nobody else",
        )  # fmt: skip
    for one in (made["build"], made["preview"], made["calibrate"], made["impose"]):
        one.add_argument("--paper", choices=PAPERS, help="instead of the practice's own")
    for one in (made["build"], made["calibrate"], made["impose"]):
        one.add_argument(
            "--printer", metavar="NAME", help="moved by what this printer of practice.yaml is off"
        )
    for one in (made["build"], made["calibrate"]):
        one.add_argument(
            "--output", default="out", metavar="DIR", help="where the PDFs go (default: out)"
        )
    made["calibrate"].add_argument(
        "--upright", action="store_true", help="the sheet for upright pages, such as FAQ sheets"
    )
    made["preview"].add_argument(
        "--open", action="store_true", help="show it, with the desktop's own program for pictures"
    )
    made["preview"].add_argument(
        "--output",
        default=os.path.join("out", "preview"),
        metavar="DIR",
        help="where the pictures go (default: out/preview)",
    )
    made["packet"].add_argument(
        "name", nargs="?", metavar="NAME", help="a packet of handouts/packets/"
    )
    made["packet"].add_argument(
        "--values", metavar="FILE", help="what the packet asks for, in YAML; - for standard input"
    )
    made["packet"].add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="one value that does not tell who the patient is; repeatable",
    )
    made["packet"].add_argument(
        "--output", metavar="FILE", help="the PDF (default: a new one in out/packets/)"
    )
    made["packet"].add_argument(
        "--draft",
        action="store_true",
        help="also what no clinician has approved; every page says so",
    )
    made["packet"].add_argument(
        "--fillable",
        action="store_true",
        help="to send by e-mail: what is written in and signed is filled in on a screen",
    )
    made["packet"].add_argument(
        "--protect", nargs="?", const="", metavar="FILE",
        help="opened with a pass phrase alone: the first line of FILE, else HANDOUT_PRESS_PASSPHRASE, else asked for",
    )  # fmt: skip
    made["packet"].add_argument(
        "--printed",
        metavar="TIME",
        help="as if printed then, such as 2027-02-01T09:00 (default: now)",
    )
    made["packet"].add_argument(
        "--again",
        metavar="RECORD",
        help="as recorded in a .PACKET.json; says what has changed since",
    )
    _mail(made["mail"])
    made["impose"].add_argument("file", metavar="FILE.pdf", help="the PDF; it stays as it is")
    made["impose"].add_argument(
        "--as",
        dest="way",
        required=True,
        choices=("booklet", "2up", "4up"),
        help="folded and stapled; or two, or four, on a side",
    )
    made["impose"].add_argument(
        "--output",
        metavar="FILE",
        help="the new PDF (default: FILE.booklet.pdf, beside the old one)",
    )
    made["check"].add_argument("files", nargs="+", metavar="FILE.pdf", help="the PDFs to check")
    made["new"].add_argument("name", metavar="NAME", help="the name of the file, without .yaml")
    made["init"].add_argument("directory", metavar="DIR", help="the folder to make")
    made["schema"].add_argument(
        "kind",
        nargs="?",
        choices=("handout", "practice", "packet", "mailing"),
        default="handout",
        help="default: handout",
    )
    return parser


def _mail(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="NAME", help="a mailing of handouts/mailings/")
    verb.add_argument(
        "lists",
        nargs="+",
        metavar="FILE",
        help="the recipients: CSV, XLSX, or FHIR R4 as JSON or NDJSON",
    )
    verb.add_argument("--output", default=os.path.join("out", "mailings"), metavar="DIR",
                      help="where the run's folder goes (default: out/mailings)")  # fmt: skip
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--combined",
        action="store_true",
        help="letters and enclosures in print files, in delivery order (default)",
    )
    how.add_argument("--pieces", action="store_true", help="one PDF for each recipient")
    verb.add_argument("--enclosures", choices=("together", "separate"), default="together",
                      help="separate: letters in one file, enclosures in another, each in the same order")  # fmt: skip
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
    verb.add_argument("--preview", type=int, nargs="?", const=10, metavar="N",
                      help="only the first N (10), the longest, and one of each text, with the window drawn over")  # fmt: skip
    verb.add_argument("--check", action="store_true", help="only check the list")
    verb.add_argument(
        "--skip-bad",
        action="store_true",
        help="leave out the rows that have problems, and list them",
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
    """Put 'build' where no verb was given: ``make-pdf``, ``make-pdf --layout trifold``, ``make-pdf some-handout``.

    And say the colours of ``--press`` where they were left out, or argparse takes a handout's name for them.
    """
    following = [*arguments[1:], ""]
    arguments = [
        "--press=rgb" if one == "--press" and then not in COLORS else one
        for one, then in zip(arguments, following, strict=False)
    ]
    at = 0
    while at < len(arguments) and arguments[at].startswith("--workspace"):
        at += 1 if "=" in arguments[at] else 2
    if at > len(arguments):
        return arguments  # --workspace without its folder, which argparse says
    first = arguments[at] if at < len(arguments) else ""
    if first in {verb.name for verb in VERBS} or first in ("-h", "--help", "--version"):
        return arguments
    return [*arguments[:at], "build", *arguments[at:]]


def _version() -> str:
    from press import __version__

    return f"Handout Press {__version__}"
