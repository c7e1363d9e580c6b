"""From the parts of a packet as they were typed to parts filled with a patient's values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from press.binding.insert import Insert
from press.brand.brand import Brand
from press.content.handout import Handout, Section, filled, read_handout
from press.content.packets.packet import Packet, PartPlan
from press.content.packets.part_kind import PartContent
from press.content.packets.parts.contents_part import ContentsPart
from press.content.packets.parts.cover_part import CoverPart
from press.content.packets.parts.file_part import FilePart
from press.content.packets.parts.handout_part import HandoutPart
from press.content.review import Reviewed
from press.content.tree import Text
from press.content.values import fill, names
from press.packets.compose import PacketPart
from press.packets.inserted_files import slot_of
from press.packets.part_context import PartContext, opening, paragraphs
from press.packets.parts import has_maker, maker_of
from press.problems import Collecting, Problem
from press.workspace import Workspace


class PartFiller:
    """Fills the parts of a packet.

    ``inserts`` are its third-party files, by the index of their part. The filler adds to
    ``problems``, and to ``sources``, the paths of the files by name. ``reviewed`` has the reviews
    of the handouts that it read.
    """

    def __init__(
        self,
        workspace: Workspace,
        packet: Packet,
        brand: Brand,
        context: PartContext,
        inserts: Mapping[int, Insert],
        problems: list[Problem],
        sources: dict[str, str],
    ) -> None:
        self.workspace, self.packet, self.brand = workspace, packet, brand
        self.context, self.inserts = context, inserts
        self.problems, self.sources = problems, sources
        self.reviewed: list[Reviewed] = []

    def fill_all(self, plans: Sequence[PartPlan[PartContent]]) -> list[PacketPart]:
        """Return the parts in order, without those that have problems.

        The countdown is filled last, for it has the steps of all others in it.
        """
        parts: dict[int, PacketPart] = {}
        for index, plan in sorted(enumerate(plans), key=lambda item: _is_last(item[1])):
            with Collecting(self.problems):
                parts[index] = self._part(index, plan)
        return [parts[index] for index in sorted(parts)]

    def _part(self, index: int, plan: PartPlan[Any]) -> PacketPart:
        match plan.content:
            case CoverPart():
                return self._bare(plan, self.packet.title, personal=True)
            case ContentsPart(title):
                heading = title or self.context.text("contents", plan.place)
                return self._bare(plan, heading, personal=False)
            case HandoutPart(name):
                return self._handout(plan, name)
            case FilePart(name):
                return self._file(index, plan, name)
            case _:
                return self._text(plan)

    def _bare(self, plan: PartPlan[PartContent], title: Text, personal: bool) -> PacketPart:
        """Return a part without sections: its page is composed from the packet's other values."""
        return PacketPart(
            kind=plan.kind,
            name=plan.kind,
            title=title.text,
            sections=(),
            personal=personal,
            front=bool(plan.front),
            number=plan.number,
            version=plan.version,
        )

    def _handout(self, plan: PartPlan[PartContent], name: str) -> PacketPart:
        path = self.workspace.find("handouts", name, plan.place).path
        self.sources[f"handouts/{name}"] = path
        handout = filled(read_handout(path), self.brand.values)
        self.reviewed.append(Reviewed("handout", handout.name, handout.review))
        title = Text(plan.title, plan.place) if plan.title else handout.title
        return PacketPart(
            kind="handout",
            name=name,
            title=title.text,
            sections=tuple(self._sections_of(handout, plan, title)),
            personal=False,
            front=bool(plan.front),
            number=plan.number or handout.form,
            version=plan.version or handout.version,
        )

    def _sections_of(
        self, handout: Handout, plan: PartPlan[PartContent], title: Text
    ) -> list[Section]:
        """Return the sections of a handout, one level down, below its title and its summary."""
        is_other = handout.language != self.context.schedule.language
        language = handout.language if is_other else None
        first = replace(opening(plan, title, paragraphs(handout.summary)), language=language)
        below = [
            replace(section, level=3, panels=(), language=section.language or language)
            for section in handout.sections
        ]
        return [first, *below]

    def _file(self, index: int, plan: PartPlan[PartContent], name: str) -> PacketPart:
        """Return the room for a file; one page for a file that could not be taken in."""
        # A file is pulled out to be signed, and then it is the patient's own.
        front = True if plan.front is None else plan.front
        return PacketPart(
            kind="file",
            name=name,
            title=plan.title or "",
            sections=(),
            personal=front,
            front=front,
            number=plan.number,
            version=plan.version,
            pages=self.inserts[index].pages if index in self.inserts else 1,
            slot=slot_of(index),
        )

    def _text(self, plan: PartPlan[PartContent]) -> PacketPart:
        maker, schedule = maker_of(plan), self.context.schedule
        sections = maker.sections(plan, self.context)
        shown = tuple(
            section for section in sections if schedule.is_shown(section.when, section.place)
        )
        texts, problems = fill(shown, schedule.values)
        self.problems += problems
        return PacketPart(
            kind=plan.kind,
            name=sections[0].heading.text,
            title=texts[0].heading.text,
            sections=texts,
            personal=maker.personal or bool(asked_in(self.packet, sections)),
            front=maker.pulled_out if plan.front is None else plan.front,
            number=plan.number,
            version=plan.version,
        )


def asked_in(packet: Packet, texts: Sequence[object]) -> set[str]:
    """Return the names of the patient's values that a text uses."""
    asked = {ask.name for ask in packet.asks}
    return {name.partition(".")[0] for name in names(tuple(texts))} & asked


def _is_last(plan: PartPlan[PartContent]) -> bool:
    return has_maker(plan) and maker_of(plan).last
