"""The problems of a PDF: one line for each kind and page, with a count and a remedy."""

from __future__ import annotations

import re

import pytest

from press.problems import CODES, Problem
from press.proof.findings import LONGEST, MAX_PAGES, SAMPLES, Finding, as_problems, with_count
from press.proof.findings_table import KINDS
from press.proof.language_guess import seems_other
from press.proof.scripts import foreign_script, is_backwards


def lines(*findings: Finding) -> list[str]:
    return [problem.line() for problem in as_problems("a.pdf", findings)]


def test_one_problem_a_kind_and_page_with_how_often() -> None:
    found = [Finding("silent-link", 2)] * 400 + [Finding("silent-link", 3), Finding("tabs", 3)]
    assert lines(*found) == [
        "a.pdf:2:1: A20 400 links have no description. Say in Contents where it leads.",
        "a.pdf:3:1: A20 A link has no description. Say in Contents where it leads.",
        (
            "a.pdf:3:1: A21 The Tab key does not follow the tags on a page with links or fields. "
            f"{KINDS['tabs'].hint}."
        ),
    ]


def test_many_pages_have_one_line_together() -> None:
    found = [Finding("loose-text", page, f"text {page}") for page in range(2, MAX_PAGES + 3)]
    (line,) = lines(*found)
    assert line.startswith(
        "a.pdf:2:1: A03 5 pieces of text are neither tagged nor an "
        "artifact: 'text 2', 'text 3', 'text 4' (5 pages). "
    )


def test_samples_are_few_short_and_safe() -> None:
    found = [
        Finding("glued", 1, sample)
        for sample in ("a" * 99, "b\x1b[31m\nb", "b\x1b[31m b", " ", "c", "d")
    ]
    (line,) = lines(*found)
    assert line.count("'") == 2 * SAMPLES
    assert f"'{'a' * (LONGEST - 1)}…', 'b\\x1b[31m b', 'c'." in line


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("times", [1, 7])
def test_every_kind_says_what_is_wrong_and_what_to_do(kind: str, times: int) -> None:
    row = KINDS[kind]
    assert row.code in CODES
    assert row.code.startswith("A")
    (problem,) = as_problems("a.pdf", [Finding(kind, times=times)])
    assert isinstance(problem, Problem)
    assert re.fullmatch(r"a\.pdf:1:1: A\d\d [A-Z0-9][^\[\]|#]+\. [A-Z][^\[\]|#]+\.", problem.line())
    assert len(problem.hint) < 110


def test_counts_choose_their_words() -> None:
    assert with_count("[A tag is|# tags are] lost", 1) == "A tag is lost"
    assert with_count("[A tag is|# tags are] lost", 1234) == "1,234 tags are lost"


@pytest.mark.parametrize(
    ("text", "language", "foreign"),
    [
        ("Обратитесь", "en-US", "Обратитесь"),
        ("Обратитесь", "ru", ""),
        ("5 µg, α and β", "en", ""),
        ("请致电", "en", "请致电"),
        ("请致电", "zh-Hans", ""),
        ("お電話ください", "zh", "ください"),
        ("전화 주세요", "ko", ""),
        ("اتصل بنا", "es", "اتصل"),
        ("Call us", "ar", ""),
    ],
)
def test_a_script_that_a_language_is_not_written_in(text: str, language: str, foreign: str) -> None:
    assert foreign_script(text, language) == foreign


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        (
            "Llame al 911 si tiene dolor en el pecho o no puede respirar, y no espere a la cita",
            "en-US",
            True,
        ),
        (
            "Llame al 911 si tiene dolor en el pecho o no puede respirar, y no espere a la cita",
            "es",
            False,
        ),
        ("Call us if you have a fever, or if the pain is worse than it was", "es-MX", True),
        ("Rele nou si ou gen lafyèv, epi pa pran medikaman yo ankò", "en", True),
        ("Hãy gọi cho chúng tôi khi bạn bị sốt và không được uống thuốc này", "en", True),
        ("Hospital de la Santa Cruz, 12 Via de los Reyes", "en", False),
        ("De la Cruz", "en", False),
        ("Llame si tiene dolor en el pecho y en la espalda", "", False),
        ("Llame si tiene dolor en el pecho y en la espalda", "ru", False),
    ],
)
def test_a_text_in_another_language_than_it_says(text: str, language: str, other: bool) -> None:
    assert seems_other(text, language) is other


def test_text_that_is_stored_backwards() -> None:
    right = ["שלום לכולם", "مكتبة كبيرة", "hello", ""]
    assert not [text for text in right if is_backwards(text)]
    assert all(is_backwards(text[::-1]) for text in right[:2])
