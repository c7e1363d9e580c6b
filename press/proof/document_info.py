"""What the document says of itself: its title, and its languages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from press.proof.document import Document
from press.proof.findings import Finding
from press.proof.language_guess import seems_other
from press.proof.scripts import foreign_script
from press.proof.struct_elements import Element, Tree

FILE = re.compile(
    r"\.(docx?|dotx?|pdf|indd|pptx?|xlsx?|odt|rtf|pub|qxp|ai|txt|html?)$|^microsoft word - |^untitled",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"(document|presentation|slide|brochure|flyer|book|pdf)[\s_-]*\d*", re.IGNORECASE
)

# RFC 5646, 2.1: language, extension, script, region, variants, extensions, private use.
LANGUAGE = re.compile(
    r"([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(-[a-wy-z\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?|x(-[a-z\d]{1,8})+|i-[a-z]{3,8}",
    re.IGNORECASE,
)


def claims(document: Document) -> Iterator[Finding]:
    """Its title and its language; one without any may still give each of its tags one, if it has tags."""
    facts = document.facts
    if not facts.title:
        yield Finding("no-title")
    elif _is_file(facts.title, document.file):
        yield Finding("title-is-file", sample=facts.title)
    if facts.title and not facts.title_shown:
        yield Finding("title-not-shown")
    if not facts.language and not facts.tagged:
        yield Finding("no-language")
    if facts.language and not LANGUAGE.fullmatch(facts.language):
        yield Finding("bad-language", sample=facts.language)
    if facts.shuts_out:
        yield Finding("shut-out")


def languages(tree: Tree) -> Iterator[Finding]:
    """Those of its tags and marks, and of the text in each."""
    top = tree.document.facts.language
    waiting = [(element, top) for element in reversed(tree.root.elements)] if tree.root else []
    silent = False
    while waiting:
        element, language = waiting.pop()
        own = element.said("Lang")
        if own and not LANGUAGE.fullmatch(own):
            yield Finding("bad-language", element.page, own)
        language = language if own is None else own
        waiting.extend((kid, language) for kid in reversed(element.elements))
        if seems_other(said := " ".join(content.text for content in element.contents), language):
            yield Finding("other-language", element.page, said)
        for text, given in _texts(element, language):
            silent = silent or not given
            if given and (foreign := foreign_script(text, given)):
                yield Finding("other-script", element.page, foreign)
    if silent:
        yield Finding("no-language")


def _texts(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Each text right in an element, and its language; a mark may give its own."""
    texts = [(element.said("ActualText"), language), (element.said("Alt"), language)]
    texts += [
        (mark.text, mark.language or language)
        for content in element.contents
        for _, mark in content.marks
    ]
    return ((text, given) for text, given in texts if text and text.strip())


def _is_file(title: str, file: str) -> bool:
    stem = os.path.splitext(os.path.basename(file))[0]
    return bool(FILE.search(title) or GENERIC.fullmatch(title)) or (
        title == stem and " " not in title and bool(re.search("[-_]", title))
    )
