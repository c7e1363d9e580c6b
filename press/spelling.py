"""From named options and verbs in messages to the words of a face: the command line or a page.

The engine never writes ``--labels``: it writes ``option("labels")``. A face that shows the message
spells it.
Kept free of dataclasses: it is loaded at every start.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

# Control characters that no handout, list or path can hold mark a name inside a message. Others are
# taken: RowNotes joins the words of a message with \x1f.
_OPEN, _BETWEEN, _CLOSE = "\x0e", "\x10", "\x0f"
_MARKED = re.compile(f"('?){_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}('?)")
_VERB, _OPTION = "verb", "option"


class NamedOption(NamedTuple):
    """An option by its name in the engine, such as ``start_at``; a switch has an empty value."""

    name: str
    value: str = ""


class Spelling(Protocol):
    """How a face writes the options and verbs that a message names."""

    def option(self, option: NamedOption) -> str:
        """Return the option as the face writes it."""

    def verb(self, name: str, arguments: Sequence[str], options: Sequence[NamedOption]) -> str:
        """Return a verb with its arguments and options as the face writes them."""


class PlainSpelling:
    """Names in quotation marks, for files and logs that belong to no face."""

    def option(self, option: NamedOption) -> str:
        """Return the name in quotation marks, followed by the value."""
        return f"'{option.name.replace('_', ' ')}'{f' {option.value}' if option.value else ''}"

    def verb(self, name: str, arguments: Sequence[str], options: Sequence[NamedOption]) -> str:
        """Return the verb, its arguments and its options in quotation marks."""
        words = [name, *arguments]
        words += [f"{option.name.replace('_', ' ')} {option.value}".strip() for option in options]
        return f"'{' '.join(words)}'"


PLAIN = PlainSpelling()


def option(name: str, value: object = "") -> str:
    """Return a mark that names an option in a message, such as ``option("labels", 5160)``."""
    return f"{_OPEN}{_OPTION}{_BETWEEN}{name}={value}{_CLOSE}"


def verb(name: str, *arguments: str, **options: object) -> str:
    """Return a mark that names a verb, such as ``verb("calibrate", upright="")``."""
    named = (f"{key}={value}" for key, value in options.items())
    parts = (_VERB, name, *(f"={argument}" for argument in arguments), *named)
    return f"{_OPEN}{_BETWEEN.join(parts)}{_CLOSE}"


def spelled(text: str, spelling: Spelling) -> str:
    """Return a message with every marked option and verb in the words of a face.

    Quotation marks around a name are left out if the face writes its own.
    """
    if _OPEN not in text:
        return text

    def replaced(match: re.Match[str]) -> str:
        before, mark, after = match.groups()
        words = _spelled(mark.split(_BETWEEN), spelling)
        return words if before == after == words[0] else f"{before}{words}{after}"

    return _MARKED.sub(replaced, text)


def _spelled(parts: Sequence[str], spelling: Spelling) -> str:
    kind, *rest = parts
    if kind == _OPTION:
        return spelling.option(_named(rest[0]))
    arguments = [part[1:] for part in rest[1:] if part.startswith("=")]
    options = [_named(part) for part in rest[1:] if not part.startswith("=")]
    return spelling.verb(rest[0], arguments, options)


def _named(part: str) -> NamedOption:
    name, _, value = part.partition("=")
    return NamedOption(name, value)
