"""From a place to write or to tick to its input field, whose name and label name no patient."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from press.content.packets.packet import PartPlan
from press.content.tree import Alert, Block, InputField, Item, List, Paragraph, Text, leaves
from press.content.values import Values, fill
from press.packets.part_context import PartContext
from press.packets.schedule import Schedule


def input_field(plan: PartPlan[Any], context: PartContext, name: str, *labels: Text) -> InputField:
    """Return the field of that ``name`` in a part.

    ``labels`` are texts as they were typed, each within what the one before it names.
    """
    filled, _ = fill(labels, _labels(context.schedule))
    kind = plan.kind.replace("-", "_")
    return InputField(f"{kind}_{plan.ordinal}_{name}", _joined(label.text for label in filled))


def check_boxes(texts: Sequence[Text], fields: Sequence[InputField]) -> List:
    """Return a list of texts, each with a box to tick."""
    return List(
        tuple(
            Item((Paragraph((text,)),), False, field)
            for text, field in zip(texts, fields, strict=True)
        )
    )


def with_check_boxes(
    blocks: Sequence[Block], plan: PartPlan[Any], context: PartContext
) -> list[Block]:
    """Return a text in which every check box is a field, numbered from 1."""
    numbers = itertools.count(1)

    def changed_block(block: Block) -> Block:
        if isinstance(block, List):
            return replace(block, items=tuple(map(changed_item, block.items)))
        if isinstance(block, Alert):
            return replace(block, blocks=tuple(map(changed_block, block.blocks)))
        return block

    def changed_item(item: Item) -> Item:
        below = tuple(map(changed_block, item.blocks))
        if item.checked is None:
            return replace(item, blocks=below)
        label = Text("".join(leaf.text for leaf in leaves(item.blocks[:1])), plan.place)
        field = input_field(plan, context, f"box_{next(numbers)}", label)
        return replace(item, blocks=below, field=field)

    return [changed_block(block) for block in blocks]


def _labels(schedule: Schedule) -> Values:
    """Return the values for the label of a field: for an answer, its label."""
    values: dict[str, str | Values | None] = dict(schedule.brand.values)
    for ask in schedule.packet.asks:
        is_moment = ask.kind == "moment"
        keys = ("day", "date", "time")
        values[ask.name] = dict.fromkeys(keys, ask.label) if is_moment else ask.label
    return values


def _joined(labels: Iterable[str]) -> str:
    """Return "Patient: Date"; after a question there is no colon."""
    joined = ""
    for label in labels:
        if joined:
            joined += " " if joined.endswith((".", "?", "!", ":")) else ": "
        joined += label
    return joined
