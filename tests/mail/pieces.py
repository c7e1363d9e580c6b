"""Pieces of a mailing, made of what the tests have: short letters, and brochures of the stock."""

from __future__ import annotations

from functools import cache

from press.finishing.assembling.assembly import Assembly
from press.finishing.assembling.component import Component, read_component, turned_pages
from press.finishing.assembling.marks import SIGNS, Marks
from press.finishing.assembling.pieces import About, Assembled, Leaf, Piece
from tests.making import compose, handout, stock_handout

ABOUT = About("A mailing", "Letters with a brochure", "Harbor Spine Clinic", "en-US")


@cache
def letter(text: str, title: str = "A short title", language: str = "en-US") -> bytes:
    return compose(handout(text, title=title, language=language), "faq-sheet").data


@cache
def brochure(name: str = "failed-back-surgery", layout: str = "trifold") -> bytes:
    return compose(stock_handout(name), layout).data


@cache
def marks() -> Marks:
    return Marks(read_component(letter(SIGNS)))


def leaf(component: Component, flip: str | None = "long") -> Leaf:
    return Leaf(component, turned_pages(component, flip))


def assembled(several: list[tuple[bytes, ...]], flip: str | None = "long", marked: bool = True) -> Assembled:
    """Pieces of some PDFs each, numbered from 1; each PDF is taken apart once."""
    known = {data: read_component(data) for one in several for data in one}
    made = Assembly(ABOUT, flip, marks() if marked else None)
    for number, one in enumerate(several, 1):
        made.add(Piece(number, f"Piece {number}", tuple(leaf(known[data], flip) for data in one)))
    return made.finish()
