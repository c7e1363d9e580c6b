"""From a stock handout to the input of every peer: the words of the page and its pictures."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.brand.brand import Brand, read_brand
from press.content.handout import Handout, filled, read_handout
from press.content.tree import Alert, Block, Inline, List, Paragraph, Strong, Text
from press.typeset.phrases import phrases
from press.workspace import Workspace, open_workspace

ROOT = Path(__file__).resolve().parent.parent
HANDOUT = "failed-back-surgery"
LAYOUTS = ("faq-sheet", "trifold")


def workspace() -> Workspace:
    """Return the workspace of the repository."""
    return open_workspace(str(ROOT))


def write_page(folder: Path) -> Path:
    """Write ``page.json`` and its pictures into a folder: the input of the peers, except fonts."""
    page = page_of(HANDOUT)
    (folder / "picture.svg").write_bytes((ROOT / "assets" / "pictures" / "spine.svg").read_bytes())
    (folder / "code.svg").write_text(_code(page["qr"]), encoding="utf-8")
    file = folder / "page.json"
    file.write_text(json.dumps(page, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def write_summary_page(folder: Path, name: str) -> None:
    """Write ``page.json`` of another handout, with only the parts that Handout Press reads."""
    file = Path(workspace().home) / "handouts" / f"{name}.yaml"
    summary = read_handout(str(file)).summary
    assert summary
    page = {"summary": summary.text, "yaml": file.read_text(encoding="utf-8")}
    (folder / "page.json").write_text(json.dumps(page), encoding="utf-8")


def page_of(name: str) -> dict[str, Any]:
    """Return the words of a handout and its practice, by their role on the page."""
    stock = workspace()
    brand, _ = read_brand(stock)
    file = os.path.join(stock.home, "handouts", f"{name}.yaml")
    handout = filled(read_handout(file), brand.values)
    says = phrases(brand.language)
    assert says
    form = says["form"].format(form=handout.form)
    version = says["version"].format(version=handout.version)
    assert handout.subtitle
    assert handout.summary
    assert handout.picture
    return {
        "language": brand.language,
        "title": handout.title.text,
        "subtitle": handout.subtitle.text,
        "summary_label": says["short-answer"],
        "summary": handout.summary.text,
        "picture_alt": handout.picture.alt.text,
        "sections": [
            _section(section.heading.text, "flap" in section.panels, section.body)
            for section in handout.sections
        ],
        "warning": says["warning"],
        "call": says["call-us"],
        "qr": brand.qr,
        "qr_label": says["scan-to-call"],
        "draft": says["draft"],
        "form": f"{form} · {version}",
        **_practice(brand, says),
        **_sources(handout, says),
        "yaml": Path(handout.place.file).read_text(encoding="utf-8"),
    }


def with_number(page: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the page with a number in its summary, so that no peer can reuse its last PDF."""
    last = re.escape(page["summary"].split()[-1])
    yaml, count = re.subn(rf"({last})(\s*\n[a-z]+:)", rf"\1 ({number})\2", page["yaml"], count=1)
    assert count, "the summary is not before another field"
    return {**page, "summary": f"{page['summary']} ({number})", "yaml": yaml}


def visible_texts(page: dict[str, Any], layout: str) -> list[str]:
    """Return every text that a PDF of the page must show."""
    invisible = {"language", "picture_alt", "qr", "yaml"}
    if layout == "faq-sheet":
        invisible |= {"sources_label", "sources"}
    return [text for key, value in page.items() if key not in invisible for text in _texts(value)]


def _practice(brand: Brand, says: dict[str, str]) -> dict[str, Any]:
    return {
        "practice": brand.name,
        "street": brand.street,
        "town": brand.town,
        "phone": brand.phone,
        "fax": f"{says['fax']} {brand.fax}",
        "hours": says["call-for-hours"].format(phone=brand.phone),
    }


def _sources(handout: Handout, says: dict[str, str]) -> dict[str, Any]:
    notes = [
        ". ".join(filter(None, (source.title, source.publisher))) for source in handout.sources
    ]
    return {"sources_label": says["sources"], "sources": notes}


def _section(heading: str, flap: bool, body: tuple[Block, ...]) -> dict[str, Any]:
    return {"heading": heading, "flap": flap, "blocks": [_block(block) for block in body]}


def _block(block: Block) -> dict[str, Any]:
    """Return a block with its text as runs: [text, bold]."""
    if isinstance(block, Paragraph):
        return {"kind": "text", "runs": list(_runs(block.children, False))}
    if isinstance(block, List):
        first = [item.blocks[0] for item in block.items]
        texts = [block for block in first if isinstance(block, Paragraph)]
        items = [list(_runs(text.children, False)) for text in texts]
        return {"kind": "list", "start": block.start, "items": items}
    assert isinstance(block, Alert), f"the peers have no form for {block}"
    return {"kind": "warning", "blocks": [_block(child) for child in block.blocks]}


def _runs(children: tuple[Inline, ...], bold: bool) -> Iterator[list[Any]]:
    for child in children:
        if isinstance(child, Text):
            yield [child.text, bold]
        else:
            assert isinstance(child, Strong), f"the peers have no form for {child}"
            yield from _runs(child.children, True)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a part of the page; the runs of a paragraph are one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "kind":
                yield from _texts(item)
    elif isinstance(value, list):
        if value and isinstance(value[0], list) and isinstance(value[0][0], str):
            yield "".join(text for text, _ in value)
        else:
            for item in value:
                yield from _texts(item)


def _code(target: str) -> str:
    """Return a QR code as an SVG, for the peers that cannot make one."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget: Any = QrCodeWidget(target)
    widget.qr.make()
    count = widget.qr.getModuleCount()
    squares = "".join(
        f"M{x} {y}h1v1h-1z" for y in range(count) for x in range(count) if widget.qr.isDark(y, x)
    )
    size = f'width="{count + 6}" height="{count + 6}"'
    box = f'viewBox="-3 -3 {count + 6} {count + 6}" {size}'
    ground = f'<rect x="-3" y="-3" {size} fill="#ffffff"/>'
    path = f'<path d="{squares}" fill="#1d2529"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{ground}{path}</svg>'
