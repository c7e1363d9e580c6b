"""Whether the text behind the letters is what was written: fonts, characters, the ends of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from press.proof.document import Document
from press.proof.findings import Finding
from press.proof.painted import ShownText
from press.proof.scripts import is_backwards, is_unspaced
from press.proof.speech import tree_blocks
from press.proof.struct_elements import Block, BlockText, Tree

# What no voice can read: control characters, the byte order mark, U+FFFD and beyond, halves of pairs, private use.
_MUTE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffd-\uffff\ud800-\udfff\U000f0000-\U0010ffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")

NEAR = 8  # pieces, before and after the end of a line, that one word may be put together from

_ADDRESS = re.compile(r"[/@\\]|www\.|\w\.\w")  # it may be cut anywhere, and has no blanks
_ENDS = ",;:!?)\u201d\u2019\u00bb."
_OPENS = "(\u201c\u2018\u00ab"


def fonts(document: Document) -> Iterator[Finding]:
    """Each that is counted on to be where the file is read, at the first page that needs it."""
    met: set[str] = set()
    for page in document.pages:
        for font in (shown.font for mark in page.marks for shown in mark.shown if not shown.hidden):
            if not font.embedded and font.name not in met:
                met.add(font.name)
                yield Finding("loose-font", page.number, font.name)


def untagged_letters(document: Document) -> Iterator[Finding]:
    """The same as ``letters``, of a document without tags: there are no blocks, and so no ends of lines to judge."""
    for page in document.pages:
        yield from _mute(
            (BlockText(page.number, shown) for mark in page.marks for shown in mark.shown),
            _MUTE,
            _PRIVATE,
        )


def letters(tree: Tree) -> Iterator[Finding]:
    """Of the text of each block: what cannot be read, and what is read wrong."""
    for block in tree_blocks(tree):
        yield from _mute(block.pieces, _MUTE)
        yield from _mute(_without_bullet(block), _PRIVATE)
        yield from _line_ends([piece for piece in block.pieces if piece.text])
        if is_backwards(block.text):
            yield Finding("backwards", block.element.page, block.text)


def _without_bullet(block: Block) -> tuple[BlockText, ...]:
    """Bullets of Word and LibreOffice are private characters of a font for symbols; nobody misses them."""
    begins_private = block.pieces and _PRIVATE.fullmatch(block.pieces[0].text.strip())
    return block.pieces[1:] if begins_private else block.pieces


def hidden(document: Document) -> Iterator[Finding]:
    """Text that is not painted, but is read."""
    for page in document.pages:
        for mark in page.marks:
            if mark.artifact is None and (text := _unseen(mark.shown)).strip():
                yield Finding("hidden", page.number, text)


def _unseen(shown: Iterable[ShownText]) -> str:
    return "".join(one.text for one in shown if one.hidden)


def _mute(pieces: Iterable[BlockText], *kinds: re.Pattern[str]) -> Iterator[Finding]:
    met: Counter[tuple[int, str]] = Counter()
    for piece in pieces:
        for kind in kinds:
            for char in kind.findall(piece.text):
                met[piece.page, _named(char, piece.shown)] += 1
    yield from (Finding("no-meaning", page, sample, times) for (page, sample), times in met.items())


def _named(char: str, shown: ShownText) -> str:
    where = f" in {shown.font.name}" if shown.font.name else ""
    return f"U+{ord(char):04X}{where}"


def _line_ends(pieces: Sequence[BlockText]) -> Iterator[Finding]:
    for at, (last, following) in enumerate(pairwise(pieces), 1):
        if last.page != following.page or following.shown.begins.new_line_after(last.shown.ends):
            ends = "".join(piece.text for piece in pieces[max(at - NEAR, 0) : at]).rpartition(" ")[
                2
            ]
            begins = "".join(piece.text for piece in pieces[at : at + NEAR]).partition(" ")[0]
            if _glued(ends, begins):
                yield Finding("glued", last.page, ends + begins)
            elif _cut(ends, begins):
                yield Finding("hyphens", last.page, ends + begins)


def _glued(ends: str, begins: str) -> bool:
    """True if two words stand here with no blank between them."""
    if (
        not ends
        or not begins
        or is_unspaced(ends[-1])
        or is_unspaced(begins[0])
        or _ADDRESS.search(ends + begins)
    ):
        return False
    return (ends[-1].isalnum() or ends[-1] in _ENDS) and (
        begins[0].isalnum() or begins[0] in _OPENS
    )


def _cut(ends: str, begins: str) -> bool:
    """True if one word may stand here in two parts."""
    return (
        not _ADDRESS.search(ends + begins)
        and ends[-1:] in ("-", "\u2010")
        and ends[-2:-1].isalpha()
        and begins[:1].islower()
    )
