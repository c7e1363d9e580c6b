"""From a packet's YAML to a Packet: what it asks for, and its parts in order, with their places."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from press.content.handout import Review, read_bytes, text_in
from press.content.packets.field_source import FieldSource
from press.content.packets.models import AskFields, PacketFields, PartSettings
from press.content.packets.part_kind import PartContent, PartKind
from press.content.packets.parts import PARTS
from press.content.tree import Text
from press.content.validate import validate_partly
from press.content.yaml_nodes import Mapping, Node, Scalar, Sequence, locate, node_at
from press.content.yaml_reader import read_yaml
from press.problems import ContentError, Place, Problem

Content_co = TypeVar("Content_co", bound=PartContent, covariant=True)


@dataclass(frozen=True, slots=True)
class Ask:
    """A value that is asked for each time; ``kind`` is text, day, time, moment or yes-no.

    ``personal`` values say who the patient is. ``header`` values head the patient's own pages.
    """

    name: str
    kind: str
    label: str
    required: bool
    personal: bool
    header: bool
    place: Place


@dataclass(frozen=True, slots=True)
class PartPlan(Generic[Content_co]):
    """A part as it was typed; ``content`` is what it says.

    ``ordinal`` is its number among the parts of its ``kind``, from 1. ``when`` names the value that
    the part needs. ``front`` is None if the kind decides whether it begins on a front side.
    """

    kind: str
    ordinal: int
    content: Content_co
    title: str | None
    when: str | None
    number: str | None
    version: str | None
    front: bool | None
    accessible: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet as it was typed; the practice's language if ``language`` is None."""

    name: str
    place: Place
    title: Text
    subtitle: Text | None
    language: str | None
    asks: tuple[Ask, ...]
    parts: tuple[PartPlan[PartContent], ...]
    form: str | None
    version: str | None
    review: Review


def read_packet(file: str) -> Packet:
    """Return the packet in a file. Raises ContentError with every problem in it."""
    root = read_yaml(file, read_bytes(file))
    fields, problems = validate_partly(PacketFields, root)
    if fields is None:
        raise ContentError(problems)
    packet = _packet(file, root, fields, problems)
    if problems:
        raise ContentError(problems)
    return packet


def _packet(file: str, root: Mapping, fields: PacketFields, problems: list[Problem]) -> Packet:
    title = text_in(root, ("title",))
    assert title is not None
    review, conditions = fields.review, set(_conditions(root))
    return Packet(
        name=os.path.basename(file).removesuffix(".yaml"),
        place=Place(file),
        title=title,
        subtitle=text_in(root, ("subtitle",)),
        language=fields.language,
        asks=tuple(
            _ask(ask, locate(root, ("asks", index, "name"))[0], ask.name in conditions)
            for index, ask in enumerate(fields.asks)
        ),
        parts=tuple(_parts(fields.parts, root, problems)),
        form=fields.form,
        version=fields.version,
        review=Review(
            review.status, review.by, review.on, review.due, locate(root, ("review",))[0]
        ),
    )


def _ask(fields: AskFields, place: Place, decides: bool) -> Ask:
    """Return what is asked for.

    An answer that ``decides`` whether a medicine or a part is shown is required: without it, the
    medicine would be left out and nobody would see that.
    """
    personal = fields.type in ("text", "day") if fields.personal is None else fields.personal
    required = fields.required or (decides and fields.type == "yes-no")
    return Ask(fields.name, fields.type, fields.label, required, personal, fields.header, place)


def _conditions(node: Node) -> Iterator[str]:
    """Yield the name in each ``when`` below a node."""
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            if key == "when" and isinstance(value, Scalar):
                yield value.text.strip()
            yield from _conditions(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _conditions(item)


def _parts(
    parts: list[PartSettings], root: Mapping, problems: list[Problem]
) -> Iterator[PartPlan[PartContent]]:
    ordinals: Counter[str] = Counter()
    for index, settings in enumerate(parts):
        kind = _kind_of(settings)
        ordinals[kind.name] += 1
        path = ("parts", index, _spelling_of(kind, node_at(root, ("parts", index))))
        source = FieldSource(getattr(settings, kind.attribute), root, path, problems)
        yield PartPlan(
            kind.name,
            ordinals[kind.name],
            kind.read(source),
            settings.title,
            settings.when,
            settings.number,
            settings.version,
            settings.front,
            settings.accessible,
            source.place,
        )


def _kind_of(settings: PartSettings) -> PartKind[Any, PartContent]:
    """Return the one kind that the part has fields of."""
    return next(kind for kind in PARTS.values() if getattr(settings, kind.attribute) is not None)


def _spelling_of(kind: PartKind[Any, PartContent], part: Node | None) -> str:
    """Return the key that names the kind in the file: with a hyphen, or an underscore."""
    keys = part.entries if isinstance(part, Mapping) else {}
    return kind.attribute if kind.attribute in keys else kind.name
