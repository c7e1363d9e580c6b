"""What was worked out before, kept on the disk by the content that it was made of; safe to delete, and never asked for more.

Only fonts, pictures and lists of finished files come here, never what is said of a person. An entry is plain bytes
behind a checksum: what is damaged, or was put in another's place, is made again. Nothing here is ever run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from functools import cache

VARIABLE = "HANDOUT_PRESS_CACHE"  # another folder, or: off
LARGEST = 64_000_000  # bytes of all entries; then the oldest go
LARGEST_ENTRY = 16_000_000

_SUFFIX = ".kept"


def key(kind: str, *parts: bytes | str) -> str:
    """The name of an entry: what it is, what it is made of, by which program and which libraries."""
    made = hashlib.sha256(fingerprint())
    for part in (kind, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


def load(name: str) -> bytes | None:
    """The entry of that name; None where there is none that is whole."""
    where = folder()
    if where is None:
        return None
    try:
        with open(os.path.join(where, name + _SUFFIX), "rb") as stream:
            checksum, data = stream.read(32), stream.read(LARGEST_ENTRY + 1)
    except OSError:
        return None
    return data if checksum == _checksum(name, data) else None


def store(name: str, data: bytes) -> None:
    """Keep an entry, whole or not at all; where that cannot be, the work goes on without."""
    where = folder()
    if where is None or len(data) > LARGEST_ENTRY:
        return
    temporary = os.path.join(where, f"{name}.{os.urandom(6).hex()}.tmp")
    try:
        os.makedirs(where, mode=0o700, exist_ok=True)
        if not _is_ours(where):
            return
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(_checksum(name, data) + data)
        os.replace(temporary, os.path.join(where, name + _SUFFIX))
        _make_room(where)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def folder() -> str | None:
    """The user's folder for what can be made again; None where it is switched off, or is not the user's alone."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen.casefold() == "off":
        return None
    where = os.path.abspath(chosen or os.path.join(_of_the_user(), "handout-press"))
    return where if not os.path.lexists(where) or _is_ours(where) else None


@cache
def fingerprint() -> bytes:
    """The program's own files by content, Python, and what is installed beside it by name and version."""
    made = hashlib.sha256(f"{sys.version} {sys.platform} {sys.byteorder}".encode())
    here = os.path.dirname(os.path.abspath(__file__))
    for place, folders, names in os.walk(here):
        folders[:] = sorted(one for one in folders if one not in ("__pycache__", "stock"))
        for name in sorted(names):
            if name.endswith((".py", ".inks")):
                path = os.path.join(place, name)
                with open(path, "rb") as stream:
                    made.update(
                        os.path.relpath(path, here).encode()
                        + hashlib.sha256(stream.read()).digest()
                    )
    for name in _installed():
        made.update(name.encode("utf-8", "surrogateescape") + b"\0")
    return made.digest()


def _installed() -> list[str]:
    """Each distribution's name and version, as its folder says them, and when it was put there."""
    found = []
    for place in dict.fromkeys(sys.path):
        with contextlib.suppress(OSError), os.scandir(place or ".") as entries:
            found += [
                f"{place} {one.name} {one.stat().st_mtime_ns}"
                for one in entries
                if one.name.endswith((".dist-info", ".egg-info"))
            ]
    return sorted(found)


def _of_the_user() -> str:
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    return chosen if os.path.isabs(chosen) else os.path.expanduser("~/.cache")


def _is_ours(where: str) -> bool:
    """A folder that others can write to, or that is somebody else's, is not trusted."""
    try:
        found = os.lstat(where)
    except OSError:
        return False
    if os.name != "posix":
        return stat.S_ISDIR(found.st_mode)
    return (
        stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
    )


def _checksum(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + data).digest()


def _make_room(where: str) -> None:
    """The oldest go until half of what may be is left."""
    with os.scandir(where) as entries:
        ours = [one for one in entries if one.name.endswith((_SUFFIX, ".tmp"))]
    found = sorted((one.stat().st_mtime_ns, one.stat().st_size, one.path) for one in ours)
    held = sum(size for _, size, _ in found)
    if held <= LARGEST:
        return
    for _, size, path in found:
        if held <= LARGEST // 2:
            return
        with contextlib.suppress(OSError):
            os.unlink(path)
            held -= size
