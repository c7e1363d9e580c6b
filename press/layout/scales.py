"""From a layout's type scales to what is wrong with their rows, before anything is set in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from press.brand import STOCK_FONTS, Colors
from press.layout.contract import LARGE_BODY, Layout
from press.problems import Place, Problem
from press.typeset.styles import ALIGN, ROLES, Scale

KNOWN: dict[str, Collection[str]] = {"color": [*Colors._fields], "face": STOCK_FONTS, "align": ALIGN}
STOCK = {"scale": "trifold", "large": "faq-sheet"}  # layouts that have such a scale


def check_scales(layout: type[Layout]) -> Iterator[Problem]:
    """Rows that are missing, rows of large print that are not large, and rows in what the brand does not have."""
    place, large = Place(layout.file), layout.large or {}
    scale: Scale = getattr(layout, "scale", {})
    for name, rows in {"scale": scale, "large": large}.items() if layout.large is not None else [("scale", scale)]:
        if lacking := [role for role in ROLES if role not in rows]:
            hint = f'Take them from the stock: {name} = {{**stock("{STOCK[name]}").{name}, …}}'
            yield Problem(place, "W02", f"The layout's {name} has no row for {', '.join(lacking)}", hint)
    if small := [role for role in large if large[role].size < LARGE_BODY]:
        message = f"The layout's large print is below {LARGE_BODY:g} pt in {', '.join(small)}"
        yield Problem(place, "W02", message, f"Give each row of large a size of {LARGE_BODY:g} or more")
    for name, rows in (("scale", scale), *(("tight", rows) for rows in layout.tight), ("large", large)):
        yield from _unknown(place, name, rows)


def _unknown(place: Place, name: str, rows: Scale) -> Iterator[Problem]:
    for role, row in rows.items():
        for field, known in KNOWN.items():
            if (value := getattr(row, field)) not in known:
                message = f"The layout's {name} has the {field} '{value}' for {role}"
                yield Problem(place, "W02", message, f"Use one of: {', '.join(known)}")
