"""Helpers of the tests: workspaces, handouts and PDFs, and ways to read a PDF back."""

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

from press.brand.brand import Brand, read_brand
from press.content.handout import Handout, filled, parse_handout, read_handout
from press.layout import load_layout
from press.layout.contract import Composed
from press.typeset.editions import edition_of
from press.workspace import Workspace, open_workspace, stock_folder

STOCK = Path(stock_folder())
STOCK_HANDOUTS = sorted(path.stem for path in (STOCK / "handouts").glob("*.yaml"))
STOCK_LAYOUTS = sorted(path.stem for path in (STOCK / "layouts").glob("*.py"))
WHOLE_LAYOUTS = [layout for layout in STOCK_LAYOUTS if layout != "wallet-card"]  # print all of it
KINDS = ["faq-sheet", "instructions", "trifold"]  # one page, many pages, a folded sheet

PRACTICE: dict[str, Any] = {
    "name": "Harbor Spine Clinic",
    "address": {"street": "12 Quay Street", "city": "Norfolk", "state": "VA", "zip": "23510"},
    "phone": "757-555-0142",
}

# Every construct of the Markdown of a body, one by one and nested.
EVERYTHING = {
    "paragraphs": "One, **bold *both* again**, *slanted*.\\\nA new line.\n\n"
    "Another about Nguyễn and Łódź: ½ ≤ 1 µg, “so”.",
    "subheadings": "Before.\n\n### A smaller heading\n\nText below it.\n\n### Another\n\nMore.",
    "nested lists": "Bring:\n\n- one\n  - one a\n    - one a deep\n  - one b\n\n    a second one\n"
    "- two\n  1. first\n  2. second\n",
    "long list": "\n".join(f"- item {number} says every day what it says" for number in range(14)),
    "steps": "7. wash\n8. rinse\n9. repeat\n10. stop\n",
    "check boxes": "- [ ] a card\n- [x] a list of **medicines**\n"
    "- [ ] shoes\n\n  that you can take off\n",
    "table": "| Day | What | How much |\n|:--|:-:|--:|\n"
    "| one | rest | 5 |\n| two | **walk** | |\n| three |\n",
    "long table": "| Day | Pain |\n|---|---|\n"
    + "\n".join(f"| day {number} | as on every day before |" for number in range(24)),
    "empty corner": "| | Before | After |\n|---|---|---|\n| Eat | no | yes |\n",
    "picture": "![The spine from the side](spine.svg)",
    "picture with caption": '![A list with ticks](checklist.svg "What to bring")',
    "links": (
        "See [the web](https://www.example.com/a?b=c&d=(e)), "
        "[call **us** about a long story over several lines of text today]"
        "(tel:+17575550100), or [write](mailto:desk@example.com).\n\n[All of it](https://www.example.com)"
    ),
    "long word": "See https://www.example.com/" + "/".join(["a-long-way"] * 9) + " for more.",
    "long link": "See [https://www.example.com/{0}](https://www.example.com/{0}) now.".format(
        "/".join(["a-long-way"] * 9)
    ),
    "boxes": "> [!WARNING]\n> Call **now**.\n\n> [!TIP]\n> - rest\n> - drink\n\n"
    "> [!NOTE]\n> See [more](https://www.example.com).",
    "box with all": "> [!NOTE]\n> Text.\n>\n> 1. one\n>    - two\n>\n"
    "> ![A needle](injection.svg)\n>\n> - [ ] three\n",
    "list with all": "- text\n\n  more\n\n- > [!TIP]\n  > so\n- ![A needle](injection.svg)\n",
    "split": "word " * 260,
}


def by_length() -> list[str]:
    """Return the names of the stock handouts, the shortest first."""
    return sorted(STOCK_HANDOUTS, key=lambda name: stock_handout(name).words)


def stock() -> Workspace:
    return Workspace(None, stock_folder())


def workspace(
    folder: Path, practice: dict[str, Any] | None = None, handouts: dict[str, Any] | None = None
) -> Workspace:
    """Make a practice's workspace in ``folder``, with files in JSON, which is YAML."""
    (folder / "handouts").mkdir(parents=True, exist_ok=True)
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "layouts").mkdir(exist_ok=True)
    (folder / "assets" / "practice.yaml").write_text(
        json.dumps(practice or PRACTICE), encoding="utf-8"
    )
    for name, content in (handouts or {}).items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / "handouts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return open_workspace(str(folder))


def handout(*bodies: str, **fields: Any) -> Handout:
    """Return a handout with a section for each body, filled with the stock practice's values."""
    sections = [
        {"heading": f"Question {number}?", "body": body} for number, body in enumerate(bodies, 1)
    ]
    content = {"title": "A short title", "sections": sections, **fields}
    return filled(parse_handout("made.yaml", json.dumps(content).encode()), brand().values)


def brand(where: Workspace | None = None) -> Brand:
    return read_brand(where or stock())[0]


def stock_handout(name: str) -> Handout:
    return filled(read_handout(str(STOCK / "handouts" / f"{name}.yaml")), brand().values)


def of_three_lengths() -> list[str]:
    """Return the names of the shortest, a middle and the longest stock handout."""
    names = by_length()
    return [names[0], names[len(names) // 2], names[-1]]


def compose(what: Handout, layout: str, whose: Brand | None = None) -> Composed:
    whose = whose or brand()
    return load_layout(whose.workspace, layout)().compose(what, whose)


def compose_edition(
    what: Handout, layout: str, edition: str | None, whose: Brand | None = None
) -> Composed:
    whose = whose or brand()
    return load_layout(whose.workspace, layout)().compose(what, whose, edition_of(edition, whose))


def text_of(data: bytes) -> str:
    """The text of a PDF, page after page."""
    return "\n".join(pages_of(data))


def pages_of(data: bytes) -> list[str]:
    """The text of each page as pdfium reads it; it gives a hyphen before a line end as U+FFFE."""
    document = pypdfium2.PdfDocument(data)
    texts = (page.get_textpage().get_text_range() for page in document)
    return [text.replace("\ufffe", "-") for text in texts]


def squeezed(text: str) -> str:
    """Return the text without spaces, in composed form, to compare it before and after printing."""
    return re.sub(r"\s|\ufeff|\u00ad", "", unicodedata.normalize("NFKC", text))


def pictures(data: bytes, scale: float = 1.0) -> list[Image.Image]:
    """Return each page as a picture of ``scale`` pixels a point."""
    return [
        page.render(scale=scale).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(data)
    ]


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


THREE_LENGTHS = of_three_lengths()
