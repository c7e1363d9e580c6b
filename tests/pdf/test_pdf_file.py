"""Objects are read back as they were written; a file of another program is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from press.pdf.file import File, read_objects, stream_bytes
from tests.conformance.samples import good
from tests.imposition.pdf_samples import numbered

PIECES = st.sampled_from(
    [
        b"<</A 1>>",
        b"[1 0 R (endobj)]",
        b"(\\(stream\\) endstream)",
        b"<</B (startxref)>>",
        b"null",
        b"12",
    ]
)
STREAMS = st.binary(max_size=60).map(
    lambda data: stream_bytes(data + b"\nendobj\n9 0 obj\n", "/Type /X")
)


@given(st.lists(PIECES | STREAMS, min_size=1, max_size=250))
def test_objects_come_back(several: list[bytes]) -> None:
    file = File(1, 7)
    for number, data in enumerate(several, 1):
        file.add(number, data)
    made = file.end(b"/Root 1 0 R")
    assert read_objects(made) == dict(enumerate(several, 1))
    assert PdfReader(io.BytesIO(made)).trailer["/Size"] > len(several)  # type: ignore[operator]


@pytest.mark.parametrize("data", [good(), numbered(1), b"%PDF-1.7", b""])
def test_a_file_of_another_program_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"another program|not found|empty"):
        read_objects(data)
