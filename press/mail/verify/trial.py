"""From characters of a list to whether the proof of a run can read them, before a run is made."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property

from press.brand.brand import Brand
from press.mail.letters.address_blocks import PrintedAddress
from press.mail.letters.address_type import role_for
from press.mail.letters.compose import LetterComposer
from press.mail.letters.envelopes import envelopes
from press.mail.letters.labels import labels
from press.mail.letters.prepare import Prepared
from press.mail.recipients import Address, Recipient
from press.mail.verify.expected import ExpectedPages, bar_states, envelope_pages, label_pages
from press.mail.verify.pages import ExpectedPage, verify_pages
from press.paper import Envelope
from press.problems import ContentError, Place

MOST_MARKS = 4  # on one letter, when it is decomposed: no orthography has more
MOST_TRIED = 5_000  # different letters with marks: no list of people has as many
IN_LINE, TOGETHER = 8, 24  # letters that are tried in a line, and in an address

_PLACE = Place("trial")
_LINES = ("1 A ST", "A VA  23510")  # below the line with the letters

# From an address to its PDF, and to what its pages must show.
_Printer = Callable[[Address], tuple[bytes, list[ExpectedPage]]]


class PrintTrial:
    """Prints letters where addresses are printed, and reads them back as the proof of a run does.

    Letters that are one character are printed once, and later texts that have them cost nothing.
    Letters with marks are tried in the addresses that have them, too, because the marks may reach
    out of a window or a label.

    ``labels`` names a sheet of labels that the run prints; None for a run without labels.
    """

    def __init__(self, prepared: Prepared, labels: str | None = None) -> None:
        self._prepared, self._labels = prepared, labels
        self._brand: Brand = prepared.brand._replace(sample=False)
        self._known: dict[str, bool] = {}
        self._addresses: dict[Hashable, bool] = {}

    def reads(self, text: str) -> bool:
        """Return True if every letter of a text is read back as it is printed in an address."""
        if text.isascii():
            return True
        letters = dict.fromkeys(filter(_is_tried, letters_with_marks(text.upper())))
        letters |= dict.fromkeys(_marked(text))  # as the letter itself says them
        new = [letter for letter in letters if letter not in self._known]
        self._try_together([letter for letter in new if len(letter) == 1])
        for letter in new:
            if letter not in self._known:
                self._known[letter] = self._is_read(letter)
        return all(self._known[letter] for letter in letters)

    def reads_address(self, address: Address) -> bool:
        """Return True if an address with marks on its letters is read back in all of its places.

        Addresses with the same letters with marks in the same lines are tried once for each size.
        """
        marked = tuple(map(_marked, address.lines))
        if not any(marked):
            return True
        barcode = address.plus4 is not None
        key = self._size(address.lines), barcode, marked
        if key not in self._addresses:
            if len(self._addresses) >= MOST_TRIED:
                self._addresses.clear()
            short = _address(tuple(map(_line_of, marked)))
            self._addresses[key] = self._reads(self._letter, address) and all(
                self._reads(printer, short) for printer in self._others
            )
        return self._addresses[key]

    def _try_together(self, letters: Sequence[str]) -> None:
        """Try letters of one character; those of an address that fails remain unknown."""
        for start in range(0, len(letters), TOGETHER):
            tried = letters[start : start + TOGETHER]
            parts = [tried[first : first + IN_LINE] for first in range(0, len(tried), IN_LINE)]
            if self._reads(self._letter, _address(tuple(map(_line_of, parts)))):
                self._known |= dict.fromkeys(tried, True)

    def _is_read(self, letter: str) -> bool:
        if len(unicodedata.normalize("NFD", letter)) - 1 > MOST_MARKS:
            return False
        if len(letter) > 1 and len(self._known) > MOST_TRIED:
            return False
        return self._reads(self._letter, _address((_line_of([letter]), *_LINES)))

    def _reads(self, printer: _Printer, address: Address) -> bool:
        try:
            data, expected = printer(address)
        except ContentError:
            return False
        return not any(verify_pages(data, expected))

    def _size(self, lines: tuple[str, ...]) -> str | None:
        """Return the type in which a letter or a self-mailer has an address."""
        if self._prepared.windows:
            x0, y0, x1, y1 = self._prepared.windows.address
            width, height = x1 - x0, y1 - y0
        else:
            zone = self._prepared.enclosed[0].zone
            width, height = zone.width, zone.height
        return role_for(lines, width, height, self._prepared.fonts)

    @cached_property
    def _others(self) -> tuple[_Printer, ...]:
        """The printers of labels and of envelopes, if the run has them."""
        envelope = self._prepared.envelope
        printers: list[_Printer] = [self._label] if self._labels else []
        if envelope and not envelope.windows:
            printers.append(lambda address: self._envelope(address, envelope))
        return tuple(printers)

    @cached_property
    def _composer(self) -> LetterComposer:
        return LetterComposer(self._prepared, ())

    def _letter(self, address: Address) -> tuple[bytes, list[ExpectedPage]]:
        """Return a page with what the windows show, or the address side of a self-mailer."""
        recipient = Recipient(1, _PLACE, address, None, {})
        expected, bars = ExpectedPages(self._composer), ""
        if self._prepared.windows:
            (data, omitted), side = self._composer.window_side(recipient), 0
            bars = "" if omitted else bar_states(self._composer.letter_barcode(recipient))
        else:
            side = expected.back.page
            data = self._composer.address_side(recipient, expected.back)
        areas = tuple(expected.address_areas(recipient, side))
        return data, [ExpectedPage(0, 1, _PLACE, areas, bars=bars)]

    def _label(self, address: Address) -> tuple[bytes, list[ExpectedPage]]:
        addresses, name = [PrintedAddress(1, address.lines, _PLACE)], self._labels or ""
        data = labels(addresses, name, 1, self._brand, "trial")
        return data, list(label_pages(addresses, name, 1))

    def _envelope(self, address: Address, envelope: Envelope) -> tuple[bytes, list[ExpectedPage]]:
        addresses = [PrintedAddress(1, address.lines, _PLACE)]
        data = envelopes(addresses, envelope, self._brand, "trial")
        return data, list(envelope_pages(addresses, envelope, self._composer.sender))


def _address(lines: tuple[str, ...]) -> Address:
    return Address(lines, "", None, None, "US", "")


def _line_of(letters: Sequence[str]) -> str:
    """Return a line in which each letter is between two that are always read."""
    return "A".join(("", *letters, ""))


def letters_with_marks(text: str) -> Iterator[str]:
    """Yield each character of a text, composed, with the combining marks that follow it."""
    letter = ""
    for char in unicodedata.normalize("NFC", text):
        if letter and unicodedata.category(char)[0] == "M":
            letter += char
            continue
        if letter:
            yield letter
        letter = char
    if letter:
        yield letter


def _is_tried(letter: str) -> bool:
    """Return True for a letter that is not ASCII and is seen on paper."""
    return not letter.isascii() and not letter.isspace() and unicodedata.category(letter[0]) != "Cf"


def _marked(line: str) -> tuple[str, ...]:
    """Return the letters of a line that keep marks of their own, each once, in order."""
    if line.isascii():
        return ()
    letters = letters_with_marks(line)
    return tuple(dict.fromkeys(letter for letter in letters if len(letter) > 1))


def has_marks(line: str) -> bool:
    """Return True if a line has a letter that keeps marks of its own when it is composed."""
    return bool(_marked(line))
