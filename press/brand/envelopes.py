"""From the envelopes in practice.yaml to Envelopes whose windows can be used, and from a name to an Envelope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from press.content.yaml_nodes import Mapping, locate
from press.paper import ENVELOPES, INCH, SHEETS, Envelope, Window, safe
from press.paper.envelopes import play
from press.problems import ContentError, Place, Problem, guess

if TYPE_CHECKING:
    from press.content.practice_models import EnvelopeFields, PracticeFields

LEAST_WIDE, LEAST_HIGH = 2 * INCH, 27.0  # of an address: three lines of 8 points, 9 apart
FOLDED = "Measure the folds from the sheet's top; for a letter sheet in a #10 they are [4, 7.5]"


def envelope_named(name: str, own: Sequence[Envelope], place: Place) -> Envelope:
    """The practice's own envelope of that name, else the one that the program knows; raises ContentError."""
    known = {**ENVELOPES, **{one.name: one for one in own}}
    if name not in known:
        raise ContentError(
            [Problem(place, "M40", f"There is no envelope '{name}'", guess(name, known))]
        )
    return known[name]


def own_envelopes(
    fields: PracticeFields, marked: Mapping, problems: list[Problem]
) -> tuple[Envelope, ...]:
    """The practice's own envelopes for its paper; what is wrong with them is added to the problems."""
    made = tuple(_made(one, fields.paper) for one in fields.envelopes)
    for at, envelope in enumerate(made):
        problems += _twice(envelope, made[:at], locate(marked, ("envelopes", at, "name"))[0])
        problems += list(_unusable(envelope, marked, at))
    return made


def barcode_problems(fields: PracticeFields, marked: Mapping) -> list[Problem]:
    """A Mailer ID says nothing without the service, nor the service without it."""
    given = [key for key in ("mailer_id", "service_type") if getattr(fields, key) is not None]
    if len(given) != 1:
        return []
    message = f"'{given[0]}' stands alone, and a barcode needs the Mailer ID and the service type"
    hint = "Give both 'mailer_id' and 'service_type', or neither: then no barcode is printed"
    return [Problem(locate(marked, (given[0],))[0], "M48", message, hint)]


def _made(fields: EnvelopeFields, paper: str) -> Envelope:
    windows = tuple(
        Window(one.use, *(INCH * length for length in (one.x, one.y, one.w, one.h)))
        for one in fields.windows
    )
    size = (fields.size[0] * INCH, fields.size[1] * INCH)
    return Envelope(
        fields.name, size, windows, tuple(fold * INCH for fold in fields.folds), (paper,)
    )


def _twice(envelope: Envelope, before: Sequence[Envelope], place: Place) -> list[Problem]:
    if all(one.name != envelope.name for one in before):
        return []
    return [
        Problem(
            place,
            "M40",
            f"Two envelopes are called '{envelope.name}'",
            "Give each a name of its own",
        )
    ]


def _unusable(envelope: Envelope, marked: Mapping, at: int) -> Iterator[Problem]:
    """Windows off the envelope, folds off the sheet, no place for an address: the first of them that is so."""
    path = ("envelopes", at)
    off = list(_off_the_envelope(envelope, marked, path))
    yield from off
    folded = list(_folded_wrong(envelope, locate(marked, (*path, "folds"))[0]))
    yield from folded
    addresses = [one for one in envelope.windows if one.use == "address"]
    if envelope.windows and len(addresses) != 1:
        message = (
            f"The envelope '{envelope.name}' has {len(addresses) or 'no'} windows for the address"
        )
        hint = (
            "Give one window 'for: address'; an envelope that is printed on has no windows at all"
        )
        yield Problem(locate(marked, (*path, "windows"))[0], "M43", message, hint)
    elif addresses and not off and not folded:
        yield from _too_small(envelope, addresses[0], locate(marked, (*path, "windows"))[0])


def _off_the_envelope(
    envelope: Envelope, marked: Mapping, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    assert envelope.size
    for at, one in enumerate(envelope.windows):
        inside = one.x + one.width <= envelope.size[0] and one.y + one.height <= envelope.size[1]
        if not inside or not one.width or not one.height:
            message = f"A window of the envelope '{envelope.name}' does not lie on it"
            hint = "Measure 'x' and 'y' from the envelope's lower left corner to the window's, 'w' and 'h' across the window"
            yield Problem(locate(marked, (*path, "windows", at))[0], "M41", message, hint)


def _folded_wrong(envelope: Envelope, place: Place) -> Iterator[Problem]:
    sheet, paper = SHEETS[envelope.sheets[0]], envelope.sheets[0]
    edges = (0.0, *envelope.folds, sheet.height)
    if any(lower <= upper for upper, lower in pairwise(edges)):
        message = f"The folds for the envelope '{envelope.name}' do not lie one below the other on {paper} paper"
        yield Problem(place, "M42", message, FOLDED)
    elif not play(envelope, sheet).fits:
        message = (
            f"A sheet of {paper} paper, folded so, does not go into the envelope '{envelope.name}'"
        )
        yield Problem(place, "M42", message, FOLDED)


def _too_small(envelope: Envelope, window: Window, place: Place) -> Iterator[Problem]:
    found = safe(envelope, window, SHEETS[envelope.sheets[0]])
    if found is None or found.height < LEAST_HIGH or found.width < LEAST_WIDE:
        message = (
            f"In the window of the envelope '{envelope.name}', no address of three lines is sure to be seen: the sheet slides, "
            "and 1/8 in must stay clear on every side"
        )
        hint = "Fold the sheet's upper panel higher, nearly as high as the envelope, or take an envelope with a larger window"
        yield Problem(place, "M44", message, hint)
