"""Words of a printed page as pictures, to find them on a folded piece."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from PIL import Image

from tests.samples import pictures

SCALE = 2.0  # pixels a point


class Printed:
    """The pages of a PDF in grey, and where words are on them, by pdfium."""

    def __init__(self, data: bytes) -> None:
        self.pages = [page.convert("L") for page in pictures(data, SCALE)]
        self._texts = [page.get_textpage() for page in pypdfium2.PdfDocument(data)]

    def stamp(self, text: str) -> Image.Image:
        """The picture of a text's first words: as many as are on one line, and found once.

        A title may be found twice, and is the larger one.
        """
        words = text.split()
        for count in range(len(words), 0, -1):
            found = sorted(
                self._found(" ".join(words[:count])), key=lambda stamp: stamp.height, reverse=True
            )
            if found and (len(found) == 1 or found[0].height > 1.5 * found[1].height):
                return found[0]
        raise AssertionError(f"{text!r} is not on the pages, or not once")

    def _found(self, words: str) -> Iterator[Image.Image]:
        for page, text in zip(self.pages, self._texts, strict=True):
            search = text.search(words, match_case=True)
            while place := search.get_next():
                if text.count_rects(*place) == 1:
                    left, bottom, right, top = (
                        round(length * SCALE) for length in text.get_rect(0)
                    )
                    yield page.crop((left, page.height - top, right, page.height - bottom))
