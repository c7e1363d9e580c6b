"""From a picture's path to the desktop's own program for pictures, which shows it. Nothing goes over a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from press.problems import ContentError, Place, Problem

STARTS = 5  # seconds after which an opener is taken to have done it: some stay as long as the picture is looked at


def show(path: str) -> None:
    """Have the desktop show a picture; raises ContentError where there is no desktop, or where it cannot."""
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
    """The path of the desktop's opener; raises FileNotFoundError where there is none, or no screen."""
    mac = sys.platform == "darwin"
    found = shutil.which("open" if mac else "xdg-open")
    screen = mac or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if (
        found is None or not screen
    ):  # without a screen xdg-open looks for a browser that runs in the terminal
        raise FileNotFoundError
    return found


def _start(opener: str, path: str) -> None:
    """Hand the file to the opener; raises OSError where it says that it failed."""
    nothing = subprocess.DEVNULL
    started = subprocess.Popen(  # noqa: S603
        [opener, path], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        failed = started.wait(STARTS)
    except subprocess.TimeoutExpired:
        return
    if failed:
        raise OSError(failed)
