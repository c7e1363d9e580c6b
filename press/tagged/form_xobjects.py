"""From operators to a Form XObject (ISO 32000-1, 8.10), compressed once for many documents."""

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
    """Paint operators that name no resources, clipped to ``width`` and ``height``, in points.

    The lower-left corner is the origin of the current coordinates. The operators begin with the
    page's colours, and must leave its state as it is.
    """
    condition = getattr(canvas, "condition", None)  # ReportLab's own canvas has none
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
