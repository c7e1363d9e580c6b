"""ReportLab as it is loaded here: nothing is mended that it has mended itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from press.lazy_regex import LazyPattern, compiled_later
from press.typeset import reportlab_settings

from reportlab.lib import PyFontify, rl_safe_eval  # isort: skip  # after press, which sets it up
from reportlab.platypus import paragraph  # isort: skip

ROOT = Path(__file__).parents[2]


def test_patterns_that_are_hardly_used_wait_until_they_are_wanted() -> None:
    assert reportlab_settings.__name__ == "press.typeset.reportlab_settings"
    addresses = vars(paragraph)["uri_pat"]
    assert isinstance(addresses, LazyPattern), (
        "ReportLab needs this no more: take it out of reportlab_settings.py"
    )
    assert addresses.match("https://www.example.com/a")
    assert not addresses.match("no address")
    assert isinstance(vars(PyFontify)["matchRE"], LazyPattern), "ReportLab needs this no more"
    unsafe = vars(rl_safe_eval)["__rl_unsafe_re__"]
    assert isinstance(unsafe, LazyPattern), "ReportLab needs this no more"
    taken = unsafe.search
    assert taken("x.f_locals")
    assert not taken("x.y")


def test_so_does_that_of_a_reader_which_is_not_asked() -> None:
    """In a program of its own: other tests load yaml before press does."""
    program = (
        "import press.content.yaml_reader\nfrom yaml.reader import Reader\none = vars(Reader)['NON_PRINTABLE']\n"
        "assert one.search('a\\x07b') and not one.search('plain')\nprint(type(one).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "LazyPattern", (
        "yaml needs this no more: take it out of yaml_reader.py"
    )


def test_only_those_wait_and_compiling_is_as_it_was() -> None:
    assert [name for name, one in vars(paragraph).items() if isinstance(one, LazyPattern)] == [
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
    """The first build reads the drawing; the second, of a changed handout, takes it as it was kept."""
    build = (
        f"import os\nos.environ['HANDOUT_PRESS_CACHE'] = {str(tmp_path / 'cache')!r}\nfrom press.cli import main\n"
        f"assert main(['build', 'failed-back-surgery', '--output', {str(tmp_path)!r} + %r]) == 0"
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
