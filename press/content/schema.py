"""From the models to a JSON Schema for editors.

An editor's YAML has numbers and yes/no where ours keeps the text, so a text may be any scalar there.
"""

from __future__ import annotations

from typing import Any

from pydantic import AliasChoices, BaseModel

from press.content.mailings.models import MailingFields
from press.content.models import HandoutFields, PracticeFields
from press.content.packets.models import PacketFields

YES_OR_NO = [True, False, "yes", "no", "Yes", "No", "YES", "NO"]
KINDS: dict[str, type[BaseModel]] = {
    "handout": HandoutFields,
    "practice": PracticeFields,
    "packet": PacketFields,
    "mailing": MailingFields,
}


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind, a key of KINDS."""
    model = KINDS[kind]
    made = _as_typed(model.model_json_schema(mode="validation"))
    for name, field in model.model_fields.items():
        if isinstance(field.validation_alias, AliasChoices):  # every spelling is known
            made["properties"].update(
                {str(alias): made["properties"][name] for alias in field.validation_alias.choices}
            )
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = f"Handout Press {kind}"
    return dict(made)


def _as_typed(node: Any) -> Any:
    if isinstance(node, list):
        return [_as_typed(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: _as_typed(value) for key, value in node.items() if key not in ("default", "title")}
    if "properties" in node:
        made["properties"] = {name: _as_typed(value) for name, value in node["properties"].items()}
    if made.get("type") == "string" and "enum" not in made and made.get("format") != "date":
        made["type"] = ["string", "number", "boolean"]
    elif made.get("type") == "boolean":
        made = {key: value for key, value in made.items() if key != "type"} | {
            "enum": [True, False, "yes", "no", "Yes", "No", "YES", "NO"]
        }
    elif made.get("type") == "number":
        made["type"] = ["number", "string"]
    return made
