"""From a tree with ``{{ values }}`` to the same tree with plain text.

A leaf may name values and pass them through a few filters, and nothing else. So a value can
neither become markup nor run code, and the syntax tree tells which values a leaf depends on. Simple
names are looked up here. Everything else is left to expressions.py, which is slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Any

from press.content.characters import unprintable
from press.content.tree import Text, Tree, leaves, mapped
from press.problems import Place, Problem, guess

Values = Mapping[str, "str | Values | None"]

LONGEST = 5_000  # characters of a leaf with values
LONGEST_NAME = 200  # characters between {{ and }}, with filters

_BETWEEN = re.compile(r"\{\{(.*?)(?:\}\}|$)", re.DOTALL)
_MARKS = re.compile(r"\{\{|\{%|\{#")
_SIMPLE = re.compile(r"\{\{ *([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*) *\}\}")


def fill(tree: Tree, values: Values) -> tuple[Tree, list[Problem]]:
    """Return a new tree with every ``{{ name }}`` replaced, and a problem for each failure."""
    problems: list[Problem] = []
    return mapped(tree, lambda leaf: _filled(leaf, values, problems)), problems


def names(tree: Any) -> frozenset[str]:
    """Return the names of the values in a tree, such as ``practice.phone``."""
    return frozenset(
        name for leaf in leaves(tree) if _MARKS.search(leaf.text) for name in _names_in(leaf.text)
    )


def _names_in(text: str) -> list[str]:
    simple = _SIMPLE.findall(text)
    if all(map(_is_value, simple)) and not _MARKS.search(_SIMPLE.sub("", text)):
        return simple
    from press.content.expressions import UnreadableError, names_in

    try:
        return names_in(text)
    except UnreadableError:
        return []  # fill reports it, with its line


def _is_value(name: str) -> bool:
    """Return True for a dotted name that does not begin with a keyword, such as ``none``."""
    first, dot, _ = name.partition(".")
    return bool(dot) and not iskeyword(first.lower()) and not iskeyword(first.capitalize())


def lookup(name: str, values: Values) -> str | None:
    """Return the value of a dotted name; None if it is known but not set.

    Raises KeyError, with a hint as its argument, if there is no such value.
    """
    value: Values | str | None = values
    for step in name.split("."):
        if not isinstance(value, Mapping) or step not in value:
            known = set(_all_names(values))
            # "phone", typed for "practice.phone"
            same = {path for path in known if path.rpartition(".")[2] == name}
            raise KeyError(
                f"Did you mean '{same.pop()}'?" if len(same) == 1 else guess(name, known)
            )
        value = value[step]
    if value is not None and not isinstance(value, (str, Mapping)):
        raise KeyError("It is no text")
    if isinstance(value, Mapping):
        raise KeyError(f"Use one of: {', '.join(f'{name}.{key}' for key in sorted(value))}")
    return value


def _all_names(values: Values, path: str = "") -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _all_names(value, f"{path}{key}.")
        else:
            yield f"{path}{key}"


def _filled(leaf: Text, values: Values, problems: list[Problem]) -> Text:
    if not _MARKS.search(leaf.text):
        return leaf
    text = _with_simple_names(leaf.text, values)
    if text is None:
        from press.content.expressions import UnreadableError, rendered

        try:
            problems_here = list(_problems(leaf, values))
            problems.extend(problems_here)
            if problems_here:
                return leaf
            text = rendered(leaf.text, values)
        except UnreadableError:
            problems.append(_refused(leaf, "This cannot be read as a value"))
            return leaf
    for _, why in unprintable(text):
        problems.append(
            Problem(leaf.place, "T01", f"A value in this text holds {why}", "Correct the value")
        )
        return leaf
    return Text(text, leaf.place)


def _with_simple_names(text: str, values: Values) -> str | None:
    """Return the text with its values; None if one is no simple name, or is not set."""
    if len(text) > LONGEST or "\r" in text or _MARKS.search(_SIMPLE.sub("", text)):
        return None
    replacements = {}
    for name in _SIMPLE.findall(text):
        try:
            replacements[name] = lookup(name, values)
        except KeyError:
            return None
    if None in replacements.values():
        return None
    return _SIMPLE.sub(lambda match: str(replacements[match.group(1)]), text)


def _problems(leaf: Text, values: Values) -> Iterator[Problem]:
    from press.content.expressions import names_in, only_names

    if len(leaf.text) > LONGEST:
        hint = "Break it into paragraphs"
        yield Problem(
            leaf.place, "F04", f"A text with values may have {LONGEST:,} characters at most", hint
        )
        return
    if (
        "{%" in leaf.text
        or "{#" in leaf.text
        or any(len(inside) > LONGEST_NAME for inside in _BETWEEN.findall(leaf.text))
    ):
        yield _refused(leaf, "Only values can stand in a text, no statements or comments")
        return
    if not only_names(leaf.text):
        yield _refused(leaf, "Only the name of a value can stand between {{ and }}")
        return
    for name in names_in(leaf.text):
        try:
            value = lookup(name, values)
        except KeyError as unknown:
            message = f"There is no value called '{name}'"
            yield Problem(_place_of(leaf, name), "V01", message, str(unknown.args[0]))
            continue
        if value is None:
            hint = "Give it a value"
            if name.startswith("practice."):
                hint = "Set it in practice.yaml, or show the section only 'when:' it is set"
            yield Problem(_place_of(leaf, name), "V01", f"The value '{name}' is not set", hint)


def _refused(leaf: Text, message: str) -> Problem:
    from press.content.expressions import FILTERS

    mark = _MARKS.search(leaf.text)
    place = leaf.place_at(mark.start() if mark else 0)
    hint = (
        "Write {{ practice.phone }}, "
        f"or {{{{ practice.name | upper }}}} with one of: {', '.join(FILTERS)}"
    )
    return Problem(place, "V02", message, hint)


def _place_of(leaf: Text, name: str) -> Place:
    typed = r"\s*\.\s*".join(map(re.escape, name.split(".")))
    match = re.search(rf"\{{\{{\s*({typed})\b(?!\s*\.)", leaf.text)
    return leaf.place_at(match.start(1) if match else 0)
