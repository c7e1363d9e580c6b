"""Make the page with Handout Press, but without tags: the difference is their cost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from press.brand.brand import read_brand
from press.content.handout import filled, parse_handout
from press.typeset.checks import check_story
from press.workspace import open_workspace
from tests.plain_text import compose_plain

ROOT = Path(__file__).resolve().parents[2]


def maker(folder: Path) -> Callable[[dict[str, Any], str], bytes]:
    """Return a function that makes the page as in handout_press.py, on a canvas without tags."""
    workspace = open_workspace(str(ROOT))
    brand, _ = read_brand(workspace)
    file = os.path.join(str(folder), "page.yaml")

    def make(page: dict[str, Any], layout: str) -> bytes:
        handout = parse_handout(file, page["yaml"].encode())
        assert not check_story(handout, brand)
        return compose_plain(filled(handout, brand.values), layout, brand).data

    return make
