"""From the title and languages of a document to findings on them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from press.proof.document import Document
from press.proof.findings import Finding
from press.proof.language_guess import seems_other
from press.proof.scripts import foreign_script
from press.proof.struct_elements import Element, Tree

FILE_NAME = re.compile(
    r"\.(docx?|dotx?|pdf|indd|pptx?|xlsx?|odt|rtf|pub|qxp|ai|txt|html?)$"
    r"|^microsoft word - |^untitled",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"(document|presentation|slide|brochure|flyer|book|pdf)[\s_-]*\d*", re.IGNORECASE
)

# RFC 5646, 2.1: language, extension, script, region, variants, extensions, private use.
LANGUAGE = re.compile(
    r"([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(-[a-wy-z\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?|x(-[a-z\d]{1,8})+|i-[a-z]{3,8}",
    re.IGNORECASE,
)


def check_document_info(document: Document) -> Iterator[Finding]:
    """Check the title, the language and the permissions of a document.

    A tagged document without a language may have one in each tag: check_languages looks there.
    """
    facts = document.facts
    if not facts.title:
        yield Finding("no-title")
    elif _is_file_name(facts.title, document.file):
        yield Finding("title-is-file", sample=facts.title)
    if facts.title and not facts.title_shown:
        yield Finding("title-not-shown")
    if not facts.language and not facts.tagged:
        yield Finding("no-language")
    if facts.language and not LANGUAGE.fullmatch(facts.language):
        yield Finding("bad-language", sample=facts.language)
    if facts.shuts_out:
        yield Finding("shut-out")


def check_languages(tree: Tree) -> Iterator[Finding]:
    """Check the languages of tags and marks against the text in each."""
    document_language = tree.document.facts.language
    root_elements = tree.root.elements if tree.root else ()
    stack = [(element, document_language) for element in reversed(root_elements)]
    any_missing = False
    while stack:
        element, language = stack.pop()
        own = element.text_attribute("Lang")
        if own and not LANGUAGE.fullmatch(own):
            yield Finding("bad-language", element.page, own)
        language = language if own is None else own
        stack.extend((kid, language) for kid in reversed(element.elements))
        content_text = " ".join(content.text for content in element.contents)
        if seems_other(content_text, language):
            yield Finding("other-language", element.page, content_text)
        for text, text_language in _texts(element, language):
            any_missing = any_missing or not text_language
            if text_language and (foreign := foreign_script(text, text_language)):
                yield Finding("other-script", element.page, foreign)
    if any_missing:
        yield Finding("no-language")


def _texts(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Yield each text directly in an element, with its language, which a mark may override."""
    texts = [
        (element.text_attribute("ActualText"), language),
        (element.text_attribute("Alt"), language),
    ]
    texts += [
        (mark.text, mark.language or language)
        for content in element.contents
        for _, mark in content.marks
    ]
    return ((text, own_language) for text, own_language in texts if text and text.strip())


def _is_file_name(title: str, file: str) -> bool:
    stem = os.path.splitext(os.path.basename(file))[0]
    return bool(FILE_NAME.search(title) or GENERIC.fullmatch(title)) or (
        title == stem and " " not in title and bool(re.search("[-_]", title))
    )
