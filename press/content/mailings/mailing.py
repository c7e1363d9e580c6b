"""The Mailing: a letter in passages, its enclosures and its envelope; and how it is read from a file."""

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
from press.content.yaml_nodes import Mapping as Marked
from press.content.yaml_nodes import Scalar, locate
from press.content.yaml_reader import read_yaml
from press.problems import ContentError, Place, Problem, guess

if TYPE_CHECKING:
    from press.content.mailings.models import MailingFields, PassageFields, TranslationFields


@dataclass(frozen=True, slots=True)
class LetterPassage:
    """A part of the letter; ``when`` and ``unless`` name the value on which it depends."""

    section: Section
    when: str | None
    unless: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says, in one language; None is the mailing's own."""

    language: str | None
    language_at: Place
    title: Text
    passages: tuple[LetterPassage, ...]
    closing: Text
    signed: Text | None

    @property
    def always(self) -> frozenset[str]:
        """The values that no such letter can do without."""
        said = (
            self.title,
            self.closing,
            self.signed,
            *(one.section for one in self.passages if not one.when and not one.unless),
        )
        return frozenset(names(tuple(one for one in said if one)) & RECIPIENT_VALUES.keys())


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A handout in a layout, by their names."""

    handout: str
    layout: str
    handout_at: Place
    layout_at: Place


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing as it was typed; what it may say of a recipient is in ``fields``."""

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
        return self.words.title


def read_mailing(file: str) -> Mailing:
    """The mailing in a file; raises ContentError with every problem in it."""
    marked = read_yaml(file, read_bytes(file))
    fields, problems = _fields(marked)
    if fields is None:
        raise ContentError(problems)
    mailing = _mailing(file, marked, fields, problems)
    problems += _unlisted(mailing, fields, marked)
    if problems:
        raise ContentError(problems)
    return mailing


def _fields(marked: Marked) -> tuple[MailingFields | None, list[Problem]]:
    if fields := mailing_fields(marked):
        return fields, []
    from press.content.mailings.models import MailingFields
    from press.content.validate import validate_partly

    return validate_partly(MailingFields, marked)


def _mailing(file: str, marked: Marked, fields: MailingFields, problems: list[Problem]) -> Mailing:
    review = fields.review
    return Mailing(
        name=os.path.basename(file).removesuffix(".yaml"),
        place=Place(file),
        words=_words(fields, marked, (), problems),
        translations=tuple(
            _words(one, marked, ("translations", at), problems)
            for at, one in enumerate(fields.translations)
        ),
        language=fields.language,
        fields=frozenset(fields.fields),
        aliases={name: tuple(said) for name, said in _aliases(fields)},
        envelope=fields.envelope,
        envelope_at=locate(marked, ("envelope",))[0],
        sender=fields.sender,
        barcode=fields.barcode,
        space=fields.space,
        enclosures=tuple(
            _enclosure(one.handout, one.layout, marked, "enclosures", at)
            for at, one in enumerate(fields.enclosures)
        ),
        self_mailer=_enclosure(
            fields.self_mailer.handout, fields.self_mailer.layout, marked, "self_mailer"
        )
        if fields.self_mailer
        else None,
        form=fields.form,
        version=fields.version,
        review=Review(
            review.status, review.by, review.on, review.due, locate(marked, ("review",))[0]
        ),
    )


def _words(
    fields: MailingFields | TranslationFields,
    marked: Marked,
    path: tuple[str | int, ...],
    problems: list[Problem],
) -> Words:
    title = text_in(marked, (*path, "title"))
    assert title is not None
    return Words(
        fields.language if path else None,
        locate(marked, (*path, "language"))[0],
        title,
        tuple(
            _passage(one, (*path, "letter", at), marked, problems)
            for at, one in enumerate(fields.letter)
        ),
        text_in(marked, (*path, "closing")) or Text(fields.closing, title.place),
        text_in(marked, (*path, "signed")),
    )


def _aliases(fields: MailingFields) -> Iterator[tuple[str, list[str]]]:
    columns: Any = fields.columns
    for name in COLUMNS if columns else ():
        if said := getattr(columns, name):
            yield name, said


def _passage(
    fields: PassageFields, path: tuple[str | int, ...], marked: Marked, problems: list[Problem]
) -> LetterPassage:
    place, body = locate(marked, (*path, "body"))
    assert isinstance(body, Scalar)
    blocks, found = parse_body(body)
    problems.extend(found)
    heading = text_in(marked, (*path, "heading")) or Text("", place)
    condition = next((key for key in ("when", "unless") if getattr(fields, key)), "body")
    section = Section(heading, blocks, (), None, place)
    return LetterPassage(section, fields.when, fields.unless, locate(marked, (*path, condition))[0])


def _enclosure(handout: str, layout: str, marked: Marked, *path: str | int) -> Enclosure:
    return Enclosure(
        handout, layout, locate(marked, (*path, "handout"))[0], locate(marked, (*path, "layout"))[0]
    )


def _unlisted(mailing: Mailing, fields: MailingFields, marked: Marked) -> Iterator[Problem]:
    """What the letter may not say, or may and never can."""
    for at, name in enumerate(fields.fields):
        if name not in RECIPIENT_VALUES:
            place = locate(marked, ("fields", at))[0]
            yield Problem(
                place,
                "M51",
                f"A letter can say nothing called '{name}' of its recipient",
                guess(name, RECIPIENT_VALUES),
            )
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
            if text is words.title:  # it heads the file's bookmarks
                yield Problem(
                    text.place,
                    "M51",
                    f"The title says '{name}', and others see it",
                    "Say it in the letter",
                )
            elif name not in listed:
                yield _not_listed(name, text.place)


def _not_listed(name: str, place: Place) -> Problem:
    hint = (
        f"Add it: fields: [{name}]" if name in RECIPIENT_VALUES else guess(name, RECIPIENT_VALUES)
    )
    return Problem(
        place, "M51", f"'{name}' is not among the fields that this mailing may use", hint
    )
