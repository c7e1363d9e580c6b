"""Our own checks judge the accessibility of a file; its PDF/A level is what it claims and keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.intake.intake import accessibility_problem
from press.problems import Problem
from press.proof.findings_table import KINDS
from tests.conformance.samples import Sample, good, having
from tests.intake.intake_samples import PLACE, changed, facts_on, plain, taken
from tests.proof.mutants import MUTANTS, Mutant, mutated

# Kinds of findings that intake repairs, or that only whole documents have.
REPAIRED = {
    "not-marked", "parent-differs", "parent-missing", "parent-wrong", "no-title", "title-is-file",
    "title-not-shown", "tabs", "silent-link", "no-language", "loose-field", "silent-field",
    "loose-note", "same-field", "redrawn", "field-font",
}  # fmt: skip
BROKEN_TREES = {"untagged", "no-element", "scan", "cycle", "twice", "odd-kid", "same-content"}


@pytest.mark.parametrize(
    "mutant",
    [one for one in MUTANTS if one.kind not in ("loose-note", "locked", "encrypted")],
    ids=lambda one: one.kind,
)
def test_every_defect_is_judged(mutant: Mutant) -> None:
    code = KINDS[mutant.kind].code
    judged = facts_on(mutated(mutant.change))
    remark = Problem(PLACE, code, "", "").remark and code != "A30"
    if mutant.kind in BROKEN_TREES:
        assert not judged["tagged"]
        assert judged["faults"]
    elif mutant.kind not in REPAIRED and not remark:
        assert judged["faults"]


def test_the_message_of_an_inaccessible_file(tmp_path: Path) -> None:
    silent = taken(plain(), tmp_path)
    where = f"{PLACE.file}:{PLACE.line}:{PLACE.column}"
    said = (
        "'consent.pdf' cannot be read by a screen reader, or not well: page 1: "
        "The PDF has no tags: a screen reader guesses the "
        "order of its text (240 words), and finds no headings or tables (and 1 more)"
    )
    problem, remark = (
        accessibility_problem(silent, PLACE, accepted=False),
        accessibility_problem(silent, PLACE, accepted=True),
    )
    assert problem
    assert remark
    assert problem.line() == (
        f"{where}: K10 {said}. "
        "Ask who made it for a tagged PDF; or write 'accessible: false' here, "
        "and the packet says which pages these are."
    )
    assert remark.line() == (
        f"{where}: K11 {said}. The packet says which pages these are; "
        "give their text in another form to who asks."
    )
    assert (problem.remark, remark.remark) == (False, True)
    assert accessibility_problem(taken(good(), tmp_path), PLACE, accepted=False) is None


def test_text_in_another_language_is_a_fault_of_a_file_without_a_language() -> None:
    def spanish(made: Sample) -> None:
        made.replace(
            "content1",
            b"Walk a little every day",
            b"Llame a la enfermera si tiene un dolor que no se va con el reposo",
        )
        del made["catalog"]["Lang"]

    assert facts_on(changed(spanish), "en-US")["faults"] == (
        (
            "page 2: A text seems to be in another language than it says: "
            "'Llame a la enfermera si tiene un dolor…'"
        ),
    )
    assert not facts_on(changed(spanish), "es")["faults"]


def claiming(part: str, letter: str) -> bytes:
    def change(made: Sample) -> None:
        made.replace("xmp", b"<pdfaid:part>2", f"<pdfaid:part>{part}".encode())
        made.replace("xmp", b"<pdfaid:conformance>A", f"<pdfaid:conformance>{letter}".encode())

    return changed(change)


@pytest.mark.parametrize(
    ("part", "letter", "kept"),
    [("2", "A", "a"), ("1", "B", "b"), ("3", "U", "u"), ("4", "F", ""), ("2", "X", "")],
)
def test_the_claimed_level_of_pdf_a_is_kept(part: str, letter: str, kept: str) -> None:
    assert facts_on(claiming(part, letter))["archive"] == kept


@pytest.mark.parametrize(
    ("what", "kept"),
    [
        ("nothing claimed", ""),
        ("colours for a press", ""),
        ("a font that is not there", ""),
        ("a picture that says nothing", "u"),
        ("letters that mean nothing", "b"),
    ],
)
def test_a_level_that_does_not_hold_is_lowered(what: str, kept: str) -> None:
    changes = {
        "nothing claimed": lambda made: made.streams.update(xmp=b""),
        "colours for a press": having("icc", "N", 4),
        "a font that is not there": lambda made: made["descriptor"].pop("FontFile2"),
        "a picture that says nothing": lambda made: made["figure"].pop("Alt"),
        "letters that mean nothing": lambda made: made.replace(
            "unicode", b"<95> <2022>", b"<95> <0000>"
        ),
    }
    assert facts_on(changed(changes[what]))["archive"] == kept
