"""The verb impose: what it writes where, what it says, and every code of its family."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from press import cli
from press.finishing import source
from press.finishing.ways import WAYS
from press.paper import SHEETS
from press.problems import CODES
from tests.conformance.samples import good, having, sample, write
from tests.conformance.test_sheets import with_field
from tests.finishing.making import numbered
from tests.making import reader


def run(*arguments: str) -> int:
    return cli.main(["impose", *arguments])


@pytest.fixture
def brochure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Path]:
    """``brochure(data)``: the file of that name, in a folder that is now the current one."""
    monkeypatch.chdir(tmp_path)

    def put(data: bytes) -> Path:
        (tmp_path / "brochure.pdf").write_bytes(data)
        return tmp_path

    return put


def protected(password: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(good()))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def unknown_protection() -> bytes:
    made = sample()
    made.objects["encrypt"] = {"Filter": "/Adobe.PubSec", "V": 4, "SubFilter": "/adbe.pkcs7.s5"}
    made.trailer["Encrypt"] = "&encrypt"
    return write(made)


def protected_with_aes() -> bytes:
    """As is usual today: undoing it takes a package that is not needed for anything else."""
    made = sample()
    made.objects["encrypt"] = {
        "Filter": "/Standard",
        "V": 5,
        "R": 6,
        "Length": 256,
        "P": -4,
        "StmF": "/StdCF",
        "StrF": "/StdCF",
        "CF": {"StdCF": {"AuthEvent": "/DocOpen", "CFM": "/AESV3", "Length": 32}},
        "Perms": f"({'0' * 16})",
        "O": f"({'0' * 48})",
        "U": f"({'0' * 48})",
        "OE": f"({'0' * 32})",
        "UE": f"({'0' * 32})",
    }
    made.trailer["Encrypt"] = "&encrypt"
    return write(made)


def changed(*changes: Callable[..., object]) -> bytes:
    made = sample()
    for change in changes:
        change(made)
    return write(made)


def xfa() -> bytes:
    return changed(having("catalog", "AcroForm", {"XFA": "&xmp", "Fields": []}))


def without_pages() -> bytes:
    return changed(having("pages", "Kids", []), having("pages", "Count", 0))


def older_standard() -> bytes:
    made = sample()
    made.streams["xmp"] = made.streams["xmp"].replace(b"<pdfaid:part>2", b"<pdfaid:part>1")
    return write(made)


LAST = "Make it again from its source; it may be damaged, or no PDF at all."
LOCKED = "brochure.pdf:1:1: S02 The PDF is protected by encryption. Ask who made it for a copy without protection, or print this one as it is."  # noqa: E501

# By what the file is: how it is made, and the lines that are said.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", f"brochure.pdf:1:1: S01 The PDF cannot be read. {LAST}"),
    "no PDF": (lambda: b"<html>Not found</html>", f"brochure.pdf:1:1: S01 The PDF cannot be read. {LAST}"),
    "cut off": (lambda: good()[:3000], f"brochure.pdf:1:1: S01 The PDF cannot be read. {LAST}"),
    "no pages": (without_pages, "brochure.pdf:1:1: S01 The PDF has no pages. Make it again from its source."),
    "with a password": (lambda: protected("secret"), LOCKED),
    "not to be changed": (lambda: protected(""), LOCKED),
    "protected otherwise": (unknown_protection, LOCKED),
    "protected with AES": (protected_with_aes, LOCKED),
    "an XFA form": (
        xfa,
        (
            "brochure.pdf:1:1: S03 The PDF is an XFA form, which Acrobat alone can turn into pages. "
            "Open it in Acrobat, print it to a new PDF, and use that one."
        ),
    ),
    "too many pages": (
        lambda: numbered(source.MOST_PAGES + 2),
        "brochure.pdf:1001:1: S04 The PDF has 1,002 pages; 1,000 are the most that are put onto sheets at once. Split it first.",
    ),
}
REMARKS: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "a broken tree": (
        lambda: changed(lambda made: made["document"]["K"].append("&document")),
        [
            (
                "brochure.pdf:1:1: S05 The tags of the PDF are broken, so the sheets have none. "
                "Make the PDF again from its source if a screen reader is to read the sheets."
            ),
            (
                "brochure.pdf:1:1: S07 The PDF claims a standard that does not hold for the sheets, so they claim none. "
                "Keep the PDF itself for the archive; sheets with tags can keep PDF/UA-1, PDF/A-2 and PDF/A-3."
            ),
        ],
    ),
    "a form field": (
        lambda: changed(with_field),
        [
            "brochure.pdf:2:1: S06 1 form field or comment is part of the paper now. Use the PDF itself to fill it in on a screen.",
        ],
    ),
    "a field that does not print": (
        lambda: changed(with_field, having("field", "F", 2)),
        [
            (
                "brochure.pdf:2:1: S06 1 form field or comment is left out. "
                "They do not print, or leave their look to the program; print the PDF to a new one to see them."
            ),
        ],
    ),
    "an older standard": (
        older_standard,
        [
            (
                "brochure.pdf:1:1: S07 The PDF claims a standard that does not hold for the sheets, so they claim none. "
                "Keep the PDF itself for the archive; sheets with tags can keep PDF/UA-1, PDF/A-2 and PDF/A-3."
            ),
        ],
    ),
    "a thick booklet": (
        lambda: numbered(61),
        [
            (
                "brochure.pdf:1:1: S08 A booklet of 16 sheets is too thick to staple along its fold. "
                "Split the PDF, or have it bound: 15 sheets are the most."
            ),
        ],
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_put_onto_sheets_is_one_problem_and_writes_nothing(
    what: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    make, line = REFUSED[what]
    folder = brochure(make())
    assert run("brochure.pdf", "--as", "booklet") == cli.WRONG_CONTENT
    assert capsys.readouterr() == ("", line + "\n")
    assert os.listdir(folder) == ["brochure.pdf"]


@pytest.mark.parametrize("what", REMARKS)
def test_what_is_only_worth_knowing_is_said_and_the_sheets_are_made(
    what: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    make, lines = REMARKS[what]
    folder = brochure(make())
    assert run("brochure.pdf", "--as", "booklet") == cli.DONE
    assert capsys.readouterr().err.splitlines() == lines
    assert (folder / "brochure.booklet.pdf").exists()


def test_a_file_that_is_too_large(
    brochure: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(source, "MOST_BYTES", 2_000_000)
    brochure(b"x" * 2_000_001)
    assert run("brochure.pdf", "--as", "2up") == cli.WRONG_CONTENT
    assert ": S04 The PDF is larger than 2 MB. Split it" in capsys.readouterr().err


def test_every_code_of_the_family_is_shown_here() -> None:
    family = {code for code in CODES if code.startswith("S")}
    lines = [line for _, line in REFUSED.values()] + [line for _, several in REMARKS.values() for line in several]
    assert {line.split(": ")[1][:3] for line in lines} == family
    assert {code for code in family if CODES[code].remark} == {
        line.split(": ")[1][:3] for _, several in REMARKS.values() for line in several
    }


@pytest.mark.parametrize("way", WAYS)
def test_the_new_file_lies_beside_the_old_one(
    way: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(5))
    assert run("brochure.pdf", "--as", way) == cli.DONE
    size = "65 % of their size" if way == "4up" else "full size"
    turned = (
        "; print on both sides, flipped on the short edge" if way != "4up" else "; print on both sides, flipped on the long edge"
    )
    sheets = "1 sheet" if way == "4up" else "2 sheets"
    assert capsys.readouterr().out == f"brochure.{way}.pdf: 5 pages at {size} on {sheets}{turned}\n"
    assert sorted(os.listdir(folder)) == sorted(["brochure.pdf", f"brochure.{way}.pdf"])
    assert (folder / "brochure.pdf").read_bytes() == numbered(5)


@pytest.mark.parametrize("paper", SHEETS)
def test_paper_and_name_are_chosen_on_the_command_line(
    paper: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(1))
    assert run("brochure.pdf", "--as", "4up", "--paper", paper, "--output", "new/sheets.pdf") == cli.DONE
    assert capsys.readouterr().out.startswith("new/sheets.pdf: 1 page at ")
    box = reader((folder / "new" / "sheets.pdf").read_bytes()).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(SHEETS[paper], abs=0.001)


@pytest.mark.parametrize("name", ["brochure.pdf", "./brochure.pdf", "same.pdf"])
def test_the_old_file_is_never_overwritten(
    name: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(1))
    os.symlink("brochure.pdf", "same.pdf")
    assert run("brochure.pdf", "--as", "2up", "--output", name) == cli.WRONG_CONTENT
    assert ": W04 The new file would take the place of the PDF itself. " in capsys.readouterr().err
    assert (folder / "brochure.pdf").read_bytes() == numbered(1)
    assert (folder / "same.pdf").is_symlink()


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "none.pdf"), "--as", "2up") == cli.WRONG_CONTENT
    assert ": W03 The file cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["brochure.pdf"], ["brochure.pdf", "--as", "8up"], ["--as", "2up"]])
def test_a_way_must_be_named(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == cli.WRONG_CALL
