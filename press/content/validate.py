"""From YAML nodes to a model: each pydantic error becomes a Problem with its line and a hint."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import AliasChoices, BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from press.content.yaml_nodes import Mapping, Scalar, locate, to_python
from press.problems import ContentError, Problem, guess

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], fields: Mapping) -> Model:
    """Return the model of the fields. Raises ContentError with every problem in them."""
    instance, problems = validate_partly(model, fields)
    if instance is None or problems:
        raise ContentError(problems)
    return instance


# Unknown fields whose intended name is guessed: a guess takes 0.1 ms, a hostile file has 40,000.
MOST_GUESSED = 500


def validate_partly(model: type[Model], fields: Mapping) -> tuple[Model | None, list[Problem]]:
    """Return the model without the fields that are wrong, and every problem.

    The model is None if a required field is missing or wrong.
    """
    data = _without_empty(to_python(fields), model)
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = _without_duplicates(error.errors(include_url=False, include_context=True))
        problems = [
            _problem(model, fields, detail, index < MOST_GUESSED)
            for index, detail in enumerate(details)
        ]
    for detail in details:
        _drop(data, detail["loc"])
    try:
        return model.model_validate(data), problems
    except ValidationError:
        return None, problems


def _drop(data: Any, path: tuple[int | str, ...]) -> None:
    """Remove a field. An item of a list stays, so that the other items have the same index."""
    for step in path[:-1]:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
    if isinstance(data, dict) and path:
        data.pop(path[-1], None)


def _without_empty(value: Any, model: type[BaseModel] | None) -> Any:
    """Return the value without its known fields that are empty: an empty field counts as absent."""
    if isinstance(value, dict):
        known = _fields_of(model)
        return {
            key: _without_empty(field, _model_in(known[key].annotation) if key in known else None)
            for key, field in value.items()
            if field is not None or key not in known
        }
    if isinstance(value, list):
        return [_without_empty(item, model) for item in value]
    return value


def _without_duplicates(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return one error for each place: a union of types reports one for each type.

    Our own errors are kept before those of pydantic.
    """
    first: dict[tuple[int | str, ...], ErrorDetails] = {}
    for error in errors:
        path = tuple(step for step in error["loc"] if not _is_type_name(step))
        if path not in first or error["type"] == "mistake":
            first[path] = {**error, "loc": path}
    return list(first.values())


def _is_type_name(step: int | str) -> bool:
    return isinstance(step, str) and ("[" in step or step in ("str", "constrained-str"))


def _problem(
    model: type[BaseModel], fields: Mapping, error: ErrorDetails, is_guessed: bool
) -> Problem:
    path = _typed_path(fields, error["loc"])
    place, node = locate(fields, path)
    kind, context = error["type"], error.get("ctx", {})
    name = _spoken_name(path)
    if kind == "mistake":
        return Problem(place, context["code"], context["message"], context["hint"])
    if kind == "extra_forbidden":
        parent = locate(fields, path[:-1])[1]
        if isinstance(parent, Mapping) and path[-1] in parent.entries:
            place = parent.entries[str(path[-1])][0].place
        hint = "Remove it"
        if is_guessed:
            hint = guess(str(path[-1]), _known(model, path[:-1]))
        return Problem(place, "F01", f"There is no field {name} here", hint)
    no_items = kind == "too_short" and not context["actual_length"]
    if kind in ("missing", "string_too_short") or no_items:
        empty = kind != "missing" or (isinstance(node, Scalar) and node.missing)
        message = f"{name} is {'empty' if empty else 'missing'}"
        return Problem(place, "F02", message, f"Add it: {_description(model, path)}")
    if kind in ("string_too_long", "too_long"):
        unit = "characters" if kind == "string_too_long" else "items"
        hint = f"It may have {context['max_length']:,} {unit} at most"
        return Problem(place, "F04", f"{name} is too long", hint)
    if kind == "string_pattern_mismatch" and isinstance(node, Scalar) and "\n" in node.text.strip():
        return Problem(place, "F04", f"{name} has more than one line", "Write it on one line")
    typed = node.text[:60] if isinstance(node, Scalar) else ""
    is_item = bool(path) and isinstance(path[-1], int)
    if kind == "literal_error":
        words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return Problem(place, "F03", f"{name} cannot be '{typed}'", guess(typed, words))
    if kind == "string_pattern_mismatch":
        hint = f"It is: {_description(model, path)}"
        if is_item:
            hint = "Use letters, digits and hyphens, such as faq-sheet"
        return Problem(place, "F03", f"{name} cannot be '{typed}'", hint)
    message, hint = _MESSAGES.get(kind, ("has the wrong kind of value", ""))
    if kind.startswith("model_"):
        hint = f"Write its fields: {', '.join(sorted(_known(model, path)))}"
    if limits := _limits(model, path):
        hint = f"It may be {limits[0]:g} to {limits[1]:g}: {_description(model, path)}"
    if not hint:
        hint = _description(model, path) if is_item else f"It is: {_description(model, path)}"
    return Problem(place, "F03", f"{name} {message}", hint)


_MESSAGES = {
    "string_type": ("must be text", ""),
    "list_type": ("must be a list", "Begin each on a line of its own with '- '"),
    "too_short": ("has too few items", ""),
    "model_type": ("must have fields of its own", ""),
    "model_attributes_type": ("must have fields of its own", ""),
    "bool_parsing": ("must be yes or no", ""),
    "date_from_datetime_parsing": ("is not a day of the calendar", "Check the month and the day"),
    "date_parsing": ("is not a day of the calendar", "Check the month and the day"),
    "date_from_datetime_inexact": ("is not a day of the calendar", "Check the month and the day"),
    "float_parsing": ("must be a number", ""),
    "greater_than_equal": ("is too small", ""),
    "less_than_equal": ("is too large", ""),
}


def _typed_path(fields: Mapping, path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the path in the file: a single value may be typed in place of a list."""
    if path and isinstance(path[-1], int) and isinstance(locate(fields, path[:-1])[1], Scalar):
        return path[:-1]
    return path


def _spoken_name(path: tuple[int | str, ...]) -> str:
    """Return the name of a field for a message; an item of a list has no number."""
    if path and isinstance(path[-1], int):
        return f"An item of '{path[-2]}'"
    return f"'{path[-1]}'" if path else "The file"


def _description(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    field = _fields_of(_model_at(model, path[:-1])).get(str(path[-1])) if path else None
    if field and field.description:
        return field.description
    return "Write its text, or take it out"


def _limits(model: type[BaseModel], path: tuple[int | str, ...]) -> tuple[float, float] | None:
    """Return the least and the greatest number of a field; None if it does not have both."""
    field = _fields_of(_model_at(model, path[:-1])).get(str(path[-1])) if path else None
    constraints = [*field.metadata, *_metadata(field.annotation)] if field else []
    numbers = [
        getattr(constraint, name)
        for name in ("ge", "le")
        for constraint in constraints
        if hasattr(constraint, name)
    ]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


def _metadata(annotation: Any) -> list[Any]:
    """Return the metadata of an annotated type, also inside a union."""
    metadata: list[Any] = []
    for info in getattr(annotation, "__metadata__", ()):
        metadata.extend(getattr(info, "metadata", ()))
    for inner in getattr(annotation, "__args__", ()):
        metadata.extend(_metadata(inner))
    return metadata


def _known(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    holder = _model_at(model, path)
    return [_spelling(name, field) for name, field in holder.model_fields.items()] if holder else []


def _fields_of(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """Return a model's fields by every name that a file may use for them."""
    fields = {}
    for name, field in (model.model_fields if model else {}).items():
        fields[name] = field
        if isinstance(field.validation_alias, AliasChoices):
            fields.update({str(alias): field for alias in field.validation_alias.choices})
    return fields


def _spelling(name: str, field: FieldInfo) -> str:
    """Return the name of a field in a file; another than ``name`` if that is a Python keyword."""
    spellings = [str(alias) for alias in getattr(field.validation_alias, "choices", ())]
    return name if name in spellings or not spellings else spellings[0]


def _model_at(model: type[BaseModel] | None, path: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Return the model of the fields at a path; None if there is none."""
    for step in path:
        if isinstance(step, str):
            field = _fields_of(model).get(step)
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if model := _model_in(inner):
            return model
    return None
