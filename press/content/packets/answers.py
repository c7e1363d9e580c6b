"""From the values of one patient to checked answers, each of the kind that the packet asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from press.content.characters import unprintable
from press.content.handout import read_bytes
from press.content.limits import LONGEST_LINE
from press.content.packets.packet import Ask, Packet
from press.content.yaml_nodes import Scalar
from press.content.yaml_reader import read_yaml
from press.dates import NotADateError, read_clock, read_day, read_moment
from press.problems import ContentError, Place, Problem, guess
from press.spelling import option

Answer = str | bool | date | time | datetime

YES, NO = ("yes", "true"), ("no", "false")
OLDEST = 1900


@dataclass(frozen=True, slots=True)
class Given:
    """A value as it was typed, and its place: in the file of values, or an option."""

    text: str
    place: Place


def read_values(file: str, data: bytes | None = None) -> dict[str, Given]:
    """Return the values in a YAML file, or in ``data`` that came another way.

    Raises ContentError with everything that is wrong with it. No message quotes the file: also
    what should be the name of a value may be a patient's.
    """
    try:
        root = read_yaml(file, read_bytes(file) if data is None else data)
    except ContentError as error:
        raise ContentError(map(_without_name, error.problems)) from None
    problems, values = [], {}
    for name, (key, node) in root.entries.items():
        if not isinstance(node, Scalar):
            message = "This value must be one text"
            problems.append(Problem(key.place, "F03", message, "Write it behind the colon"))
        elif node.text.strip() and not node.missing:
            values[name] = Given(" ".join(node.text.split()), node.place_at(0))
    if problems:
        raise ContentError(problems)
    return values


def _without_name(problem: Problem) -> Problem:
    """Return a problem of a values file without the name that it quotes."""
    if problem.code != "Y04":
        return problem
    return problem._replace(message="The name of this value stands here twice")


def set_values(packet: Packet, assignments: Sequence[str]) -> dict[str, Given]:
    """Return the values of assignments such as ``NAME=VALUE``.

    Raises ContentError if one is no assignment, or says who the patient is.
    """
    place, problems, values = Place.of_option("set"), [], {}
    personal = {ask.name for ask in packet.asks if ask.personal}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            problems.append(
                Problem(
                    place,
                    "D02",
                    "A value is set as NAME=VALUE",
                    f"Such as {option('set', 'surgery=2027-03-09T08:00')}",
                )
            )
        elif name in personal:
            message = f"'{name}' tells who the patient is, and other programs see a command line"
            problems.append(
                Problem(
                    place,
                    "D03",
                    message,
                    f"Put it into the file of {option('values')}, or give it on standard input",
                )
            )
        elif text.strip():
            values[name] = Given(text.strip(), place)
    if problems:
        raise ContentError(problems)
    return values


def missing_asks(packet: Packet, given: Mapping[str, Given]) -> list[Ask]:
    """Return what is required and was not given."""
    return [ask for ask in packet.asks if ask.required and ask.name not in given]


def check_answers(
    packet: Packet, given: Mapping[str, Given], source: str
) -> tuple[dict[str, Answer], list[Problem]]:
    """Return the right answers, each as the kind that was asked for, and all problems.

    ``source`` names the file of values. No message holds a value: it may say who the patient is.
    """
    problems = list(_unknown(packet, given))
    for ask in missing_asks(packet, given):
        message = f"'{ask.name}' is missing: {ask.label}"
        problems.append(Problem(Place(source), "D02", message, f"Add a line: {ask.name}: …"))
    answers: dict[str, Answer] = {}
    for ask in packet.asks:
        if ask.name not in given:
            continue
        value = given[ask.name]
        try:
            answers[ask.name] = READERS[ask.kind](value.text)
        except NotADateError as error:
            problems.append(Problem(value.place, "D02", f"'{ask.name}' {error.what}", error.hint))
    return answers, problems


def _unknown(packet: Packet, given: Mapping[str, Given]) -> Iterator[Problem]:
    known = [ask.name for ask in packet.asks]
    for name, value in given.items():
        if name not in known:
            message = "The packet does not ask for this value"
            yield Problem(value.place, "D02", message, guess(name, known))


def _line(text: str) -> str:
    if len(text) > LONGEST_LINE:
        raise NotADateError("is too long", f"It may have {LONGEST_LINE} characters at most")
    for _, why in unprintable(text):
        raise NotADateError(f"holds {why}", "Type it again")
    return text


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in (*YES, *NO):
        raise NotADateError("must be yes or no", "Write yes or no")
    return text.casefold() in YES


def _any_day(text: str) -> date:
    """Return a day; the earliest is so long ago that it may be a patient's birthday."""
    return read_day(text, OLDEST)


READERS: dict[str, Callable[[str], Answer]] = {
    "text": _line,
    "day": _any_day,
    "time": read_clock,
    "moment": read_moment,
    "yes-no": _yes_or_no,
}
