"""Names as records systems write them, and as a letter and an envelope have them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.content.values import lookup
from press.mail.recipients import casing, names
from press.mail.recipients.doctor_names import doctor_name
from tests.mail.lists import anne, problems_of, recipient_of

# One cell → prefix, first, middle, last, suffix → the line of the block.
CELLS = [
    ("LAST, FIRST M", "|First|M|Last|", "FIRST M LAST"),
    ("LAST,FIRST", "|First||Last|", "FIRST LAST"),
    ("Last, First M Jr", "|First|M|Last|Jr", "FIRST M LAST JR"),
    ("SMITH JR, JOHN A", "|John|A|Smith|Jr", "JOHN A SMITH JR"),
    ("SMITH, JOHN A, JR", "|John|A|Smith|Jr", "JOHN A SMITH JR"),
    ("Smith, Mary Ann III", "|Mary|Ann|Smith|III", "MARY ANN SMITH III"),
    ("SMITH, JOHN V", "|John|V|Smith|", "JOHN V SMITH"),
    ("First Last", "|First||Last|", "FIRST LAST"),
    ("Jane Q. Public PhD", "|Jane|Q.|Public|PhD", "JANE Q PUBLIC PHD"),
    ("Dr. Juan de la Vega III", "Dr.|Juan||de la Vega|III", "DR JUAN DE LA VEGA III"),
    ("Mrs. Anne Lee", "Mrs.|Anne||Lee|", "MRS ANNE LEE"),
    ("Müller, Jürgen, MD", "|Jürgen||Müller|MD", "JÜRGEN MÜLLER MD"),
    ("DE LA VEGA, MARIA JOSE", "|Maria|Jose|de la Vega|", "MARIA JOSE DE LA VEGA"),
    ("VAN DER BERG, JAN", "|Jan||van der Berg|", "JAN VAN DER BERG"),
    ("O'BRIEN-SMITH, ANNE", "|Anne||O'Brien-Smith|", "ANNE O'BRIEN-SMITH"),
    ("O’Brien, Anne", "|Anne||O’Brien|", "ANNE O'BRIEN"),
    ("MCDONALD, RONALD", "|Ronald||McDonald|", "RONALD MCDONALD"),
    ("MACHADO, ANN", "|Ann||Machado|", "ANN MACHADO"),
    ("NGUYEN, VAN", "|Van||Nguyen|", "VAN NGUYEN"),
    ("LEE, TJ", "|TJ||Lee|", "TJ LEE"),
    ("NG, ANN", "|Ann||Ng|", "ANN NG"),
    ("Martin, Dean", "|Dean||Martin|", "DEAN MARTIN"),
    ("NGUYEN, AN CHI", "|An|Chi|Nguyen|", "AN CHI NGUYEN"),
    ("St. John, Mary", "|Mary||St. John|", "MARY ST JOHN"),
    ("Lee, Anne (Annie)", "|Anne||Lee|", "ANNE LEE"),
    ("Madonna", "|Madonna|||", "MADONNA"),
    ("李安", "|李安|||", "李安"),
]

# Names in one case → as a letter has them; names in both cases are not changed.
CASES = [
    ("MCDONALD", "McDonald"), ("mcdonald", "McDonald"), ("MacDonald", "MacDonald"),
    ("MACIAS", "Macias"), ("MCCOY", "McCoy"), ("O'BRIEN", "O'Brien"), ("D'ANGELO", "D'Angelo"),
    ("DE LA VEGA", "de la Vega"), ("DEL RIO", "del Rio"), ("LA ROSA", "La Rosa"),
    ("VAN BUREN", "van Buren"), ("LE", "Le"), ("DU", "Du"), ("SMITH-JONES", "Smith-Jones"),
    ("FARÍAS", "Farías"), ("MÜLLER", "Müller"), ("ŁUKASIK", "Łukasik"), ("deVries", "deVries"),
    ("Van Buren", "Van Buren"), ("ORTEGA Y GASSET", "Ortega y Gasset"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "parts", "line"), CELLS)
def test_a_single_name_cell_is_split(cell: str, parts: str, line: str) -> None:
    name = names.parse_name(cell)
    assert "|".join(name[:5]) == parts
    assert names.block_line(name.formal) == line


@pytest.mark.parametrize(
    "cell",
    [
        cell
        for cell, _, _ in CELLS
        if names._LAST_FIRST.fullmatch(cell) or names._FIRST_LAST.fullmatch(cell)
    ],
)
def test_names_read_without_nameparser_are_the_same_with_it(cell: str) -> None:
    parsed = names._parser().parse(cell)
    name = names.parse_name(cell)
    assert [name.first, name.middle, name.last] == [
        casing.given_name(parsed.given),
        casing.given_name(parsed.middle),
        casing.last_name(parsed.family),
    ]


def test_some_names_are_read_without_nameparser_and_some_with_it() -> None:
    short = [cell for cell, _, _ in CELLS if names._LAST_FIRST.fullmatch(cell)]
    assert 5 <= len(short) < len(CELLS) - 5


@pytest.mark.parametrize(("typed", "letter"), CASES)
def test_capitals_become_a_name_as_people_write_it(typed: str, letter: str) -> None:
    assert casing.last_name(typed) == letter


def test_separate_columns_do_not_use_nameparser(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> None:
        raise AssertionError("nameparser was asked")

    monkeypatch.setattr(names, "_parser", asked)
    recipient = recipient_of(
        anne(first_name="DR MARIA JOSE", middle_name="L", last_name="DE LA VEGA JR")
    )
    assert recipient.address.lines[0] == "DR MARIA JOSE L DE LA VEGA JR"
    assert recipient.values["recipient"] == {
        "first_name": "Maria Jose",
        "last_name": "de la Vega",
        "full_name": "Maria Jose L de la Vega Jr",
        "greeting": "Maria Jose",
    }


def test_separate_columns_precede_the_single_one() -> None:
    assert recipient_of(anne(name="SOMEBODY, ELSE")).address.lines[0] == "ANNE LEE"
    assert recipient_of(anne(name="LEE, ANNE M", first_name="")).address.lines[0] == "ANNE M LEE"
    assert recipient_of(anne(first_name="", last_name="LEE, ANNE")).address.lines[0] == "ANNE LEE"


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"first_name": ""}, ["first_name M20"]),
        ({"first_name": "", "last_name": ""}, ["first_name M20", "last_name M20"]),
        ({"first_name": "123"}, ["first_name M33"]),
        ({"last_name": "."}, ["last_name M33"]),
        ({"name": "LEE,", "first_name": "", "last_name": ""}, ["name M33"]),
        ({"name": ", ANNE", "first_name": "", "last_name": ""}, ["name M33"]),
        ({"name": "Dr. Lee", "first_name": "", "last_name": ""}, ["name M33"]),
        ({"name": "12345", "first_name": "", "last_name": ""}, ["name M33"]),
        ({"name": "Madonna", "first_name": "", "last_name": ""}, []),
        ({"first_name": "A" * 201}, ["first_name M21"]),
    ],
)
def test_an_incomplete_name_is_a_problem(cells: dict[str, str], problems: list[str]) -> None:
    assert problems_of(anne(**cells)) == problems


TEXT = st.text(
    st.characters(categories=("Lu", "Ll", "Lo", "Nd"), include_characters=" -'’.,&"), max_size=40
)


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_a_block_line_is_in_capitals_and_stable(text: str) -> None:
    line = names.block_line(text)
    assert line == line.upper()
    assert names.block_line(line) == line
    assert "  " not in line


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_casing_changes_no_letter(text: str) -> None:
    for cased in (casing.last_name(text), casing.given_name(text)):
        assert cased.lower().upper() == " ".join(text.split()).lower().upper() or cased == text
        assert casing.last_name(cased) == cased or casing.is_single_case(cased)


@pytest.mark.parametrize(("typed", "written"), [
    ("SAMPLE, FERN MD", "Fern Sample, MD"),
    ("Rivers, Kim MD", "Kim Rivers, MD"),
    ("rivers, kim a. m.d.", "Kim A. Rivers, MD"),
    ("DE LA CRUZ, ANA M, DO", "Ana M de la Cruz, DO"),
    ("O'BRIEN, PAT PA-C", "Pat O'Brien, PA-C"),
    ("Van Horn, Lee, MD, PhD", "Lee Van Horn, MD, PhD"),
    *((text, text) for text in (
        "Fern Sample, MD", "Dr. Fern Sample", "FERN SAMPLE MD", "Sample, Fern",
        "Harbor Family Practice, Norfolk", "BROWN, DO", "Smith, Jones & Lee, PA",
        "Spine Center of Norfolk, Inc.", "Dr. Jane Q. Roe, MD", "MD", ",", "Ortho, Norfolk PA",
    )),
])  # fmt: skip
def test_a_doctor_is_named_as_in_a_sentence(typed: str, written: str) -> None:
    assert doctor_name(typed) == written


def test_the_letter_names_the_doctor_as_in_a_sentence() -> None:
    assert (
        lookup("referral.by", recipient_of(anne(referred_by="SAMPLE, FERN MD")).values)
        == "Fern Sample, MD"
    )
