"""From an arranged story, or a written one, to the problems that keep it from being printed."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from press.brand.printers import Printer
from press.content.handout import Handout
from press.content.limits import ANY
from press.content.tree import Picture, Text, blocks_in, leaves
from press.layout.columns import Placement
from press.layout.page import Arrangement
from press.layout.write_pdf import WrittenPdf
from press.problems import Place, Problem
from press.spelling import verb
from press.tagged.guarded_canvas import PrintedPicture
from press.tagged.nodes import StructElem
from press.typeset.story import Story
from press.typeset.styles import REFERENCE
from press.typeset.text.paragraph import TaggedParagraph

FILLED = 0.6  # of a panel: below it looks forgotten
FULL = 0.9  # of a panel, where it does not any more
COARSE = 150  # pixels an inch: below it a print shows steps
COARSEST = 100  # pixels an inch: below it details and letters are lost
OFFICE = ("form", "review-")  # how the names of the parts of the office's line begin


def pinned_nowhere(handout: Handout, name: str, panels: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each section that is pinned to panels that a layout does not have.

    ``name`` is the layout's, and ``panels`` are the names of its panels.
    """
    for section in handout.sections if panels else ():
        if section.panels and not section.pinned_to((*panels, ANY)):
            pins, either = ", ".join(section.panels), "' or '".join(section.panels)
            message = (
                f"'{section.heading.text}' cannot go to the panel '{either}': "
                f"the layout '{name}' has none"
            )
            hint = (
                f"It has {', '.join(panels)}. Name one of them as well, "
                f"or write [{pins}, {ANY}] to let it stand in its turn"
            )
            yield Problem(section.place, "L02", message, hint)


def astray(arrangement: Arrangement, story: Story, place: Place) -> Iterator[Problem]:
    """Yield a problem for text that was poured but put on no page, or put off a page.

    And for each section, and the summary, that was not poured or put at all.
    """
    placements = [one for page in arrangement.pages for one in page.placements]
    on_pages = {id(placement.flowable) for placement in placements}
    poured = (placement for flow in arrangement.flows for placement in flow.placements)
    if any(id(placement.flowable) not in on_pages for placement in poured):
        hint = "Give what pour() returns to the take() of each page"
        yield Problem(place, "L04", "The layout leaves out text that it poured", hint)
    for number, page in enumerate(arrangement.pages, 1):
        if not all(page.holds(placement) for placement in page.placements):
            hint = "Put it inside, or give put() the highest that it may be"
            yield Problem(place, "L04", f"The layout puts something off page {number}", hint)
    drawn = {element for placement in placements for element in placement.flowable.elements}
    for name in story.missing_sections(drawn):
        hint = "Pour all of story.passages(), and put story.summary() somewhere"
        yield Problem(place, "L04", f"The layout leaves out '{name}'", hint)


def notices_left_out(arrangement: Arrangement, story: Story, place: Place) -> Iterator[Problem]:
    """Yield a problem for each notice, of a draft or a sample, that no page has in full."""
    read = _read_by_name(arrangement)
    for name, text in story.notice_texts().items():
        if _squeezed(text) not in read.get(name, ""):
            hint = "Put story.notices() on a page, and not as furniture alone"
            yield Problem(place, "L04", f"The layout leaves out the notice '{text}'", hint)


def office_left_out(arrangement: Arrangement, story: Story, place: Place) -> Iterator[Problem]:
    """Yield a problem if form number, version or review are on no page."""
    read = _read_by_name(arrangement)
    line = "".join(text for name, text in read.items() if name.startswith(OFFICE)).casefold()
    missing = [text for text in story.office_texts() if _squeezed(text).casefold() not in line]
    if missing:
        hint = "Put story.form_line() on a page, and not as furniture alone"
        message = f"The layout leaves out '{' · '.join(missing)}'"
        yield Problem(place, "L04", message, hint)


def lost(arrangement: Arrangement, story: Story, place: Place) -> Iterator[Problem]:
    """Yield a problem for each section, title or summary that is on pages without all its words.

    The words have to be there in their order.
    """
    shown = _by_element(_in_order(arrangement))
    parts: dict[int, tuple[Any, str, list[Iterable[StructElem]]]] = {}
    # A layout may ask for the sections several times, and place what it got once.
    for section, elements in story.section_elements:
        part = parts.setdefault(id(section), (section, section.heading.text, []))
        part[2].append(elements)
    named = {element.once: element for element in shown if element.once}
    handout = story.handout
    for name, text in (
        ("title", handout.title),
        ("subtitle", handout.subtitle),
        ("summary", handout.summary),
    ):
        if text and name in named:  # what is left out altogether is reported elsewhere
            parts[id(text)] = (text, text.text, [[named[name]]])
    for source, name, ways in parts.values():
        texts = (
            "".join(text for element in dict.fromkeys(way) for text in shown.get(element, ()))
            for way in ways
        )
        missing = [_missing(source, text) for text in texts]
        if all(missing):
            begin = missing[0].text[:20] if missing[0] else ""
            hint = "This is a mistake in the layout: put all that story.passages() gives on pages"
            message = f"The layout loses words of '{name[:40]}', from '{begin}' on"
            yield Problem(place, "L04", message, hint)


def moved_off(
    arrangement: Arrangement, printer: Printer, duplex: str | None, place: Place
) -> Iterator[Problem]:
    """Yield a problem for each page that a printer's correction moves partly off the paper.

    ``place`` is that of practice.yaml.
    """
    for number, page in enumerate(arrangement.pages, 1):
        back = duplex is not None and number % 2 == 0
        right, up = printer.move(page.height > page.width, back=back)
        moved = (one._replace(x=one.x + right, y=one.y + up) for one in page.placements)
        if not all(map(page.holds, moved)):
            message = (
                f"Moved by what the printer '{printer.name}' is off, "
                f"something stands off page {number}"
            )
            hint = f"Print '{verb('calibrate')}' and measure again, or adjust the printer's tray"
            yield Problem(place, "L04", message, hint)


def unreadable(written: WrittenPdf, story: Story, place: Place) -> Iterator[Problem]:
    """Yield a problem for all that is drawn, and cannot be read or must not be in the file."""
    for page in sorted(set(written.untagged_pages)):
        hint = (
            "Give page.put() a part of the story, such as story.line(), or draw it inside "
            "'with canvas.furniture():' if it only heads or numbers pages"
        )
        message = f"The layout draws text or a picture on page {page} that no screen reader gets"
        yield Problem(place, "L05", message, hint)
    if not written.titled:
        hint = "Put story.title() on a page"
        yield Problem(place, "L05", "The layout leaves out the title", hint)
    for pair in written.low_contrast:
        message = (
            f"Text in {pair.text} stands on {pair.background} on page {pair.page}, "
            f"with a contrast of {pair.ratio:.1f}; it needs {pair.required:g}"
        )
        hint = "Choose another colour of the brand for one of them, in the layout's scale"
        if not story.styles.edition.areas:
            hint = "Fill with story.styles.area(), which the low-ink edition leaves white"
        yield Problem(place, "L06", message, hint)
    for forbidden in sorted(set(written.forbidden)):
        where = f" on page {forbidden.page}" if forbidden.page else ""
        yield Problem(place, "L09", f"The layout {forbidden.what}{where}", forbidden.remedy)


def too_coarse(written: WrittenPdf) -> Iterator[Problem]:
    """Yield a problem for each picture with too few pixels an inch to be seen clearly."""
    yield from _coarse(written, "P08", 0, COARSEST)


def rather_coarse(written: WrittenPdf) -> Iterator[Problem]:
    """Yield a remark on each picture that is printed with visible steps."""
    yield from _coarse(written, "P07", COARSEST, COARSE)


def _coarse(written: WrittenPdf, code: str, least: int, below: int) -> Iterator[Problem]:
    coarsest: dict[tuple[Place, str], PrintedPicture] = {}  # where it is printed the largest
    for picture in written.pictures:
        key = picture.place, picture.file
        coarsest[key] = min(picture, coarsest.get(key, picture), key=lambda other: other.resolution)
    for picture in coarsest.values():
        if least <= picture.resolution < below:
            message = (
                f"'{picture.file}' is printed {picture.inches:.1f} inches wide with "
                f"{picture.resolution:.0f} pixels an inch"
            )
            wide = math.ceil(picture.inches * COARSE / 10) * 10
            hint = f"Use a picture that is at least {wide} pixels wide, or a drawing (SVG)"
            yield Problem(picture.place, code, message, hint)


def hardly_filled(
    arrangement: Arrangement, story: Story, name: str, holds: int
) -> Iterator[Problem]:
    """Yield a remark on panels and columns that are nearly empty, and on what would fill them.

    ``name`` is the layout's. ``holds`` is how many words it holds at 12 pt, 0 if not known.
    """
    full, size = arrangement.full, arrangement.body_size
    empty = {panel: share for panel, share in full.items() if share < FILLED}
    if not empty:
        return
    known = holds * (REFERENCE / size) ** 2 / len(full)
    words_a_panel = known or story.handout.words / max(sum(full.values()), FILLED)
    missing = sum(FULL - share for share in empty.values())
    more = max(round(missing * words_a_panel / 5) * 5, 5)
    which = ", ".join(f"'{panel}' ({share:.0%})" for panel, share in empty.items())
    message = f"Hardly filled in the layout '{name}' at {size:g} pt: {which}"
    hint = f"About {more} more words, a picture or a checklist would fill it"
    yield Problem(story.handout.place, "L10", message, hint)


def _in_order(arrangement: Arrangement, furniture: bool = True) -> list[Placement]:
    """All that is on the pages, in reading order; without ``furniture``, what is read aloud."""
    placements = (one for page in arrangement.pages for one in page.placements)
    kept = (placement for placement in placements if furniture or not placement.furniture)
    return sorted(kept, key=lambda placement: placement.order)


def _read_by_name(arrangement: Arrangement) -> dict[str, str]:
    """The text that is read aloud, without blanks, by the ``once`` of its element, else by ""."""
    read: dict[str, str] = {}
    for element, texts in _by_element(_in_order(arrangement, furniture=False)).items():
        name = element.once or ""
        read[name] = read.get(name, "") + "".join(texts)
    return read


def _by_element(placements: Sequence[Placement]) -> dict[StructElem, list[str]]:
    """The text of each element in reading order. What is placed twice counts once."""
    texts: dict[StructElem, list[str]] = {}
    seen: set[int] = set()
    for placement in placements:
        for paragraph in placement.flowable.paragraphs:
            if paragraph.element and id(paragraph) not in seen:
                seen.add(id(paragraph))
                texts.setdefault(paragraph.element, []).append(_letters(paragraph))
    return texts


def _letters(paragraph: TaggedParagraph) -> str:
    """All that the lines of a paragraph show, without blanks."""
    cache = paragraph.line_cache
    if "letters" not in cache:
        lines = paragraph.blPara.lines
        if paragraph.blPara.kind == 0:
            words = [word for _, line in lines for word in line]
        else:
            words = [getattr(word, "text", "") for line in lines for word in line.words]
        cache["letters"] = _squeezed("".join(words))
    return str(cache["letters"])


def _missing(source: Any, text: str) -> Text | None:
    """The first leaf of a part of the handout that ``text`` does not have, behind those before it.

    Alternative texts are read aloud, and not shown.
    """
    spoken, position = None, 0
    for leaf in leaves(source):
        letters = _squeezed(leaf.text)
        if text.startswith(letters, position):  # as it mostly does
            position += len(letters)
            continue
        spoken = spoken or {id(one.alt) for one in blocks_in(source) if isinstance(one, Picture)}
        if id(leaf) in spoken:
            continue
        position = text.find(letters, position)
        if position < 0:
            return leaf
        position += len(letters)
    return None


@lru_cache(maxsize=5_000)
def _squeezed(text: str) -> str:
    """A text without blanks, in composed form."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return "".join(text.split())
