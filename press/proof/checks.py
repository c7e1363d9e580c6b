"""From the bytes of a PDF to the Problems that our own checks find in it, without veraPDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from press.pdf.values import EncryptedError, LockedError, open_pdf
from press.problems import Problem, in_order
from press.proof.document import CheckedPage, Document, read_document
from press.proof.document_info import claims, languages
from press.proof.findings import Finding, as_problems
from press.proof.form_fields import fields
from press.proof.headings_lists import tags
from press.proof.links import links
from press.proof.reading_order import listening
from press.proof.struct_elements import Tree
from press.proof.tables import tables
from press.proof.tag_coverage import agreement
from press.proof.text_encoding import fonts, hidden, letters, untagged_letters
from press.proof.tree import tree_of

OUTLINES = 100  # drawings on a page that has no text: those of letters are one each
OF_DOCUMENTS = (claims, fonts, hidden, fields)
OF_TREES = (agreement, listening, languages, tags, tables, links, letters)


class Examined(NamedTuple):
    """What was found; the flavour of PDF/A that the file claims; False if nothing in it could be read."""

    file: str
    findings: tuple[Finding, ...]
    pdfa: str = ""
    readable: bool = True

    @property
    def problems(self) -> list[Problem]:
        return in_order(as_problems(self.file, self.findings))


def check_pdf(data: bytes, file: str) -> list[Problem]:
    """All of them, in order; never raises, whatever the bytes are."""
    return examine(data, file).problems


def examine(data: bytes, file: str) -> Examined:
    """The same, with what one must know to ask another checker."""
    try:
        reader = open_pdf(data)
        document = read_document(reader, file)
    except LockedError:
        return Examined(file, (Finding("locked"),), readable=False)
    except EncryptedError:
        return Examined(file, (Finding("encrypted"),))
    except Exception:  # a broken file can cause any
        return Examined(file, (Finding("unreadable"),), readable=False)
    tree = None
    with suppress(Exception):  # as above
        tree = tree_of(document, reader)
    return Examined(file, tuple(_findings(document, tree)), document.facts.pdfa)


def _findings(document: Document, tree: Tree | None) -> Iterator[Finding]:
    """From here on there are only values of ours: an error would be our own."""
    unread = {page.number for page in document.pages if not page.readable}
    yield from (Finding("unreadable-page", page) for page in unread)
    for check in OF_DOCUMENTS:
        yield from check(document)
    if tree is None:
        yield Finding("unreadable-tree")
    elif tree.root is None or not tree.root.elements:
        yield from _untagged(tree)
    else:
        yield from (finding for finding in _tagged(tree) if finding.page not in unread)


def _tagged(tree: Tree) -> Iterator[Finding]:
    if not tree.document.facts.marked:
        yield Finding("not-marked")
    yield from tree.findings
    for check in OF_TREES:
        yield from check(tree)


def _untagged(tree: Tree) -> Iterator[Finding]:
    document = tree.document
    scans = [page.number for page in document.pages if _is_scan(page)]
    if len(scans) < len(document.pages) or not scans:
        words = sum(map(_words, document.pages))
        yield Finding("untagged" if tree.root is None else "no-element", times=words)
    yield from (Finding("scan", page) for page in scans)
    yield from untagged_letters(document)


def _words(page: CheckedPage) -> int:
    return sum(len(mark.lines.split()) for mark in page.marks)


def _is_scan(page: CheckedPage) -> bool:
    """True for a page that shows a picture, or text turned into outlines, and nothing that can be read."""
    drawings = [drawing for mark in page.marks for drawing in mark.drawings]
    return not _words(page) and ("picture" in drawings or len(drawings) > OUTLINES)
