"""From the labels of pages, such as iv or A-3, to those of sides: what pages lie on each, as "iv, A-3"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from press.imposition.schemes import BLANK
from press.pdf.objects import Dictionary, Number, Objects, Text, array, dictionary, text_bytes

EMPTY = "\u2013"  # of a side without a page
LONGEST = 60  # characters that anybody reads of a label
LARGEST = 5_000  # number in letters or of the Romans

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
          (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def side_labels(objects: Objects, order: Sequence[Sequence[int]]) -> Dictionary:
    """The entry of the catalog (ISO 32000-1, 12.4.2); ``order`` has the pages, from 1, on each side from left to right."""
    pages = page_labels(objects, max(page for side in order for page in side))
    said = [", ".join(pages[page - 1] for page in side if page != BLANK) or EMPTY for side in order]
    numbers = [
        one for at, label in enumerate(said) for one in (at, dictionary(P=text_bytes(label)))
    ]
    return dictionary(Nums=array(numbers))


def page_labels(objects: Objects, pages: int) -> list[str]:
    """What each page of the file is called; its number where the file does not say."""
    starts = {0: dictionary(S="D")}
    for key, value in objects.tree(dict.get(objects.catalog, "/PageLabels"), "Nums"):
        first = objects.at(key)
        if isinstance(first, Number) and 0 <= first < pages:
            starts[int(first)] = objects.dictionary(value)
    firsts = sorted(starts)
    ends = [*firsts[1:], pages]
    said = [
        one
        for first, end in zip(firsts, ends, strict=True)
        for one in _range(objects, starts[first], end - first)
    ]
    return [label or str(number) for number, label in enumerate(said, 1)]


def _range(objects: Objects, entries: Dictionary, count: int) -> Iterator[str]:
    prefix = str(words)[:LONGEST] if isinstance(words := objects.get(entries, "P"), Text) else ""
    style = _STYLES.get(objects.name(entries, "S"), lambda number: "")
    first = max(objects.integer(entries, "St") or 1, 1)
    for number in range(first, first + count):
        yield prefix + (style if number <= LARGEST else str)(number)


def _roman(number: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        made += letters * (number // value)
        number %= value
    return made


def _letters(number: int) -> str:
    """A to Z, then AA to ZZ."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_STYLES: dict[str, Callable[[int], str]] = {
    "D": str,
    "R": _roman,
    "r": lambda number: _roman(number).lower(),
    "A": _letters,
    "a": lambda number: _letters(number).lower(),
}
