"""From the user's account to the program's own data folder, and to the key of its fingerprints.

The key never leaves the machine. Without it, a fingerprint cannot be compared with guessed names.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import stat
import sys

from press.files import BINARY

VARIABLE = "HANDOUT_PRESS_DATA"  # another folder, or: off
KEY_FILE = "fingerprint.key"
KEY_BYTES = 32

# A pipe in the key's place is not waited for.
_NO_LINK_NO_WAITING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def data_folder() -> str:
    """Return the path of the program's data folder, which may not be there yet."""
    chosen = os.environ.get(VARIABLE, "")
    return os.path.abspath(chosen or os.path.join(_user_folder(), "handout-press"))


def is_off() -> bool:
    """Return True if the user wants nothing to be stored in a data folder."""
    return os.environ.get(VARIABLE, "").strip().casefold() == "off"


def make_data_folder() -> str | None:
    """Return the data folder, made for the user alone (0700) if it is not there.

    None if it is off, if it cannot be made, if it is not the user's own, or if others can write
    to it.
    """
    if is_off():
        return None
    folder = data_folder()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.stat(folder)
    except OSError:
        return None
    if os.name == "posix" and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
        return None
    return folder


def machine_key() -> bytes | None:
    """Return the random key of this account, made when it is first asked for.

    Its file is for its owner alone (0600). None if it can neither be read nor made.
    """
    folder = make_data_folder()
    if folder is None:
        return None
    path = os.path.join(folder, KEY_FILE)
    return _read_key(path) or _new_key(path)


def fingerprint(key: bytes, *parts: str) -> str:
    """Return a keyed hash of texts, which says nothing about them without the key.

    It has small letters and the digits 2 to 7.
    """
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return base64.b32encode(digest.digest()[:20]).decode().lower()


def _read_key(path: str) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY | BINARY | _NO_LINK_NO_WAITING)
    except OSError:
        return None
    try:
        is_file = stat.S_ISREG(os.fstat(handle).st_mode)
        key = os.read(handle, KEY_BYTES + 1) if is_file else b""
    finally:
        os.close(handle)
    return key if len(key) == KEY_BYTES else None


def _new_key(path: str) -> bytes | None:
    """Write a new key and return it; that of another run that was quicker, if there is one."""
    temporary = f"{path}.{os.urandom(6).hex()}.tmp"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(os.urandom(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        _place_new(temporary, path)
    except OSError:
        return None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    return _read_key(path)


def _place_new(temporary: str, path: str) -> None:
    """Give a file its name, unless another file has it. Raises OSError if that fails."""
    try:
        # A link, unlike a rename, never takes the place of a key that is there already.
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not os.path.lexists(path):
            os.replace(temporary, path)


def _user_folder() -> str:
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support")
    chosen = os.environ.get("XDG_DATA_HOME", "")
    return chosen if os.path.isabs(chosen) else os.path.expanduser("~/.local/share")
