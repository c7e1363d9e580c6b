"""From an arranged story, or a written one, to the problems that keep it from being printed."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from press.brand.printers import Printer
from press.content.handout import Handout, Section
from press.content.limits import ANY
from press.content.tree import List, Picture, Table, Text, blocks_in, leaves, words
from press.layout.columns import Placement
from press.layout.page import Arrangement
from press.layout.write_pdf import WrittenPdf
from press.problems import Place, Problem
from press.spelling import verb
from press.tagged.nodes import StructElem
from press.typeset.story import Story
from press.typeset.styles import REFERENCE
from press.typeset.text.paragraph import TaggedParagraph

FILLED = 0.6  # of a panel: below it looks forgotten
OFFICE = ("form", "review-")  # what the names of the parts of the office's line begin with
FULL = 0.9  # where it does not any more


def astray(setting: Arrangement, story: Story, place: Place) -> Iterator[Problem]:
    """What the layout poured but put on no page, and what it put off the page: then text would be lost."""
    on_pages = {id(one.flowable) for page in setting.pages for one in page.placements}
    if any(
        id(one.flowable) not in on_pages for poured in setting.flows for one in poured.placements
    ):
        hint = "Give what pour() returns to the take() of each page"
        yield Problem(place, "L04", "The layout leaves out text that it poured", hint)
    for number, page in enumerate(setting.pages, 1):
        if any(not page.holds(one) for one in page.placements):
            hint = "Put it inside, or give put() the highest that it may be"
            yield Problem(place, "L04", f"The layout puts something off page {number}", hint)
    there = {
        node for page in setting.pages for one in page.placements for node in one.flowable.elements
    }
    for what in story.missing_sections(there):
        hint = "Pour all of story.passages(), and put story.summary() somewhere"
        yield Problem(place, "L04", f"The layout leaves out '{what}'", hint)


def notices_left_out(arrangement: Arrangement, story: Story, place: Place) -> Iterator[Problem]:
    """Yield a problem for each notice, of a draft or a sample, that no page has in full."""
    read = _read_once(arrangement)
    for once, text in story.notice_texts().items():
        if _squeezed(text) not in read.get(once, ""):
            hint = "Put story.notices() on a page, and not as furniture alone"
            yield Problem(place, "L04", f"The layout leaves out the notice '{text}'", hint)


def office_left_out(arrangement: Arrangement, story: Story, place: Place) -> Iterator[Problem]:
    """Yield a problem if form number, version or review are on no page."""
    read = _read_once(arrangement)
    line = "".join(text for once, text in read.items() if once.startswith(OFFICE)).casefold()
    missing = [text for text in story.office_texts() if _squeezed(text).casefold() not in line]
    if missing:
        hint = "Put story.form_line() on a page, and not as furniture alone"
        message = f"The layout leaves out '{' · '.join(missing)}'"
        yield Problem(place, "L04", message, hint)


def _read_once(arrangement: Arrangement) -> dict[str, str]:
    """The text that is read aloud, without blanks, by the name of what is read once; "" is all else."""
    read: dict[str, str] = {}
    for node, texts in _by_element(_in_order(arrangement, furniture=False)).items():
        read[node.once or ""] = read.get(node.once or "", "") + "".join(texts)
    return read


def moved_off(
    setting: Arrangement, printer: Printer, duplex: str | None, place: Place
) -> Iterator[Problem]:
    """What would stand off the paper, moved by what the printer is off; ``place`` is practice.yaml's."""
    for number, page in enumerate(setting.pages, 1):
        right, up = printer.move(
            page.height > page.width, back=duplex is not None and number % 2 == 0
        )
        if not all(
            page.holds(one._replace(x=one.x + right, y=one.y + up)) for one in page.placements
        ):
            message = f"Moved by what the printer '{printer.name}' is off, something stands off page {number}"
            yield Problem(
                place,
                "L04",
                message,
                f"Print '{verb('calibrate')}' and measure again, or adjust the printer's tray",
            )


def unreadable(written: WrittenPdf, story: Story, place: Place) -> Iterator[Problem]:
    """Text that no screen reader would get, or that stands on a colour too like its own."""
    for page in sorted(set(written.untagged_pages)):
        hint = (
            "Give page.put() a part of the story, such as story.line(), or draw it inside 'with canvas.furniture():' "
            "if it only heads or numbers pages"
        )
        yield Problem(
            place,
            "L05",
            f"The layout draws text or a picture on page {page} that no screen reader gets",
            hint,
        )
    if not written.titled:
        hint = "Put story.title() on a page"
        yield Problem(place, "L05", "The layout leaves out the title", hint)
    for pale in written.low_contrast:
        message = (
            f"Text in {pale.text} stands on {pale.background} on page {pale.page}, with a contrast of {pale.ratio:.1f}; "
            f"it needs {pale.required:g}"
        )
        hint = "Choose another colour of the brand for one of them, in the layout's scale"
        if not story.styles.edition.areas:
            hint = "Fill with story.styles.area(), which the low-ink edition leaves white"
        yield Problem(place, "L06", message, hint)
    for forbidden in sorted(set(written.forbidden)):
        where = f" on page {forbidden.page}" if forbidden.page else ""
        yield Problem(place, "L09", f"The layout {forbidden.what}{where}", forbidden.remedy)


def hardly_filled(setting: Arrangement, story: Story, name: str, holds: int) -> Iterator[Problem]:
    """Panels and columns that are left nearly empty, and about how many words would fill them.

    ``holds`` is how many words the layout holds at 12 pt, 0 where that is not known.
    """
    empty = {panel: share for panel, share in setting.full.items() if share < FILLED}
    if not empty:
        return
    known = holds * (REFERENCE / setting.body_size) ** 2 / len(setting.full)
    a_panel = known or story.handout.words / max(sum(setting.full.values()), FILLED)
    more = max(round(sum(FULL - share for share in empty.values()) * a_panel / 5) * 5, 5)
    which = ", ".join(f"'{panel}' ({share:.0%})" for panel, share in empty.items())
    message = f"Hardly filled in the layout '{name}' at {setting.body_size:g} pt: {which}"
    yield Problem(
        story.handout.place,
        "L10",
        message,
        f"About {more} more words, a picture or a checklist would fill it",
    )


def pinned_nowhere(handout: Handout, name: str, panels: Sequence[str]) -> Iterator[Problem]:
    """Sections pinned to panels that are not among those of the layout with this ``name``, and to nothing else."""
    for section in handout.sections if panels else ():
        if section.panels and not section.pinned_to((*panels, ANY)):
            asked, either = ", ".join(section.panels), "' or '".join(section.panels)
            message = f"'{section.heading.text}' cannot go to the panel '{either}': the layout '{name}' has none"
            hint = f"It has {', '.join(panels)}. Name one of them as well, or write [{asked}, {ANY}] to let it stand in its turn"
            yield Problem(section.place, "L02", message, hint)


def overflow(
    setting: Arrangement, story: Story, name: str, fits: Callable[[Handout], bool]
) -> Iterator[Problem]:
    """What of the handout finds no room, by the place where it was typed. ``fits`` says if a shorter one does."""
    handout, size = story.handout, f"{setting.body_size:g} pt"
    alone = sum(bool(poured.rest) for poured in setting.flows) == 1
    for poured in setting.flows:
        if poured.rest:
            longest = max(
                (passage.section for passage in poured.passages), key=lambda section: section.words
            )
            known = words_too_many(handout, longest, fits) if alone else None
            over, enough = known or (poured.words_over, True)
            much = (
                f"{over} {'word' if over == 1 else 'words'} too long"
                if over
                else "A picture or table too much"
            )
            what, count, place = (
                f"section, '{longest.heading.text}'",
                longest.words,
                longest.heading.place,
            )
            summary = handout.summary
            if summary and words(summary) > count:
                what, count, place = "text, the summary", words(summary), summary.place
            others = "" if enough else " and others"
            hint = f"Shorten the longest {what} ({count} words, line {place.line}){others}"
            yield Problem(handout.place, "L01", f"{much} for the layout '{name}' at {size}", hint)
        for passage in poured.displaced:
            where = "' or '".join(one for one in passage.section.panels if one != ANY)
            message = f"'{passage.section.heading.text}' cannot go to the panel '{where}'"
            hint = "The text before it fills that panel, or goes to a later one: shorten or move it, or take the pin out"
            if handout.back == "mailer" and "back" in passage.section.panels:
                hint = "The address side is there: take the pin out, or set back: contact"
            yield Problem(passage.section.place, "L02", message, hint)
    for one in (one for page in setting.pages for one in page.too_large):
        text = next((para.plain_text for para in one.paragraphs), "A picture")
        place = story.place_of(text)
        yield Problem(
            place, "L03", f"'{text[:40]}' is too large for its place in '{name}'", "Shorten it"
        )
    for grid in story.grids:
        if grid.too_narrow:
            message = f"A table of {grid.columns} columns is too wide for its place"
            yield Problem(
                grid.place or handout.place, "L03", message, "Use fewer columns, or a list"
            )


def words_too_many(
    handout: Handout, longest: Section, fits: Callable[[Handout], bool]
) -> tuple[int, bool] | None:
    """The fewest words whose loss makes the handout fit, from the end of its longest section on; with True, of that alone.

    None where it does not fit without any of its sections either: words are not what stands in its way.
    """
    for sections in ((longest,), handout.sections):
        most = sum(words(one.body) for one in sections)
        if most and fits(_without(handout, sections, most)):
            least = (
                bisect_left(
                    range(1, most), True, key=lambda count: fits(_without(handout, sections, count))
                )
                + 1
            )
            return least, len(sections) == 1
    return None


def _without(handout: Handout, sections: tuple[Section, ...], count: int) -> Handout:
    """The handout without so many of the last words of some of its sections; a section without text goes whole."""
    left, ends = count, {}
    for section in reversed(sections):
        has = words(section.body)
        gone = min(left, has)
        left -= gone
        ends[id(section)] = _first(section.body, [has - gone])
    kept = [
        (replace(one, body=ends[id(one)]) if id(one) in ends else one) for one in handout.sections
    ]
    return replace(handout, sections=tuple(one for one in kept if one.body))


def _first(parts: tuple[Any, ...], left: list[int]) -> tuple[Any, ...]:
    """Blocks, items or inlines with the first words only, as many as are ``left``; what then is empty is not there.

    Pictures stay: they are not words.
    """
    found: list[Any] = []
    for part in parts:
        if isinstance(part, Picture):
            found.append(part)
        elif not left[0]:
            continue
        elif isinstance(part, Text):
            among = part.text.split()
            found.append(
                part if len(among) <= left[0] else replace(part, text=" ".join(among[: left[0]]))
            )
            left[0] -= min(len(among), left[0])
        elif isinstance(part, Table):  # a table is no place to stop in
            left[0] = max(left[0] - words(part), 0)
            found.append(part)
        else:
            name = (
                "items"
                if isinstance(part, List)
                else "blocks"
                if hasattr(part, "blocks")
                else "children"
            )
            inner = getattr(part, name, None)
            if inner is None:
                found.append(part)
            elif some := _first(inner, left):
                found.append(replace(part, **{name: some}))
    return tuple(found)


def lost(setting: Arrangement, story: Story, place: Place) -> Iterator[Problem]:
    """A problem for each section, title or summary of which not every word stands on a page, in its order."""
    shown = _by_element(
        sorted(
            (one for page in setting.pages for one in page.placements), key=lambda one: one.order
        )
    )
    handout = story.handout
    parts: dict[int, tuple[Any, str, list[Iterable[StructElem]]]] = {}
    for (
        section,
        nodes,
    ) in (
        story.section_elements
    ):  # a layout may ask for them more than once, and set one of what it gets
        parts.setdefault(id(section), (section, section.heading.text, []))[2].append(nodes)
    named = {
        node.once: node for node in shown if node.once
    }  # what a layout leaves out altogether is judged elsewhere
    for name, one in (
        ("title", handout.title),
        ("subtitle", handout.subtitle),
        ("summary", handout.summary),
    ):
        if one and name in named:
            parts[id(one)] = (one, one.text, [[named[name]]])
    for source, name, ways in parts.values():
        found = (
            "".join(text for node in dict.fromkeys(nodes) for text in shown.get(node, ()))
            for nodes in ways
        )
        missing = [_missing(source, text) for text in found]
        if all(missing):
            hint = "This is a mistake in the layout: put all that story.passages() gives on pages"
            message = f"The layout loses words of '{name[:40]}', from '{missing[0].text[:20] if missing[0] else ''}' on"
            yield Problem(place, "L04", message, hint)


def _in_order(arrangement: Arrangement, furniture: bool = True) -> list[Placement]:
    """All that is on the pages, in reading order; without ``furniture``, what is read aloud."""
    placements = (one for page in arrangement.pages for one in page.placements)
    return sorted(
        (one for one in placements if furniture or not one.furniture), key=lambda one: one.order
    )


def _by_element(placed: Sequence[Placement]) -> dict[StructElem, list[str]]:
    """The text of each element, in the order in which it is read; what stands there twice counts once."""
    found: dict[StructElem, list[str]] = {}
    seen: set[int] = set()
    for one in placed:
        for para in one.flowable.paragraphs:
            if para.element and id(para) not in seen:
                seen.add(id(para))
                found.setdefault(para.element, []).append(_letters(para))
    return found


def _letters(para: TaggedParagraph) -> str:
    """All that its lines show, without blanks."""
    known = para.line_cache
    if "letters" not in known:
        lines = para.blPara.lines
        if para.blPara.kind == 0:
            known["letters"] = _squeezed("".join([word for _, words in lines for word in words]))
        else:
            known["letters"] = _squeezed(
                "".join([getattr(word, "text", "") for line in lines for word in line.words])
            )
    return str(known["letters"])


def _missing(source: Any, found: str) -> Text | None:
    """The first text of a part of the handout that is not there, behind those before it."""
    heard, at = None, 0
    for leaf in leaves(source):
        if found.startswith(text := _squeezed(leaf.text), at):  # as it mostly does
            at += len(text)
            continue
        heard = heard or {id(one.alt) for one in blocks_in(source) if isinstance(one, Picture)}
        if id(leaf) in heard:
            continue
        at = found.find(text, at)
        if at < 0:
            return leaf
        at += len(text)
    return None


@lru_cache(maxsize=5_000)
def _squeezed(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return "".join(text.split())
