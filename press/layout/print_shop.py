"""From a page to a print shop's page: bleed, trim and bleed boxes, and marks to cut and fold by."""

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

# The printing condition by paper: a North American one for paper in inches, else a European one.
CONDITIONS = {"letter": GRACOL, "legal": GRACOL, "a4": FOGRA39}


class PrintShop(NamedTuple):
    """A file for a print shop, in RGB or in ``cmyk``.

    A file in CMYK is not promised to be accessible, nor fit for an archive.
    """

    cmyk: bool = False

    @property
    def name(self) -> str:
        """The part of a file's name that tells it from the file for an office printer."""
        return "press-cmyk" if self.cmyk else "press"

    def condition(self, paper: str) -> Condition | None:
        """Return the printing condition for a paper, None for a file in RGB."""
        return CONDITIONS[paper] if self.cmyk else None

    def remarks(self, place: Place, paper: str) -> Iterator[Problem]:
        """Yield the remark that a file in CMYK keeps to no standard of accessibility."""
        if condition := self.condition(paper):
            message = (
                f"A file in CMYK, here for {condition.common_name}, "
                "keeps neither to PDF/UA nor to PDF/A"
            )
            hint = (
                "Give it to the print shop alone, "
                f"and put the file without {option('press')} on your website"
            )
            yield Problem(place, "L13", message, hint)


def begin_page(canvas: TaggedCanvas, width: float, height: float) -> None:
    """Make the page larger than its trim size, which is ``width`` × ``height`` points.

    All that follows is drawn in the coordinates of the trim.
    """
    canvas.setPageSize((width + 2 * AROUND, height + 2 * AROUND))
    canvas.setTrimBox((AROUND, AROUND, AROUND + width, AROUND + height))
    begin, right, top = AROUND - BLEED, AROUND + width + BLEED, AROUND + height + BLEED
    canvas.setBleedBox((begin, begin, right, top))
    canvas.bleed = BLEED
    canvas.translate(AROUND, AROUND)


def draw_marks(canvas: TaggedCanvas, width: float, height: float, folds: Sequence[float]) -> None:
    """Draw crop marks at the corners of the trim, and dashed marks at the folds.

    ``width`` and ``height`` are the trim's, and ``folds`` are from its left edge, all in points.
    The marks are outside the bleed, and artifacts.
    """
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
    """Write which page it is, and for which printing condition, outside the trim.

    The slug runs upward at the left of a page that is ``height`` points high, where no mark is.
    """
    text, condition = page, canvas.condition
    if condition:
        text = f"{page}. {condition.common_name} ({condition.name}). {FOR_PRINT}."
    canvas.saveState()
    canvas.setFont(font, SLUG)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rotate(90)
    with canvas.furniture():
        canvas.drawCentredString(height / 2, BLEED + GAP + SLUG, text)
    canvas.restoreState()
