"""What all tests share: how pages are accepted, and what a skipped check says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept-pages", action="store_true", help="keep what the pages look like now as what they must be")


@pytest.fixture(scope="session")
def needs() -> Callable[[str], str]:
    """``needs("qpdf")``: its path; without it the test is skipped loudly, and on CI it fails."""

    def path_of(program: str) -> str:
        found = shutil.which(program)
        if found:
            return found
        text = f"NOT CHECKED: this machine has no {program}"
        if os.environ.get("CI"):
            pytest.fail(text)
        pytest.skip(text)

    return path_of
