"""From all recipients to the order in which they are printed, and to those who show in a preview what all look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.mail.people import Recipient
from press.mail.preparing import Prepared


def in_order(recipients: Sequence[Recipient], by_zip: bool) -> list[Recipient]:
    """As the list has them, or by ZIP code as the post sorts them; other countries come last."""
    return sorted(recipients, key=_delivery) if by_zip else list(recipients)


def shown_first(recipients: Sequence[Recipient], count: int, prepared: Prepared) -> list[Recipient]:
    """The first so many; the longest name, the longest address; and one of each text that there is. Each once, in order."""
    chosen = {one.number: one for one in (*recipients[:count], *_extremes(recipients, prepared))}
    return [one for one in recipients if one.number in chosen]


def _extremes(recipients: Sequence[Recipient], prepared: Prepared) -> Iterator[Recipient]:
    width = prepared.fonts.width
    yield max(recipients, key=lambda one: width(one.address.lines[0], "plain"))
    yield max(recipients, key=lambda one: (len(one.address.lines), max(width(line, "plain") for line in one.address.lines)))
    if not prepared.mailing.self_mailer:
        yield from {prepared.letters.variant(one.values, one.language)[:2]: one for one in reversed(recipients)}.values()


def _delivery(one: Recipient) -> tuple[bool, str, str, str, int]:
    address = one.address
    return address.country != "US", address.zip5, address.plus4 or "", address.delivery_point or "", one.number
