"""From a packet's name and one patient's values to its PDF: read, dated, filled, composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from press import dates
from press.brand.brand import Brand, read_brand
from press.content.handout import Handout, Review, filled, read_handout
from press.content.packets.answers import Answer, Given, answers
from press.content.packets.packet import Packet, PartPlan, read_packet
from press.content.tree import Paragraph, Text
from press.content.values import fill, names
from press.layout import load_layout
from press.packets.compose import Begun, Composer, Cover, PacketPart
from press.packets.form_parts import MAKERS, handout_sections
from press.packets.inserted_files import bound, slot_of, taken_in
from press.packets.part_context import PartContext
from press.packets.schedule import Schedule
from press.pdf.boxes import PageBox
from press.problems import Collecting, ContentError, Place, Problem
from press.spelling import option
from press.typeset.checks import check_story, is_beyond
from press.typeset.editions import FILLABLE, STANDARD
from press.typeset.fonts.registry import fonts_of
from press.typeset.phrases import phrases
from press.workspace import Workspace

PERSONAL = (
    "cover",
    "calendar",
    "medicines",
    "eating",
    "signatures",
    "form",
    "diary",
    "teach-back",
)  # this patient's own


class FinishedPacket(NamedTuple):
    """A packet composed: its bytes, where its parts stand, and remarks."""

    data: bytes
    packet: Packet
    begun: tuple[Begun, ...]
    remarks: tuple[Problem, ...]
    draft: bool
    printed: datetime
    pages: int
    sources: dict[
        str, str
    ]  # paths of the files that it was made of, by the names that a record has
    fields: int | None  # to fill in on a screen; None in the printed edition
    unread: tuple[int, ...] = ()  # pages that no screen reader can read, from 1
    kept: str = ""  # the standards that the file keeps


def find_packet(workspace: Workspace, name: str) -> Packet:
    return read_packet(workspace.find("handouts/packets", name).path)


def make(
    workspace: Workspace,
    packet: Packet,
    given: Mapping[str, Given],
    source: str,
    printed: datetime | None = None,
    draft: bool = False,
    fillable: bool = False,
) -> FinishedPacket:
    """Raises ContentError with every problem; ``printed`` is the practice's wall time, now if not given.

    ``fillable`` is the edition that is sent by e-mail, with fields where there are lines and boxes.
    """
    brand, remarks = read_brand(workspace)
    language = packet.language or brand.language
    said, problems = answers(packet, given, source)
    problems = [*remarks, *problems, *_unsettable(packet, said, given, brand)]
    now = dates.now(brand.time_zone) if brand.time_zone else datetime.now()
    dated = Schedule(packet, brand, said, Place(source), printed or now, language)
    return _Making(workspace, packet, brand, dated, problems, draft, fillable).make()


def _unsettable(
    packet: Packet, said: Mapping[str, Answer], given: Mapping[str, Given], brand: Brand
) -> Iterator[Problem]:
    """Answers with letters that the fonts do not have; which letters, would say who the patient is."""
    fonts = fonts_of(brand.fonts)
    for ask in packet.asks:
        answer = said.get(ask.name)
        if isinstance(answer, str) and (any(fonts.missing(answer)) or any(map(is_beyond, answer))):
            hint = "Write it with other letters, as the patient does in English"
            yield Problem(
                given[ask.name].place,
                "D02",
                f"'{ask.name}' has a letter that cannot be printed",
                hint,
            )


def _claims(accessible: bool, archive: str) -> str:
    """The standards that a file keeps, in words."""
    kept = [*(["PDF/UA-1"] if accessible else []), *([f"PDF/A-2{archive}"] if archive else [])]
    return " and ".join(kept) or "neither PDF/UA nor PDF/A"


class _Making:
    def __init__(
        self,
        workspace: Workspace,
        packet: Packet,
        brand: Brand,
        dated: Schedule,
        remarks: list[Problem],
        draft: bool,
        fillable: bool,
    ) -> None:
        self.workspace, self.packet, self.brand, self.dated, self.draft = (
            workspace,
            packet,
            brand,
            dated,
            draft,
        )
        self.edition = FILLABLE if fillable else STANDARD
        self.problems = remarks
        words = phrases(dated.language)
        if words is None:
            raise ContentError(
                [
                    Problem(
                        packet.place,
                        "T06",
                        f"The program has no words of its own in '{dated.language}'",
                        "Use en",
                    )
                ]
            )
        self.setting = PartContext(dated, words)
        self.drafts: list[str] = []
        self.sources = {
            f"handouts/packets/{packet.name}": packet.place.file,
            "assets/practice": workspace.practice_file,
        }

    def make(self) -> FinishedPacket:
        self.dated.check_anchors()
        plans = [plan for plan in self.packet.parts if self.dated.holds(plan.when, plan.place)]
        if not plans:
            hint = "Take 'when' out of one, or give its value"
            raise ContentError(
                [
                    *self.problems,
                    *self.dated.problems,
                    Problem(self.packet.place, "T05", "No part is left to show", hint),
                ]
            )
        self.taken = taken_in(
            plans, self.workspace, self.dated.language, self.problems, self.sources
        )
        parts = self._parts(plans)
        cover = next((self._cover(plan) for plan in plans if plan.kind == "cover"), None)
        self._judge_review()
        handout = self._handout(parts)
        self.problems += self.dated.problems
        if any(
            one.code == "D02" for one in self.problems
        ):  # what hangs on a value that is wrong is not wrong itself
            self.problems = [one for one in self.problems if one.code != "V01"]
        if any(not one.remark for one in self.problems):
            raise ContentError(self.problems)
        if problems := check_story(handout, self.brand):
            raise ContentError([*self.problems, *problems])
        scale = load_layout(self.workspace, "instructions").scale
        composer = Composer(
            handout, parts, cover, self._identifiers(), self.brand, scale, self.edition
        )
        written, begun = composer.compose()
        data = written.data
        unread: tuple[int, ...] = ()
        kept = _claims(True, "a")
        if self.taken:
            made = bound(
                data,
                begun,
                self.taken,
                PageBox(*composer.box),
                self.setting.phrases,
                self.brand.phone,
            )
            data, unread, kept = made.data, made.unread, _claims(made.accessible, made.archive)
        pages = begun[-1].first + begun[-1].pages
        draft, printed = bool(self.drafts), self.dated.printed
        fields = written.fields if self.edition.fields else None
        return FinishedPacket(
            data,
            self.packet,
            tuple(begun),
            tuple(self.problems),
            draft,
            printed,
            pages,
            self.sources,
            fields,
            unread,
            kept,
        )

    def _parts(self, plans: list[PartPlan]) -> list[PacketPart]:
        """In order; the countdown is made last, for it has the steps of all others in it."""
        made: dict[int, PacketPart] = {}
        for at, plan in sorted(enumerate(plans), key=lambda one: one[1].kind == "calendar"):
            with Collecting(self.problems):
                made[at] = self._file(at, plan) if plan.kind == "file" else self._part(plan)
        return [made[at] for at in sorted(made)]

    def _part(self, plan: PartPlan) -> PacketPart:
        number, version, front = plan.number, plan.version, plan.front
        if plan.kind in ("cover", "contents"):
            title = plan.text("title") or self.setting.text("contents", plan.place)
            said = self.packet.title.text if plan.kind == "cover" else title.text
            return PacketPart(
                plan.kind, plan.kind, said, (), plan.kind == "cover", bool(front), number, version
            )
        if plan.kind == "handout":
            path = self.workspace.find("handouts", plan.fields, plan.place).path
            self.sources[f"handouts/{plan.fields}"] = path
            handout = filled(read_handout(path), self.brand.values)
            if handout.review.status != "approved":
                self.drafts.append(handout.name)
            self._judge_due(handout.review, f"'{handout.name}'")
            summary = [Paragraph((handout.summary,))] if handout.summary else []
            title = Text(plan.title, plan.place) if plan.title else handout.title
            other = handout.language if handout.language != self.dated.language else None
            sections = handout_sections(handout.sections, title, plan, summary, other)
            return PacketPart(
                "handout",
                plan.fields,
                title.text,
                tuple(sections),
                False,
                bool(front),
                number or handout.form,
                version or handout.version,
            )
        sections = MAKERS[plan.kind](plan, self.setting)
        personal = plan.kind in PERSONAL or bool(self._asked(sections))
        tree, problems = fill(
            tuple(one for one in sections if self.dated.holds(one.when, one.place)),
            self.dated.values,
        )
        self.problems += problems
        pulled = plan.kind == "signatures" if front is None else front
        return PacketPart(
            plan.kind,
            sections[0].heading.text,
            tree[0].heading.text,
            tree,
            personal,
            pulled,
            number,
            version,
        )

    def _file(self, at: int, plan: PartPlan) -> PacketPart:
        """Room for a file; where it could not be taken in, that was said."""
        pages = self.taken[at].pages if at in self.taken else 1
        front = True if plan.front is None else plan.front
        # What is pulled out is signed, and then it is this patient's own.
        return PacketPart(
            "file",
            plan.fields,
            plan.title or "",
            (),
            front,
            front,
            plan.number,
            plan.version,
            pages,
            slot_of(at),
        )

    def _asked(self, tree: Any) -> set[str]:
        """What of the patient's values a text uses."""
        asked = {ask.name for ask in self.packet.asks}
        return {name.partition(".")[0] for name in names(tuple(tree))} & asked

    def _judge_due(self, review: Review, what: str) -> None:
        """A review that is overdue on the day of printing is told of, or stops the packet where the practice requires one."""
        day = self.dated.printed.date()
        if review.is_overdue(day):
            code = "R01" if self.brand.review_required else "R02"
            self.problems.append(
                Problem(
                    review.place,
                    code,
                    f"The review of {what} was due on {review.due}",
                    "Have it reviewed again",
                )
            )

    def _judge_review(self) -> None:
        self._judge_due(self.packet.review, "this packet")
        if self.packet.review.status != "approved":
            self.drafts.insert(0, self.packet.name)
        if self.drafts and not self.draft:
            which = ", ".join(f"'{one}'" for one in self.drafts)
            hint = (
                "Have them reviewed and set status: approved; "
                f"or print with {option('draft')}, and every page says so"
            )
            self.problems.append(
                Problem(
                    self.packet.review.place, "R03", f"Not approved by a clinician: {which}", hint
                )
            )

    def _handout(self, parts: list[PacketPart]) -> Handout:
        packet = self.packet
        review = (
            Review("draft", None, None, None, packet.review.place) if self.drafts else packet.review
        )
        said = (packet.title, packet.subtitle)
        title, problems = fill(said, self.dated.values)
        self.problems += problems
        if self._asked(said) & {ask.name for ask in packet.asks if ask.personal}:
            message = "The packet's title or subtitle tells who the patient is, and it becomes the file's own title"
            self.problems.append(
                Problem(
                    packet.title.place, "D03", message, "Put the name into a part, such as a letter"
                )
            )
        return Handout(
            name=packet.name, place=packet.place, title=title[0], subtitle=title[1], summary=None, picture=None,
            sections=tuple(section for part in parts for section in part.sections), language=self.dated.language,
            language_at=packet.place, layouts=(), back="contact", back_at=packet.place, form=packet.form, version=packet.version,
            review=review, sources=(), office=(),
        )  # fmt: skip

    def _cover(self, plan: PartPlan) -> Cover:
        lines = []
        for ask in self.packet.asks:
            answer = self.dated.answers.get(ask.name)
            if answer is None or ask.kind == "yes-no":
                continue
            said = self.dated.said(answer, ask.kind)
            lines.append(
                (
                    ask.label,
                    f"{said['date']}, {said['time']}" if isinstance(said, dict) else str(said),
                )
            )
        note = plan.text("note")
        text, problems = fill((note,), self.dated.values) if note else ((None,), [])
        self.problems += problems
        return Cover(tuple(lines), text[0].text if text[0] else None)

    def _identifiers(self) -> str:
        heads = [
            ask
            for ask in self.packet.asks
            if ask.header and self.dated.answers.get(ask.name) is not None
        ]
        return " · ".join(
            f"{ask.label}: {self.dated.said(self.dated.answers[ask.name], ask.kind)}"
            for ask in heads
        )
