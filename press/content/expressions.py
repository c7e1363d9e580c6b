"""From an expression between ``{{`` and ``}}`` to its text, if it is more than a simple name.

The one module that imports jinja2. An expression may name values and pass them through a few
filters, and nothing else: no statements, no calls, no arithmetic, no attributes of Python objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("upper", "lower", "title", "capitalize", "trim")

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
)


class UnreadableError(Exception):
    """An expression that cannot be parsed, or that is more than a value with filters."""


def names_in(text: str) -> list[str]:
    """Return the dotted names of the values in a text.

    Raises UnreadableError if it cannot be parsed.
    """
    try:
        return [_dotted(node) for node in _outermost(_environment().parse(text))]
    except (TemplateSyntaxError, RecursionError):
        raise UnreadableError from None


def only_names(text: str) -> bool:
    """Return True if a text holds only values and the allowed filters.

    Raises UnreadableError if it cannot be parsed.
    """
    try:
        tree = _environment().parse(text)
    except (TemplateSyntaxError, RecursionError):
        raise UnreadableError from None
    return all(
        isinstance(node, _ALLOWED) and (not isinstance(node, nodes.Filter) or _is_allowed(node))
        for node in tree.find_all(nodes.Node)
    )


def rendered(text: str, values: Mapping[str, Any]) -> str:
    """Return the text with its values. Raises UnreadableError if that fails."""
    try:
        return _environment().from_string(text).render(values)
    except (TemplateSyntaxError, SyntaxError, RecursionError, SecurityError, UndefinedError):
        raise UnreadableError from None


def _is_allowed(node: nodes.Filter) -> bool:
    return node.name in FILTERS and not (
        node.args or node.kwargs or node.dyn_args or node.dyn_kwargs
    )


def _outermost(tree: nodes.Template) -> Iterator[nodes.Name | nodes.Getattr]:
    """Yield the outermost node of each dotted name."""
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        if id(node) not in inner and isinstance(node, (nodes.Name, nodes.Getattr)):
            yield node


def _dotted(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "?"


class _LookUpsOnly(ImmutableSandboxedEnvironment):
    """An environment that only looks up names in mappings, whatever the syntax tree contains."""

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
        raise SecurityError("nothing may be called")


@cache
def _environment() -> _LookUpsOnly:
    # keep_trailing_newline: the text stays as the author typed it.
    environment = _LookUpsOnly(
        undefined=StrictUndefined, finalize=_text_only, keep_trailing_newline=True
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    return environment


def _text_only(value: Any) -> str:
    if not isinstance(value, str):
        raise UndefinedError("not a text")
    return value
