"""The wheel: built, installed into its own environment, and used in an empty folder, offline."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.samples import STOCK_HANDOUTS

ROOT = Path(__file__).resolve().parent.parent

NO_NETWORK = """
import socket
def refused(*arguments, **options):
    raise OSError("the network is closed in this test")
socket.socket.connect = refused
socket.create_connection = refused
socket.getaddrinfo = refused
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of a new environment with the wheel and our libraries."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    interpreter = scripts / ("python.exe" if os.name == "nt" else "python")
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(interpreter),
        "install",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    # A .pth file gives access to the libraries, but not to packages installed in editable form.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (packages / "sitecustomize.py").write_text(NO_NETWORK)
    return interpreter


def test_holds_the_stock_and_only_files_for_users(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.startswith("press/stock/handouts/")]
    assert "press/stock/layouts/faq-sheet.py" in names
    assert "press/stock/assets/fonts/OFL-AtkinsonHyperlegibleNext.txt" in names
    assert "press/services/skeletons/practice.yaml" in names
    assert "press/proof/VeraPdf.java" in names
    assert "press/py.typed" in names
    assert {"fogra39.inks", "cgats-tr-006.inks", "LICENSE"} <= {
        name.rpartition("conditions/")[2] for name in names
    }
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"press"}


def test_composes_the_stock_from_an_empty_folder_with_the_network_closed(
    python: Path, tmp_path: Path
) -> None:
    closed = subprocess.run(
        [python, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "the network is closed" in closed.stderr
    command = [python.parent / ("make-pdf.exe" if os.name == "nt" else "make-pdf")]
    process = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert process.returncode == 0
    assert all(": L10 " in line for line in process.stderr.splitlines())
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == sorted(
        f"{name}.{layout}.pdf" for name in STOCK_HANDOUTS for layout in ("faq-sheet", "trifold")
    )
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_shows_how_a_brochure_unfolds(python: Path, tmp_path: Path) -> None:
    command = [
        str(python),
        "-m",
        "press.cli",
        "preview",
        "failed-back-surgery",
        "--layout",
        "trifold",
    ]
    process = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert process.returncode == 0, process.stderr
    pictures = list((tmp_path / "out" / "preview").glob("*.png"))
    assert len(pictures) == len(process.stdout.splitlines()) == 3


def test_makes_a_workspace_that_builds_as_it_is(python: Path, tmp_path: Path) -> None:
    for arguments in (
        ["init", "ours"],
        ["--workspace", "ours", "new", "another"],
        ["--workspace", "ours"],
    ):
        process = subprocess.run(
            [python, "-m", "press.cli", *arguments],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        assert process.returncode == 0, process.stderr
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 2 * (len(STOCK_HANDOUTS) + 2)


READ_BY_TESTS = (
    "press",
    "handouts",
    "layouts",
    "assets",
    "tests",
    "benchmarks",
    "docs",
    "examples",
)


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir())
    return unpacked


def test_the_sdist_holds_what_its_tests_read(sdist: Path) -> None:
    here = {
        file.relative_to(ROOT)
        for top in READ_BY_TESTS
        for file in (ROOT / top).rglob("*")
        if file.is_file() and not {"__pycache__", "differences", "out"} & set(file.parts)
    }
    assert len(here) >= 900
    assert not [file for file in here if not (sdist / file).is_file()]


@pytest.mark.slow
def test_the_tests_of_the_sdist_pass(sdist: Path) -> None:
    tests = ["tests/test_docs.py", "tests/test_rooms.py", "tests/content", "tests/reading"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=sdist, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2_000:]
    assert " passed" in done.stdout
