"""From one recipient to the PDFs of its piece: the letter, or the address for the address side; enclosures are there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from press.layout import SHEETS, Face, Page, Stack, Story, Turned, load_layout
from press.layout.write_pdf import PageSpec, write_pdf
from press.mail.letters.address_type import ROWS as BLOCK
from press.mail.letters.address_type import role_for
from press.mail.letters.imb import NUMBERS, Payload, payload
from press.mail.letters.letter import Letter
from press.mail.letters.prepare import Prepared
from press.mail.recipients import Recipient
from press.paper.envelopes import Rect
from press.problems import ContentError, Problem
from press.typeset.editions import STANDARD
from press.typeset.fonts.embedding import always_embed

DAYS = 46  # a serial number is not used again within 45 days (USPS-B-3200)


class LetterComposer:
    """Sets the letters of a run, all with the same characters in their fonts: so they can share them."""

    def __init__(
        self, prepared: Prepared, recipients: Iterable[Recipient], shown: tuple[Rect, ...] = ()
    ) -> None:
        """``shown`` are windows that are drawn over each first page, for a preview."""
        self.prepared, self.shown = prepared, shown
        self.scale = load_layout(prepared.workspace, "instructions").scale
        self.characters = "".join(sorted(prepared.characters().union(*map(_texts, recipients))))
        self.windowed = bool(prepared.envelope and prepared.envelope.windows)
        self.unbarred: set[int] = (
            set()
        )  # the numbers of those whose letter has no room for their barcode
        self.enclosed = ", ".join(one.title for one in prepared.enclosed)

    def letter(self, one: Recipient) -> bytes:
        """Raises ContentError where it cannot be set: without a word of the recipient's."""
        prepared = self.prepared
        assert prepared.windows
        letters, mailing = prepared.letters, prepared.mailing
        variant = letters.variant(one.values, one.language)
        handout, closing = letters.filled(variant, one.values)
        spoken, barcode = variant.language, self.barcode(one) if self.windowed else None
        letter = Letter(
            handout, one.number, one.address.lines, prepared.day(spoken), closing, prepared.brand, self.scale, prepared.windows,
            self.enclosed, mailing.space, self.shown, barcode, spoken,
        )  # fmt: skip
        try:
            with always_embed(self.characters):
                made = letter.compose().data
        except ContentError as error:
            message = "The letter to this recipient cannot be set"
            hint = f"Look at the mailing: {error.problems[0].code} there"
            raise ContentError([Problem(one.place, "M56", message, hint)]) from None
        if letter.barcode is not None and not letter.has_barcode:
            self.unbarred.add(one.number)
        return made

    def barcode(self, one: Recipient) -> Payload | None:
        """Of a recipient, where the practice has a Mailer ID, the mailing wants it and the ZIP+4 is known."""
        brand, address = self.prepared.brand, one.address
        if not self.prepared.mailing.barcode or brand.mailer_id is None or address.country != "US":
            return None
        return payload(
            brand, self._serial(one.number), address.zip5, address.plus4, address.delivery_point
        )

    def _serial(self, number: int) -> int:
        """Of a piece: one that no other day within 45 has. Raises ContentError where a day has not so many."""
        brand = self.prepared.brand
        room: int = 10 ** (NUMBERS - len(brand.mailer_id or "")) // DAYS
        if number >= room:
            message = f"With a Mailer ID of {len(brand.mailer_id or '')} digits, a list has barcodes for {room - 1:,} recipients"
            raise ContentError(
                [
                    Problem(
                        brand.place,
                        "M49",
                        message,
                        "Split the list by days, or set 'barcode: no' in the mailing",
                    )
                ]
            )
        return (self.prepared.today.toordinal() % DAYS) * room + number

    def _nothing(self) -> Story:
        """A story that says nothing of its own, for what is set by itself."""
        brand = self.prepared.brand
        return Story(
            self.prepared.letters.whole(),
            brand,
            {**self.scale, **BLOCK},
            brand.smallest_body,
            STANDARD,
        )

    @cached_property
    def sender(self) -> tuple[str, ...]:
        """What the sender's window shows, line by line."""
        return tuple(one.plain_text for one in self._nothing().sender())

    def address_side(self, one: Recipient, back: Face) -> bytes:
        """The page of a self-mailer with the address alone, where its address side has room for it."""
        prepared = self.prepared
        story = self._nothing()
        zone = prepared.enclosed[0].zone
        role = role_for(one.address.lines, zone.width, zone.height, prepared.fonts) or [*BLOCK][-1]
        turned = Turned(Stack([story.lines(one.address.lines, role)]), zone.width)
        page = Page(*SHEETS[prepared.brand.paper].landscape())
        foot = back.x + back.width
        page.put(turned, foot - zone.y - zone.height, zone.x + zone.width, turned.wrap(0, 0)[0])
        with always_embed(self.characters):
            return write_pdf(
                [PageSpec(page.width, page.height, (), page.placed)], story, "short"
            ).data


def _texts(one: Recipient) -> set[str]:
    return set("".join(one.address.lines)).union(*_words(one.values))


def _words(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif hasattr(values, "values"):
        for value in values.values():
            yield from _words(value)
