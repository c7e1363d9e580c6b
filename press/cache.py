"""Results that were computed before, on the disk by the content they depend on; safe to delete.

Only fonts, pictures and lists of finished files are cached, never anything about a person. An entry
is plain bytes behind a checksum: a damaged or swapped entry is ignored, and computed again. Nothing
from the cache is ever executed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from functools import cache

VARIABLE = "HANDOUT_PRESS_CACHE"  # another folder, or: off
LARGEST = 64_000_000  # bytes of all entries; then the oldest are deleted
LARGEST_ENTRY = 16_000_000  # bytes

_SUFFIX = ".kept"


def key(kind: str, *parts: bytes | str) -> str:
    """Return an entry's name, a hash of its kind, its input, the program and its libraries."""
    digest = hashlib.sha256(fingerprint())
    for part in (kind, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def load(name: str) -> bytes | None:
    """Return the entry of a name, None if there is none or if it is damaged."""
    path = folder()
    if path is None:
        return None
    try:
        with open(os.path.join(path, name + _SUFFIX), "rb") as stream:
            checksum, data = stream.read(32), stream.read(LARGEST_ENTRY + 1)
    except OSError:
        return None
    return data if checksum == _checksum(name, data) else None


def store(name: str, data: bytes) -> None:
    """Store an entry, completely or not at all. Nothing is raised if it cannot be stored."""
    path = folder()
    if path is None or len(data) > LARGEST_ENTRY:
        return
    temporary = os.path.join(path, f"{name}.{os.urandom(6).hex()}.tmp")
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        if not _is_private(path):
            return
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(_checksum(name, data) + data)
        os.replace(temporary, os.path.join(path, name + _SUFFIX))
        _delete_oldest(path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def folder() -> str | None:
    """Return the user's cache folder, None if the cache is off or the folder is not private."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen.casefold() == "off":
        return None
    path = os.path.abspath(chosen or os.path.join(_user_folder(), "handout-press"))
    return path if not os.path.lexists(path) or _is_private(path) else None


@cache
def fingerprint() -> bytes:
    """Return a hash of the program's own files, of Python, and of the installed distributions."""
    digest = hashlib.sha256(f"{sys.version} {sys.platform} {sys.byteorder}".encode())
    root = os.path.dirname(os.path.abspath(__file__))
    for parent, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "stock"))
        for name in sorted(names):
            if name.endswith((".py", ".inks")):
                path = os.path.join(parent, name)
                with open(path, "rb") as stream:
                    digest.update(
                        os.path.relpath(path, root).encode()
                        + hashlib.sha256(stream.read()).digest()
                    )
    for name in _installed():
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
    return digest.digest()


def _installed() -> list[str]:
    """Return the path, name and time of each installed distribution's metadata folder."""
    distributions = []
    for path in dict.fromkeys(sys.path):
        with contextlib.suppress(OSError), os.scandir(path or ".") as entries:
            distributions += [
                f"{path} {entry.name} {entry.stat().st_mtime_ns}"
                for entry in entries
                if entry.name.endswith((".dist-info", ".egg-info"))
            ]
    return sorted(distributions)


def _user_folder() -> str:
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    return chosen if os.path.isabs(chosen) else os.path.expanduser("~/.cache")


def _is_private(path: str) -> bool:
    """Check that a folder is the user's, and that no others can write to it."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    if os.name != "posix":
        return stat.S_ISDIR(status.st_mode)
    return (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.geteuid()
        and not status.st_mode & 0o022
    )


def _checksum(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + data).digest()


def _delete_oldest(path: str) -> None:
    """Delete the oldest entries of a cache that is too large, until it has half of LARGEST."""
    with os.scandir(path) as entries:
        ours = [entry for entry in entries if entry.name.endswith((_SUFFIX, ".tmp"))]
    files = sorted((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in ours)
    total = sum(size for _, size, _ in files)
    if total <= LARGEST:
        return
    for _, size, file in files:
        if total <= LARGEST // 2:
            return
        with contextlib.suppress(OSError):
            os.unlink(file)
            total -= size
