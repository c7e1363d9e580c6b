"""Write the files of a run into its folder, and note for the report what each of them has."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from press.files import write_atomically


class RunFile(NamedTuple):
    """A finished file of a run.

    ``sides`` is the value of the standard option of that name, by which the file is printed as it
    is meant: such as two-sided-long-edge. It is empty for a file that is none of paper.
    """

    name: str
    pages: int
    sheets: int
    bytes: int
    sha256: str
    sides: str = ""


@dataclass
class RunFiles:
    """The files of a run in its folder, each named after the run, for their owner alone."""

    folder: str
    run: str
    written: list[RunFile] = field(default_factory=list)

    def add(self, name: str, data: bytes, pages: int = 0, sheets: int = 0, sides: str = "") -> None:
        """Write a file, of ``pages``, ``sheets`` and ``sides`` if it is a PDF.

        Raises ContentError if it cannot be written.
        """
        name = f"{self.run}.{name}"
        write_atomically(os.path.join(self.folder, name), data, private=True)
        digest = sha256(data).hexdigest()
        self.written.append(RunFile(name, pages, sheets, len(data), digest, sides))
