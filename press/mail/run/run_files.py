"""The files of a run, written into its folder, and what the report says of each."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from press.files import write_atomically


class RunFile(NamedTuple):
    """A finished file of a run."""

    name: str
    pages: int
    sheets: int
    bytes: int
    sha256: str


@dataclass
class RunFiles:
    """Writes the files of a run into its folder, each named after the run, for their owner alone."""

    folder: str
    run: str
    made: list[RunFile] = field(default_factory=list)

    def add(self, name: str, data: bytes, pages: int = 0, sheets: int = 0) -> None:
        """Write a file of so many pages and sheets, if it has any. Raises ContentError where it cannot be written."""
        name = f"{self.run}.{name}"
        write_atomically(os.path.join(self.folder, name), data, private=True)
        self.made.append(RunFile(name, pages, sheets, len(data), sha256(data).hexdigest()))
