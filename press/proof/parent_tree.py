"""From the parent tree to the elements of marked content (ISO 32000-1, 14.7.4.4)."""

from __future__ import annotations

from press.pdf.values import Array, Dictionary, as_integer

MAX_ENTRIES = 200_000


def read_parents(root: Dictionary) -> dict[int, int | tuple[int, ...]]:
    """Return the parent tree by key, with object numbers of elements, 0 for none.

    The value of an annotation is one element. The value of a page or form is its elements by MCID.
    """
    parents: dict[int, int | tuple[int, ...]] = {}
    stack, visited = [root], {root.number}
    while stack and len(parents) < MAX_ENTRIES:
        node = stack.pop()
        numbers = list(node.each("Nums"))
        for key, value in zip(numbers[::2], numbers[1::2], strict=False):
            number = as_integer(key)
            if number is not None and isinstance(value, (Array, Dictionary)):
                parents.setdefault(number, _element_numbers(value))
        for kid in node.each("Kids"):
            if isinstance(kid, Dictionary) and kid.number not in visited:
                visited.add(kid.number)
                stack.append(kid)
    return parents


def _element_numbers(value: Array | Dictionary) -> int | tuple[int, ...]:
    if isinstance(value, Dictionary):
        return value.number
    return tuple(item.number if isinstance(item, Dictionary) else 0 for item in value)
