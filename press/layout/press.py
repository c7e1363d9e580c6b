"""For the print shop: colour that runs over the edge, the boxes that say what is trimmed, and marks where to cut and fold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.paper import INCH
from press.problems import Place, Problem
from press.tagged.canvas import TaggedCanvas

BLEED = INCH / 8  # beyond the trim: what a cutter may be off
AROUND = INCH / 2  # of paper round the trim, for the marks
MARK = INCH / 4  # long
GAP = INCH / 32  # from the bleed to a mark
THIN = 0.25  # points
DASH = (3, 2)


class Press(NamedTuple):
    """A file for the print shop, in RGB, or in ``cmyk``: which no screen reader is promised, nor an archive."""

    cmyk: bool = False

    @property
    def name(self) -> str:
        """What its files are called."""
        return "press-cmyk" if self.cmyk else "press"

    def remarks(self, place: Place) -> Iterator[Problem]:
        if self.cmyk:
            hint = "Give it to the print shop alone, and put the file without --press on your website"
            yield Problem(place, "L13", "A file in CMYK keeps neither to PDF/UA nor to PDF/A", hint)


def begin_page(canvas: TaggedCanvas, width: float, height: float) -> None:
    """Make the page larger than what is trimmed from it; all that follows is drawn in the trim's coordinates."""
    canvas.setPageSize((width + 2 * AROUND, height + 2 * AROUND))
    canvas.setTrimBox((AROUND, AROUND, AROUND + width, AROUND + height))
    canvas.setBleedBox((AROUND - BLEED, AROUND - BLEED, AROUND + width + BLEED, AROUND + height + BLEED))
    canvas.bleed = BLEED
    canvas.translate(AROUND, AROUND)


def draw_marks(canvas: TaggedCanvas, width: float, height: float, folds: Sequence[float]) -> None:
    """Lines at the corners of the trim, and dashed ones where it is folded; outside the bleed, as artifacts."""
    near, far = BLEED + GAP, BLEED + GAP + MARK
    canvas.saveState()
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setLineWidth(THIN)
    for x in (0, width):
        canvas.line(x, -near, x, -far)
        canvas.line(x, height + near, x, height + far)
    for y in (0, height):
        canvas.line(-near, y, -far, y)
        canvas.line(width + near, y, width + far, y)
    canvas.setDash(*DASH)
    for x in folds:
        canvas.line(x, -near, x, -far)
        canvas.line(x, height + near, x, height + far)
    canvas.restoreState()
