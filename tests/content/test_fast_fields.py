"""The fast path to a file's fields gives the same as the models, or leaves the file to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from press.content import limits, models, practice_models
from press.content.fast_fields import handout_fields, mailing_fields, practice_fields
from press.content.mailings import models as mailing_models
from press.content.mailings.models import MailingFields
from press.content.validate import validate_partly
from press.content.yaml_reader import read_yaml
from press.problems import ContentError
from tests.samples import PRACTICE, STOCK

HANDOUT: dict[str, Any] = {
    "title": "Pain",
    "subtitle": "What now",
    "language": "en-US",
    "layouts": ["faq-sheet"],
    "summary": "Call us.",
    "picture": {"file": "spine.svg", "alt": "A spine"},
    "sections": [
        {
            "heading": "Why?",
            "body": "So.\n\nAnd so.",
            "panel": "flap",
            "when": "practice.website",
            "language": "es",
        }
    ],
    "form": "F-1",
    "back": "mailer",
    "version": "1",
    "review": {"status": "approved", "by": "Ann Lee, MD", "on": "2026-01-02", "due": "2027-01-02"},
    "sources": [
        {
            "title": "A page",
            "publisher": "A press",
            "url": "https://www.example.com",
            "accessed": "2026-01-02",
        }
    ],
}
FULL_PRACTICE: dict[str, Any] = {
    **PRACTICE,
    "short_name": "Harbor",
    "tagline": "Care",
    "other_phones": [{"label": "Desk", "number": "757-555-0143"}],
    "fax": "757-555-0144",
    "email": "us@example.com",
    "website": "https://www.example.com",
    "hours": [{"days": "Monday", "times": "8 am to 5 pm"}],
    "emergency_line": "757-555-0145",
    "closed_days": ["2027-01-01", "2027-07-05"],
    "qr": "website",
    "logo": "logo.svg",
    "colors": {"primary": "#1B4D5C", "accent": "#b23c17", "ink": "#1d2529", "tint": "#e3eff1"},
    "fonts": {"regular": "a.ttf", "bold": "b.ttf", "italic": "c.ttf", "bold_italic": "d.ttf"},
    "language": "en-US",
    "layouts": ["faq-sheet", "trifold"],
    "paper": "a4",
    "time_zone": "America/New_York",
    "smallest_body": "12.5",
    "largest_body": "13",
    "sender": "initials",
    "large_print": "ukaaf",
    "review_required": "yes",
    "printers": [
        {
            "name": "front-desk",
            "x": "0.06",
            "y": "-0.03",
            "back_x": "0",
            "back_y": ".125",
            "upright": {"x": "-.1", "back_y": "0"},
        }
    ],
    "envelopes": [
        {
            "name": "own",
            "size": ["9.5", "4.125"],
            "folds": ["4", "7.5"],
            "windows": [{"for": "address", "x": ".5", "y": "0.625", "w": "4", "h": "1"}],
        }
    ],
    "mailer_id": "123456",
    "service_type": "040",
}
MAILING: dict[str, Any] = {
    "title": "Your visit",
    "language": "en-US",
    "fields": ["recipient.greeting", "appointment.date"],
    "columns": {name: [name.upper()] for name in limits.COLUMNS},
    "envelope": "us-10",
    "sender": "initials",
    "barcode": "no",
    "letter": [
        {"heading": "Soon", "body": "Dear {{ recipient.greeting }},", "when": "appointment.date"},
        {"body": "Call us.", "unless": "appointment.date"},
    ],
    "closing": "Yours,",
    "signed": "Ann Lee, MD",
    "space": "yes",
    "translations": [
        {
            "language": "es",
            "title": "Su visita",
            "letter": [{"body": "Hola"}],
            "closing": "Atentamente,",
            "signed": "Ann Lee, MD",
        }
    ],
    "enclosures": [{"handout": "pain", "layout": "trifold"}],
    "form": "F-1",
    "version": "1",
    "review": {"status": "approved", "by": "Ann Lee, MD", "on": "2026-01-02", "due": "2027-01-02"},
}
SELF_MAILER: dict[str, Any] = {
    "title": "Our practice",
    "self_mailer": {"handout": "pain", "layout": "trifold"},
}
KINDS: dict[str, tuple[Any, Callable[[Any], Any], dict[str, Any]]] = {
    "handout": (models.HandoutFields, handout_fields, HANDOUT),
    "practice": (practice_models.PracticeFields, practice_fields, FULL_PRACTICE),
    "mailing": (MailingFields, mailing_fields, MAILING),
    "self-mailer": (MailingFields, mailing_fields, SELF_MAILER),
}
ODD = st.sampled_from(
    ["", " ", "a", "A b", " a ", "a\nb", "a\n", "\u00a0a", "a\u2028", "\x1ca", "é", "𝒜", "x" * 200,
     "x" * 201, "y" * 2_001,
     "12", "12.5", "18", "18.1", "1e1", "٤٢", "0.5", "-.5", "0.51", "-1", ".", "0.", "1/16", "nan",
     "low-ink", "yes", "No", "true", "draft", "approved", "flap", "a4", "acb", "ukaaf",
     "2026-01-02", "2026-02-30", "٢٠٢٦-٠١-٠٢", "#1b4d5c", "#1B4D5C", "#123", "phone", "none",
     "https://x.org", "ftp://x.org", "http://[", "../a", "a/b", "~a", "a:b", "us@x.org",
     "757-555-0142", "+1 (757) 555-0142 x12", "en", "en-US", "EN",
     "America/New_York", "UTC", "Europe/Nowhere", "practice.phone", "1a"]
)  # fmt: skip
VALUE = st.one_of(
    ODD,
    st.none(),
    st.lists(ODD, max_size=3),
    st.dictionaries(ODD, ODD, max_size=2),
    st.text(max_size=20),
)


def as_data(value: Any) -> Any:
    """Return a model, or a namespace in its place, as mappings and lists."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    elif isinstance(value, SimpleNamespace):
        value = vars(value)
    if isinstance(value, dict):
        return {key: as_data(field) for key, field in value.items()}
    return [as_data(item) for item in value] if isinstance(value, (list, tuple)) else value


def both(kind: str, content: dict[str, Any]) -> tuple[Any, Any]:
    """Return the fields by the fast path and by the model; None if there is a problem."""
    model, fast, _ = KINDS[kind]
    root = read_yaml("made.yaml", json.dumps(content).encode())
    fields, problems = validate_partly(model, root)
    return as_data(fast(root)), None if problems else as_data(fields)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    return [path, *(below for key, child in inside for below in paths(child, (*path, key)))]


def changed(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(content) if isinstance(content, dict) else list(content)
    copy[path[0]] = changed(content[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_file_is_read_without_the_models_and_alike(kind: str) -> None:
    fast, slow = both(kind, KINDS[kind][2])
    assert fast is not None
    assert fast == slow


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_known_to_both(kind: str) -> None:
    """Each field of the models is in the contents above."""
    model, _, content = KINDS[kind]
    contents = [example for other, _, example in KINDS.values() if other is model]
    assert set().union(*contents) == set(model.model_fields)
    for value in content.values():
        items = value if isinstance(value, list) and isinstance(value[0], dict) else [value]
        if isinstance(items[0], dict):
            inner = {name for item in items for name in item}
            modules = (models, practice_models, mailing_models)
            known = [member for module in modules for member in vars(module).values()]
            fields = next(member for member in known if _is_model_of(member, inner))
            assert inner == set(fields.model_fields)


def _is_model_of(member: Any, inner: set[str]) -> bool:
    return (
        isinstance(member, type)
        and issubclass(member, BaseModel)
        and bool(member.model_fields)
        and inner <= set(member.model_fields)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("least", [True, False])
def test_what_is_left_out_is_the_same(kind: str, least: bool) -> None:
    content = KINDS[kind][2]
    required = {"title", "sections", "name", "address", "phone", "letter", "self_mailer"}
    if least:
        some = {key: field for key, field in content.items() if key in required}
    else:
        some = {**content, "language": None}
    fast, slow = both(kind, some)
    assert fast is not None
    assert fast == slow


@pytest.mark.parametrize("file", sorted(STOCK.glob("handouts/*.yaml")), ids=lambda file: file.stem)
def test_the_stock_is_read_by_the_fast_path(file: Any) -> None:
    assert handout_fields(read_yaml(str(file), file.read_bytes()))
    for mailing in (STOCK / "handouts" / "mailings").glob("*.yaml"):
        assert mailing_fields(read_yaml(str(mailing), mailing.read_bytes()))
    practice = STOCK / "assets" / "practice.yaml"
    assert practice_fields(read_yaml(str(practice), practice.read_bytes()))


@settings(deadline=None, max_examples=400)
@given(st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_the_models_agree_with_the_fast_path(kind: str, data: st.DataObject) -> None:
    content = KINDS[kind][2]
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from([path for path in paths(content) if path]))
        content = changed(content, path, data.draw(VALUE))
    try:
        fast, slow = both(kind, content)
    except ContentError:
        return  # not readable as YAML
    if fast is not None:
        assert fast == slow


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_field_is_left_to_the_models(kind: str) -> None:
    for path in paths(KINDS[kind][2]):
        content = KINDS[kind][2]
        inner = content
        for step in path:
            inner = inner[step]
        if isinstance(inner, dict):
            assert both(kind, changed(content, path, {**inner, "colour": "red"}))[0] is None
