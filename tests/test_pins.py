"""Every dependency is pinned, and the floors exclude versions with known holes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = dict(
    line.lower().replace("_", "-").split("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if "==" in line
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def test_every_line_is_one_version() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert not [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)]
    assert {"certifi", "tzdata", "colorama", "hatchling"} <= PINS.keys()


def test_every_dependency_has_a_pin_above_its_floor() -> None:
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    floors = {}
    for line in wanted:
        match = re.match(r"([\w.-]+)(?:\[\w+\])?(?:[>=]=([\d.]+))?", line)
        assert match
        floors[match[1].lower()] = match[2] or "0"
    assert not floors.keys() - PINS.keys()
    assert not [name for name, floor in floors.items() if numbers(PINS[name]) < numbers(floor)]
    known = {"pillow": "12.2", "cryptography": "46.0.7", "lxml": "6.1"}
    assert not [name for name, safe in known.items() if numbers(floors[name]) < numbers(safe)]


def test_the_build_is_pinned_as_the_rest() -> None:
    assert PROJECT["build-system"]["requires"] == [f"hatchling=={PINS['hatchling']}"]


def test_the_readme_names_the_licences_that_ask_for_it() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Licences")[2]
    assert all(word in text for word in ("svglib", "nameparser", "LGPL"))
