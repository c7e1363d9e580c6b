"""From the envelopes in practice.yaml to usable Envelopes, and from a name to an Envelope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from press.content.yaml_nodes import Mapping, locate
from press.paper import ENVELOPES, INCH, SHEETS, Envelope, Window, safe_area
from press.paper.envelopes import play
from press.problems import ContentError, Place, Problem, guess

if TYPE_CHECKING:
    from press.content.practice_models import EnvelopeFields, PracticeFields

LEAST_WIDE, LEAST_HIGH = 2 * INCH, 27.0  # an address: three lines of 8 points, 9 points apart
FOLDED = "Measure the folds from the sheet's top; for a letter sheet in a #10 they are [4, 7.5]"


def envelope_named(name: str, own: Sequence[Envelope], place: Place) -> Envelope:
    """Return the practice's own envelope of that name, or else the one that the program knows.

    Raises ContentError if there is none. ``place`` is where the name is written.
    """
    known = {**ENVELOPES, **{envelope.name: envelope for envelope in own}}
    if name not in known:
        raise ContentError(
            [Problem(place, "M40", f"There is no envelope '{name}'", guess(name, known))]
        )
    return known[name]


def own_envelopes(
    fields: PracticeFields, root: Mapping, problems: list[Problem]
) -> tuple[Envelope, ...]:
    """Return the practice's own envelopes for its paper, and add their problems to ``problems``."""
    envelopes = tuple(_envelope(envelope, fields.paper) for envelope in fields.envelopes)
    for index, envelope in enumerate(envelopes):
        place = locate(root, ("envelopes", index, "name"))[0]
        problems += _duplicate(envelope, envelopes[:index], place)
        problems += list(_unusable(envelope, root, index))
    return envelopes


def barcode_problems(fields: PracticeFields, root: Mapping) -> list[Problem]:
    """Return a problem if only one of the Mailer ID and the service type is given."""
    given = [key for key in ("mailer_id", "service_type") if getattr(fields, key) is not None]
    if len(given) != 1:
        return []
    message = f"'{given[0]}' stands alone, and a barcode needs the Mailer ID and the service type"
    hint = "Give both 'mailer_id' and 'service_type', or neither: then no barcode is printed"
    return [Problem(locate(root, (given[0],))[0], "M48", message, hint)]


def _envelope(fields: EnvelopeFields, paper: str) -> Envelope:
    windows = tuple(
        Window(window.use, window.x * INCH, window.y * INCH, window.w * INCH, window.h * INCH)
        for window in fields.windows
    )
    size = (fields.size[0] * INCH, fields.size[1] * INCH)
    folds = tuple(fold * INCH for fold in fields.folds)
    return Envelope(fields.name, size, windows, folds, (paper,))


def _duplicate(envelope: Envelope, before: Sequence[Envelope], place: Place) -> list[Problem]:
    if all(other.name != envelope.name for other in before):
        return []
    message = f"Two envelopes are called '{envelope.name}'"
    return [Problem(place, "M40", message, "Give each a name of its own")]


def _unusable(envelope: Envelope, root: Mapping, index: int) -> Iterator[Problem]:
    """Yield a problem for windows off the envelope, folds off the sheet, or no room for an address.

    The room is checked only if windows and folds are right.
    """
    path = ("envelopes", index)
    off = list(_off_the_envelope(envelope, root, path))
    yield from off
    folded = list(_folded_wrong(envelope, locate(root, (*path, "folds"))[0]))
    yield from folded
    addresses = [window for window in envelope.windows if window.use == "address"]
    if envelope.windows and len(addresses) != 1:
        message = (
            f"The envelope '{envelope.name}' has {len(addresses) or 'no'} windows for the address"
        )
        hint = (
            "Give one window 'for: address'; an envelope that is printed on has no windows at all"
        )
        yield Problem(locate(root, (*path, "windows"))[0], "M43", message, hint)
    elif addresses and not off and not folded:
        yield from _too_small(envelope, addresses[0], locate(root, (*path, "windows"))[0])


def _off_the_envelope(
    envelope: Envelope, root: Mapping, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    assert envelope.size
    width, height = envelope.size
    for index, window in enumerate(envelope.windows):
        inside = window.x + window.width <= width and window.y + window.height <= height
        if not inside or not window.width or not window.height:
            message = f"A window of the envelope '{envelope.name}' does not lie on it"
            hint = (
                "Measure 'x' and 'y' from the envelope's lower left corner to the window's, "
                "'w' and 'h' across the window"
            )
            yield Problem(locate(root, (*path, "windows", index))[0], "M41", message, hint)


def _folded_wrong(envelope: Envelope, place: Place) -> Iterator[Problem]:
    sheet, paper = SHEETS[envelope.sheets[0]], envelope.sheets[0]
    edges = (0.0, *envelope.folds, sheet.height)
    if any(lower <= upper for upper, lower in pairwise(edges)):
        message = (
            f"The folds for the envelope '{envelope.name}' "
            f"do not lie one below the other on {paper} paper"
        )
        yield Problem(place, "M42", message, FOLDED)
    elif not play(envelope, sheet).fits:
        message = (
            f"A sheet of {paper} paper, folded so, does not go into the envelope '{envelope.name}'"
        )
        yield Problem(place, "M42", message, FOLDED)


def _too_small(envelope: Envelope, window: Window, place: Place) -> Iterator[Problem]:
    area = safe_area(envelope, window, SHEETS[envelope.sheets[0]])
    if area is None or area.height < LEAST_HIGH or area.width < LEAST_WIDE:
        message = (
            f"In the window of the envelope '{envelope.name}', "
            "no address of three lines is sure to be seen: the sheet slides, "
            "and 1/8 in must stay clear on every side"
        )
        hint = (
            "Fold the sheet's upper panel higher, nearly as high as the envelope, "
            "or take an envelope with a larger window"
        )
        yield Problem(place, "M44", message, hint)
