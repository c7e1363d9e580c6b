"""From a name to a file: the practice's folder first, then the stock."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import NamedTuple

from press.problems import ContentError, Place, Problem, guess
from press.spelling import verb

SUFFIX = {
    "handouts": ".yaml",
    "handouts/packets": ".yaml",
    "handouts/mailings": ".yaml",
    "layouts": ".py",
}


class WorkspaceFile(NamedTuple):
    """A file of the workspace: its name without suffix, its path, and whose it is."""

    name: str
    path: str
    origin: str  # "practice" or "stock"


class Workspace(NamedTuple):
    """Where a practice's files are. ``root`` is None where there is no practice, only the stock."""

    root: str | None
    stock: str

    @property
    def home(self) -> str:
        """The folder that answers for the brand: the practice's, else the stock's."""
        return self.root or self.stock

    def folders(self, kind: str) -> list[tuple[str, str]]:
        """(origin, folder) in the order in which they are asked."""
        places = [
            ("practice", self.root if self.root != self.stock else None),
            ("stock", self.stock),
        ]
        return [(origin, os.path.join(root, *kind.split("/"))) for origin, root in places if root]

    def all(self, kind: str) -> list[WorkspaceFile]:
        """Every file of a kind (a key of SUFFIX), by name; a practice's hides the stock's of the same name."""
        found: dict[str, WorkspaceFile] = {}
        for origin, folder in self.folders(kind):
            for name, path in _files(folder, SUFFIX[kind]):
                # Names that differ in capitals alone are one file on Windows and macOS.
                found.setdefault(name.casefold(), WorkspaceFile(name, path, origin))
        return [found[name] for name in sorted(found)]

    def unread(self, kind: str) -> list[str]:
        """The practice's files of a kind that are passed over because of their names, by path."""
        folder = os.path.join(self.home, *kind.split("/"))
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            return []
        read = {os.path.basename(path) for _, path in _files(folder, SUFFIX[kind])}
        suspects = (name for name in names if name not in read and not name.startswith((".", "_")))
        return [
            os.path.join(folder, name)
            for name in suspects
            if name.lower().endswith((".yml", ".yaml", ".yaml.txt"))
        ]

    def find(self, kind: str, name: str, asked_at: Place | None = None) -> WorkspaceFile:
        """The file of that name; raises ContentError with a guess where there is none."""
        found = {one.name: one for one in self.all(kind)}
        if name in found:
            return found[name]
        what = kind.rstrip("s").split("/")[-1]
        place = asked_at or Place(os.path.join(self.home, kind))
        raise ContentError(
            [Problem(place, "W01", f"There is no {what} called '{name}'", guess(name, found))]
        )

    def asset(self, name: str, folder: str, asked_at: Place) -> str:
        """The path of a file of assets/ (in ``folder``, else in assets/ itself); raises ContentError without one.

        What lies outside assets/, also behind a link, and what is not an ordinary file, is refused.
        """
        outside = (
            name.startswith(("/", "~")) or "\\" in name or ":" in name or ".." in name.split("/")
        )
        # What names another place is not even looked at: on Windows a look at //host/ sends one's credentials.
        for _, assets in self.folders("assets") if not outside else ():
            for place in dict.fromkeys((os.path.join(assets, folder), assets)):
                path = os.path.join(_real(place), name)
                if "/" in name or os.path.islink(path):
                    path = os.path.realpath(path)
                if os.path.isfile(path) and _is_below(path, _real(assets)):
                    return path
        where = f"assets/{folder}".rstrip("/")
        there = {
            one
            for _, assets in self.folders("assets")
            for one in _names(os.path.join(assets, folder))
        }
        hint = near_name(name, there) or f"Copy it to {where}/ and check the name"
        raise ContentError(
            [Problem(asked_at, "P01", f"There is no file '{name}' in {where}/", hint)]
        )

    def stock_asset(self, name: str, folder: str) -> str:
        """The path of a file that the stock is known to have."""
        return os.path.join(self.stock, "assets", folder, name)

    @property
    def practice_file(self) -> str:
        """The path of practice.yaml; it is never taken from the stock for a practice that lacks one."""
        return os.path.join(self.home, "assets", "practice.yaml")


def open_workspace(directory: str | None = None) -> Workspace:
    """The workspace in ``directory``; by default the current folder if it has a handouts/, else the stock."""
    stock = stock_folder()
    chosen = directory is not None or os.path.isdir("handouts")
    if directory is None:
        directory = os.getcwd() if chosen else stock
    elif not os.path.isdir(directory):
        hint = f"Make one with: {verb('init', directory)}"
        raise ContentError([Problem(Place(directory), "W01", "There is no such folder", hint)])
    if os.path.realpath(directory) != os.path.realpath(stock):
        return Workspace(os.path.abspath(directory), stock)
    # A checkout is a workspace like any other for who works in it; the installed package is nobody's.
    return Workspace(stock if chosen and not _is_installed(stock) else None, stock)


def stock_folder() -> str:
    """Where handouts/, layouts/ and assets/ lie: inside the installed package, or beside it in a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "stock")
    return installed if os.path.isdir(installed) else os.path.dirname(here)


def near_name(name: str, names: set[str]) -> str | None:
    """A question with the file that was meant, where one is much like it but for its suffix or capitals."""
    from difflib import get_close_matches

    stems = {os.path.splitext(one)[0].casefold(): one for one in names}
    near = get_close_matches(os.path.splitext(name)[0].casefold(), stems, n=1, cutoff=0.8)
    return f"Did you mean '{stems[near[0]]}'?" if near else None


def _names(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError:
        return []


@lru_cache(maxsize=64)
def _real(folder: str) -> str:
    """A folder without links: asked for each picture, again and again."""
    return os.path.realpath(folder)


@lru_cache(maxsize=256)
def _is_below(path: str, folder: str) -> bool:
    return (
        os.path.commonpath([path, folder]) == folder
        if os.path.splitdrive(path)[0] == os.path.splitdrive(folder)[0]
        else False
    )


def _is_installed(stock: str) -> bool:
    return os.path.basename(stock) == "stock"


def _files(folder: str, suffix: str) -> list[tuple[str, str]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return []
    return [
        (entry.name.removesuffix(suffix), entry.path)
        for entry in entries
        if entry.name.endswith(suffix)
        and not entry.name.startswith((".", "_"))
        and "."
        not in entry.name.removesuffix(suffix)  # a dot parts name and layout in what is built
        and entry.is_file()
    ]
