"""Countries, states and postal codes, and the order of a foreign address."""

from __future__ import annotations

import pytest

from press.mail.recipients import postal_address, regions
from tests.mail.lists import anne, check_rows, problems_of, recipient_of

# As typed → as printed; None is refused.
ZIPS = [
    ("23454", "23454"), ("23454-1234", "23454-1234"), ("234541234", "23454-1234"),
    ("23454 1234", "23454-1234"), ("2134", "02134"), ("501", "00501"), ("21341234", "02134-1234"),
    ("23454.0", "23454"), ("2134.0", "02134"), ("23454-1234-56", "23454-1234"),
    ("23454123456", "23454-1234"), ("00000", None), ("00000-1234", None), ("12", None),
    ("123456", None), ("2345A", None), ("23454-", None), ("23454-12", None), ("2.3454E+4", None),
    ("٢٣٤٥٤", None), ("23,454", None), ("VA 23454", None), ("", None),
]  # fmt: skip

STATES = [
    ("VA", "VA"), ("va", "VA"), ("Va.", "VA"), ("Virginia", "VA"), ("north carolina", "NC"),
    ("D.C.", "DC"), ("Puerto Rico", "PR"), ("AE", "AE"), ("AA", "AA"), ("AP", "AP"), ("MP", "MP"),
    ("GU", "GU"), ("US Virgin Islands", "VI"), ("PW", "PW"), ("FM", "FM"), ("XX", None),
    ("Ontario", None), ("V", None), ("Virgina", None),
]  # fmt: skip

COUNTRIES = [
    ("", "US"), ("US", "US"), ("usa", "US"), ("U.S.A.", "US"), ("United States", "US"),
    ("United States of America", "US"), ("Canada", "CA"), ("ca", "CA"), ("Mexico", "MX"),
    ("México", "MX"), ("Germany", "DE"), ("England", "GB"), ("UK", "GB"), ("South Korea", "KR"),
    ("PR", "PR"), ("Atlantis", None), ("ZZ", None), ("12", None),
]  # fmt: skip

# Foreign addresses: the cells that differ from a sound row → the block below the name.
ABROAD = [
    ("Canada|5 Oak Road||Ottawa|Ontario|k1a 0b1", "5 OAK ROAD|OTTAWA ON K1A 0B1|CANADA"),
    ("DE|Domstraße 5||Köln||50667", "DOMSTRASSE 5|50667 KÖLN|GERMANY"),
    ("UK|5 Oak Road||London||EC1A 1HQ", "5 OAK ROAD|LONDON|EC1A 1HQ|UNITED KINGDOM"),
    ("Mexico|Calle 5||Guadalajara|Jalisco|44100", "CALLE 5|44100 GUADALAJARA, JAL.|MEXICO"),
    ("Japan|5 Oak Road|||Tokyo|154-0023", "5 OAK ROAD, TOKYO|154-0023|JAPAN"),
    ("France|5 rue Haute|Bât. B|Paris||75001", "5 RUE HAUTE|BÂT. B|75001 PARIS|FRANCE"),
]


@pytest.mark.parametrize(("typed", "printed"), ZIPS)
def test_a_zip_code_is_read_or_refused(typed: str, printed: str | None) -> None:
    code = postal_address.read_zip(typed)
    assert (code.printed if code else None) == printed


def test_eleven_digits_end_with_the_delivery_point() -> None:
    address = recipient_of(anne(zip="23454123456")).address
    assert (address.zip5, address.plus4, address.delivery_point) == ("23454", "1234", "56")


@pytest.mark.parametrize(("typed", "code"), STATES)
def test_a_state_is_known_by_its_code_and_its_name(typed: str, code: str | None) -> None:
    assert regions.state_code(typed) == code


@pytest.mark.parametrize(("typed", "code"), COUNTRIES)
def test_a_country_is_known_by_its_code_and_its_name(typed: str, code: str | None) -> None:
    assert regions.country_code(typed) == code


@pytest.mark.parametrize(
    ("state", "zip5", "agrees"),
    [
        ("VA", "23454", True), ("VA", "20101", True), ("VA", "02134", False), ("NY", "06390", True),
        ("CT", "06390", True), ("TX", "88510", True), ("AE", "09012", True), ("AE", "23454", False),
        ("PR", "00901", True), ("GU", "96910", True),
    ],
)  # fmt: skip
def test_a_zip_code_belongs_to_its_state(state: str, zip5: str, agrees: bool) -> None:
    assert regions.zip_in_state(state, zip5) == agrees


def test_every_state_has_zip_codes() -> None:
    codes = set(regions._state_codes().values())
    assert len(codes) >= 62
    assert all(
        any(
            regions.zip_in_state(code, f"{start:03d}{end:02d}")
            for start in range(1000)
            for end in (0, 1, 10, 40, 41, 50, 60, 99)
        )
        for code in codes
    )


@pytest.mark.parametrize(("typed", "block"), ABROAD)
def test_a_foreign_address_has_its_country_s_order_and_name(typed: str, block: str) -> None:
    cells = dict(
        zip(
            ("country", "address_1", "address_2", "city", "state", "zip"),
            typed.split("|"),
            strict=True,
        )
    )
    address = recipient_of(anne(**cells)).address
    assert "|".join(address.lines[1:]) == block
    assert (address.zip5, address.plus4, address.delivery_point) == ("", None, None)


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"zip": "99"}, ["zip M25"]),
        ({"zip": ""}, ["zip M20"]),
        ({"state": "XX"}, ["state M24"]),
        ({"state": "XX", "zip": "99", "city": ""}, ["city M20", "state M24", "zip M25"]),
        ({"state": "NC"}, ["zip M26"]),
        ({"address_1": ""}, ["address_1 M20"]),
        ({"address_1": "N/A"}, ["address_1 M33"]),
        ({"address_1": "Virginia Beach"}, ["address_1 M33"]),
        ({"address_1": "Anne Lee", "address_2": "VIRGINIA BEACH, VA"}, ["address_1 M33"]),
        ({"country": "Atlantis"}, ["country M27"]),
        ({"country": "Canada"}, ["zip M25", "state M24"]),
        ({"country": "Canada", "state": "ON", "zip": ""}, ["zip M20"]),
        (
            {"country": "Canada", "state": "ON", "zip": "K1A 0B1", "address_1": "", "city": ""},
            ["address_1 M20", "city M20"],
        ),
        ({"country": "Germany", "zip": "5066"}, ["zip M25"]),
    ],
)
def test_a_problem_of_an_address_names_its_column(
    cells: dict[str, str], problems: list[str]
) -> None:
    assert sorted(problems_of(anne(**cells))) == sorted(problems)


def test_both_columns_are_named_where_state_and_zip_disagree() -> None:
    (outcome,), _ = check_rows(anne(state="NC"))
    assert "'zip'" in str(outcome)
    assert "'state'" in str(outcome)


def test_a_territory_named_as_a_country_is_a_state() -> None:
    address = recipient_of(anne(country="PR", state="", zip="00901", city="San Juan")).address
    assert address.lines[-1] == "SAN JUAN PR  00901"
    assert address.country == "US"


def test_lost_zeros_are_restored_and_counted() -> None:
    outcomes, checking = check_rows(
        anne(zip="2134", state="MA"), anne(patient_id="2", zip="2134.0", state="MA", last_name="Li")
    )
    assert [problem.code for problem in checking.remarks()] == ["M34", "M35"]
    assert checking.remarks()[0].message.startswith("2 ZIP codes")
    assert len(outcomes) == 2
