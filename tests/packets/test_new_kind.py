"""A new kind of part is two files: one reads it, one sets it. Nothing else changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packets.packet_workspaces import VALUES, pages_of, practice

ROOT = Path(__file__).parents[2]

FIELDS = '''"""A proverb, and who said it."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Line
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Text


class ProverbFields(InnerFields):
    """The fields of a proverb."""

    title: Line = Field(description="Its heading.")
    words: Line = Field(description="The proverb.")
    by: Line | None = Field(None, description="Who said it.")


@dataclass(frozen=True, slots=True)
class ProverbPart(PartContent):
    """A proverb."""

    title: Text
    words: Text
    by: Text | None


def read(source: FieldSource[ProverbFields]) -> ProverbPart:
    """Return the proverb."""
    return ProverbPart(
        source.required_text("title"), source.required_text("words"), source.text("by")
    )


KIND = PartKind("old-proverb", "A proverb.", ProverbFields, read, rank=200)
'''
SECTIONS = '''"""From a proverb to its section."""

from __future__ import annotations

from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.proverb_part import ProverbPart
from press.packets.part_context import PartContext, SectionMaker, opening, paragraphs


def sections(plan: PartPlan[ProverbPart], context: PartContext) -> list[Section]:
    """Return the proverb below its title."""
    part = plan.content
    return [opening(plan, part.title, paragraphs(part.words, part.by))]


MAKER = SectionMaker(ProverbPart, sections, personal=True)
'''
PROVERB = {"title": "For the road", "words": "Slow is smooth, {{ patient }}.", "by": "Nobody"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with two files more."""
    root = tmp_path_factory.mktemp("copy")
    for folder in ("press", "handouts", "layouts", "assets"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    shutil.copy(ROOT / "make_pdf.py", root)
    kinds = root / "press" / "content" / "packets" / "parts"
    makers = root / "press" / "packets" / "parts"
    (kinds / "proverb_part.py").write_text(FIELDS, encoding="utf-8")
    (makers / "proverb_sections.py").write_text(SECTIONS, encoding="utf-8")
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "make_pdf.py", *arguments],
        cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_a_packet_can_have_it(copy: Path, tmp_path: Path) -> None:
    practice(tmp_path, ["contents", {"old-proverb": PROVERB, "number": "P-1"}])
    (tmp_path / "values.yaml").write_text(json.dumps(VALUES), encoding="utf-8")
    values, output = str(tmp_path / "values.yaml"), str(tmp_path / "it.pdf")
    packet = ["packet", "ours", "--values", values, "--output", output]
    done = run(copy, "--workspace", str(tmp_path), *packet)
    assert done.returncode == 0, done.stderr
    contents, page = pages_of((tmp_path / "it.pdf").read_bytes())
    assert "For the road 2" in contents
    assert "Slow is smooth, Zebulon Quixworth. Nobody" in page
    assert "Patient: Zebulon Quixworth" in page  # at the head of what is the patient's own
    assert "Form P-1" in page


def test_it_is_in_the_schema_behind_the_others(copy: Path) -> None:
    schema = json.loads(run(copy, "schema", "packet").stdout)
    ours = json.loads((ROOT / "assets" / "schema" / "packet.schema.json").read_text("utf-8"))
    parts, old = (found["$defs"]["PartFields"]["properties"] for found in (schema, ours))
    assert parts["old-proverb"]["description"] == "A proverb."
    assert list(parts).index("old-proverb") == list(old).index("file") + 1
    assert {name: field for name, field in parts.items() if name != "old-proverb"} == old
    assert schema["$defs"]["ProverbFields"]["required"] == ["title", "words"]
    assert set(schema["$defs"]) == {*ours["$defs"], "ProverbFields"}


def test_it_is_named_where_a_part_says_nothing(copy: Path, tmp_path: Path) -> None:
    practice(tmp_path, [{"title": "Nothing"}])
    done = run(copy, "--workspace", str(tmp_path), "packet", "ours")
    assert "F11 This part does not say what it is" in done.stderr
    assert "notices, file, old-proverb." in done.stderr
