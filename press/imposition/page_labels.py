"""From page labels such as iv or A-3 to labels of sides that name the pages on them: "iv, A-3"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from press.imposition.schemes import BLANK
from press.pdf.objects import Dictionary, Number, Objects, Text, array, dictionary, text_bytes

EMPTY = "\u2013"  # the label of a side without pages
LONGEST = 60  # characters of a label's prefix
LARGEST = 5_000  # largest number that is written in letters or Roman numerals

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def side_labels(objects: Objects, order: Sequence[Sequence[int]]) -> Dictionary:
    """Return the PageLabels entry of the catalog (ISO 32000-1, 12.4.2).

    ``order`` has the pages on each side from left to right, counted from 1.
    """
    pages = page_labels(objects, max(page for side in order for page in side))
    labels = [
        ", ".join(pages[page - 1] for page in side if page != BLANK) or EMPTY for side in order
    ]
    numbers = [
        item
        for side, label in enumerate(labels)
        for item in (side, dictionary(P=text_bytes(label)))
    ]
    return dictionary(Nums=array(numbers))


def page_labels(objects: Objects, pages: int) -> list[str]:
    """Return the label of each page; its number if the file has no label for it."""
    ranges = {0: dictionary(S="D")}
    for key, value in objects.tree_pairs(dict.get(objects.catalog, "/PageLabels"), "Nums"):
        first = objects.resolve(key)
        if isinstance(first, Number) and 0 <= first < pages:
            ranges[int(first)] = objects.dictionary(value)
    firsts = sorted(ranges)
    ends = [*firsts[1:], pages]
    labels = [
        label
        for first, end in zip(firsts, ends, strict=True)
        for label in _labels_of_range(objects, ranges[first], end - first)
    ]
    return [label or str(number) for number, label in enumerate(labels, 1)]


def _labels_of_range(objects: Objects, entries: Dictionary, count: int) -> Iterator[str]:
    prefix = str(text)[:LONGEST] if isinstance(text := objects.get(entries, "P"), Text) else ""
    style = _STYLES.get(objects.name(entries, "S"), lambda number: "")
    first = max(objects.integer(entries, "St") or 1, 1)
    for number in range(first, first + count):
        yield prefix + (style if number <= LARGEST else str)(number)


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral


def _letters(number: int) -> str:
    """Return A to Z, then AA to ZZ."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_STYLES: dict[str, Callable[[int], str]] = {
    "D": str,
    "R": _roman,
    "r": lambda number: _roman(number).lower(),
    "A": _letters,
    "a": lambda number: _letters(number).lower(),
}
