"""Workspaces for services, and a record of how far a service says that it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from press.workspace import Workspace
from tests.samples import workspace

GOOD: dict[str, Any] = {
    "title": "Good",
    "layouts": ["faq-sheet"],
    "sections": [{"heading": "A question?", "body": "An answer."}],
}
BAD: dict[str, Any] = {**GOOD, "titel": "Bad"}
THREE = ("a-good", "bad", "c-good")


def three_handouts(folder: Path) -> Workspace:
    """A workspace with two handouts that can be composed, and one between them that cannot."""
    return workspace(folder, handouts=dict(zip(THREE, (GOOD, BAD, GOOD), strict=True)))


class Steps:
    """A progress function that remembers its calls, and a stop function that says True after one.

    ``after`` is the number of finished steps after which to stop; None never stops.
    """

    def __init__(self, after: int | None = None) -> None:
        self.after = after
        self.calls: list[tuple[int, int]] = []

    def progress(self, done: int, total: int) -> None:
        self.calls.append((done, total))

    def stop(self) -> bool:
        return self.after is not None and self.calls[-1][0] >= self.after


def files(folder: Path) -> list[str]:
    """The files below a folder, by their names."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())
