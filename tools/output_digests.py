"""Print a digest of every file that the stock and the examples give, or compare two tables.

Before a change: ``python tools/output_digests.py > before.txt``.
After it: ``python tools/output_digests.py --against before.txt``.
Only the command line is used, so that the table outlives any change inside the engine.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAYOUTS = sorted(file.stem for file in (ROOT / "layouts").glob("*.py"))
PAPERS = ("letter", "legal", "a4")
EDITIONS = ((), ("--edition", "large-print"), ("--edition", "low-ink"))
PRESSES = ("rgb", "cmyk")
PACKETS = ("scs-trial", "epidural-steroid-injection", "lumbar-fusion")
MAILINGS = ("referral-welcome", "appointment-reminder", "please-call-us")
LISTS = ("referrals.csv", "referrals.xlsx", "referrals.json")
DAY = "2031-02-03"
FEWEST = 500  # files: fewer mean that something was not composed at all


def commands() -> list[tuple[str, list[str]]]:
    """The calls to make, each with the name of the folder that takes its files."""
    every = [word for layout in LAYOUTS for word in ("--layout", layout)]
    calls = [
        (
            f"build/{paper}{'.' + edition[1] if edition else ''}",
            ["build", *every, "--paper", paper, *edition],
        )
        for paper, edition in itertools.product(PAPERS, EDITIONS)
    ]
    calls += [
        (f"press/{paper}.{press}", ["build", *every, "--paper", paper, "--press", press])
        for paper, press in itertools.product(PAPERS, PRESSES)
    ]
    examples = ["--workspace", "examples"]
    values = ["--values", "examples/values.yaml", "--draft", "--printed", "2027-01-04T09:00"]
    for name in PACKETS:
        for more in ((), ("--fillable",)):
            calls.append(
                (f"packet/{name}{''.join(more)}", [*examples, "packet", name, *values, *more])
            )
    for name, recipients in itertools.product(MAILINGS, LISTS):
        mail = ["mail", name, f"examples/{recipients}", "--draft", "--skip-bad", "--date", DAY]
        calls.append((f"mail/{name}.{recipients}", mail))
    first = ["mail", MAILINGS[0], "examples/referrals.csv", "--draft", "--skip-bad", "--date", DAY]
    calls.append(("mail/labels", [*first, "--labels", "5160", "--sort", "zip", "--start-at", "4"]))
    calls.append(("mail/separate", [*first, "--enclosures", "separate", "--tray", "20"]))
    calls.append(("mail/pieces", [*first, "--pieces"]))
    calls.append(("mail/preview", [*first, "--preview"]))
    calls += [(f"calibrate/{paper}", ["calibrate", "--paper", paper]) for paper in PAPERS]
    calls.append(("calibrate/upright", ["calibrate", "--upright"]))
    calls.append(("preview/trifold", ["preview", "failed-back-surgery", "--layout", "trifold"]))
    return calls


def digests(folder: Path) -> dict[str, str]:
    """Run every command into ``folder`` and return the SHA-256 of each file by its path there."""
    environment = {**os.environ, "HANDOUT_PRESS_CACHE": "off"}
    for name, words in commands():
        inside = folder / name
        inside.mkdir(parents=True)
        output = str(inside / "packet.pdf") if "packet" in words else str(inside)
        call = [sys.executable, "make_pdf.py", *words, "--output", output]
        subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, check=False)
        print(f"{name}: {sum(file.is_file() for file in inside.rglob('*'))} files", file=sys.stderr)
    for name in ("booklet", "2up", "4up"):
        source = folder / "build" / "letter" / "before-your-procedure.instructions.letter.pdf"
        target = folder / "impose" / f"{name}.pdf"
        target.parent.mkdir(exist_ok=True)
        call = [
            sys.executable,
            "make_pdf.py",
            "impose",
            str(source),
            "--as",
            name,
            "--output",
            str(target),
        ]
        subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, check=False)
    files = sorted(
        file
        for file in folder.rglob("*")
        if file.is_file() and file.suffix in (".pdf", ".png", ".txt")
    )
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if not file.name.endswith("left-out.txt")  # messages, which may be reworded
    }


def main() -> int:
    """Print the table, or the names of the files that differ; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", metavar="FILE", help="an earlier table to compare with")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = digests(Path(folder))
    if len(found) < FEWEST:
        print(f"only {len(found)} files: something was not composed", file=sys.stderr)
        return 1
    if options.against is None:
        print("".join(f"{digest}  {name}\n" for name, digest in found.items()), end="")
        return 0
    lines = Path(options.against).read_text(encoding="utf-8").splitlines()
    before = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    changed = sorted(
        name for name in before.keys() | found.keys() if before.get(name) != found.get(name)
    )
    print("".join(f"{name}\n" for name in changed), end="")
    print(f"{len(found)} files, {len(changed)} differ", file=sys.stderr)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
