"""From a face of a brand to a one-page PDF whose embedded font other files of ours can share."""

from __future__ import annotations

import io

from press.brand.brand import Brand
from press.tagged.canvas import TaggedCanvas
from press.typeset.fonts.registry import fonts_of


def font_page(brand: Brand, characters: str, face: str = "regular") -> bytes:
    """Return a PDF of one page that shows Western characters in a face of the brand's.

    Their codes in its font are the usual ones.
    """
    buffer, font = io.BytesIO(), fonts_of(brand.fonts).name(face)
    canvas = TaggedCanvas(
        buffer, pageCompression=1, invariant=1, lang="en", initialFontName=font, pdfVersion=(1, 7)
    )
    canvas.setFont(font, 10)
    with canvas.furniture():
        canvas.drawString(20, 20, characters)
    canvas.save()
    return buffer.getvalue()
