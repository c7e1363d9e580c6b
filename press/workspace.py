"""From a name to a file: the practice's folder first, then the stock."""

from __future__ import annotations

import os
import stat
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
    """A file of the workspace: its name without suffix, its path, and its owner."""

    name: str
    path: str
    origin: str  # "practice" or "stock"


class Workspace(NamedTuple):
    """The folders of a practice and of the stock. ``root`` is None if there is only the stock."""

    root: str | None
    stock: str

    @property
    def home(self) -> str:
        """The folder of practice.yaml: the practice's, or else the stock's."""
        return self.root or self.stock

    def folders(self, kind: str) -> list[tuple[str, str]]:
        """Return the folders of a kind, each with its origin, in the order of look-up."""
        roots = [
            ("practice", self.root if self.root != self.stock else None),
            ("stock", self.stock),
        ]
        return [(origin, os.path.join(root, *kind.split("/"))) for origin, root in roots if root]

    def all(self, kind: str) -> list[WorkspaceFile]:
        """Return every file of a kind (a key of SUFFIX), sorted by name.

        A file of the practice hides the stock's file of the same name. Raises ContentError if a
        folder cannot be read: the stock must not take its place.
        """
        files: dict[str, WorkspaceFile] = {}
        for origin, folder in self.folders(kind):
            for name, path in _files(folder, SUFFIX[kind]):
                # Windows and macOS have one file for names that differ only in capitals.
                files.setdefault(name.casefold(), WorkspaceFile(name, path, origin))
        return [files[name] for name in sorted(files)]

    def unread(self, kind: str) -> list[str]:
        """Return the paths of the practice's files that are ignored because of their names.

        Raises ContentError if the folder cannot be read.
        """
        folder = os.path.join(self.home, *kind.split("/"))
        names = sorted(entry.name for entry in _entries(folder))
        read = {os.path.basename(path) for _, path in _files(folder, SUFFIX[kind])}
        suspects = (name for name in names if name not in read and not name.startswith((".", "_")))
        return [
            os.path.join(folder, name)
            for name in suspects
            if name.lower().endswith((".yml", ".yaml", ".yaml.txt"))
        ]

    def find(self, kind: str, name: str, asked_at: Place | None = None) -> WorkspaceFile:
        """Return the file of that name. Raises ContentError, with a guess, if there is none.

        ``asked_at`` is where the name is written; None is the folder itself.
        """
        files = {file.name: file for file in self.all(kind)}
        if name in files:
            return files[name]
        what = kind.rstrip("s").split("/")[-1]
        place = asked_at or Place(os.path.join(self.home, kind))
        raise ContentError(
            [Problem(place, "W01", f"There is no {what} called '{name}'", guess(name, files))]
        )

    def asset(self, name: str, folder: str, asked_at: Place) -> str:
        """Return the path of a file in ``folder`` of assets/, or else in assets/ itself.

        Raises ContentError if there is no such regular file, or if it is outside assets/, also
        through a link. Raises it too if it cannot be told whether the file is there.
        """
        outside = (
            name.startswith(("/", "~")) or "\\" in name or ":" in name or ".." in name.split("/")
        )
        # A name outside is not looked up at all: on Windows, a look at //host/ sends credentials.
        for _, assets in self.folders("assets") if not outside else ():
            for parent in dict.fromkeys((os.path.join(assets, folder), assets)):
                path = os.path.join(_real(parent), name)
                _check_link(parent, asked_at)
                _check_link(path, asked_at)
                if "/" in name or os.path.islink(path):
                    path = os.path.realpath(path)
                if _is_file(path, asked_at) and _is_below(path, _real(assets)):
                    return path
        where = f"assets/{folder}".rstrip("/")
        names = {
            file
            for _, assets in self.folders("assets")
            for file in _names(os.path.join(assets, folder))
        }
        hint = near_name(name, names) or f"Copy it to {where}/ and check the name"
        raise ContentError(
            [Problem(asked_at, "P01", f"There is no file '{name}' in {where}/", hint)]
        )

    def stock_asset(self, name: str, folder: str) -> str:
        """Return the path of a file that is always in the stock."""
        return os.path.join(self.stock, "assets", folder, name)

    @property
    def practice_file(self) -> str:
        """The path of practice.yaml. A practice without one never gets the stock's."""
        return os.path.join(self.home, "assets", "practice.yaml")


def open_workspace(directory: str | None = None) -> Workspace:
    """Return the workspace in ``directory``.

    The default is the current folder if it has a handouts/, or else the stock. Raises ContentError
    if there is no such folder, or if it cannot be told whether the current one has a handouts/.
    """
    stock = stock_folder()
    chosen = directory is not None or _has_handouts()
    if directory is None:
        directory = os.getcwd() if chosen else stock
    elif not os.path.isdir(directory):
        hint = f"Make one with: {verb('init', directory)}"
        raise ContentError([Problem(Place(directory), "W01", "There is no such folder", hint)])
    if os.path.realpath(directory) != os.path.realpath(stock):
        return Workspace(os.path.abspath(directory), stock)
    # A checkout is a workspace like any other. The installed package is no practice's workspace.
    return Workspace(stock if chosen and not _is_installed(stock) else None, stock)


def stock_folder() -> str:
    """Return the folder of the stock: in the installed package, or beside it in a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "stock")
    return installed if os.path.isdir(installed) else os.path.dirname(here)


def near_name(name: str, names: set[str]) -> str | None:
    """Return a hint with the most similar file name, or None. Suffix and capitals do not count."""
    from difflib import get_close_matches

    stems = {os.path.splitext(file)[0].casefold(): file for file in names}
    near = get_close_matches(os.path.splitext(name)[0].casefold(), stems, n=1, cutoff=0.8)
    return f"Did you mean '{stems[near[0]]}'?" if near else None


def _has_handouts() -> bool:
    try:
        mode = os.lstat("handouts").st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unreadable("handouts", error) from None
    if not stat.S_ISDIR(mode):  # a file, a pipe, or a link that may lead nowhere
        _entries("handouts")
    return True


def _names(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError:
        return []


@lru_cache(maxsize=64)
def _real(folder: str) -> str:
    """Return a folder without links. Every picture asks for it."""
    return os.path.realpath(folder)


@lru_cache(maxsize=256)
def _is_below(path: str, folder: str) -> bool:
    same_drive = os.path.splitdrive(path)[0] == os.path.splitdrive(folder)[0]
    return same_drive and os.path.commonpath([path, folder]) == folder


def _is_installed(stock: str) -> bool:
    return os.path.basename(stock) == "stock"


def _files(folder: str, suffix: str) -> list[tuple[str, str]]:
    """Return the names and paths in a folder.

    A pipe or a link that leads nowhere is one too: its reader says that it cannot be read.
    """
    # No name has a dot: in a built file's name, a dot separates the name from the layout.
    return [
        (entry.name.removesuffix(suffix), entry.path)
        for entry in _entries(folder)
        if entry.name.endswith(suffix)
        and not entry.name.startswith((".", "_"))
        and "." not in entry.name.removesuffix(suffix)
        and not entry.is_dir(follow_symlinks=False)
    ]


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing if there is none.

    Raises ContentError if it cannot be read, also if it is a file or a link that leads nowhere.
    """
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError as error:
        for path in (folder, os.path.dirname(folder)):  # handouts/packets is below a folder
            if os.path.islink(path):
                raise _unreadable(path, error) from None
        return []
    except OSError as error:
        raise _unreadable(folder, error) from None


def _unreadable(folder: str, error: OSError) -> ContentError:
    message = f"The folder cannot be read ({error.strerror})"
    hint = "Check its rights, and what it is; the stock does not take its place"
    return ContentError([Problem(Place(folder), "W03", message, hint)])


def _check_link(path: str, asked_at: Place) -> None:
    """Raise ContentError for a link that leads nowhere: the stock does not take its place."""
    if os.path.islink(path) and not os.path.exists(path):
        message = f"'{os.path.basename(path)}' is a link that leads nowhere"
        raise ContentError([Problem(asked_at, "P01", message, "Copy the file itself to assets/")])


def _is_file(path: str, asked_at: Place) -> bool:
    """Return True for a regular file.

    Raises ContentError if it cannot be told, and for a pipe or a device.
    """
    name = os.path.basename(path)
    try:
        mode = os.stat(path).st_mode
    except PermissionError as error:
        message = f"'{name}' cannot be looked up ({error.strerror})"
        hint = "Check the rights of the folder; the stock does not take its place"
        raise ContentError([Problem(asked_at, "W03", message, hint)]) from None
    except (OSError, ValueError):
        return False
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        message = f"'{name}' is no regular file"
        raise ContentError([Problem(asked_at, "P01", message, "Copy the file itself to assets/")])
    return stat.S_ISREG(mode)
