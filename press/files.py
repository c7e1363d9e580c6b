"""From a file to its bytes, and from bytes to a file that is the old or the new one, complete."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterable

from press.problems import ContentError, Place, Problem

BINARY = getattr(os, "O_BINARY", 0)  # only Windows changes line ends


# The name of a file that is being written; it keeps the name if the program is killed.
_UNFINISHED = re.compile(r"\.handout-[0-9a-f]{16}\.tmp")
OLD = 3_600.0  # seconds
SHARE = 50  # a folder is looked through again after this many times what it took
_SWEPT: dict[str, float] = {}  # when each folder may be looked through again, in seconds
PRIVATE_FOLDERS = ("mailings", "packets")  # in 'out'

# Opening a pipe must not wait for its other end, nor a terminal become this program's own.
READING = os.O_RDONLY | BINARY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


class NotRegularError(OSError):
    """A pipe, a device or a folder, where a file belongs."""


class TooLargeError(OSError):
    """A file of more bytes than its reader takes: ``size``, as far as it is known."""

    size = 0


def read_regular(path: str, limit: int) -> bytes:
    """Return the bytes of a regular file.

    The size is looked at first, and never more than ``limit`` bytes are read. Raises
    NotRegularError for anything but a file, TooLargeError for a larger one, and OSError if it
    cannot be read; the ``strerror`` of each says why.
    """
    try:
        _check_regular(os.stat(path))  # before it is opened: a device may act on that
        with open(os.open(path, READING), "rb") as stream:
            status = os.fstat(stream.fileno())
            _check_regular(status)
            if status.st_size > limit:
                raise _too_large(status.st_size, limit)
            data = stream.read(limit + 1)
    except ValueError:  # a zero byte, or what no file system can write
        raise OSError(errno.EINVAL, "no file has such a name") from None
    if len(data) > limit:  # it grew meanwhile, or its size is not known, as in /proc
        raise _too_large(len(data), limit)
    return data


LARGEST_DIGESTED = 200_000_000  # bytes: more than any file that a page is made of


def file_digest(path: str) -> str:
    """Return the SHA-256 of a regular file, in hexadecimal. Raises OSError as read_regular does."""
    from hashlib import sha256  # most commands need none

    return sha256(read_regular(path, LARGEST_DIGESTED)).hexdigest()


def _check_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise NotRegularError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(errno.EINVAL, "it is a pipe or a device, not a file")


def _too_large(size: int, limit: int) -> TooLargeError:
    most = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit:,} bytes"
    error = TooLargeError(errno.EFBIG, f"it is larger than {most}")
    error.size = size
    return error


def write_atomically(path: str, data: bytes | Iterable[bytes], private: bool = False) -> None:
    """Write a file beside the target, sync it to the disk, and rename it to the target.

    A ``private`` file is for its owner alone (0600); others get the user's normal mode. Raises
    ContentError if it cannot be written; the old file is unchanged then.

    Files in the folder that a killed program did not finish are removed: there may be a patient
    in them.
    """
    folder = os.path.dirname(os.path.abspath(path))
    make_folder(folder)
    remove_unfinished(folder)
    temporary = ""
    try:
        temporary, handle = _new_temporary(folder, 0o600 if private else 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.writelines([data] if isinstance(data, bytes) else data)
            stream.flush()
            os.fsync(stream.fileno())
            if os.name == "posix":  # as long as the file is open, it is locked
                os.replace(temporary, path)
        if os.name != "posix":
            os.replace(temporary, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        if not isinstance(error, OSError):
            raise
        hint = (
            "Check the folder, the space on the disk, and that no other program has the file open"
        )
        raise ContentError(
            [Problem(Place(path), "W03", f"The file cannot be written ({error.strerror})", hint)]
        ) from None
    sync_folder(folder)


def _new_temporary(folder: str, mode: int) -> tuple[str, int]:
    """Return the path and the handle of a new file in a folder, locked as long as it is open.

    Raises OSError if it cannot be made.
    """
    import secrets  # 'list' reads files and writes none

    while True:
        temporary = os.path.join(folder, f".handout-{secrets.token_hex(8)}.tmp")
        # The system applies the user's umask to the mode; mkstemp would not.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
        # Another program may take it for an unfinished file, before the lock.
        if _lock(handle) is not False and os.path.lexists(temporary):
            return temporary, handle
        os.close(handle)


def remove_unfinished(folder: str) -> None:
    """Remove the user's files in a folder that a killed program did not finish.

    Files that are being written are locked, and stay. A folder of very many files is not looked
    through for each of them.
    """
    begun = time.monotonic()
    if begun < _SWEPT.get(folder, begun):
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _UNFINISHED.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_unless_locked(entry.path)
    now = time.monotonic()
    _SWEPT[folder] = now + SHARE * (now - begun)


def _remove_unless_locked(path: str) -> None:
    with contextlib.suppress(OSError):
        if os.name != "posix":  # without a lock, only the age tells
            if time.time() - os.stat(path).st_mtime > OLD:
                os.unlink(path)
            return
        handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if os.fstat(handle).st_uid == os.geteuid() and _lock(handle):
                os.unlink(path)
        finally:
            os.close(handle)


def _lock(handle: int) -> bool | None:
    """Lock a file until its handle is closed, and return True; False if another has the lock.

    None if the system, or the file system, has no such locks.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows
        return None
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def private_stem(stem: str) -> str:
    """Return a file name's stem with a random suffix, which tells nothing about the patient."""
    import secrets

    return f"{stem}.{secrets.token_hex(3)}"


def make_folder(folder: str) -> None:
    """Create a folder and its parents. Raises ContentError if that fails."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        hint = "Choose another folder, or move away what stands there"
        raise ContentError(
            [Problem(Place(folder), "W03", f"The folder cannot be made ({error.strerror})", hint)]
        ) from None


def make_private_folder(folder: str) -> None:
    """Create a folder for its owner alone (0700), whatever the umask, and its parents.

    One of the default folders for what names patients is made so, if it is there with other
    rights. Any other folder that is there keeps its rights, which the user gave it.

    Raises ContentError if it cannot be created.
    """
    path = os.path.abspath(folder)
    if os.path.lexists(path):
        make_folder(path)  # raises if it is no folder
        if _is_default(path) and not os.path.islink(path):
            _make_private(path)
        return
    make_folder(os.path.dirname(path))
    try:
        os.mkdir(path, 0o700)
    except OSError:
        make_folder(path)
    _make_private(path)


def _is_default(path: str) -> bool:
    parent, name = os.path.split(path)
    return os.path.basename(parent) == "out" and name in PRIVATE_FOLDERS


def _make_private(path: str) -> None:
    if os.name == "posix":
        with contextlib.suppress(OSError):  # another user's folder
            os.chmod(path, 0o700)


def write_new(path: str, data: bytes) -> None:
    """Write a file that does not exist yet. Raises ContentError if it does, or on failure."""
    make_folder(os.path.dirname(os.path.abspath(path)))
    try:
        with open(path, "xb") as stream:
            stream.write(data)
    except FileExistsError:
        hint = "Choose another name, or move the old one away; nothing was changed"
        raise ContentError(
            [Problem(Place(path), "W04", "There is something of this name already", hint)]
        ) from None
    except OSError as error:
        problem = Problem(
            Place(path), "W03", f"The file cannot be written ({error.strerror})", "Check the folder"
        )
        raise ContentError([problem]) from None


def sync_folder(folder: str) -> None:
    """Sync a folder to the disk, so that a new name survives a power cut.

    Does nothing on Windows, which has no such call, and on file systems that cannot do it.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def lock_folder(folder: str) -> int | None:
    """Lock a folder, and return the handle that holds the lock.

    The lock ends when the handle is closed or the program ends. None if another program has the
    lock, or if the system has no such lock (Windows).
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
