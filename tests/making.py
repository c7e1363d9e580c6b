"""What tests make: workspaces, handouts, PDFs; and how they read a PDF back."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdf import PdfReader

from press.brand import Brand, read_brand
from press.content.handout import Handout, filled, parse_handout, read_handout
from press.layout import load_layout
from press.layout.contract import Composed
from press.workspace import Workspace, open_workspace, stock_folder

STOCK = Path(stock_folder())
STOCK_HANDOUTS = sorted(path.stem for path in (STOCK / "handouts").glob("*.yaml"))
STOCK_LAYOUTS = sorted(path.stem for path in (STOCK / "layouts").glob("*.py"))

PRACTICE: dict[str, Any] = {
    "name": "Harbor Spine Clinic",
    "address": {"street": "12 Quay Street", "city": "Norfolk", "state": "VA", "zip": "23510"},
    "phone": "757-555-0142",
}


def stock() -> Workspace:
    return Workspace(None, stock_folder())


def workspace(folder: Path, practice: dict[str, Any] | None = None, handouts: dict[str, Any] | None = None) -> Workspace:
    """A practice's workspace in ``folder``; JSON is YAML, so the files are written as that."""
    (folder / "handouts").mkdir(parents=True, exist_ok=True)
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "layouts").mkdir(exist_ok=True)
    (folder / "assets" / "practice.yaml").write_text(json.dumps(practice or PRACTICE), encoding="utf-8")
    for name, content in (handouts or {}).items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / "handouts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return open_workspace(str(folder))


def handout(*bodies: str, **fields: Any) -> Handout:
    """A handout with one section a body, filled with the stock practice's values."""
    sections = [{"heading": f"Question {number}?", "body": body} for number, body in enumerate(bodies, 1)]
    content = {"title": "A short title", "sections": sections, **fields}
    return filled(parse_handout("made.yaml", json.dumps(content).encode()), brand().values)


def brand(where: Workspace | None = None) -> Brand:
    return read_brand(where or stock())[0]


def stock_handout(name: str) -> Handout:
    return filled(read_handout(str(STOCK / "handouts" / f"{name}.yaml")), brand().values)


def compose(what: Handout, layout: str, whose: Brand | None = None) -> Composed:
    whose = whose or brand()
    return load_layout(whose.workspace, layout)().compose(what, whose)


def text_of(data: bytes) -> str:
    """The text of a PDF as pdfium reads it, page after page."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text: str) -> str:
    """Without anything that is blank, in composed form: what must be the same before and after."""
    return re.sub(r"\s|\ufeff|\u00ad", "", unicodedata.normalize("NFKC", text))


def pictures(data: bytes, scale: float = 1.0) -> list[Image.Image]:
    """Each page as a picture of ``scale`` pixels a point."""
    return [page.render(scale=scale).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(data)]


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))
