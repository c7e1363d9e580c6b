"""Faults of a mailing, each kind at its place and all at once; and the fields of a sound one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from press.content.mailings.mailing import Mailing, read_mailing
from press.mail.letters.prepare import prepare
from press.problems import ContentError
from press.workspace import open_workspace
from tests.mail.letters import MAILING, a_workspace

ES = {
    "language": "es",
    "title": "Su visita",
    "letter": [{"body": "Hola, {{ recipient.greeting }}:"}],
    "closing": "Atentamente,",
}
MAILER = {"handout": "failed-back-surgery", "layout": "trifold"}
SPOILT: dict[str, tuple[dict[str, Any], list[str]]] = {
    "no letter and no self-mailer": (
        {"letter": [], "fields": []},
        ["M50 A mailing has no letter and no self-mailer"],
    ),
    "a letter and a self-mailer": (
        {"self_mailer": MAILER},
        ["M50 A mailing is both a letter and a self-mailer"],
    ),
    "a self-mailer that says something": (
        {"letter": [], "self_mailer": MAILER},
        ["M50 A self-mailer has no 'fields'"],
    ),
    "a self-mailer with enclosures": (
        {"letter": [], "fields": [], "self_mailer": MAILER, "enclosures": [MAILER]},
        ["M50 A self-mailer has no 'enclosures'"],
    ),
    "a self-mailer in two languages": (
        {"letter": [], "fields": [], "self_mailer": MAILER, "translations": [ES]},
        ["M50 A self-mailer has no 'translations'"],
    ),
    "two translations into a language": (
        {"translations": [ES, {**ES, "language": "es-MX"}]},
        ["M50 There are two translations into 'es'"],
    ),
    "two conditions": (
        {"letter": [{"body": "A", "when": "recipient.greeting", "unless": "appointment.date"}]},
        ["M50 A passage has both 'when' and 'unless'"],
    ),
    "a value that there is not": (
        {"fields": [*MAILING["fields"], "recipient.greting"]},
        ["M51 A letter can say nothing called 'recipient.greting'"],
    ),
    "values that are not listed": (
        {
            "fields": [],
            "letter": [
                {"body": "{{ referral.by }}"},
                {"when": "appointment.date", "body": "B"},
                {"unless": "age", "body": "C"},
            ],
            "signed": "{{ recipient.full_name }}",
        },
        [
            "M51 'referral.by' is not among",
            "M51 'appointment.date' is not among",
            "M51 'age' is not among",
            "M51 'recipient.full_name' is not among",
        ],
    ),
    "a value that a translation says and that is not listed": (
        {"translations": [{**ES, "closing": "{{ referral.by }}"}]},
        ["M51 'referral.by' is not among"],
    ),
    "a value in the title": (
        {"title": "For {{ recipient.greeting }}"},
        ["M51 The title says 'recipient.greeting'"],
    ),
    "a value in the title of a translation": (
        {"translations": [{**ES, "title": "{{ recipient.greeting }}"}]},
        ["M51 The title says 'recipient.greeting'"],
    ),
}


def messages(read: Callable[[], object]) -> list[str]:
    """Return the codes and messages with which a mailing is refused."""
    with pytest.raises(ContentError) as raised:
        read()
    problems = raised.value.problems
    assert all(problem.place.file.endswith("letter.yaml") for problem in problems)
    return [f"{problem.code} {problem.message}" for problem in problems]


def own(changes: Any) -> Any:
    """Return a copy with no object in it twice: YAML would write that as an alias."""
    return json.loads(json.dumps(changes))


@pytest.mark.parametrize("what", SPOILT)
def test_a_fault_is_a_problem(what: str, tmp_path: Path) -> None:
    changes, wanted = SPOILT[what]
    file = a_workspace(tmp_path, own(changes)) / "handouts" / "mailings" / "letter.yaml"
    problems = messages(lambda: read_mailing(str(file)))
    assert len(problems) == len(wanted), problems
    assert all(map(str.startswith, problems, wanted)), problems


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"language": "tlh"}, "T06 The program has no words of its own in 'tlh'"),
        (
            {"translations": [{**ES, "language": "tlh"}]},
            "T06 The program cannot say days in the language 'tlh'",
        ),
    ],
)
def test_a_language_without_words_is_one_problem(
    changes: dict[str, Any], wanted: str, tmp_path: Path
) -> None:
    workspace = open_workspace(str(a_workspace(tmp_path, changes)))
    problems = messages(lambda: prepare(workspace, "letter", draft=True))
    assert [problem for problem in problems if problem.startswith("T06")] == [wanted]


def test_a_problem_has_the_place_of_its_field(tmp_path: Path) -> None:
    file = tmp_path / "letter.yaml"
    text = (
        "title: A\nfields: [recipient.greeting]\nletter:\n"
        "  - body: Dear\n  - when: referral.by\n    body: B\n"
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        read_mailing(str(file))
    (problem,) = raised.value.problems
    assert problem.place[1:] == (5, 11)


FULL = """
from press.layout import stock

class Full(stock("instructions")):
    def arrange(self, story):
        arrangement = super().arrange(story)
        for page in arrangement.pages:
            page.field(story.styles.color("tint"), 0, 0, page.width, page.height)
        return arrangement
"""


def test_a_sheet_without_a_free_corner_has_its_own_place_beside_a_missing_enclosure(
    tmp_path: Path,
) -> None:
    layouts = ("no-such-layout", "full")
    enclosures = [{"handout": "failed-back-surgery", "layout": layout} for layout in layouts]
    where = a_workspace(tmp_path, {"enclosures": enclosures})
    (where / "layouts").mkdir()
    (where / "layouts" / "full.py").write_text(FULL, encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        prepare(open_workspace(str(where)), "letter", draft=True)
    problems = [problem for problem in raised.value.problems if not problem.remark]
    assert [problem.code for problem in problems] == ["W01", "M61"]
    text = (where / "handouts" / "mailings" / "letter.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    for problem, layout in zip(problems, layouts, strict=True):
        assert layout in lines[problem.place.line - 1]


def read(tmp_path: Path, **changes: Any) -> Mailing:
    file = tmp_path / "letter.yaml"
    file.write_text(yaml.safe_dump({**MAILING, **changes}, sort_keys=False), encoding="utf-8")
    return read_mailing(str(file))


def test_what_no_letter_can_do_without(tmp_path: Path) -> None:
    fields = ["recipient.greeting", "appointment.date", "referral.by"]
    mailing = read(tmp_path, fields=fields, closing="{{ referral.by }}")
    assert mailing.words.always == {"recipient.greeting", "referral.by"}, (
        "what a condition holds back is not among them"
    )


def test_a_list_s_own_names_of_columns(tmp_path: Path) -> None:
    mailing = read(tmp_path, columns={"zip": "PLZ", "city": ["Ort", "Stadt"]})
    assert mailing.aliases == {"zip": ("PLZ",), "city": ("Ort", "Stadt")}
