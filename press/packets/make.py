"""From a packet and one patient's values to its PDF: dated, filled, composed and bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from press import dates
from press.brand.brand import Brand, read_brand
from press.content.handout import Handout, Review
from press.content.packets.answers import Answer, Given, check_answers
from press.content.packets.packet import Packet, PartPlan, read_packet
from press.content.packets.part_kind import PartContent
from press.content.packets.parts.cover_part import CoverPart
from press.content.packets.possible_dates import impossible_dates
from press.content.review import Reviewed, judge
from press.content.values import fill
from press.layout.loading import text_scale
from press.packets.compose import Composer, CoverText, PacketPart, PlacedPart
from press.packets.filled_parts import PartFiller, asked_in
from press.packets.inserted_files import bind_inserts, read_inserts
from press.packets.part_context import PartContext
from press.packets.sample_values import sample_values
from press.packets.schedule import Schedule
from press.pdf.boxes import PageBox
from press.problems import CODES, ContentError, Place, Problem
from press.typeset.checks import check_story, needs_shaping
from press.typeset.editions import FILLABLE, STANDARD
from press.typeset.fonts.registry import fonts_of
from press.typeset.phrases import phrases
from press.workspace import Workspace

OF_ONE_DAY = ("D05", "D06", "D07")  # remarks that another day of surgery may not have


class FinishedPacket(NamedTuple):
    """A composed packet.

    ``sources`` are the paths of the files that it was made of, by the names that a record has.
    ``fields`` are to be filled in on a screen: their number, None in the printed edition.
    ``unread`` are the pages, from 1, that no screen reader can read. ``standards`` are those that
    the PDF keeps, such as PDF/UA-1. ``answers`` are the patient's.
    """

    data: bytes
    packet: Packet
    parts: tuple[PlacedPart, ...]
    remarks: tuple[Problem, ...]
    draft: bool
    printed: datetime
    pages: int
    sources: dict[str, str]
    fields: int | None
    unread: tuple[int, ...] = ()
    standards: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = {}


def find_packet(workspace: Workspace, name: str) -> Packet:
    """Return the packet of a name. Raises ContentError if there is none, or it has problems."""
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
    """Compose a packet for one patient, whose values are ``given``; ``source`` names their file.

    ``printed`` is the practice's wall time, now if None. ``draft`` allows what no clinician
    approved. ``fillable`` is the edition with fields where the printed one has lines and boxes.

    Raises ContentError with every problem.
    """
    brand, remarks = read_brand(workspace)
    now = printed or dates.now(brand.time_zone)
    answers, problems = check_values(packet, given, source, brand, now)
    problems = [*remarks, *problems]
    language = packet.language or brand.language
    schedule = Schedule(packet, brand, answers, Place(source), now, language)
    return _PacketMaker(workspace, schedule, problems, draft, fillable).make()


def check_values(
    packet: Packet, given: Mapping[str, Given], source: str, brand: Brand, printed: datetime
) -> tuple[dict[str, Answer], list[Problem]]:
    """Return the right answers, and what is wrong with each of the values that are given."""
    answers, problems = check_answers(packet, given, source)
    problems += impossible_dates(packet, answers, given, printed)
    problems += _unprintable(packet, answers, given, brand)
    return answers, problems


def check_without_patient(
    workspace: Workspace, packet: Packet, draft: bool = False, printed: datetime | None = None
) -> list[Problem]:
    """Return the remarks on a packet that is composed for nobody: every condition is met.

    So each part and each row is looked at. Raises ContentError with every problem. What depends on
    the day of a surgery is not judged.
    """
    brand, _ = read_brand(workspace)
    given = sample_values(packet, brand, printed or dates.now(brand.time_zone))
    try:
        remarks = make(workspace, packet, given, packet.place.file, printed, draft).remarks
    except ContentError as error:
        problems = [problem for problem in error.problems if problem.code not in OF_ONE_DAY]
        raise ContentError(problems or error.problems) from None
    return [remark for remark in remarks if remark.code not in OF_ONE_DAY]


def _unprintable(
    packet: Packet, answers: Mapping[str, Answer], given: Mapping[str, Given], brand: Brand
) -> Iterator[Problem]:
    """Yield a problem for each answer with letters that the fonts lack, and quote no letter."""
    fonts = fonts_of(brand.fonts)
    for ask in packet.asks:
        answer = answers.get(ask.name)
        if isinstance(answer, str) and (
            any(fonts.missing(answer)) or any(map(needs_shaping, answer))
        ):
            message = f"'{ask.name}' has a letter that cannot be printed"
            hint = "Write it with other letters, as the patient does in English"
            yield Problem(given[ask.name].place, "D02", message, hint)


@contextmanager
def _unquoted() -> Iterator[None]:
    """Take the quotations out of every problem of composition: they quote filled text."""
    try:
        yield
    except ContentError as error:
        raise ContentError(map(_without_quotes, error.problems)) from None


def _without_quotes(problem: Problem) -> Problem:
    """Return a problem whose message and hint quote nothing that may be a patient's."""
    message, hint = problem.message, problem.hint
    if "'" in message:
        message = f"{CODES[problem.code].means.capitalize()}: the words are the patient's own"
    if "'" in hint:
        hint = "Look at the parts of the packet for the longest text or the longest value"
    return problem._replace(message=message, hint=hint)


def _standards(accessible: bool, archive: str) -> tuple[str, ...]:
    """Return the standards that a file keeps; ``archive`` is the letter of PDF/A-2, or empty."""
    return (*(["PDF/UA-1"] if accessible else []), *([f"PDF/A-2{archive}"] if archive else []))


class _PacketMaker:
    """Makes one packet, step by step; ``problems`` are those that are known already."""

    def __init__(
        self,
        workspace: Workspace,
        schedule: Schedule,
        problems: list[Problem],
        draft: bool,
        fillable: bool,
    ) -> None:
        self.workspace, self.schedule, self.draft_allowed = workspace, schedule, draft
        self.packet, self.brand = schedule.packet, schedule.brand
        self.edition = FILLABLE if fillable else STANDARD
        self.problems = problems
        self.context = PartContext(schedule, self._phrases())
        self.drafts: tuple[str, ...] = ()
        self.sources = {
            f"handouts/packets/{self.packet.name}": self.packet.place.file,
            "assets/practice": workspace.practice_file,
        }

    def make(self) -> FinishedPacket:
        """Return the packet. Raises ContentError with every problem."""
        self.schedule.check_anchors()
        plans = self._shown_plans()
        inserts = read_inserts(
            plans, self.workspace, self.schedule.language, self.problems, self.sources
        )
        filler = PartFiller(
            self.workspace,
            self.packet,
            self.brand,
            self.context,
            inserts,
            self.problems,
            self.sources,
        )
        parts = filler.fill_all(plans)
        cover = self._cover(plans)
        self._judge_reviews(filler.reviewed)
        handout = self._handout(parts)
        self._stop_at_problems(handout)
        composer = Composer(
            handout,
            parts,
            cover,
            self._identifiers(),
            self.brand,
            text_scale(self.workspace),
            self.edition,
        )
        with _unquoted():
            written, placed = composer.compose()
        data, unread, standards = written.data, tuple[int, ...](), _standards(True, "a")
        if inserts:
            box, phone = PageBox(*composer.box), self.brand.phone
            bound = bind_inserts(data, placed, inserts, box, self.context.phrases, phone)
            data, unread = bound.data, bound.unread
            standards = _standards(bound.accessible, bound.archive)
        return FinishedPacket(
            data=data,
            packet=self.packet,
            parts=tuple(placed),
            remarks=tuple(self.problems),
            draft=bool(self.drafts),
            printed=self.schedule.printed,
            pages=placed[-1].first + placed[-1].pages,
            sources=self.sources,
            fields=written.fields if self.edition.fields else None,
            unread=unread,
            standards=standards,
            answers=self.schedule.answers,
        )

    def _phrases(self) -> dict[str, str]:
        """Return the program's own words in the packet's language."""
        language = self.schedule.language
        words = phrases(language)
        if words is None:
            message = f"The program has no words of its own in '{language}'"
            raise ContentError([Problem(self.packet.place, "T06", message, "Use en")])
        return words

    def _shown_plans(self) -> list[PartPlan[PartContent]]:
        """Return the parts that this patient gets."""
        schedule = self.schedule
        plans = [plan for plan in self.packet.parts if schedule.is_shown(plan.when, plan.place)]
        if not plans:
            hint = "Take 'when' out of one, or give its value"
            problem = Problem(self.packet.place, "T05", "No part is left to show", hint)
            raise ContentError([*self.problems, *schedule.problems, problem])
        return plans

    def _judge_reviews(self, handouts: Sequence[Reviewed]) -> None:
        """Judge the reviews of the packet and of its handouts on the day of printing."""
        packet, day = self.packet, self.schedule.printed.date()
        reviewed = [Reviewed("packet", packet.name, packet.review), *handouts]
        judged = judge(reviewed, day, self.brand.review_required, self.draft_allowed)
        self.drafts = judged.drafts
        self.problems += judged.problems

    def _stop_at_problems(self, handout: Handout) -> None:
        """Raise ContentError if anything found so far keeps the packet from print."""
        self.problems += self.schedule.problems
        if any(problem.code == "D02" for problem in self.problems):
            # What depends on a value that is wrong is not wrong itself.
            self.problems = [problem for problem in self.problems if problem.code != "V01"]
        if any(problem.code == "D08" for problem in self.problems):
            # What is counted from such a date is no news.
            self.problems = [problem for problem in self.problems if problem.code not in OF_ONE_DAY]
        if any(not problem.remark for problem in self.problems):
            raise ContentError(self.problems)
        if problems := check_story(handout, self.brand):
            raise ContentError([*self.problems, *problems])

    def _handout(self, parts: Sequence[PacketPart]) -> Handout:
        """Return all text of the packet as one handout; its title must not name the patient."""
        packet = self.packet
        headings = (packet.title, packet.subtitle)
        (title, subtitle), problems = fill(headings, self.schedule.values)
        self.problems += problems
        if asked_in(packet, headings) & {ask.name for ask in packet.asks if ask.personal}:
            message = (
                "The packet's title or subtitle tells who the patient is, "
                "and it becomes the file's own title"
            )
            hint = "Put the name into a part, such as a letter"
            self.problems.append(Problem(packet.title.place, "D03", message, hint))
        draft = Review("draft", None, None, None, packet.review.place)
        return Handout.of(
            title,
            packet.place,
            tuple(section for part in parts for section in part.sections),
            name=packet.name,
            subtitle=subtitle,
            language=self.schedule.language,
            form=packet.form,
            version=packet.version,
            review=draft if self.drafts else packet.review,
        )

    def _cover(self, plans: Sequence[PartPlan[PartContent]]) -> CoverText | None:
        """Return what the cover says of the patient; None if the packet has no cover."""
        covers = (plan.content for plan in plans if isinstance(plan.content, CoverPart))
        cover = next(covers, None)
        if cover is None:
            return None
        note, problems = fill(cover.note, self.schedule.values) if cover.note else (None, [])
        self.problems += problems
        return CoverText(tuple(self._cover_lines()), note.text if note else None)

    def _cover_lines(self) -> Iterator[tuple[str, str]]:
        """Yield the label and the words of each answer, but for yes and no."""
        for ask in self.packet.asks:
            answer = self.schedule.answers.get(ask.name)
            if answer is None or ask.kind == "yes-no":
                continue
            words = self.schedule.in_words(answer, ask.kind)
            if isinstance(words, dict):
                words = f"{words['date']}, {words['time']}"
            yield ask.label, str(words)

    def _identifiers(self) -> str:
        """Return the answers that head the patient's own pages."""
        answers = self.schedule.answers
        heads = [
            ask for ask in self.packet.asks if ask.header and answers.get(ask.name) is not None
        ]
        return " · ".join(
            f"{ask.label}: {self.schedule.in_words(answers[ask.name], ask.kind)}" for ask in heads
        )
