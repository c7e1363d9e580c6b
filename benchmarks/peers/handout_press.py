"""Make the page with Handout Press: read the YAML, check it, fit it, tag it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from press.brand.brand import read_brand
from press.content.handout import filled, parse_handout
from press.layout import load_layout
from press.typeset.checks import check_story
from press.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[2]


def maker(folder: Path) -> Callable[[dict[str, Any], str], bytes]:
    """Return a function that makes the page. The practice is read once, the handout each time."""
    workspace = open_workspace(str(ROOT))
    brand, _ = read_brand(workspace)
    file = os.path.join(str(folder), "page.yaml")

    def make(page: dict[str, Any], layout: str) -> bytes:
        handout = parse_handout(file, page["yaml"].encode())
        assert not check_story(handout, brand)
        return load_layout(workspace, layout)().compose(filled(handout, brand.values), brand).data

    return make
