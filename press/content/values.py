"""From a tree with ``{{ values }}`` to the same tree with plain text.

A leaf may name values and pass them through a few filters, and nothing else. So a value can neither become
markup nor run anything, and which leaves depend on whom is read off the syntax tree. The plain name of a
value is looked up here; all else is left to expressions.py, which takes long to load.
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

LONGEST = 5_000  # characters of one leaf that holds values

LONGEST_NAME = 200  # characters between {{ and }}, filters and all

_BETWEEN = re.compile(r"\{\{(.*?)(?:\}\}|$)", re.DOTALL)
_MARKS = re.compile(r"\{\{|\{%|\{#")
_PLAIN = re.compile(r"\{\{ *([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*) *\}\}")


def fill(tree: Tree, values: Values) -> tuple[Tree, list[Problem]]:
    """A new tree with every ``{{ name }}`` replaced, and a problem, with its place, for each that cannot be."""
    problems: list[Problem] = []
    return mapped(tree, lambda leaf: _filled(leaf, values, problems)), problems


def names(tree: Any) -> frozenset[str]:
    """The values that a tree asks for, such as ``practice.phone``: empty where it depends on nobody."""
    return frozenset(
        name for leaf in leaves(tree) if _MARKS.search(leaf.text) for name in _names_in(leaf.text)
    )


def _names_in(text: str) -> list[str]:
    plainly = _PLAIN.findall(text)
    if all(map(_is_value, plainly)) and not _MARKS.search(_PLAIN.sub("", text)):
        return plainly
    from press.content.expressions import UnreadableError, names_in

    try:
        return names_in(text)
    except UnreadableError:
        return []  # fill names it, with its line


def _is_value(name: str) -> bool:
    """True for a dotted name that does not begin with a word that an expression may have, such as none."""
    first, dot, _ = name.partition(".")
    return bool(dot) and not iskeyword(first.lower()) and not iskeyword(first.capitalize())


def lookup(name: str, values: Values) -> str | None:
    """The value of a dotted name, None where it is known but not set; raises KeyError with a hint where it is unknown."""
    here: Values | str | None = values
    for step in name.split("."):
        if not isinstance(here, Mapping) or step not in here:
            known = set(_all_names(values))
            last = {
                one for one in known if one.rpartition(".")[2] == name
            }  # phone, for practice.phone
            raise KeyError(
                f"Did you mean '{last.pop()}'?" if len(last) == 1 else guess(name, known)
            )
        here = here[step]
    if here is not None and not isinstance(here, (str, Mapping)):
        raise KeyError("It is no text")
    if isinstance(here, Mapping):
        raise KeyError(f"Use one of: {', '.join(f'{name}.{key}' for key in sorted(here))}")
    return here


def _all_names(values: Values, path: str = "") -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _all_names(value, f"{path}{key}.")
        else:
            yield f"{path}{key}"


def _filled(leaf: Text, values: Values, problems: list[Problem]) -> Text:
    if not _MARKS.search(leaf.text):
        return leaf
    text = _filled_plainly(leaf.text, values)
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


def _filled_plainly(text: str, values: Values) -> str | None:
    """The text with its values, where it has only plain names of values that are set; else None."""
    if len(text) > LONGEST or "\r" in text or _MARKS.search(_PLAIN.sub("", text)):
        return None
    found = {}
    for name in _PLAIN.findall(text):
        try:
            found[name] = lookup(name, values)
        except KeyError:
            return None
    if None in found.values():
        return None
    return _PLAIN.sub(lambda match: str(found[match.group(1)]), text)


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
        or any(len(one) > LONGEST_NAME for one in _BETWEEN.findall(leaf.text))
    ):
        yield _refused(leaf, "Only values can stand in a text, no statements or comments")
        return
    if not only_names(leaf.text):
        yield _refused(leaf, "Only the name of a value can stand between {{ and }}")
        return
    for name in names_in(leaf.text):
        try:
            found = lookup(name, values)
        except KeyError as unknown:
            yield Problem(
                _place_of(leaf, name),
                "V01",
                f"There is no value called '{name}'",
                str(unknown.args[0]),
            )
            continue
        if found is None:
            hint = (
                "Set it in practice.yaml, or show the section only 'when:' it is set"
                if name.startswith("practice.")
                else ""
            )
            yield Problem(
                _place_of(leaf, name),
                "V01",
                f"The value '{name}' is not set",
                hint or "Give it a value",
            )


def _refused(leaf: Text, message: str) -> Problem:
    from press.content.expressions import FILTERS

    found = _MARKS.search(leaf.text)
    place = leaf.place_at(found.start() if found else 0)
    hint = f"Write {{{{ practice.phone }}}}, or {{{{ practice.name | upper }}}} with one of: {', '.join(FILTERS)}"
    return Problem(place, "V02", message, hint)


def _place_of(leaf: Text, name: str) -> Place:
    typed = r"\s*\.\s*".join(map(re.escape, name.split(".")))
    found = re.search(rf"\{{\{{\s*({typed})\b(?!\s*\.)", leaf.text)
    return leaf.place_at(found.start(1) if found else 0)
