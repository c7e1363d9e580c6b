"""The cache: keyed by content, safe to delete, and never wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from press import cache
from press.brand.brand import Colors
from press.typeset.flowables import qr_code
from press.typeset.pictures import load
from press.typeset.pictures.vector import Vector
from tests.samples import STOCK

posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX's")
SPINE = STOCK / "assets" / "pictures" / "spine.svg"
COLORS = Colors("#1b4d5c", "#b23c17", "#1d2529", "#e3eff1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*")) if folder.exists() else []


def test_a_stored_entry_is_loaded(folder: Path) -> None:
    name = cache.key("thing", "a", b"b")
    assert cache.load(name) is None
    cache.store(name, b"content")
    assert cache.load(name) == b"content"
    assert [file.name for file in entries(folder)] == [f"{name}.kept"]


def test_different_parts_have_different_names() -> None:
    several = (("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), (b"ab", "d"))
    names = {cache.key("thing", *parts) for parts in several}
    assert len(names) == 5
    assert cache.key("thing", "a") != cache.key("other", "a")


@pytest.mark.parametrize("index", [0, 31, 32, -1])
def test_a_flipped_byte_is_noticed(folder: Path, index: int) -> None:
    name = cache.key("thing", "a")
    cache.store(name, b"content")
    data = bytearray(entries(folder)[0].read_bytes())
    data[index] ^= 1
    entries(folder)[0].write_bytes(data)
    assert cache.load(name) is None
    cache.store(name, b"content")
    assert cache.load(name) == b"content"


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 32])
def test_a_cut_entry_is_noticed(folder: Path, damage: bytes) -> None:
    name = cache.key("thing", "a")
    cache.store(name, b"content")
    entries(folder)[0].write_bytes(damage)
    assert cache.load(name) is None


def test_a_swapped_entry_is_noticed(folder: Path) -> None:
    first, second = cache.key("thing", "one"), cache.key("thing", "other")
    cache.store(first, b"content")
    (folder / f"{first}.kept").rename(folder / f"{second}.kept")
    assert cache.load(second) is None


def test_nothing_is_stored_if_the_cache_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(cache.VARIABLE, "off")
    cache.store(cache.key("thing", "a"), b"content")
    assert cache.load(cache.key("thing", "a")) is None
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_where_the_system_wants_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(cache.VARIABLE, raising=False)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    path = cache.folder()
    assert path
    assert Path(path).is_relative_to(tmp_path)
    assert Path(path).name == "handout-press"


@posix
def test_the_cache_is_private_and_a_folder_that_others_can_change_is_not_trusted(
    folder: Path,
) -> None:
    name = cache.key("thing", "a")
    cache.store(name, b"content")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert entries(folder)[0].stat().st_mode & 0o777 == 0o600
    folder.chmod(0o777)
    assert cache.load(name) is None
    cache.store(cache.key("thing", "b"), b"content")
    assert len(entries(folder)) == 1


@posix
def test_a_link_in_its_place_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    cache.store(cache.key("thing", "a"), b"content")
    assert entries(tmp_path / "elsewhere") == []


def test_nothing_is_raised_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    cache.store(cache.key("thing", "a"), b"content")
    assert cache.load(cache.key("thing", "a")) is None


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    cache.store(cache.key("thing", "a"), b"content")
    assert entries(folder) == []


def test_the_oldest_entries_are_deleted_when_it_gets_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "LARGEST", 1_000)
    names = [cache.key("thing", str(number)) for number in range(9)]
    for number, name in enumerate(names):
        cache.store(name, b"x" * 100)
        if (folder / f"{name}.kept").exists():
            os.utime(folder / f"{name}.kept", (number, number))
    assert cache.load(names[0]) is None
    assert cache.load(names[-1])
    assert sum(file.stat().st_size for file in entries(folder)) <= 1_000


def test_another_program_or_library_means_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "press"
    package.mkdir()
    (package / "one.py").write_text("a = 1\n", encoding="utf-8")
    monkeypatch.setattr(cache, "__file__", str(package / "cache.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site")])
    hashes = [cache.fingerprint.__wrapped__()]
    (package / "one.py").write_text("a = 2\n", encoding="utf-8")
    hashes.append(cache.fingerprint.__wrapped__())
    (package / "two.py").write_text("", encoding="utf-8")
    hashes.append(cache.fingerprint.__wrapped__())
    (tmp_path / "site" / "reportlab-5.1.0.dist-info").mkdir(parents=True)
    hashes.append(cache.fingerprint.__wrapped__())
    (tmp_path / "site" / "reportlab-5.1.0.dist-info").rename(
        tmp_path / "site" / "reportlab-5.2.0.dist-info"
    )
    hashes.append(cache.fingerprint.__wrapped__())
    assert len(set(hashes)) == 5


# Entries: drawings and QR codes


def drawing(data: bytes, colors: Colors = COLORS) -> load.Art:
    load._load.cache_clear()
    return load._load(data, "spine.svg", colors, False)


def test_a_drawing_is_the_same_from_the_cache_and_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawing(SPINE.read_bytes())
    assert isinstance(first.body, Vector)
    assert len(entries(folder)) == 1
    monkeypatch.setattr(
        "press.typeset.pictures.svg.drawing_of", lambda *_: pytest.fail("it was there")
    )
    assert drawing(SPINE.read_bytes()) == first
    monkeypatch.undo()
    monkeypatch.setenv(cache.VARIABLE, "off")
    assert drawing(SPINE.read_bytes()) == first


def test_another_byte_or_colour_is_another_drawing(folder: Path) -> None:
    data = SPINE.read_bytes()
    arts = [
        drawing(data),
        drawing(data.replace(b"#ffffff", b"#fffffe", 1)),
        drawing(data, COLORS.__class__("#000000", *["#111111"] * 3)),
    ]
    assert len({art.body for art in arts}) == 3
    assert len(entries(folder)) == 3


def test_a_drawing_that_needs_more_than_operators_is_drawn_each_time(folder: Path) -> None:
    glass = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        b'<rect width="5" height="5" fill-opacity="0.5"/></svg>'
    )
    art = drawing(glass)
    assert not isinstance(art.body, Vector)
    assert entries(folder) == []
    assert drawing(glass.replace(b"0.5", b"1")).width == art.width
    load._load.cache_clear()


def test_a_damaged_drawing_is_made_again(folder: Path) -> None:
    first = drawing(SPINE.read_bytes())
    file = entries(folder)[0]
    whole = file.read_bytes()
    file.write_bytes(whole[:-5] + b"12 re")
    assert drawing(SPINE.read_bytes()) == first
    assert file.read_bytes() == whole


def test_a_code_is_the_same_from_the_cache_and_without(folder: Path) -> None:
    qr_code.qr_squares.cache_clear()
    first = qr_code.qr_squares("tel:+17574962050")
    qr_code.qr_squares.cache_clear()
    assert qr_code.qr_squares("tel:+17574962050") == first
    assert qr_code._encode("tel:+17574962050") == first
    assert qr_code.qr_squares("tel:+17574962051") != first
    assert len(entries(folder)) == 2
