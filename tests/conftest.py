"""Fixtures of all tests: the cache, the acceptance of pages, and programs that a check needs."""

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
    """Give the tests a cache and a data folder of their own, apart from the user's."""
    os.environ["HANDOUT_PRESS_CACHE"] = str(tmp_path_factory.mktemp("kept") / "cache")
    os.environ["HANDOUT_PRESS_DATA"] = str(tmp_path_factory.mktemp("own") / "data")


@pytest.fixture(autouse=True)
def own_data(
    own_cache: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Give each test a data folder of its own: what one mails, another has not mailed already."""
    folder = tmp_path_factory.getbasetemp() / "own-data" / os.urandom(8).hex()
    monkeypatch.setenv("HANDOUT_PRESS_DATA", str(folder))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-pages",
        action="store_true",
        help="store the pages as they look now as the expected pages",
    )


@pytest.fixture(scope="session")
def needs() -> Callable[[str], str]:
    """Return a function for ``needs("qpdf")``: the path of a program.

    Without the program, the test is skipped with a message, and on CI it fails.
    """

    def path_of(program: str) -> str:
        path = shutil.which(program)
        if path:
            return path
        text = f"NOT CHECKED: this machine has no {program}"
        if os.environ.get("CI"):
            pytest.fail(text)
        pytest.skip(text)

    return path_of
