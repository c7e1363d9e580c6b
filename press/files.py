"""From bytes to a file that is either the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable

from press.problems import ContentError, Place, Problem

BINARY = getattr(os, "O_BINARY", 0)  # Windows alone would change line ends


def write_atomically(path: str, data: bytes | Iterable[bytes], private: bool = False) -> None:
    """Write beside the target, make sure it is on the disk, then put it in the old one's place.

    ``private`` files are for their owner alone (0600); others get the user's normal mode. Raises
    ContentError where the folder cannot be written; the old file then stands as it was.
    """
    folder = os.path.dirname(os.path.abspath(path))
    temporary = os.path.join(folder, f".handout-{secrets.token_hex(8)}.tmp")
    make_folder(folder)
    try:
        # The system takes the user's mask off the mode; mkstemp would not.
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600 if private else 0o666
        )
        with os.fdopen(handle, "wb") as stream:
            stream.writelines([data] if isinstance(data, bytes) else data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        hint = (
            "Check the folder, the space on the disk, and that no other program has the file open"
        )
        raise ContentError(
            [Problem(Place(path), "W03", f"The file cannot be written ({error.strerror})", hint)]
        ) from None
    sync_folder(folder)


def private_stem(stem: str) -> str:
    """A file's name with something to it that no other has: it says nothing of whom it is for."""
    return f"{stem}.{secrets.token_hex(3)}"


def make_folder(folder: str) -> None:
    """Make a folder and those above it; raises ContentError where that cannot be."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        hint = "Choose another folder, or move away what stands there"
        raise ContentError(
            [Problem(Place(folder), "W03", f"The folder cannot be made ({error.strerror})", hint)]
        ) from None


def write_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet; raises ContentError where something already stands there."""
    make_folder(os.path.dirname(os.path.abspath(path)))
    try:
        with open(path, "xb") as stream:
            stream.write(data)
    except FileExistsError:
        hint = "Choose another name, or move the old one away; nothing was changed"
        raise ContentError(
            [Problem(Place(path), "W04", "There is something of this name already", hint)]
        ) from None
    except OSError as error:
        problem = Problem(
            Place(path), "W03", f"The file cannot be written ({error.strerror})", "Check the folder"
        )
        raise ContentError([problem]) from None


def sync_folder(folder: str) -> None:
    """Make the new name last through a power cut, where the file system can; Windows has no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def lock_folder(folder: str) -> int | None:
    """A handle that keeps a folder until it is closed, or this program ends, however it ends; None where another has it.

    None too where the system has no such lock.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
