"""The printing conditions that a file for the print shop may be made for: rows of a table, and what each prints as what.

Each names its characterization as the ICC's registry has it (http://www.color.org), so that no profile has to be embedded
(ISO 32000-1, 14.11.5); the table of inks beside this module is made from the same data, by tools/ink_tables.py.
"""

from __future__ import annotations

import os
import zlib
from functools import cache
from typing import NamedTuple

SIDE = 17  # steps of red, green and blue in a table
REGISTRY = "http://www.color.org"


class Condition(NamedTuple):
    """Sheet-fed offset on coated paper, by one characterization: its name in the registry, and what people call it."""

    name: str
    called: str
    says: str
    file: str

    @property
    def intent(self) -> bytes:
        """The output intent, as a dictionary's bytes."""
        return (
            f"<</Type /OutputIntent/S /GTS_PDFX/OutputConditionIdentifier ({self.name})/OutputCondition ({self.says})"
            f"/RegistryName ({REGISTRY})/Info ({self.called})>>"
        ).encode("ascii")


GRACOL = Condition(
    "CGATS TR 006",
    "Coated GRACoL 2006",
    "GRACoL 2006, ISO 12647-2, paper type 1, coated",
    "cgats-tr-006.inks",
)
FOGRA39 = Condition(
    "FOGRA39",
    "Coated FOGRA39",
    "ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2, coated",
    "fogra39.inks",
)


@cache
def table(condition: Condition) -> bytes:
    """Cyan, magenta, yellow and black of SIDE × SIDE × SIDE colours, a byte each; red changes quickest, then green."""
    with open(os.path.join(os.path.dirname(__file__), condition.file), "rb") as stream:
        return zlib.decompress(stream.read())
