"""Somebody else's PDF as it was taken in: safe, in plain pages, and judged. What makes one of it is press.intake."""

from __future__ import annotations

from dataclasses import dataclass

from press.finishing.boxes import Box

LETTERS = ("a", "u", "b", "")  # of PDF/A-2, from the strictest; the last is none


@dataclass(frozen=True, slots=True)
class TakenIn:
    """``data`` is a PDF anew, each page of it upright in points, with its lower left corner at (0, 0).

    ``seen`` is what of each page has ink, None for a blank one. ``tagged`` if a screen reader gets its text in order, and
    ``accessible`` if nothing is wrong with that; else ``why`` has it in words. ``archive`` is the letter of PDF/A-2 that it
    keeps (a, u or b), or empty.
    """

    name: str
    data: bytes
    sizes: tuple[tuple[float, float], ...]
    seen: tuple[Box | None, ...]
    language: str
    tagged: bool
    accessible: bool
    why: tuple[str, ...]
    archive: str

    @property
    def pages(self) -> int:
        return len(self.sizes)
