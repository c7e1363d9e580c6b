"""From the models to a JSON Schema for editors.

Editors parse YAML into numbers and booleans, and this program keeps the text. So a text may be any
scalar in the schema.
"""

from __future__ import annotations

from typing import Any

from pydantic import AliasChoices, BaseModel

from press.content.mailings.models import MailingFields
from press.content.models import HandoutFields
from press.content.packets.models import PacketFields
from press.content.practice_models import PracticeFields

KINDS: dict[str, type[BaseModel]] = {
    "handout": HandoutFields,
    "practice": PracticeFields,
    "packet": PacketFields,
    "mailing": MailingFields,
}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind, a key of KINDS."""
    model = KINDS[kind]
    result = _as_typed(model.model_json_schema(mode="validation"))
    properties = result["properties"]
    for name, field in model.model_fields.items():
        if isinstance(field.validation_alias, AliasChoices):  # add every spelling
            properties |= {str(alias): properties[name] for alias in field.validation_alias.choices}
    result["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    result["title"] = f"Handout Press {kind}"
    return dict(result)


def _as_typed(node: Any) -> Any:
    """Return the schema with every type that an editor may read from a typed value."""
    if isinstance(node, list):
        return [_as_typed(item) for item in node]
    if not isinstance(node, dict):
        return node
    result = {
        key: _as_typed(value) for key, value in node.items() if key not in ("default", "title")
    }
    if "properties" in node:
        result["properties"] = {
            name: _as_typed(value) for name, value in node["properties"].items()
        }
    if result.get("type") == "string" and "enum" not in result and result.get("format") != "date":
        result["type"] = ["string", "number", "boolean"]
    elif result.get("type") == "boolean":
        del result["type"]
        result["enum"] = [True, False, "yes", "no", "Yes", "No", "YES", "NO"]
    elif result.get("type") == "number":
        result["type"] = ["number", "string"]
    return result
