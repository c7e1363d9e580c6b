"""From a mailer's numbers and a recipient's ZIP code to the digits of an Intelligent Mail barcode.

The digits are checked here, for the library that draws the barcode encodes anything, also what
the standard (USPS-B-3200) refuses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from press.brand.brand import Brand
from press.problems import ContentError, Place, Problem

IDENTIFIER = "00"  # of no presort, as on mail without an endorsement line
TRACKING, NUMBERS = 20, 15  # digits in all, and of Mailer ID and serial number together
ROUTINGS = (0, 5, 9, 11)  # digits

_DIGITS = re.compile(r"[0-9]*")  # str.isdigit() accepts those of every script


class Payload(NamedTuple):
    """The digits of a barcode: 20 of tracking, and 0, 5, 9 or 11 of routing.

    The routing code is a ZIP code of 5, a ZIP+4 of 9, or 11 with the delivery point.
    """

    tracking: str
    routing: str


def refusal(payload: Payload) -> str | None:
    """Return why the standard refuses these digits, without quoting them; None if it does not."""
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
    """Return the digits for one piece; None without a Mailer ID of the practice or a ZIP+4.

    ``serial`` counts the pieces, and is not used again within 45 days. ``zip5``, ``plus4`` and
    ``delivery_point`` are the recipient's, and no message quotes them.

    Raises ContentError if ``serial`` has too many digits, or if the standard refuses the rest.
    """
    if brand.mailer_id is None or brand.service_type is None or not plus4:
        return None
    digits = NUMBERS - len(brand.mailer_id)
    if not 0 <= serial < 10**digits:
        message = (
            f"The serial number {serial} has no room "
            f"beside a Mailer ID of {len(brand.mailer_id)} digits"
        )
        hint = (
            f"Give a serial number of {digits} digits at most; "
            "begin again at 0 when 45 days have passed"
        )
        raise ContentError([_problem(brand, message, hint)])
    tracking = f"{IDENTIFIER}{brand.service_type}{brand.mailer_id}{serial:0{digits}}"
    barcode = Payload(tracking, f"{zip5}{plus4}{delivery_point or ''}")
    if reason := refusal(barcode):
        message = f"The barcode of a recipient is refused: {reason}"
        hint = "Check the ZIP of this recipient, and 'mailer_id' and 'service_type'"
        raise ContentError([_problem(brand, message, hint)])
    return barcode


def _problem(brand: Brand, message: str, hint: str) -> Problem:
    return Problem(Place(brand.place.file), "M49", message, hint)
