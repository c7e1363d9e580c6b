"""From an arranged story, or a written one, to the problems that keep it from being printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from press.content.handout import Handout
from press.content.kinds import ANY
from press.content.tree import words
from press.layout.cutting import words_too_many
from press.layout.pages import Setting
from press.layout.writing import Written
from press.printers import Printer
from press.problems import Place, Problem
from press.typeset.story import Story
from press.typeset.styles import REFERENCE

FILLED = 0.6  # of a panel: below it looks forgotten
FULL = 0.9  # where it does not any more


def astray(setting: Setting, story: Story, place: Place) -> Iterator[Problem]:
    """What the layout poured but put on no page, and what it put off the page: then text would be lost."""
    on_pages = {id(one.flowable) for page in setting.pages for one in page.placed}
    if any(id(one.flowable) not in on_pages for poured in setting.poured for one in poured.placed):
        hint = "Give what pour() returns to the take() of each page"
        yield Problem(place, "L04", "The layout leaves out text that it poured", hint)
    for number, page in enumerate(setting.pages, 1):
        if any(not page.holds(one) for one in page.placed):
            hint = "Put it inside, or give put() the highest that it may be"
            yield Problem(place, "L04", f"The layout puts something off page {number}", hint)
    there = {node for page in setting.pages for one in page.placed for node in one.flowable.nodes}
    for what in story.left_out(there):
        hint = "Pour all of story.passages(), and put story.summary() somewhere"
        yield Problem(place, "L04", f"The layout leaves out '{what}'", hint)


def moved_off(setting: Setting, printer: Printer, duplex: str | None, place: Place) -> Iterator[Problem]:
    """What would stand off the paper, moved by what the printer is off; ``place`` is practice.yaml's."""
    for number, page in enumerate(setting.pages, 1):
        right, up = printer.move(page.height > page.width, back=duplex is not None and number % 2 == 0)
        if not all(page.holds(one._replace(x=one.x + right, y=one.y + up)) for one in page.placed):
            message = f"Moved by what the printer '{printer.name}' is off, something stands off page {number}"
            yield Problem(place, "L04", message, "Print 'make-pdf calibrate' and measure again, or adjust the printer's tray")


def unreadable(written: Written, story: Story, place: Place) -> Iterator[Problem]:
    """Text that no screen reader would get, or that stands on a colour too like its own."""
    for page in sorted(set(written.unannounced)):
        hint = (
            "Give page.put() a part of the story, such as story.line(), or draw it inside 'with canvas.furniture():' "
            "if it only heads or numbers pages"
        )
        yield Problem(place, "L05", f"The layout draws text or a picture on page {page} that no screen reader gets", hint)
    if not written.titled:
        hint = "Put story.title() on a page"
        yield Problem(place, "L05", "The layout leaves out the title", hint)
    for pale in written.pale:
        message = (
            f"Text in {pale.text} stands on {pale.ground} on page {pale.page}, with a contrast of {pale.ratio:.1f}; "
            f"it needs {pale.needs:g}"
        )
        hint = "Choose another colour of the brand for one of them, in the layout's scale"
        if not story.styles.edition.areas:
            hint = "Fill with story.styles.area(), which the low-ink edition leaves white"
        yield Problem(place, "L06", message, hint)
    for unfit in sorted(set(written.unfit)):
        where = f" on page {unfit.page}" if unfit.page else ""
        yield Problem(place, "L09", f"The layout {unfit.what}{where}", unfit.remedy)


def hardly_filled(setting: Setting, story: Story, name: str, holds: int) -> Iterator[Problem]:
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
    yield Problem(story.handout.place, "L10", message, f"About {more} more words, a picture or a checklist would fill it")


def pinned_nowhere(handout: Handout, name: str, panels: Sequence[str]) -> Iterator[Problem]:
    """Sections pinned to panels that are not among those of the layout with this ``name``, and to nothing else."""
    for section in handout.sections if panels else ():
        if section.panels and not section.pinned_to((*panels, ANY)):
            asked, either = ", ".join(section.panels), "' or '".join(section.panels)
            message = f"'{section.heading.text}' cannot go to the panel '{either}': the layout '{name}' has none"
            hint = f"It has {', '.join(panels)}. Name one of them as well, or write [{asked}, {ANY}] to let it stand in its turn"
            yield Problem(section.place, "L02", message, hint)


def overflow(setting: Setting, story: Story, name: str, fits: Callable[[Handout], bool]) -> Iterator[Problem]:
    """What of the handout finds no room, by the place where it was typed. ``fits`` says if a shorter one does."""
    handout, size = story.handout, f"{setting.body_size:g} pt"
    alone = sum(bool(poured.rest) for poured in setting.poured) == 1
    for poured in setting.poured:
        if poured.rest:
            longest = max((passage.section for passage in poured.passages), key=lambda section: section.words)
            known = words_too_many(handout, longest, fits) if alone else None
            over, enough = known or (poured.words_over, True)
            much = f"{over} {'word' if over == 1 else 'words'} too long" if over else "A picture or table too much"
            what, count, place = f"section, '{longest.heading.text}'", longest.words, longest.heading.place
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
        text = next((para.plain for para in one.paragraphs), "A picture")
        place = story.place_of(text)
        yield Problem(place, "L03", f"'{text[:40]}' is too large for its place in '{name}'", "Shorten it")
    for grid in story.grids:
        if grid.narrow:
            message = f"A table of {grid.columns} columns is too wide for its place"
            yield Problem(grid.place or handout.place, "L03", message, "Use fewer columns, or a list")
