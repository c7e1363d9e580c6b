"""The parent tree: from content back to the element that holds it (ISO 32000-1, 14.7.4.4)."""

from __future__ import annotations

from press.pdf.values import Array, Dictionary, as_integer

MOST = 200_000  # entries


def read_parents(root: Dictionary) -> dict[int, int | tuple[int, ...]]:
    """By key: the object number of an annotation's element, or those of a page's by MCID; 0 for none."""
    parents: dict[int, int | tuple[int, ...]] = {}
    waiting, met = [root], {root.number}
    while waiting and len(parents) < MOST:
        node = waiting.pop()
        numbers = list(node.each("Nums"))
        for key, value in zip(numbers[::2], numbers[1::2], strict=False):
            number = as_integer(key)
            if number is not None and isinstance(value, (Array, Dictionary)):
                parents.setdefault(number, _numbers(value))
        for kid in node.each("Kids"):
            if isinstance(kid, Dictionary) and kid.number not in met:
                met.add(kid.number)
                waiting.append(kid)
    return parents


def _numbers(value: Array | Dictionary) -> int | tuple[int, ...]:
    if isinstance(value, Dictionary):
        return value.number
    return tuple(one.number if isinstance(one, Dictionary) else 0 for one in value)
