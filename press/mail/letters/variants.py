"""From a mailing to what does not depend on any recipient: its variants, windows and enclosures; made once for a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from press.brand.brand import Brand
from press.content.handout import Handout, Section
from press.content.limits import RECIPIENT_VALUES
from press.content.mailings.mailing import Mailing, Words
from press.content.tree import Text, leaves, mapped
from press.content.values import Values, fill, names
from press.dates import NotADateError, date_in_words
from press.problems import ContentError, Problem
from press.typeset.checks import check_story


class Variant(NamedTuple):
    """Letters in one language with the same passages: the text, filled but for the recipient's ``fields``.

    ``language`` is None where it is the mailing's own.
    """

    language: str | None
    shown: tuple[bool, ...]
    handout: Handout
    closing: tuple[Text, ...]
    fields: frozenset[str]


@dataclass
class Letters:
    """The texts of a mailing's letters; ``draft`` says that a letter or an enclosure is not approved."""

    mailing: Mailing
    brand: Brand
    language: str
    draft: bool

    def __post_init__(self) -> None:
        self._known: dict[tuple[str | None, tuple[bool, ...]], Variant] = {}

    def variant(self, values: Values, language: str | None) -> Variant:
        """The one that a recipient gets, who speaks a language. Raises ContentError where nothing of it is left."""
        words = self.words(language)
        shown = tuple(
            [
                (one.when is None or has(one.when, values))
                and not (one.unless and has(one.unless, values))
                for one in words.passages
            ]
        )
        key = words.language, shown
        if key not in self._known:
            self._known[key] = self._made(words, shown)
        return self._known[key]

    def words(self, language: str | None) -> Words:
        """Those in a language, or in the mailing's own where it has none in that."""
        if not language or not self.mailing.translations:
            return self.mailing.words
        code = language.partition("-")[0]
        others = (
            one
            for one in self.mailing.translations
            if (one.language or "").partition("-")[0] == code
        )
        return (
            next(others, self.mailing.words)
            if code != self.language.partition("-")[0]
            else self.mailing.words
        )

    @property
    def always(self) -> frozenset[str]:
        """The values without which nobody gets a letter."""
        return frozenset.intersection(
            *(one.always for one in (self.mailing.words, *self.mailing.translations))
        )

    def whole(self, words: Words | None = None) -> Handout:
        """The letter with all its passages, whoever gets them."""
        words = words or self.mailing.words
        return self._handout(words, tuple(one.section for one in words.passages))

    def texts(self) -> list[Text]:
        """All that letters say, in whatever language."""
        every = (self.mailing.words, *self.mailing.translations)
        return leaves(tuple((self.whole(one), one.closing, one.signed) for one in every))

    def check(self) -> None:
        """Raises ContentError with every value that is unknown or not set, and whatever else keeps a letter from being set."""
        values: dict[str, dict[str, str]] = {}
        for name in RECIPIENT_VALUES:
            values.setdefault(name.partition(".")[0], {})[name.partition(".")[2]] = "x"
        problems: list[Problem] = []
        for words in (
            () if self.mailing.self_mailer else (self.mailing.words, *self.mailing.translations)
        ):
            said = (self.whole(words), words.closing, words.signed or words.closing)
            (filled, *_), found = fill(said, {**self.brand.values, **values})
            problems += [*found, *check_story(filled, self.brand), *_unsaid(words)]
        if problems:
            raise ContentError(dict.fromkeys(problems))

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Those that were asked for."""
        return tuple(self._known.values())

    def filled(self, variant: Variant, values: Values) -> tuple[Handout, tuple[str, ...]]:
        """The letter and its closing for one recipient, who has all of the variant's fields."""
        (handout, closing), problems = fill(
            (variant.handout, variant.closing), {**self.brand.values, **values}
        )
        if problems:
            raise ContentError(problems)
        return handout, tuple(one.text for one in closing)

    def _made(self, words: Words, shown: tuple[bool, ...]) -> Variant:
        sections = tuple(
            one.section for one, there in zip(words.passages, shown, strict=True) if there
        )
        if not sections:
            hint = "Take 'when' or 'unless' out of one"
            raise ContentError(
                [
                    Problem(
                        self.mailing.place,
                        "T05",
                        "Of the letter nothing is left for some recipients",
                        hint,
                    )
                ]
            )
        signed = words.signed or Text(self.brand.name, self.brand.place)
        problems: list[Problem] = []

        def practice_only(leaf: Text) -> Text:
            if names(leaf) & RECIPIENT_VALUES.keys():
                return leaf
            made, found = fill(leaf, self.brand.values)
            problems.extend(found)
            return made

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
            tuple(replace(one, language=words.language) for one in sections),
            name=mailing.name,
            language=self.language,
            form=mailing.form,
            version=mailing.version,
            review=review,
        )


def _unsaid(words: Words) -> Iterator[Problem]:
    """A language in which no day can be said."""
    try:
        date_in_words(date(2027, 1, 2), words.language or "en", year=True)
    except NotADateError:
        message = f"The program cannot say days in the language '{words.language}'"
        yield Problem(words.language_at, "T06", message, "Use another, such as es")


def has(name: str, values: Values) -> bool:
    """True if a recipient has a value of that name, which is one of RECIPIENT_VALUES."""
    group, _, key = name.partition(".")
    inside = values.get(group)
    return isinstance(inside, dict) and bool(inside.get(key))
