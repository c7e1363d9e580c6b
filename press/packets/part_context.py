"""What makers of parts share: the dates and the program's own words, and how a part is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from press import dates
from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.tree import Block, Break, Inline, Paragraph, Text
from press.packets.schedule import Schedule
from press.problems import Place


@dataclass(frozen=True, slots=True)
class PartContext:
    """What each kind of part is made from: the dates, and the program's own words."""

    dated: Schedule
    phrases: dict[str, str]

    def text(self, key: str, place: Place, **values: str) -> Text:
        return Text(self.phrases[key].format(**values), place)

    def inlines(self, key: str, place: Place, **values: Sequence[Inline]) -> tuple[Inline, ...]:
        """A phrase with inlines in the places of its values."""
        made: list[Inline] = []
        for at, part in enumerate(self.phrases[key].replace("}", "{").split("{")):
            made.extend(values[part] if at % 2 else ([Text(part, place)] if part else []))
        return tuple(made)

    def day(self, day: date) -> str:
        return dates.day_in_words(day, self.dated.language, self.dated.with_year)

    def moment(self, moment: datetime) -> str:
        return dates.moment_in_words(moment, self.dated.language, self.dated.with_year)


def opening(plan: PartPlan, title: Text, blocks: Sequence[Block]) -> Section:
    """The first section of a part: its heading is the part's title."""
    return Section(title, tuple(blocks), (), None, plan.place, opens=True)


def title_of(plan: PartPlan, setting: PartContext, key: str) -> Text:
    return plan.text("title") or setting.text(key, plan.place)


def intro_of(plan: PartPlan, field: str = "intro") -> list[Block]:
    text = plan.text(field)
    return [Paragraph((text,))] if text else []


def broken(*lines: Text | None) -> tuple[Inline, ...]:
    """Texts, each on a line of its own after the one before; those that are not there take none."""
    made: list[Inline] = []
    for line in lines:
        made += [Break(), line] if line else []
    return tuple(made)


def text_at(plan: PartPlan, *path: str | int) -> Text:
    found = plan.text(*path)
    assert found is not None
    return found
