"""From a workspace to a list of what is in it: kept light, for it is asked for often.

Nothing is validated. A title and a review that are written as the skeleton writes them are taken from
their lines, which spares loading the YAML reader, a third of the whole; any other way is left to it.
"""

from __future__ import annotations

import re

from press.problems import ContentError
from press.workspace import Workspace, WorkspaceFile

HEADS = ("kind", "name", "from", "review", "title")


def rows(workspace: Workspace) -> list[tuple[str, ...]]:
    """A table with a head: kind, name, whose it is, review state, title."""
    table: list[tuple[str, ...]] = [HEADS]
    for kind, what in (
        ("handouts", "handout"),
        ("handouts/packets", "packet"),
        ("handouts/mailings", "mailing"),
        ("layouts", "layout"),
    ):
        for found in workspace.all(kind):
            review, title = _state(found) if what != "layout" else ("", "")
            table.append((what, found.name, found.origin, review, title))
    return table


_TITLE = re.compile(r"^title: +([^\s\"'|>&*!%@`{\[#~][^#:\n]*)$", re.MULTILINE)
_LONGER = re.compile(r"^title:[^\n]*\n\n* +\S|^title: +(?:[Nn]ull|NULL) *$", re.MULTILINE)
_REVIEW = re.compile(r"^review: +\{ *status: *(draft|approved) *[,}]", re.MULTILINE)
_ANY_REVIEW = re.compile(r"^[\"'?]?review", re.MULTILINE)


def _state(found: WorkspaceFile) -> tuple[str, str]:
    """Review state and title."""
    try:
        with open(found.path, "rb") as stream:
            data = stream.read()
    except OSError:
        return "cannot be read", ""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    titles, reviews = _TITLE.findall(text), _REVIEW.findall(text)
    plain_title = len(titles) == 1 and not _LONGER.search(text)
    plain_review = len(reviews) == len(_ANY_REVIEW.findall(text)) <= 1
    if plain_title and plain_review:
        return reviews[0] if reviews else "draft", titles[0].rstrip()
    return _state_by_reader(found.path, data)


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
    return state, " ".join(title.text.split()) if isinstance(
        title, Scalar
    ) and not title.missing else ""
