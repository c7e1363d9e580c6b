"""For the print shop: colour that runs over the edge, the boxes that say what is trimmed, and marks where to cut and fold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.paper import INCH
from press.problems import Place, Problem
from press.spelling import option
from press.tagged.canvas import TaggedCanvas
from press.tagged.conditions import FOGRA39, GRACOL, Condition
from press.tagged.metadata import FOR_PRINT

BLEED = INCH / 8  # beyond the trim: what a cutter may be off
AROUND = INCH / 2  # of paper round the trim, for the marks
MARK = INCH / 4  # long
GAP = INCH / 32  # from the bleed to a mark
THIN = 0.25  # points
DASH = (3, 2)
SLUG = 6.0  # points: the size of what is written outside the marks

# How sheets of a paper are printed: where it is cut to inches in North America, elsewhere in Europe.
CONDITIONS = {"letter": GRACOL, "legal": GRACOL, "a4": FOGRA39}


class PrintShop(NamedTuple):
    """A file for the print shop, in RGB, or in ``cmyk``: which no screen reader is promised, nor an archive."""

    cmyk: bool = False

    @property
    def name(self) -> str:
        """What its files are called."""
        return "press-cmyk" if self.cmyk else "press"

    def condition(self, paper: str) -> Condition | None:
        """What it is printed by, where it is in inks."""
        return CONDITIONS[paper] if self.cmyk else None

    def remarks(self, place: Place, paper: str) -> Iterator[Problem]:
        if condition := self.condition(paper):
            message = f"A file in CMYK, here for {condition.common_name}, keeps neither to PDF/UA nor to PDF/A"
            hint = (
                "Give it to the print shop alone, "
                f"and put the file without {option('press')} on your website"
            )
            yield Problem(place, "L13", message, hint)


def begin_page(canvas: TaggedCanvas, width: float, height: float) -> None:
    """Make the page larger than what is trimmed from it; all that follows is drawn in the trim's coordinates."""
    canvas.setPageSize((width + 2 * AROUND, height + 2 * AROUND))
    canvas.setTrimBox((AROUND, AROUND, AROUND + width, AROUND + height))
    canvas.setBleedBox(
        (AROUND - BLEED, AROUND - BLEED, AROUND + width + BLEED, AROUND + height + BLEED)
    )
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


def write_slug(canvas: TaggedCanvas, height: float, page: str, font: str) -> None:
    """What a file in inks is, up along the left side of the paper that is cut off, where no mark stands."""
    text = (
        f"{page}. {canvas.condition.common_name} ({canvas.condition.name}). {FOR_PRINT}."
        if canvas.condition
        else page
    )
    canvas.saveState()
    canvas.setFont(font, SLUG)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rotate(90)
    with canvas.furniture():
        canvas.drawCentredString(height / 2, BLEED + GAP + SLUG, text)
    canvas.restoreState()
