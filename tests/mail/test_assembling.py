"""Many PDFs of ours in one: every page as it was, with a mark; one tree; and what is the same only once."""

from __future__ import annotations

from pathlib import Path

from press.proof.check import check
from tests.mail.pieces import assembled, brochure, letter
from tests.making import EVERYTHING


def test_nothing_is_wrong_with_letters_and_brochures(tmp_path: Path) -> None:
    links, picture = letter(EVERYTHING["links"]), letter(EVERYTHING["picture with caption"], "See 12 0 R) endobj (9 0 R")
    made = assembled([(links, brochure()), (picture, brochure(layout="zfold")), (letter("Colour.", language="en-GB"), brochure())])
    (tmp_path / "made.pdf").write_bytes(made.data)
    (checked,) = check([str(tmp_path / "made.pdf")])
    assert (made.pages, made.sheets) == (12, 6)
    assert "own checks" in checked.summary
    assert checked.problems == ()
