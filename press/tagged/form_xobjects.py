"""Operators that look the same in many documents as a Form XObject (ISO 32000-1, 8.10), compressed once for all of them."""

from __future__ import annotations

import zlib
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import xObjectName

from press.pdf.file import stream_bytes
from press.tagged.cmyk import in_cmyk
from press.tagged.streams import Raw


class _Form(NamedTuple):
    name: str
    data: bytes


def paint_form(canvas: Any, operators: str, width: float, height: float) -> None:
    """Paint operators that name no resources, clipped to (0, 0, width, height) of the current coordinates, in points.

    They begin in the colours of the page, and leave its state as it is.
    """
    condition = getattr(canvas, "condition", None)  # a plain canvas has none
    form = _form(in_cmyk(operators, condition) if condition else operators, width, height)
    if not canvas._doc.hasForm(form.name):
        canvas._doc.Reference(Raw(form.data), xObjectName(form.name))
    canvas._formsinuse.append(form.name)
    canvas._code.append(f"/{xObjectName(form.name)} Do")


@lru_cache(maxsize=128)
def _form(operators: str, width: float, height: float) -> _Form:
    box = f"/BBox [0 0 {width:g} {height:g}]"
    name = sha256(f"{box}\n{operators}".encode("ascii")).hexdigest()[:16]
    entries = f"/Type /XObject/Subtype /Form{box}/Resources <<>>/Filter /FlateDecode"
    return _Form(name, stream_bytes(zlib.compress(operators.encode("ascii"), 9), entries))
