"""The bytes of a file: every object is at its offset, and repeated drawings are stored once."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from press.pdf.file import OBJECTS_PER_STREAM
from press.tagged.canvas import TaggedCanvas
from press.tagged.form_xobjects import paint_form
from press.typeset.fonts.registry import fonts_of
from tests.samples import brand, compose, compose_edition, handout


@pytest.mark.parametrize("edition", [None, "large-print"])
def test_every_object_is_found(edition: str | None) -> None:
    sections = [
        {"heading": f"Question {number}", "body": "- one\n- two\n- three"} for number in range(30)
    ]
    data = compose_edition(
        handout("-", sections=sections[:6] if edition is None else sections), "faq-sheet", edition
    ).data
    reader = PdfReader(io.BytesIO(data), strict=True)
    packed, loose = reader.xref_objStm, reader.xref[0]
    objects = {number: reader.get_object(number) for number in [*packed, *loose]}
    assert all(value is not None for value in objects.values())
    assert not any(isinstance(objects[number], StreamObject) for number in packed)
    assert all(isinstance(objects[number], StreamObject) for number in loose)
    assert sorted([0, *objects]) == [*range(int(str(reader.trailer["/Size"])))]
    assert len(packed) > (OBJECTS_PER_STREAM if edition else 30)
    for number, offset in loose.items():
        assert data[offset:].startswith(b"%d 0 obj\n" % number)


def test_a_file_ends_with_its_cross_reference_stream() -> None:
    data = compose(handout("So."), "faq-sheet").data
    start = re.search(rb"startxref\n(\d+)\n%%EOF\n$", data)
    assert start
    assert b"/Type /XRef" in data[int(start[1]) :][:100]
    assert data.startswith(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")


def test_a_drawing_that_repeats_is_stored_once() -> None:
    buffer = io.BytesIO()
    canvas = TaggedCanvas(
        buffer, lang="en-US", initialFontName=fonts_of(brand().fonts).name("regular")
    )
    for left in (20, 200):
        canvas.translate(left, 0)
        paint_form(canvas, "0 0 30 40 re f", 30, 40)
    paint_form(canvas, "0 0 30 41 re f", 30, 41)
    canvas.save()
    forms: Any = PdfReader(buffer).pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    assert sorted(form.get_object().get_data() for form in forms.values()) == [
        b"0 0 30 40 re f",
        b"0 0 30 41 re f",
    ]
