"""From a mailer's numbers and a recipient's ZIP to the digits of an Intelligent Mail barcode, each of them checked.

The library that draws it encodes what it is given, also what the standard (USPS-B-3200) refuses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from press.brand.brand import Brand
from press.problems import ContentError, Place, Problem

IDENTIFIER = "00"  # no presort is told, as on mail without an endorsement line
TRACKING, NUMBERS = 20, 15  # digits in all, and of Mailer ID and serial number together
ROUTINGS = (0, 5, 9, 11)  # digits

_DIGITS = re.compile(r"[0-9]*")  # str.isdigit() takes those of every script


class Payload(NamedTuple):
    """What a barcode holds: 20 digits of tracking; and of routing 0, or a ZIP of 5, ZIP+4 of 9, with delivery point 11."""

    tracking: str
    routing: str


def refused(payload: Payload) -> str | None:
    """Why the standard refuses these digits, without any of them; None where it takes them."""
    tracking, routing = payload
    if not _DIGITS.fullmatch(tracking) or not _DIGITS.fullmatch(routing):
        return "there is something else than digits in them"
    if len(tracking) != TRACKING:
        return f"the tracking code has {len(tracking)} digits, and needs {TRACKING}"
    if tracking[1] > "4":
        return "the second digit of the barcode identifier is not 0 to 4"
    if len(routing) not in ROUTINGS:
        return f"the routing code has {len(routing)} digits, and may have none, 5, 9 or 11"
    return None


def payload(
    brand: Brand, serial: int, zip5: str, plus4: str | None, delivery_point: str | None
) -> Payload | None:
    """The digits for one piece; None where the practice has no Mailer ID, or the ZIP+4 is not known.

    ``serial`` counts the pieces, and is not used again within 45 days. Raises ContentError where it has too many digits, or
    the standard refuses the rest; ``zip5``, ``plus4`` and ``delivery_point`` are the recipient's, and in no message.
    """
    if brand.mailer_id is None or brand.service_type is None or not plus4:
        return None
    room = NUMBERS - len(brand.mailer_id)
    if not 0 <= serial < 10**room:
        hint = f"Give a serial number of {room} digits at most; begin again at 0 when 45 days have passed"
        raise ContentError(
            [
                _problem(
                    brand,
                    f"The serial number {serial} has no room beside a Mailer ID of {len(brand.mailer_id)} digits",
                    hint,
                )
            ]
        )
    tracking = f"{IDENTIFIER}{brand.service_type}{brand.mailer_id}{serial:0{room}}"
    made = Payload(tracking, f"{zip5}{plus4}{delivery_point or ''}")
    if reason := refused(made):
        hint = "Check the ZIP of this recipient, and 'mailer_id' and 'service_type'"
        raise ContentError(
            [_problem(brand, f"The barcode of a recipient is refused: {reason}", hint)]
        )
    return made


def _problem(brand: Brand, message: str, hint: str) -> Problem:
    return Problem(Place(brand.place.file), "M49", message, hint)
