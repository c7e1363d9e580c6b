"""An encrypted PDF opens with its pass phrase alone, in three programs, also for screen readers."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from press.pdf.encrypt import protect, unfit
from press.proof.checks import examine
from press.proof.document import read_document
from press.proof.tree import tree_of
from tests.conformance.samples import good
from tests.samples import compose, handout

PHRASES = [
    "four words nobody guesses",
    "Pain­free? 2027!, ja".replace("­", "-"),
    "naïve façade über 12",
]


def opened(data: bytes, phrase: str) -> PdfReader:
    read = PdfReader(io.BytesIO(data))
    assert read.is_encrypted
    assert read.decrypt(phrase)
    return read


@pytest.mark.parametrize("phrase", PHRASES)
def test_it_opens_with_the_pass_phrase_and_not_without(
    phrase: str, needs: Callable[[str], str], tmp_path: Path
) -> None:
    before = compose(handout("Take **nothing** by mouth."), "faq-sheet").data
    after = protect(before, phrase)
    assert (
        opened(after, phrase).pages[0].extract_text()
        == PdfReader(io.BytesIO(before)).pages[0].extract_text()
    )
    assert pypdfium2.PdfDocument(after, password=phrase)[0].get_textpage().count_chars() > 100
    file = tmp_path / "x.pdf"
    file.write_bytes(after)
    told = subprocess.run(
        [needs("qpdf"), f"--password={phrase}", "--check", str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "R = 6" in told.stdout
    assert "stream encryption method: AESv3" in told.stdout
    for word in ("accessibility", "any purpose", "print high resolution"):
        assert [
            line for line in told.stdout.splitlines() if word in line and line.endswith(": allowed")
        ], told.stdout
    for wrong in ("", phrase[:-1], phrase.upper()):
        assert not PdfReader(io.BytesIO(after)).decrypt(wrong)
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(after, password=wrong or None)
        assert subprocess.run(
            [needs("qpdf"), f"--password={wrong}", "--check", str(file)],
            capture_output=True,
            check=False,
        ).returncode
    with pytest.raises(FileNotDecryptedError):
        _ = PdfReader(io.BytesIO(after)).pages[0]


def test_no_text_is_readable_in_the_encrypted_file() -> None:
    after = protect(good(), PHRASES[0])
    assert b"How to care" in good()
    for word in (b"How to care", b"Your back", b"The clinic", b"example.com", PHRASES[0].encode()):
        assert word not in after
    assert protect(good(), PHRASES[0]) != after  # the key is random


def test_permissions_and_the_method_are_the_strongest() -> None:
    entry: Any = opened(protect(good(), PHRASES[0]), PHRASES[0]).trailer["/Encrypt"]
    assert (entry["/V"], entry["/R"], entry["/Length"], entry["/CF"]["/StdCF"]["/CFM"]) == (
        5,
        6,
        256,
        "/AESV3",
    )
    assert entry["/P"] & (1 << 9)  # bit 10: ISO 14289-1, 7.16
    assert entry["/P"] & (1 << 2)


def test_the_tags_are_unchanged() -> None:
    read = opened(protect(good(), PHRASES[0]), PHRASES[0])
    before = PdfReader(io.BytesIO(good()))
    trees = [tree_of(read_document(one), one).root for one in (before, read)]
    said = [tree.text for tree in trees if tree]
    assert len(said) == 2
    assert said[0] == said[1]
    assert len(said[0]) > 100
    assert examine(good(), "").findings == ()


UNTYPABLE = "The pass phrase has characters in it that cannot be typed, or a blank at its end"
UNFIT = {
    "": "The pass phrase is empty",
    "   ": "The pass phrase is empty",
    "secret": "The pass phrase is so short that a computer would soon find it",
    "12051984": "The pass phrase is so short that a computer would soon find it",
    "aaaaaaaaaaaaaaaaaaaa": "The pass phrase is so short that a computer would soon find it",
    "four words nobody guesses ": UNTYPABLE,
    "four words\x00 nobody guesses": UNTYPABLE,
    "four words " * 11 + "nobody guesses": "The pass phrase is longer than a PDF can take",
}


@pytest.mark.parametrize("phrase", UNFIT)
def test_an_unfit_pass_phrase_is_refused(phrase: str) -> None:
    reason = unfit(phrase)
    assert reason
    assert reason[0] == UNFIT[phrase]
    assert phrase not in "".join(reason) or not phrase.strip()
    with pytest.raises(ValueError, match="not looked at"):
        protect(good(), phrase)


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_good_pass_phrase_is_accepted(phrase: str) -> None:
    assert unfit(phrase) is None
