"""From a workspace to a list of its files. It is quick, for it is asked for often.

Nothing is validated. A title and a review that are written as the skeleton writes them are taken
from their lines. The YAML reader reads all others: to load it would take a third of the time.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from press.files import TooLargeError, read_regular
from press.problems import ContentError
from press.workspace import Workspace, WorkspaceFile

KINDS = {
    "handouts": "handout",
    "handouts/packets": "packet",
    "handouts/mailings": "mailing",
    "layouts": "layout",
}


PICTURES = (".svg", ".png", ".jpg", ".jpeg")
LARGEST = 1_000_000  # bytes, as in press.content.yaml_reader, which is slow to load


class LibraryRow(NamedTuple):
    """A file of the workspace.

    ``kind`` is a value of KINDS, ``origin`` practice or stock. ``review`` is draft or approved, or
    says that the file ``has problems`` or ``cannot be read``. A layout and a picture have no review
    and no title; the name of a picture is that of its file, as a text names it.
    """

    kind: str
    name: str
    origin: str
    review: str
    title: str


class LibraryResult(NamedTuple):
    """The files: handouts, packets, mailings, layouts and pictures, each kind by name.

    ``stock`` is the folder of the stock.
    """

    rows: tuple[LibraryRow, ...]
    stock: str


def list_library(workspace: Workspace) -> LibraryResult:
    """Return a row for each file of the workspace, and of the stock that it does not hide."""
    rows = []
    for folder, kind in KINDS.items():
        for file in workspace.all(folder):
            review, title = _state(file) if kind != "layout" else ("", "")
            rows.append(LibraryRow(kind, file.name, file.origin, review, title))
    rows += [LibraryRow("picture", name, origin, "", "") for name, origin in _pictures(workspace)]
    return LibraryResult(tuple(rows), workspace.stock)


def _pictures(workspace: Workspace) -> list[tuple[str, str]]:
    """Return each picture and whose it is; the practice's hides the stock's of the same name."""
    pictures: dict[str, str] = {}
    for origin, assets in workspace.folders("assets"):
        folder = os.path.join(assets, "pictures")
        for parent, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if name.lower().endswith(PICTURES) and not name.startswith("."):
                    path = os.path.relpath(os.path.join(parent, name), folder)
                    pictures.setdefault(path.replace(os.sep, "/"), origin)
    return sorted(pictures.items())


_TITLE = re.compile(r"^title: +([^\s\"'|>&*!%@`{\[#~][^#:\n]*)$", re.MULTILINE)
_LONGER = re.compile(r"^title:[^\n]*\n\n* +\S|^title: +(?:[Nn]ull|NULL) *$", re.MULTILINE)
_REVIEW = re.compile(r"^review: +\{ *status: *(draft|approved) *[,}]", re.MULTILINE)
_ANY_REVIEW = re.compile(r"^[\"'?]?review", re.MULTILINE)


def _state(file: WorkspaceFile) -> tuple[str, str]:
    """Return the review state and the title."""
    try:
        data = read_regular(file.path, LARGEST)
    except TooLargeError:
        return "has problems", ""
    except OSError:
        return "cannot be read", ""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    titles, reviews = _TITLE.findall(text), _REVIEW.findall(text)
    plain_title = len(titles) == 1 and not _LONGER.search(text)
    plain_review = len(reviews) == len(_ANY_REVIEW.findall(text)) <= 1
    if plain_title and plain_review:
        return reviews[0] if reviews else "draft", titles[0].rstrip()
    return _state_by_reader(file.path, data)


def _state_by_reader(path: str, data: bytes) -> tuple[str, str]:
    from press.content.yaml_nodes import Mapping, Scalar
    from press.content.yaml_reader import read_yaml

    try:
        fields = read_yaml(path, data).entries
    except ContentError:
        return "has problems", ""
    title = fields["title"][1] if "title" in fields else None
    review = fields["review"][1] if "review" in fields else None
    status = review.entries.get("status") if isinstance(review, Mapping) else None
    state = status[1].text if status and isinstance(status[1], Scalar) else "draft"
    text = title.text if isinstance(title, Scalar) and not title.missing else ""
    return state, " ".join(text.split())
