"""The Big List of Naughty Strings, as values and as what somebody typed: printed unchanged, or refused."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from press.content.characters import unprintable
from press.content.tree import Text, leaves
from press.content.values import fill
from press.problems import ContentError, Place
from tests.hostile.hostile_workspaces import as_yaml, codes, judged, parsed, problems_in, with_value
from tests.samples import brand, compose, squeezed, text_of

STRINGS: list[str] = json.loads((Path(__file__).parent / "blns.json").read_text(encoding="utf-8"))
BATCHES = [STRINGS[at : at + 50] for at in range(0, len(STRINGS), 50)]
MARKDOWN = re.compile(r"[*_\\&\[\]|`~<>#]|^\s*(\d+[.)]|[-+=])|\n", re.MULTILINE)


def test_the_list_is_all_there() -> None:
    assert len(STRINGS) >= 400
    assert all(isinstance(one, str) for one in STRINGS)
    assert any("<script>" in one for one in STRINGS)


@pytest.mark.parametrize("text", STRINGS)
def test_a_value_comes_out_as_it_went_in(text: str) -> None:
    """Or is refused, and then only for a character that cannot be seen."""
    leaf = Text("{{ recipient.name }}", Place("x"))
    result, problems = fill(leaf, {"recipient": {"name": text}})
    if any(unprintable(text)):
        assert codes(judged(tuple(problems))) == {"T01"}
    else:
        assert not problems
        assert result.text == text


@pytest.mark.parametrize("field", ["title", "heading"])
@pytest.mark.parametrize("text", STRINGS)
def test_a_line_that_was_typed_is_kept_or_refused(text: str, field: str) -> None:
    typed = as_yaml(**{field: text})
    if problems_in(lambda: parsed(typed)):
        return
    handout = parsed(typed)
    read = handout.title.text if field == "title" else handout.sections[0].heading.text
    assert read == " ".join(text.split())


@pytest.mark.parametrize("text", STRINGS)
def test_a_body_that_was_typed_is_kept_or_refused(text: str) -> None:
    """What Markdown has no meaning for is kept to the letter; of the rest, every letter and digit."""
    typed = as_yaml(body=text)
    if problems_in(lambda: parsed(typed)):
        return
    read = "".join(leaf.text for leaf in leaves(parsed(typed).sections[0].body))
    if not MARKDOWN.search(text):
        assert squeezed(read) == squeezed(text)
    elif "&" not in text:
        assert letters(read) == letters(text)


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"{STRINGS.index(batch[0])} and on")
def test_a_value_is_printed_whole_or_refused(batch: list[str]) -> None:
    """Between guillemets, so that no part of it can be taken for the whole."""
    answers = {text: printed(text) for text in batch}
    assert any(answer for answer in answers.values())
    wrong = [
        text
        for text, answer in answers.items()
        if answer is not None and not stands_in(text, answer)
    ]
    assert wrong == []


def printed(value: str) -> str | None:
    """The text of a PDF with this value in its body; None where it is refused."""
    try:
        handout = with_value("«{{ recipient.name }}»", value, brand())
        return text_of(compose(handout, "faq-sheet").data)
    except ContentError as error:
        judged(error.problems)
        return None


def stands_in(text: str, answer: str) -> bool:
    """True if a page's text has all of it. Of marks that no letter is composed with, pdfium gives two that lie on each
    other as one, and may put one with another letter: then they do not count, nor do those of letters."""
    whole = squeezed(text)
    if not any(map(unicodedata.combining, whole)):
        return f"«{whole}»" in squeezed(answer)
    return f"«{bare(text)}»" in bare(answer)


def bare(text: str) -> str:
    """Without blanks, and without the marks above and below letters."""
    return "".join(
        char
        for char in unicodedata.normalize("NFD", squeezed(text))
        if not unicodedata.combining(char)
    )


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())
