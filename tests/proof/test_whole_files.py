"""Files that cannot be read, or not by everybody: one problem each, and nothing else."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

from press.pdf.values import EncryptedError
from press.proof import checks
from press.proof.checks import check_pdf, examine
from tests.conformance.samples import good, sample, write


def protected(password: str, allowed: UserAccessPermissions) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(good())))
    writer.encrypt(password, "owner", permissions_flag=allowed, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def kinds(data: bytes) -> list[str]:
    return [finding.kind for finding in examine(data, "brochure.pdf").findings]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"\0" * 4000, b"<html>Not found</html>", good()[:3000]]
)
def test_an_incomplete_pdf_cannot_be_read(data: bytes) -> None:
    assert kinds(data) == ["unreadable"]
    assert not examine(data, "brochure.pdf").readable


def test_a_password_keeps_everybody_out() -> None:
    assert kinds(protected("secret", UserAccessPermissions.all())) == ["locked"]


def test_a_write_protected_file_can_be_read() -> None:
    allowed = UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS | UserAccessPermissions.PRINT
    assert kinds(protected("", allowed)) == []


def test_permissions_can_shut_out_screen_readers() -> None:
    assert kinds(protected("", UserAccessPermissions.PRINT)) == ["shut-out"]


def test_an_unknown_encryption() -> None:
    made = sample()
    made.objects["encrypt"] = {"Filter": "/Adobe.PubSec", "V": 4, "SubFilter": "/adbe.pkcs7.s5"}
    made.trailer["Encrypt"] = "&encrypt"
    assert kinds(write(made)) == ["encrypted"]


def test_an_encryption_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*_: object) -> None:
        raise EncryptedError

    monkeypatch.setattr(checks, "read_document", lacking)
    assert kinds(good()) == ["encrypted"]
    assert examine(good(), "brochure.pdf").readable  # veraPDF may be able to read it


def test_a_problem_names_the_file_and_what_to_do() -> None:
    assert [problem.line() for problem in check_pdf(b"", "brochure.pdf")] == [
        (
            "brochure.pdf:1:1: A01 The PDF cannot be read. Make it again from its source; "
            "it may be damaged, or no PDF at all."
        )
    ]
