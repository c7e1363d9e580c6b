"""From fonts, characters and line ends to findings: text that differs from what the page shows."""

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
from press.proof.struct_elements import Block, TextRun, Tree

# Characters that no voice can read: control characters, the byte order mark, U+FFFD to U+FFFF,
# lone surrogates, and private use in the upper planes.
_MUTE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffd-\uffff\ud800-\udfff\U000f0000-\U0010ffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")

MAX_RUNS = 8  # text runs before and after a line end that may make up one word

_ADDRESS = re.compile(r"[/@\\]|www\.|\w\.\w")  # may break anywhere, and has no blanks
_CLOSING = ",;:!?)\u201d\u2019\u00bb."
_OPENING = "(\u201c\u2018\u00ab"


def check_fonts(document: Document) -> Iterator[Finding]:
    """Yield each font that is not embedded, at the first page that uses it."""
    names: set[str] = set()
    for page in document.pages:
        for font in (shown.font for mark in page.marks for shown in mark.shown if not shown.hidden):
            if not font.embedded and font.name not in names:
                names.add(font.name)
                yield Finding("loose-font", page.number, font.name)


def check_untagged_characters(document: Document) -> Iterator[Finding]:
    """Check the characters of a document without tags, where blocks and line ends are unknown."""
    for page in document.pages:
        runs = (TextRun(page.number, shown) for mark in page.marks for shown in mark.shown)
        yield from _mute(runs, _MUTE, _PRIVATE)


def check_characters(tree: Tree) -> Iterator[Finding]:
    """Check the text of each block for characters that are not read, or read wrong."""
    for block in tree_blocks(tree):
        yield from _mute(block.runs, _MUTE)
        yield from _mute(_without_bullet(block), _PRIVATE)
        yield from _line_ends([run for run in block.runs if run.text])
        if is_backwards(block.text):
            yield Finding("backwards", block.element.page, block.text)


def _without_bullet(block: Block) -> tuple[TextRun, ...]:
    """Return the runs of a block without a first bullet.

    Bullets of Word and LibreOffice are private-use characters of a symbol font. They have no
    meaning to read.
    """
    begins_private = block.runs and _PRIVATE.fullmatch(block.runs[0].text.strip())
    return block.runs[1:] if begins_private else block.runs


def check_hidden_text(document: Document) -> Iterator[Finding]:
    """Yield text that is invisible on the page, but read aloud."""
    for page in document.pages:
        for mark in page.marks:
            if mark.artifact is None and (text := _hidden_text(mark.shown)).strip():
                yield Finding("hidden", page.number, text)


def _hidden_text(texts: Iterable[ShownText]) -> str:
    return "".join(shown.text for shown in texts if shown.hidden)


def _mute(runs: Iterable[TextRun], *patterns: re.Pattern[str]) -> Iterator[Finding]:
    counts: Counter[tuple[int, str]] = Counter()
    for run in runs:
        for pattern in patterns:
            for char in pattern.findall(run.text):
                counts[run.page, _char_name(char, run.shown)] += 1
    for (page, sample), times in counts.items():
        yield Finding("no-meaning", page, sample, times)


def _char_name(char: str, shown: ShownText) -> str:
    font = f" in {shown.font.name}" if shown.font.name else ""
    return f"U+{ord(char):04X}{font}"


def _line_ends(runs: Sequence[TextRun]) -> Iterator[Finding]:
    for index, (last, following) in enumerate(pairwise(runs), 1):
        new_line = following.shown.start.is_new_line_after(last.shown.end)
        if last.page != following.page or new_line:
            before = "".join(run.text for run in runs[max(index - MAX_RUNS, 0) : index])
            after = "".join(run.text for run in runs[index : index + MAX_RUNS])
            end, start = before.rpartition(" ")[2], after.partition(" ")[0]
            if _is_glued(end, start):
                yield Finding("glued", last.page, end + start)
            elif _is_hyphenated(end, start):
                yield Finding("hyphens", last.page, end + start)


def _is_glued(end: str, start: str) -> bool:
    """Return True if two words meet here without a blank between them."""
    if not end or not start or is_unspaced(end[-1]) or is_unspaced(start[0]):
        return False
    if _ADDRESS.search(end + start):
        return False
    return (end[-1].isalnum() or end[-1] in _CLOSING) and (
        start[0].isalnum() or start[0] in _OPENING
    )


def _is_hyphenated(end: str, start: str) -> bool:
    """Return True if these may be two parts of one word."""
    return (
        not _ADDRESS.search(end + start)
        and end[-1:] in ("-", "\u2010")
        and end[-2:-1].isalpha()
        and start[:1].islower()
    )
