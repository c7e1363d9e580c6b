"""YAML that is a bomb, a trap or in another encoding: a problem at once, or the typed text."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from press.content.models import HandoutFields
from press.content.practice_models import PracticeFields
from press.content.validate import validate
from press.content.yaml_reader import DEEPEST, LARGEST, read_yaml
from tests.hostile.hostile_workspaces import (
    FILE,
    as_yaml,
    at_most,
    brand_of,
    built,
    codes,
    parsed,
    practice,
    problems_in,
    refused,
)
from tests.samples import workspace

ROOT = Path(__file__).parents[2]

LETTERS = list(pairwise("abcdefghi"))
BOMBS = {
    "aliases of aliases": "a: &a [x, x]\n"
    + "".join(f"{new}: &{new} [*{old}, *{old}]\n" for old, new in LETTERS),
    "merges of merges": "a: &a {x: y}\n"
    + "".join(f"{new}: &{new} {{<<: [*{old}, *{old}]}}\n" for old, new in LETTERS),
    "a list that holds itself": "title: &a [*a]\n",
    "a mapping that is its own key": "&a {*a : b}\n",
    "brackets": "title: " + "[" * 100_000,
    "braces": "title: " + "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "steps to the right": "".join(f"{' ' * column}a:\n" for column in range(500)),
    "one long key": "a" * 900_000 + ": b",
    "one long word": "title: " + "a" * 900_000,
    "many keys": "".join(f"k{number}: v\n" for number in range(40_000)),
    "many items": "sections:\n" + "- a\n" * 100_000,
    "quotes without end": "title: '" + "''" * 400_000,
    "percent signs": "%" * 500_000,
    "tags": "!a " * 200_000,
    "documents": "---\n" * 200_000,
    "comments": "#\n" * 400_000,
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_at_once(bomb: str) -> None:
    assert len(bomb) <= LARGEST
    with at_most(5):
        refused(lambda: parsed(bomb))


def test_a_file_beyond_all_measure_is_not_even_decoded() -> None:
    with at_most(0.2):
        assert codes(refused(lambda: parsed(b"\xff" * (LARGEST + 1)))) == {"Y11"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hundred_thousand_brackets_do_not_end_the_interpreter(
    opening: str, tmp_path: Path
) -> None:
    text = opening * 100_000
    if opening in "[{a: ":
        text = f"title: x\nsections: {text}"
    workspace(tmp_path, None, {"deep": text})
    command = [
        sys.executable,
        "-m",
        "press.cli",
        "--workspace",
        str(tmp_path),
        "build",
        "deep",
        "--output",
        str(tmp_path / "out"),
    ]
    process = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=30, check=False
    )
    assert process.returncode == 1, process.stderr
    assert "deep.yaml:" in process.stderr
    assert "Traceback" not in process.stderr


def test_the_deepest_nesting_that_is_read_is_one_less_than_what_is_refused() -> None:
    def deep(levels: int) -> str:
        return "title: " + "[" * levels + "]" * levels

    assert "Y08" not in codes(problems_in(lambda: parsed(deep(DEEPEST - 1))))
    assert codes(refused(lambda: parsed(deep(DEEPEST)))) == {"Y08"}


TWICE = {
    "at the top": ("title: a\nsections: []\ntitle: b\n", (3, 1)),
    "in a section": ("title: a\nsections:\n  - heading: b\n    body: c\n    heading: d\n", (5, 5)),
    "in a mapping in a list in a list": (
        "title: a\nsections:\n  - - {b: c,\n       b: d}\n",
        (4, 8),
    ),
    "once in quotes": ('title: a\n"title": b\n', (2, 1)),
    "once by an escape": ('title: a\n"t\\x69tle": b\n', (2, 1)),
}


@pytest.mark.parametrize(("text", "place"), TWICE.values(), ids=TWICE)
def test_a_key_that_is_there_twice_is_refused_at_the_second(
    text: str, place: tuple[int, int]
) -> None:
    problems = refused(lambda: read_yaml(FILE, text.encode()))
    twice = [problem.place for problem in problems if problem.code == "Y04"]
    assert [(second.line, second.column) for second in twice] == [place]


SCALARS = (
    "12:30", "7:00", "07:00", "190:20:30", "02134", "08901", "0123", "0o17", "0x1F", "0b1010",
    "1.10", "1e3", "12e03",
    "1_000", "+1",
    "-1", ".5", "1.", ".inf", ".nan", "on", "off", "no", "yes", "No", "YES", "true", "False", "y",
    "n", "~ handling",
    "null and void",
    "Null.", "2026-02-30", "2026-11-02", "2026-11-02 10:00:00", "2026-11-02T10:00:00Z", "=", "<<",
    "757-496-2050",
    "7574962050", "50 %",
    "a#b", "C:\\pain", "it's", "5 > 4", "a & b", "Wait -- what?", "L5/S1", "-5 to +5", "?why",
)  # fmt: skip


@pytest.mark.parametrize("scalar", SCALARS)
def test_what_was_typed_without_quotes_stays_what_was_typed(scalar: str) -> None:
    assert parsed(f"title: {scalar}\nsections: [{{heading: a, body: b}}]\n").title.text == scalar


@pytest.mark.parametrize("scalar", ["02134", "08901", "12:30", "1.10", "no", "0x1F"])
def test_the_fields_of_the_office_keep_what_was_typed(scalar: str) -> None:
    sections = f"sections: [{{heading: {scalar}, body: {scalar}}}]\n"
    handout = parsed(f"title: a\nversion: {scalar}\nform: {scalar}\n{sections}")
    typed = (handout.version, handout.form, handout.sections[0].heading.text)
    assert typed == (scalar, scalar, scalar)
    address = f"address: {{street: {scalar}, city: a, zip: {scalar}}}\n"
    text = f"name: {scalar}\n{address}phone: 757-555-0100\n"
    fields = validate(PracticeFields, read_yaml(FILE, text.encode()))
    assert (fields.name, fields.address.street, fields.address.zip) == (scalar, scalar, scalar)


@pytest.mark.parametrize("empty", ["", "~", "null", "NULL", "Null"])
def test_what_means_nothing_is_a_missing_field(empty: str) -> None:
    assert codes(
        refused(lambda: parsed(f"title: {empty}\nsections: [{{heading: a, body: b}}]\n"))
    ) == {"F02"}


ADDRESSES = ("Suite 5 #12", "100 Main Street, Apt. #4", "100 Main Street # 4")


@pytest.mark.parametrize("street", ADDRESSES)
def test_an_address_is_never_cut_at_its_number_sign(street: str, tmp_path: Path) -> None:
    lines = f"name: Ours\naddress:\n  street: {street}\n  city: Norfolk\nphone: 757-555-0100\n"
    (problem,) = refused(lambda: read_yaml(FILE, lines.encode()))
    assert (problem.code, problem.place.line, problem.place.column) == (
        "Y09",
        3,
        lines.split("\n")[2].index("#") + 1,
    )
    inside = f"name: Ours\naddress: {{street: {street}, city: Norfolk}}\nphone: 757-555-0100\n"
    assert "Y09" in codes(refused(lambda: read_yaml(FILE, inside.encode())))
    assert (
        brand_of(practice(tmp_path, address={"street": street, "city": "Norfolk"})).street == street
    )


@pytest.mark.parametrize(
    "remark",
    ["title: Pain  # as on the sign", "title: Pain # see below", "# 4 fields", "title: Pain #"],
)
def test_a_remark_is_only_a_remark(remark: str) -> None:
    title = "" if remark.startswith("title") else "title: Pain"
    parsed(f"{remark}\n{title}\nsections: [{{heading: a, body: b}}]\n")


PLAIN = """\
title: Été à Nuñez
sections:
  - heading: What now?
    body: |
      Rest.

      Walk.
"""
SAME = {
    "a byte order mark": PLAIN.encode("utf-8-sig"),
    "Windows line ends": PLAIN.replace("\n", "\r\n").encode(),
    "both": PLAIN.replace("\n", "\r\n").encode("utf-8-sig"),
    "no last line end": PLAIN.rstrip("\n").encode(),
    "mixed line ends": PLAIN.replace("\n", "\r\n", 3).encode(),
}
OTHER = {
    "UTF-16 little": (PLAIN.encode("utf-16"), "Y01"),
    "UTF-16 big": (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "Y01"),
    "UTF-16 unmarked": (
        PLAIN.replace("é", "e")
        .replace("É", "E")
        .replace("à", "a")
        .replace("ñ", "n")
        .encode("utf-16-le"),
        "T01",
    ),
    "UTF-32": (PLAIN.encode("utf-32"), "Y01"),
    "an old Windows": (PLAIN.encode("cp1252"), "Y01"),
    "an old Mac": (PLAIN.encode("mac-roman"), "Y01"),
    "an old Mac's line ends": (PLAIN.replace("\n", "\r").encode(), "T01"),
    "a mark in the middle": (PLAIN.replace("now", "\ufeffnow").encode(), "T01"),
    "half a letter": (PLAIN.encode()[:8], "Y01"),
    "a surrogate": (PLAIN.replace("now", "\ud800").encode("utf-8", "surrogatepass"), "Y01"),
    "an overlong slash": (PLAIN.encode().replace(b"now", b"\xc0\xaf"), "Y01"),
    "zeros": (b"\0" * 1000, "T01"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "Y01"),
    "a zip": (b"PK\x03\x04\x14\x00\x06\x00", "T01"),
}


@pytest.mark.parametrize("data", SAME.values(), ids=SAME)
def test_the_same_text_in_another_dress_is_the_same_handout(data: bytes) -> None:
    assert parsed(data) == parsed(PLAIN)


@pytest.mark.parametrize(("data", "code"), OTHER.values(), ids=OTHER)
def test_another_encoding_is_a_problem_with_a_place(data: bytes, code: str) -> None:
    problems = refused(lambda: parsed(data))
    assert codes(problems) == {code}
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)


BODIES = {
    "quotation marks": ">" * 20_000,
    "lists in lists": "".join(f"{' ' * 2 * level}- a\n" for level in range(130)),
    "dashes in a line": "- " * 9_000,
    "stars": "*" * 20_000,
    "stars and letters": "*a " * 6_000,
    "stars around letters": "**a " * 5_000,
    "brackets": "[" * 20_000,
    "brackets and parentheses": "[](" * 6_000,
    "links in links": "[a" * 5_000 + "](b)" * 2_500,
    "pictures in pictures": "![" * 9_000,
    "backticks": "".join("`" * count + " " for count in range(190)),
    "backticks and letters": "`a" * 10_000,
    "ampersands": "&" * 20_000,
    "angles": "<" * 20_000,
    "half a comment": "<!-" * 6_000,
    "values without end": "{{" * 9_000,
    "a wide table": "|" * 9_000 + "\n" + "|-" * 4_500 + "|",
    "a long table": "|a|b|\n|-|-|\n" + "|c|d|\n" * 3_000,
    "one word": "a" * 20_000,
    "blank lines": "a" + "\n" * 19_000 + "b",
    "backslashes": "\\" * 20_000,
    "alerts in alerts": "".join(
        "> " * level + "[!TIP]\n" + "> " * level + "a\n" for level in range(1, 60)
    ),
    "numbers": "999999999. a\n" * 1_400,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_a_bomb_is_read_or_refused_soon(body: str) -> None:
    assert len(body) <= 20_000
    with at_most(5):
        problems_in(lambda: parsed(as_yaml(body=body)))


@pytest.mark.parametrize(
    "body", ["[" * 200_000, "*a " * 100_000, "> " * 200_000, "|a" * 200_000, "`a" * 20_000]
)
def test_a_body_beyond_all_measure_is_refused_soon(body: str) -> None:
    with at_most(5):
        assert "F04" in codes(refused(lambda: parsed(as_yaml(body=body))))


@pytest.mark.parametrize("body", [body for body in BODIES.values() if len(body) < 9_500])
def test_a_bomb_that_can_be_read_is_composed_or_refused(body: str, tmp_path: Path) -> None:
    with at_most(10):
        built(practice(tmp_path), as_yaml(body=body))


@pytest.mark.parametrize("model", [HandoutFields, PracticeFields])
def test_any_value_of_a_field_is_read_or_refused(
    model: type[HandoutFields] | type[PracticeFields],
) -> None:
    names = list(model.model_fields)
    assert len(names) > 5
    for name in names:
        for wrong in ("{a: {b: c}}", "[[a]]", "[~]", '""', "{}", "x" * 300, '"\\n"'):
            problems_in(
                lambda text=f"{name}: {wrong}\n": validate(model, read_yaml(FILE, text.encode()))  # type: ignore[misc]
            )
