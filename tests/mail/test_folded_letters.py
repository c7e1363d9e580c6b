"""Letters and brochures in one file, printed over one edge of the sheet, and folded by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.paper import FOLDS
from press.print_files.component import Component, turned_pages
from tests.folding.hands import HANDS
from tests.folding.numbers import NUMBERS
from tests.folding.paper import printed
from tests.folding.stamps import SCALE, Printed
from tests.folding.test_folding import Folded, check, marked
from tests.mail.pieces import Turning, assembled, letter
from tests.samples import PRACTICE, STOCK_HANDOUTS, brand, compose, stock_handout, workspace

NAME = STOCK_HANDOUTS[0]
LETTER = letter("Please call us.", "Welcome")


class Upright(Printed):
    """Two pages of a file as readers hold them; the file has those ``turned`` upside down."""

    def __init__(self, data: bytes, first: int, turned: frozenset[int]) -> None:
        super().__init__(data)
        self.sides = self.pages[first : first + 2]
        self._texts = self._texts[first : first + 2]
        self.pages = [
            side.rotate(180) if index in turned else side for index, side in enumerate(self.sides)
        ]


def folded(
    layout: str,
    folder: Path,
    flip: str,
    turning: Turning = turned_pages,
    printer: str | None = None,
) -> Folded:
    """Return the brochure of the second piece, folded.

    ``printer`` is the edge over which the printer turns the sheets; None is the file's.
    """
    whose = brand(workspace(folder, {**PRACTICE, "tagline": "Care for your back"}))
    what = stock_handout(NAME)
    data = compose(what, layout, whose).data
    turned: list[frozenset[int]] = []

    def recorded(component: Component, edge: str | None) -> frozenset[int]:
        turned.append(turning(component, edge))
        return turned[-1]

    file = assembled([(LETTER, data), (LETTER, data)], flip, turning=recorded)
    first = file.pieces[1].first + 2
    pages = Upright(file.data, first, turned[-1])
    stamps, headings = marked(pages, what, layout)
    front, back = pages.sides
    lines = [line * SCALE for line in NUMBERS[layout, "letter"].lines(1)]
    return Folded(layout, printed(front, back, printer or flip), lines, stamps, headings)


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize("layout", HANDS)
def test_a_brochure_among_letters_folds_as_it_does_alone(
    layout: str, flip: str, tmp_path: Path
) -> None:
    assert (layout, "letter") in FOLDS
    assert len(check(folded(layout, tmp_path, flip))) >= 3


def never(component: Component, flip: str | None) -> frozenset[int]:
    return frozenset()


def always(component: Component, flip: str | None) -> frozenset[int]:
    return frozenset(range(1, len(component.pages), 2))


@pytest.mark.parametrize(
    ("flip", "turning", "printer"),
    [("long", never, "long"), ("short", always, "short"), ("long", turned_pages, "short")],
)
@pytest.mark.parametrize("layout", HANDS)
def test_a_side_that_is_turned_wrong_is_noticed(
    layout: str, flip: str, turning: Turning, printer: str, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError, match=r"is not seen upright|is seen"):
        check(folded(layout, tmp_path, flip, turning, printer))
