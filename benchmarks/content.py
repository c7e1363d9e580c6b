"""From a stock handout to what every peer is given: the words of the page, and the files that stand on it."""

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
    return open_workspace(str(ROOT))


def write_page(folder: Path) -> Path:
    """``page.json`` with its pictures in a folder; the peers read nothing else but the fonts."""
    page = page_of(HANDOUT)
    (folder / "picture.svg").write_bytes((ROOT / "assets" / "pictures" / "spine.svg").read_bytes())
    (folder / "code.svg").write_text(_code(page["qr"]), encoding="utf-8")
    file = folder / "page.json"
    file.write_text(json.dumps(page, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def write_words(folder: Path, name: str) -> None:
    """``page.json`` of another handout, with no more than Handout Press itself reads."""
    where = workspace()
    file = Path(where.home) / "handouts" / f"{name}.yaml"
    summary = read_handout(str(file)).summary
    assert summary
    page = {"summary": summary.text, "yaml": file.read_text(encoding="utf-8")}
    (folder / "page.json").write_text(json.dumps(page), encoding="utf-8")


def page_of(name: str) -> dict[str, Any]:
    """The words of a handout and its practice, by their place on the page."""
    where = workspace()
    brand, _ = read_brand(where)
    handout = filled(
        read_handout(os.path.join(where.home, "handouts", f"{name}.yaml")), brand.values
    )
    says = phrases(brand.language)
    assert says
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
        "form": f"{says['form'].format(form=handout.form)} · {says['version'].format(version=handout.version)}",
        **_practice(brand, says),
        **_sources(handout, says),
        "yaml": Path(handout.place.file).read_text(encoding="utf-8"),
    }


def varied(page: dict[str, Any], number: int) -> dict[str, Any]:
    """The page with a number in its summary, so that no peer can hand out what it made the round before."""
    last = re.escape(page["summary"].split()[-1])
    yaml, found = re.subn(rf"({last})(\s*\n[a-z]+:)", rf"\1 ({number})\2", page["yaml"], count=1)
    assert found, "the handout's summary is not where it was"
    return {**page, "summary": f"{page['summary']} ({number})", "yaml": yaml}


def said_in(page: dict[str, Any], layout: str) -> list[str]:
    """Every text that a PDF of the page must show."""
    only = {"faq-sheet": (), "trifold": ("sources_label", "sources")}
    silent = {
        "language",
        "picture_alt",
        "qr",
        "yaml",
        *(only["trifold"] if layout == "faq-sheet" else ()),
    }
    return [text for key, value in page.items() if key not in silent for text in _texts(value)]


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
    notes = [". ".join(filter(None, (one.title, one.publisher))) for one in handout.sources]
    return {"sources_label": says["sources"], "sources": notes}


def _section(heading: str, flap: bool, body: tuple[Block, ...]) -> dict[str, Any]:
    return {"heading": heading, "flap": flap, "blocks": [_block(block) for block in body]}


def _block(block: Block) -> dict[str, Any]:
    """A block with its text as runs: [text, bold]."""
    if isinstance(block, Paragraph):
        return {"kind": "text", "runs": list(_runs(block.children, False))}
    if isinstance(block, List):
        first = [item.blocks[0] for item in block.items]
        items = [list(_runs(one.children, False)) for one in first if isinstance(one, Paragraph)]
        return {"kind": "list", "start": block.start, "items": items}
    assert isinstance(block, Alert), f"the peers have no form for {block}"
    return {"kind": "warning", "blocks": [_block(one) for one in block.blocks]}


def _runs(children: tuple[Inline, ...], bold: bool) -> Iterator[list[Any]]:
    for child in children:
        if isinstance(child, Text):
            yield [child.text, bold]
        else:
            assert isinstance(child, Strong), f"the peers have no form for {child}"
            yield from _runs(child.children, True)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif (
        isinstance(value, list)
        and value
        and isinstance(value[0], list)
        and isinstance(value[0][0], str)
    ):
        yield "".join(text for text, _ in value)
    else:
        inside = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        for key, one in inside:
            if key != "kind":
                yield from _texts(one)


def _code(target: str) -> str:
    """The QR code as an SVG, for the peers that cannot make one."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget: Any = QrCodeWidget(target)
    widget.qr.make()
    count = widget.qr.getModuleCount()
    squares = "".join(
        f"M{x} {y}h1v1h-1z" for y in range(count) for x in range(count) if widget.qr.isDark(y, x)
    )
    box = f'viewBox="-3 -3 {count + 6} {count + 6}" width="{count + 6}" height="{count + 6}"'
    ground = f'<rect x="-3" y="-3" width="{count + 6}" height="{count + 6}" fill="#ffffff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{ground}<path d="{squares}" fill="#1d2529"/></svg>'
