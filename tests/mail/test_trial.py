"""Names that cannot be proved are problems of their rows; whatever can be printed is printed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from press import cli
from press.mail.recipients import Address
from press.mail.verify.trial import PrintTrial, letters_with_marks
from press.typeset.fonts.registry import fonts_of
from tests.mail.letters import a_workspace, prepared
from tests.mail.test_run import a_list, mail, people, report_of, texts, the_run
from tests.mail.test_verify import MAILER
from tests.samples import brand

SAYS_NAMES = {
    "fields": ["recipient.full_name"],
    "letter": [{"body": "Dear **{{ recipient.full_name }}**,\n\nThis is *for* you."}],
}
# Names whose capitals come apart into letters and marks, or that keep marks of their own.
PRINTED = (
    "Μαΐλης", "Μαΰρος", "Ῥόδης", "ᾼδης", "ΐΰῖῧ", "i̇stanbul", "Nguyễn", "Ọlá Ṣẹ́gun", "Tsį́į́łgo",
    "Q̓ʷay̓", "G̃uahẽ", "M̧ajel̗", "Ǘǖ", "ŉgosi", "ǰohn", "ẖẗẘẙ", "ﬁnn", "ﬅeve", "Ĳsbrand", "ǅenan",
    "Kaʻiulani", "Coŀleoni", "ΐόης", "Groß",
)  # fmt: skip
# A mark twice in one place, and more marks than any orthography has.
UNPROVABLE = (
    "Bo\u0305\u0305b", "Ba\u0316\u0316n", "Ma\u030b\u030bx", "Bo\u2dee\u2deen", "Ba\u0345\u0345n",
    "Z\u0338\u0327\u0321\u0353\u0335o", "J\u030c\u0302\u0303\u0301\u0300ones",
)  # fmt: skip
WAYS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "letter": (SAYS_NAMES, ()),
    "labels": (SAYS_NAMES, ("--labels", "5163")),
    "envelope": ({**SAYS_NAMES, "envelope": "us-10"}, ()),
    "self-mailer": (MAILER, ()),
}


def a_practice(folder: Path, mailing: dict[str, Any]) -> Path:
    workspace = a_workspace(folder / "practice", mailing)
    if mailing is MAILER:
        source = Path(cli.__file__).parents[2] / "handouts" / "failed-back-surgery.yaml"
        text = source.read_text(encoding="utf-8")
        target = workspace / "handouts" / source.name
        target.write_text(f"back: mailer\n{text}", encoding="utf-8")
    return workspace


def mailed(folder: Path, names: tuple[str, ...], way: str, *asked: str, column: str) -> int:
    """Mail to people with these texts in a column; the last row is a plain one."""
    rows = people(len(names) + 1)
    for row, name in zip(rows, names, strict=False):
        row[column] = f"12 {name}" if column == "Address 1" else name
    mailing, more = WAYS[way]
    listed, workspace = a_list(folder, rows), a_practice(folder, mailing)
    return mail(folder, "letter", listed, "--draft", *more, *asked, workspace=workspace)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("column", ["Last Name", "Address 1"])
def test_what_can_be_proved_is_printed(way: str, column: str, tmp_path: Path) -> None:
    names = PRINTED if column == "Last Name" else PRINTED[:10]
    assert mailed(tmp_path, names, way, column=column) == cli.DONE
    assert report_of(the_run(tmp_path))["pieces"] == len(names) + 1


def test_capitals_are_printed_composed(tmp_path: Path) -> None:
    assert mailed(tmp_path, ("Μαΐλης",), "letter", column="Last Name") == cli.DONE
    (file,) = the_run(tmp_path).glob("*.print-*.pdf")
    assert "ΜΑ\u03aa\u0301ΛΗΣ" in texts(file)[0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("column", "number"), [("First Name", 2), ("Address 1", 4), ("City", 6)])
def test_what_cannot_be_proved_is_a_problem_of_its_row(
    way: str, column: str, number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mailed(tmp_path, UNPROVABLE, way, column=column) == cli.WRONG_CONTENT
    places = re.findall(r"list\.csv:(\d+):(\d+): (M\d\d)", capsys.readouterr().err)
    wanted = [(str(line), str(number), "M23") for line in range(2, len(UNPROVABLE) + 2)]
    assert places == wanted
    assert not [path for path in (tmp_path / "out").iterdir() if path.is_dir()]


@pytest.mark.parametrize("way", WAYS)
def test_the_rest_of_the_list_is_mailed(way: str, tmp_path: Path) -> None:
    assert mailed(tmp_path, UNPROVABLE, way, "--skip-bad", column="First Name") == cli.DONE
    fields = report_of(the_run(tmp_path))
    assert (fields["pieces"], fields["list"]["problems"]) == (1, len(UNPROVABLE))


def _letters_of_the_stock() -> list[str]:
    fonts = fonts_of(brand().fonts)
    every = (chr(code) for code in range(0xA0, 0xFFFF))
    letters = [char for char in every if char.isalpha() and not any(fonts.missing(char))]
    assert len(letters) > 1500
    return letters


def test_every_letter_of_the_stock_s_fonts_is_proved(tmp_path: Path) -> None:
    trial = PrintTrial(prepared(tmp_path))
    letters = _letters_of_the_stock()
    groups = ["".join(letters[start : start + 40]) for start in range(0, len(letters), 40)]
    assert [group for group in groups if not trial.reads(group)] == []


def test_every_single_mark_of_the_stock_s_fonts_is_proved(tmp_path: Path) -> None:
    trial, fonts = PrintTrial(prepared(tmp_path)), fonts_of(brand().fonts)
    marks = [char for char in map(chr, range(0x300, 0x370)) if not any(fonts.missing(char))]
    assert len(marks) > 80
    unread = [hex(ord(mark)) for mark in marks if not trial.reads(f"BO{mark}N")]
    assert unread == []


def test_a_letter_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = PrintTrial(prepared(tmp_path), "5160")
    assert trial.reads("Ṣẹ́gun Núñez")
    monkeypatch.setattr("press.mail.verify.trial.verify_pages", None)
    assert trial.reads("Núñez Ṣẹ́")
    with pytest.raises(TypeError):
        trial.reads("Müller")


@pytest.mark.parametrize("plus4", [None, "1234"], ids=["plain", "barcode"])
@pytest.mark.parametrize("envelope", ["us-10-window", "us-10"])
def test_marks_that_reach_out_of_their_place_are_found(
    envelope: str, plus4: str | None, tmp_path: Path
) -> None:
    """The more lines an address has, the nearer are its last marks to the edge."""
    practice = {"mailer_id": "123456", "service_type": "040"}
    trial = PrintTrial(prepared(tmp_path, {"envelope": envelope}, **practice), "5160")

    def reads(count: int) -> bool:
        lines = (*["A ST"] * (count - 1), "O\u0329\u0331\u0347 VA  23510")
        return trial.reads_address(Address(lines, "23510", plus4, None, "US", ""))

    answers = [reads(count) for count in range(3, 12)]
    assert answers[0]
    assert not answers[-1]
    assert answers == sorted(answers, reverse=True)


def test_letters_are_taken_with_their_marks() -> None:
    text = unicodedata.normalize("NFD", "Aẹ́b\u0316\u0317")
    assert list(letters_with_marks(text)) == ["A", "ẹ\u0301", "b\u0316\u0317"]
