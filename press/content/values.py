"""From a tree with ``{{ values }}`` to the same tree with plain text.

The one module that knows jinja2. A leaf may name values and pass them through a few filters, and
nothing else: no statements, no calls, no arithmetic, no attributes of Python's. So a value can neither
become markup nor run anything, and which leaves depend on whom is read off the syntax tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from press.content.characters import unprintable
from press.content.tree import Text, Tree, leaves, mapped
from press.problems import Place, Problem, guess

Values = Mapping[str, "str | Values | None"]

FILTERS = ("upper", "lower", "title", "capitalize", "trim")
LONGEST = 5_000  # characters of one leaf that holds values

LONGEST_NAME = 200  # characters between {{ and }}, filters and all

_BETWEEN = re.compile(r"\{\{(.*?)(?:\}\}|$)", re.DOTALL)
_MARKS = re.compile(r"\{\{|\{%|\{#")
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter)


def fill(tree: Tree, values: Values) -> tuple[Tree, list[Problem]]:
    """A new tree with every ``{{ name }}`` replaced, and a problem, with its place, for each that cannot be."""
    problems: list[Problem] = []
    return mapped(tree, lambda leaf: _filled(leaf, values, problems)), problems


def names(tree: Any) -> frozenset[str]:
    """The values that a tree asks for, such as ``practice.phone``: empty where it depends on nobody."""
    found: set[str] = set()
    for leaf in leaves(tree):
        if _MARKS.search(leaf.text):
            try:
                found.update(_dotted(node) for node in _names_in(_environment().parse(leaf.text)))
            except (TemplateSyntaxError, RecursionError):
                continue  # fill names it, with its line
    return frozenset(found)


def lookup(name: str, values: Values) -> str | None:
    """The value of a dotted name, None where it is known but not set; raises KeyError with a hint where it is unknown."""
    here: Values | str | None = values
    for step in name.split("."):
        if not isinstance(here, Mapping) or step not in here:
            known = set(_all_names(values))
            last = {one for one in known if one.rpartition(".")[2] == name}  # phone, for practice.phone
            raise KeyError(f"Did you mean '{last.pop()}'?" if len(last) == 1 else guess(name, known))
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
    try:
        problems_here = list(_problems(leaf, values))
        problems.extend(problems_here)
        if problems_here:
            return leaf
        text = _environment().from_string(leaf.text).render(values)
    except (TemplateSyntaxError, SyntaxError, RecursionError, SecurityError, UndefinedError):
        problems.append(_refused(leaf, "This cannot be read as a value"))
        return leaf
    for _, why in unprintable(text):
        problems.append(Problem(leaf.place, "T01", f"A value in this text holds {why}", "Correct the value"))
        return leaf
    return Text(text, leaf.place)


def _problems(leaf: Text, values: Values) -> Iterator[Problem]:
    if len(leaf.text) > LONGEST:
        hint = "Break it into paragraphs"
        yield Problem(leaf.place, "F04", f"A text with values may have {LONGEST:,} characters at most", hint)
        return
    if "{%" in leaf.text or "{#" in leaf.text or any(len(one) > LONGEST_NAME for one in _BETWEEN.findall(leaf.text)):
        yield _refused(leaf, "Only values can stand in a text, no statements or comments")
        return
    tree = _environment().parse(leaf.text)
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Filter) and not _plain_filter(node)):
            yield _refused(leaf, "Only the name of a value can stand between {{ and }}")
            return
    for node in _names_in(tree):
        name = _dotted(node)
        try:
            found = lookup(name, values)
        except KeyError as unknown:
            yield Problem(_place_of(leaf, name), "V01", f"There is no value called '{name}'", str(unknown.args[0]))
            continue
        if found is None:
            hint = "Set it in practice.yaml, or show the section only 'when:' it is set" if name.startswith("practice.") else ""
            yield Problem(_place_of(leaf, name), "V01", f"The value '{name}' is not set", hint or "Give it a value")


def _refused(leaf: Text, message: str) -> Problem:
    found = _MARKS.search(leaf.text)
    place = leaf.at(found.start() if found else 0)
    hint = f"Write {{{{ practice.phone }}}}, or {{{{ practice.name | upper }}}} with one of: {', '.join(FILTERS)}"
    return Problem(place, "V02", message, hint)


def _place_of(leaf: Text, name: str) -> Place:
    typed = r"\s*\.\s*".join(map(re.escape, name.split(".")))
    found = re.search(rf"\{{\{{\s*({typed})\b(?!\s*\.)", leaf.text)
    return leaf.at(found.start(1) if found else 0)


def _plain_filter(node: nodes.Filter) -> bool:
    return node.name in FILTERS and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)


def _names_in(tree: nodes.Template) -> Iterator[nodes.Name | nodes.Getattr]:
    """The outermost name of each dotted chain."""
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        if id(node) not in inner and isinstance(node, (nodes.Name, nodes.Getattr)):
            yield node


def _dotted(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "?"


class _LookUpsOnly(ImmutableSandboxedEnvironment):
    """Looks names up in mappings and does nothing else, whatever the syntax tree should let through."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: N805
        raise SecurityError("nothing is called here")


@cache
def _environment() -> _LookUpsOnly:
    # A text's last line end and its Windows line ends are the author's.
    environment = _LookUpsOnly(undefined=StrictUndefined, finalize=_text_only, keep_trailing_newline=True)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    return environment


def _text_only(value: Any) -> str:
    if not isinstance(value, str):
        raise UndefinedError("not a text")
    return value
