"""A service knows no terminal, no exit and no current folder, and its request is frozen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from press import services

MODULES = sorted(Path(services.__file__).parent.glob("*.py"))
IMPORTS = {"argparse", "getpass", "rich", "readline", "curses", "press.cli", "press.desk"}
CALLS = {"print", "input", "exit", "quit", "getcwd", "getcwdb", "cwd", "chdir", "abspath"}
STREAMS = {"argv", "stdin", "stdout", "stderr"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def judged(source: str) -> set[str]:
    """What a module has that a service must not have."""
    tree = ast.parse(source)
    imports = {
        name
        for name in imported(tree)
        for forbidden in IMPORTS
        if name == forbidden or name.startswith(f"{forbidden}.")
    }
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return imports | (CALLS & set(called(tree))) | (STREAMS & attributes)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_service_is_no_face(module: Path) -> None:
    # abspath finds the folder of the skeletons, from the module's own file.
    allowed = {"abspath"} if module.stem == "setup" else set()
    assert judged(module.read_text(encoding="utf-8")) == allowed


def test_there_are_services_to_judge() -> None:
    names = {module.stem for module in MODULES}
    assert {"build", "preview", "calibrate", "impose", "check", "library", "setup"} <= names


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import argparse", "argparse"),
        ("def f():\n    from press.cli.console import report", "press.cli.console"),
        ("print('x')", "print"),
        ("import os\nos.getcwd()", "getcwd"),
        ("import sys\nsys.exit(1)", "exit"),
        ("import sys\nsys.stderr.write('x')", "stderr"),
    ],
)
def test_the_judge_sees_a_face(source: str, found: str) -> None:
    assert judged(source) == {found}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_requests_and_results_are_frozen(module: Path) -> None:
    loaded = import_module(f"press.services.{module.stem}") if module.stem[0] != "_" else services
    types = [
        value
        for name, value in vars(loaded).items()
        if isinstance(value, type) and name.endswith(("Request", "Result"))
    ]
    assert types or module.stem in ("__init__", "jobs")
    for kind in types:
        parameters = getattr(kind, "__dataclass_params__", None)
        assert issubclass(kind, tuple) or (parameters is not None and parameters.frozen), kind
