"""How each kind of part becomes sections: one module each.

A new module with a ``MAKER`` sets a new kind, whose fields are in ``press.content.packets.parts``.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

from press.content.packets.packet import PartPlan
from press.content.packets.part_kind import PartContent
from press.packets.part_context import SectionMaker


def _makers() -> dict[type[PartContent], SectionMaker[Any]]:
    """Return the maker of each module in this folder, by what it sets."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    makers = [import_module(f"{__name__}.{name}").MAKER for name in names]
    return {maker.content: maker for maker in makers}


MAKERS = _makers()


def has_maker(plan: PartPlan[PartContent]) -> bool:
    """Return True if a part is text; False for a cover, contents, a handout or a file."""
    return type(plan.content) in MAKERS


def maker_of(plan: PartPlan[PartContent]) -> SectionMaker[Any]:
    """Return what sets a part that is text."""
    return MAKERS[type(plan.content)]
