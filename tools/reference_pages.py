"""Write docs/reference: the verbs, the fields of every file, and the problems.

``python tools/reference_pages.py``. A test compares the pages with what this module returns.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.cli.options import parser
from press.cli.spelling import PROGRAM
from press.cli.verbs import GROUPS, VERBS
from press.content.schema import KINDS, schema
from press.problems import CODES

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
GENERATED = "<!-- Written by `python tools/reference_pages.py`: change the program instead. -->"

FAMILIES = {
    "W": "The workspace",
    "Y": "The file as YAML",
    "F": "The fields",
    "T": "The text",
    "V": "Values in the text",
    "P": "Pictures, logo and fonts",
    "B": "The practice's brand",
    "L": "The layout",
    "R": "The review",
    "D": "The values and dates of a packet",
    "S": "A PDF onto sheets",
    "K": "A third-party PDF in a packet",
    "M": "A mailing",
    "C": "This computer",
    "A": "The accessibility of a PDF",
}

FILES = {
    "handout": "handouts/NAME.yaml",
    "practice": "assets/practice.yaml",
    "packet": "handouts/packets/NAME.yaml",
    "mailing": "handouts/mailings/NAME.yaml",
}
YES_OR_NO = [True, False, "yes", "no", "Yes", "No", "YES", "NO"]
NO_LIMIT = 10**6


def pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    return {
        "verbs.md": "\n".join(_verbs()) + "\n",
        "fields.md": "\n".join(_fields()) + "\n",
        "problems.md": "\n".join(_problems()) + "\n",
    }


def _problems() -> Iterator[str]:
    yield from ("# Problems", "", GENERATED, "")
    yield "Each problem is one line: `path:line:column: CODE what is wrong. what to do`."
    yield "The line of a PDF is its page."
    yield "A *remark* stops nothing: the work goes on, and the exit code stays 0."
    for letter, family in FAMILIES.items():
        yield from ("", f"## {family}", "", "| code | means |", "|---|---|")
        for code, row in CODES.items():
            if code.startswith(letter):
                yield f"| {code} | {row.means}{' (*remark*)' if row.remark else ''} |"


def _verbs() -> Iterator[str]:
    whole = parser()
    yield from ("# Verbs", "", GENERATED, "")
    yield f"`{PROGRAM} [--workspace DIR] [VERB] …`, or `python make_pdf.py …` in a checkout."
    yield "Without a verb, `build` is run."
    yield "Without `--workspace`, the current folder is the workspace if it has `handouts/`."
    yield "Else the stock is."
    yield from ("", "| exit code | means |", "|---|---|")
    yield "| 0 | done |"
    yield "| 1 | something in the content is wrong |"
    yield "| 2 | the command line is wrong |"
    yield "| 3 | this machine lacks something |"
    verbs = {verb.name: verb for verb in VERBS}
    subparsers = next(
        action for action in whole._actions if isinstance(action, argparse._SubParsersAction)
    )
    for group in GROUPS:
        for name in (verb.name for verb in VERBS if verb.group == group):
            yield from ("", f"## {name}", "")
            yield f"{verbs[name].does[0].upper()}{verbs[name].does[1:]}."
            yield from ("", f"```sh\n{PROGRAM} {verbs[name].example}\n```", "")
            yield from ("| argument | means |", "|---|---|")
            for action in subparsers.choices[name]._actions:
                if action.help and action.help != argparse.SUPPRESS and action.dest != "help":
                    yield f"| `{_cell(_spelled(action))}` | {_cell(_sentence(action.help))} |"


def _spelled(action: argparse.Action) -> str:
    value = action.metavar or "|".join(map(str, action.choices or ()))
    if not action.option_strings:
        return f"{value or action.dest}{' …' if action.nargs in ('*', '+') else ''}"
    if action.nargs == 0:
        return action.option_strings[0]
    return f"{action.option_strings[0]} {f'[{value}]' if action.nargs == '?' else value}"


def _fields() -> Iterator[str]:
    yield from ("# Fields of every file", "", GENERATED, "")
    yield "A value is the text that was typed: `12:30`, `02134` and `no` stay so."
    yield "Editors read the same fields from `assets/schema/`, as a JSON Schema."
    for kind in KINDS:
        root = schema(kind)
        yield from ("", f"## `{FILES[kind]}`")
        yield from _table(kind, root)
        for name, definition in root.get("$defs", {}).items():
            yield from ("", f"### {_title(name)} ({kind})")
            yield from _table(kind, definition)


def _table(kind: str, definition: dict[str, Any]) -> Iterator[str]:
    required = definition.get("required", ())
    yield from ("", "| field | value | means |", "|---|---|---|")
    for name, field in definition.get("properties", {}).items():
        must = " **(required)**" if name in required else ""
        means = _cell(_sentence(field.get("description", "")))
        yield f"| `{name}` | {_cell(_value(kind, field))} | {means}{must} |"


def _value(kind: str, field: dict[str, Any]) -> str:
    """Return in words what a field takes."""
    if "$ref" in field:
        title = _title(field["$ref"].rpartition("/")[2])
        return f"[{title}](#{title.lower().replace(' ', '-')}-{kind})"
    if "anyOf" in field:
        choices = [option for option in field["anyOf"] if option.get("type") != "null"]
        values = list(dict.fromkeys(_value(kind, choice) for choice in choices))
        if len(values) > 1 and values[1] == f"list of {values[0]}":
            return f"{values[0]}; or a list of them"
        return " or ".join(values)
    if "enum" in field:
        if field["enum"] == YES_OR_NO:
            return "yes or no"
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    types = field.get("type", "object")
    if types == "array":
        return f"list of {_value(kind, field.get('items', {}))}"
    if types == "object":
        return "fields"
    if "integer" in types or types == "number":
        return f"number{_range(field)}"
    return "text"


def _range(field: dict[str, Any]) -> str:
    least = field.get("minimum", field.get("exclusiveMinimum"))
    most = field.get("maximum", field.get("exclusiveMaximum"))
    if least is None or most is None or most > NO_LIMIT:
        return ""
    return f", {least:g} to {most:g}"


def _title(name: str) -> str:
    """Return a model's name in words: ``TeachBackFields`` is "Teach back"."""
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in name)
    return words.removesuffix(" fields").strip().capitalize()


def _sentence(text: str) -> str:
    return text if text.endswith((".", ":", "?")) else f"{text}."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    for file_name, text in pages().items():
        (FOLDER / file_name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/reference/{file_name}")
