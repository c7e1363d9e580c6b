"""The kinds of part that a packet can have: one module each, with its fields and how they are read.

A new module with a ``KIND`` is a new kind. How it is set is in a module of ``press.packets.parts``.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

from press.content.packets.part_kind import PartKind


def _kinds() -> list[PartKind[Any, Any]]:
    """Return the kind of each module in this folder, by rank."""
    modules = (
        import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )
    return sorted((module.KIND for module in modules), key=lambda kind: kind.rank)


PARTS: dict[str, PartKind[Any, Any]] = {kind.name: kind for kind in _kinds()}
