"""Pictures and logos with few pixels for their printed size: a remark, or a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from press.brand.brand import read_brand
from press.layout import load_layout
from press.layout.contract import Composed
from press.layout.print_shop import PrintShop
from press.problems import ContentError
from tests.samples import PRACTICE, handout, workspace


def photograph(folder: Path, name: str, wide: int, high: int) -> None:
    pictures = folder / "assets" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    image = Image.effect_noise((wide, high), 40)
    image.save(pictures / name, dpi=(72, 72))


def composed(
    folder: Path, body: str, logo: str | None = None, press: bool = False, layout: str = "sheet"
) -> Composed:
    practice = PRACTICE | ({"logo": f"pictures/{logo}"} if logo else {})
    brand = read_brand(workspace(folder, practice))[0]
    shop = PrintShop(False) if press else None
    return load_layout(brand.workspace, layout)().compose(handout(body), brand, print_shop=shop)


def codes(result: Composed) -> set[str]:
    return {remark.code for remark in result.remarks} & {"P07", "P08"}


BODY = "Before.\n\n![A photograph](photo.png)\n\nAfter."


def printed_inches(folder: Path) -> float:
    """Return how wide a square photograph in a body is printed, in inches: 11 lines."""
    photograph(folder, "photo.png", 40, 40)
    with pytest.raises(ContentError) as caught:
        composed(folder, BODY)
    (problem,) = caught.value.problems
    assert problem.code == "P08"
    return float(problem.message.split("printed ")[1].split()[0])


@pytest.mark.parametrize("press", [False, True])
def test_a_picture_is_judged_by_its_printed_size(press: bool, tmp_path: Path) -> None:
    inches = printed_inches(tmp_path)
    for ppi, expected in ((90, None), (120, {"P07"}), (170, set()), (600, set())):
        size = round(inches * ppi)
        photograph(tmp_path, "photo.png", size, size)
        if expected is None:
            with pytest.raises(ContentError) as caught:
                composed(tmp_path, BODY, press=press)
            assert [problem.code for problem in caught.value.problems] == ["P08"]
            assert "photo.png" in caught.value.problems[0].message
        else:
            assert codes(composed(tmp_path, BODY, press=press)) == expected


@pytest.mark.parametrize("layout", ["sheet", "trifold", "faq-sheet"])
def test_a_logo_is_judged_as_well(layout: str, tmp_path: Path) -> None:
    photograph(tmp_path, "logo.png", 30, 10)
    with pytest.raises(ContentError) as caught:
        composed(tmp_path, "Text.", "logo.png", layout=layout)
    (problem,) = caught.value.problems
    assert problem.code == "P08"
    assert problem.place.file.endswith("practice.yaml")
    photograph(tmp_path, "logo.png", 1200, 400)
    assert not codes(composed(tmp_path, "Text.", "logo.png", layout=layout))


def test_a_drawing_has_no_resolution(tmp_path: Path) -> None:
    assert not codes(composed(tmp_path, "![The spine](spine.svg)"))
