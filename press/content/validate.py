"""From marked YAML to a model: every error of pydantic's becomes a Problem with its line and a remedy."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import AliasChoices, BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from press.content.yaml_nodes import Mapping, Scalar, locate, to_python
from press.problems import ContentError, Problem, guess

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], fields: Mapping) -> Model:
    """The model made of the fields; raises ContentError with all that is wrong with them."""
    made, problems = validate_partly(model, fields)
    if made is None or problems:
        raise ContentError(problems)
    return made


def validate_partly(model: type[Model], fields: Mapping) -> tuple[Model | None, list[Problem]]:
    """The model made of what is right in the fields, None where too little is; and all that is wrong with them."""
    data = _without_empty(to_python(fields), model)
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = _without_echoes(error.errors(include_url=False, include_context=True))
        problems = [_problem(model, fields, one) for one in details]
    for one in details:
        _drop(data, one["loc"])
    try:
        return model.model_validate(data), problems
    except ValidationError:
        return None, problems


def _drop(data: Any, path: tuple[int | str, ...]) -> None:
    """Take a field out; an item of a list stays, for the others keep their numbers."""
    for step in path[:-1]:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
    if isinstance(data, dict) and path:
        data.pop(path[-1], None)


def _without_empty(value: Any, model: type[BaseModel] | None) -> Any:
    """A known field with nothing behind its colon is as absent as one that is not there."""
    if isinstance(value, dict):
        known = _fields_of(model)
        return {
            key: _without_empty(one, _model_in(known[key].annotation) if key in known else None)
            for key, one in value.items()
            if one is not None or key not in known
        }
    if isinstance(value, list):
        return [_without_empty(one, model) for one in value]
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
    path = _asked(fields, error["loc"])
    place, node = locate(fields, path)
    kind, context = error["type"], error.get("ctx", {})
    name = _called(path)
    if kind == "mistake":
        return Problem(place, context["code"], context["message"], context["hint"])
    if kind == "extra_forbidden":
        parent = locate(fields, path[:-1])[1]
        if isinstance(parent, Mapping) and path[-1] in parent.entries:
            place = parent.entries[str(path[-1])][0].place
        return Problem(
            place,
            "F01",
            f"There is no field {name} here",
            guess(str(path[-1]), _known(model, path[:-1])),
        )
    if kind in ("missing", "string_too_short") or (
        kind == "too_short" and not context["actual_length"]
    ):
        empty = kind != "missing" or (isinstance(node, Scalar) and node.missing)
        message = f"{name} is {'empty' if empty else 'missing'}"
        return Problem(place, "F02", message, f"Add it: {_what_it_is(model, path)}")
    if kind in ("string_too_long", "too_long"):
        unit = "characters" if kind == "string_too_long" else "items"
        return Problem(
            place,
            "F04",
            f"{name} is too long",
            f"It may have {context['max_length']:,} {unit} at most",
        )
    if kind == "string_pattern_mismatch" and isinstance(node, Scalar) and "\n" in node.text.strip():
        return Problem(place, "F04", f"{name} has more than one line", "Write it on one line")
    said = node.text[:60] if isinstance(node, Scalar) else ""
    if kind == "literal_error":
        words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return Problem(place, "F03", f"{name} cannot be '{said}'", guess(said, words))
    if kind == "string_pattern_mismatch":
        is_name = isinstance(path[-1], int)
        hint = (
            "Use letters, digits and hyphens, such as faq-sheet"
            if is_name
            else f"It is: {_what_it_is(model, path)}"
        )
        return Problem(place, "F03", f"{name} cannot be '{said}'", hint)
    message, hint = _MESSAGES.get(kind, ("has the wrong kind of value", ""))
    if kind.startswith("model_"):
        hint = f"Write its fields: {', '.join(sorted(_known(model, path)))}"
    if limits := _limits(model, path):
        hint = f"It may be {limits[0]:g} to {limits[1]:g}: {_what_it_is(model, path)}"
    if not hint:
        hint = (
            _what_it_is(model, path)
            if isinstance(path[-1], int)
            else f"It is: {_what_it_is(model, path)}"
        )
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


def _asked(fields: Mapping, path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Where a file has one value in place of a list of them, that value's own path."""
    alone = (
        bool(path)
        and isinstance(path[-1], int)
        and isinstance(locate(fields, path[:-1])[1], Scalar)
    )
    return path[:-1] if alone else path


def _called(path: tuple[int | str, ...]) -> str:
    """How people call what stands at a path: they do not count from 0."""
    if path and isinstance(path[-1], int):
        return f"An item of '{path[-2]}'"
    return f"'{path[-1]}'" if path else "The file"


def _what_it_is(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    field = _fields_of(_model_at(model, path[:-1])).get(str(path[-1])) if path else None
    if field and field.description:
        return field.description
    return "Write its text, or take it out"


def _limits(model: type[BaseModel], path: tuple[int | str, ...]) -> tuple[float, float] | None:
    """The least and the greatest number that a field may have; None where it is no number with both."""
    field = _fields_of(_model_at(model, path[:-1])).get(str(path[-1])) if path else None
    kept = [*field.metadata, *_said_of(field.annotation)] if field else []
    found = [getattr(one, name) for name in ("ge", "le") for one in kept if hasattr(one, name)]
    return (found[0], found[1]) if len(found) == 2 else None


def _said_of(annotation: Any) -> list[Any]:
    """What is said of a type beside what it is, also of one that may be None."""
    made = [
        one
        for info in getattr(annotation, "__metadata__", ())
        for one in getattr(info, "metadata", ())
    ]
    return [
        *made,
        *(one for inner in getattr(annotation, "__args__", ()) for one in _said_of(inner)),
    ]


def _known(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    holder = _model_at(model, path)
    return [_written(name, field) for name, field in holder.model_fields.items()] if holder else []


def _fields_of(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """A model's fields by each name under which a file may give them."""
    found = {}
    for name, field in (model.model_fields if model else {}).items():
        found[name] = field
        if isinstance(field.validation_alias, AliasChoices):
            found.update({str(alias): field for alias in field.validation_alias.choices})
    return found


def _written(name: str, field: FieldInfo) -> str:
    """What a field is called in a file: another name than here where Python has that word for itself."""
    spellings = [str(one) for one in getattr(field.validation_alias, "choices", ())]
    return name if name in spellings or not spellings else spellings[0]


def _model_at(model: type[BaseModel] | None, path: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model of the fields at a path, found through the types of the fields on the way."""
    for step in path:
        if isinstance(step, str):
            field = _fields_of(model).get(step)
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_in(inner):
            return found
    return None
