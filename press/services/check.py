"""From PDF files to what is wrong with them for a screen reader, PDF/UA and PDF/A."""

from __future__ import annotations

from typing import NamedTuple

from press.progress import Progress, Stop
from press.proof.check_files import CheckedFile
from press.proof.check_files import check as check_files


class CheckRequest(NamedTuple):
    """PDF files by path, whoever made them."""

    files: tuple[str, ...]


class CheckResult(NamedTuple):
    """Each file once, in the order asked for: its problems, and what was checked."""

    files: tuple[CheckedFile, ...]


def check(
    request: CheckRequest, progress: Progress | None = None, stop: Stop | None = None
) -> CheckResult:
    """Check each file by our own rules, and by veraPDF if this machine has it.

    Raises StoppedError if ``stop`` says True between two files.
    """
    return CheckResult(tuple(check_files(request.files, progress, stop)))
