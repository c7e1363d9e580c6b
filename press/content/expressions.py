"""What stands between ``{{`` and ``}}``, where it is more than the plain name of a value.

The one module that knows jinja2. A leaf may name values and pass them through a few filters, and
nothing else: no statements, no calls, no arithmetic, no attributes of Python's.
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
    """A text whose expressions cannot be read, or ask for more than values."""


def names_in(text: str) -> list[str]:
    """The values that a text asks for, dotted; raises UnreadableError where it cannot be parsed."""
    try:
        return [_dotted(node) for node in _outermost(_environment().parse(text))]
    except (TemplateSyntaxError, RecursionError):
        raise UnreadableError from None


def only_names(text: str) -> bool:
    """True if nothing but values and plain filters is in it; raises UnreadableError where it cannot be parsed."""
    try:
        tree = _environment().parse(text)
    except (TemplateSyntaxError, RecursionError):
        raise UnreadableError from None
    return all(
        isinstance(node, _ALLOWED) and (not isinstance(node, nodes.Filter) or _is_plain(node))
        for node in tree.find_all(nodes.Node)
    )


def rendered(text: str, values: Mapping[str, Any]) -> str:
    """The text with its values; raises UnreadableError."""
    try:
        return _environment().from_string(text).render(values)
    except (TemplateSyntaxError, SyntaxError, RecursionError, SecurityError, UndefinedError):
        raise UnreadableError from None


def _is_plain(node: nodes.Filter) -> bool:
    return node.name in FILTERS and not (
        node.args or node.kwargs or node.dyn_args or node.dyn_kwargs
    )


def _outermost(tree: nodes.Template) -> Iterator[nodes.Name | nodes.Getattr]:
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
