"""Lists with a few bytes changed by chance give rows or problems, never another error."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest

from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import UnreadRow
from press.problems import ContentError
from tests.mail.read_lists import HEADER, PEOPLE, csv_file, csv_text, xlsx_file

TIMES = 150
INSERTED = b'",;\n\r\t|<>&/=x0'


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        index = chance.randrange(len(changed))
        match chance.randrange(3):
            case 0:
                changed[index] = chance.randrange(256)
            case 1:
                del changed[index : index + chance.randrange(1, 9)]
            case _:
                changed[index:index] = bytes(chance.choices(INSERTED, k=3))
    return bytes(changed)


def _text(_: Path, chance: random.Random) -> bytes:
    return flipped(csv_text([HEADER, *PEOPLE]).encode(), chance)


def _letters(_: Path, chance: random.Random) -> bytes:
    """Return a list that is still UTF-8, so that what reads its text is tried."""
    return flipped(csv_text([HEADER, *PEOPLE]).encode(), chance).decode(errors="ignore").encode()


def _book(folder: Path, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(xlsx_file(folder, [HEADER, *PEOPLE])) as archive,
        zipfile.ZipFile(stream, "w") as changed,
    ):
        for (
            name
        ) in archive.namelist():  # without the moment, or chance would try something else each time
            text = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2027-01-01T00:00:00Z", archive.read(name))
            changed.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return flipped(stream.getvalue(), chance)


def _part(folder: Path, chance: random.Random) -> bytes:
    """Return a workbook with one damaged part in a sound archive."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(xlsx_file(folder, [HEADER, *PEOPLE])) as archive,
        zipfile.ZipFile(stream, "w") as changed,
    ):
        names = archive.namelist()
        spoilt = chance.choice(names)
        for name in names:
            changed.writestr(
                name, flipped(archive.read(name), chance) if name == spoilt else archive.read(name)
            )
    return stream.getvalue()


@pytest.mark.parametrize("spoil", [_text, _letters, _book, _part])
def test_flipped_bytes_are_rows_or_problems(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    chance, came = random.Random(8), set()
    for _ in range(TIMES):
        file = csv_file(tmp_path, spoil(tmp_path, chance), name="flipped")
        try:
            listing = open_listing([file])
            rows = list(listing.rows())
            came |= {"unread" if isinstance(row, UnreadRow) else "read" for row in rows}
            assert listing.remarks is not None
        except ContentError as error:
            came |= {one.code for one in error.problems}
    assert came - {"read"}, "chance has spoilt nothing"
