"""From bytes to a file that is either the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
import tempfile

from press.problems import ContentError, Place, Problem


def write_atomically(path: str, data: bytes, private: bool = False) -> None:
    """Write beside the target, make sure it is on the disk, then put it in the old one's place.

    ``private`` files are for their owner alone (0600); others get the user's normal mode. Raises
    ContentError where the folder cannot be written; the old file then stands as it was.
    """
    folder = os.path.dirname(os.path.abspath(path))
    temporary = None
    try:
        os.makedirs(folder, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".handout-", suffix=".tmp", dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
        _sync_folder(folder)
    except OSError as error:
        hint = "Check the folder, the space on the disk, and that no other program has the file open"
        problem = Problem(Place(path), "W03", f"The file cannot be written ({error.strerror})", hint)
        raise ContentError([problem]) from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def write_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet; raises ContentError where something already stands there."""
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with open(path, "xb") as stream:
            stream.write(data)
    except FileExistsError:
        hint = "Choose another name, or move the old one away; nothing was changed"
        raise ContentError([Problem(Place(path), "W04", "There is something of this name already", hint)]) from None
    except OSError as error:
        problem = Problem(Place(path), "W03", f"The file cannot be written ({error.strerror})", "Check the folder")
        raise ContentError([problem]) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: str) -> None:
    """Make the new name last through a power cut; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
