"""Names in every script of Europe, and values: dependencies are known, and the text is printed."""

from __future__ import annotations

import pytest

from press.content.handout import filled, parse_handout
from press.content.tree import leaves
from press.content.values import names
from press.problems import ContentError
from tests.samples import STOCK_LAYOUTS, brand, compose, handout, reader, squeezed, text_of

NAMES = [
    "José Ángel Muñoz", "Łucja Żółć", "Nguyễn Thị Ánh Tuyết", "Þórður Guðmundsdóttir",
    "Ġużeppi Ċaruana", "Škoda Ďuriš",
    "Ömer Çağrı Şahin", "Ếch Ộp", "Ɔkɔnkwɔ Ŋgũgĩ", "Ǝhmədov", "Ελένη Παπαδοπούλου", "Ἀχιλλεύς",
    "Дмитрий Щербаков",
    "Їжакевич Ґалаґан", "Ђорђевић Љубица", "Өмірбек Қасым", "Ӓрҥӹ", "e\u0301ric o\u0308z",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_printed(name: str) -> None:
    composed = compose(handout(f"Dear {name}, **{name}** and *{name}*", title=name), "trifold")
    assert squeezed(text_of(composed.data)).count(squeezed(name)) >= 4


def test_a_second_font_steps_in_only_where_it_must() -> None:
    def fonts(text: str) -> set[str]:
        pages = reader(compose(handout(text), "faq-sheet").data).pages
        used = [
            font.get_object()
            for page in pages
            for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
        ]
        return {str(font["/BaseFont"]).partition("+")[2] for font in used}

    assert not [font for font in fonts("Łucja Żółć") if "Noto" in font]
    assert [font for font in fonts("Nguyễn") if "Noto" in font] == ["NotoSans-Regular"]


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
@pytest.mark.parametrize("text", ["李安", "☐", "⚠", "→", "😀", "ไทย"])
def test_a_character_that_no_font_has_is_named_with_its_line(text: str, layout: str) -> None:
    body = f"      first line\n      then {text} here\n"
    source = f"title: T\nsections:\n  - heading: H\n    body: |\n{body}"
    handout = filled(parse_handout("made.yaml", source.encode()), brand().values)
    with pytest.raises(ContentError) as caught:
        compose(handout, layout)
    first = caught.value.problems[0]
    assert (first.code, first.place.line, first.place.column) == ("T02", 6, 12)
    assert f"U+{ord(text[0]):04X}" in first.message


def test_what_a_text_depends_on_is_known() -> None:
    source = """
title: "{{ practice.name }}"
sections:
  - heading: Dear {{ recipient.first_name | title }}
    body: |
      Call {{ practice.phone }} or **{{ practice.fax }}**.

      - plain
      - {{ appointment.date }}
  - {heading: Plain, body: plain}
"""
    parsed = parse_handout("made.yaml", source.encode())
    assert names(parsed.title) == {"practice.name"}
    assert names(parsed.sections[0]) == {
        "recipient.first_name",
        "practice.phone",
        "practice.fax",
        "appointment.date",
    }
    assert names(parsed.sections[1]) == frozenset()
    assert [names(leaf) for leaf in leaves(parsed.sections[0].body)].count(frozenset()) == 2


def test_a_section_is_shown_only_when_its_value_is_set() -> None:
    sections = [
        f"  - {{heading: {name}, when: practice.{name}, body: x}}\n" for name in ("fax", "website")
    ]
    source = f"title: T\nsections:\n{''.join(sections)}"
    parsed = parse_handout("made.yaml", source.encode())
    assert [section.heading.text for section in filled(parsed, brand().values).sections] == ["fax"]
    with pytest.raises(ContentError) as caught:
        filled(
            parse_handout("made.yaml", source.replace("practice.fax", "practice.faks").encode()),
            brand().values,
        )
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [("V01", 3)]
    assert "practice.fax" in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("- \n- x", "T05"),
        ("- [ ]", "T05"),
        ("> [!TIP]", "T05"),
        ("a&#8203;b", "T01"),
        ("a&shy;b", "T01"),
        ("".join("  " * depth + "- level\n" for depth in range(30)), "T03"),
        (">" * 500 + " deep", "T03"),
    ],
)
def test_what_would_vanish_on_paper_is_a_problem(body: str, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        handout("before\n\n" + body)
    assert {problem.code for problem in caught.value.problems} == {code}


def test_a_value_that_cannot_be_printed_is_a_problem_that_does_not_repeat_it() -> None:
    parsed = parse_handout(
        "made.yaml", b"title: T\nsections:\n  - {heading: H, body: 'Dear {{ recipient.name }}'}\n"
    )
    with pytest.raises(ContentError) as caught:
        filled(parsed, {"recipient": {"name": "Secret\u202eName"}})
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("T01", 3)
    assert "U+202E" in problem.message
    assert "Secret" not in problem.line()


def test_a_variation_selector_is_named_only_on_its_own() -> None:
    for text, codes in (("\u2764\ufe0f", ["U+2764"]), ("\u00a9\ufe0f", ["U+FE0F"])):
        with pytest.raises(ContentError) as caught:
            compose(handout(text), "faq-sheet")
        assert [problem.message.partition("(")[2][:6] for problem in caught.value.problems] == codes
