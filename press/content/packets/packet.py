"""The Packet: what is asked for, and the parts in order; and how it is read from a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from press.content.handout import Review, read_bytes, text_in
from press.content.markdown import parse_body
from press.content.packets.models import KINDS, AskFields, PacketFields, PartFields
from press.content.tree import Block, Text
from press.content.validate import validate_partly
from press.content.yaml_nodes import Mapping, Node, Scalar, Sequence, locate, node_at
from press.content.yaml_reader import read_yaml
from press.problems import ContentError, Place, Problem


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for each time: ``kind`` is text, day, time, moment or yes-no."""

    name: str
    kind: str
    label: str
    required: bool
    personal: bool  # it tells who the patient is
    header: bool  # it heads the patient's own pages
    place: Place


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One part as it was typed: ``fields`` are those of its kind (a model, or a name), ``path`` leads to them in the file."""

    kind: str
    fields: Any
    title: str | None
    when: str | None
    number: str | None
    version: str | None
    front: bool | None
    accessible: bool
    place: Place
    path: tuple[str | int, ...]
    marked: Mapping
    bodies: dict[tuple[str | int, ...], tuple[Block, ...]]

    def text(self, *path: str | int) -> Text | None:
        """The text at a path below its fields, with its place; None where there is none."""
        return text_in(self.marked, (*self.path, *path))

    def has(self, *path: str | int) -> bool:
        """True if something stands at a path below its fields, be it empty."""
        return node_at(self.marked, (*self.path, *path)) is not None

    def place_of(self, *path: str | int) -> Place:
        return locate(self.marked, (*self.path, *path))[0]

    def blocks(self, *path: str | int) -> tuple[Block, ...]:
        """The Markdown at a path below its fields."""
        return self.bodies[path]


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet as it was typed."""

    name: str
    place: Place
    title: Text
    subtitle: Text | None
    language: str | None
    asks: tuple[Ask, ...]
    parts: tuple[PartPlan, ...]
    form: str | None
    version: str | None
    review: Review


def read_packet(file: str) -> Packet:
    """The packet in a file; raises ContentError with every problem in it."""
    marked = read_yaml(file, read_bytes(file))
    fields, problems = validate_partly(PacketFields, marked)
    if fields is None:
        raise ContentError(problems)
    packet = _packet(file, marked, fields, problems)
    if problems:
        raise ContentError(problems)
    return packet


def _packet(file: str, marked: Mapping, fields: PacketFields, problems: list[Problem]) -> Packet:
    title = text_in(marked, ("title",))
    assert title is not None
    review, conditions = fields.review, set(_conditions(marked))
    return Packet(
        name=os.path.basename(file).removesuffix(".yaml"),
        place=Place(file),
        title=title,
        subtitle=text_in(marked, ("subtitle",)),
        language=fields.language,
        asks=tuple(
            _ask(one, locate(marked, ("asks", at, "name"))[0], one.name in conditions)
            for at, one in enumerate(fields.asks)
        ),
        parts=tuple(_part(one, at, marked, problems) for at, one in enumerate(fields.parts)),
        form=fields.form,
        version=fields.version,
        review=Review(
            review.status, review.by, review.on, review.due, locate(marked, ("review",))[0]
        ),
    )


def _ask(fields: AskFields, place: Place, decides: bool) -> Ask:
    """What ``decides`` whether a medicine or a part is there is always to be answered: no answer would leave it out unseen."""
    personal = fields.type in ("text", "day") if fields.personal is None else fields.personal
    required = fields.required or (decides and fields.type == "yes-no")
    return Ask(fields.name, fields.type, fields.label, required, personal, fields.header, place)


def _conditions(node: Node) -> Iterator[str]:
    """What stands behind each ``when`` below a node."""
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            if key == "when" and isinstance(value, Scalar):
                yield value.text.strip()
            yield from _conditions(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _conditions(item)


def _part(fields: PartFields, at: int, marked: Mapping, problems: list[Problem]) -> PartPlan:
    kind = next(kind for kind in KINDS if getattr(fields, kind.replace("-", "_")) is not None)
    place, node = locate(marked, ("parts", at))
    key = next(
        (
            key
            for key in (kind, kind.replace("-", "_"))
            if isinstance(node, Mapping) and key in node.entries
        ),
        kind,
    )
    path = ("parts", at, key)
    bodies = {}
    for below, body in _bodies(marked, path):
        blocks, found = parse_body(body)
        problems.extend(found)
        bodies[below] = blocks
    return PartPlan(
        kind,
        getattr(fields, kind.replace("-", "_")),
        fields.title,
        fields.when,
        fields.number,
        fields.version,
        fields.front,
        fields.accessible,
        locate(marked, path)[0] if isinstance(node, Mapping) else place,
        path,
        marked,
        bodies,
    )


def _bodies(
    marked: Mapping, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Scalar]]:
    """Each Markdown text of a part, by its path below it."""
    sections = locate(marked, (*path, "sections"))[1]
    count = len(getattr(sections, "items", ()))
    for below in (("body",), *(("sections", at, "body") for at in range(count))):
        if isinstance(node := node_at(marked, (*path, *below)), Scalar):
            yield below, node
