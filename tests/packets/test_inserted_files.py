"""Third-party files in a packet: their pages, their tags and warnings; and the pass phrase."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from press import cli
from press.packets.make import FinishedPacket
from press.problems import ContentError
from press.proof.verapdf import lacking, validate
from tests.packets.packet_workspaces import VALUES, pages_of, practice, sample_packet
from tests.samples import compose, stock_handout

LETTER = {"letter": {"title": "Before you come", "body": "Call us if you have a fever."}}
TAGGED = {"file": "consent.pdf", "title": "Consent", "number": "CF-7", "version": "3"}
PLAIN = {"file": "plain.pdf", "title": "Hospital form"}


def with_files(folder: Path, parts: list[Any], **more: Any) -> FinishedPacket:
    """Two files lie in assets/: one of ours, with tags, and one of three pages without any."""
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "consent.pdf").write_bytes(
        compose(stock_handout("your-first-visit"), "instructions").data
    )
    canvas = Canvas(str(folder / "assets" / "plain.pdf"), pagesize=(595, 842))
    for number in (1, 2, 3):
        canvas.drawString(72, 700, f"Somebody else's page {number}")
        canvas.showPage()
    canvas.save()
    return sample_packet(folder, parts, **more)


def test_a_file_stands_on_its_pages_between_the_other_parts(tmp_path: Path) -> None:
    packet = with_files(tmp_path, ["contents", LETTER, TAGGED, LETTER])
    pages = pages_of(packet.data)
    (file,) = (placed for placed in packet.parts if placed.part.kind == "file")
    assert file.first % 2 == 0  # it is pulled out to be signed
    assert file.pages == 3
    assert f"Consent {file.first + 1} " in pages[0]
    for number, page in enumerate(pages[file.first : file.first + 3], 1):
        foot = f"Form CF-7 · version 3 · Consent: page {number} of 3 · "
        assert f"{foot}page {file.first + number} of {len(pages)}" in page
    assert "Your first visit" in pages[file.first]
    assert "What do I bring?" in pages[file.first]
    assert packet.unread == ()


def test_with_files_that_have_good_tags_it_is_as_accessible_as_without(tmp_path: Path) -> None:
    if why := lacking():
        pytest.skip(f"PDF/UA and PDF/A not checked: {why}")
    file = tmp_path / "it.pdf"
    file.write_bytes(with_files(tmp_path / "ours", ["cover", LETTER, TAGGED, LETTER]).data)
    assert not [
        failure for verdict in validate([str(file)], ["ua1", "2a"]) for failure in verdict.failures
    ]


def test_a_file_without_tags_is_a_problem_unless_it_is_accepted(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        with_files(tmp_path / "refused", [LETTER, PLAIN])
    assert {problem.code for problem in raised.value.problems} == {"K10"}
    packet = with_files(tmp_path / "accepted", [LETTER, {**PLAIN, "accessible": "no"}])
    assert "K11" in {remark.code for remark in packet.remarks}
    assert packet.unread == (3, 4, 5)
    assert "Somebody else's page 3" in pages_of(packet.data)[4]


@pytest.mark.parametrize(("name", "code"), [("nothing.pdf", "P01"), ("broken.pdf", "K01")])
def test_a_file_that_cannot_be_taken_is_named_with_all_else_that_is_wrong(
    name: str, code: str, tmp_path: Path
) -> None:
    eating = {
        "eating": {"before": "arrival", "approved_by": "nobody", "rows": [{"what": "Solid food"}]}
    }
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(ContentError) as raised:
        sample_packet(tmp_path, [{"file": name, "title": "It"}, eating])
    assert {problem.code for problem in raised.value.problems if not problem.remark} == {
        code,
        "D01",
    }


def test_a_protected_packet_opens_with_its_pass_phrase_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, [LETTER])
    monkeypatch.chdir(tmp_path)
    Path("values.yaml").write_text(json.dumps(VALUES), encoding="utf-8")
    Path("phrase.txt").write_text("four plain words here\n", encoding="utf-8")
    command = ["--workspace", ".", "packet", "ours", "--values", "values.yaml"]
    assert cli.main([*command, "--output", "it", "--protect", "phrase.txt"]) == cli.DONE
    document = PdfReader("it.pdf")
    assert document.is_encrypted
    assert not document.decrypt("another phrase")
    assert document.decrypt("four plain words here")
    assert "Call us if you have a fever." in " ".join(document.pages[0].extract_text().split())
    Path("phrase.txt").write_text("short\n", encoding="utf-8")
    assert cli.main([*command, "--output", "other", "--protect", "phrase.txt"]) == cli.WRONG_CONTENT
    output = capsys.readouterr()
    assert "K12" in output.err
    assert "short\n" not in output.err
    assert not Path("other.pdf").exists()
