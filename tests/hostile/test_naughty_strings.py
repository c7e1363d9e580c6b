"""The Big List of Naughty Strings, as values and as typed text: printed unchanged, or refused.

Each test checks a block of strings, and names every string that fails.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from press.content.characters import unprintable
from press.content.tree import Text, leaves
from press.content.values import fill
from press.problems import ContentError, Place
from tests.hostile.hostile_workspaces import as_yaml, codes, judged, parsed, problems_in, with_value
from tests.samples import brand, compose, squeezed, text_of

STRINGS: list[str] = json.loads((Path(__file__).parent / "blns.json").read_text(encoding="utf-8"))
BLOCKS = [STRINGS[start : start + 50] for start in range(0, len(STRINGS), 50)]
each_block = pytest.mark.parametrize(
    "block", BLOCKS, ids=[f"{STRINGS.index(block[0])} and on" for block in BLOCKS]
)
MARKDOWN = re.compile(r"[*_\\&\[\]|`~<>#]|^\s*(\d+[.)]|[-+=])|\n", re.MULTILINE)


def test_the_list_is_all_there() -> None:
    assert len(STRINGS) >= 400
    assert all(isinstance(text, str) for text in STRINGS)
    assert any("<script>" in text for text in STRINGS)
    assert [text for block in BLOCKS for text in block] == STRINGS


def failures(check: Callable[[str], None], block: list[str]) -> dict[str, str]:
    """Return every string of a block for which a check fails, with the reason."""
    reasons = {}
    for text in block:
        try:
            check(text)
        except (Exception, pytest.fail.Exception) as error:
            reasons[text] = f"{type(error).__name__}: {error}"
    return reasons


@each_block
def test_a_value_comes_out_as_it_went_in(block: list[str]) -> None:
    """Or is refused, and then only for a character that cannot be seen."""
    assert failures(value_is_kept_or_refused, block) == {}


def value_is_kept_or_refused(text: str) -> None:
    leaf = Text("{{ recipient.name }}", Place("x"))
    result, problems = fill(leaf, {"recipient": {"name": text}})
    if any(unprintable(text)):
        assert codes(judged(tuple(problems))) == {"T01"}
    else:
        assert not problems
        assert result.text == text


@pytest.mark.parametrize("field", ["title", "heading"])
@each_block
def test_a_typed_line_is_kept_or_refused(block: list[str], field: str) -> None:
    assert failures(lambda text: line_is_kept_or_refused(text, field), block) == {}


def line_is_kept_or_refused(text: str, field: str) -> None:
    typed = as_yaml(**{field: text})
    if problems_in(lambda: parsed(typed)):
        return
    handout = parsed(typed)
    read = handout.title.text if field == "title" else handout.sections[0].heading.text
    assert read == " ".join(text.split())


@each_block
def test_a_typed_body_is_kept_or_refused(block: list[str]) -> None:
    """Plain text is kept to the letter; of a text with Markdown, every letter and digit is kept."""
    assert failures(body_is_kept_or_refused, block) == {}


def body_is_kept_or_refused(text: str) -> None:
    typed = as_yaml(body=text)
    if problems_in(lambda: parsed(typed)):
        return
    read = "".join(leaf.text for leaf in leaves(parsed(typed).sections[0].body))
    if not MARKDOWN.search(text):
        assert squeezed(read) == squeezed(text)
    elif "&" not in text:
        assert letters(read) == letters(text)


@pytest.mark.parametrize("check", [value_is_kept_or_refused, body_is_kept_or_refused])
def test_a_string_that_fails_is_named(
    check: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The blocks hide no failure: a check that always fails names every string."""
    monkeypatch.setattr(f"{__name__}.fill", None)
    monkeypatch.setattr(f"{__name__}.parsed", None)
    assert list(failures(check, BLOCKS[0])) == BLOCKS[0]


@each_block
def test_a_value_is_printed_whole_or_refused(block: list[str]) -> None:
    """Between guillemets, so that a part of the value is not mistaken for the whole."""
    answers = {text: printed(text) for text in block}
    assert any(answer for answer in answers.values())
    wrong = [
        text
        for text, answer in answers.items()
        if answer is not None and not is_printed_in(text, answer)
    ]
    assert wrong == []


def printed(value: str) -> str | None:
    """Return the text of a PDF with this value in its body; None if it is refused."""
    try:
        handout = with_value("«{{ recipient.name }}»", value, brand())
        return text_of(compose(handout, "faq-sheet").data)
    except ContentError as error:
        judged(error.problems)
        return None


def is_printed_in(text: str, answer: str) -> bool:
    """Return True if the text of a page has all of it.

    pdfium reads two overlapping combining marks as one, or gives a mark to another letter. So in a
    text with combining marks, the marks do not count.
    """
    whole = squeezed(text)
    if not any(map(unicodedata.combining, whole)):
        return f"«{whole}»" in squeezed(answer)
    return f"«{bare(text)}»" in bare(answer)


def bare(text: str) -> str:
    """Return the text without spaces, and without the marks above and below letters."""
    return "".join(
        char
        for char in unicodedata.normalize("NFD", squeezed(text))
        if not unicodedata.combining(char)
    )


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())
