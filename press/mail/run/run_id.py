"""From a mailing, its list and its order to the id of the run: equal ids mean equal paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import file_digest, sha256

from press import __version__
from press.content.tree import Picture, blocks_in
from press.layout.loading import text_scale
from press.mail.letters.prepare import Prepared
from press.mail.order import LATER, Order

DIGITS = 6  # of a run's id, hexadecimal


def run_id(prepared: Prepared, order: Order, mailed: Sequence[int] = ()) -> str:
    """Return the id of a run, by which the same run is refused a second time on one day.

    A run has another id once a file of the practice's has changed. The contents of files count,
    not their names, nor where the output goes. ``mailed`` are the numbers of the recipients who
    are left out because they got the mailing already.
    """
    scale = text_scale(prepared.workspace)
    asked = _asked(order._replace(output="", lists=(), check=False, day=None))
    text = f"({__version__!r}, {prepared.today!r}, {asked}, {sorted(scale.items())!r})"
    digest = sha256(text.encode())
    for enclosure in prepared.enclosed:
        digest.update(sha256(enclosure.data).digest())
    for path in (*_files(prepared), *order.lists):
        with open(path, "rb") as stream:
            digest.update(file_digest(stream, sha256).digest())
    if mailed:
        digest.update(repr(sorted(mailed)).encode())
    return digest.hexdigest()[:DIGITS]


def _asked(order: Order) -> str:
    """Return an order as text, without the fields of LATER that have their default."""
    fields = (
        f"{name}={value!r}"
        for name, value in order._asdict().items()
        if name not in LATER or value != Order._field_defaults[name]
    )
    return f"Order({', '.join(fields)})"


def _files(prepared: Prepared) -> Iterator[str]:
    """Yield the paths of all that a letter is made of; an enclosure is digested as a PDF."""
    brand = prepared.brand
    yield from prepared.sources.values()
    yield from (path for _, path, _ in (*brand.fonts.faces, *brand.fonts.fallback))
    if brand.logo:
        yield brand.logo
    for words in (prepared.mailing.words, *prepared.mailing.translations):
        for block in blocks_in(tuple(passage.section for passage in words.passages)):
            if isinstance(block, Picture):
                yield prepared.workspace.asset(block.file, "pictures", block.place)
