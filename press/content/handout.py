"""From a YAML file to a Handout: text and fields, checked and frozen."""

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
from press.content.yaml_reader import LARGEST, read_yaml, too_large
from press.files import TooLargeError, read_regular
from press.problems import ContentError, PartlyReadError, Place, Problem

if TYPE_CHECKING:
    from press.content.models import HandoutFields, ReviewFields, SectionFields


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its text.

    ``panels`` pin the section to the first of them that the layout has. ``when`` names the value
    that must be set for the section to be shown. A ``language`` of None is the handout's.
    """

    heading: Text
    body: tuple[Block, ...]
    panels: tuple[str, ...]
    when: str | None
    place: Place
    language: str | None = None
    level: int = 2  # the level of its heading
    opens: bool = False  # opens a part of a packet: its heading is the title of the part

    @property
    def words(self) -> int:
        """The number of words of the section."""
        return words((self.heading, self.body))

    def pinned_to(self, panels: Collection[str]) -> str | None:
        """Return the first of its panels that a layout has; None if the layout has none of them."""
        return next((panel for panel in self.panels if panel in panels), None)


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a text. ``status`` is draft or approved; if approved, no field is None."""

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
    """A source of the facts in a handout."""

    title: str
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Handout:
    """One handout. If ``language`` is None or ``layouts`` is empty, the practice's are used."""

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
    back: str  # the back panel of a folded layout: contact or mailer
    back_at: Place
    form: str | None
    version: str | None
    review: Review
    sources: tuple[SourceNote, ...]
    office: tuple[Text, ...]  # form, version, reviewer and sources, as typed

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
        """Return a handout that is in no file: a letter, a packet or a page of labels.

        Without a ``review``, it is a draft. Everything else is left out.
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
        """The number of words of the handout."""
        return words((self.title, self.subtitle, self.summary, self.sections))


def read_handout(file: str) -> Handout:
    """Return the handout in a file.

    Raises ContentError with every problem in the file, and no other exception, for any bytes.
    """
    return parse_handout(file, read_bytes(file))


def read_bytes(file: str) -> bytes:
    """Return the bytes of a YAML file. Raises ContentError if it is too large or cannot be read."""
    try:
        return read_regular(file, LARGEST)
    except TooLargeError as error:
        raise too_large(file, error.size) from None
    except OSError as error:
        raise ContentError(
            [Problem(Place(file), "W03", f"The file cannot be read ({error.strerror})", "Check it")]
        ) from None


def parse_handout(file: str, data: bytes) -> Handout:
    """Return the handout in the bytes of a file.

    Raises ContentError with every problem in them: a PartlyReadError if the rest can be read.
    """
    root = read_yaml(file, data)
    fields, problems = _fields(root)
    if fields is None:
        # The bodies are parsed even if another field is wrong, to report all problems at once.
        for body in islice(_bodies(root), MOST_SECTIONS):
            if len(body.text) <= LONGEST_BODY:
                problems.extend(parse_body(body)[1])
        raise ContentError(problems)
    handout = _handout(file, root, fields, problems)
    problems.extend(_text_problems(handout))
    if problems:
        raise PartlyReadError(problems, handout)
    return handout


def _fields(root: Mapping) -> tuple[HandoutFields | None, list[Problem]]:
    if fields := handout_fields(root):
        return fields, []
    from press.content.models import HandoutFields
    from press.content.validate import validate_partly

    return validate_partly(HandoutFields, root)


def filled(handout: Handout, values: Values) -> Handout:
    """Return a new handout with its values filled, without the sections whose ``when`` is not set.

    Raises ContentError with a problem for every value that is unknown or not set.
    """
    problems: list[Problem] = []
    sections = tuple(section for section in handout.sections if _shown(section, values, problems))
    if not sections and not problems:
        hint = "Take 'when' out of one, or set the value"
        problems.append(
            Problem(handout.sections[0].place, "T05", "No section is left to show", hint)
        )
    result, unfilled = fill(replace(handout, sections=sections), values)
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


def _bodies(root: Mapping) -> list[Scalar]:
    sections = locate(root, ("sections",))[1]
    if not isinstance(sections, Sequence):
        return []
    bodies = [locate(section, ("body",))[1] for section in sections.items]
    return [body for body in bodies if isinstance(body, Scalar)]


def _handout(file: str, root: Mapping, fields: HandoutFields, problems: list[Problem]) -> Handout:
    picture = None
    if fields.picture:
        place = locate(root, ("picture", "file"))[0]
        alt = text_in(root, ("picture", "alt")) or Text("", place)
        picture = Picture(fields.picture.file, alt, None, place)
    title = text_in(root, ("title",))
    assert title is not None
    return Handout(
        name=os.path.basename(file).removesuffix(".yaml"),
        place=Place(file),
        title=title,
        subtitle=text_in(root, ("subtitle",)) if fields.subtitle else None,
        summary=text_in(root, ("summary",)) if fields.summary else None,
        picture=picture,
        sections=tuple(
            _section(root, index, section, problems)
            for index, section in enumerate(fields.sections)
        ),
        language=fields.language,
        language_at=locate(root, ("language",))[0] if fields.language else Place(file),
        layouts=tuple(
            (name, locate(root, ("layouts", index))[0])
            for index, name in enumerate(fields.layouts or [])
        ),
        back=fields.back,
        back_at=locate(root, ("back",))[0] if "back" in root.entries else Place(file),
        form=fields.form,
        version=fields.version,
        review=_review(fields.review, locate(root, ("review",))[0]),
        sources=tuple(
            SourceNote(source.title, source.publisher, source.url) for source in fields.sources
        ),
        office=tuple(texts(root, "form", "version", "review", "sources")),
    )


def _section(root: Mapping, index: int, fields: SectionFields, problems: list[Problem]) -> Section:
    path = ("sections", index)
    body = locate(root, (*path, "body"))[1]
    assert isinstance(body, Scalar)
    blocks, body_problems = parse_body(body)
    heading = text_in(root, (*path, "heading"))
    if not has_text(blocks) and all(problem.code == "T05" for problem in body_problems):
        hint = "Write its text, or take the section out"
        place = heading.place if heading else body.place
        body_problems = [Problem(place, "T05", "The section has no text", hint)]
    problems.extend(body_problems)
    condition = next((key for key in ("when", "panel") if getattr(fields, key)), "heading")
    place = locate(root, (*path, condition))[0]
    return Section(
        heading or Text("", place),
        blocks,
        tuple(fields.panel or ()),
        fields.when,
        place,
        fields.language,
    )


def text_in(root: Mapping, path: tuple[str | int, ...]) -> Text | None:
    """Return the text at a path, on one line, with its place; None if there is none."""
    node = node_at(root, path)
    return _one_line(node) if isinstance(node, Scalar) and not node.missing else None


def texts(root: Mapping, *fields: str) -> Iterator[Text]:
    """Yield every text below some fields, on one line, with its place."""
    for field in fields:
        if field in root.entries:
            yield from map(_one_line, scalars(root.entries[field][1]))


def _one_line(scalar: Scalar) -> Text:
    return Text(" ".join(scalar.text.split()), scalar.place_at(0), scalar)


def _review(fields: ReviewFields, place: Place) -> Review:
    return Review(fields.status, fields.by, fields.on, fields.due, place)


def _text_problems(handout: Handout) -> list[Problem]:
    hint = "Say in 'alt' what it shows, for a reader who cannot see it"
    return [
        Problem(picture.place, "P02", f"The picture '{picture.file}' has no alternative text", hint)
        for picture in blocks_in((handout.picture, handout.sections))
        if isinstance(picture, Picture) and not picture.alt.text
    ]
