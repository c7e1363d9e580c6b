"""From the program of a CMap to a table of codes: what the bytes of a string stand for (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NONE = "\ufffd"  # a code that stands for nothing, or for something that is no text
LARGEST = 70_000  # entries: a font has at most 65,536 glyphs

_TOKEN = re.compile(
    rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|\b(begin|end)(codespacerange|bfchar|bfrange|cidchar|cidrange)\b|(\d+)"
)


class CMap(NamedTuple):
    """``texts`` by code; ``lengths`` are those of its codes, in bytes, shortest first."""

    texts: dict[int, str]
    lengths: tuple[int, ...]


def read_cmap(data: bytes) -> CMap:
    """What can be read of it; a map that makes no sense is empty."""
    texts: dict[int, str] = {}
    lengths: set[int] = set()
    for kind, tokens in _sections(data):
        if kind == "codespacerange":
            lengths.update(
                len(token) // 2
                for token in tokens[::2]
                if isinstance(token, bytes) and 0 < len(token) <= 8
            )
        elif kind in ("bfchar", "bfrange"):
            for code, text in _characters(tokens) if kind == "bfchar" else _ranges(tokens):
                texts[code] = text
                if len(texts) > LARGEST:
                    return CMap({}, ())
    return CMap(texts, tuple(sorted(lengths)))


def codes(string: bytes, lengths: tuple[int, ...]) -> Iterator[int]:
    """A string cut into codes, all as long as the longest: fonts whose codes differ in length have no map of ours."""
    length = lengths[-1] if lengths else 1
    return (int.from_bytes(string[at : at + length], "big") for at in range(0, len(string), length))


Token = bytes | list[bytes]


def _sections(data: bytes) -> Iterator[tuple[str, list[Token]]]:
    """Each section's kind and hexadecimal strings; those in brackets together."""
    tokens: list[Token] = []
    bracket: list[bytes] | None = None
    for found in _TOKEN.finditer(data):
        if found[4]:
            if found[4] == b"end":
                yield found[5].decode("ascii"), tokens
            tokens, bracket = [], None
        elif found[2]:
            bracket = []
        elif found[3]:
            tokens.append(bracket or [])
            bracket = None
        elif found[1] is not None:
            (tokens if bracket is None else bracket).append(re.sub(rb"\s", b"", found[1]))


def _characters(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes) and code:
            yield int(code, 16), _text(text)


def _ranges(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    for low, high, text in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        if not (isinstance(low, bytes) and isinstance(high, bytes) and low and high):
            continue
        first, last = int(low, 16), min(int(high, 16), int(low, 16) + LARGEST)
        if isinstance(text, list):
            yield from ((first + at, _text(one)) for at, one in enumerate(text[: last - first + 1]))
        else:
            yield from ((code, _text(text, code - first)) for code in range(first, last + 1))


def _text(digits: bytes, more: int = 0) -> str:
    """UTF-16, its last unit raised by ``more``. Lone surrogates stay; <1F600> is no UTF-16 and stands for nothing."""
    if len(digits) == 0 or len(digits) % 4:
        return chr(int(digits, 16) + more) if len(digits) == 2 else NONE
    number = int(digits, 16) + more
    if number >> (4 * len(digits)):
        return NONE
    return number.to_bytes(len(digits) // 2, "big").decode("utf-16-be", "surrogatepass")
