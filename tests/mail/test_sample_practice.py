"""A new user's first mailings: the proof knows the word across every page of a sample practice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw

from press import cli
from press.brand.brand import SAMPLE_PHONE
from press.layout import Story, write_pdf
from press.paper import LABELS
from press.paper.envelopes import ENVELOPES
from tests.mail.letters import a_workspace
from tests.mail.test_run import ENCLOSED, a_list, mail, named, people, the_run
from tests.mail.test_verify import MAILER, MUTANTS, PAGES

WINDOWED = [(name, paper) for name, row in ENVELOPES.items() if row.windows for paper in row.sheets]
FITTING_LABELS = [name for name, row in LABELS.items() if row.height > 50]  # points
LARGE = 40  # points: larger than any other type
PRINTED = [
    (name, paper) for name, row in ENVELOPES.items() if not row.windows for paper in row.sheets
]


def sample_workspace(folder: Path, mailing: dict[str, Any] | None, paper: str) -> Path:
    """Write the sample practice that nobody has changed, with one mailing."""
    workspace = a_workspace(
        folder / "practice",
        mailing,
        phone=SAMPLE_PHONE,
        paper=paper,
        mailer_id="123456",
        service_type="040",
    )
    if mailing and "self_mailer" in mailing:
        source = Path(cli.__file__).parents[2] / "handouts" / "failed-back-surgery.yaml"
        text = source.read_text(encoding="utf-8")
        target = workspace / "handouts" / source.name
        target.write_text(f"back: mailer\n{text}", encoding="utf-8")
    return workspace


def ordered(
    folder: Path, mailing: dict[str, Any] | None, *asked: object, paper: str = "letter"
) -> int:
    """Run a mailing to four people."""
    rows = people(4)
    for number, row in enumerate(rows, 1):
        row["Zip"] += f"-12{number}4"
    workspace = sample_workspace(folder, mailing, paper)
    return mail(folder, "letter", a_list(folder, rows), "--draft", *asked, workspace=workspace)


def marks_on(folder: Path, pattern: str) -> set[str]:
    """Return the letters in the largest type, which are those of the word, of each page."""
    files = sorted(the_run(folder).glob(pattern))
    assert files
    return {"".join(_largest(page)) for file in files for page in pypdfium2.PdfDocument(file)}


def _largest(page: pypdfium2.PdfPage) -> Iterator[str]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        if raw.FPDFText_GetFontSize(text, index) > LARGE:
            yield chr(raw.FPDFText_GetUnicode(text, index))


@pytest.mark.parametrize(("envelope", "paper"), WINDOWED)
def test_letters_in_every_window(envelope: str, paper: str, tmp_path: Path) -> None:
    assert ordered(tmp_path, {"envelope": envelope}, paper=paper) == cli.DONE


@pytest.mark.parametrize(("envelope", "paper"), PRINTED)
def test_printed_envelopes(envelope: str, paper: str, tmp_path: Path) -> None:
    assert ordered(tmp_path, {"envelope": envelope}, paper=paper) == cli.DONE
    assert marks_on(tmp_path, "*.envelopes.pdf") == {"SAMPLE"}


@pytest.mark.parametrize("sheet", FITTING_LABELS)
def test_labels_of_every_kind(sheet: str, tmp_path: Path) -> None:
    assert ordered(tmp_path, None, "--labels", sheet, "--start-at", 2) == cli.DONE
    assert marks_on(tmp_path, f"*.labels-{sheet}.pdf") == {"SAMPLE"}


@pytest.mark.parametrize("paper", ["letter", "a4", "legal"])
def test_self_mailers(paper: str, tmp_path: Path) -> None:
    assert ordered(tmp_path, MAILER, paper=paper) == cli.DONE
    assert marks_on(tmp_path, "*.print-*.pdf") == {"SAMPLE"}, "the word is there once, not twice"


@pytest.mark.parametrize(
    ("mailing", "asked"),
    [
        (PAGES, ()),
        (ENCLOSED, ("--enclosures", "separate")),
        (ENCLOSED, ("--tray", "2", "--labels", "5160")),
        (ENCLOSED, ("--pieces",)),
        (None, ("--preview", "2")),
        ({"envelope": "us-10", **ENCLOSED}, ("--labels", "5163", "--sort", "zip")),
    ],
    ids=["pages", "separate", "trays", "pieces", "preview", "everything"],
)
def test_other_ways_to_print(
    mailing: dict[str, Any] | None, asked: tuple[str, ...], tmp_path: Path
) -> None:
    assert ordered(tmp_path, mailing, *asked) == cli.DONE


@pytest.mark.parametrize("name", MUTANTS)
def test_the_proof_is_as_strict_as_with_a_real_practice(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mailing, asked, change = MUTANTS[name]
    change(monkeypatch)
    assert ordered(tmp_path, mailing, *asked) == cli.WRONG_CONTENT
    output = capsys.readouterr()
    assert " M60 " in output.err
    assert named(output.out, output.err) == []


def _never(canvas: object, page: object, word: str, story: Story) -> None:
    return None


def _twice(canvas: Any, page: Any, word: str, story: Story) -> None:
    MARK_SAMPLE(canvas, page, word, story)
    MARK_SAMPLE(canvas, page, word, story)


def _and_again(canvas: Any, page: Any, word: str, story: Story) -> None:
    MARK_SAMPLE(canvas, page, word, story)
    MARK_SAMPLE(canvas, page._replace(width=page.width - 20), word, story)


def _otherwise(canvas: Any, page: Any, word: str, story: Story) -> None:
    MARK_SAMPLE(canvas, page, "SIMPLE", story)


MARK_SAMPLE = write_pdf._mark_sample


@pytest.mark.parametrize("change", [_never, _twice, _and_again, _otherwise])
@pytest.mark.parametrize(
    ("mailing", "asked"),
    [(None, ()), ({"envelope": "us-10"}, ()), (None, ("--labels", "5160")), (MAILER, ())],
    ids=["letter", "envelope", "labels", "self-mailer"],
)
def test_a_page_without_the_word_alone_is_found(
    change: Any,
    mailing: dict[str, Any] | None,
    asked: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(write_pdf, "_mark_sample", change)
    assert ordered(tmp_path, mailing, *asked) == cli.WRONG_CONTENT
    assert "is not marked as a sample" in capsys.readouterr().err
