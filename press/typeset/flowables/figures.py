"""Pictures and symbols as flowables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from press.paper import INCH
from press.problems import Place
from press.tagged.guarded_canvas import PrintedPicture
from press.tagged.nodes import StructElem
from press.typeset.pictures.load import Art
from press.typeset.pictures.vector import Vector, draw_shapes
from press.typeset.text.paragraph import StoryFlowable

WIDEST = 1_800  # pixels: load_art scales larger pictures to this


class Figure(StoryFlowable):
    """A picture, as large as the width, ``widest`` and ``highest`` allow, in points.

    ``element`` is None for decoration. ``align`` is left or center. ``file`` and ``place`` are the
    picture's file and where it is named, for messages on its resolution.
    """

    def __init__(
        self,
        art: Art,
        element: StructElem | None,
        highest: float = 1e6,
        widest: float = 1e6,
        align: str = "left",
        file: str = "",
        place: Place | None = None,
    ) -> None:
        super().__init__()
        self.file, self.place = file, place
        self.art, self.element = art, element
        self.highest, self.widest, self.align = highest, widest, align

    @property
    def elements(self) -> Iterator[StructElem]:
        """Its structure element; nothing for decoration."""
        if self.element:
            yield self.element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Scale the picture; return its width and height, in points."""
        self.scale = min(
            min(availWidth, self.widest) / self.art.width, self.highest / self.art.height
        )
        self.drawn = self.art.width * self.scale
        self.width = availWidth if self.align == "center" else self.drawn
        self.height = self.art.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture in its structure element."""
        x = (self.width - self.drawn) / 2 if self.align == "center" else 0
        with self.canv.tagged(self.element, (x, 0, x + self.drawn, self.height)):
            self._paint(x)

    def _paint(self, x: float) -> None:
        canvas = self.canv
        if isinstance(self.art.body, ImageReader):
            self._record_resolution(self.art.body)
            canvas.drawImage(self.art.body, x, 0, self.drawn, self.height, mask="auto")
            return
        canvas.saveState()
        canvas.translate(x, 0)
        canvas.scale(self.scale, self.scale)
        if isinstance(self.art.body, Vector):
            self.art.body.draw(canvas)
        else:
            edge = canvas.beginPath()
            edge.rect(0, 0, self.art.width, self.art.height)
            # Shapes outside the drawing's own page stay off ours.
            canvas.clipPath(edge, stroke=0, fill=0)
            draw_shapes(self.art.body, canvas)
        canvas.restoreState()

    def _record_resolution(self, image: ImageReader) -> None:
        """Record how many pixels of a picture are printed on an inch."""
        pictures = getattr(self.canv, "pictures", None)
        if pictures is None or self.place is None or max(image.getSize()) >= WIDEST:
            return  # a scaled picture has all the pixels that are ever printed
        pixels = image.getSize()[0]
        inches = self.drawn / INCH
        pictures.append(PrintedPicture(self.place, self.file, pixels, inches))


class Symbol(StoryFlowable):
    """A small drawing, ``side`` points wide and high, such as the warning triangle.

    ``paint`` draws it on a canvas at the origin, in that size.
    """

    def __init__(self, side: float, paint: Callable[[Canvas, float], None]) -> None:
        super().__init__()
        self.side, self.paint = side, paint

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return its width and height, in points."""
        self.width = self.height = self.side
        return self.side, self.side

    def draw(self) -> None:
        """Draw the symbol, outside any structure element."""
        self.canv.saveState()
        self.paint(self.canv, self.side)
        self.canv.restoreState()
