"""A run: every recipient once, in files for their owner alone, and no patient named elsewhere."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import stat
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from press import cli
from press.mail.letters.compose import ComposedLetter, LetterComposer
from press.mail.recipients import Recipient
from press.withhold import WithheldError
from tests.mail.letters import a_workspace
from tests.samples import STOCK, reader

EXAMPLES = STOCK / "examples"
KINDS = ("csv", "xlsx", "json")
MARK = re.compile(r"\b(\d{4,})-(\d+)/(\d+)\b")
HEADS = [
    "MRN",
    "First Name",
    "Last Name",
    "Address 1",
    "Address 2",
    "City",
    "State",
    "Zip",
    "Appt Date",
]
CANARIES = ("Quixworth", "Zebulon", "CANARYSTREET", "QZ9917")


def people(count: int = 3, **changes: str) -> list[dict[str, str]]:
    """Return rows of a list, each with its own name, street and ZIP code."""
    return [
        {
            "MRN": f"QZ9917{number}",
            "First Name": f"Zebulon{chr(64 + number)}",
            "Last Name": f"Quixworth{chr(64 + number)}",
            "Address 1": f"{number} Canarystreet Rd",
            "Address 2": "",
            "City": "Norfolk",
            "State": "VA",
            "Zip": f"235{(97 * number) % 20 + 1:02}",
            "Appt Date": "3/9/2031" if number % 2 else "",
            **changes,
        }
        for number in range(1, count + 1)
    ]


def a_list(
    folder: Path,
    rows: Sequence[dict[str, str]],
    name: str = "list.csv",
    heads: Sequence[str] = HEADS,
) -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, heads)
    writer.writeheader()
    writer.writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def named(*texts: str) -> list[str]:
    """Return the words of patients that are in some texts."""
    together = "\n".join(texts).casefold()
    return [canary for canary in CANARIES if canary.casefold() in together]


def mail(folder: Path, *arguments: object, workspace: Path | None = None) -> int:
    where = workspace or a_workspace(folder / "practice")
    return cli.main(
        ["--workspace", str(where), "mail", *map(str, arguments), "--output", str(folder / "out")]
    )


def the_run(folder: Path) -> Path:
    runs = [path for path in (folder / "out").iterdir() if path.is_dir()]
    assert len(runs) == 1, runs
    return runs[0]


def report_of(run: Path) -> dict[str, Any]:
    (file,) = run.glob("*.run.json")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def texts(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range() for page in document]


def numbers(file: Path) -> list[int]:
    """Return the recipient's number of each page of a file, by its mark."""
    marks = [MARK.findall(text) for text in texts(file)]
    assert marks
    assert all(len(on_page) == 1 for on_page in marks), "each page carries one mark"
    return [int(on_page[0][0]) for on_page in marks]


@pytest.fixture(scope="module", params=KINDS)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the mailing of an example list; return the folder."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copy(EXAMPLES / f"referrals.{request.param}", folder)
    asked = (
        "referral-welcome",
        folder / f"referrals.{request.param}",
        "--draft",
        "--skip-bad",
        "--date",
        "2031-02-03",
    )
    assert mail(folder, *asked, workspace=EXAMPLES) == cli.DONE
    return the_run(folder)


def test_as_many_come_out_as_went_in(example: Path) -> None:
    fields = report_of(example)
    listed = fields["list"]
    assert listed["rows"] == 40
    assert listed["letters"] + sum(listed["left out"].values()) + listed["problems"] == 40
    assert fields["pieces"] == listed["letters"] >= 30
    seen = [number for file in example.glob("*.print-*.pdf") for number in numbers(file)]
    assert Counter(Counter(seen).values()) == {4: fields["pieces"]}, "two sheets each, both sides"
    left = (next(example.glob("*.left-out.txt"))).read_text(encoding="utf-8").splitlines()
    assert len(left) >= 40 - fields["pieces"]


def test_the_oddities_of_the_examples_are_all_there(example: Path) -> None:
    listed = report_of(example)["list"]
    kind = next(example.parent.parent.glob("referrals.*")).suffix
    assert listed["left out"] == {"deceased": 1, "do not mail": 1, "the same": 1}
    assert listed["problems"] == (
        3 if kind == ".json" else 4
    )  # no FHIR server has what Excel makes of a day
    pages = [
        text.replace("\r\n", "\n") for file in example.glob("*.print-*.pdf") for text in texts(file)
    ]
    for lines in (
        "OLIVER CEDAR JR\n3 EXAMPLE ST\nVIRGINIA BEACH VA",
        "TO THE PARENT OR GUARDIAN OF\nTEASEL THISTLE",
        "BOSTON MA 02134",
        "ROWAN WILLOW\nFOR WREN WILLOW",
        "NORFOLK VA 23510-1234",
        "JACINTO DE LA VEGA",
        "UNITED KINGDOM",
        "URB LAS MUESTRAS\n100 CALLE EJEMPLO\nSAN JUAN PR",
    ):
        assert any(lines in re.sub("[ \xa0]+", " ", page) for page in pages), lines


def test_files_are_for_their_owner_alone_and_named_after_the_run(example: Path) -> None:
    assert stat.S_IMODE(example.stat().st_mode) == 0o700
    files, run = list(example.iterdir()), example.name.rpartition(".")[2]
    assert len(files) >= 3
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert all(file.name.startswith(f"{run}.") for file in files)


def test_the_report_has_each_file_and_its_hash(example: Path) -> None:
    from hashlib import sha256

    reported = {file["name"]: file["sha256"] for file in report_of(example)["files"]}
    there = {
        file.name: sha256(file.read_bytes()).hexdigest()
        for file in example.iterdir()
        if not file.name.endswith(".run.json")
    }
    assert there
    assert reported == there


def test_a_list_with_problems_is_not_mailed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*people(3), *people(26, Zip="90210")[3:]]
    assert mail(tmp_path, "letter", a_list(tmp_path, rows)) == cli.WRONG_CONTENT
    assert not [path for path in (tmp_path / "out").iterdir() if path.is_dir()]
    printed = capsys.readouterr()
    shown = [line for line in printed.err.splitlines() if ": M" in line]
    assert len(shown) == 20
    assert "and 3 more" in printed.err
    (file,) = (tmp_path / "out").glob("*.problems.txt")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 23
    assert all(re.search(r"list\.csv:\d+:8: M26 ", line) for line in lines)
    assert named(printed.out, printed.err, *lines) == []


def test_a_check_says_of_both_rows_that_they_contradict_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check has the same problems and counts as a run."""
    first, second = people(2)
    rows = [first, second, {**second, "Appt Date": "3/10/2031"}]
    listed = {}
    for asked in ((), ("--check",)):
        assert mail(tmp_path, "letter", a_list(tmp_path, rows), *asked) == cli.WRONG_CONTENT
        printed = capsys.readouterr()
        listed[asked] = [line for line in printed.err.splitlines() if ": M31 " in line]
        assert "3 in the list: 1 get a letter, 2 have problems" in printed.out
    assert len(listed[()]) == 2
    assert listed[()] == listed["--check",]


def test_the_rest_is_mailed_if_that_is_asked(tmp_path: Path) -> None:
    rows = [*people(3), *people(5, Zip="")[3:]]
    assert mail(tmp_path, "letter", a_list(tmp_path, rows), "--skip-bad") == cli.DONE
    run = the_run(tmp_path)
    assert report_of(run)["list"] == {"rows": 5, "letters": 3, "left out": {}, "problems": 2}
    assert numbers(next(run.glob("*.print-1.pdf"))) == [1, 2, 3]
    left = next(run.glob("*.left-out.txt")).read_text(encoding="utf-8").splitlines()
    assert [re.search(r":(\d+):8: M20 ", line) and line.split(":")[1] for line in left] == [
        "5",
        "6",
    ]


def test_who_is_refused_for_two_reasons_is_counted_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = people(3)
    rows[1]["Last Name"] = "Quixworth-Featherstonehaugh-Cholmondeley"
    listed = a_list(tmp_path, [*rows, {**rows[1], "Address 1": "99 Canarystreet Rd"}])
    assert mail(tmp_path, "letter", listed, "--labels", "5160", "--skip-bad") == cli.DONE
    assert "4 in the list: 2 get a letter, 2 have problems" in capsys.readouterr().out


def test_only_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mail(tmp_path, "letter", a_list(tmp_path, people(4)), "--check") == cli.DONE
    assert "4 in the list: 4 get a letter" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_a_check_says_that_one_run_is_not_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("press.mail.run.run.MOST", 3)
    assert mail(tmp_path, "letter", a_list(tmp_path, people(4)), "--check") == cli.DONE
    assert " M59 4 recipients are more than the 3 of one run." in capsys.readouterr().err


def test_nobody_is_named_where_others_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*people(4), *people(6, Zip="90210")[4:]]
    assert (
        mail(
            tmp_path, "letter", a_list(tmp_path, rows), "--skip-bad", "--pieces", "--labels", "5160"
        )
        == cli.DONE
    )
    printed, run = capsys.readouterr(), the_run(tmp_path)
    public = [
        printed.out,
        printed.err,
        *os.listdir(run),
        *(
            file.read_text(encoding="utf-8")
            for file in run.iterdir()
            if file.suffix != ".pdf" and not file.name.endswith(".left-out.csv")
        ),
    ]
    (to_mend,) = run.glob("*.left-out.csv")  # a list like the one that was given
    assert os.name != "posix" or stat.S_IMODE(to_mend.stat().st_mode) == 0o600
    pdfs = list(run.glob("*.pdf"))
    assert len(pdfs) == 5
    for file in pdfs:
        document = reader(file.read_bytes())
        public += [
            str(document.metadata),
            str(document.outline),
            document.xmp_metadata.stream.get_data().decode() if document.xmp_metadata else "",
        ]
        public += [str(document.page_labels)]
    assert sum(map(len, public)) > 2000
    assert named(*public) == []
    assert "ZEBULONA" in "".join(
        texts(run / next(name for name in os.listdir(run) if name.endswith("0001.pdf")))
    ), "on paper alone"


def test_one_file_for_each(tmp_path: Path) -> None:
    assert mail(tmp_path, "letter", a_list(tmp_path, people(3)), "--pieces") == cli.DONE
    run = the_run(tmp_path)
    assert sorted(file.name.partition(".")[2] for file in run.glob("*.pdf")) == [
        "0001.pdf",
        "0002.pdf",
        "0003.pdf",
    ]
    for number in (1, 2, 3):
        assert numbers(next(run.glob(f"*.{number:04}.pdf"))) == [number]


def test_of_very_many_files_the_first_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mail(tmp_path, "letter", a_list(tmp_path, people(23)), "--pieces") == cli.DONE
    lines = capsys.readouterr().out.splitlines()
    files = [line.partition(":")[0] for line in lines if line.endswith("pages")]
    assert [file.rpartition(".")[2] for file in files] == ["pdf"] * 20
    assert lines[-1] == "  and 3 more"
    assert len(report_of(the_run(tmp_path))["files"]) == 23


def test_sorted_by_zip(tmp_path: Path) -> None:
    rows = people(6)
    assert mail(tmp_path, "letter", a_list(tmp_path, rows), "--sort", "zip") == cli.DONE
    wanted = sorted(range(1, 7), key=lambda number: (rows[number - 1]["Zip"], number))
    assert wanted != sorted(wanted)
    assert numbers(next(the_run(tmp_path).glob("*.print-1.pdf"))) == wanted


ENCLOSED = {"enclosures": [{"handout": "failed-back-surgery", "layout": "trifold"}]}


def test_no_file_has_more_sheets_than_the_tray_and_no_piece_is_parted(tmp_path: Path) -> None:
    where = a_workspace(tmp_path / "practice", ENCLOSED)
    assert (
        mail(
            tmp_path, "letter", a_list(tmp_path, people(5)), "--tray", 5, "--draft", workspace=where
        )
        == cli.DONE
    )
    run = the_run(tmp_path)
    pieces = [numbers(file) for file in sorted(run.glob("*.print-*.pdf"))]
    assert pieces == [[1] * 4 + [2] * 4, [3] * 4 + [4] * 4, [5] * 4]
    assert [one["sheets"] for one in report_of(run)["files"] if ".print-" in one["name"]] == [
        4,
        4,
        2,
    ]


def test_enclosures_in_a_file_of_their_own(tmp_path: Path) -> None:
    where = a_workspace(tmp_path / "practice", ENCLOSED)
    asked = ("letter", a_list(tmp_path, people(3)), "--enclosures", "separate", "--draft")
    assert mail(tmp_path, *asked, workspace=where) == cli.DONE
    run = the_run(tmp_path)
    letters, enclosed = next(run.glob("*.letters-1.pdf")), next(run.glob("*.enclosures-1.pdf"))
    assert numbers(letters) == [1, 2, 3]
    assert numbers(enclosed) == [1, 1, 2, 2, 3, 3]
    assert [MARK.findall(text)[0][1:] for text in texts(letters) + texts(enclosed)] == [
        ("1", "2")
    ] * 3 + [("2", "2")] * 6
    with pypdfium2.PdfDocument(enclosed) as document:
        assert {page.get_rotation() for page in document} == {0}, (
            "flipped on the short edge, nothing is turned"
        )
    assert report_of(run)["sheets"] == 6


def test_a_preview_shows_the_first_the_longest_and_each_text(tmp_path: Path) -> None:
    rows = people(12)
    rows[7]["Last Name"] = "Quixworthington-Montgomery"
    rows[9]["Address 2"] = "Building 4 Suite 210 North Wing"
    for row in rows:
        row["Appt Date"] = ""
    rows[10]["Appt Date"] = "3/9/2031"
    assert mail(tmp_path, "letter", a_list(tmp_path, rows), "--preview", 2) == cli.DONE
    run = the_run(tmp_path)
    assert numbers(next(run.glob("*.preview.pdf"))) == [1, 2, 8, 10, 11]
    assert not list(run.glob("*.print-*.pdf"))


def test_a_preview_is_one_file(tmp_path: Path) -> None:
    assert (
        mail(
            tmp_path, "letter", a_list(tmp_path, people(3)), "--preview", 3, "--pieces", "--tray", 1
        )
        == cli.DONE
    )
    (file,) = the_run(tmp_path).glob("*.pdf")
    assert numbers(file) == [1, 2, 3]


def test_enclosures_are_turned_as_the_one_of_two_sides_wants_it(tmp_path: Path) -> None:
    """The first has one page, which does not tell how the sheets are turned."""
    both = [
        {"handout": "failed-back-surgery", "layout": layout} for layout in ("faq-sheet", "trifold")
    ]
    where, listed = (
        a_workspace(tmp_path / "practice", {"enclosures": both}),
        a_list(tmp_path, people(2)),
    )
    assert (
        mail(tmp_path, "letter", listed, "--enclosures", "separate", "--draft", workspace=where)
        == cli.DONE
    )
    file = next(the_run(tmp_path).glob("*.enclosures-1.pdf"))
    assert "/DuplexFlipShortEdge" in str(
        reader(file.read_bytes()).trailer["/Root"]["/ViewerPreferences"]  # type: ignore[index]
    )
    assert [MARK.findall(text)[0][1:] for text in texts(file)] == [("2", "3")] * 2 + [
        ("3", "3")
    ] * 2 + [("2", "3")] * 2 + [("3", "3")] * 2


def test_the_window_is_drawn_in_a_preview_alone(tmp_path: Path) -> None:
    from press.paper import ENVELOPES, SHEETS, nominal_area

    envelope, listed = ENVELOPES["us-10-window"], a_list(tmp_path, people(1))
    edge = nominal_area(envelope, envelope.windows[0], SHEETS["letter"])

    def dark(folder: Path) -> int:
        (file,) = the_run(folder).glob("*.pdf")
        with pypdfium2.PdfDocument(file) as document:
            picture = document[0].render(scale=2, grayscale=True).to_pil()
        y = round((792 - edge.y1) * 2)
        strip = picture.crop((round(edge.x0 * 2) + 30, y - 3, round(edge.x1 * 2) - 30, y + 3))
        return sum(level < 160 for level in strip.tobytes())

    assert mail(tmp_path / "shown", "letter", listed, "--preview") == cli.DONE
    assert mail(tmp_path / "mailed", "letter", listed) == cli.DONE
    assert dark(tmp_path / "shown") > 100
    assert dark(tmp_path / "mailed") == 0


def test_the_same_run_again_is_refused_and_nothing_is_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = a_list(tmp_path, people(2))
    assert mail(tmp_path, "letter", listed) == cli.DONE
    run = the_run(tmp_path)
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in run.iterdir()}
    assert mail(tmp_path, "letter", listed) == cli.WRONG_CONTENT
    assert "M57" in capsys.readouterr().err
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in run.iterdir()} == before
    assert os.listdir(run.parent) == [run.name], "and nothing lies beside it"


@pytest.mark.skipif(os.name != "posix", reason="folders are locked on POSIX alone")
def test_two_at_once_do_not_write_into_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second begins while the first composes: it is refused, and the first comes out whole."""
    listed, right, second = a_list(tmp_path, people(3)), LetterComposer.letter, list[int]()
    where = a_workspace(tmp_path / "practice")

    def meanwhile(self: LetterComposer, recipient: Recipient) -> ComposedLetter:
        if not second:
            second.append(-1)
            second[0] = mail(tmp_path, "letter", listed, workspace=where)
        return right(self, recipient)

    monkeypatch.setattr(LetterComposer, "letter", meanwhile)
    assert mail(tmp_path, "letter", listed, workspace=where) == cli.DONE
    assert second == [cli.WRONG_CONTENT]
    assert " M57 " in capsys.readouterr().err
    run = the_run(tmp_path)
    assert numbers(next(run.glob("*.print-1.pdf"))) == [1, 2, 3]
    assert os.listdir(run.parent) == [run.name]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone for all")
def test_the_same_list_gives_the_same_bytes_in_every_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = a_list(tmp_path, people(3))
    for name, zone in (("one", "Pacific/Kiritimati"), ("two", "Pacific/Pago_Pago")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert (
            mail(
                tmp_path / name,
                "letter",
                listed,
                "--date",
                "2031-01-02",
                workspace=a_workspace(tmp_path / "practice"),
            )
            == cli.DONE
        )
    first, second = (the_run(tmp_path / name) for name in ("one", "two"))
    assert first.name == second.name
    names = sorted(os.listdir(first))
    assert names == sorted(os.listdir(second))
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)
    monkeypatch.undo()
    time.tzset()


def test_a_letter_to_somebody_else_is_found_and_nothing_is_put_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake of the program swaps the letters of two recipients."""
    right = LetterComposer.letter
    known: dict[int, Recipient] = {}

    def swapped(self: LetterComposer, recipient: Recipient) -> ComposedLetter:
        known[recipient.number] = recipient
        return right(self, known[1] if recipient.number == 2 else recipient)

    monkeypatch.setattr(LetterComposer, "letter", swapped)
    assert mail(tmp_path, "letter", a_list(tmp_path, people(3))) == cli.WRONG_CONTENT
    printed = capsys.readouterr()
    assert "list.csv:3:1: M60 Page 2, of number 0002," in printed.err
    assert list((tmp_path / "out").iterdir()) == []
    assert named(printed.out, printed.err) == []


def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("press.files.os.fsync", full)
    assert mail(tmp_path, "letter", a_list(tmp_path, people(2))) == cli.WRONG_CONTENT
    assert "W03" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["--enclosures", "separate"], "M58"),
        (["--start-at", "7"], "M58"),
        (["--tray", "0"], "M58"),
        (["--preview", "0"], "M58"),
        (["--preview", "--labels", "5160"], "M58"),
        (["--labels", "5160", "--start-at", "31"], "M47"),
        (["--labels", "9999"], "M46"),
    ],
)
def test_what_cannot_be_asked(
    asked: list[str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mail(tmp_path, "letter", a_list(tmp_path, people(1)), *asked) == cli.WRONG_CONTENT
    assert [line.split(": ")[1][:3] for line in capsys.readouterr().err.splitlines()] == [code]
    assert not (tmp_path / "out").exists()


def test_a_draft_is_made_only_if_that_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, where = (
        a_list(tmp_path, people(1)),
        a_workspace(tmp_path / "practice", {"review": {"status": "draft"}}),
    )
    assert mail(tmp_path, "letter", listed, workspace=where) == cli.WRONG_CONTENT
    assert " R04 " in capsys.readouterr().err
    assert mail(tmp_path, "letter", listed, "--draft", workspace=where) == cli.DONE
    assert "Draft" in texts(next(the_run(tmp_path).glob("*.print-1.pdf")))[0]


def test_where_reviews_are_required_no_draft_is_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = {"review": {"status": "draft"}}
    where = a_workspace(tmp_path / "practice", draft, review_required="yes")
    listed = a_list(tmp_path, people(1))
    assert mail(tmp_path, "letter", listed, "--draft", workspace=where) == cli.WRONG_CONTENT
    assert " R01 This mailing is not approved" in capsys.readouterr().err


def test_a_mistake_of_the_program_s_says_nothing_of_anybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """ReportLab, for one, quotes the paragraph that it cannot set."""

    def failing(self: LetterComposer, recipient: Recipient) -> ComposedLetter:
        raise ValueError(recipient.address.lines)

    monkeypatch.setattr(LetterComposer, "letter", failing)
    with pytest.raises(WithheldError) as raised:
        mail(tmp_path, "letter", a_list(tmp_path, people(2)))
    report = "".join(traceback.format_exception(raised.value))
    assert "in failing" in report, "it tells where"
    assert "ValueError" in report
    assert named(report) == []
    assert os.listdir(tmp_path / "out") == []


def test_nothing_of_anybody_lies_about_when_all_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUT_PRESS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "temporary").mkdir()
    where = a_workspace(tmp_path / "practice", ENCLOSED)
    listed = a_list(tmp_path, [*people(3), *people(4, Zip="90210")[3:]])
    assert (
        mail(
            tmp_path, "letter", listed, "--skip-bad", "--draft", "--labels", "5160", workspace=where
        )
        == cli.DONE
    )
    run = the_run(tmp_path)
    about = [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and path != listed and run not in path.parents
    ]
    assert len(about) >= 2
    kept = b"\n".join(
        [
            *(path.read_bytes() for path in about),
            *(str(path).encode() for path in tmp_path.rglob("*")),
        ]
    ).lower()
    assert not [one for one in CANARIES if one.lower().encode() in kept]


def test_a_preview_lists_who_is_left_out_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*people(2), *people(3, Zip="")[2:]]
    assert (
        mail(tmp_path, "letter", a_list(tmp_path, rows), "--preview", 1, "--skip-bad") == cli.DONE
    )
    assert "left-out.txt" in capsys.readouterr().err
    assert len(list(the_run(tmp_path).glob("*.left-out.txt"))) == 1


@pytest.mark.parametrize("check", [True, False])
def test_the_counts_add_up_where_rows_contradict_each_other(
    check: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two rows of one patient differ; the first of two others has another problem as well."""
    rows = people(5)
    rows[2] = {**rows[0], "Appt Date": "3/10/2031"}
    rows[3]["Last Name"] = "Quixworthington-Featherstone"  # too wide for a label
    rows[4] = {**rows[3], "Last Name": "Quixworth"}
    listed = a_list(tmp_path, rows)
    asked = ["--labels", "5160", "--check" if check else "--skip-bad"]
    assert mail(tmp_path, "letter", listed, *asked) == (cli.WRONG_CONTENT if check else cli.DONE)
    printed = capsys.readouterr()
    assert "5 in the list: 1 get a letter, 4 have problems" in printed.out
    (file,) = (tmp_path / "out").rglob("*.problems.txt" if check else "*.left-out.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    matches = [re.search(r":(\d+):\d+: (\w+) ", line) for line in lines]
    assert [match and match.groups() for match in matches] == [
        ("2", "M31"),
        ("4", "M31"),
        ("5", "M45"),
        ("6", "M31"),
    ]


def test_where_everybody_has_a_problem_they_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --skip-bad nobody is left: that message alone would help nobody."""
    assert (
        mail(tmp_path, "letter", a_list(tmp_path, people(2, Zip="90210")), "--skip-bad")
        == cli.WRONG_CONTENT
    )
    assert capsys.readouterr().err.count(" M26 ") == 2
    assert [path.suffixes[-2:] for path in (tmp_path / "out").iterdir()] == [[".problems", ".txt"]]
