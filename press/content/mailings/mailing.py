"""From a YAML file to a Mailing: a letter in passages, with its enclosures and envelope."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from press.content.fast_fields import mailing_fields
from press.content.handout import Review, Section, read_bytes, text_in
from press.content.limits import COLUMNS, RECIPIENT_VALUES
from press.content.markdown import parse_body
from press.content.tree import Text
from press.content.values import names
from press.content.yaml_nodes import Mapping as YamlMapping
from press.content.yaml_nodes import Scalar, locate
from press.content.yaml_reader import read_yaml
from press.problems import ContentError, Place, Problem, guess

if TYPE_CHECKING:
    from press.content.mailings.models import (
        EnclosureFields,
        MailingFields,
        PassageFields,
        TranslationFields,
    )


@dataclass(frozen=True, slots=True)
class LetterPassage:
    """A passage of a letter.

    It is shown if the value that ``when`` names is set, or that ``unless`` names is not set.
    """

    section: Section
    when: str | None
    unless: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a letter in one language. A ``language`` of None is the mailing's own."""

    language: str | None
    language_at: Place
    title: Text
    passages: tuple[LetterPassage, ...]
    closing: Text
    signed: Text | None

    @property
    def always(self) -> frozenset[str]:
        """The recipient's values that every such letter uses."""
        unconditional = (
            passage.section for passage in self.passages if not passage.when and not passage.unless
        )
        texts = (self.title, self.closing, self.signed, *unconditional)
        return frozenset(names(tuple(filter(None, texts))) & RECIPIENT_VALUES.keys())


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The names of a handout and of its layout, with their places."""

    handout: str
    layout: str
    handout_at: Place
    layout_at: Place


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing as typed. ``fields`` are the values of a recipient that it may use.

    ``aliases`` are other names of columns in a list, by column.
    """

    name: str
    place: Place
    words: Words
    translations: tuple[Words, ...]
    language: str | None
    fields: frozenset[str]
    aliases: Mapping[str, tuple[str, ...]]
    envelope: str
    envelope_at: Place
    sender: str | None
    barcode: bool
    space: bool
    enclosures: tuple[Enclosure, ...]
    self_mailer: Enclosure | None
    form: str | None
    version: str | None
    review: Review

    @property
    def title(self) -> Text:
        """The title of the letter."""
        return self.words.title


def read_mailing(file: str) -> Mailing:
    """Return the mailing in a file. Raises ContentError with every problem in it."""
    root = read_yaml(file, read_bytes(file))
    fields, problems = _fields(root)
    if fields is None:
        raise ContentError(problems)
    mailing = _mailing(file, root, fields, problems)
    problems += _unlisted(mailing, fields, root)
    if problems:
        raise ContentError(problems)
    return mailing


def _fields(root: YamlMapping) -> tuple[MailingFields | None, list[Problem]]:
    if fields := mailing_fields(root):
        return fields, []
    from press.content.mailings.models import MailingFields
    from press.content.validate import validate_partly

    return validate_partly(MailingFields, root)


def _mailing(
    file: str, root: YamlMapping, fields: MailingFields, problems: list[Problem]
) -> Mailing:
    review = fields.review
    self_mailer = None
    if fields.self_mailer:
        self_mailer = _enclosure(fields.self_mailer, root, "self_mailer")
    return Mailing(
        name=os.path.basename(file).removesuffix(".yaml"),
        place=Place(file),
        words=_words(fields, root, (), problems),
        translations=tuple(
            _words(translation, root, ("translations", index), problems)
            for index, translation in enumerate(fields.translations)
        ),
        language=fields.language,
        fields=frozenset(fields.fields),
        aliases={column: tuple(aliases) for column, aliases in _aliases(fields)},
        envelope=fields.envelope,
        envelope_at=locate(root, ("envelope",))[0],
        sender=fields.sender,
        barcode=fields.barcode,
        space=fields.space,
        enclosures=tuple(
            _enclosure(enclosure, root, "enclosures", index)
            for index, enclosure in enumerate(fields.enclosures)
        ),
        self_mailer=self_mailer,
        form=fields.form,
        version=fields.version,
        review=Review(
            review.status, review.by, review.on, review.due, locate(root, ("review",))[0]
        ),
    )


def _words(
    fields: MailingFields | TranslationFields,
    root: YamlMapping,
    path: tuple[str | int, ...],
    problems: list[Problem],
) -> Words:
    title = text_in(root, (*path, "title"))
    assert title is not None
    return Words(
        fields.language if path else None,
        locate(root, (*path, "language"))[0],
        title,
        tuple(
            _passage(passage, (*path, "letter", index), root, problems)
            for index, passage in enumerate(fields.letter)
        ),
        text_in(root, (*path, "closing")) or Text(fields.closing, title.place),
        text_in(root, (*path, "signed")),
    )


def _aliases(fields: MailingFields) -> Iterator[tuple[str, list[str]]]:
    columns: Any = fields.columns
    for name in COLUMNS if columns else ():
        if aliases := getattr(columns, name):
            yield name, aliases


def _passage(
    fields: PassageFields, path: tuple[str | int, ...], root: YamlMapping, problems: list[Problem]
) -> LetterPassage:
    place, body = locate(root, (*path, "body"))
    assert isinstance(body, Scalar)
    blocks, body_problems = parse_body(body)
    problems.extend(body_problems)
    heading = text_in(root, (*path, "heading")) or Text("", place)
    condition = next((key for key in ("when", "unless") if getattr(fields, key)), "body")
    section = Section(heading, blocks, (), None, place)
    return LetterPassage(section, fields.when, fields.unless, locate(root, (*path, condition))[0])


def _enclosure(fields: EnclosureFields, root: YamlMapping, *path: str | int) -> Enclosure:
    return Enclosure(
        fields.handout,
        fields.layout,
        locate(root, (*path, "handout"))[0],
        locate(root, (*path, "layout"))[0],
    )


def _unlisted(mailing: Mailing, fields: MailingFields, root: YamlMapping) -> Iterator[Problem]:
    """Yield a problem for each value that a letter uses and may not, and for each unknown value."""
    for index, name in enumerate(fields.fields):
        if name not in RECIPIENT_VALUES:
            place = locate(root, ("fields", index))[0]
            message = f"A letter can say nothing called '{name}' of its recipient"
            yield Problem(place, "M51", message, guess(name, RECIPIENT_VALUES))
    for words in (mailing.words, *mailing.translations):
        yield from _unlisted_in(words, mailing.fields)


def _unlisted_in(words: Words, listed: frozenset[str]) -> Iterator[Problem]:
    for passage in words.passages:
        for name in filter(None, (passage.when, passage.unless)):
            if name not in listed:
                yield _not_listed(name, passage.place)
        for name in sorted(names(passage.section) & RECIPIENT_VALUES.keys() - listed):
            yield _not_listed(name, passage.section.place)
    for text in filter(None, (words.title, words.closing, words.signed)):
        for name in sorted(names(text) & RECIPIENT_VALUES.keys()):
            if text is words.title:  # the title is in the bookmarks of the file
                message = f"The title says '{name}', and others see it"
                yield Problem(text.place, "M51", message, "Say it in the letter")
            elif name not in listed:
                yield _not_listed(name, text.place)


def _not_listed(name: str, place: Place) -> Problem:
    hint = (
        f"Add it: fields: [{name}]" if name in RECIPIENT_VALUES else guess(name, RECIPIENT_VALUES)
    )
    return Problem(
        place, "M51", f"'{name}' is not among the fields that this mailing may use", hint
    )
