"""The Handout: what we say, read, checked and frozen; and how it is read from a file."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from press.content.fast_fields import handout_fields
from press.content.limits import LONGEST_BODY, MOST_SECTIONS
from press.content.markdown import parse_body
from press.content.tree import Block, Picture, Text, blocks_in, has_text, words
from press.content.values import Values, fill, lookup
from press.content.yaml_nodes import Mapping, Scalar, Sequence, locate, node_at, scalars
from press.content.yaml_reader import read_yaml
from press.problems import ContentError, PartlyReadError, Place, Problem

if TYPE_CHECKING:
    from press.content.models import HandoutFields, ReviewFields


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its text; ``panels`` pin it to the first that a layout has, ``when`` names the value on which it depends.

    ``language`` is None where it is the handout's.
    """

    heading: Text
    body: tuple[Block, ...]
    panels: tuple[str, ...]
    when: str | None
    place: Place
    language: str | None = None
    level: int = 2  # of its heading
    opens: bool = False  # a part of a packet: its heading is that part's title

    @property
    def words(self) -> int:
        return words((self.heading, self.body))

    def pinned_to(self, panels: Collection[str]) -> str | None:
        """The first of its panels that is among a layout's; None where it is not pinned to any of them."""
        return next((one for one in self.panels if one in panels), None)


@dataclass(frozen=True, slots=True)
class Review:
    """``status`` is draft or approved; an approved one has all the rest."""

    status: str
    by: str | None
    on: date | None
    due: date | None
    place: Place

    @property
    def is_approved(self) -> bool:
        """True if a clinician approved the text."""
        return self.status == "approved"

    def is_overdue(self, day: date) -> bool:
        """Return True if the approved text had to be reviewed again before ``day``."""
        return self.is_approved and self.due is not None and self.due < day


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a fact is from."""

    title: str
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Handout:
    """One handout. ``language`` and ``layouts`` are None or empty where the practice decides."""

    name: str
    place: Place
    title: Text
    subtitle: Text | None
    summary: Text | None
    picture: Picture | None
    sections: tuple[Section, ...]
    language: str | None
    language_at: Place
    layouts: tuple[tuple[str, Place], ...]
    back: str  # of a folded layout: contact or mailer
    back_at: Place
    form: str | None
    version: str | None
    review: Review
    sources: tuple[SourceNote, ...]
    office: tuple[Text, ...]  # form, version, reviewer and sources, as they were typed

    @classmethod
    def of(
        cls,
        title: Text,
        place: Place,
        sections: tuple[Section, ...] = (),
        *,
        name: str = "",
        subtitle: Text | None = None,
        language: str | None = None,
        form: str | None = None,
        version: str | None = None,
        review: Review | None = None,
    ) -> Handout:
        """Return a handout that no file holds: a letter, a packet or a page of labels.

        ``review`` is that of a draft where None is given. Everything else is left out.
        """
        return cls(
            name=name,
            place=place,
            title=title,
            subtitle=subtitle,
            summary=None,
            picture=None,
            sections=sections,
            language=language,
            language_at=place,
            layouts=(),
            back="contact",
            back_at=place,
            form=form,
            version=version,
            review=review or Review("draft", None, None, None, place),
            sources=(),
            office=(),
        )

    @property
    def words(self) -> int:
        return words((self.title, self.subtitle, self.summary, self.sections))


def read_handout(file: str) -> Handout:
    """The handout in a file; raises ContentError with every problem in it, and nothing else, whatever the bytes."""
    return parse_handout(file, read_bytes(file))


def read_bytes(file: str) -> bytes:
    """A file's bytes; raises ContentError where it cannot be read."""
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise ContentError(
            [Problem(Place(file), "W03", f"The file cannot be read ({error.strerror})", "Check it")]
        ) from None


def parse_handout(file: str, data: bytes) -> Handout:
    """As read_handout, from the file's bytes."""
    marked = read_yaml(file, data)
    fields, problems = _fields(marked)
    if fields is None:
        # The bodies can be judged even where a field beside them is wrong: all problems, in one pass.
        problems.extend(
            p
            for body in islice(_bodies(marked), MOST_SECTIONS)
            if len(body.text) <= LONGEST_BODY
            for p in parse_body(body)[1]
        )
        raise ContentError(problems)
    handout = _handout(file, marked, fields, problems)
    problems.extend(_text_problems(handout))
    if problems:
        raise PartlyReadError(problems, handout)
    return handout


def _fields(marked: Mapping) -> tuple[HandoutFields | None, list[Problem]]:
    if fields := handout_fields(marked):
        return fields, []
    from press.content.models import HandoutFields
    from press.content.validate import validate_partly

    return validate_partly(HandoutFields, marked)


def filled(handout: Handout, values: Values) -> Handout:
    """A new handout without the sections whose ``when`` is not set, and with plain text in every leaf.

    Raises ContentError with a problem for every name that is unknown or not set.
    """
    problems: list[Problem] = []
    kept = tuple(section for section in handout.sections if _shown(section, values, problems))
    if not kept and not problems:
        hint = "Take 'when' out of one, or set the value"
        problems.append(
            Problem(handout.sections[0].place, "T05", "No section is left to show", hint)
        )
    result, unfilled = fill(replace(handout, sections=kept), values)
    problems.extend(unfilled)
    if problems:
        raise ContentError(problems)
    return result


def _shown(section: Section, values: Values, problems: list[Problem]) -> bool:
    if section.when is None:
        return True
    try:
        return bool(lookup(section.when, values))
    except KeyError as unknown:
        message = f"There is no value called '{section.when}'"
        problems.append(Problem(section.place, "V01", message, str(unknown.args[0])))
        return False


def _bodies(marked: Mapping) -> list[Scalar]:
    sections = locate(marked, ("sections",))[1]
    found = (
        [locate(one, ("body",))[1] for one in sections.items]
        if isinstance(sections, Sequence)
        else []
    )
    return [body for body in found if isinstance(body, Scalar)]


def _handout(file: str, marked: Mapping, fields: HandoutFields, problems: list[Problem]) -> Handout:
    def text(*path: str | int) -> Text | None:
        node = locate(marked, path)[1]
        if not isinstance(node, Scalar) or node.missing:
            return None
        return Text(" ".join(node.text.split()), node.place_at(0), node)

    def section(index: int) -> Section:
        one = fields.sections[index]
        body = locate(marked, ("sections", index, "body"))[1]
        assert isinstance(body, Scalar)
        blocks, found = parse_body(body)
        heading = text("sections", index, "heading")
        if not has_text(blocks) and all(problem.code == "T05" for problem in found):
            hint = "Write its text, or take the section out"
            place = heading.place if heading else body.place
            found = [Problem(place, "T05", "The section has no text", hint)]
        problems.extend(found)
        place = locate(
            marked, ("sections", index, "when" if one.when else "panel" if one.panel else "heading")
        )[0]
        return Section(
            heading or Text("", place),
            blocks,
            tuple(one.panel or ()),
            one.when,
            place,
            one.language,
        )

    picture = None
    if fields.picture:
        place = locate(marked, ("picture", "file"))[0]
        picture = Picture(
            fields.picture.file, text("picture", "alt") or Text("", place), None, place
        )
    asked = fields.layouts or []
    title = text("title")
    assert title is not None
    return Handout(
        name=os.path.basename(file).removesuffix(".yaml"),
        place=Place(file),
        title=title,
        subtitle=text("subtitle") if fields.subtitle else None,
        summary=text("summary") if fields.summary else None,
        picture=picture,
        sections=tuple(section(index) for index in range(len(fields.sections))),
        language=fields.language,
        language_at=locate(marked, ("language",))[0] if fields.language else Place(file),
        layouts=tuple((name, locate(marked, ("layouts", at))[0]) for at, name in enumerate(asked)),
        back=fields.back,
        back_at=locate(marked, ("back",))[0] if "back" in marked.entries else Place(file),
        form=fields.form,
        version=fields.version,
        review=_review(fields.review, locate(marked, ("review",))[0]),
        sources=tuple(SourceNote(one.title, one.publisher, one.url) for one in fields.sources),
        office=tuple(texts(marked, "form", "version", "review", "sources")),
    )


def text_in(marked: Mapping, path: tuple[str | int, ...]) -> Text | None:
    """The text at a path, with its place; None where there is none."""
    node = node_at(marked, path)
    return (
        Text(" ".join(node.text.split()), node.place_at(0), node)
        if isinstance(node, Scalar) and not node.missing
        else None
    )


def texts(marked: Mapping, *fields: str) -> Iterator[Text]:
    """Every text below some fields, as it was typed, with its place."""
    for field in fields:
        if field in marked.entries:
            for scalar in scalars(marked.entries[field][1]):
                yield Text(" ".join(scalar.text.split()), scalar.place_at(0), scalar)


def _review(fields: ReviewFields, place: Place) -> Review:
    return Review(fields.status, fields.by, fields.on, fields.due, place)


def _text_problems(handout: Handout) -> list[Problem]:
    return [
        Problem(picture.place, "P02", f"The picture '{picture.file}' has no alternative text",
                "Say in 'alt' what it shows, for a reader who cannot see it")
        for picture in blocks_in((handout.picture, handout.sections))
        if isinstance(picture, Picture) and not picture.alt.text
    ]  # fmt: skip
