"""A packet of ours with pages reserved for third-party files, as a composer of packets makes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from press.binding.bind import Bound, PlacedInsert, bind
from press.binding.insert import Insert
from press.content.handout import Handout
from press.layout import load_layout
from press.layout.page import Page
from press.layout.write_pdf import PageSpec, write_pdf
from press.pdf.boxes import PageBox
from press.typeset.flowables.slot import Slot
from press.typeset.story import Story
from tests.samples import KINDS, brand, handout, stock_handout

LETTER = (612.0, 792.0)
BOX = PageBox(36, 60, 576, 740)  # between header and footer
BEGINS, ENDS = "Consent forms begin here", "Consent forms end here"


class Packet(NamedTuple):
    """A packet, and the first page reserved for each slot, from 1."""

    data: bytes
    pages: dict[str, int]


def story_of(what: Handout) -> Story:
    made = load_layout(brand().workspace, KINDS[1])()
    return Story(what, brand(), made.scale, 12)


def packet(
    reserved: Mapping[str, int],
    name: str = "before-your-procedure",
    size: tuple[float, float] = LETTER,
    more: int = 0,
) -> Packet:
    """Return a packet: a handout, reserved pages for each slot, and a last page.

    Reserved pages have a header and a footer. ``reserved`` has their number for each slot. ``more``
    pages come before the handout.
    """
    layout = load_layout(brand().workspace, KINDS[1])()
    story = story_of(stock_handout(name))
    pages = (
        layout.arrange(story_of(handout(*(["word " * 200] * 3 * more)))).pages[:more]
        if more
        else []
    )
    pages += layout.arrange(story).pages
    pages.append(_lined(story, size, len(pages), BEGINS))
    firsts = {}
    for slot, count in reserved.items():
        firsts[slot] = len(pages) + 1
        for index in range(count):
            page = Page(*size, len(pages))
            page.put(
                story.line(f"{slot}: page {index + 1} of {count}"),
                54,
                size[1] - 24,
                400,
                furniture=True,
            )
            page.put(story.line("Call us with questions"), 54, 40, 400, furniture=True)
            if index == 0:
                page.put(Slot(slot), 54, 400, 400)
            pages.append(page)
    pages.append(_lined(story, size, len(pages), ENDS))
    specs = [PageSpec(page.width, page.height, page.behind, page.placements) for page in pages]
    return Packet(write_pdf(specs, story, "long").data, firsts)


def _lined(story: Story, size: tuple[float, float], number: int, text: str) -> Page:
    page = Page(*size, number)
    page.put(story.line(text), 54, 700, 400)
    return page


def inserts(
    made: Packet, inserts_by_slot: Mapping[str, Insert], box: PageBox = BOX
) -> list[PlacedInsert]:
    return [
        PlacedInsert(
            one,
            slot,
            made.pages[slot],
            box,
            f"Title of {slot}",
            tuple(f"{slot}, page {at + 1}" for at in range(one.pages)),
        )
        for slot, one in inserts_by_slot.items()
    ]


def bound(
    inserts_by_slot: Mapping[str, Insert], box: PageBox = BOX, size: tuple[float, float] = LETTER
) -> tuple[Bound, Packet]:
    """Return a packet with the inserts bound in, in this order, and the packet before."""
    made = packet({slot: one.pages for slot, one in inserts_by_slot.items()}, size=size)
    return bind(made.data, inserts(made, inserts_by_slot, box)), made
