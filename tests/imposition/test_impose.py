"""The verb impose: the files that it writes, its messages, and every code of its family."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from press import cli
from press.imposition import source
from press.imposition.impose import imposed
from press.imposition.schemes import SCHEMES
from press.paper import SHEETS
from press.problems import CODES
from tests.conformance.samples import good, having, sample, write
from tests.conformance.test_sheets import with_field
from tests.imposition.pdf_samples import HALF, LETTER, drawn, numbered, unlike
from tests.samples import (
    PRACTICE,
    STOCK_HANDOUTS,
    compose,
    pictures,
    reader,
    stock_handout,
    workspace,
)


def run(*arguments: str) -> int:
    return cli.main(["impose", *arguments])


@pytest.fixture
def brochure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Path]:
    """``brochure(data)`` writes that file into a new current folder."""
    monkeypatch.chdir(tmp_path)

    def put(data: bytes) -> Path:
        (tmp_path / "brochure.pdf").write_bytes(data)
        return tmp_path

    return put


def protected(password: str, algorithm: str = "RC4-128") -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(good()))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm=algorithm)
    writer.write(out)
    return out.getvalue()


def unknown_protection() -> bytes:
    made = sample()
    made.objects["encrypt"] = {"Filter": "/Adobe.PubSec", "V": 4, "SubFilter": "/adbe.pkcs7.s5"}
    made.trailer["Encrypt"] = "&encrypt"
    return write(made)


def protected_with_aes() -> bytes:
    """Return a file with today's usual encryption, which needs an optional package to decrypt."""
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


def dynamic_xfa() -> bytes:
    """Return an XFA form that also has other fields, and whose pages are not the real content."""
    return changed(
        with_field,
        having("catalog", "NeedsRendering", "true"),
        lambda made: made["catalog"]["AcroForm"].update(XFA="&xmp"),
    )


def portfolio() -> bytes:
    return changed(
        having("catalog", "Collection", {"View": "/D"}),
        having("pages", "Kids", ["&page0"]),
        having("pages", "Count", 1),
    )


def without_pages() -> bytes:
    return changed(having("pages", "Kids", []), having("pages", "Count", 0))


def damaged_page() -> bytes:
    return changed(having("content1", "Filter", "/Foo"), having("page1", "Contents", ["&content1"]))


def older_standard() -> bytes:
    made = sample()
    made.streams["xmp"] = made.streams["xmp"].replace(b"<pdfaid:part>2", b"<pdfaid:part>1")
    return write(made)


def broken_metadata() -> bytes:
    return changed(having("xmp", "Filter", "/Foo"))


def filled_in() -> bytes:
    made = sample()
    with_field(made)
    made["field"].update(FT="/Tx", V="(Jane)")
    made["catalog"]["AcroForm"]["NeedAppearances"] = "true"
    return write(made)


def signed() -> bytes:
    made = sample()
    made.objects["signature"] = {
        "Type": "/Annot", "Subtype": "/Widget", "FT": "/Sig", "T": "(S)", "V": {"Type": "/Sig"},
        "F": 132, "Rect": [0, 0, 0, 0],
    }  # fmt: skip
    made["page0"]["Annots"].append("&signature")
    made["catalog"]["AcroForm"] = {"Fields": ["&signature"], "SigFlags": 3}
    return write(made)


AGAIN = "Get it again where it comes from, or make it again from its source."
DOWNLOAD = "Download or copy it again."
PASSWORD = (
    "brochure.pdf:1:1: S02 The PDF opens only with a password. Open it with the password, "
    "print it to a new PDF, and use that one."
)
UNCHANGED = (
    "brochure.pdf:1:1: S02 The PDF is protected from being changed into another one. "
    "Print the PDF itself, Acrobat's print window has Booklet and Multiple; "
    "or ask who made it for one without protection."
)
NEW = (
    "brochure.pdf:1:1: S03 The PDF is an XFA form, which Acrobat alone can turn into pages. "
    "Open it in Acrobat, print it to a new PDF, and use that one."
)
OTHER = (
    "brochure.pdf:1:1: S01 This is a document of another program, not a PDF. "
    "Open it there, and export it as PDF."
)
PICTURE = "brochure.pdf:1:1: S01 This is a picture, not a PDF. Open it, and print it to a PDF."

# By the kind of file: a function that makes it, and the message.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", f"brochure.pdf:1:1: S01 The file is empty. {DOWNLOAD}"),
    "a web page": (
        lambda: b"\n<!DOCTYPE html><title>Not found</title>",
        (
            "brochure.pdf:1:1: S01 This is a web page, not a PDF. "
            "Open its address in a browser, and save the PDF there, or print the page to one."
        ),
    ),
    "a document of Word": (lambda: b"PK\x03\x04" + b"word/" * 9, OTHER),
    "an old one of Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W" * 99, OTHER),
    "a photograph": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", PICTURE),
    "a photograph of a telephone": (lambda: b"\0\0\0\x18ftypheic", PICTURE),
    "no PDF": (
        lambda: b"A letter to nobody. " * 9,
        (
            "brochure.pdf:1:1: S01 This is no PDF. Look whether it is the right file; if it is, "
            "export it as PDF."
        ),
    ),
    "cut off": (
        lambda: good()[:3000],
        f"brochure.pdf:1:1: S01 The PDF is cut off: its end is missing. {DOWNLOAD}",
    ),
    "damaged": (
        lambda: changed(having("catalog", "Pages", 5)),
        f"brochure.pdf:1:1: S01 The PDF is damaged. {AGAIN}",
    ),
    "damaged for us alone": (
        lambda: changed(lambda made: made["pages"]["Kids"].append("&pages")),
        (
            "brochure.pdf:1:1: S01 The PDF is damaged. Open it in Chrome or Edge, "
            "print it there to a new PDF, and use that one."
        ),
    ),
    "a damaged page": (
        damaged_page,
        f"brochure.pdf:2:1: S01 Page 2 of the PDF is damaged. {AGAIN}",
    ),
    "no pages": (
        without_pages,
        "brochure.pdf:1:1: S01 The PDF has no pages. Make it again from its source.",
    ),
    "with a password": (lambda: protected("secret"), PASSWORD),
    "not to be changed": (lambda: protected(""), UNCHANGED),
    "protected with AES": (protected_with_aes, PASSWORD),
    "protected otherwise": (
        unknown_protection,
        (
            "brochure.pdf:1:1: S02 The PDF is protected in a way that only some programs know. "
            "Print it from the program that opens it."
        ),
    ),
    "an XFA form": (xfa, NEW),
    "an XFA form with fields": (dynamic_xfa, NEW),
    "a portfolio": (
        portfolio,
        (
            "brochure.pdf:1:1: S03 The PDF is a portfolio: its documents are files within it, "
            "and its page is only their cover. "
            "Open it in Acrobat, save the documents out of it, and use those."
        ),
    ),
    "too many pages": (
        lambda: numbered(source.MAX_PAGES + 2),
        (
            "brochure.pdf:1001:1: S04 The PDF has 1,002 pages; "
            "1,000 are the most that are put onto sheets at once. Split it first."
        ),
    ),
}
LOST_CLAIM = (
    "brochure.pdf:1:1: S07 The PDF claims a standard that does not hold for the sheets, "
    "so they claim none. Keep the PDF itself for the archive; "
    "sheets with tags can keep PDF/UA-1, PDF/A-2 and PDF/A-3."
)
REMARKS: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "a broken tree": (
        lambda: changed(lambda made: made["document"]["K"].append("&document")),
        [
            (
                "brochure.pdf:1:1: S05 The tags of the PDF are broken, so the sheets have none. "
                "Make the PDF again from its source if a screen reader is to read the sheets."
            ),
            LOST_CLAIM,
        ],
    ),
    "a form field": (
        lambda: changed(with_field),
        [
            (
                "brochure.pdf:2:1: S06 1 form field or comment is part of the paper now. "
                "Use the PDF itself to fill it in on a screen."
            ),
        ],
    ),
    "a field whose words the program is to draw": (
        filled_in,
        [
            (
                "brochure.pdf:2:1: S06 1 form field or comment is part of the paper now. "
                "Use the PDF itself to fill it in on a screen."
            ),
            (
                "brochure.pdf:2:1: S06 The words in 1 field may be missing: "
                "the PDF leaves their look to the program. "
                "Print the PDF to a new one, and use that one."
            ),
        ],
    ),
    "a field that does not print": (
        lambda: changed(with_field, having("field", "F", 2)),
        [
            (
                "brochure.pdf:2:1: S06 1 form field or comment is left out. "
                "What is left out does not print, or leaves its look to the program; "
                "print the PDF to a new one to see it."
            ),
        ],
    ),
    "an older standard": (older_standard, [LOST_CLAIM]),
    "metadata that cannot be read": (broken_metadata, [LOST_CLAIM]),
    "a signature": (
        signed,
        [
            (
                "brochure.pdf:1:1: S10 The PDF is signed, and the sheets are not. "
                "Keep the PDF itself: it alone proves who signed it."
            ),
        ],
    ),
    "sheets of ours": (
        lambda: imposed(numbered(3), "booklet"),
        [
            (
                "brochure.pdf:1:1: S09 The PDF is on sheets already, as booklet on letter paper; "
                "each of these counts as one page now. Print the PDF itself, "
                "or take the one that it was made from."
            ),
        ],
    ),
    "a brochure of ours": (
        lambda: compose(stock_handout(STOCK_HANDOUTS[0]), "trifold").data,
        [
            (
                "brochure.pdf:1:1: S09 The pages of the PDF are sheets already, "
                "to be folded or cut. Print the PDF itself: "
                "it is made for both sides of the paper, flipped on the short edge."
            ),
        ],
    ),
    "pages that lie": (
        lambda: numbered(3, LETTER[::-1]),
        [
            (
                "brochure.pdf:1:1: S09 The pages are wider than high, "
                "so each fills only half of its half of the paper. "
                "Print the PDF itself if it is a brochure or booklet already, else take --as 2up."
            ),
        ],
    ),
    "a thick booklet": (
        lambda: numbered(61),
        [
            (
                "brochure.pdf:1:1: S08 A booklet of 16 sheets is too thick to staple along its "
                "fold. Split the PDF, or have it bound: 15 sheets are the most."
            ),
        ],
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_file_is_one_problem_and_writes_nothing(
    what: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    make, line = REFUSED[what]
    folder = brochure(make())
    assert run("brochure.pdf", "--as", "booklet") == cli.WRONG_CONTENT
    assert capsys.readouterr() == ("", line + "\n")
    assert os.listdir(folder) == ["brochure.pdf"]


@pytest.mark.parametrize("what", REMARKS)
def test_remarks_are_printed_and_the_file_is_written(
    what: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    make, lines = REMARKS[what]
    folder = brochure(make())
    assert run("brochure.pdf", "--as", "booklet") == cli.DONE
    assert [line for line in capsys.readouterr().err.splitlines() if " S11 " not in line] == lines
    assert (folder / "brochure.booklet.pdf").exists()


def test_a_file_that_is_too_large(
    brochure: Callable[[bytes], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 2_000_000)
    brochure(b"x" * 2_000_001)
    assert run("brochure.pdf", "--as", "2up") == cli.WRONG_CONTENT
    assert ": S04 The PDF is larger than 2 MB. Split it" in capsys.readouterr().err


def test_every_code_of_the_family_is_shown_here() -> None:
    family = {code for code in CODES if code.startswith("S")}
    lines = [line for _, line in REFUSED.values()] + [
        line for _, several in REMARKS.values() for line in several
    ]
    tested_elsewhere = {"S11"}
    assert {line.split(": ")[1][:3] for line in lines} == family - tested_elsewhere
    assert {code for code in family if CODES[code].remark} - {"S11"} == {
        line.split(": ")[1][:3] for _, several in REMARKS.values() for line in several
    }


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_new_file_is_beside_the_old_one(
    scheme: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(5))
    assert run("brochure.pdf", "--as", scheme) == cli.DONE
    size = "65 % of their size" if scheme == "4up" else "full size"
    turned = (
        "; print on both sides, flipped on the short edge"
        if scheme != "4up"
        else "; print on both sides, flipped on the long edge"
    )
    sheets = "1 sheet" if scheme == "4up" else "2 sheets"
    assert (
        capsys.readouterr().out
        == f"brochure.{scheme}.pdf: 5 pages at {size} on {sheets} of letter paper{turned}\n"
    )
    assert sorted(os.listdir(folder)) == sorted(["brochure.pdf", f"brochure.{scheme}.pdf"])
    assert (folder / "brochure.pdf").read_bytes() == numbered(5)


@pytest.mark.parametrize("paper", SHEETS)
def test_paper_and_name_are_chosen_on_the_command_line(
    paper: str, brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(1))
    assert (
        run("brochure.pdf", "--as", "4up", "--paper", paper, "--output", "new/sheets.pdf")
        == cli.DONE
    )
    assert capsys.readouterr().out.startswith("new/sheets.pdf: 1 page at ")
    box = reader((folder / "new" / "sheets.pdf").read_bytes()).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(SHEETS[paper], abs=0.001)


@pytest.mark.parametrize(
    ("pages", "scheme", "said"),
    [
        (numbered(1), "4up", "1 page at 65 % of its size on 1 side of letter paper"),
        (numbered(1), "2up", "1 page at full size on 1 side of letter paper"),
        (numbered(2), "4up", "2 pages at 65 % of their size on 1 side of letter paper"),
        (
            drawn(lambda canvas: canvas.rect(9, 9, 9, 9), (90_000, 90_000)),
            "2up",
            "1 page at 1 % of its size on 1 side of letter paper",
        ),
        (
            numbered(2, LETTER[::-1]),
            "2up",
            "2 pages at 65 % of their size on 1 side of letter paper",
        ),
    ],
)
def test_the_summary_has_the_scale_of_pages(
    pages: bytes,
    scheme: str,
    said: str,
    brochure: Callable[[bytes], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    brochure(pages)
    assert run("brochure.pdf", "--as", scheme) == cli.DONE
    assert capsys.readouterr() == (f"brochure.{scheme}.pdf: {said}\n", "")


def test_pages_of_several_sizes(
    brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    writer, out = PdfWriter(), io.BytesIO()
    for size in (HALF, LETTER):
        writer.append(io.BytesIO(numbered(1, size)))
    writer.write(out)
    brochure(out.getvalue())
    assert run("brochure.pdf", "--as", "2up") == cli.DONE
    assert (
        capsys.readouterr().out
        == "brochure.2up.pdf: 2 pages at 65 to 100 % of their size on 1 side of letter paper\n"
    )


# The practice's paper and printers


def practice(folder: Path, **more: object) -> None:
    workspace(folder, {**PRACTICE, **more})


def test_the_paper_is_the_practices_own(
    brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(2))
    practice(folder, paper="a4")
    for asked, name in ((), "A4"), (("--paper", "legal"), "legal"):
        assert run("brochure.pdf", "--as", "2up", *asked) == cli.DONE
        assert capsys.readouterr().out.endswith(f" of {name} paper\n")


def test_a_practice_with_problems_stops_only_calls_that_need_it(
    brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(2))
    practice(folder, paper="a3")
    assert run("brochure.pdf", "--as", "2up") == cli.WRONG_CONTENT
    assert (
        run("brochure.pdf", "--as", "2up", "--paper", "a4", "--printer", "desk")
        == cli.WRONG_CONTENT
    )
    assert capsys.readouterr().err.count("F03") == 2
    assert not (folder / "brochure.2up.pdf").exists()
    assert run("brochure.pdf", "--as", "2up", "--paper", "a4") == cli.DONE


DESK = {"name": "desk", "x": 0.25, "y": -0.5, "back_x": -0.125}


def test_sheets_are_moved_for_a_printer_front_and_back_apart(
    brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(4))
    practice(folder, printers=[DESK])
    for more in ((), ("--printer", "desk")):
        assert run("brochure.pdf", "--as", "booklet", *more) == cli.DONE
    plain, off = (
        pictures((folder / name).read_bytes(), 2)
        for name in ("brochure.booklet.pdf", "brochure.booklet.desk.pdf")
    )
    for page, its, (right, down) in zip(plain, off, ((-36, -72), (18, 0)), strict=True):
        box = 200, 200, 1200, 1000
        assert unlike(page.crop(box), its.crop(box)) > 1
        assert (
            unlike(page.crop(box), its.crop((200 + right, 200 + down, 1200 + right, 1000 + down)))
            < 0.01
        )
    assert capsys.readouterr().err == ""


def test_a_printer_without_offsets_for_upright_sheets_moves_none_and_is_a_remark(
    brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(4))
    practice(folder, printers=[DESK])
    for more in ((), ("--printer", "desk")):
        assert run("brochure.pdf", "--as", "4up", *more) == cli.DONE
    assert (folder / "brochure.4up.pdf").read_bytes() == (
        folder / "brochure.4up.desk.pdf"
    ).read_bytes()
    assert capsys.readouterr().err == (
        "assets/practice.yaml:1:1: B04 The printer 'desk' has no numbers for upright pages, "
        "so they are not moved. "
        "Print 'make-pdf calibrate --upright': it tells what to write there.\n"
    )


def test_an_unknown_printer(
    brochure: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brochure(numbered(4))
    practice(folder, printers=[DESK])
    assert run("brochure.pdf", "--as", "2up", "--printer", "disk") == cli.WRONG_CONTENT
    assert (
        "B03 practice.yaml has no printer 'disk'. Did you mean 'desk'?" in capsys.readouterr().err
    )
    assert sorted(os.listdir(folder)) == ["assets", "brochure.pdf", "handouts", "layouts"]


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


def test_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "none.pdf"), "--as", "2up") == cli.WRONG_CONTENT
    assert ": W03 The file cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["brochure.pdf"], ["brochure.pdf", "--as", "8up"], ["--as", "2up"]]
)
def test_a_scheme_must_be_named(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == cli.WRONG_CALL
