"""From a mailing, a list and what was asked for to the name of the run: equal for what comes to equal paper, else another."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest, sha256

from press import __version__
from press.content.tree import Picture, blocks_in
from press.layout.loading import text_scale
from press.mail.letters.prepare import Prepared
from press.mail.order import Order

DIGITS = 6  # of a run's id, hexadecimal


def run_id(prepared: Prepared, order: Order) -> str:
    """Who asks twice for the same on one day is told so; where a file of the practice's has changed, it is another run.

    Of files the contents count, not their names, nor where the output goes.
    """
    scale = text_scale(prepared.workspace)
    asked = order._replace(output="", lists=(), check=False, day=None)
    made = sha256(repr((__version__, prepared.today, asked, sorted(scale.items()))).encode())
    for one in prepared.enclosed:
        made.update(sha256(one.data).digest())
    for path in (*_files(prepared), *order.lists):
        with open(path, "rb") as stream:
            made.update(file_digest(stream, sha256).digest())
    return made.hexdigest()[:DIGITS]


def _files(prepared: Prepared) -> Iterator[str]:
    """All that a letter is made of; what an enclosure is made of shows in its PDF."""
    brand = prepared.brand
    yield from prepared.sources.values()
    yield from (path for _, path, _ in (*brand.fonts.faces, *brand.fonts.fallback))
    if brand.logo:
        yield brand.logo
    for words in (prepared.mailing.words, *prepared.mailing.translations):
        for block in blocks_in(tuple(one.section for one in words.passages)):
            if isinstance(block, Picture):
                yield prepared.workspace.asset(block.file, "pictures", block.place)
