"""From what a build was asked for to its last outcome, if nothing that it depends on has changed.

Every file of the workspace and the stock is compared by its content, and so is every finished PDF.
What depends on something that cannot be known, such as a practice's own layout, is composed again.
Nothing heavy is loaded here.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from press import cache
from press.build.built import Built
from press.files import file_digest, read_regular
from press.problems import Place, Problem
from press.workspace import Workspace

if TYPE_CHECKING:
    from press.build.builder import Builder

PARTS = ("handouts", "layouts", "assets")
MOST = 200_000_000  # bytes of a workspace that are worth reading

# What ReportLab and Python take from outside the workspace: variables whose names begin so, and
# files on the path.
VARIABLES = ("RL_", "PYTHON", "SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_")
SETTINGS = (
    "reportlab_settings.py",
    "reportlab_mods.py",
    "reportlab/local_rl_settings.py",
    "reportlab/local_rl_mods.py",
    "sitecustomize.py",
    "usercustomize.py",
)
OWN_SETTINGS = ("~/.reportlab_settings", "~/.reportlab_mods")


class CachedOutcome(NamedTuple):
    """The finished files and the remarks of an earlier build."""

    built: tuple[Built, ...]
    problems: tuple[Problem, ...]


class BuildCache:
    """One build, and a digest of what it depends on before anything is composed.

    ``asked`` is all that was asked for beside the folder for the ``output``, in a fixed order.
    """

    def __init__(self, workspace: Workspace, output: str, asked: Sequence[str]) -> None:
        self.workspace = workspace
        self.name: str | None = None
        self.state: str | None = None
        if cache.folder() is None:
            return
        folders = [
            os.path.realpath(workspace.home),
            workspace.home,
            workspace.stock,
            os.getcwd(),
            os.path.abspath(output),
            output,
        ]
        variables = [
            f"{name}={value}"
            for name, value in sorted(os.environ.items())
            if name.startswith(VARIABLES)
        ]
        self.name = cache.key("build", json.dumps([folders, list(asked), variables, _settings()]))
        self.state = _state(workspace)

    def outcome(self) -> CachedOutcome | None:
        """Return the outcome of the last such build; None if anything has changed since.

        ``seconds`` is 0.0 in each of its rows.
        """
        if self.name is None or self.state is None or (data := cache.load(self.name)) is None:
            return None
        try:
            record = json.loads(data)
            if record["state"] != self.state or not record["from"] <= time.time() < record["until"]:
                return None
            if any(_digest(file) != digest for file, digest in record["files"]):
                return None
            built = [
                Built._make([*row[:-2], tuple(row[-2]), _read(row[-1])])  # JSON made tuples lists
                for row in record["built"]
            ]
            return CachedOutcome(tuple(built), _read(record["problems"]))
        except (ValueError, LookupError, TypeError):
            return None

    def keep(self, builder: Builder, built: Sequence[Built], problems: Sequence[Problem]) -> None:
        """Keep the outcome of a build, if it is complete and nothing changed while it ran."""
        if self.name is None or self.state is None or not self._is_known(builder, built, problems):
            return
        if _state(self.workspace) != self.state:
            return
        files = [(row.file, _digest(row.file)) for row in built]
        if not all(digest for _, digest in files):
            return
        record = {
            "state": self.state,
            **_day(builder),
            "files": files,
            "built": [row._replace(seconds=0.0) for row in built],
            "problems": problems,
        }
        cache.store(self.name, json.dumps(record).encode())

    def _is_known(
        self, builder: Builder, built: Sequence[Built], problems: Sequence[Problem]
    ) -> bool:
        """Return True if every job is finished, without problems, in a layout of the stock."""
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


def _read(problems: Iterable[Any]) -> tuple[Problem, ...]:
    """Return problems as they were before they became JSON."""
    return tuple(Problem(Place(*place), *rest) for place, *rest in problems)


def _state(workspace: Workspace) -> str | None:
    """Return a digest of the names and contents of every file of the workspace and the stock.

    None if they are too large, or if the content of one cannot be known.
    """
    digest, size = hashlib.sha256(), 0
    for root in dict.fromkeys((workspace.home, workspace.stock)):
        for part in PARTS:
            try:
                for path in _files(os.path.join(root, part)):
                    data = read_regular(path, MOST - size)
                    size += len(data)
                    digest.update(json.dumps(path).encode() + hashlib.sha256(data).digest())
            except (OSError, RecursionError):
                return None
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    """Yield every file in and below a folder, sorted.

    Raises OSError for a link, and for what is neither a file nor a folder.
    """
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
        return file_digest(path)
    except OSError:
        return None


def _settings() -> list[tuple[str, str | None]]:
    """Return the files with settings for ReportLab or Python that exist, with their digests."""
    places = [os.path.join(place or ".", name) for place in sys.path for name in SETTINGS]
    paths = (os.path.expanduser(path) for path in (*places, *OWN_SETTINGS))
    return [(path, _digest(path)) for path in paths if os.path.exists(path)]


def _day(builder: Builder) -> dict[str, float]:
    """Return the beginning and end of the builder's day, in seconds: reviews end overnight."""
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(builder.brand.time_zone) if builder.brand and builder.brand.time_zone else None
    begins = datetime(builder.today.year, builder.today.month, builder.today.day, tzinfo=zone)
    return {"from": begins.timestamp(), "until": (begins + timedelta(days=1)).timestamp()}
