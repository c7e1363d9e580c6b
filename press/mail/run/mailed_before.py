"""From recipients to who got a mailing already, by keyed fingerprints in the data folder.

A fingerprint is a hash with a key of this machine. Without the key, it says nothing about a
person. Neither names nor addresses are stored, and the fingerprints are for their owner alone.
"""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from press.data_folder import data_folder, fingerprint, is_off, machine_key
from press.mail.recipients import Recipient

if TYPE_CHECKING:
    import sqlite3

FILE = "mailed.sqlite"
WAIT = 20  # seconds for another run that writes
_PLUS4 = re.compile(r"(?<=\d{5})-\d{4}$")

_TABLE = """
CREATE TABLE IF NOT EXISTS mailed (
  person TEXT NOT NULL, record TEXT NOT NULL, born TEXT NOT NULL, day INTEGER NOT NULL,
  PRIMARY KEY (person, record, born)
) WITHOUT ROWID
"""
_FIND = "SELECT record, born, day FROM mailed WHERE person = ?"
_ADD = "INSERT OR REPLACE INTO mailed (person, record, born, day) VALUES (?, ?, ?, ?)"


class Fingerprints(NamedTuple):
    """The fingerprints of a recipient of one mailing.

    ``person`` is of the name and the address. ``record`` and ``born`` have the record number and
    the birth date, too; they are empty if the list has none.
    """

    person: str
    record: str
    born: str


class MailedBefore:
    """What this machine knows of who got the mailing of a practice.

    ``broken`` is True if something could not be read or written: then not all is known.
    """

    def __init__(self, mailing: str, practice: str) -> None:
        self._names = mailing, _normal(practice)
        self._path = os.path.join(data_folder(), FILE)
        self._connection: sqlite3.Connection | None = None
        self._key: bytes | None = None
        self.broken = False
        if not is_off() and os.path.lexists(self._path):
            self._open()

    def day_for(self, recipient: Recipient) -> date | None:
        """Return the last day on which a recipient got the mailing; None if it did not get it.

        The same name at the same address is the same person, unless record number or birth date
        differ.
        """
        if self._connection is None or self.broken:
            return None
        import sqlite3

        own = self._fingerprints(recipient)
        try:
            rows = self._connection.execute(_FIND, (own.person,)).fetchall()
            days = [day for record, born, day in rows if _same(own, record, born)]
            return date.fromordinal(max(days)) if days else None
        except (sqlite3.Error, TypeError, ValueError, OverflowError):
            self.broken = True
            return None

    def remember(self, recipients: Iterable[Recipient], day: date) -> None:
        """Store that the recipients got the mailing on a day: all of them, or none."""
        if is_off():
            return
        if self._connection is None:
            self._open(new=True)
        if self._connection is None:
            return
        import sqlite3

        rows = ((*self._fingerprints(recipient), day.toordinal()) for recipient in recipients)
        try:
            with self._connection:
                self._connection.execute(_TABLE)
                self._connection.executemany(_ADD, rows)
        except sqlite3.Error:
            self.broken = True

    def close(self) -> None:
        """Close the file; nothing is known or stored any more."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self, new: bool = False) -> None:
        import sqlite3  # a check of a list does without it, where nobody got a mailing yet

        self._key = machine_key()
        if self._key is None:
            self.broken = True
            return
        try:
            if new:
                _make_private_file(self._path)
            self._connection = sqlite3.connect(self._path, timeout=WAIT)
            self._connection.execute(_TABLE)
        except (sqlite3.Error, OSError):
            self.broken = True
            self.close()

    def _fingerprints(self, recipient: Recipient) -> Fingerprints:
        key, names = self._key, self._names
        assert key is not None
        who = tuple(_identity(recipient))
        record, born = _normal(recipient.patient_id), recipient.birth_date
        return Fingerprints(
            fingerprint(key, "mailed", *names, *who),
            fingerprint(key, "mailed record", *names, *who, record) if record else "",
            fingerprint(key, "mailed born", *names, *who, born.isoformat()) if born else "",
        )


def _same(own: Fingerprints, record: str, born: str) -> bool:
    """Return True unless what both rows have of record number and birth date differs."""
    pairs = ((own.record, record), (own.born, born))
    known = [first == second for first, second in pairs if first and second]
    return any(known) or not known


def _identity(recipient: Recipient) -> Iterator[str]:
    """Yield the name and the lines of the address, without what changes from list to list."""
    names = recipient.values.get("recipient")
    full_name = names.get("full_name") if isinstance(names, dict) else None
    yield _normal(str(full_name or recipient.address.lines[0]))
    for line in recipient.home or recipient.address.lines:
        yield _normal(_PLUS4.sub("", line.strip()))


def _normal(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(filter(str.isalnum, folded))


def _make_private_file(path: str) -> None:
    """Make an empty file for its owner alone, whatever the umask. Raises OSError if that fails."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if os.name == "posix":
        os.chmod(path, 0o600)
