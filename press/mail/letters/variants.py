"""From a mailing's texts to its variants: the letters that recipients get, without their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from press.brand.brand import Brand
from press.content.handout import Handout, Section
from press.content.limits import RECIPIENT_VALUES
from press.content.mailings.mailing import LetterPassage, Mailing, Words
from press.content.tree import Text, leaves, mapped
from press.content.values import Values, fill, names
from press.dates import NotADateError, date_in_words
from press.problems import ContentError, Problem
from press.typeset.checks import check_story


class Variant(NamedTuple):
    """Letters in one language with the same passages.

    The text has all values but the recipient's ``fields``. ``shown`` tells for each passage of
    the mailing if it is in the letter. ``language`` None is the mailing's own.
    """

    language: str | None
    shown: tuple[bool, ...]
    handout: Handout
    closing: tuple[Text, ...]
    fields: frozenset[str]


@dataclass
class LetterTexts:
    """The texts of a mailing's letters, and the variants that were asked for.

    ``draft`` is True if a letter or an enclosure is not approved.
    """

    mailing: Mailing
    brand: Brand
    language: str
    draft: bool

    def __post_init__(self) -> None:
        self._known: dict[tuple[str | None, tuple[bool, ...]], Variant] = {}

    def variant(self, values: Values, language: str | None) -> Variant:
        """Return the variant for a recipient with these values, who speaks a language.

        Raises ContentError if no passage is left.
        """
        words = self.words(language)
        shown = tuple(_is_shown(passage, values) for passage in words.passages)
        key = words.language, shown
        if key not in self._known:
            self._known[key] = self._build(words, shown)
        return self._known[key]

    def words(self, language: str | None) -> Words:
        """Return the words in a language, or the mailing's own if there is no translation."""
        code = _main_language(language)
        if not code or code == _main_language(self.language):
            return self.mailing.words
        for words in self.mailing.translations:
            if _main_language(words.language) == code:
                return words
        return self.mailing.words

    @property
    def always(self) -> frozenset[str]:
        """The names of the values without which no recipient gets a letter."""
        return frozenset.intersection(*(words.always for words in self._all_words))

    @property
    def _all_words(self) -> tuple[Words, ...]:
        return (self.mailing.words, *self.mailing.translations)

    def whole(self, words: Words | None = None) -> Handout:
        """Return the letter with all its passages; ``words`` None are the mailing's own."""
        words = words or self.mailing.words
        return self._handout(words, tuple(passage.section for passage in words.passages))

    def texts(self) -> list[Text]:
        """Return the texts of the letters in all languages."""
        parts = ((self.whole(words), words.closing, words.signed) for words in self._all_words)
        return leaves(tuple(parts))

    def check(self) -> None:
        """Check the letters of all recipients at once.

        Raises ContentError with every value that is unknown or not set, and with all else that
        keeps a letter from being set.
        """
        values: dict[str, dict[str, str]] = {}
        for name in RECIPIENT_VALUES:
            values.setdefault(name.partition(".")[0], {})[name.partition(".")[2]] = "x"
        problems: list[Problem] = []
        for words in () if self.mailing.self_mailer else self._all_words:
            parts = (self.whole(words), words.closing, words.signed or words.closing)
            (filled, *_), unset = fill(parts, {**self.brand.values, **values})
            problems += [*unset, *check_story(filled, self.brand), *_check_day_language(words)]
        if problems:
            raise ContentError(dict.fromkeys(problems))

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The variants that were asked for, in the order of their first recipients."""
        return tuple(self._known.values())

    def filled(self, variant: Variant, values: Values) -> tuple[Handout, tuple[str, ...]]:
        """Return the letter and its closing for a recipient with all of the variant's fields.

        Raises ContentError if a value is not set.
        """
        (handout, closing), problems = fill(
            (variant.handout, variant.closing), {**self.brand.values, **values}
        )
        if problems:
            raise ContentError(problems)
        return handout, tuple(line.text for line in closing)

    def _build(self, words: Words, shown: tuple[bool, ...]) -> Variant:
        pairs = zip(words.passages, shown, strict=True)
        sections = tuple(passage.section for passage, is_shown in pairs if is_shown)
        if not sections:
            message = "Of the letter nothing is left for some recipients"
            hint = "Take 'when' or 'unless' out of one"
            raise ContentError([Problem(self.mailing.place, "T05", message, hint)])
        signed = words.signed or Text(self.brand.name, self.brand.place)
        problems: list[Problem] = []

        def practice_only(leaf: Text) -> Text:
            if names(leaf) & RECIPIENT_VALUES.keys():
                return leaf
            filled, unset = fill(leaf, self.brand.values)
            problems.extend(unset)
            return filled

        handout, closing = mapped(
            (self._handout(words, sections), (words.closing, signed)), practice_only
        )
        if problems:
            raise ContentError(problems)
        fields = frozenset(names((handout, closing)) & RECIPIENT_VALUES.keys())
        return Variant(words.language, shown, handout, closing, fields)

    def _handout(self, words: Words, sections: tuple[Section, ...]) -> Handout:
        mailing = self.mailing
        review = replace(mailing.review, status="draft") if self.draft else mailing.review
        return Handout.of(
            words.title,
            mailing.place,
            tuple(replace(section, language=words.language) for section in sections),
            name=mailing.name,
            language=self.language,
            form=mailing.form,
            version=mailing.version,
            review=review,
        )


def _is_shown(passage: LetterPassage, values: Values) -> bool:
    """Return True if a recipient with these values gets a passage."""
    if passage.when is not None and not has_value(passage.when, values):
        return False
    return not (passage.unless and has_value(passage.unless, values))


def _main_language(code: str | None) -> str:
    """Return the language of a code such as es-MX, without its country; empty for None."""
    return (code or "").partition("-")[0]


def _check_day_language(words: Words) -> Iterator[Problem]:
    """Yield a problem for a language in which no day can be written."""
    try:
        date_in_words(date(2027, 1, 2), words.language or "en", year=True)
    except NotADateError:
        message = f"The program cannot say days in the language '{words.language}'"
        yield Problem(words.language_at, "T06", message, "Use another, such as es")


def has_value(name: str, values: Values) -> bool:
    """Return True if a recipient has a value of that name, which is one of RECIPIENT_VALUES."""
    group, _, key = name.partition(".")
    inside = values.get(group)
    return isinstance(inside, dict) and bool(inside.get(key))
