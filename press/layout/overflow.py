"""From what found no room to problems: where it was typed, and how many words too long it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from press.content.handout import Handout, Section
from press.content.limits import ANY
from press.content.tree import List, Picture, Table, Text, words
from press.layout.flow import Flow
from press.layout.page import Arrangement
from press.problems import Problem
from press.typeset.story import Passage, Story


def overflow(
    arrangement: Arrangement,
    story: Story,
    name: str,
    fits: Callable[[Handout], bool] | None = None,
) -> Iterator[Problem]:
    """Yield a problem for each part of the handout that found no room.

    ``name`` is that of the layout. ``fits`` tells if a shorter handout fits; None if not known.
    """
    handout = story.handout
    alone = sum(bool(flow.rest) for flow in arrangement.flows) == 1
    for flow in arrangement.flows:
        if flow.rest:
            where = f"for the layout '{name}' at {arrangement.body_size:g} pt"
            yield _too_long(flow, handout, where, fits if alone else None)
        yield from (_displaced(passage, handout) for passage in flow.displaced)
    for flowable in (flowable for page in arrangement.pages for flowable in page.too_large):
        text = next((paragraph.plain_text for paragraph in flowable.paragraphs), "A picture")
        message = f"'{text[:40]}' is too large for its place in '{name}'"
        yield Problem(story.place_of(text), "L03", message, "Shorten it")
    for grid in story.grids:
        if grid.too_narrow:
            place = grid.place or handout.place
            message = f"A table of {grid.columns} columns is too wide for its place"
            yield Problem(place, "L03", message, "Use fewer columns, or a list")


def words_too_many(
    handout: Handout, longest: Section, fits: Callable[[Handout], bool]
) -> tuple[int, bool] | None:
    """Return how many words must go for the handout to fit, and if those of one section suffice.

    They go from the end of the ``longest`` section, else of all sections. None if the handout does
    not fit without any of its sections either: then words are not what is in the way.
    """
    for sections in ((longest,), handout.sections):
        most = sum(words(section.body) for section in sections)
        if most and fits(_without(handout, sections, most)):
            fewest = bisect_left(
                range(1, most), True, key=lambda count: fits(_without(handout, sections, count))
            )
            return fewest + 1, len(sections) == 1
    return None


def _too_long(
    flow: Flow, handout: Handout, where: str, fits: Callable[[Handout], bool] | None
) -> Problem:
    """The problem of a flow with a rest; ``fits`` is None if not known, or not the cause."""
    sections = (passage.section for passage in flow.passages)
    longest = max(sections, key=lambda section: section.words)
    known = words_too_many(handout, longest, fits) if fits else None
    over, enough = known or (flow.words_over, True)
    much = "A picture or table too much"
    if over:
        much = f"{over} {'word' if over == 1 else 'words'} too long"
    what, count = f"section, '{longest.heading.text}'", longest.words
    place, summary = longest.heading.place, handout.summary
    if summary and words(summary) > count:
        what, count, place = "text, the summary", words(summary), summary.place
    others = "" if enough else " and others"
    hint = f"Shorten the longest {what} ({count} words, line {place.line}){others}"
    return Problem(handout.place, "L01", f"{much} {where}", hint)


def _displaced(passage: Passage, handout: Handout) -> Problem:
    """The problem of a passage that cannot go to the panel that it is pinned to."""
    section = passage.section
    panels = "' or '".join(panel for panel in section.panels if panel != ANY)
    message = f"'{section.heading.text}' cannot go to the panel '{panels}'"
    hint = (
        "The text before it fills that panel, or goes to a later one: "
        "shorten or move it, or take the pin out"
    )
    if handout.back == "mailer" and "back" in section.panels:
        hint = "The address side is there: take the pin out, or set back: contact"
    return Problem(section.place, "L02", message, hint)


def _without(handout: Handout, sections: tuple[Section, ...], count: int) -> Handout:
    """The handout without the last ``count`` words of some of its sections.

    A section that is left without text goes whole. But one heading is always left: a layout may
    count on a handout with a section.
    """
    left, bodies = count, {}
    for section in reversed(sections):
        has = words(section.body)
        gone = min(left, has)
        left -= gone
        bodies[id(section)] = _first_words(section.body, [has - gone])
    shorter = (
        replace(section, body=bodies.get(id(section), section.body)) for section in handout.sections
    )
    kept = tuple(section for section in shorter if section.body)
    return replace(handout, sections=kept or (replace(handout.sections[0], body=()),))


def _first_words(parts: tuple[Any, ...], left: list[int]) -> tuple[Any, ...]:
    """Blocks, items or inlines with the first words only: as many as ``left`` counts down.

    What is then empty is left out. Pictures stay: they are not words.
    """
    kept: list[Any] = []
    for part in parts:
        if isinstance(part, Picture):
            kept.append(part)
        elif left[0]:
            kept += _shortened(part, left)
    return tuple(kept)


def _shortened(part: Any, left: list[int]) -> list[Any]:
    if isinstance(part, Text):
        texts = part.text.split()
        first = texts[: left[0]]
        left[0] -= len(first)
        return [part if len(first) == len(texts) else replace(part, text=" ".join(first))]
    if isinstance(part, Table):  # nothing ends in the middle of a table
        left[0] = max(left[0] - words(part), 0)
        return [part]
    if isinstance(part, List):
        name = "items"
    else:
        name = "blocks" if hasattr(part, "blocks") else "children"
    inner = getattr(part, name, None)
    if inner is None:
        return [part]
    some = _first_words(inner, left)
    return [replace(part, **{name: some})] if some else []
