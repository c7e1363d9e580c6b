"""A font by itself: a PDF in which nothing but some signs stand, so that their font can be used in other files of ours."""

from __future__ import annotations

import io

from press.brand.brand import Brand
from press.tagged.canvas import TaggedCanvas
from press.typeset.fonts.registry import fonts_of


def signs_of(brand: Brand, signs: str, face: str = "regular") -> bytes:
    """A page with signs of Western texts in a face of the brand's; their codes are those that they have everywhere."""
    buffer, font = io.BytesIO(), fonts_of(brand.fonts).name(face)
    canvas = TaggedCanvas(
        buffer, pageCompression=1, invariant=1, lang="en", initialFontName=font, pdfVersion=(1, 7)
    )
    canvas.setFont(font, 10)
    with canvas.furniture():
        canvas.drawString(20, 20, signs)
    canvas.save()
    return buffer.getvalue()
