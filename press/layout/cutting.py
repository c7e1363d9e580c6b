"""From a handout that is too long to how many words must go, found by taking them away until the rest fits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from press.content.handout import Handout, Section
from press.content.tree import List, Picture, Table, Text, words


def words_too_many(handout: Handout, longest: Section, fits: Callable[[Handout], bool]) -> tuple[int, bool] | None:
    """The fewest words whose loss makes the handout fit, from the end of its longest section on; with True, of that alone.

    None where it does not fit without any of its sections either: words are not what stands in its way.
    """
    for sections in ((longest,), handout.sections):
        most = sum(words(one.body) for one in sections)
        if most and fits(_without(handout, sections, most)):
            least = bisect_left(range(1, most), True, key=lambda count: fits(_without(handout, sections, count))) + 1
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
    kept = [(replace(one, body=ends[id(one)]) if id(one) in ends else one) for one in handout.sections]
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
            found.append(part if len(among) <= left[0] else replace(part, text=" ".join(among[: left[0]])))
            left[0] -= min(len(among), left[0])
        elif isinstance(part, Table):  # a table is no place to stop in
            left[0] = max(left[0] - words(part), 0)
            found.append(part)
        else:
            name = "items" if isinstance(part, List) else "blocks" if hasattr(part, "blocks") else "children"
            inner = getattr(part, name, None)
            if inner is None:
                found.append(part)
            elif some := _first(inner, left):
                found.append(replace(part, **{name: some}))
    return tuple(found)
