"""The documents are true: every link, path, name, command and sample that they mention."""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import shlex
from pathlib import Path

import pytest

from press.cli.options import parser, with_verb
from press.cli.verbs import VERBS
from press.content.handout import parse_handout
from press.problems import CODES
from tools import reference_pages

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
TOPS = {path.name for path in ROOT.iterdir()} - {"out", "dist", "build"}
MADE_LATER = re.compile(
    r"(^|/)(out|NAME|KIND|FOLDER)\b|\*|…|^my-practice|^tests/pages/differences/|[A-Z]{4}"
)
MOST_WORDS = 25
MEAN_WORDS = 12.5


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """The sentences of a page: no code, no tables' bars, no links' targets."""
    text = FENCED.sub("\n\n", text)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    lines = []
    for line in text.splitlines():
        if re.fullmatch(r"[|\s:-]+", line):
            continue
        if line.startswith("|"):
            lines += ["", *(f"{cell}\n" for cell in re.split(r"(?<!\\)\|", line))]
        elif line.startswith("#") or re.match(r"\s*([-*]|\d+\.)\s", line):
            lines += ["", re.sub(r"^\s*([#*-]+|\d+\.)\s+", "", line)]
        else:
            lines.append(line)
    return "\n".join(lines)


def sentences(text: str) -> list[str]:
    parts = []
    for paragraph in re.split(r"\n\s*\n", prose(text)):
        parts += re.split(r"(?<=[.:;?!])\s+", " ".join(paragraph.split()))
    return [part for part in parts if re.search(r"[A-Za-z]", part)]


def anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_there_are_documents_to_judge() -> None:
    assert len(PAGES) >= 15
    assert sum(len(LINK.findall(text_of(name))) for name in NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    for link in LINK.findall(FENCED.sub("", text_of(name))):
        target, _, anchor = link.partition("#")
        if target.startswith("https://"):
            continue
        file = (ROOT / name).parent / target if target else ROOT / name
        assert file.exists(), f"{name}: {link}"
        if anchor:
            assert anchor in anchors(file.read_text(encoding="utf-8")), f"{name}: {link}"


@pytest.mark.parametrize("name", NAMES)
def test_every_path_exists(name: str) -> None:
    for code in CODE.findall(FENCED.sub("", text_of(name))):
        path = code.split()[0].rstrip(",;:")
        if path.split("/")[0] in TOPS and "/" in path and not MADE_LATER.search(path):
            assert (ROOT / path).exists(), f"{name}: {code}"


def test_paths_are_found_to_judge() -> None:
    codes = [code for name in NAMES for code in CODE.findall(text_of(name))]
    assert sum(code.split("/")[0] in TOPS and "/" in code for code in codes) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_program_exists(name: str) -> None:
    for dotted in re.findall(r"\bpress(?:\.[A-Za-z_]\w*)+", text_of(name)):
        parts = dotted.split(".")
        module = None
        for count in range(len(parts), 0, -1):
            with contextlib.suppress(ModuleNotFoundError):
                module = importlib.import_module(".".join(parts[:count]))
                break
        value: object = module
        for part in parts[count:]:
            assert hasattr(value, part), f"{name}: {dotted}"
            value = getattr(value, part)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_one_that_the_program_takes(name: str) -> None:
    for language, block in FENCED.findall(text_of(name)):
        for line in block.splitlines() if language == "sh" else ():
            words = shlex.split(line, comments=True)
            if words[:1] == ["make-pdf"] or words[:2] == ["python", "make_pdf.py"]:
                arguments = words[1:] if words[0] == "make-pdf" else words[2:]
                said = io.StringIO()
                try:
                    with contextlib.redirect_stderr(said):
                        parser().parse_args(with_verb(arguments))
                except SystemExit:
                    pytest.fail(f"{name}: {line}: {said.getvalue()}")


@pytest.mark.parametrize("name", NAMES)
def test_every_code_exists(name: str) -> None:
    for code in re.findall(r"\(([A-Z]\d\d)\)", text_of(name)):
        assert code in CODES, f"{name}: {code}"


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_too_long(name: str) -> None:
    long = [part for part in sentences(text_of(name)) if len(part.split()) > MOST_WORDS]
    assert not long, "\n".join(f"{len(part.split())}: {part}" for part in long)


def test_a_long_sentence_would_be_seen() -> None:
    assert len(sentences("One two. Three\nfour five; six\n\n- seven eight.\n")) == 4


def test_the_readme_is_short() -> None:
    readme = text_of("README.md")
    assert len(readme.splitlines()) <= 120
    counts = [len(part.split()) for part in sentences(readme)]
    assert len(counts) >= 40
    assert sum(counts) / len(counts) <= MEAN_WORDS
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    assert len(commands) == 2
    assert readme.index(commands[1]) < 2_000
    assert len(re.findall(r"!\[", readme[:2_000])) == 2


def test_contributing_is_short() -> None:
    assert len(text_of("CONTRIBUTING.md").splitlines()) <= 40


def test_the_handouts_in_the_documents_can_be_read() -> None:
    judged = 0
    for name in ("README.md", "docs/guide/handouts.md"):
        for language, block in FENCED.findall(text_of(name)):
            if language == "yaml" and "sections:" in block:
                judged += 1
                assert parse_handout(name, block.encode()).sections
    assert judged >= 2


@pytest.mark.parametrize("name", reference_pages.pages())
def test_the_reference_is_up_to_date(name: str) -> None:
    """If this fails, run ``python tools/reference_pages.py``."""
    assert (REFERENCE / name).read_text(encoding="utf-8") == reference_pages.pages()[name]


def test_the_reference_has_every_verb_and_code() -> None:
    verbs = text_of("docs/reference/verbs.md")
    assert all(f"\n## {verb.name}\n" in verbs for verb in VERBS)
    page = text_of("docs/reference/problems.md")
    listed = dict(re.findall(r"^\| ([A-Z]\d\d) \| (.*?) \|$", page, re.MULTILINE))
    assert listed == {
        code: row.means + (" (*remark*)" if row.remark else "") for code, row in CODES.items()
    }
