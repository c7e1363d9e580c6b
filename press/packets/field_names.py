"""From a place to write or to tick in a part to its Field: a name of its own, and what is said of it. Nothing of the patient's."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from press.content.packets.packet import PartPlan
from press.content.tree import Alert, Block, InputField, Item, List, Text, leaves
from press.content.values import Values, fill
from press.packets.part_context import PartContext
from press.packets.schedule import Schedule


def field(plan: PartPlan, setting: PartContext, name: str, *says: Text) -> InputField:
    """``name`` is its own in the part; ``says`` are labels as they were typed, each within what the one before it names."""
    alike = [one.path for one in setting.dated.packet.parts if one.kind == plan.kind]
    labels, _ = fill(says, _labels(setting.dated))
    return InputField(
        f"{plan.kind.replace('-', '_')}_{alike.index(plan.path) + 1}_{name}",
        _joined(one.text for one in labels),
    )


def ticked(blocks: Sequence[Block], plan: PartPlan, setting: PartContext) -> list[Block]:
    """A text in which every check box is a field, numbered from 1."""
    numbers = itertools.count(1)

    def block(one: Block) -> Block:
        if isinstance(one, List):
            return replace(one, items=tuple(map(item, one.items)))
        return replace(one, blocks=tuple(map(block, one.blocks))) if isinstance(one, Alert) else one

    def item(one: Item) -> Item:
        below = tuple(map(block, one.blocks))
        if one.checked is None:
            return replace(one, blocks=below)
        says = Text("".join(leaf.text for leaf in leaves(one.blocks[:1])), plan.place)
        return replace(one, blocks=below, field=field(plan, setting, f"box_{next(numbers)}", says))

    return [block(one) for one in blocks]


def _labels(dated: Schedule) -> Values:
    """What ``{{ … }}`` stands for in what is said of a field: for an answer, what was asked."""
    made = dict(dated.brand.values)
    for ask in dated.packet.asks:
        made[ask.name] = (
            dict.fromkeys(("day", "date", "time"), ask.label) if ask.kind == "moment" else ask.label
        )
    return made


def _joined(labels: Iterable[str]) -> str:
    """ "Patient: Date"; behind a question there is no colon."""
    made = ""
    for one in labels:
        made += ("" if not made else " " if made.endswith((".", "?", "!", ":")) else ": ") + one
    return made
