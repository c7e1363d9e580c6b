"""From PDF files to what is wrong with them: our own checks, then veraPDF where this machine has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.problems import Place, Problem, in_order, printable, shown
from press.proof import verapdf
from press.proof.checks import Examined, examine

UA = "ua1"


class Checked(NamedTuple):
    """A file's problems, and one line that says what was looked at and how much was found."""

    file: str
    problems: tuple[Problem, ...]
    summary: str


class _Judged(NamedTuple):
    """What veraPDF found, by which flavours; and why by no others, in words."""

    problems: tuple[Problem, ...] = ()
    flavours: tuple[str, ...] = ()
    lacking: str = ""


def check(files: Sequence[str]) -> list[Checked]:
    """Each file once, in the order given; one that is not there has that for its problem."""
    names = list(dict.fromkeys(files))
    own = {file: _examined(file) for file in names}
    judged = _by_verapdf(
        {file: one for file, one in own.items() if isinstance(one, Examined) and one.readable}
    )
    return [_checked(file, own[file], judged.get(file)) for file in names]


def _examined(file: str) -> Examined | Problem:
    try:
        with open(file, "rb") as stream:
            return examine(stream.read(), file)
    except OSError as error:
        return Problem(
            Place(file), "W03", f"The file cannot be read ({error.strerror})", "Check its name"
        )


def _checked(file: str, own: Examined | Problem, judged: _Judged | None) -> Checked:
    name = printable(shown(file))
    if isinstance(own, Problem):
        return Checked(file, (own,), f"{name}: not checked")
    problems = in_order([*own.problems, *(judged.problems if judged else ())])
    said = f" ({_what_was_checked(judged)})" if judged else ""
    return Checked(file, tuple(problems), f"{name}: {_found(problems)}{said}")


def _found(problems: Sequence[Problem]) -> str:
    remarks = sum(problem.remark for problem in problems)
    counts = ((len(problems) - remarks, "problem"), (remarks, "remark"))
    return (
        ", ".join(f"{count} {what}{'s' * (count > 1)}" for count, what in counts if count)
        or "no problems"
    )


def _what_was_checked(judged: _Judged) -> str:
    standards = " and ".join(_standard(flavour) for flavour in judged.flavours)
    said = f"own checks, {standards} by veraPDF" if standards else "own checks"
    return f"{said}; {judged.lacking}" if judged.lacking else said


def _standard(flavour: str) -> str:
    """ "ua1" as people write it."""
    return "PDF/UA-1" if flavour == UA else f"PDF/A-{flavour}"


def _by_verapdf(files: dict[str, Examined]) -> dict[str, _Judged]:
    """By PDF/UA-1, and by that flavour of PDF/A that each file claims: those of one claim together."""
    if lacking := verapdf.lacking():
        return dict.fromkeys(files, _Judged(lacking=f"PDF/UA and PDF/A not checked: {lacking}"))
    claims: dict[str, list[str]] = defaultdict(list)
    for file, own in files.items():
        claims[own.pdfa].append(file)
    judged: dict[str, _Judged] = {}
    for claim, several in claims.items():
        known = claim in verapdf.FLAVOURS
        flavours = (UA, claim) if known else (UA,)
        unknown = (
            f"PDF/A-{printable(claim)} not checked: veraPDF is not asked about it"
            if claim and not known
            else ""
        )
        judged.update(_judged(several, flavours, unknown))
    return judged


def _judged(
    files: Sequence[str], flavours: tuple[str, ...], unknown: str
) -> Iterator[tuple[str, _Judged]]:
    try:
        verdicts = verapdf.validate(files, flavours)
    except (OSError, RuntimeError) as error:
        if len(files) > 1:  # one file may have stopped the others
            for file in files:
                yield from _judged([file], flavours, unknown)
        else:
            yield (
                files[0],
                _Judged(
                    lacking=f"PDF/UA and PDF/A not checked: {printable(str(error).partition(': ')[0])}"
                ),
            )
        return
    for file in files:
        failures = (
            failure for verdict in verdicts if verdict.file == file for failure in verdict.failures
        )
        yield file, _Judged(tuple(_problems(file, failures)), flavours, unknown)


def _problems(file: str, failures: Iterable[verapdf.Failure]) -> Iterator[Problem]:
    for failure in failures:
        page = re.search(r"/pages\[(\d+)\]", failure.context)
        place = Place(file, int(page[1]) + 1 if page else 1)
        often = f", {failure.count:,} times" if failure.count > 1 else ""
        message = f"{_standard(failure.flavour)} {failure.rule}{often}: {failure.message}"
        clause, _, _ = failure.rule.partition("-")
        if failure.flavour == UA:
            yield Problem(
                place, "A28", message, f"Clause {clause} of ISO 14289-1 says how it must be"
            )
        else:
            hint = f"Clause {clause} of ISO 19005-{failure.flavour[0]} says how it must be; export as PDF/A again"
            yield Problem(place, "A29", message, hint)
