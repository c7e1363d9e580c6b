"""What every kind of part is set with: its dates, the program's own words, and how a part opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from press import dates
from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.part_kind import PartContent
from press.content.tree import Block, Break, Inline, Paragraph, Text
from press.packets.schedule import Schedule
from press.problems import Place

Content = TypeVar("Content", bound=PartContent)


@dataclass(frozen=True, slots=True)
class PartContext:
    """The dates of a packet, and the program's own ``phrases`` in its language."""

    schedule: Schedule
    phrases: dict[str, str]

    def text(self, key: str, place: Place, **values: str) -> Text:
        """Return a phrase with its values, as if it were typed at ``place``."""
        return Text(self.phrases[key].format(**values), place)

    def inlines(self, key: str, place: Place, **values: Sequence[Inline]) -> tuple[Inline, ...]:
        """Return a phrase with inlines in the places of its values."""
        inlines: list[Inline] = []
        for index, part in enumerate(self.phrases[key].replace("}", "{").split("{")):
            if index % 2:
                inlines.extend(values[part])
            elif part:
                inlines.append(Text(part, place))
        return tuple(inlines)

    def day(self, day: date) -> str:
        """Return a day in the words of the packet's language."""
        return dates.day_in_words(day, self.schedule.language, self.schedule.with_year)

    def moment(self, moment: datetime) -> str:
        """Return a day and a time in the words of the packet's language."""
        return dates.moment_in_words(moment, self.schedule.language, self.schedule.with_year)

    def time(self, moment: datetime, place: Place) -> Text:
        """Return the time of a moment in the words of the packet's language."""
        return Text(dates.time_in_words(moment, self.schedule.language), place)


@dataclass(frozen=True, slots=True)
class SectionMaker(Generic[Content]):
    """How a kind of part becomes sections, whose texts are still to be filled with values.

    A ``personal`` part has the packet's ``header`` values, such as the patient's name, at the head
    of its pages. One that is ``pulled_out`` begins on a front side, unless the packet says
    otherwise. One that is made ``last`` uses the tasks of all others.
    """

    content: type[Content]
    sections: Callable[[PartPlan[Content], PartContext], list[Section]]
    personal: bool = False
    pulled_out: bool = False
    last: bool = False


def opening(plan: PartPlan[Any], title: Text, blocks: Sequence[Block]) -> Section:
    """Return the first section of a part: its heading is the part's title."""
    return Section(title, tuple(blocks), (), None, plan.place, opens=True)


def paragraphs(*texts: Text | None) -> list[Block]:
    """Return a paragraph for each text that is there."""
    return [Paragraph((text,)) for text in texts if text]


def lines_below(*lines: Text | None) -> tuple[Inline, ...]:
    """Return the texts that are there, each on a line of its own below the one before."""
    inlines: list[Inline] = []
    for line in lines:
        inlines += [Break(), line] if line else []
    return tuple(inlines)
