"""From a mailing to what does not depend on any recipient: its variants, windows and enclosures; made once for a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from press.brand import Brand
from press.content.handout import Handout, Review
from press.content.kinds import RECIPIENT_VALUES
from press.content.mailings.mailing import Mailing
from press.content.tree import Text, mapped
from press.content.values import Values, fill, lookup, names
from press.problems import ContentError, Problem
from press.typeset.checks import check_story


class Variant(NamedTuple):
    """The letter with the same passages: its text, filled but for the recipient's ``fields``."""

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
        self._known: dict[tuple[bool, ...], Variant] = {}

    def variant(self, values: Values) -> Variant:
        """The one that a recipient gets. Raises ContentError where a value is unknown, or the practice has not set it."""
        shown = tuple(self._holds(one.when, values) and not (one.unless and has(one.unless, values)) for one in self.mailing.letter)
        if shown not in self._known:
            self._known[shown] = self._made(shown)
        return self._known[shown]

    @property
    def always(self) -> frozenset[str]:
        """The values without which nobody gets a letter."""
        return self.mailing.always

    def whole(self) -> Handout:
        """The letter with all its passages, whoever gets them."""
        review = replace(self.mailing.review, status="draft") if self.draft else self.mailing.review
        return _handout(self.mailing, self.language, tuple(one.section for one in self.mailing.letter), review)

    def check(self) -> None:
        """Raises ContentError with every value that is unknown or not set, and whatever else keeps a letter from being set."""
        if self.mailing.self_mailer:
            return
        values: dict[str, dict[str, str]] = {}
        for name in RECIPIENT_VALUES:
            values.setdefault(name.partition(".")[0], {})[name.partition(".")[2]] = "x"
        said = (self.whole(), self.mailing.closing, self.mailing.signed or self.mailing.closing)
        (filled, *_), problems = fill(said, {**self.brand.values, **values})
        if problems := [*problems, *check_story(filled, self.brand)]:
            raise ContentError(problems)

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Those that were asked for."""
        return tuple(self._known.values())

    def filled(self, variant: Variant, values: Values) -> tuple[Handout, tuple[str, ...]]:
        """The letter and its closing for one recipient, who has all of the variant's fields."""
        (handout, closing), problems = fill((variant.handout, variant.closing), {**self.brand.values, **values})
        if problems:
            raise ContentError(problems)
        return handout, tuple(one.text for one in closing)

    def _holds(self, when: str | None, values: Values) -> bool:
        return when is None or has(when, values)

    def _made(self, shown: tuple[bool, ...]) -> Variant:
        mailing = self.mailing
        sections = tuple(one.section for one, there in zip(mailing.letter, shown, strict=True) if there)
        if not sections:
            hint = "Take 'when' or 'unless' out of one"
            raise ContentError([Problem(mailing.place, "T05", "Of the letter nothing is left for some recipients", hint)])
        review = replace(mailing.review, status="draft") if self.draft else mailing.review
        signed = mailing.signed or Text(self.brand.name, self.brand.place)
        problems: list[Problem] = []

        def practice_only(leaf: Text) -> Text:
            if names(leaf) & RECIPIENT_VALUES.keys():
                return leaf
            made, found = fill(leaf, self.brand.values)
            problems.extend(found)
            return made

        whole = (_handout(mailing, self.language, sections, review), (mailing.closing, signed))
        handout, closing = mapped(whole, practice_only)
        if problems:
            raise ContentError(problems)
        return Variant(shown, handout, closing, frozenset(names((handout, closing)) & RECIPIENT_VALUES.keys()))


def _handout(mailing: Mailing, language: str, sections: tuple, review: Review) -> Handout:  # type: ignore[type-arg]
    return Handout(
        name=mailing.name, place=mailing.place, title=mailing.title, subtitle=None, summary=None, picture=None, sections=sections,
        language=language, language_at=mailing.place, layouts=(), back="contact", back_at=mailing.place, form=mailing.form,
        version=mailing.version, review=review, sources=(), office=(),
    )  # fmt: skip


def has(name: str, values: Values) -> bool:
    """True if a recipient has a value of that name."""
    try:
        return bool(lookup(name, values))
    except KeyError:
        return False
