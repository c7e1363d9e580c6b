"""The script of docs/develop/services.md runs, and makes what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from press import cache

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "develop" / "services.md"


def test_the_script_of_the_documents_runs(tmp_path: Path) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(script.splitlines()) <= 25
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), cache.VARIABLE: str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "script.py", str(ROOT / "examples"), "out"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "handout failed-back-surgery: draft" in lines
    assert [line for line in lines if re.fullmatch(r"\d+ \d+", line)] == ["0 2", "1 2", "2 2"]
    assert any(": M59 3 recipients were left out" in line for line in lines)
    made = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.*")]
    names = sorted(path.as_posix() for path in made if path.suffix in (".pdf", ".png"))
    assert [re.sub(r"[0-9a-f]{6}|\d{4}-\d\d-\d\d", "X", name) for name in names] == [
        "handouts/failed-back-surgery.faq-sheet.pdf",
        "handouts/failed-back-surgery.trifold.pdf",
        "mailings/please-call-us.X/X.print-1.pdf",
        "packets/scs-trial.X.1.X.pdf",
        "pictures/failed-back-surgery.trifold.folded.png",
        "pictures/failed-back-surgery.trifold.page-1.png",
        "pictures/failed-back-surgery.trifold.page-2.png",
    ]
