"""Each face spells the options and verbs that a message names."""

from __future__ import annotations

from press.cli.spelling import COMMAND_LINE
from press.problems import Place, Problem
from press.spelling import PLAIN, option, spelled, verb


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


def test_the_place_of_an_option_is_spelled_too() -> None:
    problem = Problem(Place.of_option("tray"), "M58", "Too small", f"Use {option('tray', 500)}")
    line = "--tray:1:1: M58 Too small. Use --tray 500."
    assert problem.line(spelling=COMMAND_LINE) == line
    assert problem.line() == "'tray':1:1: M58 Too small. Use 'tray' 500."
