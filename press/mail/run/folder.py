"""Make the folder of a run, for its owner alone: it appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from press.files import lock_folder, make_private_folder, sync_folder
from press.problems import ContentError, Place, Problem, shown

# The name of a folder while its run is made; it keeps the name if the program is killed.
_UNFINISHED = re.compile(r"\.[^/]+\.[0-9a-f]{6}\.tmp")


@contextmanager
def new_folder(folder: str) -> Iterator[str]:
    """Yield a folder to write into; it is renamed to ``folder`` at the end of the block.

    If the block raises, the folder is removed with all that is in it.

    Raises ContentError if the folder cannot be made, or if another program makes the same run.
    """
    parent, name = os.path.split(os.path.abspath(folder))
    make_private_folder(parent)
    remove_abandoned(parent)
    unfinished = os.path.join(parent, f".{name}.tmp")
    with _as_problems(folder):
        _make_private(unfinished, folder)
        lock = lock_folder(unfinished)
    if not os.path.isdir(unfinished):  # another program took it for abandoned, before the lock
        message = "Another program tidied up while this run began"
        hint = "Begin again: nothing was written"
        raise ContentError([Problem(Place(folder), "M57", message, hint)])
    try:
        yield unfinished
        with _as_problems(folder):
            os.rename(unfinished, folder)
            sync_folder(parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def remove_abandoned(parent: str) -> None:
    """Remove the folders of runs whose program was killed, for there are letters in them.

    The folders of runs that are being made are locked, and are left alone. A run that can be
    resumed later must be spared here as well.
    """
    for name in os.listdir(parent):
        path = os.path.join(parent, name)
        if _UNFINISHED.fullmatch(name) and os.path.isdir(path) and not os.path.islink(path):
            lock = lock_folder(path)
            if lock is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(lock)


def _make_private(unfinished: str, folder: str) -> None:
    if os.path.isdir(unfinished) and os.name != "posix":  # no lock tells if it is still in use
        shutil.rmtree(unfinished, ignore_errors=True)
    with contextlib.suppress(FileExistsError):
        os.mkdir(unfinished, 0o700)
        return
    message = "This run is being made at this moment, by another program"
    hint = f"Wait until it is done; if nothing is at work, delete {shown(unfinished)}"
    raise ContentError([Problem(Place(folder), "M57", message, hint)])


@contextmanager
def _as_problems(folder: str) -> Iterator[None]:
    """Raise ContentError in place of OSError."""
    try:
        yield
    except OSError as error:
        message = f"The folder cannot be made ({error.strerror})"
        hint = "Check the folder, and the space on the disk"
        raise ContentError([Problem(Place(folder), "W03", message, hint)]) from None
