"""From nothing to a practice's workspace, and from a name to a handout's skeleton. Nothing is ever overwritten."""

from __future__ import annotations

import json
import os
import re

from press.content.schema import KINDS, schema
from press.files import make_folder, write_new
from press.problems import ContentError, Place, Problem
from press.workspace import Workspace

SKELETONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "skeletons")
SCHEMAS = os.path.join("assets", "schema")


def init(folder: str) -> list[str]:
    """A new workspace in ``folder``; the paths written. Raises ContentError where there is one already."""
    planned = {
        os.path.join("assets", "practice.yaml"): _skeleton("practice.yaml"),
        os.path.join("assets", "README.txt"): _skeleton("assets.txt"),
        os.path.join("handouts", "our-first-handout.yaml"): _skeleton("first-handout.yaml"),
        **_schemas(),
    }
    standing = [path for path in planned if os.path.lexists(os.path.join(folder, path))]
    if standing:
        hint = "Choose an empty folder; nothing was changed"
        place = Place(os.path.join(folder, standing[0]))
        raise ContentError([Problem(place, "W04", "There is a workspace here already", hint)])
    for empty in (os.path.join("assets", "pictures"), "layouts"):
        make_folder(os.path.join(folder, empty))
    for path, data in planned.items():
        write_new(os.path.join(folder, path), data)
    return [os.path.join(folder, path) for path in planned]


def new(workspace: Workspace, name: str) -> str:
    """A new handout from the commented skeleton; its path. Raises ContentError where it cannot be made."""
    if workspace.root is None:
        hint = "Make a workspace first: make-pdf init my-practice, then make-pdf --workspace my-practice new NAME"
        raise ContentError(
            [Problem(Place("handouts"), "W01", "There is no workspace here to put it in", hint)]
        )
    path = os.path.join(workspace.root, "handouts", f"{name}.yaml")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", name):
        hint = "Use letters, digits and hyphens, such as after-your-visit"
        place = Place(os.path.join(workspace.root, "handouts"))
        raise ContentError([Problem(place, "W01", f"'{name}' is not a name for a handout", hint)])
    write_new(path, _skeleton("handout.yaml"))
    for schema_path, data in _schemas().items():
        target = os.path.join(workspace.root, schema_path)
        if not os.path.lexists(target):
            write_new(target, data)
    return path


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind (handout, practice or packet), as text."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def _schemas() -> dict[str, bytes]:
    return {
        os.path.join(SCHEMAS, f"{kind}.schema.json"): schema_text(kind).encode() for kind in KINDS
    }


def _skeleton(name: str) -> bytes:
    with open(os.path.join(SKELETONS, name), "rb") as stream:
        return stream.read()
