"""From a picture's path to the desktop's own program for pictures. Nothing goes over a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from press.problems import ContentError, Place, Problem

# Seconds after which an opener counts as successful: some run as long as the picture is shown.
STARTS = 5


def show(path: str) -> None:
    """Show a picture on the desktop. Raises ContentError if there is no desktop, or if it fails."""
    try:
        if sys.platform == "win32":
            os.startfile(os.path.abspath(path))  # noqa: S606 -- a picture that was written here
        else:
            _start(_opener(), os.path.abspath(path))
    except OSError:
        hint = "Open the file yourself: it is written. Or run this on a computer with a screen"
        raise ContentError(
            [Problem(Place(path), "C01", "This computer has no program that shows pictures", hint)]
        ) from None


def _opener() -> str:
    """Return the path of the desktop's opener.

    Raises FileNotFoundError if there is none. It is also raised without a screen, where xdg-open
    looks for a browser that runs in the terminal.
    """
    mac = sys.platform == "darwin"
    opener = shutil.which("open" if mac else "xdg-open")
    screen = mac or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if opener is None or not screen:
        raise FileNotFoundError
    return opener


def _start(opener: str, path: str) -> None:
    """Give the file to the opener. Raises OSError if it reports a failure."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603
        [opener, path], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        failed = process.wait(STARTS)
    except subprocess.TimeoutExpired:
        return
    if failed:
        raise OSError(failed)
