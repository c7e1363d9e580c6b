"""A booklet leafed through in pixels, what is cut out of a sheet, and the faces of layouts."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from press.layout import load_layout
from press.paper import Face
from tests.folding.paper import Piece, place_of, printed
from tests.folding.stamps import SCALE, Printed
from tests.samples import PRACTICE, STOCK_LAYOUTS, brand, compose, reader, stock_handout, workspace

NAME = "failed-back-surgery"
FLAT = ("faq-sheet", "instructions", "sheet")
PINNED = (
    "trifold",
)  # to whose flap a section goes that is pinned there: it is read before the others
PAPERS = [
    (layout, paper)
    for layout in STOCK_LAYOUTS
    for paper in load_layout(brand().workspace, layout).papers
]
COMPOSED = pytest.mark.parametrize(("layout", "paper"), PAPERS)


def data_of(layout: str, paper: str, folder: Path) -> bytes:
    return compose(
        stock_handout(NAME), layout, brand(workspace(folder, {**PRACTICE, "paper": paper}))
    ).data


def sheets(data: bytes) -> list[Piece]:
    """Each sheet as a printer makes it that does as the file says, its first page above."""
    flip = {"/DuplexFlipShortEdge": "short", "/DuplexFlipLongEdge": "long"}
    wish = flip[str(reader(data).root_object["/ViewerPreferences"]["/Duplex"])]  # type: ignore[index]
    pages = Printed(data).pages
    return [printed(front, back, wish) for front, back in zip(pages[::2], pages[1::2], strict=True)]


def faces_of(data: bytes, layout: str, paper: str) -> list[Face]:
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(data)]
    return load_layout(brand().workspace, layout).faces(sizes, paper)


@pytest.mark.parametrize(
    "swapped", [False, True], ids=["in the printer's order", "the other way round"]
)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_booklet_is_leafed_through_in_its_order(
    paper: str, swapped: bool, tmp_path: Path
) -> None:
    data = data_of("booklet", paper, tmp_path)
    piles = sheets(data)
    assert len(piles) >= 2
    if swapped:
        piles.reverse()
    # The first sheet out is the outermost: it is the lowest once the stack is turned to be folded.
    middle = piles[0].seen().width / 2
    inside_up = [pile.turned().creased([middle]) for pile in piles]
    stack = Piece(tuple(leaf for pile in inside_up for leaf in pile.leaves))
    closed = stack.folded("left", middle)
    assert len({leaf.left for leaf in closed.leaves}) == 1
    marks = {
        text: Printed(data).stamp(text)
        for text in ("Pain after back surgery", "12 Quay Street", *headings())
    }
    looks = [closed.leafed(count).seen() for count in range(len(closed.leaves) + 1)]
    seen = [text for look in looks for text in in_reading_order(marks, look)]
    right = ["Pain after back surgery", *headings(), "12 Quay Street"]
    assert (seen == right) is not swapped


def headings() -> list[str]:
    return [section.heading.text for section in stock_handout(NAME).sections]


def in_reading_order(marks: dict[str, Image.Image], look: Image.Image) -> list[str]:
    """The left page from its head, then the right one."""
    places = {text: place for text, mark in marks.items() if (place := place_of(mark, look))}
    return sorted(places, key=lambda text: (places[text][0] >= look.width / 2, places[text][1]))


@pytest.mark.parametrize(
    ("layout", "paper"), [one for one in PAPERS if one[0] in ("half-sheet", "wallet-card")]
)
def test_what_is_cut_out_has_its_back_behind_its_front(
    layout: str, paper: str, tmp_path: Path
) -> None:
    data = data_of(layout, paper, tmp_path)
    (sheet,) = sheets(data)
    front, back = faces_of(data, layout, paper)
    behind = sheet.turned().seen()
    cut = box(front, sheet.seen())
    held = behind.crop((behind.width - cut[2], cut[1], behind.width - cut[0], cut[3]))
    told = behind.crop(box(back, behind))
    # A millimetre is no whole number of pixels: both agree but for a border of a pixel.
    inner = held.crop((4, 4, held.width - 4, held.height - 4))
    assert place_of(inner, told) in {(left, top) for left in (3, 4, 5) for top in (3, 4, 5)}
    assert not place_of(inner, behind.rotate(180))


def box(face: Face, page: Image.Image) -> tuple[int, int, int, int]:
    left, top = round(face.x * SCALE), page.height - round((face.y + face.height) * SCALE)
    return left, top, left + round(face.width * SCALE), top + round(face.height * SCALE)


@COMPOSED
def test_the_faces_are_told_in_the_order_in_which_they_are_read(
    layout: str, paper: str, tmp_path: Path
) -> None:
    data = data_of(layout, paper, tmp_path)
    document = pypdfium2.PdfDocument(data)
    faces = faces_of(data, layout, paper)
    texts = [
        " ".join(
            document[one.page]
            .get_textpage()
            .get_text_bounded(one.x, one.y, one.x + one.width, one.y + one.height)
            .split()
        )
        for one in faces
    ]
    assert all(face.width > 0 and face.height > 0 and not face.turned for face in faces)
    assert (
        texts[0]
        .replace("\u00a0", " ")
        .startswith(("Pain after back surgery", "Harbor Spine Clinic"))
    )
    if layout in FLAT:
        assert len(faces) == len(document)
        return
    assert len({face.name for face in faces}) == len(faces) >= 2
    said = " ".join(texts)
    unpinned = [
        section
        for section in stock_handout(NAME).sections
        if layout not in PINNED or not section.panels
    ]
    places = (
        [said.find(section.heading.text) for section in unpinned] if layout != "wallet-card" else []
    )
    assert places == sorted(places)
    assert -1 not in places
    assert "12 Quay Street" in (texts[0] if layout == "wallet-card" else texts[-1])
