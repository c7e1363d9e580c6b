"""Characters that are invisible, turn the text round, or are none: a problem, and never printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from press.content.characters import unprintable
from press.content.tree import leaves
from press.problems import Place, Problem
from tests.hostile.hostile_workspaces import (
    as_yaml,
    brand_of,
    built,
    codes,
    judged,
    parsed,
    practice,
    problems_in,
    refused,
    with_value,
)
from tests.samples import brand, compose

UNSEEN = {
    "NUL": "\0", "bell": "\a", "backspace": "\b", "escape": "\x1b",
    "colour on a terminal": "\x1b[31m", "delete": "\x7f",
    "next line": "\x85",
    "C1": "\x9b", "vertical tab": "\v", "form feed": "\f", "carriage return": "\rx",
    "soft hyphen": "\xad",
    "arabic letter mark": "\u061c",
    "mongolian separator": "\u180e", "zero width space": "\u200b", "left to right mark": "\u200e",
    "right to left mark": "\u200f",
    "line separator": "\u2028", "paragraph separator": "\u2029", "embedding": "\u202a",
    "embedding back": "\u202b", "pop": "\u202c",
    "override": "\u202d", "override back": "\u202e", "word joiner": "\u2060", "plus": "\u2064",
    "isolate": "\u2066",
    "isolate back": "\u2067",
    "first strong isolate": "\u2068", "pop isolate": "\u2069", "swapping": "\u206a",
    "byte order mark": "x\ufeff",
    "annotation": "\ufff9",
    "private": "\ue000", "no character": "\ufdd0", "no character at all": "\uffff",
    "unassigned": "\u0378", "tag": "\U000e0041",
    "private far away": "\U000f0000",
}  # fmt: skip
MISSING = {
    "emoji": "😀", "emoji of two": "👍🏽", "family": "👨‍👩‍👧", "flag": "🇺🇸", "heart": "❤️",
    "keycap": "1️⃣",
    "Chinese": "疼痛", "Thai": "ปวด", "Hindi": "दर्द",
    "Arabic": "ألم", "Hangul filler": "\u3164", "mathematical letter": "𝐀",
    "braille blank": "\u2800", "Zapfino": "﷽",
}  # fmt: skip
PRINTED = [
    "Wałęsa",
    "Nguyễn",
    "José Ñuñez",
    "Zoë",
    "Łódź",
    "Škoda",
    "Ἀθήνα",
    "Москва",
    "naïve café",
    "½ cup",
    "37 °C",
    "a\u00a0b",
    "“quoted” – it’s",
    "5 µg",
]


def raw(text: str) -> str:
    return f"title: Pain {text} now\nsections: [{{heading: a, body: b}}]\n"


def raw_in_a_body(text: str) -> str:
    return f"title: Pain\nsections:\n  - heading: a\n    body: |\n      Rest {text} now.\n"


def escaped(text: str) -> str:
    return f"title: {escape(text)}\nsections: [{{heading: a, body: b}}]\n"


def escaped_in_a_body(text: str) -> str:
    return f"title: Pain\nsections: [{{heading: a, body: {escape(text)}}}]\n"


def escaped_in_a_name(text: str) -> str:
    return f"{escape('title' + text)}: a\ntitle: Pain\nsections: [{{heading: a, body: b}}]\n"


def as_an_entity(text: str) -> str:
    return as_yaml(body="Rest " + "".join(f"&#{ord(char)};" for char in text) + " now.")


def escape(text: str) -> str:
    """Return a text in double quotes, with YAML's escapes for all that is not ASCII."""
    escapes = (
        char if " " <= char <= "~" and char not in '"\\' else f"\\U{ord(char):08x}" for char in text
    )
    return f'"Pain {"".join(escapes)} now"'


TYPED = [raw, raw_in_a_body, escaped, escaped_in_a_body, escaped_in_a_name]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_refused_as_it_was_typed(
    text: str, typed: Callable[[str], str]
) -> None:
    problems = refused(lambda: parsed(typed(text)))
    assert "T01" in codes(problems)
    assert codes(problems) <= {"T01", "F01"}
    assert any(f"U+{ord(char):04X}" in problem.message for char in text for problem in problems)


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_refused_behind_an_entity(text: str) -> None:
    """Or the entity itself is printed, if Markdown knows no such character."""
    problems = problems_in(lambda: parsed(as_an_entity(text)))
    if not problems:
        (leaf,) = leaves(parsed(as_an_entity(text)).sections[0].body)
        assert "&#" in leaf.text or "\ufffd" in leaf.text
        assert not list(unprintable(leaf.text))
    assert codes(problems) <= {"T01"}


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_refused_in_a_value(text: str) -> None:
    """Also in a name: no words on paper are turned round, and no letter vanishes."""
    problems = refused(
        lambda: compose(
            with_value("Dear {{ recipient.name }}:", f"Ann {text}Lee", brand()), "faq-sheet"
        )
    )
    assert codes(problems) <= {"T01", "T02"}


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_refused_in_the_practice(text: str, tmp_path: Path) -> None:
    practice(tmp_path)
    file = tmp_path / "assets" / "practice.yaml"
    file.write_text(
        f"name: {escape(text)}\naddress: {{street: a, city: b}}\nphone: 757-555-0142\n",
        encoding="utf-8",
        newline="",
    )
    assert codes(refused(lambda: brand_of(tmp_path))) == {"T01"}
    file.write_bytes(
        f"name: Pain {text} now\naddress: {{street: a, city: b}}\nphone: 757-555-0142\n".encode()
    )
    assert codes(refused(lambda: brand_of(tmp_path))) == {"T01"}


@pytest.mark.parametrize("typed", [raw, raw_in_a_body, escaped, escaped_in_a_body])
@pytest.mark.parametrize("name", MISSING)
def test_what_the_fonts_lack_is_refused(
    name: str, typed: Callable[[str], str], tmp_path: Path
) -> None:
    # T07: the script cannot be set yet, whatever the font.
    code = "T07" if name in ("Hindi", "Arabic") else "T02"
    assert codes(tuple(built(practice(tmp_path), typed(MISSING[name])))) == {code}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", PRINTED)
def test_ordinary_text_is_printed(text: str, tmp_path: Path) -> None:
    """Ordinary text is accepted: the refusals above are not for everything."""
    assert built(practice(tmp_path), raw(text)) == []


@pytest.mark.parametrize(
    "half",
    [
        "\\ud800",
        "\\udc00",
        "\\uD83D",
        "\\ud83d\\ude00",
        "\\U0000d800",
        "\\U00110000",
        "\\UFFFFFFFF",
    ],
)
@pytest.mark.parametrize("field", ["title", "heading", "body"])
def test_half_a_character_is_refused(half: str, field: str) -> None:
    text = as_yaml(**{field: "HALF"}).replace("HALF", half)
    problems = refused(lambda: parsed(text))
    assert codes(problems) <= {"T01", "Y02"}
    assert {problem.place.line for problem in problems} == {
        1 + ["title", "sections", "heading", "body"].index(field)
    }


def test_half_a_character_in_a_value_is_refused() -> None:
    value = json.loads('"Ann \\ud800 Lee"')
    assert codes(
        refused(lambda: compose(with_value("{{ recipient.name }}", value, brand()), "faq-sheet"))
    ) <= {"T01", "T02"}


def test_the_place_is_that_of_the_character() -> None:
    body = "      Rest\u200b now,\n      and th\u202een.\n"
    problems = refused(
        lambda: parsed(f"title: Pain\nsections:\n  - heading: a\n    body: |\n{body}")
    )
    places = [(problem.place.line, problem.place.column) for problem in problems]
    assert places == [(5, 11), (6, 13)]


@pytest.mark.parametrize("text", [*UNSEEN.values(), "\ud800", "a\nb\tc", "é \u2028 \u202e"])
def test_a_problem_is_one_line_with_any_text_in_it(text: str) -> None:
    """Also with text that the program itself never puts there: the terminal of the user is safe."""
    line = Problem(
        Place(f"handouts/{text}.yaml", 1, 1), "T01", f"There is {text}", f"Delete {text}"
    ).line()
    assert line.isprintable()
    assert len(line.splitlines()) == 1
    line.encode("utf-8")


def test_a_field_that_is_called_by_unseen_characters_is_named_in_one_line() -> None:
    judged(
        refused(
            lambda: parsed(
                '"a\\x1b[31m\\n\\u2028b": c\ntitle: Pain\nsections: [{heading: a, body: b}]\n'
            )
        )
    )


def test_unprintable_knows_all_of_them() -> None:
    for text in UNSEEN.values():
        assert list(unprintable(f"a{text}b"))
    for text in PRINTED:
        assert not list(unprintable(text))
