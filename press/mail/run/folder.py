"""A folder for a run, for its owner alone: it comes into being whole or not at all, and what was broken off is taken away."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from press.files import lock_folder, make_folder, sync_folder
from press.problems import ContentError, Place, Problem, shown

_BEGUN = re.compile(
    r"\.[^/]+\.[0-9a-f]{6}\.tmp"
)  # a folder in which a run is being made, or was when it was broken off


@contextmanager
def new_folder(folder: str) -> Iterator[str]:
    """The folder to write into, which becomes ``folder`` at the end of the block, if nothing is raised in it.

    Raises ContentError where it cannot be made, or where the same run is being made at this moment.
    """
    above, name = os.path.split(os.path.abspath(folder))
    make_folder(above)
    sweep(above)
    inside = os.path.join(above, f".{name}.tmp")
    with _turned_into_problems(folder):
        _make_private(inside, folder)
        held = lock_folder(inside)
    if not os.path.isdir(
        inside
    ):  # another program took it for one that was broken off, before it was held
        hint = "Begin again: nothing was written"
        raise ContentError(
            [Problem(Place(folder), "M57", "Another program tidied up while this run began", hint)]
        )
    try:
        yield inside
        with _turned_into_problems(folder):
            os.rename(inside, folder)
            sync_folder(above)
    finally:
        shutil.rmtree(inside, ignore_errors=True)
        if held is not None:
            os.close(held)


def sweep(above: str) -> None:
    """Take away what runs left that were broken off, for there are letters in it; those that still go on are left alone."""
    for name in os.listdir(above):
        path = os.path.join(above, name)
        if _BEGUN.fullmatch(name) and os.path.isdir(path) and not os.path.islink(path):
            held = lock_folder(path)
            if held is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(held)


def _make_private(inside: str, folder: str) -> None:
    if (
        os.path.isdir(inside) and os.name != "posix"
    ):  # where nobody can say whether it is still in use
        shutil.rmtree(inside, ignore_errors=True)
    with contextlib.suppress(FileExistsError):
        os.mkdir(inside, 0o700)
        return
    hint = f"Wait until it is done; if nothing is at work, delete {shown(inside)}"
    raise ContentError(
        [
            Problem(
                Place(folder),
                "M57",
                "This run is being made at this moment, by another program",
                hint,
            )
        ]
    )


@contextmanager
def _turned_into_problems(folder: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "Check the folder, and the space on the disk"
        raise ContentError(
            [Problem(Place(folder), "W03", f"The folder cannot be made ({error.strerror})", hint)]
        ) from None
