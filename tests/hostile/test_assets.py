"""Pictures, logos and fonts that point elsewhere, are bombs, are broken, or hide private data."""

from __future__ import annotations

import io
import os
import random
import socket
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader
from pypdf.generic import StreamObject
from reportlab.lib.utils import ImageReader

from press.brand.brand import Colors
from press.problems import Place
from press.typeset.pictures.load import Art, load_file
from press.typeset.pictures.raster import MOST_PIXELS
from press.workspace import open_workspace
from tests.hostile.hostile_workspaces import (
    as_yaml,
    asset,
    at_most,
    built,
    codes,
    judged,
    pdf_of,
    practice,
    quoted,
    refused,
)
from tests.samples import STOCK

COLORS = Colors("#1b4d5c", "#b23c17", "#1d2529", "#e3eff1")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="40" height="40"/></svg>'
)
CANARY = "Canary Patient 1948-05-06"


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Close the network, and start no other program."""

    def shut(*_: object, **__: object) -> NoReturn:
        pytest.fail("the test opened a socket, or started a program")

    monkeypatch.setattr(socket, "socket", shut)
    monkeypatch.setattr(subprocess, "Popen", shut)


def art(data: bytes | str, name: str, folder: Path) -> Art:
    return load_file(
        str(asset(folder, f"pictures/{name}", data)), COLORS, Place("handouts/made.yaml", 2, 17)
    )


def handout_with(picture: str) -> str:
    head = f"title: Pain\npicture: {{file: {quoted(picture)}, alt: A spine}}\n"
    return f"{head}sections: [{{heading: a, body: b}}]\n"


# Names that point elsewhere

ELSEWHERE = [
    "../x.svg", "../../x.svg", "pictures/../../../x.svg", "/x.svg", "//host/x.svg", "~/x.svg",
    "~root/x.svg", "C:\\x.svg",
    "C:/x.svg",
    "\\\\host\\share\\x.svg", "..\\x.svg", "http://127.0.0.1:9/x.svg",
    "https://www.example.com/x.svg", "ftp://example.com/x.svg",
    "file:///x.svg", "data:image/svg+xml;base64,PHN2Zy8+", "FILE:x.svg", ".", "pictures",
    "folder.svg", "../practice.yaml",
    "a" * 199,
    "a/" * 90 + "x.svg", "%2e%2e/x.svg", "x.svg/", "x.svg/../x.svg/..", "CON", "nul.svg",
    "x.svg::$DATA", "*",
    "{{ practice.name }}",
]  # fmt: skip


@pytest.fixture
def trapped(tmp_path: Path) -> Path:
    """Make a workspace with drawings outside of its assets/, which must not be read."""
    for folder in (tmp_path, tmp_path / "ours", tmp_path / "ours" / "handouts"):
        folder.mkdir(exist_ok=True)
        (folder / "x.svg").write_text(DRAWING, encoding="utf-8")
    (tmp_path / "ours" / "assets" / "pictures" / "folder.svg").mkdir(parents=True)
    return practice(tmp_path / "ours")


def in_the_head(folder: Path, name: str) -> str:
    return handout_with(name)


def in_a_body(folder: Path, name: str) -> str:
    return as_yaml(body=f"![A spine](<{name}>)")


def as_the_logo(folder: Path, name: str) -> str:
    practice(folder, logo=name)
    return as_yaml()


def as_a_font(folder: Path, name: str) -> str:
    practice(folder, fonts={"regular": name, "bold": name})
    return as_yaml()


PLACES = [in_the_head, in_a_body, as_the_logo, as_a_font]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_not_in_assets_is_not_read(
    name: str, place: Callable[[Path, str], str], trapped: Path
) -> None:
    handout = place(trapped, name)
    with at_most(1):
        problems = built(trapped, handout)
    assert problems
    assert codes(tuple(problems)) <= {"P01", "P03", "T04", "T03", "V01", "P06"}
    assert not (trapped / "out").exists()


@pytest.mark.parametrize("place", PLACES)
def test_an_absolute_path_is_not_read(place: Callable[[Path, str], str], trapped: Path) -> None:
    name = (trapped.parent / "x.svg").as_posix()
    assert (trapped.parent / "x.svg").is_file()
    assert codes(tuple(built(trapped, place(trapped, name)))) <= {"P01", "T04"}
    assert not (trapped / "out").exists()


@pytest.mark.parametrize(
    "name", ["//host/x.svg", "\\\\host\\x.svg", "/etc/x.svg", "../../x.svg", "C:/x.svg"]
)
def test_a_path_elsewhere_is_not_looked_up(
    name: str, trapped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows answers a look at ``//host/x.svg`` by a call to that host, with the user's name."""
    where, looked_up = open_workspace(str(trapped)), []
    look = os.path.realpath

    def noting(path: str) -> str:
        looked_up.append(os.path.abspath(path))
        return look(path)

    monkeypatch.setattr(os.path, "realpath", noting)
    assert codes(refused(lambda: where.asset(name, "pictures", Place("x")))) == {"P01"}
    homes = [os.path.abspath(os.path.join(root, "assets")) for root in (where.home, where.stock)]
    assert [path for path in looked_up if not path.startswith(tuple(homes))] == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "what", ["a file outside", "a folder outside", "itself", "a device", "nothing"]
)
@pytest.mark.skipif(
    sys.platform == "win32", reason="symbolic links need rights there that few have"
)
def test_a_link_out_of_assets_is_not_followed(
    what: str, place: Callable[[Path, str], str], trapped: Path
) -> None:
    for folder in ("pictures", "fonts", "."):
        link = trapped / "assets" / folder / "link.svg"
        link.parent.mkdir(exist_ok=True)
        target = {
            "a file outside": trapped.parent / "x.svg",
            "a folder outside": trapped.parent, "itself": link, "a device": Path("/dev/zero"),
            "nothing": trapped / "nothing",
        }[what]  # fmt: skip
        link.symlink_to(target)
    name = "link.svg/x.svg" if what == "a folder outside" else "link.svg"
    with at_most(1):
        problems = built(trapped, place(trapped, name))
    assert codes(tuple(problems)) == {"P01"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(place: Callable[[Path, str], str], trapped: Path) -> None:
    for folder in ("pictures", "fonts", "."):
        (trapped / "assets" / folder).mkdir(exist_ok=True)
        os.mkfifo(trapped / "assets" / folder / "pipe.svg")
    with at_most(1):
        problems = built(trapped, place(trapped, "pipe.svg"))
    assert codes(tuple(problems)) == {"P01"}


@pytest.mark.parametrize("place", [in_the_head, in_a_body, as_the_logo])
@pytest.mark.parametrize(
    "name", ["x.svg", "my drawing.svg", "côte.svg", "a(1).svg", "100%.svg", "x+y&z.svg"]
)
def test_a_drawing_in_assets_is_read_whatever_its_name(
    name: str, place: Callable[[Path, str], str], tmp_path: Path
) -> None:
    """The practice's own files are accepted: the refusals above are not for everything."""
    practice(tmp_path)
    for folder in ("pictures", "."):
        asset(tmp_path, f"{folder}/{name}", DRAWING)
    assert built(tmp_path, place(tmp_path, name)) == []


# Photographs


def photograph(width: int = 400, height: int = 300, kind: str = "JPEG", **extras: object) -> bytes:
    """Return a picture of noise, so that every byte of the file matters."""
    noise = random.Random(1).randbytes(width * height * 3)
    stream = io.BytesIO()
    Image.frombytes("RGB", (width, height), noise).save(stream, kind, **extras)
    return stream.getvalue()


def png(width: int, height: int, bits: int = 1, color: int = 0, rows: bytes = b"") -> bytes:
    """Return a PNG whose header has this size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def with_size(data: bytes, width: int, height: int) -> bytes:
    """Return a JPEG whose header has this size."""
    offset = data.index(b"\xff\xc0") + 5
    return data[:offset] + struct.pack(">HH", height, width) + data[offset + 4 :]


PIXELS = {
    "10,000 × 10,000": png(10_000, 10_000, rows=b"\0" * (1_251 * 10_000)),
    "a claim of 2,000,000,000": png(44_000, 44_000),
    "a claim of 2³¹ rows": png(1, 2**31 - 1),
    "a claim of 16 bits": png(8_000, 8_000, 16, 6),
    "a JPEG of 65,500 × 65,500": with_size(photograph(), 65_500, 65_500),
    "just too many": png(
        8_000, MOST_PIXELS // 8_000 + 1, rows=bytes(1_001 * (MOST_PIXELS // 8_000 + 1))
    ),
}


@pytest.mark.parametrize("data", PIXELS.values(), ids=PIXELS)
def test_a_pixel_bomb_is_refused_before_it_is_unpacked(data: bytes, tmp_path: Path) -> None:
    assert len(data) < 1_000_000
    with at_most(1):
        problems = refused(
            lambda: art(data, "bomb.jpg" if data[:2] == b"\xff\xd8" else "bomb.png", tmp_path)
        )
    assert codes(problems) == {"P04"}


def zeroed(data: bytes) -> bytes:
    third = len(data) // 3
    return data[:third] + bytes(third) + data[2 * third :]


BROKEN = {
    "a JPEG cut in half": photograph()[:-20_000],
    "a JPEG cut short by 100 bytes": photograph()[:-100],
    "a JPEG of its head alone": photograph()[:300],
    "a progressive JPEG cut in half": photograph(progressive=True)[:-20_000],
    "a PNG cut in half": photograph(kind="PNG")[:-100_000],
    "a PNG with a hole": zeroed(photograph(kind="PNG")),
    "a PNG without its rows": png(40, 40),
    "a PNG with its checks wrong": photograph(60, 40, "PNG").replace(b"IDAT", b"IDAT\1", 1),
    "an empty file": b"",
    "a text": b"This is not a picture.\n",
    "a GIF in disguise": photograph(20, 20, "GIF"),
    "a TIFF in disguise": photograph(20, 20, "TIFF"),
    "a BMP in disguise": photograph(20, 20, "BMP"),
    "a WebP in disguise": photograph(20, 20, "WEBP"),
    "an EPS in disguise": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n"
    b"showpage\n%%EOF\n",
    "a PDF in disguise": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a drawing in disguise": DRAWING.encode(),
    "text without end": b"\x89PNG\r\n\x1a\n" + b"\xff" * 1_000,
}  # fmt: skip


@pytest.mark.parametrize("name", ["x.png", "x.jpg"])
@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_picture_is_refused(data: bytes, name: str, tmp_path: Path) -> None:
    with at_most(1):
        assert codes(refused(lambda: art(data, name, tmp_path))) == {"P04"}


def test_a_jpeg_with_a_hole_is_drawn_from_its_pixels(tmp_path: Path) -> None:
    """No decoder reports the hole. But the printer gets the same pixels as the screen."""
    data = zeroed(photograph())
    practice(tmp_path)
    asset(tmp_path, "pictures/x.jpg", data)
    assert built(tmp_path, handout_with("x.jpg")) == []
    pdf = pdf_of(tmp_path)
    assert b"/Subtype /Image" in pdf
    assert b"/DCTDecode" not in pdf
    assert data[len(data) // 2 :] not in pdf


@pytest.mark.parametrize(
    "name",
    [
        "x.eps",
        "x.ps",
        "x.pdf",
        "x.gif",
        "x.svgz",
        "x.webp",
        "x.tif",
        "x.heic",
        "x",
        "x.svg.exe",
        "x.ttf",
    ],
)
def test_another_kind_of_picture_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    assert codes(refused(lambda: art(photograph(20, 20, "PNG"), name, tmp_path))) == {"P03"}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_whole_picture_is_taken(kind: str, tmp_path: Path) -> None:
    """A whole picture is accepted: the refusals above are not for everything."""
    assert art(photograph(kind=kind), f"x.{kind.lower()}", tmp_path).width == 400


def test_a_thousand_pictures_with_a_wrong_byte_raise_nothing_else(tmp_path: Path) -> None:
    chance, whole = random.Random(7), [photograph(40, 30), photograph(40, 30, "PNG")]
    refusals = 0
    for turn in range(400):
        data = bytearray(whole[turn % 2])
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        name = f"{turn}.jpg" if turn % 2 == 0 else f"{turn}.png"
        try:
            art(bytes(data), name, tmp_path)
        except Exception as error:
            judged(getattr(error, "problems", ()))
            refusals += 1
    assert 10 < refusals < 400


def everything_in(pdf: bytes) -> bytes:
    """Return the bytes of a PDF, and of its unpacked streams."""
    reader = PdfReader(io.BytesIO(pdf))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    streams = [stream.get_data() for stream in objects if isinstance(stream, StreamObject)]
    assert streams
    return pdf + b"".join(streams)


def with_canary(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = exif[0x9286] = CANARY  # ImageDescription, Artist, UserComment
    if kind == "JPEG":
        return photograph(
            480, 360, "JPEG", exif=exif, comment=CANARY.encode(), icc_profile=CANARY.encode()
        )
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", CANARY)
    info.add_itxt("Author", CANARY)
    return photograph(480, 360, "PNG", exif=exif, pnginfo=info) + CANARY.encode()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_metadata_of_a_photograph_stays_out_of_the_pdf(kind: str, tmp_path: Path) -> None:
    data = with_canary(kind)
    assert data.count(CANARY.encode()) >= 3
    practice(tmp_path)
    asset(tmp_path, f"pictures/x.{kind.lower()}", data)
    assert built(tmp_path, handout_with(f"x.{kind.lower()}")) == []
    pdf = everything_in(pdf_of(tmp_path))
    assert b"/Subtype /Image" in pdf
    for canary in (
        CANARY.encode(),
        CANARY.encode("utf-16-le"),
        CANARY.encode("utf-16-be"),
        b"Canary",
    ):
        assert canary not in pdf


def test_a_photograph_that_lies_on_its_side_is_stood_up(tmp_path: Path) -> None:
    """Orientation 6: the left side, red here, goes up."""
    picture = Image.new("RGB", (60, 40), "blue")
    picture.paste("red", (0, 0, 30, 40))
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    picture.save(stream, "JPEG", exif=exif, quality=95)
    drawn = art(stream.getvalue(), "x.jpg", tmp_path)
    assert (drawn.width, drawn.height) == (40, 60)
    assert isinstance(drawn.body, ImageReader)
    assert drawn.body.getSize() == (40, 60)
    pixels = drawn.body.getRGBData()  # type: ignore[no-untyped-call]
    top, bottom = pixels[:3], pixels[-3:]
    assert (top[0] > 200, top[2] < 50) == (True, True)
    assert (bottom[0] < 50, bottom[2] > 200) == (True, True)


# Fonts

STOCK_FONTS = STOCK / "assets" / "fonts"
REAL = (STOCK_FONTS / "AtkinsonHyperlegibleNext-Regular.ttf").read_bytes()


def spoilt(seed: int) -> bytes:
    chance, data = random.Random(seed), bytearray(REAL)
    for _ in range(20):
        data[chance.randrange(2_000 if seed % 2 else len(data))] = chance.randrange(256)
    return bytes(data)


FONTS = {
    "empty": b"",
    "a text": b"This is not a font.\n",
    "four bytes": REAL[:4],
    "its head alone": REAL[:12],
    "its table of tables alone": REAL[:400],
    "half of it": REAL[: len(REAL) // 2],
    "all but its end": REAL[:-1_000],
    "a hole": zeroed(REAL),
    "the letters OTTO": b"OTTO" + REAL[4:],
    "OpenType with CFF": b"OTTO\0\x01\0\x10\0\0\0\0CFF \0\0\0\0\0\0\0\x1c\0\0\0\x04\x01\0\x04\x01",
    "a collection": b"ttcf\0\x01\0\0\0\0\0\x01\0\0\0\x10",
    "WOFF": b"wOFF" + REAL[4:],
    "WOFF2": b"wOF2" + REAL[4:],
    "Type 1": b"%!PS-AdobeFont-1.0: Ours\n",
    "65,535 tables": REAL[:4] + b"\xff\xff" + REAL[6:],
    "no tables": REAL[:4] + b"\0\0" + REAL[6:],
    "zeros": bytes(50_000),
    "ones": b"\xff" * 50_000,
    "a picture": photograph(40, 40, "PNG"),
}


@pytest.mark.parametrize("data", FONTS.values(), ids=FONTS)
def test_what_is_no_font_is_refused(data: bytes, tmp_path: Path) -> None:
    practice(tmp_path, fonts={"regular": "Ours.ttf", "bold": "Ours.ttf"})
    asset(tmp_path, "fonts/Ours.ttf", data)
    with at_most(5):
        problems = built(tmp_path, as_yaml())
    assert codes(judged(tuple(problems))) == {"P06"}
    assert not (tmp_path / "out").exists()


def with_fonts(folder: Path, regular: bytes, bold: bytes) -> Path:
    practice(folder, fonts={"regular": "Ours.ttf", "bold": "Ours-Bold.ttf"})
    asset(folder, "fonts/Ours.ttf", regular)
    asset(folder, "fonts/Ours-Bold.ttf", bold)
    return folder


@pytest.mark.parametrize("family", ["AtkinsonHyperlegibleNext", "NotoSans"])
def test_a_real_font_of_ones_own_is_taken(family: str, tmp_path: Path) -> None:
    """Also the fallback font, which then is not a second font of the same name."""
    regular, bold = (
        (STOCK_FONTS / f"{family}-{face}.ttf").read_bytes() for face in ("Regular", "Bold")
    )
    assert built(with_fonts(tmp_path, regular, bold), as_yaml()) == []


def test_fonts_with_wrong_bytes_raise_nothing_but_problems(tmp_path: Path) -> None:
    bold = (STOCK_FONTS / "AtkinsonHyperlegibleNext-Bold.ttf").read_bytes()
    refusals = 0
    for seed in range(60):
        with at_most(10):
            refusals += bool(built(with_fonts(tmp_path / str(seed), spoilt(seed), bold), as_yaml()))
    assert refusals >= 55
