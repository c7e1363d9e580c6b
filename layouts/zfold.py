"""A brochure folded like a Z, in equal panels: cover, two panels, two on the other side, and back.

Closed, the last panel of the inside is the back, with the contact block. It is not for mailing
without an envelope.
"""

from __future__ import annotations

from typing import ClassVar

from press.layout import FOLDS, stock


class Zfold(stock("trifold")):  # type: ignore[misc]
    """A brochure of two folds in opposite directions."""

    fold = "zfold"
    papers = tuple(paper for name, paper in FOLDS if name == "zfold")
    holds = 560
    flap_on = None
    mails = False
    back_on = 4
    text_on = ((2, 1), (3, 1), (5, 1), (6, 1))
    names: ClassVar[dict[int, str]] = {
        1: "cover",
        2: "inside-1",
        3: "inside-2",
        4: "back",
        5: "outside-1",
        6: "outside-2",
    }
