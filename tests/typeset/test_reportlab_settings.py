"""ReportLab as press loads it: nothing is delayed that needs no delay any more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from press.lazy_regex import LazyPattern, compiled_later
from press.typeset import reportlab_settings

from reportlab.lib import PyFontify, rl_safe_eval  # isort: skip  # after press, which configures it
from reportlab.platypus import paragraph  # isort: skip

ROOT = Path(__file__).parents[2]


def test_patterns_that_are_hardly_used_are_compiled_on_demand() -> None:
    assert reportlab_settings.__name__ == "press.typeset.reportlab_settings"
    addresses = vars(paragraph)["uri_pat"]
    assert isinstance(addresses, LazyPattern), (
        "ReportLab has changed: remove it from reportlab_settings.py"
    )
    assert addresses.match("https://www.example.com/a")
    assert not addresses.match("no address")
    assert isinstance(vars(PyFontify)["matchRE"], LazyPattern), "ReportLab has changed"
    unsafe = vars(rl_safe_eval)["__rl_unsafe_re__"]
    assert isinstance(unsafe, LazyPattern), "ReportLab has changed"
    search = unsafe.search
    assert search("x.f_locals")
    assert not search("x.y")


def test_the_pattern_of_yamls_reader_is_compiled_on_demand() -> None:
    """In a process of its own, as other tests import yaml before press does."""
    program = (
        "import press.content.yaml_reader\n"
        "from yaml.reader import Reader\n"
        "pattern = vars(Reader)['NON_PRINTABLE']\n"
        "assert pattern.search('a\\x07b') and not pattern.search('plain')\n"
        "print(type(pattern).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "LazyPattern", "yaml has changed: remove it from yaml_reader.py"


def test_no_other_pattern_is_delayed_and_compile_is_restored() -> None:
    assert [name for name, value in vars(paragraph).items() if isinstance(value, LazyPattern)] == [
        "uri_pat"
    ]
    assert re.compile.__module__ == "re"
    with compiled_later("wanted late"):
        late, soon = re.compile("wanted late"), re.compile("at once")
    assert isinstance(late, LazyPattern)
    assert isinstance(soon, re.Pattern)
    assert late.fullmatch("wanted late")


def loaded_by(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return set(done.stdout.split("\n")[-2].split())


def test_a_build_of_the_stock_loads_only_what_it_needs(tmp_path: Path) -> None:
    """The first build reads the drawing; the second takes it from the cache."""
    build = (
        "import os\n"
        f"os.environ['HANDOUT_PRESS_CACHE'] = {str(tmp_path / 'cache')!r}\n"
        "from press.cli import main\n"
        f"output = {str(tmp_path)!r} + %r\n"
        "assert main(['build', 'failed-back-surgery', '--output', output]) == 0"
    )
    first, second = loaded_by(build % "/one"), loaded_by(build % "/two")
    assert {"svglib", "reportlab.platypus", "yaml", "markdown_it"} <= first
    assert {"reportlab.platypus", "yaml", "markdown_it"} <= second
    needless = {
        "pydantic",
        "jinja2",
        "svglib",
        "lxml",
        "urllib.request",
        "reportlab.graphics.barcode.qr",
        "rich",
    }
    needless |= {"pypdf", "pypdfium2", "babel"}
    assert second & needless == set()
    assert (
        loaded_by(build % "/two")
        & {*needless, "reportlab", "yaml", "markdown_it", "PIL", "dataclasses"}
        == set()
    )


HOOKED = ("reportlab_settings.py", "reportlab_mods.py", ".reportlab_settings", ".reportlab_mods")


@pytest.mark.parametrize("room", ["press.tagged.canvas", "press.layout", "press.typeset.fonts"])
def test_no_file_that_reportlab_looks_for_is_run(tmp_path: Path, room: str) -> None:
    """Beside the command, on the path, and in the home folder."""
    mark = tmp_path / "run"
    for name in HOOKED:
        (tmp_path / name).write_text(
            f"open({str(mark)!r}, 'a').write({name!r})\npageCompression = 0\n", encoding="utf-8"
        )
    program = (
        f"import {room}, sys\n"
        "from reportlab import rl_config\n"
        "assert 'reportlab' in sys.modules and rl_config.pageCompression == 1"
    )
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": paths}
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, **home},
        check=True,
        timeout=60,
    )
    assert not mark.exists(), mark.read_text(encoding="utf-8")
