"""From what was given for one patient to checked answers: each of the kind that the packet asks for, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from press.content.characters import unprintable
from press.content.handout import read_bytes
from press.content.limits import LONGEST_LINE
from press.content.packets.packet import Ask, Packet
from press.content.yaml_nodes import Scalar
from press.content.yaml_reader import read_marked
from press.dates import NotADateError, read_clock, read_day, read_moment
from press.problems import ContentError, Place, Problem, guess
from press.spelling import option

Answer = str | bool | date | time | datetime

YES, NO = ("yes", "true"), ("no", "false")
OLDEST = 1900


@dataclass(frozen=True, slots=True)
class Given:
    """One value as it was typed, and where: in the file of values, or on the command line."""

    text: str
    place: Place


def read_values(file: str, data: bytes | None = None) -> dict[str, Given]:
    """The values in a YAML file (or in ``data`` that came another way); raises ContentError with what is wrong with it."""
    marked = read_marked(file, read_bytes(file) if data is None else data)
    problems, values = [], {}
    for name, (key, node) in marked.entries.items():
        if not isinstance(node, Scalar):
            problems.append(
                Problem(
                    key.place,
                    "F03",
                    f"The value of '{name}' must be one text",
                    "Write it behind the colon",
                )
            )
        elif node.text.strip() and not node.missing:
            values[name] = Given(" ".join(node.text.split()), node.place_at(0))
    if problems:
        raise ContentError(problems)
    return values


def set_values(packet: Packet, assignments: Sequence[str]) -> dict[str, Given]:
    """The values of NAME=VALUE; raises ContentError where one tells who the patient is."""
    place, problems, values = Place.of_option("set"), [], {}
    personal = {ask.name for ask in packet.asks if ask.personal}
    for one in assignments:
        name, equals, text = one.partition("=")
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


def lacking(packet: Packet, given: Mapping[str, Given]) -> list[Ask]:
    """What is required and was not given."""
    return [ask for ask in packet.asks if ask.required and ask.name not in given]


def answers(
    packet: Packet, given: Mapping[str, Given], source: str
) -> tuple[dict[str, Answer], list[Problem]]:
    """Each right answer as the kind that was asked for, and all that is wrong. ``source`` is the values' file.

    No message holds a value: it may say who the patient is.
    """
    problems = list(_unknown(packet, given))
    for ask in lacking(packet, given):
        message = f"'{ask.name}' is missing: {ask.label}"
        problems.append(Problem(Place(source), "D02", message, f"Add a line: {ask.name}: …"))
    made: dict[str, Answer] = {}
    for ask in packet.asks:
        if ask.name in given:
            one = given[ask.name]
            try:
                made[ask.name] = _read(ask, one.text)
            except NotADateError as error:
                problems.append(Problem(one.place, "D02", f"'{ask.name}' {error.what}", error.hint))
    return made, problems


def _unknown(packet: Packet, given: Mapping[str, Given]) -> Iterator[Problem]:
    known = [ask.name for ask in packet.asks]
    for name, one in given.items():
        if name not in known:
            yield Problem(
                one.place, "D02", "The packet does not ask for this value", guess(name, known)
            )


def _read(ask: Ask, text: str) -> Answer:
    return READERS[ask.kind](text)


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
    """Also one on which somebody was born."""
    return read_day(text, OLDEST)


READERS: dict[str, Callable[[str], Answer]] = {
    "text": _line,
    "day": _any_day,
    "time": read_clock,
    "moment": read_moment,
    "yes-no": _yes_or_no,
}
