"""What all tests share: how pages are accepted, and what a skipped check says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest

# Before any test imports ReportLab: press sets it up while it is imported.
import press.typeset

assert press.typeset


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests keep for one another is theirs, not the user's."""
    os.environ["HANDOUT_PRESS_CACHE"] = str(tmp_path_factory.mktemp("kept") / "cache")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-pages",
        action="store_true",
        help="keep what the pages look like now as what they must be",
    )


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
