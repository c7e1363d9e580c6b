"""Write the files of a run into its folder, and note for the report what each of them has."""

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
    """The files of a run in its folder, each named after the run, for their owner alone."""

    folder: str
    run: str
    written: list[RunFile] = field(default_factory=list)

    def add(self, name: str, data: bytes, pages: int = 0, sheets: int = 0) -> None:
        """Write a file, of ``pages`` and ``sheets`` if it is a PDF.

        Raises ContentError if it cannot be written.
        """
        name = f"{self.run}.{name}"
        write_atomically(os.path.join(self.folder, name), data, private=True)
        self.written.append(RunFile(name, pages, sheets, len(data), sha256(data).hexdigest()))
