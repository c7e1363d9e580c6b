"""SVGs that open connections, run code, hide something or never end: refused with a problem."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from press.brand.brand import Colors
from press.problems import Place
from press.typeset.pictures.load import Art, load_file
from press.typeset.pictures.svg import LARGEST_SVG, MOST_ELEMENTS
from tests.hostile.hostile_workspaces import asset, at_most, codes, problems_in, refused
from tests.samples import STOCK

COLORS = Colors("#1b4d5c", "#b23c17", "#1d2529", "#e3eff1")
NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SQUARE = '<rect width="9" height="9"/>'


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(*_: object, **__: object) -> NoReturn:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", shut)


def svg(inside: str, head: str = "", attributes: str = 'width="40" height="40"') -> str:
    return f"{head}<svg {NAMES} {attributes}>{inside}</svg>"


def uses(levels: int, each: int) -> str:
    """Return a drawing that repeats itself ``each`` to the power of ``levels`` times."""
    groups = f'<g id="g0">{SQUARE}</g>'
    for level in range(1, levels + 1):
        groups += f'<g id="g{level}">' + f'<use xlink:href="#g{level - 1}"/>' * each + "</g>"
    return svg(f'<defs>{groups}</defs><use xlink:href="#g{levels}"/>')


HOSTILE: dict[str, str | bytes] = {
    "doctype": svg(SQUARE, "<!DOCTYPE svg>"),
    "entity": svg("&x;", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "entities": svg("&b;", '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'),
    "external document type": svg(SQUARE, '<!DOCTYPE svg SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "image": svg('<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>'),
    "image inside": svg('<image href="data:image/png;base64,iVBORw0KGgo=" width="9" height="9"/>'),
    "image of a file": svg('<image xlink:href="../practice.yaml" width="9" height="9"/>'),
    "use of another file": svg('<use href="other.svg#x"/>'),
    "use of a file above": svg('<use xlink:href="../x.svg#x"/>'),
    "use of the network": svg('<use xlink:href="http://127.0.0.1:9/x.svg#x"/>'),
    "script": svg("<script>alert(1)</script>"),
    "script elsewhere": svg('<script href="http://127.0.0.1:9/x.js"/>'),
    "style": svg("<style>rect {fill: red}</style>"),
    "style import": svg("<style>@import url(http://127.0.0.1:9/x.css);</style>"),
    "foreign object": svg("<foreignObject><p>hi</p></foreignObject>"),
    "mask": svg(f'<mask id="m">{SQUARE}</mask><g mask="url(#m)">{SQUARE}</g>'),
    "filter": svg(f'<filter id="f"><feGaussianBlur/></filter><g filter="url(#f)">{SQUARE}</g>'),
    "pattern": svg(
        f'<pattern id="p">{SQUARE}</pattern><rect fill="url(#p)" width="9" height="9"/>'
    ),
    "gradient": svg('<linearGradient id="l"/><rect fill="url(#l)" width="9" height="9"/>'),
    "onload": svg(SQUARE, attributes='width="40" height="40" onload="alert(1)"'),
    "onclick": svg('<g onclick="alert(1)"/>'),
    "url in fill": svg('<rect fill="url(http://127.0.0.1:9/x.svg#x)" width="9" height="9"/>'),
    "url in style": svg(
        "<rect style=\"fill: URL( 'http://127.0.0.1:9/x' )\" width='9' height='9'/>"
    ),
    "text": svg('<text x="1" y="9">L5</text>'),
    "link": svg(f'<a href="javascript:alert(1)">{SQUARE}</a>'),
    "animation": svg('<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>'),
    "switch": svg(f"<switch>{SQUARE}</switch>"),
    "symbol": svg(f'<symbol id="s">{SQUARE}</symbol><use xlink:href="#s"/>'),
    "unknown element": svg("<frobnicate/>"),
    "stylesheet instruction": '<?xml-stylesheet href="http://127.0.0.1:9/x.css"?>'
    + svg("<style/>"),
    "a use of itself": svg('<g id="g"><use xlink:href="#g"/></g>'),
    "uses that use each other": svg(
        '<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'
    ),
    "a million uses": uses(20, 2),
    "a milliard uses": uses(9, 10),
    "ten uses ten times": uses(6, 10),
    "many uses": svg(f'<g id="g">{SQUARE}</g>' + '<use xlink:href="#g"/>' * 300),
    "use of nothing": svg('<use xlink:href="#nothing"/>'),
    "6,000 elements": svg(SQUARE * 6_000),
    "over a megabyte": svg(f"<!-- {'x' * LARGEST_SVG} -->{SQUARE}"),
    "deep": svg("<g>" * 4_000 + SQUARE + "</g>" * 4_000),
    "not XML": "This is not a drawing.",
    "not closed": f"<svg {NAMES}><rect",
    "empty": "",
    "blank": "   \n",
    "HTML": "<!doctype html><html><body>hi</body></html>",
    "another root": f"<g {NAMES}>{SQUARE}</g>",
    "UTF-16": svg(SQUARE).encode("utf-16"),
    "another encoding": '<?xml version="1.0" encoding="utf-7"?>' + svg(SQUARE),
    "packed": gzip.compress(svg(SQUARE).encode()),
    "no width": svg(SQUARE, attributes='width="0" height="40"'),
    "a width below zero": svg(SQUARE, attributes='width="-40" height="40"'),
    "no number": svg(SQUARE, attributes='width="NaN" height="40"'),
    "infinite": svg(SQUARE, attributes='width="1e999" height="40"'),
    "an empty view": svg(SQUARE, attributes='width="40" height="40" viewBox="0 0 0 0"'),
    "a broken view": svg(SQUARE, attributes='width="40" height="40" viewBox="a b c d"'),
    "a broken transform": svg(f'<g transform="rotate(a)">{SQUARE}</g>'),
    "a flat transform": svg(f'<g transform="scale(0)">{SQUARE}</g>'),
    "a broken path": svg('<path d="M 0 0 L x y z"/>'),
    "a broken number": svg('<rect width="wide" height="9"/>'),
    "a broken colour": svg('<rect fill="#12" width="9" height="9"/>'),
    "an evil colour": svg('<rect fill="__import__(\'os\')" width="9" height="9"/>'),
    "an evil length": svg('<rect width="__import__(\'os\').getcwd()" height="9"/>'),
}

# A drawing that is only clumsy may be drawn, or refused.
CLUMSY = {
    "a use of itself", "uses that use each other", "use of nothing", "a flat transform",
    "a broken path", "a broken number",
    "a broken colour",
    "an evil colour", "an evil length", "a broken transform", "an empty view", "a broken view",
    "ten uses ten times", "deep",
    "another encoding",
}  # fmt: skip


def art(data: str | bytes, folder: Path) -> Art:
    return load_file(
        str(asset(folder, "pictures/x.svg", data)), COLORS, Place("handouts/made.yaml", 2, 17)
    )


def test_there_are_enough() -> None:
    assert len(set(HOSTILE) - CLUMSY) >= 17
    assert set(HOSTILE) >= CLUMSY
    assert svg(SQUARE * 6_000).count("<rect") > MOST_ELEMENTS


@pytest.mark.parametrize("data", [data for name, data in HOSTILE.items() if name not in CLUMSY],
                         ids=[name for name in HOSTILE if name not in CLUMSY])  # fmt: skip
def test_a_hostile_drawing_is_refused(data: str | bytes, tmp_path: Path) -> None:
    with at_most(2):
        assert codes(refused(lambda: art(data, tmp_path))) <= {"P04", "P05"}


@pytest.mark.parametrize("name", sorted(CLUMSY))
def test_a_clumsy_drawing_is_drawn_or_refused_soon(name: str, tmp_path: Path) -> None:
    with at_most(2):
        assert codes(problems_in(lambda: art(HOSTILE[name], tmp_path))) <= {"P04", "P05"}


def test_a_plain_drawing_is_taken(tmp_path: Path) -> None:
    """An ordinary drawing is accepted: the refusals above are not for everything."""
    assert art(svg(SQUARE), tmp_path).width == pytest.approx(30)  # 40 CSS pixels
    assert art(uses(0, 3), tmp_path).width == pytest.approx(30)


@pytest.mark.parametrize(
    "file", sorted((STOCK / "assets" / "pictures").glob("*.svg")), ids=lambda file: file.name
)
def test_the_stock_drawings_are_taken(file: Path) -> None:
    assert load_file(str(file), COLORS, Place("x")).width > 0
