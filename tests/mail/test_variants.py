"""The text that a recipient gets, by the values of its row and by its language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from press.content.tree import leaves
from press.mail.letters.variants import LetterTexts, has_value
from press.problems import ContentError
from tests.mail.letters import MAILING, VALUES, prepared

ES = {
    "language": "es", "title": "Su visita", "closing": "Atentamente,",
    "letter": [
        {"body": "Hola, {{ recipient.greeting }}:"},
        {"when": "appointment.date", "body": "Es el {{ appointment.date }}."},
    ],
}  # fmt: skip
WITHOUT: dict[str, Any] = {**VALUES, "appointment": {"date": None, "time": None, "weekday": None}}


def letters(tmp_path: Path, **changes: Any) -> LetterTexts:
    return prepared(tmp_path, {"translations": [ES], **changes}).letters


def text_for(of: LetterTexts, values: Any, language: str | None = None) -> str:
    handout, closing = of.filled(of.variant(values, language), values)
    return " ".join(
        [
            handout.title.text,
            *(leaf.text for leaf in leaves(handout.sections) if leaf.text),
            *closing,
        ]
    )


def test_passages_come_with_what_they_depend_on(tmp_path: Path) -> None:
    of = letters(tmp_path)
    assert "It is on Tuesday, March 9, 2027 ." in " ".join(text_for(of, VALUES).split())
    assert "call us at 757-555-0142" in text_for(of, WITHOUT)
    assert "call us" not in text_for(of, VALUES)
    assert "It is on" not in text_for(of, WITHOUT)
    assert [sorted(variant.fields) for variant in of.variants] == [
        ["appointment.date", "recipient.greeting"],
        ["recipient.greeting"],
    ]


def test_each_variant_is_made_once(tmp_path: Path) -> None:
    of = letters(tmp_path)
    assert of.variant(VALUES, None) is of.variant(
        {**VALUES, "recipient": {"greeting": "Anne"}}, "en-GB"
    )
    assert of.variant(VALUES, "es") is of.variant(VALUES, "es-MX")
    assert of.variant(VALUES, "es") is not of.variant(VALUES, None)
    assert len(of.variants) == 2


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        (None, "Your visit"),
        ("en", "Your visit"),
        ("es", "Su visita"),
        ("es-MX", "Su visita"),
        ("vi", "Your visit"),
    ],
)
def test_a_letter_is_in_the_language_of_its_recipient_if_it_is_there(
    language: str | None, begins: str, tmp_path: Path
) -> None:
    text = text_for(letters(tmp_path), VALUES, language)
    assert text.startswith(begins)
    assert ("Atentamente," in text) == (begins == "Su visita")
    assert "Harbor Spine Clinic" in text, "who signs, where nothing else is said"


def test_a_mailing_in_a_language_that_has_its_own_translation_keeps_to_its_words(
    tmp_path: Path,
) -> None:
    of = letters(tmp_path, translations=[{**ES, "language": "en"}])
    assert text_for(of, VALUES, "en").startswith("Your visit")


def test_what_nobody_gets_a_letter_without_is_what_all_languages_need(tmp_path: Path) -> None:
    body = "Dear {{ recipient.greeting }}, {{ referral.by }}"
    of = letters(tmp_path, fields=[*MAILING["fields"], "referral.by"], letter=[{"body": body}])
    assert of.always == {"recipient.greeting"}


def test_a_letter_of_which_nothing_is_left_says_so(tmp_path: Path) -> None:
    of = letters(
        tmp_path, letter=[{"when": "appointment.date", "body": "It is on {{ appointment.date }}."}]
    )
    with pytest.raises(ContentError, match="T05 Of the letter nothing is left for some recipients"):
        of.variant(WITHOUT, None)


def test_a_value_of_the_practice_that_is_not_set_stops_the_mailing(
    tmp_path: Path,
) -> None:
    with pytest.raises(ContentError, match=r"practice\.fax"):
        letters(tmp_path, letter=[{"body": "Our fax: {{ practice.fax }}"}])


def test_a_value_is_there_or_not() -> None:
    assert has_value("appointment.date", VALUES)
    assert not has_value("appointment.date", WITHOUT)
    assert not has_value("appointment.place", VALUES)
