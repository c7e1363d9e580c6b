"""Make the page with Typst, through its Python binding: tagged, as PDF/UA-1.

python typst_page.py FOLDER LAYOUT OUT
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "assets" / "fonts"


def maker(folder: Path) -> Callable[[dict[str, Any], str], bytes]:
    """Return a function that makes the page. Each layout has one compiler, with its own cache."""
    for source in HERE.glob("*.typ"):
        shutil.copy(source, folder)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    compilers: dict[str, Any] = {}

    def make(page: dict[str, Any], layout: str) -> bytes:
        if layout not in compilers:
            compilers[layout] = typst.Compiler(
                str(folder / f"{layout}.typ"), root=str(folder), font_paths=fonts
            )
        words = {key: value for key, value in page.items() if key != "yaml"}
        inputs = {"page": json.dumps(words, ensure_ascii=False)}
        return bytes(
            compilers[layout].compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1")
        )

    return make


def main(folder: str, layout: str, out: str) -> None:
    """Make one page, from the ``page.json`` in a folder."""
    page = json.loads((Path(folder) / "page.json").read_text(encoding="utf-8"))
    Path(out).write_bytes(maker(Path(folder))(page, layout))


if __name__ == "__main__":
    main(*sys.argv[1:4])
