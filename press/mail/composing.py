"""From one recipient to the PDFs of its piece: the letter, or the address for the address side; enclosures are there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from press.content.handout import Handout
from press.content.tree import Text
from press.layout import Face, Page, Stack, Story, Turned, load_layout
from press.layout.writing import PageSpec, write_pdf
from press.mail.block import ROWS as BLOCK
from press.mail.block import role_for
from press.mail.letter import Letter
from press.mail.people import Recipient
from press.mail.preparing import Prepared
from press.paper.envelopes import Rect
from press.problems import ContentError, Problem
from press.typeset.editions import STANDARD


class Composing:
    """Sets the letters of a run, all with the same characters in their fonts: so they can share them."""

    def __init__(self, prepared: Prepared, recipients: Iterable[Recipient], shown: tuple[Rect, ...] = ()) -> None:
        """``shown`` are windows that are drawn over each first page, for a preview."""
        self.prepared, self.shown = prepared, shown
        self.scale = load_layout(prepared.workspace, "instructions").scale
        self.characters = "".join(sorted(prepared.characters().union(*map(_texts, recipients))))
        self.enclosed = ", ".join(one.title for one in prepared.enclosed)

    def letter(self, one: Recipient) -> bytes:
        """Raises ContentError where it cannot be set: without a word of the recipient's."""
        prepared = self.prepared
        assert prepared.windows
        letters, mailing = prepared.letters, prepared.mailing
        handout, closing = letters.filled(letters.variant(one.values), one.values)
        letter = Letter(
            handout, one.number, one.address.lines, prepared.day, closing, prepared.brand, self.scale, prepared.windows, self.enclosed,
            mailing.space, self.shown,
        )  # fmt: skip
        try:
            return letter.compose(self.characters).data
        except ContentError as error:
            message = "The letter to this recipient cannot be set"
            hint = f"Look at the mailing: {error.problems[0].code} there"
            raise ContentError([Problem(one.place, "M56", message, hint)]) from None

    def address_side(self, one: Recipient, back: Face) -> bytes:
        """The page of a self-mailer with the address alone, where its address side has room for it."""
        prepared, brand = self.prepared, self.prepared.brand
        story = Story(_nothing(prepared, self.scale), brand, {**self.scale, **BLOCK}, brand.smallest_body, STANDARD)
        zone = prepared.enclosed[0].zone
        role = role_for(one.address.lines, zone.width, zone.height, prepared.fonts) or [*BLOCK][-1]
        turned = Turned(Stack([story.lines(one.address.lines, role)]), zone.width)
        page = Page(*_sheet(prepared))
        foot = back.x + back.width
        page.put(turned, foot - zone.y - zone.height, zone.x + zone.width, turned.wrap(0, 0)[0])
        return write_pdf([PageSpec(page.width, page.height, (), page.placed)], story, "short", characters=self.characters).data


def _sheet(prepared: Prepared) -> tuple[float, float]:
    from press.layout import SHEETS

    return SHEETS[prepared.brand.paper].landscape()


def _nothing(prepared: Prepared, scale: object) -> Handout:
    whole = prepared.letters.whole()
    return replace(whole, title=Text(prepared.mailing.title.text, whole.place))


def _texts(one: Recipient) -> set[str]:
    return set("".join(one.address.lines)).union(*_words(one.values))


def _words(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif hasattr(values, "values"):
        for value in values.values():
            yield from _words(value)
