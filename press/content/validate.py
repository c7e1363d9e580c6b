"""From marked YAML to a model: every error of pydantic's becomes a Problem with its line and a remedy."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from press.content.nodes import Mapping, Scalar, locate, plain
from press.problems import ContentError, Problem, guess

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], fields: Mapping) -> Model:
    """The model made of the fields; raises ContentError with all that is wrong with them."""
    try:
        return model.model_validate(_without_empty(plain(fields)))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        raise ContentError(_problem(model, fields, one) for one in _without_echoes(details)) from None


def _without_empty(value: Any) -> Any:
    """A field with nothing behind its colon is as absent as one that is not there."""
    if isinstance(value, dict):
        return {key: _without_empty(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_without_empty(one) for one in value]
    return value


def _without_echoes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """A choice of types reports once per type: the errors of one place are cut to the most telling one."""
    first: dict[tuple[int | str, ...], ErrorDetails] = {}
    for one in errors:
        where = tuple(step for step in one["loc"] if not _is_type_name(step))
        if where not in first or one["type"] == "mistake":
            first[where] = {**one, "loc": where}
    return list(first.values())


def _is_type_name(step: int | str) -> bool:
    return isinstance(step, str) and ("[" in step or step in ("str", "constrained-str"))


def _problem(model: type[BaseModel], fields: Mapping, error: ErrorDetails) -> Problem:
    path = error["loc"]
    place, node = locate(fields, path)
    name = str(path[-1]) if path else "file"
    kind, context = error["type"], error.get("ctx", {})
    if kind == "mistake":
        return Problem(place, context["code"], context["message"], context["hint"])
    if kind == "extra_forbidden":
        holder, parent = _model_at(model, path[:-1]), locate(fields, path[:-1])[1]
        if isinstance(parent, Mapping) and name in parent.entries:
            place = parent.entries[name][0].place
        return Problem(place, "F01", f"There is no field '{name}' here", guess(name, holder.model_fields if holder else []))
    if kind == "missing":
        empty = isinstance(node, Scalar) and node.missing
        message = f"'{name}' is empty" if empty else f"'{name}' is missing"
        return Problem(place, "F02", message, f"Add it: {_what_it_is(model, path)}")
    if kind in ("string_too_long", "too_long"):
        return Problem(place, "F04", f"'{name}' is too long", f"It may have {context['max_length']:,} at most")
    if kind in ("string_too_short", "too_short"):
        return Problem(place, "F02", f"'{name}' is empty", f"Add it: {_what_it_is(model, path)}")
    if kind == "string_pattern_mismatch" and isinstance(node, Scalar) and "\n" in node.text.strip():
        return Problem(place, "F04", f"'{name}' has more than one line", "Write it on one line")
    if kind == "literal_error":
        words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        said = node.text if isinstance(node, Scalar) else ""
        return Problem(place, "F03", f"'{name}' cannot be '{said[:60]}'", guess(said, words))
    return Problem(place, "F03", _MESSAGES.get(kind, "'{name}' has the wrong kind of value").format(name=name),
                   f"It is: {_what_it_is(model, path)}")  # fmt: skip


_MESSAGES = {
    "string_type": "'{name}' must be text",
    "list_type": "'{name}' must be a list",
    "model_type": "'{name}' must have fields of its own",
    "model_attributes_type": "'{name}' must have fields of its own",
    "bool_parsing": "'{name}' must be yes or no",
    "date_from_datetime_parsing": "'{name}' is not a day of the calendar",
    "date_parsing": "'{name}' is not a day of the calendar",
    "date_from_datetime_inexact": "'{name}' is not a day of the calendar",
    "float_parsing": "'{name}' must be a number",
    "greater_than_equal": "'{name}' is too small",
    "less_than_equal": "'{name}' is too large",
}


def _what_it_is(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    holder = _model_at(model, path[:-1])
    field = holder.model_fields.get(str(path[-1])) if holder and path else None
    if field and field.description:
        return field.description
    return "a text" if path and isinstance(path[-1], int) else "see the README"


def _model_at(model: type[BaseModel] | None, path: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model of the fields at a path, found through the types of the fields on the way."""
    for step in path:
        if isinstance(step, str):
            field = model.model_fields.get(step) if model else None
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_in(inner):
            return found
    return None
