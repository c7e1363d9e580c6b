"""From PDF files to their Problems: our own checks, then veraPDF if it is installed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.problems import Place, Problem, in_order, printable, shown
from press.proof import verapdf
from press.proof.checks import Examination, examine

UA = "ua1"


class CheckedFile(NamedTuple):
    """A file's problems, and one line with the checks that ran and the number of problems."""

    file: str
    problems: tuple[Problem, ...]
    summary: str


class _VeraPdfResult(NamedTuple):
    """The problems that veraPDF found, by which flavours, and why not by others, in words."""

    problems: tuple[Problem, ...] = ()
    flavours: tuple[str, ...] = ()
    unchecked: str = ""


def check(files: Sequence[str]) -> list[CheckedFile]:
    """Check each file once, in the order given. A missing file has that as its problem."""
    names = list(dict.fromkeys(files))
    own = {file: _examine_file(file) for file in names}
    readable = {
        file: examination
        for file, examination in own.items()
        if isinstance(examination, Examination) and examination.readable
    }
    results = _by_verapdf(readable)
    return [_checked_file(file, own[file], results.get(file)) for file in names]


def _examine_file(file: str) -> Examination | Problem:
    try:
        with open(file, "rb") as stream:
            return examine(stream.read(), file)
    except OSError as error:
        return Problem(
            Place(file), "W03", f"The file cannot be read ({error.strerror})", "Check its name"
        )


def _checked_file(
    file: str, own: Examination | Problem, result: _VeraPdfResult | None
) -> CheckedFile:
    name = printable(shown(file))
    if isinstance(own, Problem):
        return CheckedFile(file, (own,), f"{name}: not checked")
    problems = in_order([*own.problems, *(result.problems if result else ())])
    checks = f" ({_checks(result)})" if result else ""
    return CheckedFile(file, tuple(problems), f"{name}: {_counts(problems)}{checks}")


def _counts(problems: Sequence[Problem]) -> str:
    remarks = sum(problem.remark for problem in problems)
    counts = ((len(problems) - remarks, "problem"), (remarks, "remark"))
    parts = [f"{count} {noun}{'s' * (count > 1)}" for count, noun in counts if count]
    return ", ".join(parts) or "no problems"


def _checks(result: _VeraPdfResult) -> str:
    standards = " and ".join(_standard(flavour) for flavour in result.flavours)
    checks = f"own checks, {standards} by veraPDF" if standards else "own checks"
    return f"{checks}; {result.unchecked}" if result.unchecked else checks


def _standard(flavour: str) -> str:
    """Return the usual name of a flavour, such as PDF/UA-1 for ua1."""
    return "PDF/UA-1" if flavour == UA else f"PDF/A-{flavour}"


def _by_verapdf(files: dict[str, Examination]) -> dict[str, _VeraPdfResult]:
    """Check files by PDF/UA-1 and by the flavour of PDF/A that each claims, grouped by claim."""
    if lacking := verapdf.lacking():
        unchecked = f"PDF/UA and PDF/A not checked: {lacking}"
        return dict.fromkeys(files, _VeraPdfResult(unchecked=unchecked))
    claims: dict[str, list[str]] = defaultdict(list)
    for file, examination in files.items():
        claims[examination.pdfa].append(file)
    results: dict[str, _VeraPdfResult] = {}
    for claim, claiming in claims.items():
        known = claim in verapdf.FLAVOURS
        flavours = (UA, claim) if known else (UA,)
        unchecked = ""
        if claim and not known:
            unchecked = f"PDF/A-{printable(claim)} not checked: veraPDF is not asked about it"
        results.update(_validate(claiming, flavours, unchecked))
    return results


def _validate(
    files: Sequence[str], flavours: tuple[str, ...], unchecked: str
) -> Iterator[tuple[str, _VeraPdfResult]]:
    try:
        verdicts = verapdf.validate(files, flavours)
    except (OSError, RuntimeError) as error:
        if len(files) > 1:  # one file may have stopped the others
            for file in files:
                yield from _validate([file], flavours, unchecked)
        else:
            reason = printable(str(error).partition(": ")[0])
            unchecked = f"PDF/UA and PDF/A not checked: {reason}"
            yield files[0], _VeraPdfResult(unchecked=unchecked)
        return
    for file in files:
        failures = (
            failure for verdict in verdicts if verdict.file == file for failure in verdict.failures
        )
        yield file, _VeraPdfResult(tuple(_problems(file, failures)), flavours, unchecked)


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
