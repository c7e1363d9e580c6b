"""The printing conditions of files for a print shop, as rows of a table, and their inks.

Each names its characterization as in the ICC's registry (http://www.color.org), so that no profile
has to be embedded (ISO 32000-1, 14.11.5). The tables of inks beside this module are made from the
same data by tools/ink_tables.py.
"""

from __future__ import annotations

import os
import zlib
from functools import cache
from typing import NamedTuple

SIDE = 17  # steps of red, green and blue in a table
REGISTRY = "http://www.color.org"


class Condition(NamedTuple):
    """Sheet-fed offset printing on coated paper, by one characterization.

    ``name`` is that in the ICC's registry, ``common_name`` the one people use. ``file`` is the
    table of inks.
    """

    name: str
    common_name: str
    description: str
    file: str

    @property
    def intent(self) -> bytes:
        """The bytes of its output intent, a dictionary."""
        return (
            f"<</Type /OutputIntent/S /GTS_PDFX/OutputConditionIdentifier ({self.name})"
            f"/OutputCondition ({self.description})"
            f"/RegistryName ({REGISTRY})/Info ({self.common_name})>>"
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
def ink_table(condition: Condition) -> bytes:
    """Return cyan, magenta, yellow and black, a byte each, of SIDE × SIDE × SIDE colours.

    Red changes fastest, then green.
    """
    with open(os.path.join(os.path.dirname(__file__), condition.file), "rb") as stream:
        return zlib.decompress(stream.read())
