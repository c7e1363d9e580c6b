"""The JSON Schema for editors: up to date, true of our own files, and as strict as the reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from press.brand.brand import read_brand
from press.content.handout import parse_handout
from press.content.practice_models import PracticeFields
from press.content.schema import KINDS
from press.problems import ContentError
from press.services.setup import SKELETONS, InitRequest, NewRequest, init, new, schema_text
from press.workspace import open_workspace
from tests.samples import STOCK, STOCK_HANDOUTS

PACKETS = [
    *(STOCK / "handouts" / "packets").glob("*.yaml"),
    *(STOCK / "examples" / "handouts" / "packets").glob("*.yaml"),
]
HANDOUTS = [STOCK / "handouts" / f"{name}.yaml" for name in STOCK_HANDOUTS]
PRACTICE = STOCK / "assets" / "practice.yaml"
SCHEMA_FOLDER = STOCK / "assets" / "schema"
SKELETON_FILES = sorted(Path(SKELETONS).glob("*.yaml"))
FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it.

    It has null, true, integers and floats. A day stays text, and so do ``on`` and ``no``.
    """


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}",
        re.compile(f"^(?:{pattern})$"),
        [*first, ""] if tag == "null" else list(first),
    )
EditorLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(str(node.value).replace("0o", "0"), 10)
)


def as_in_an_editor(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def complaints(kind: str, text: str) -> list[str]:
    """Return the errors that an editor underlines."""
    schema = json.loads(schema_text(kind))
    Draft202012Validator.check_schema(schema)
    return [
        error.message for error in Draft202012Validator(schema).iter_errors(as_in_an_editor(text))
    ]


def kind_of(file: Path) -> str:
    if file.name == "practice.yaml":
        return "practice"
    return "packet" if file.parent.name == "packets" else "handout"


def accepted_by_reader(kind: str, text: str, folder: Path) -> bool:
    try:
        if kind == "handout":
            parse_handout("made.yaml", text.encode())
        else:
            (folder / "assets").mkdir()
            (folder / "assets" / "practice.yaml").write_text(text, encoding="utf-8")
            read_brand(open_workspace(str(folder)))
    except ContentError:
        return False
    return True


@pytest.mark.parametrize(
    ("typed", "read"),
    [("a", "a"), ("12", 12), ("012", 12), ("1.10", 1.1), ("true", True), ("no", "no"), ("on", "on"),
     ("~", None), ("", None),
     ("2026-11-02", "2026-11-02"), ("12:30", "12:30"), ("757-555-0100", "757-555-0100"),
     ("1_000", "1_000"), ('"12"', "12")],
)  # fmt: skip
def test_the_loader_reads_as_editors_do(typed: str, read: Any) -> None:
    value = as_in_an_editor(f"a: {typed}")["a"]
    assert (value, type(value)) == (read, type(read))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_in_assets_is_the_one_that_the_models_give(kind: str) -> None:
    """To update it, run ``make-pdf schema KIND > assets/schema/KIND.schema.json``."""
    assert (SCHEMA_FOLDER / f"{kind}.schema.json").read_bytes() == schema_text(kind).encode()


def test_there_is_no_other_schema() -> None:
    assert {file.name for file in SCHEMA_FOLDER.iterdir()} == {
        f"{kind}.schema.json" for kind in KINDS
    }


def test_there_are_files_to_check() -> None:
    assert len(HANDOUTS) >= 4
    assert len(PACKETS) == 6
    assert {file.name for file in SKELETON_FILES} == {
        "practice.yaml",
        "handout.yaml",
        "first-handout.yaml",
    }


@pytest.mark.parametrize(
    "file",
    [*HANDOUTS, *PACKETS, PRACTICE, *SKELETON_FILES],
    ids=lambda file: f"{file.parent.name}/{file.name}",
)
def test_our_own_files_are_as_the_schema_says(file: Path) -> None:
    assert complaints(kind_of(file), file.read_text(encoding="utf-8")) == []


GOOD = "title: a\nsections: [{heading: a, body: b}]\n"
WRONG = {
    "a misspelt field": GOOD + "sumary: a\n",
    "a misspelt field in a section": "title: a\nsections: [{heading: a, body: b, pannel: flap}]\n",
    "no title": "sections: [{heading: a, body: b}]\n",
    "no sections": "title: a\n",
    "an empty list of sections": "title: a\nsections: []\n",
    "a section without a body": "title: a\nsections: [{heading: a}]\n",
    "a wrong panel": "title: a\nsections: [{heading: a, body: b, panel: left}]\n",
    "a wrong status": GOOD + "review: {status: aproved}\n",
    "a list for a title": "title: [a]\nsections: [{heading: a, body: b}]\n",
    "a text for the layouts": GOOD + "layouts: trifold\n",
    "a wrong language": GOOD + "language: English\n",
}
GOOD_PRACTICE = "name: a\naddress: {street: a, city: b}\nphone: 757-555-0142\n"
WRONG_PRACTICE = {
    "a misspelt field": GOOD_PRACTICE + "telephone: 757-555-0142\n",
    "no phone": "name: a\naddress: {street: a, city: b}\n",
    "no city": "name: a\naddress: {street: a}\nphone: 757-555-0142\n",
    "a wrong paper": GOOD_PRACTICE + "paper: tabloid\n",
    "a small body": GOOD_PRACTICE + "smallest_body: 10\n",
    "maybe": GOOD_PRACTICE + "review_required: maybe\n",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_the_reader_refuses_in_a_handout_is_underlined(text: str, tmp_path: Path) -> None:
    assert complaints("handout", GOOD) == []
    assert complaints("handout", text)
    assert not accepted_by_reader("handout", text, tmp_path)


@pytest.mark.parametrize("text", WRONG_PRACTICE.values(), ids=WRONG_PRACTICE)
def test_what_the_reader_refuses_in_a_practice_is_underlined(text: str, tmp_path: Path) -> None:
    assert complaints("practice", GOOD_PRACTICE) == []
    assert complaints("practice", text)
    assert not accepted_by_reader("practice", text, tmp_path)


ACCEPTED = {
    "handout": {
        "version: 1.10": GOOD + "version: 1.10\n", "version: 1": GOOD + "version: 1\n",
        "form: 0123": GOOD + "form: 0123\n",
        "title: 2026": "title: 2026\nsections: [{heading: 12:30, body: 5}]\n",
        "a title of yes": "title: true\nsections: [{heading: no, body: on}]\n",
        "days": GOOD + "review: {status: approved, by: a, on: 2026-11-02, due: 2027-11-02}\n",
        "empty": GOOD + "summary:\nsources: []\n",
        "tilde": GOOD + "subtitle: ~\n",
    },
    "practice": {
        "zip: 23454": GOOD_PRACTICE.replace("city: b", "city: b, zip: 23454"),
        "zip: 02134": GOOD_PRACTICE.replace("city: b", "city: b, zip: 02134"),
        "phone: 7574962050": GOOD_PRACTICE.replace("757-555-0142", "7574962050"),
        "fax: 7574962050": GOOD_PRACTICE + "fax: 7574962050\n",
        "yes": GOOD_PRACTICE + "review_required: yes\n",
        "Yes": GOOD_PRACTICE + "review_required: Yes\n",
        "true": GOOD_PRACTICE + "review_required: true\n",
        "smallest_body: 13": GOOD_PRACTICE + "smallest_body: 13\n",
        "smallest_body: 12.5": GOOD_PRACTICE + "smallest_body: 12.5\n",
        "colours": GOOD_PRACTICE + 'colours: {ink: "#000000"}\n',
        "colors": GOOD_PRACTICE + 'colors: {ink: "#000000"}\n',
        "qr: none": GOOD_PRACTICE + "qr: none\n",
        "qr: https": GOOD_PRACTICE + "qr: https://www.example.com\n",
        "no logo": GOOD_PRACTICE + "logo:\n",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind, texts in ACCEPTED.items() for text in texts.values()],
    ids=[f"{kind}, {name}" for kind, texts in ACCEPTED.items() for name in texts],
)
def test_what_the_reader_accepts_is_not_underlined(kind: str, text: str, tmp_path: Path) -> None:
    assert accepted_by_reader(kind, text, tmp_path)
    assert complaints(kind, text) == []


def schema_beside(file: Path) -> Path:
    """Return the path of the schema that a file's first line names."""
    match = FIRST_LINE.fullmatch(file.read_text(encoding="utf-8").split("\n")[0])
    assert match, file.name
    return (file.parent / match.group(1)).resolve()


@pytest.mark.parametrize("file", [*HANDOUTS, PRACTICE], ids=lambda file: file.name)
def test_our_own_files_name_their_schema_in_the_first_line(file: Path) -> None:
    assert schema_beside(file) == (SCHEMA_FOLDER / f"{kind_of(file)}.schema.json").resolve()


def test_the_files_of_a_new_workspace_name_their_own_schema(tmp_path: Path) -> None:
    init(InitRequest(str(tmp_path)))
    new(open_workspace(str(tmp_path)), NewRequest("another"))
    files = sorted(tmp_path.rglob("*.yaml"))
    assert [file.name for file in files] == [
        "practice.yaml",
        "another.yaml",
        "our-first-handout.yaml",
    ]
    for file in files:
        schema = tmp_path / "assets" / "schema" / f"{kind_of(file)}.schema.json"
        assert schema_beside(file) == schema.resolve()
        assert schema_beside(file).read_text(encoding="utf-8") == schema_text(kind_of(file))


def mentioned(text: str) -> set[str]:
    """Return the fields at the beginning of a line, also after a #."""
    return set(re.findall(r"^(?:# )?([a-z_]+):(?= |$)", text, re.MULTILINE))


def test_the_skeleton_of_a_practice_mentions_every_field() -> None:
    text = (Path(SKELETONS) / "practice.yaml").read_text(encoding="utf-8")
    assert len(PracticeFields.model_fields) > 15
    assert set(PracticeFields.model_fields) - mentioned(text) == set()


def test_the_examples_in_the_skeletons_can_be_uncommented() -> None:
    """The schema accepts every example."""
    for file in SKELETON_FILES:
        text = file.read_text(encoding="utf-8")
        plain = re.sub(r"^# (?=[a-z_]+:( |$)|  - |    )", "", text, flags=re.MULTILINE)
        lines: dict[str, str] = {}
        for line in plain.split("\n"):  # the last line of each field
            name = re.match(r"[a-z_]+(?=:)", line)
            lines[name.group() if name else f"{len(lines)}"] = line
        assert complaints(kind_of(file), "\n".join(lines.values())) == []
