"""Each check finds the one defect of a PDF, and nothing in a PDF without defects."""

from __future__ import annotations

import pytest

from press.problems import CODES
from press.proof.checks import check_pdf, examine
from press.proof.findings_table import KINDS
from tests.conformance.samples import good
from tests.proof.mutants import GOOD, MUTANTS, Change, Mutant, mutated

BY_VERAPDF = {"A28", "A29"}  # test_check.py
NOT_A_CHANGE = {"unreadable", "locked", "encrypted", "shut-out"}  # test_whole_files.py


def kinds(data: bytes) -> set[str]:
    return {finding.kind for finding in examine(data, "brochure.pdf").findings}


def test_the_good_file_has_no_problems() -> None:
    assert check_pdf(good(), "brochure.pdf") == []


@pytest.mark.parametrize("change", GOOD.values(), ids=GOOD)
def test_a_correct_variant_has_no_problems(change: Change) -> None:
    assert kinds(mutated(change)) == set()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.kind)
def test_a_defect_is_found_and_nothing_else(mutant: Mutant) -> None:
    data = mutated(mutant.change)
    assert data != good()
    assert kinds(data) == {mutant.kind, *mutant.also}


def test_every_kind_has_a_mutant() -> None:
    assert {mutant.kind for mutant in MUTANTS} | NOT_A_CHANGE == set(KINDS)


def test_every_code_is_caught_by_a_mutant() -> None:
    family = {code for code in CODES if code.startswith("A")}
    assert {KINDS[mutant.kind].code for mutant in MUTANTS} | BY_VERAPDF == family
