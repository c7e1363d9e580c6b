"""The verb ``preview``: the pictures that it writes, what they show, and its problems."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from press.cli import main
from press.content.handout import Handout, filled, read_handout
from press.layout import load_layout
from press.paper import INCH, Face
from press.preview import viewer
from press.preview.folded import BORDER, FOLD, GAP, GROUND, MARGIN, ROW, folded
from press.preview.rendering import DPI, POINT, rendered
from press.problems import ContentError, Place, Problem
from press.workspace import Workspace
from tests.samples import STOCK_LAYOUTS, brand, compose, stock_handout, workspace

FLAT = {
    "faq-sheet",
    "sheet",
    "instructions",
}  # nothing is folded or cut: they are seen page by page
GOOD = {"title": "Good", "sections": [{"heading": "A question?", "body": "An answer."}]}
FONT = brand().workspace.stock_asset("AtkinsonHyperlegibleNext-Regular.ttf", "fonts")


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace in the current folder, with a handout called good."""
    monkeypatch.chdir(tmp_path)
    return workspace(tmp_path, handouts={"good": GOOD})


def parse(name: str) -> Handout:
    return filled(read_handout(f"handouts/{name}.yaml"), brand().values)


def written(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if "out" in path.parts
    )


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_writes_each_page_and_the_folded_piece_and_says_where(
    layout: str, ours: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "good", "--layout", layout]) == 0
    sizes = [page.size for page in rendered(compose(parse("good"), layout, brand(ours)).data)]
    expected = [
        f"out/preview/good.{layout}.page-{number}.png" for number in range(1, len(sizes) + 1)
    ]
    for path, points in zip(expected, sizes, strict=True):
        with Image.open(path) as picture:
            assert picture.size == tuple(round(length * POINT) for length in points)
            assert picture.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)
    if layout not in FLAT:
        expected.insert(0, f"out/preview/good.{layout}.folded.png")
    assert written(tmp_path) == sorted(expected)
    assert capsys.readouterr().out.splitlines() == expected


def test_an_edition_and_a_folder_are_chosen(ours: Workspace, tmp_path: Path) -> None:
    assert main(["preview", "good", "--edition", "large-print", "--output", "out/large"]) == 0
    names = written(tmp_path)
    assert names[0] == "out/large/good.faq-sheet.large-print.page-1.png"
    assert not [name for name in names if "folded" in name]


@pytest.mark.parametrize("layout", ["trifold", "bifold"])
def test_the_address_side_is_shown_as_the_letter_carrier_reads_it(
    layout: str, ours: Workspace, tmp_path: Path
) -> None:
    """Turned back, it is what the page shows; a back without an address is not turned."""
    workspace(tmp_path, handouts={"good": GOOD, "mailed": {**GOOD, "back": "mailer"}})
    page, pieces = compose(parse("mailed"), layout, brand(ours)).data, {}
    for name in ("good", "mailed"):
        assert main(["preview", name, "--layout", layout]) == 0
        with Image.open(f"out/preview/{name}.{layout}.folded.png") as picture:
            pieces[name] = picture.convert("RGB")
    sheet = rendered(page)[0]
    faces = load_layout(ours, layout).faces([sheet.size], "letter")
    face = next(face for face in faces if face.name == "back")
    left, right = round(face.x * POINT), round((face.x + face.width) * POINT)
    lying = sheet.picture.crop((left, 0, right, sheet.picture.height)).rotate(-90, expand=True)
    end, foot = pieces["mailed"].width - MARGIN, pieces["mailed"].height - ROW
    shown = pieces["mailed"].crop((end - lying.width, foot - lying.height, end, foot))
    assert has_ink(lying)
    assert shown.tobytes() == lying.tobytes()
    assert pieces["mailed"].width == pieces["good"].width - (right - left) + lying.width


def test_a_file_for_the_print_shop_is_shown_with_its_marks_and_folded_as_it_is_trimmed(
    ours: Workspace, tmp_path: Path
) -> None:
    for more in ([], ["--press"], ["--press", "cmyk"]):
        assert main(["preview", "good", "--layout", "trifold", *more]) == 0
    plain, rgb, cmyk = (
        [f"out/preview/good.trifold{stem}.{part}.png" for part in ("page-1", "folded")]
        for stem in ("", ".press", ".press-cmyk")
    )
    assert sorted([*plain, *rgb, *cmyk]) == [
        name for name in written(tmp_path) if "page-2" not in name
    ]
    sizes = [[Image.open(path).size for path in paths] for paths in (plain, rgb, cmyk)]
    assert (
        sizes[1][0] == sizes[2][0] == (sizes[0][0][0] + DPI, sizes[0][0][1] + DPI)
    )  # half an inch all round
    assert sizes[0][1] == sizes[1][1] == sizes[2][1]
    # Inside, where no colour runs over an edge, the folded piece is the same.
    inside, its = (
        Image.open(paths[1]).convert("RGB").crop((MARGIN + 450, 100, MARGIN + 900, 400))
        for paths in (plain, rgb)
    )
    assert (
        ImageChops.difference(inside, its)
        .convert("L")
        .point(lambda value: 255 * (value > 64))
        .getbbox()
        is None
    )
    assert has_ink(inside)


# What an earlier preview left


def large(words: int) -> dict[str, object]:
    return {**GOOD, "sections": [{"heading": "A question?", "body": "word " * words}]}


def test_pictures_of_pages_that_are_no_more_are_removed(ours: Workspace, tmp_path: Path) -> None:
    workspace(tmp_path, handouts={"good": large(900), "good-day": large(900)})
    command = ["preview", "good", "good-day", "--layout", "instructions"]
    for name in command[1:3]:
        assert main(["preview", name, "--layout", "instructions"]) == 0
    before = written(tmp_path)
    assert sum(name.startswith("out/preview/good.") for name in before) >= 3
    workspace(tmp_path, handouts={"good": GOOD})
    assert main(["preview", "good", "--layout", "instructions"]) == 0
    others = [name for name in before if not name.startswith("out/preview/good.")]
    assert written(tmp_path) == sorted(["out/preview/good.instructions.page-1.png", *others])


def test_nobody_elses_picture_is_removed(ours: Workspace, tmp_path: Path) -> None:
    """Whatever its name: only pictures made here carry the mark, and only whole names count."""
    assert main(["preview", "good"]) == 0
    folder, mine = tmp_path / "out" / "preview", "good.faq-sheet.page-1.png"
    data = (folder / mine).read_bytes()
    Image.new("RGB", (9, 9)).save(folder / "good.faq-sheet.page-2.png")
    (folder / "good.faq-sheet.page-3.png").write_text("no picture")
    (folder / "good.faq-sheet.page-4.png").mkdir()
    (folder / "good.faq-sheet.page-5.png").symlink_to(mine)
    others = [
        "good.faq-sheet.page-6.png.png",
        "my good.faq-sheet.page-7.png",
        "good.faq-sheet.page-x.png",
    ]
    for name in (
        *others,
        "goodxfaq-sheet.page-2.png",
        "good.faq-sheet.page-08.png",
        "good.faq-sheet.legal.page-9.png",
    ):
        (folder / name).write_bytes(data)
    there = sorted(os.listdir(folder))
    (folder / "good.faq-sheet.folded.png").write_bytes(data)
    (folder / "good.faq-sheet.page-10.png").write_bytes(data)
    assert main(["preview", "good"]) == 0
    assert sorted(os.listdir(folder)) == there


def test_what_stops_a_preview_removes_nothing(
    ours: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace(tmp_path, handouts={"good": large(900)})
    assert main(["preview", "good", "--layout", "instructions"]) == 0
    before = written(tmp_path)

    def full(path: str, data: bytes) -> None:
        raise ContentError([Problem(Place(path), "W03", "The disk is full", "Make room")])

    workspace(tmp_path, handouts={"good": GOOD})
    monkeypatch.setattr("press.preview.preview.write_atomically", full)
    assert main(["preview", "good", "--layout", "instructions"]) == 1
    assert written(tmp_path) == before


def test_the_same_problems_as_a_build_and_nothing_written(
    ours: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = {**GOOD, "sections": [{"heading": "A question?", "body": "word " * 2000}]}
    workspace(tmp_path, handouts={"bad": {**GOOD, "titel": "Bad"}, "long": long})
    for name in ("bad", "long", "good-"):
        answers = []
        for verb in ("build", "preview"):
            assert main([verb, name]) == 1
            answers.append(capsys.readouterr().err)
        assert answers[0] == answers[1] != ""
    assert not written(tmp_path)


def test_a_disk_that_refuses_leaves_no_half_of_a_file(
    ours: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("in the way")
    assert main(["preview", "good"]) == 1
    assert "W03" in capsys.readouterr().err
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".tmp", ".png", ".pdf")]


@pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="NOT CHECKED: how a Linux desktop opens a picture"
)
def test_open_hands_the_folded_piece_to_the_desktop(
    ours: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener, opened = tmp_path / "xdg-open", tmp_path / "opened"
    opener.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n')
    opener.chmod(opener.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("DISPLAY", ":0")
    assert main(["preview", "good", "--layout", "trifold", "--open"]) == 0
    assert opened.read_text().strip() == str(
        tmp_path / "out" / "preview" / "good.trifold.folded.png"
    )
    opener.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(ContentError, match="C01"):
        viewer.show("any.png")


@pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="NOT CHECKED: a desktop that is always there"
)
def test_open_without_a_desktop_is_3_and_the_pictures_are_there(
    ours: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["preview", "good", "--open"]) == 3
    assert "\nout/preview/good.faq-sheet.page-1.png:1:1: C01 " in "\n" + capsys.readouterr().err
    assert written(tmp_path) == ["out/preview/good.faq-sheet.page-1.png"]


def test_a_face_is_cut_out_turned_upright_and_set_beside_its_neighbour() -> None:
    """A page of four colours: left of a fold stays left of it, and a turned face is turned back."""
    page = Image.new("RGB", (220, 110))
    for index, color in enumerate(("red", "lime", "blue", "white")):
        page.paste(color, (55 * index, 0, 55 * index + 55, 110))
    page.paste("black", (165, 0, 220, 10))  # the head of the last one
    wide, high = INCH / 2, INCH
    faces = [
        Face("one", 0, 0, 0, wide, high),
        Face("two", 0, wide, 0, wide, high),
        Face("four", 0, 3 * wide, 0, wide, high, 90),
    ]
    piece = folded([page], faces, FONT)
    assert piece.width == 2 * MARGIN + 55 + 55 + GAP + 110
    bottom = MARGIN + 110 - 1
    assert [piece.getpixel((MARGIN + x, bottom - 2)) for x in (2, 58)] == [
        (255, 0, 0),
        (0, 255, 0),
    ]
    assert piece.getpixel((MARGIN + 55, MARGIN + 50)) == color_of(FOLD)
    assert piece.getpixel((MARGIN - 1, MARGIN + 50)) == color_of(BORDER)
    assert piece.getpixel((2, 2)) == color_of(GROUND)
    # Turned clockwise, its head is at the right.
    turned = MARGIN + 110 + GAP
    assert [piece.getpixel((turned + x, bottom - 20)) for x in (2, 105)] == [
        (255, 255, 255),
        (0, 0, 0),
    ]


def test_what_is_facing_stands_side_by_side() -> None:
    page, half = Image.new("RGB", (11 * DPI, 935), "white"), 5.5 * INCH
    left = Face("page 2", 0, 0, 0, half, 8.5 * INCH)
    right = Face("page 3", 1, half, 0, half, 8.5 * INCH)
    apart, facing = (
        folded([page] * 2, [left, right._replace(facing=is_facing)], FONT)
        for is_facing in (False, True)
    )
    assert apart.width == facing.width + GAP == 2 * MARGIN + 11 * DPI + GAP


def test_many_faces_go_into_rows() -> None:
    page = Image.new("RGB", (round(8.5 * DPI), 11 * DPI), "white")
    faces = [Face(f"page {number}", 0, 0, 0, 8.5 * INCH, 11 * INCH) for number in range(8)]
    assert (
        folded([page], faces, FONT).height > 2 * folded([page], faces[:3], FONT).height - 2 * MARGIN
    )


def test_the_folded_picture_shows_what_the_pages_show() -> None:
    """The cover of a brochure is at the left, pixel for pixel as on the first page."""
    pages = rendered(compose(stock_handout("failed-back-surgery"), "trifold").data)
    assert [page.size for page in pages] == [(792, 612), (792, 612)]
    cover = Face("cover", 0, 526.5, 0, 265.5, 612)
    piece = folded([page.picture for page in pages], [cover], FONT)
    left = round(526.5 * POINT)
    expected = pages[0].picture.crop((left, 0, 1210, 935))
    assert (
        piece.crop((MARGIN, MARGIN, MARGIN + expected.width, MARGIN + 935)).tobytes()
        == expected.tobytes()
    )


def has_ink(picture: Image.Image) -> bool:
    return sum(picture.convert("L").histogram()[:128]) > 100


def color_of(text: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(text[1:]))
