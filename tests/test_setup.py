"""ReportLab as it is loaded here: nothing is mended that it has mended itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from press.typeset.setup import Later

from reportlab.platypus import paragraph  # isort: skip  # after press, which sets it up

ROOT = Path(__file__).parents[1]


def test_the_pattern_of_addresses_waits_until_it_is_wanted() -> None:
    pattern = vars(paragraph)["uri_pat"]
    assert isinstance(pattern, Later), "ReportLab needs this no more: take it out of setup.py"
    assert pattern.match("https://www.example.com/a")
    assert not pattern.match("no address")


def test_only_that_one_waits_and_compiling_is_as_it_was() -> None:
    assert [name for name, one in vars(paragraph).items() if isinstance(one, Later)] == ["uri_pat"]
    assert re.compile.__module__ == "re"


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
    needless = {"pydantic", "jinja2", "svglib", "lxml", "urllib.request", "reportlab.graphics.barcode.qr", "rich"}
    needless |= {"pypdf", "pypdfium2", "babel"}
    assert second & needless == set()
    assert loaded_by(build % "/two") & {*needless, "reportlab", "yaml", "markdown_it", "PIL", "dataclasses"} == set()
