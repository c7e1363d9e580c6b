"""From a recipient to a PDF: its letter, or the address for the address side of a self-mailer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from press.layout import SHEETS, Face, Page, Stack, Story, Turned
from press.layout.loading import text_scale
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


class ComposedLetter(NamedTuple):
    """The PDF of a recipient's letter.

    ``barcode_omitted`` is True if the window has no room for the recipient's barcode.
    """

    data: bytes
    barcode_omitted: bool = False


class LetterComposer:
    """Composes the letters of a run, with the same characters in the fonts of each.

    So all letters can share their fonts. Composing a letter changes nothing here: another
    process may do it, for the result has all that a run needs to know of the letter.

    ``recipients`` are those whose letters may be asked for. ``outlines`` are windows that are
    drawn on each first page, for a preview.
    """

    def __init__(
        self, prepared: Prepared, recipients: Iterable[Recipient], outlines: tuple[Rect, ...] = ()
    ) -> None:
        self.prepared, self.outlines = prepared, outlines
        self.scale = text_scale(prepared.workspace)
        self.characters = "".join(sorted(prepared.characters().union(*map(_texts, recipients))))
        self.enclosed = ", ".join(enclosure.title for enclosure in prepared.enclosed)

    def letter(self, recipient: Recipient) -> ComposedLetter:
        """Return the letter to a recipient.

        Raises ContentError if it cannot be set, without a word of the recipient's.
        """
        prepared = self.prepared
        assert prepared.windows
        letters, mailing = prepared.letters, prepared.mailing
        variant = letters.variant(recipient.values, recipient.language)
        handout, closing = letters.filled(variant, recipient.values)
        language, barcode = variant.language, self.letter_barcode(recipient)
        letter = Letter(
            handout, recipient.number, recipient.address.lines, prepared.day(language), closing,
            prepared.brand, self.scale, prepared.windows, self.enclosed, mailing.space,
            self.outlines, barcode, language,
        )  # fmt: skip
        try:
            with always_embed(self.characters):
                data = letter.compose().data
        except ContentError as error:
            message = "The letter to this recipient cannot be set"
            hint = f"Look at the mailing: {error.problems[0].code} there"
            raise ContentError([Problem(recipient.place, "M56", message, hint)]) from None
        return ComposedLetter(data, barcode is not None and not letter.has_barcode)

    def window_side(self, recipient: Recipient) -> ComposedLetter:
        """Return a page with what the windows show of a letter, and nothing else."""
        prepared = self.prepared
        assert prepared.windows
        barcode = self.letter_barcode(recipient)
        letter = Letter(
            prepared.letters.whole(), recipient.number, recipient.address.lines, "", ("",),
            prepared.brand._replace(sample=False), self.scale, prepared.windows, barcode=barcode,
        )  # fmt: skip
        page = Page(*letter.sheet)
        letter.put_windows(page)
        spec = PageSpec(page.width, page.height, (), page.placements)
        data = write_pdf([spec], letter.story, None).data
        return ComposedLetter(data, barcode is not None and not letter.has_barcode)

    def letter_barcode(self, recipient: Recipient) -> Payload | None:
        """Return the barcode above the address of a letter; None if the envelope has no window."""
        envelope = self.prepared.envelope
        return self.barcode(recipient) if envelope and envelope.windows else None

    def barcode(self, recipient: Recipient) -> Payload | None:
        """Return the barcode of a recipient; None if it has none.

        It needs the practice's Mailer ID, the recipient's ZIP+4, and a mailing with barcodes.
        Raises ContentError if a day has no serial number for the recipient.
        """
        brand, address = self.prepared.brand, recipient.address
        if not self.prepared.mailing.barcode or brand.mailer_id is None or address.country != "US":
            return None
        serial = self._serial(recipient.number)
        return payload(brand, serial, address.zip5, address.plus4, address.delivery_point)

    def _serial(self, number: int) -> int:
        """Return the serial number of a piece, which no other day within 45 has.

        Raises ContentError if a day has too few serial numbers.
        """
        brand = self.prepared.brand
        per_day: int = 10 ** (NUMBERS - len(brand.mailer_id or "")) // DAYS
        if number >= per_day:
            message = (
                f"With a Mailer ID of {len(brand.mailer_id or '')} digits, "
                f"a list has barcodes for {per_day - 1:,} recipients"
            )
            hint = "Split the list by days, or set 'barcode: no' in the mailing"
            raise ContentError([Problem(brand.place, "M49", message, hint)])
        return (self.prepared.today.toordinal() % DAYS) * per_day + number

    def _bare_story(self, sample: bool = True) -> Story:
        """Return a story without text of its own, to set single lines with.

        ``sample`` False leaves out the word that a sample practice has across each page.
        """
        brand = self.prepared.brand
        brand = brand._replace(sample=brand.sample and sample)
        return Story(
            self.prepared.letters.whole(),
            brand,
            {**self.scale, **BLOCK},
            brand.smallest_body,
            STANDARD,
        )

    @cached_property
    def sender(self) -> tuple[str, ...]:
        """The lines in the sender's window."""
        return tuple(line.plain_text for line in self._bare_story().sender())

    def address_side(self, recipient: Recipient, back: Face) -> bytes:
        """Return a page with the address of a self-mailer alone, where its address side has it."""
        prepared = self.prepared
        story = self._bare_story(sample=False)  # the enclosure has the word already
        zone, lines = prepared.enclosed[0].zone, recipient.address.lines
        role = role_for(lines, zone.width, zone.height, prepared.fonts) or [*BLOCK][-1]
        turned = Turned(Stack([story.lines(lines, role)]), zone.width)
        page = Page(*SHEETS[prepared.brand.paper].landscape())
        foot = back.x + back.width
        page.put(turned, foot - zone.y - zone.height, zone.x + zone.width, turned.wrap(0, 0)[0])
        spec = PageSpec(page.width, page.height, (), page.placements)
        with always_embed(self.characters):
            return write_pdf([spec], story, "short").data


def _texts(recipient: Recipient) -> set[str]:
    """Return the characters of a recipient's address and values."""
    return set("".join(recipient.address.lines)).union(*_words(recipient.values))


def _words(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif hasattr(values, "values"):
        for value in values.values():
            yield from _words(value)
