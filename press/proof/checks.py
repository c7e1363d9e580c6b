"""From the bytes of a PDF to the Problems that our own checks find in it, without veraPDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from press.pdf.values import EncryptedError, LockedError, open_pdf
from press.problems import Problem, in_order
from press.proof.document import CheckedPage, Document, read_document
from press.proof.document_info import check_document_info, check_languages
from press.proof.findings import Finding, as_problems
from press.proof.form_fields import check_form_fields
from press.proof.headings_lists import check_headings_lists
from press.proof.links import check_links
from press.proof.reading_order import check_reading_order
from press.proof.struct_elements import Tree
from press.proof.tables import check_tables
from press.proof.tag_coverage import check_tag_coverage
from press.proof.text_encoding import (
    check_characters,
    check_fonts,
    check_hidden_text,
    check_untagged_characters,
)
from press.proof.tree import tree_of

MIN_OUTLINES = 100  # drawings on a page whose text may be outlines: each letter is a drawing
DOCUMENT_CHECKS = (check_document_info, check_fonts, check_hidden_text, check_form_fields)
TREE_CHECKS = (
    check_tag_coverage,
    check_reading_order,
    check_languages,
    check_headings_lists,
    check_tables,
    check_links,
    check_characters,
)


class Examination(NamedTuple):
    """The findings in a file.

    ``pdfa`` is the flavour of PDF/A that it claims. ``readable`` is False if nothing can be read.
    """

    file: str
    findings: tuple[Finding, ...]
    pdfa: str = ""
    readable: bool = True

    @property
    def problems(self) -> list[Problem]:
        """The findings as problems, in order."""
        return in_order(as_problems(self.file, self.findings))


def check_pdf(data: bytes, file: str) -> list[Problem]:
    """Return all problems of a file, in order. Never raises, whatever the bytes are."""
    return examine(data, file).problems


def examine(data: bytes, file: str) -> Examination:
    """Return the findings in a file, with the facts that another checker needs.

    Never raises, whatever the bytes are.
    """
    try:
        reader = open_pdf(data)
        document = read_document(reader, file)
    except LockedError:
        return Examination(file, (Finding("locked"),), readable=False)
    except EncryptedError:
        return Examination(file, (Finding("encrypted"),))
    except Exception:  # a broken file can cause any
        return Examination(file, (Finding("unreadable"),), readable=False)
    tree = None
    with suppress(Exception):  # as above
        tree = tree_of(document, reader)
    return Examination(file, tuple(_findings(document, tree)), document.facts.pdfa)


def _findings(document: Document, tree: Tree | None) -> Iterator[Finding]:
    """Yield all findings. Nothing is read from the file here, so an exception is a bug of ours."""
    unread = {page.number for page in document.pages if not page.readable}
    yield from (Finding("unreadable-page", page) for page in unread)
    for check in DOCUMENT_CHECKS:
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
    for check in TREE_CHECKS:
        yield from check(tree)


def _untagged(tree: Tree) -> Iterator[Finding]:
    document = tree.document
    scans = [page.number for page in document.pages if _is_scan(page)]
    if len(scans) < len(document.pages) or not scans:
        words = sum(map(_words, document.pages))
        yield Finding("untagged" if tree.root is None else "no-element", times=words)
    yield from (Finding("scan", page) for page in scans)
    yield from check_untagged_characters(document)


def _words(page: CheckedPage) -> int:
    return sum(len(mark.lines.split()) for mark in page.marks)


def _is_scan(page: CheckedPage) -> bool:
    """Return True for a page of pictures or outlined letters, without text."""
    drawings = [drawing for mark in page.marks for drawing in mark.drawings]
    return not _words(page) and ("picture" in drawings or len(drawings) > MIN_OUTLINES)
