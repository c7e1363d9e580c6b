"""Each face spells the options and verbs that a message names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from press.cli.spelling import COMMAND_LINE
from press.problems import Place, Problem
from press.spelling import PLAIN, option, spelled, verb

ENGINE = Path(__file__).resolve().parent.parent / "press"
COMMANDS = re.compile(r"--[a-z]|make-pdf")
# The strings of the engine that may hold words of a command line: their file, and their number.
EXCEPTIONS = {
    "calibration/sheet.py": 5,  # printed on paper, to be typed
    "content/practice_models.py": 2,  # descriptions of YAML fields, for an editor
    "proof/verapdf.py": 1,  # an option of Java's
}


def strings(file: Path) -> Iterator[str]:
    """Yield the constants of a module and the parts of its f-strings, but no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield str(node.value)


def test_the_engine_names_options_and_verbs_and_never_spells_them() -> None:
    found, count = {}, 0
    for file in ENGINE.rglob("*.py"):
        name = file.relative_to(ENGINE).as_posix()
        texts = [] if name.startswith("cli/") else list(strings(file))
        count += len(texts)
        if spelled_here := [text for text in texts if COMMANDS.search(text)]:
            found[name] = spelled_here
    assert count > 5_000
    assert {name: len(texts) for name, texts in found.items()} == EXCEPTIONS, found


def test_a_message_without_marks_stays_as_it_is() -> None:
    assert spelled("--labels is text here", PLAIN) == "--labels is text here"


def test_the_command_line_spells_options_and_verbs() -> None:
    assert spelled(f"Add {option('labels', 5160)}", COMMAND_LINE) == "Add --labels 5160"
    assert spelled(f"Leave out {option('start_at')}", COMMAND_LINE) == "Leave out --start-at"
    calibrate = verb("calibrate", upright="")
    assert spelled(calibrate, COMMAND_LINE) == "make-pdf calibrate --upright"
    new = verb("new", "NAME", workspace="my-practice")
    assert spelled(new, COMMAND_LINE) == "make-pdf --workspace my-practice new NAME"


def test_a_file_that_belongs_to_no_face_has_the_names() -> None:
    assert spelled(f"Add {option('start_at', 4)}", PLAIN) == "Add 'start at' 4"
    assert spelled(verb("init", "DIR"), PLAIN) == "'init DIR'"


def test_names_in_quotation_marks_are_not_quoted_twice() -> None:
    message = f"'{option('pieces')}' makes files that '{option('enclosures', 'separate')}' cuts"
    assert (
        spelled(message, COMMAND_LINE) == "'--pieces' makes files that '--enclosures separate' cuts"
    )
    assert spelled(message, PLAIN) == "'pieces' makes files that 'enclosures' separate cuts"
    assert spelled(f"Print '{verb('calibrate')}'", COMMAND_LINE) == "Print 'make-pdf calibrate'"
    assert spelled(f"Print '{verb('calibrate')}'", PLAIN) == "Print 'calibrate'"
    assert spelled(f"the patients' {option('tray')}", PLAIN) == "the patients' 'tray'"


def test_the_place_of_an_option_is_spelled_too() -> None:
    problem = Problem(Place.of_option("tray"), "M58", "Too small", f"Use {option('tray', 500)}")
    line = "--tray:1:1: M58 Too small. Use --tray 500."
    assert problem.line(spelling=COMMAND_LINE) == line
    assert problem.line() == "'tray':1:1: M58 Too small. Use 'tray' 500."
