"""The folder of a run: for its owner alone, made by one program at a time, and there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from press.output import make_folder
from press.problems import ContentError, Place, Problem

if sys.platform != "win32":
    import fcntl

TRIES = 3  # another program may take its folder away between two steps of ours


def there(folder: str) -> ContentError:
    """What is raised where a run was made before."""
    message = "This run is there already: the same mailing, list and day"
    return ContentError([Problem(Place(folder), "M57", message, "Print it from there, or delete the folder to make it again")])


@contextmanager
def new_folder(folder: str) -> Iterator[str]:
    """``with new_folder(folder) as inside:`` what is written inside is in the folder afterwards, or nowhere.

    What a run that was killed left behind is removed. Raises ContentError where the folder is there, or another program is
    making it at this moment.
    """
    above, name = os.path.split(os.path.abspath(folder))
    make_folder(above)
    inside = os.path.join(above, f".{name}.tmp")
    try:
        with _claimed(inside, folder):
            try:
                if os.path.lexists(folder):  # made by another program since we looked
                    raise there(folder)
                yield inside
                os.rename(inside, folder)
            finally:
                shutil.rmtree(inside, ignore_errors=True)
    except OSError as error:
        hint = "Check the folder, and the space on the disk"
        raise ContentError([Problem(Place(folder), "W03", f"The folder cannot be made ({error.strerror})", hint)]) from None


@contextmanager
def _claimed(inside: str, folder: str) -> Iterator[None]:
    """An empty folder that is ours until the end; the system gives it up for a program that is killed."""
    if sys.platform == "win32":  # which locks no folders
        shutil.rmtree(inside, ignore_errors=True)
        os.mkdir(inside, 0o700)
        yield
        return
    handle = _locked(inside, folder)
    try:
        os.fchmod(handle, 0o700)
        _empty(inside)
        yield
    finally:
        os.close(handle)


def _locked(inside: str, folder: str) -> int:
    for _ in range(TRIES):
        with contextlib.suppress(FileExistsError):
            os.mkdir(inside, 0o700)
        with contextlib.suppress(FileNotFoundError):
            handle = os.open(inside, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            if _takes(handle, inside):
                return handle
            os.close(handle)
    message = "Another program is making this run at this moment"
    raise ContentError([Problem(Place(folder), "M57", message, "Wait until it is done, and print what it makes")])


def _takes(handle: int, inside: str) -> bool:
    """True if the folder is locked for us, and still the one of that name."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(handle), os.lstat(inside))
    except (BlockingIOError, FileNotFoundError):
        return False


def _empty(inside: str) -> None:
    for one in list(os.scandir(inside)):
        shutil.rmtree(one.path) if one.is_dir(follow_symlinks=False) else os.unlink(one.path)
