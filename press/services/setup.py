"""From a folder to a new workspace, and from a name to a new handout. Nothing is overwritten."""

from __future__ import annotations

import json
import os
import re
from typing import NamedTuple

from press.content import schema as json_schema
from press.content.schema import KINDS
from press.files import make_folder, write_new
from press.problems import ContentError, Place, Problem
from press.spelling import verb
from press.workspace import Workspace

SKELETONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "skeletons")
SCHEMAS = os.path.join("assets", "schema")


class InitRequest(NamedTuple):
    """A new workspace in a folder, which is made if it is not there."""

    folder: str


class InitResult(NamedTuple):
    """The paths of the new files, that of practice.yaml first."""

    files: tuple[str, ...]


class NewRequest(NamedTuple):
    """A new handout; ``name`` is that of its file, without .yaml.

    ``source`` is the name of a handout, packet or mailing to copy, with what it uses; None writes
    the commented skeleton of a handout.
    """

    name: str
    source: str | None = None


class NewResult(NamedTuple):
    """The path of the new file, and those of the ``others`` that it uses and that were copied."""

    file: str
    others: tuple[str, ...] = ()


class SchemaRequest(NamedTuple):
    """The JSON Schema of a kind of file: handout, practice, packet or mailing."""

    kind: str = "handout"


class SchemaResult(NamedTuple):
    """A JSON Schema as text."""

    text: str


def init(request: InitRequest) -> InitResult:
    """Write a new workspace. Raises ContentError if there is one, or if it cannot be written."""
    folder = request.folder
    planned = {
        os.path.join("assets", "practice.yaml"): _skeleton("practice.yaml"),
        os.path.join("assets", "README.txt"): _skeleton("assets.txt"),
        os.path.join("handouts", "our-first-handout.yaml"): _skeleton("first-handout.yaml"),
        **_schemas(),
    }
    existing = [path for path in planned if os.path.lexists(os.path.join(folder, path))]
    if existing:
        hint = "Choose an empty folder; nothing was changed"
        place = Place(os.path.join(folder, existing[0]))
        raise ContentError([Problem(place, "W04", "There is a workspace here already", hint)])
    for empty in (os.path.join("assets", "pictures"), "layouts"):
        make_folder(os.path.join(folder, empty))
    for path, data in planned.items():
        write_new(os.path.join(folder, path), data)
    return InitResult(tuple(os.path.join(folder, path) for path in planned))


def new(workspace: Workspace, request: NewRequest) -> NewResult:
    """Write a new handout, or a copy of what the request names.

    Raises ContentError if that fails; then nothing is written.
    """
    root, name = workspace.root, request.name
    if root is None:
        message = "There is no workspace here to put it in"
        first, then = verb("init", "my-practice"), verb("new", "NAME", workspace="my-practice")
        hint = f"Make a workspace first: {first}, then {then}"
        raise ContentError([Problem(Place("handouts"), "W01", message, hint)])
    path = os.path.join(root, "handouts", f"{name}.yaml")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", name):
        hint = "Use letters, digits and hyphens, such as after-your-visit"
        place = Place(os.path.join(root, "handouts"))
        raise ContentError([Problem(place, "W01", f"'{name}' is not a name for a handout", hint)])
    files = [path]
    if request.source is None:
        write_new(path, _skeleton("handout.yaml"))
    else:
        from press.content.copies import copy_with_uses, find_source

        source = find_source(workspace, request.source, Place.of_option("from"))
        files = copy_with_uses(workspace, root, source, name)
    for schema_path, data in _schemas().items():
        target = os.path.join(root, schema_path)
        if not os.path.lexists(target):
            write_new(target, data)
    return NewResult(files[0], tuple(files[1:]))


def schema(request: SchemaRequest) -> SchemaResult:
    """Return the JSON Schema with which editors check a file while it is typed."""
    return SchemaResult(schema_text(request.kind))


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind (a key of KINDS) as text."""
    return json.dumps(json_schema.schema(kind), indent=2, ensure_ascii=False) + "\n"


def _schemas() -> dict[str, bytes]:
    return {
        os.path.join(SCHEMAS, f"{kind}.schema.json"): schema_text(kind).encode() for kind in KINDS
    }


def _skeleton(name: str) -> bytes:
    with open(os.path.join(SKELETONS, name), "rb") as stream:
        return stream.read()
