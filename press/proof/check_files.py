"""From PDF files to their Problems: our own checks, then veraPDF if it is installed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.files import read_regular
from press.problems import Place, Problem, in_order, printable
from press.progress import Progress, Stop, check_stop
from press.proof import verapdf
from press.proof.checks import Examination, examine
from press.proof.verapdf import MAX_BYTES

UA = "ua1"
BOTH = ("PDF/UA", "PDF/A")


class NotJudged(NamedTuple):
    """The standards by which veraPDF did not judge a file, and the reason in a few words."""

    standards: tuple[str, ...]
    reason: str


class CheckedFile(NamedTuple):
    """A file's problems, and what was checked.

    ``found`` is False if the file cannot be opened, ``readable`` if it cannot be read as a PDF.
    ``standards`` are those by which veraPDF judged it, such as PDF/UA-1.
    """

    file: str
    problems: tuple[Problem, ...]
    found: bool = True
    readable: bool = False
    standards: tuple[str, ...] = ()
    not_judged: NotJudged | None = None


class _VeraPdfResult(NamedTuple):
    """What veraPDF found, by which flavours; and why by no others."""

    problems: tuple[Problem, ...] = ()
    flavours: tuple[str, ...] = ()
    not_judged: NotJudged | None = None


def check(
    files: Sequence[str], progress: Progress | None = None, stop: Stop | None = None
) -> list[CheckedFile]:
    """Check each file once, in the order given; a file that is not there has that as its problem.

    A file is two steps of the ``progress``: our own checks, and veraPDF. Raises StoppedError if
    ``stop`` says True between two steps.
    """
    names = list(dict.fromkeys(files))
    own: dict[str, Examination | Problem] = {}
    for file in names:
        _report(progress, len(own), 2 * len(names))
        check_stop(stop)
        own[file] = _examined(file)
    readable = {
        file: examined
        for file, examined in own.items()
        if isinstance(examined, Examination) and examined.readable
    }
    judged: dict[str, _VeraPdfResult] = {}
    for verdicts in _by_verapdf(readable):
        judged.update(verdicts)
        _report(progress, len(names) + len(judged), 2 * len(names))
        check_stop(stop if len(judged) < len(readable) else None)
    _report(progress, 2 * len(names), 2 * len(names))
    return [_checked(file, own[file], judged.get(file)) for file in names]


def _report(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _examined(file: str) -> Examination | Problem:
    try:
        return examine(read_regular(file, MAX_BYTES), file)
    except OSError as error:
        return Problem(
            Place(file), "W03", f"The file cannot be read ({error.strerror})", "Check its name"
        )


def _checked(file: str, own: Examination | Problem, judged: _VeraPdfResult | None) -> CheckedFile:
    if isinstance(own, Problem):
        return CheckedFile(file, (own,), found=False)
    if judged is None:
        return CheckedFile(file, tuple(in_order(own.problems)))
    problems = in_order([*own.problems, *judged.problems])
    standards = tuple(_standard(flavour) for flavour in judged.flavours)
    return CheckedFile(file, tuple(problems), True, True, standards, judged.not_judged)


def _standard(flavour: str) -> str:
    """Return the usual name of a flavour, such as PDF/UA-1 for ua1."""
    return "PDF/UA-1" if flavour == UA else f"PDF/A-{flavour}"


def _by_verapdf(files: dict[str, Examination]) -> Iterator[dict[str, _VeraPdfResult]]:
    """Judge by PDF/UA-1 and by the flavour of PDF/A that each file claims.

    Yield the results of files with the same claim together.
    """
    if lacking := verapdf.lacking():
        yield dict.fromkeys(files, _VeraPdfResult(not_judged=NotJudged(BOTH, lacking)))
        return
    claims: dict[str, list[str]] = defaultdict(list)
    for file, own in files.items():
        claims[own.pdfa].append(file)
    for claim, claiming in claims.items():
        known = claim in verapdf.FLAVOURS
        flavours = (UA, claim) if known else (UA,)
        unknown = None
        if claim and not known:
            standard = f"PDF/A-{printable(claim)}"
            unknown = NotJudged((standard,), "veraPDF is not asked about it")
        yield dict(_validate(claiming, flavours, unknown))


def _validate(
    files: Sequence[str], flavours: tuple[str, ...], unknown: NotJudged | None
) -> Iterator[tuple[str, _VeraPdfResult]]:
    try:
        verdicts = verapdf.validate(files, flavours)
    except (OSError, RuntimeError) as error:
        if len(files) > 1:  # one file may have stopped the others
            for file in files:
                yield from _validate([file], flavours, unknown)
        else:
            reason = printable(str(error).partition(": ")[0])
            yield files[0], _VeraPdfResult(not_judged=NotJudged(BOTH, reason))
        return
    for file in files:
        failures = (
            failure for verdict in verdicts if verdict.file == file for failure in verdict.failures
        )
        yield file, _VeraPdfResult(tuple(_problems(file, failures)), flavours, unknown)


def _problems(file: str, failures: Iterable[verapdf.Failure]) -> Iterator[Problem]:
    for failure in failures:
        page = re.search(r"/pages\[(\d+)\]", failure.context)
        place = Place(file, int(page[1]) + 1 if page else 1)
        times = f", {failure.count:,} times" if failure.count > 1 else ""
        message = f"{_standard(failure.flavour)} {failure.rule}{times}: {failure.message}"
        clause, _, _ = failure.rule.partition("-")
        if failure.flavour == UA:
            hint = f"Clause {clause} of ISO 14289-1 says how it must be"
            yield Problem(place, "A28", message, hint)
        else:
            standard = f"ISO 19005-{failure.flavour[0]}"
            hint = f"Clause {clause} of {standard} says how it must be; export as PDF/A again"
            yield Problem(place, "A29", message, hint)
