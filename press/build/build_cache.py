"""From what a build was asked for to what it gave the last time, where nothing that it depends on has changed since.

Every file of the workspace and the stock is looked at by its content, and so is every finished PDF. What cannot be
known, such as what a practice's own layout reads, is composed again. Nothing heavy is loaded here.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from press import cache
from press.problems import Place, Problem
from press.workspace import Workspace

if TYPE_CHECKING:
    from press.build.builder import Builder, Built

PARTS = ("handouts", "layouts", "assets")
MOST = 200_000_000  # bytes of a workspace that are worth looking at

# What ReportLab and Python take from outside the workspace, by the beginnings of names, and by files on the path.
VARIABLES = ("RL_", "PYTHON", "SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_")
SETTINGS = ("reportlab_settings.py", "reportlab_mods.py", "reportlab/local_rl_settings.py", "reportlab/local_rl_mods.py",
            "sitecustomize.py", "usercustomize.py")  # fmt: skip
OWN_SETTINGS = ("~/.reportlab_settings", "~/.reportlab_mods")


class Row(NamedTuple):
    """A finished file of the last time, with the fields of a Built."""

    handout: str
    layout: str
    pages: int
    words: int
    body_size: float
    seconds: float
    file: str
    full: Sequence[float] = ()


class CachedOutcome(NamedTuple):
    """What a build printed: the finished files, and its remarks."""

    built: list[Row]
    problems: list[Problem]


class BuildCache:
    """One build: what it depends on, as that is before anything is composed."""

    def __init__(self, workspace: Workspace, output: str, asked: Sequence[str]) -> None:
        """``asked`` is all that was asked for beside the folder for the output, in an order that does not vary."""
        self.workspace = workspace
        self.name: str | None = None
        self.state: str | None = None
        if cache.folder() is None:
            return
        where = [
            os.path.realpath(workspace.home),
            workspace.home,
            workspace.stock,
            os.getcwd(),
            os.path.abspath(output),
            output,
        ]
        around = [
            f"{name}={value}"
            for name, value in sorted(os.environ.items())
            if name.startswith(VARIABLES)
        ]
        self.name = cache.key("build", json.dumps([where, list(asked), around, _settings()]))
        self.state = _state(workspace)

    def outcome(self) -> CachedOutcome | None:
        """What the last build of the same gave, if its files still stand as it left them; else None."""
        if self.name is None or self.state is None or (data := cache.load(self.name)) is None:
            return None
        try:
            record = json.loads(data)
            if record["state"] != self.state or not record["from"] <= time.time() < record["until"]:
                return None
            if any(_digest(file) != digest for file, digest in record["files"]):
                return None
            built = [Row(*row) for row in record["built"]]
            return CachedOutcome(
                built, [Problem(Place(*place), *rest) for place, *rest in record["problems"]]
            )
        except (ValueError, KeyError, TypeError):
            return None

    def keep(self, builder: Builder, built: Sequence[Built], problems: Sequence[Problem]) -> None:
        """Keep what a build gave, if all of it came to be, and nothing changed while it ran."""
        if self.name is None or self.state is None or not self._is_known(builder, built, problems):
            return
        if _state(self.workspace) != self.state:
            return
        files = [(one.file, _digest(one.file)) for one in built]
        if not all(digest for _, digest in files):
            return
        record = {
            "state": self.state,
            **_day(builder),
            "files": files,
            "built": [
                [
                    one.handout,
                    one.layout,
                    one.pages,
                    one.words,
                    one.body_size,
                    0.0,
                    one.file,
                    one.full,
                ]
                for one in built
            ],
            "problems": [[list(one.place), one.code, one.message, one.hint] for one in problems],
        }
        cache.store(self.name, json.dumps(record).encode())

    def _is_known(
        self, builder: Builder, built: Sequence[Built], problems: Sequence[Problem]
    ) -> bool:
        if (
            len(built) != len(builder.jobs)
            or not built
            or not all(problem.remark for problem in problems)
        ):
            return False
        ours = os.path.join(self.workspace.stock, "layouts", "")
        return all(
            job.layout is not None and job.layout.file.startswith(ours) for job in builder.jobs
        )


def _state(workspace: Workspace) -> str | None:
    """A digest of every file of the workspace and the stock, by name and content; None where that cannot be known."""
    made, size = hashlib.sha256(), 0
    for root in dict.fromkeys((workspace.home, workspace.stock)):
        for part in PARTS:
            try:
                for path in _files(os.path.join(root, part)):
                    with open(path, "rb") as stream:
                        data = stream.read()
                    size += len(data)
                    if size > MOST:
                        return None
                    made.update(json.dumps(path).encode() + hashlib.sha256(data).digest())
            except (OSError, RecursionError):
                return None
    return made.hexdigest()


def _files(folder: str) -> Iterator[str]:
    """Every file in and below a folder, sorted; raises OSError for what is neither file nor folder, and for a link to one."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif stat.S_ISREG(os.lstat(entry.path).st_mode):
            yield entry.path
        else:
            raise OSError(f"{entry.name} is a link or no file")


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb") as stream:
            return hashlib.sha256(stream.read()).hexdigest()
    except OSError:
        return None


def _settings() -> list[tuple[str, str | None]]:
    """The files in which somebody told ReportLab or Python otherwise, as far as there are any."""
    places = [os.path.join(place or ".", name) for place in sys.path for name in SETTINGS]
    found = (os.path.expanduser(one) for one in (*places, *OWN_SETTINGS))
    return [(one, _digest(one)) for one in found if os.path.exists(one)]


def _day(builder: Builder) -> dict[str, float]:
    """The seconds at which the day begins and ends on which it was built: reviews get overdue overnight."""
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(builder.brand.time_zone) if builder.brand and builder.brand.time_zone else None
    begins = datetime(builder.today.year, builder.today.month, builder.today.day, tzinfo=zone)
    return {"from": begins.timestamp(), "until": (begins + timedelta(days=1)).timestamp()}
