"""What the tests of conformance share: the engine that judges, and what is said where it cannot run."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest

from press.proof.verapdf import Verdict, lacking, validate

Validate = Callable[[Sequence[str], Sequence[str]], list[Verdict]]

UNCHECKED = "PDF/UA and PDF/A not checked:"


@pytest.fixture(scope="session")
def verapdf() -> Validate:
    """``validate``; where the engine cannot run, the test is skipped loudly, and on CI it fails."""
    lack = lacking()
    if lack is None:
        return validate
    text = f"{UNCHECKED} {lack}"
    if os.environ.get("CI"):
        pytest.fail(text)
    pytest.skip(text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The skipped tests' reason in a line of its own, which stands there also with -q."""
    reports = (str(report.longrepr) for report in terminalreporter.getreports("skipped"))
    for text in sorted(
        {UNCHECKED + text.split(UNCHECKED)[1].rstrip("')") for text in reports if UNCHECKED in text}
    ):
        terminalreporter.write_sep("!", text, red=True, bold=True)
