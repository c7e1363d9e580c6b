"""Fixtures for the tests of conformance: the validator, and the message if it cannot run."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest

from press.proof.verapdf import Verdict, lacking, validate

Validate = Callable[[Sequence[str], Sequence[str]], list[Verdict]]

UNCHECKED = "PDF/UA and PDF/A not checked:"


@pytest.fixture(scope="session")
def verapdf() -> Validate:
    """Return ``validate``. If the validator cannot run, the test is skipped, and on CI it fails."""
    lack = lacking()
    if lack is None:
        return validate
    text = f"{UNCHECKED} {lack}"
    if os.environ.get("CI"):
        pytest.fail(text)
    pytest.skip(text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the reason of skipped tests on a line of its own, also with -q."""
    reports = (str(report.longrepr) for report in terminalreporter.getreports("skipped"))
    for text in sorted(
        {UNCHECKED + text.split(UNCHECKED)[1].rstrip("')") for text in reports if UNCHECKED in text}
    ):
        terminalreporter.write_sep("!", text, red=True, bold=True)
