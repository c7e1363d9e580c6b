"""From a layout's name to its class: the practice's file of that name is run, else the stock's.

A layout is named, never given as a path: to open a third party's handout must not run its code.
"""

from __future__ import annotations

import os
import stat
import sys
from _thread import RLock  # of threading, which would load more
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from inspect import isabstract
from types import ModuleType
from typing import Any

from press.brand.brand import STOCK_FONTS, Colors
from press.layout.contract import LARGE_BODY, Layout
from press.problems import ContentError, Place, Problem
from press.typeset.styles import ALIGN, ROLES, Scale
from press.workspace import Workspace, WorkspaceFile, stock_folder

LONGEST_REASON = 200  # characters of an exception's message

TEXT_LAYOUT = "instructions"  # its type scale is that of letters and packets

Version = tuple[str, int, int]  # of a file: its path, when it was changed (ns), and its bytes

_LOADING = RLock()  # taken again for the stock layout that a layout extends


def load_layout(workspace: Workspace, name: str, asked_at: Place | None = None) -> type[Layout]:
    """Return the layout of that name; a file that was edited is run again.

    ``asked_at`` is where the name was typed, for the message.

    Raises ContentError if there is no such file, or if it does not hold exactly one layout.
    """
    file = workspace.find("layouts", name, asked_at)
    stocks = (one.path for one in stock_workspace().all("layouts"))
    with _LOADING:
        return _load(file, tuple(map(_version, (file.path, *stocks))))


def stock(name: str) -> Any:
    """Return the stock layout of that name, to be extended: ``class Ours(stock("trifold")):``.

    Raises ContentError if there is none.
    """
    return load_layout(stock_workspace(), name)


def text_scale(workspace: Workspace) -> Scale:
    """Return the type scale of letters and packets: that of the layout ``instructions``.

    A practice that overrides ``layouts/instructions.py`` restyles its letters and packets with it.
    That is intended: they are running text on pages, as instructions are.
    """
    return load_layout(workspace, TEXT_LAYOUT).scale


def stock_workspace() -> Workspace:
    """Return the workspace that has the stock alone."""
    return Workspace(None, stock_folder())


def _version(path: str) -> Version:
    try:
        status = os.stat(path)
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from None
    if not stat.S_ISREG(status.st_mode):
        raise _unreadable(path, "it is no regular file")
    return path, status.st_mtime_ns, status.st_size


def _unreadable(path: str, reason: str) -> ContentError:
    message = f"The layout cannot be read ({reason})"
    return ContentError([Problem(Place(path), "W03", message, "Check its rights and what it is")])


class _Loader(SourceFileLoader):
    """Runs a layout's file, and writes no bytecode into a practice's folder."""

    def set_data(self, path: Any, data: Any, **_: Any) -> None:
        """Write nothing."""


@lru_cache(maxsize=64)
def _load(file: WorkspaceFile, versions: tuple[Version, ...]) -> type[Layout]:
    """Return the layout of a file. ``versions`` are those of the file and of what it may extend."""
    module = _run(file)
    layouts = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Layout)
        and value.__module__ == module.__name__
    ]
    if len(layouts) != 1 or isabstract(layouts[0]):
        hint = 'Write one class that extends Layout, or stock("trifold"), in a file of its own'
        message = "The layout has no arrange()"
        if len(layouts) != 1:
            message = f"The file holds {len(layouts)} layouts"
        raise ContentError([Problem(Place(file.path), "W02", message, hint)])
    (layout,) = layouts
    layout.name, layout.file = file.name, file.path
    if problems := list(check_scales(layout)):
        raise ContentError(problems)
    return layout


def _run(file: WorkspaceFile) -> ModuleType:
    """Run a layout's file as a module, which is listed in ``sys.modules`` only while it runs.

    So no two versions of it, and no two practices' layouts of one name, are taken for each other.
    """
    name = f"press_layout_{file.origin}_{file.name.replace('-', '_')}"
    spec = spec_from_file_location(name, file.path, loader=_Loader(name, file.path))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[name] = module  # where its dataclasses look
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        if error.name is None:
            raise _stopped(error, file) from None
        hint = "Install what it needs into the same environment, or take the import out"
        message = f"It cannot import '{error.name}'"
        raise ContentError([Problem(Place(file.path), "W02", message, hint)]) from None
    except SyntaxError as error:
        if error.filename != file.path:  # of another file, which the layout imports or compiles
            place = Place(file.path, _line_of(error, file.path))
        else:
            place = Place(file.path, error.lineno or 1, error.offset or 1)
        message = f"Python cannot read it: {error.msg}"
        raise ContentError([Problem(place, "W02", message, "Correct the line")]) from None
    except (ContentError, KeyboardInterrupt):
        raise
    except PermissionError as error:
        if error.filename != file.path:
            raise _stopped(error, file) from None
        raise _unreadable(file.path, str(error.strerror)) from None
    except BaseException as error:  # also SystemExit: a layout's sys.exit() ends no build
        raise _stopped(error, file) from None
    finally:
        sys.modules.pop(name, None)
    return module


def _stopped(error: BaseException, file: WorkspaceFile) -> ContentError:
    """Return the problem of a layout's file that raised an exception while it was loaded."""
    place = Place(file.path, _line_of(error, file.path))
    hint = "Correct the line, or use another layout"
    return ContentError([Problem(place, "W02", _in_words(error), hint)])


def _line_of(error: BaseException, path: str) -> int:
    """Return the last line of the file that an exception went through; 1 if there is none."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == path:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _in_words(error: BaseException) -> str:
    """Return the message about an exception that a layout's file raised."""
    if isinstance(error, SystemExit):
        return "It ends the program while it is loaded"
    try:
        reason = " ".join(str(error).split())[:LONGEST_REASON]
    except Exception:  # its own __str__ is also the layout's code
        reason = ""
    name = type(error).__name__
    return ": ".join(["It stops while it is loaded", name, *([reason] if reason else [])])


KNOWN: dict[str, Collection[str]] = {
    "color": [*Colors._fields],
    "face": STOCK_FONTS,
    "align": ALIGN,
}
STOCK = {"scale": "trifold", "large": "faq-sheet"}  # layouts that have such a scale


def check_scales(layout: type[Layout]) -> Iterator[Problem]:
    """Yield the problems of a layout's type scales.

    Rows may be missing, or rows of large print not large. Rows may have a colour, a face or an
    alignment that does not exist.
    """
    place, large = Place(layout.file), layout.large or {}
    scale: Scale = getattr(layout, "scale", {})
    required = {"scale": scale}
    if layout.large is not None:
        required["large"] = large
    for name, rows in required.items():
        if missing := [role for role in ROLES if role not in rows]:
            message = f"The layout's {name} has no row for {', '.join(missing)}"
            hint = f'Take them from the stock: {name} = {{**stock("{STOCK[name]}").{name}, …}}'
            yield Problem(place, "W02", message, hint)
    if small := [role for role in large if large[role].size < LARGE_BODY]:
        message = f"The layout's large print is below {LARGE_BODY:g} pt in {', '.join(small)}"
        hint = f"Give each row of large a size of {LARGE_BODY:g} or more"
        yield Problem(place, "W02", message, hint)
    yield from _unknown(place, "scale", scale)
    for rows in layout.tight:
        yield from _unknown(place, "tight", rows)
    yield from _unknown(place, "large", large)


def _unknown(place: Place, name: str, rows: Scale) -> Iterator[Problem]:
    for role, row in rows.items():
        for field, known in KNOWN.items():
            if (value := getattr(row, field)) not in known:
                message = f"The layout's {name} has the {field} '{value}' for {role}"
                yield Problem(place, "W02", message, f"Use one of: {', '.join(known)}")
