"""Write the tables of docs/layouts.md from the docstrings of what a layout may use.

``python tools/layout_page.py``. A test compares the page with what this module returns.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import press.layout
from press.layout import Across, Arrangement, Flow, Fold, Layout, Page, Sheet, Story
from press.typeset.styles import ROLES, Styles

PAGE = Path(__file__).resolve().parent.parent / "docs" / "layouts.md"
BLOCK = re.compile(r"(<!-- written: (\w+) -->\n).*?(<!-- end -->\n)", re.DOTALL)

# What has no docstring of its own: the attributes, and the constants.
ATTRIBUTES: dict[type, dict[str, str]] = {
    Story: {
        "handout": "The handout, to look at: its texts come from the methods.",
        "brand": "The practice. `brand.paper` is the name of its paper.",
        "language": "The language of the text, such as en-US.",
        "phrases": "The program's own words in that language, by name.",
        "styles": "The type scale at this body size: see `Styles` below.",
        "grids": "The tables of the story.",
        "section_elements": "The structure elements of each section that was asked for.",
    },
    Page: {
        "width": "Its width, in points.",
        "height": "Its height, in points.",
        "number": "Its number, from 0. `take` looks for it.",
        "edges": 'The sides that are the sheet\'s own edge: words of "left right top bottom".',
        "behind": "Functions that draw on the canvas before all flowables.",
        "placements": "What was put on it.",
        "too_large": "Flowables that were put into less height than they need.",
    },
    Layout: {
        "scale": "The type scale: a row for each role.",
        "tight": "Rows in place of some of the scale's, one set after the other, if all fails.",
        "large": "The scale of the large-print edition, 18 points or more; None if there is none.",
        "sizes": "The sizes of body text to try, in points, from the largest.",
        "holds": "About how many words fit at 12 points; 0 if not known.",
        "duplex": 'The edge on which a sheet is turned, "long" or "short"; None for one side.',
        "papers": "The names of the papers that it is made for.",
        "folds": "True if it is folded, and so may come on longer paper.",
        "mails": "True if its back can be the address side of a self-mailer.",
        "to_the_edge": "True if a printer's correction may move some of it off the paper.",
        "part": "The panel whose sections it shows, if it shows only a part of a handout.",
        "canvas": "The class of what it is drawn on.",
        "name": "The name of its file, without .py.",
        "file": "The path of its file.",
    },
    Styles: {
        "body_size": "The size of body text, in points.",
        "scale": "The type scale.",
        "edition": "The edition: an `Edition`.",
        "fonts": "The fonts. `fonts.name(face)` is the name to give to a canvas.",
    },
}
CONSTANTS = {
    "CARD": "The size of a wallet card: a `Sheet`, in points.",
    "Drawing": "A function that draws on a canvas: for `page.behind`.",
    "EDGE": "The margin that no office printer reaches, in points.",
    "FOLDS": "Each `Fold` by its name and the name of its paper.",
    "FOLD_CLEAR": "The distance from a fold within which nothing is printed, in points.",
    "INCH": "One inch, in points.",
    "SHEETS": "Each `Sheet` by the name of its paper.",
    "Scale": f"A `Type` by role. The roles are {', '.join(ROLES)}.",
}
MEMBERS = (Styles, Flow, Arrangement, Sheet, Fold, Across)  # classes with methods to be listed


def written() -> str:
    """Return the page with its tables as the program has them now."""
    tables = {
        "story": _class(Story),
        "page": _class(Page),
        "layout": _class(Layout),
        "names": _names(),
        "members": _members(),
    }
    return BLOCK.sub(
        lambda block: f"{block[1]}\n{chr(10).join(tables[block[2]])}\n\n{block[3]}",
        PAGE.read_text(encoding="utf-8"),
    )


def _class(owner: type) -> Iterator[str]:
    """The methods of a class and of its bases, and then its attributes."""
    yield from ("| method | |", "|---|---|")
    for name, method in inspect.getmembers(owner, inspect.isroutine):
        if not name.startswith("_"):
            yield f"| `{name}{_parameters(method)}` | {_text(method)} |"
    yield from ("", "| attribute | |", "|---|---|")
    for name, text in ATTRIBUTES[owner].items():
        yield f"| `{name}` | {text} |"


def _names() -> Iterator[str]:
    yield from ("| name | |", "|---|---|")
    for name in sorted(press.layout.__all__, key=str.lower):
        value = getattr(press.layout, name)
        if name in CONSTANTS:
            yield f"| `{name}` | {CONSTANTS[name]} |"
        elif value in (Story, Page, Layout):
            yield f"| `{name}` | {_text(value, summary=True)} See above. |"
        elif name in ("Brand", "Handout"):
            yield f"| `{name}` | {_text(value)} |"
        else:
            yield f"| `{name}{_parameters(value)}` | {_text(value)} |"


def _members() -> Iterator[str]:
    yield from ("| of | method or attribute | |", "|---|---|---|")
    for owner in MEMBERS:
        for name, text in ATTRIBUTES.get(owner, {}).items():
            yield f"| `{owner.__name__}` | `{name}` | {text} |"
        for name, member in vars(owner).items():
            if name.startswith("_"):
                continue
            if isinstance(member, property):
                yield f"| `{owner.__name__}` | `{name}` | {_text(member)} |"
            elif inspect.isfunction(member):
                call = f"{name}{_parameters(member)}"
                yield f"| `{owner.__name__}` | `{call}` | {_text(member)} |"


def _parameters(value: Any) -> str:
    """The parameters of a function or class, with their defaults and without their types."""
    if not inspect.isclass(value) and not inspect.isroutine(value):
        return ""
    parameters = []
    for name, parameter in inspect.signature(value).parameters.items():
        if name == "self" or name.startswith("_"):
            continue
        default = parameter.default
        plain = isinstance(default, int | float | str | tuple) and not hasattr(default, "_fields")
        if default is parameter.empty:
            parameters.append(name)
        elif plain or default is None:
            parameters.append(f"{name}={default!r}".replace("1000000.0", "1e6"))
        else:
            parameters.append(f"{name}=…")
    return f"({', '.join(parameters)})"


def _text(value: Any, summary: bool = False) -> str:
    """A docstring in one line, or only its first paragraph."""
    paragraphs = (inspect.getdoc(value) or "").split("\n\n")
    text = " ".join(" ".join(paragraphs[: 1 if summary else None]).split())
    return text.replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
