"""A practice's own envelopes, and the names of all envelopes. tests/reading has the problems."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from press.brand.brand import Brand
from press.brand.envelopes import envelope_named
from press.paper import ENVELOPES, INCH, SHEETS, safe_area
from press.problems import ContentError, Place
from press.services.setup import SKELETONS
from tests.samples import PRACTICE, brand, workspace

OURS: dict[str, Any] = {
    "name": "our-double",
    "size": [9.5, 4.125],
    "windows": [
        {"for": "sender", "x": 0.5, "y": 2.375, "w": 3.5, "h": 0.875},
        {"for": "address", "x": 0.5, "y": 0.625, "w": 4, "h": 1},
    ],
    "folds": [4, 7.5],
}


def whose(folder: Path, **practice: Any) -> Brand:
    return brand(workspace(folder, {**PRACTICE, **practice}))


def test_an_envelope_of_its_own_is_found_by_its_name_before_those_that_the_program_knows(
    tmp_path: Path,
) -> None:
    envelopes = whose(tmp_path, envelopes=[OURS, {**OURS, "name": "us-10"}]).envelopes
    own = envelope_named("our-double", envelopes, Place("mailing.yaml"))
    assert own.size == (9.5 * INCH, 4.125 * INCH)
    assert own.sheets == ("letter",)
    assert own.folds == (4 * INCH, 7.5 * INCH)
    windows = [(window.use, window.x / INCH, window.height / INCH) for window in own.windows]
    assert windows == [("sender", 0.5, 0.875), ("address", 0.5, 1)]
    window = own.window("address")
    assert window
    block = safe_area(own, window, SHEETS["letter"])
    assert block
    assert (block.x0 / INCH, block.x1 / INCH) == pytest.approx((0.625, 3.375))
    assert len(envelope_named("us-10", envelopes, Place("mailing.yaml")).windows) == 2
    assert envelope_named("us-10", (), Place("mailing.yaml")) == ENVELOPES["us-10"]
    assert envelope_named("nf", envelopes, Place("mailing.yaml")) == ENVELOPES["nf"]


def test_an_unknown_name_is_guessed(tmp_path: Path) -> None:
    own = whose(tmp_path, envelopes=[OURS]).envelopes
    with pytest.raises(ContentError) as raised:
        envelope_named("our-duoble", own, Place("mailing.yaml", 3, 11))
    assert raised.value.problems[0].line() == (
        "mailing.yaml:3:11: M40 There is no envelope 'our-duoble'. Did you mean 'our-double'?"
    )
    with pytest.raises(ContentError, match="Did you mean 'us-10-window'"):
        envelope_named("us-10-windows", own, Place("mailing.yaml"))


def test_the_sample_in_the_skeleton_can_be_uncommented(tmp_path: Path) -> None:
    text = (Path(SKELETONS) / "practice.yaml").read_text(encoding="utf-8")
    lines = re.sub(
        r"^# (?=envelopes:|mailer_id:|service_type:|  - name|    )", "", text, flags=re.MULTILINE
    )
    where = workspace(tmp_path, PRACTICE)
    Path(where.practice_file).write_text(lines, encoding="utf-8")
    read = brand(where)
    assert [envelope.name for envelope in read.envelopes] == ["our-double"]
    assert (read.mailer_id, read.service_type) == ("000000", "000")


def test_without_its_own_numbers_a_practice_has_none(tmp_path: Path) -> None:
    read = whose(tmp_path)
    assert read.envelopes == ()
    assert read.mailer_id is None
    assert read.service_type is None


@pytest.mark.parametrize("mailer_id", ["900000001", "012345"])
def test_a_mailer_id_stays_as_it_was_typed(mailer_id: str, tmp_path: Path) -> None:
    read = whose(tmp_path, mailer_id=mailer_id, service_type="040")
    assert (read.mailer_id, read.service_type) == (mailer_id, "040")


@pytest.mark.parametrize(
    "mailer_id", ["900001", "800000001", "12345", "1234567890", "12345a", "٠١٢٣٤٥"]
)
def test_a_mailer_id_that_the_postal_service_does_not_give_is_none(
    mailer_id: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError, match="'mailer_id' cannot be"):
        whose(tmp_path, mailer_id=mailer_id, service_type="040")


def test_a_sheet_of_a4_is_judged_by_its_own_size(tmp_path: Path) -> None:
    """With the folds of a letter sheet, its last panel is 4 3/16 in high, too high for a #10."""
    assert whose(tmp_path / "letter", envelopes=[OURS]).envelopes
    with pytest.raises(ContentError, match="A sheet of a4 paper, folded so, does not go into"):
        whose(tmp_path / "a4", envelopes=[OURS], paper="a4")
    folds = [97 / 25.4, 194 / 25.4]
    envelopes = whose(
        tmp_path / "folded",
        envelopes=[{**OURS, "folds": [round(fold, 3) for fold in folds]}],
        paper="a4",
    ).envelopes
    assert envelopes[0].sheets == ("a4",)
