"""From the program of a CMap to the texts of its codes (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NONE = "\ufffd"  # the text of a code that stands for nothing, or for no text
MAX_ENTRIES = 70_000  # a font has at most 65,536 glyphs

_TOKEN = re.compile(
    rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])"
    rb"|\b(begin|end)(codespacerange|bfchar|bfrange|cidchar|cidrange)\b"
)


class CMap(NamedTuple):
    """The text of each code, and the lengths of codes in bytes, the shortest first."""

    texts: dict[int, str]
    lengths: tuple[int, ...]


def read_cmap(data: bytes) -> CMap:
    """Read what is readable of a CMap. A CMap with too many entries is empty."""
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
                if len(texts) > MAX_ENTRIES:
                    return CMap({}, ())
    return CMap(texts, tuple(sorted(lengths)))


def codes(string: bytes, lengths: tuple[int, ...]) -> Iterator[int]:
    """Yield the codes of a string, all of the longest length.

    Codes of mixed lengths are not supported: the CMaps of such fonts are not in the file.
    """
    length = lengths[-1] if lengths else 1
    return (
        int.from_bytes(string[start : start + length], "big")
        for start in range(0, len(string), length)
    )


Token = bytes | list[bytes]


def _sections(data: bytes) -> Iterator[tuple[str, list[Token]]]:
    """Yield each section's kind and its hexadecimal strings; those in brackets as a list."""
    tokens: list[Token] = []
    bracket: list[bytes] | None = None
    for match in _TOKEN.finditer(data):
        if match[4]:
            if match[4] == b"end":
                yield match[5].decode("ascii"), tokens
            tokens, bracket = [], None
        elif match[2]:
            bracket = []
        elif match[3]:
            tokens.append(bracket or [])
            bracket = None
        elif match[1] is not None:
            (tokens if bracket is None else bracket).append(re.sub(rb"\s", b"", match[1]))


def _characters(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes) and code:
            yield int(code, 16), _text(text)


def _ranges(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    for low, high, text in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        if not (isinstance(low, bytes) and isinstance(high, bytes) and low and high):
            continue
        first, last = int(low, 16), min(int(high, 16), int(low, 16) + MAX_ENTRIES)
        if isinstance(text, list):
            texts = text[: last - first + 1]
            yield from ((code, _text(digits)) for code, digits in enumerate(texts, first))
        else:
            yield from ((code, _text(text, code - first)) for code in range(first, last + 1))


def _text(digits: bytes, offset: int = 0) -> str:
    """Return the text of UTF-16 in hexadecimal, its last unit raised by ``offset``.

    Lone surrogates are kept. Other lengths, such as <1F600>, are no UTF-16 and stand for nothing.
    """
    if len(digits) == 0 or len(digits) % 4:
        return chr(int(digits, 16) + offset) if len(digits) == 2 else NONE
    number = int(digits, 16) + offset
    if number >> (4 * len(digits)):
        return NONE
    return number.to_bytes(len(digits) // 2, "big").decode("utf-16-be", "surrogatepass")
