"""From a layout's name to its class: the file is run by its path, the practice's before the stock's.

A layout is named, never given as a path: to open somebody's handout must not run somebody's code.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Collection, Iterator
from functools import cache
from inspect import isabstract
from typing import Any

from press.brand.brand import STOCK_FONTS, Colors
from press.layout.contract import LARGE_BODY, Layout
from press.problems import ContentError, Place, Problem
from press.typeset.styles import ALIGN, ROLES, Scale
from press.workspace import Workspace, WorkspaceFile, stock_folder

TEXT_LAYOUT = "instructions"  # its type scale is that of letters and packets


def load_layout(workspace: Workspace, name: str, asked_at: Place | None = None) -> type[Layout]:
    """The layout of that name; raises ContentError where there is none, or where its file does not hold exactly one."""
    return _from_file(workspace.find("layouts", name, asked_at))


def stock(name: str) -> Any:
    """The stock layout of that name, for a practice's own to extend: ``class Ours(stock("trifold")):``."""
    return load_layout(Workspace(None, stock_folder()), name)


def text_scale(workspace: Workspace) -> Scale:
    """Return the type scale of letters and packets: that of the layout ``instructions``.

    A practice that overrides ``layouts/instructions.py`` restyles its letters and packets with it.
    That is intended: they are running text on pages, as instructions are.
    """
    return load_layout(workspace, TEXT_LAYOUT).scale


@cache
def _from_file(found: WorkspaceFile) -> type[Layout]:
    module_name = f"press_layout_{found.origin}_{found.name.replace('-', '_')}"
    spec = importlib.util.spec_from_file_location(module_name, found.path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    write_bytecode, sys.dont_write_bytecode = (
        sys.dont_write_bytecode,
        True,
    )  # nothing appears in a practice's folder
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        hint = "Install what it needs into the same environment, or take the import out"
        raise ContentError(
            [Problem(Place(found.path), "W02", f"It cannot import '{error.name}'", hint)]
        ) from None
    except SyntaxError as error:
        place = Place(found.path, error.lineno or 1, error.offset or 1)
        raise ContentError(
            [Problem(place, "W02", f"Python cannot read it: {error.msg}", "Correct the line")]
        ) from None
    finally:
        sys.dont_write_bytecode = write_bytecode
    own = [
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Layout) and one.__module__ == module_name
    ]
    if len(own) != 1 or isabstract(own[0]):
        hint = 'Write one class that extends Layout, or stock("trifold"), in a file of its own'
        message = (
            f"The file holds {len(own)} layouts" if len(own) != 1 else "The layout has no arrange()"
        )
        raise ContentError([Problem(Place(found.path), "W02", message, hint)])
    own[0].name, own[0].file = found.name, found.path
    if problems := list(check_scales(own[0])):
        raise ContentError(problems)
    return own[0]


KNOWN: dict[str, Collection[str]] = {
    "color": [*Colors._fields],
    "face": STOCK_FONTS,
    "align": ALIGN,
}
STOCK = {"scale": "trifold", "large": "faq-sheet"}  # layouts that have such a scale


def check_scales(layout: type[Layout]) -> Iterator[Problem]:
    """Rows that are missing, rows of large print that are not large, and rows in what the brand does not have."""
    place, large = Place(layout.file), layout.large or {}
    scale: Scale = getattr(layout, "scale", {})
    for name, rows in (
        {"scale": scale, "large": large}.items() if layout.large is not None else [("scale", scale)]
    ):
        if lacking := [role for role in ROLES if role not in rows]:
            hint = f'Take them from the stock: {name} = {{**stock("{STOCK[name]}").{name}, …}}'
            yield Problem(
                place, "W02", f"The layout's {name} has no row for {', '.join(lacking)}", hint
            )
    if small := [role for role in large if large[role].size < LARGE_BODY]:
        message = f"The layout's large print is below {LARGE_BODY:g} pt in {', '.join(small)}"
        yield Problem(
            place, "W02", message, f"Give each row of large a size of {LARGE_BODY:g} or more"
        )
    for name, rows in (
        ("scale", scale),
        *(("tight", rows) for rows in layout.tight),
        ("large", large),
    ):
        yield from _unknown(place, name, rows)


def _unknown(place: Place, name: str, rows: Scale) -> Iterator[Problem]:
    for role, row in rows.items():
        for field, known in KNOWN.items():
            if (value := getattr(row, field)) not in known:
                message = f"The layout's {name} has the {field} '{value}' for {role}"
                yield Problem(place, "W02", message, f"Use one of: {', '.join(known)}")
