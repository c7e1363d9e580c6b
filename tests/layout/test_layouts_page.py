"""docs/layouts.md is true: its names exist, its example works, and it explains mistakes."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

import press.layout
from press.content.tree import leaves
from press.layout import Arrangement, Flow, Layout, Page, Story, load_layout
from press.problems import CODES, ContentError
from press.proof.checks import check_pdf
from press.tagged.canvas import TaggedCanvas
from press.typeset.editions import NAMES
from press.typeset.styles import Styles
from tests.samples import (
    STOCK_HANDOUTS,
    brand,
    compose_edition,
    handout,
    pages_of,
    squeezed,
    stock,
    stock_handout,
    workspace,
)
from tools import layout_page

TEXT = layout_page.PAGE.read_text(encoding="utf-8")
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = next(block for language, block in FENCED.findall(TEXT) if language == "python")
FIRST_WORDS = {
    re.split(r"\W", code.replace("**", ""), maxsplit=1)[0] for code in CODE.findall(TEXT)
}
# What a name before a dot is in the page's text and in its example.
OBJECTS: dict[str, type] = {
    "story": Story,
    "page": Page,
    "first": Page,
    "flow": Flow,
    "styles": Styles,
    "canvas": TaggedCanvas,
}


def public(owner: type) -> set[str]:
    """The public methods and attributes of a class, and of what it makes."""
    fields = {field.name for field in dataclasses.fields(owner)} if _is_data(owner) else set()
    members = {name for name, _ in inspect.getmembers(owner)} | fields
    members |= set(getattr(owner, "__annotations__", {}))
    return {name for name in members if not name.startswith("_")}


def _is_data(owner: type) -> bool:
    return dataclasses.is_dataclass(owner)


def story_of(name: str = "faq-sheet") -> Story:
    return Story(handout("words"), brand(), load_layout(stock(), name).scale, 12)


def example(folder: Path, text: str = EXAMPLE) -> Any:
    """The brand of a workspace that has the example as its layout."""
    ours = workspace(folder)
    (folder / "layouts" / "two-columns.py").write_text(text, encoding="utf-8")
    return brand(ours)


def test_the_tables_are_up_to_date() -> None:
    """If this fails, run ``python tools/layout_page.py``."""
    assert layout_page.written() == TEXT


def test_every_name_to_import_is_in_the_document() -> None:
    assert len(press.layout.__all__) >= 45
    assert set(press.layout.__all__) <= FIRST_WORDS


@pytest.mark.parametrize("owner", [Story, Page, Layout])
def test_every_public_method_and_attribute_is_in_the_document(owner: type) -> None:
    names = public(owner)
    if owner is Story:
        names |= {name for name in vars(story_of()) if not name.startswith("_")}
    assert len(names) >= 13
    assert names <= FIRST_WORDS


@pytest.mark.parametrize("owner", [Story, Page, Layout, Styles])
def test_every_attribute_in_the_tables_exists(owner: type) -> None:
    instance = {Story: story_of(), Styles: story_of().styles}.get(owner)
    there = public(owner) | set(vars(instance) if instance else ())
    assert set(layout_page.ATTRIBUTES[owner]) <= there


def test_the_document_mentions_nothing_that_does_not_exist() -> None:
    judged = 0
    story = story_of()
    texts = [*CODE.findall(FENCED.sub("", TEXT)), EXAMPLE]
    for owner, name in re.findall(r"\b([a-z]+)\.([a-z_]+)", "\n".join(texts)):
        if owner in OBJECTS:
            judged += 1
            instance = story if owner == "story" else story.styles if owner == "styles" else None
            there = public(OBJECTS[owner]) | set(vars(instance) if instance else ())
            assert name in there, f"{owner}.{name}"
    assert judged >= 30
    for name in re.findall(r"^from press.layout import (.*)$", EXAMPLE, re.MULTILINE)[0].split(
        ", "
    ):
        assert name in press.layout.__all__
    for method in re.findall(r"self\.(\w+)", TEXT):
        assert method in public(Layout) | {"foot", "pages"}, method


def test_the_example_is_short() -> None:
    assert len(EXAMPLE.splitlines()) <= 40
    assert max(map(len, EXAMPLE.splitlines())) <= 100


@pytest.mark.parametrize("edition", [None, *NAMES])
@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_the_example_holds_every_stock_handout_in_every_edition(
    name: str, edition: str | None, tmp_path: Path
) -> None:
    what, whose = stock_handout(name), example(tmp_path)
    composed = compose_edition(what, "two-columns", edition, whose)
    assert composed.body_size == (18 if edition == "large-print" else 14)
    assert not composed.remarks
    pages = [squeezed(text) for text in pages_of(composed.data)]
    assert len(pages) == composed.pages >= 2
    text = ""
    for number, page in enumerate(pages, 1):
        form = f"Form {what.form} · version {what.version} · page {number} of {len(pages)}"
        foot = squeezed(f"Draft: not yet reviewed by a clinician {form}")
        assert page.endswith(foot)
        text += page.removesuffix(foot)
    position = text.index(squeezed(what.title.text))
    for leaf in leaves([(section.heading, section.body) for section in what.sections]):
        position = text.find(squeezed(leaf.text), position)
        assert position >= 0, leaf
    assert squeezed(whose.phone) in text[position:]
    assert not [problem for problem in check_pdf(composed.data, "x.pdf") if not problem.remark]


SCALE, TAKE = 'scale = stock("faq-sheet").scale', "page.take(flow)"
DRAWN = "            page.behind.append({})"
# A mistake in the example: what is replaced by what, the code, and words of the answer.
MISTAKES: dict[str, tuple[str, str, str, str]] = {
    "no layout": ("class TwoColumns(Layout):", "class TwoColumns:", "W02", "0 layouts"),
    "no arrange": ("def arrange(", "def arange(", "W02", "no arrange()"),
    "no row": (SCALE, "scale = {}", "W02", "no row for title"),
    "no such name": ("Stack, run_on", "Stack, run_off", "W02", "cannot import"),
    "too little room": ("endless=True", "endless=False", "L01", "too long"),
    "no section": ("story.passages()", "story.passages()[:2]", "L04", "leaves out"),
    "not taken": (TAKE, "page.number", "L04", "text that it poured"),
    "no number": ("Page(*sheet, number=number)", "Page(*sheet)", "L04", "text that it poured"),
    "off the page": ("foot, MARGIN, floor - 12", "foot, MARGIN, 9", "L04", "off page"),
    "no notice": ("[*story.notices(), ", "[", "L04", "notice"),
    "no form line": (", story.form_line(page, pages)]", "]", "L04", "Form"),
    "furniture": ("page is not pages[-1]", "True", "L04", "notice"),
    "no title": (", title, story.sub", ", story.sub", "L05", "title"),
    "no summary": (", *story.summary()]", "]", "L04", "The short answer"),
    "by hand": (TAKE, f"{TAKE}\n{DRAWN.format('self.hello')}", "L05", "no screen reader"),
    "pale": ('area("primary")', 'area("paper")', "L06", "contrast"),
    "a font": (TAKE, f"{TAKE}\n{DRAWN.format('self.dot')}", "L09", "Helvetica"),
}
DRAWINGS = """
    def hello(self, canvas):
        canvas.drawString(9, 9, "Hello")

    def dot(self, canvas):
        with canvas.furniture():
            canvas.setFont("Helvetica", 9)
            canvas.drawString(9, 9, ".")
"""


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_example_is_answered_as_the_table_says(
    mistake: str, tmp_path: Path
) -> None:
    right, wrong, code, words = MISTAKES[mistake]
    assert EXAMPLE.count(right) == 1
    whose = example(tmp_path, EXAMPLE.replace(right, wrong) + DRAWINGS)
    what = handout(*["word " * 400] * 5, form="TST-01", summary="Short.")
    with pytest.raises(ContentError) as caught:
        compose_edition(what, "two-columns", None, whose)
    answers = [problem for problem in caught.value.problems if words in problem.message]
    assert [problem.code for problem in answers][:1] == [code], caught.value.problems


def test_large_print_is_for_layouts_that_have_a_scale_for_it(tmp_path: Path) -> None:
    without = EXAMPLE.replace('    large = stock("faq-sheet").large\n', "")
    assert without != EXAMPLE
    layout = load_layout(example(tmp_path, without).workspace, "two-columns")
    assert not layout.carries("large-print")


def test_the_table_of_mistakes_has_every_code_of_a_layout() -> None:
    rows = re.findall(r"^\| ([A-Z]\d\d) \|", TEXT, re.MULTILINE)
    assert {row[2] for row in MISTAKES.values()} <= set(rows)
    # L08 and L13 are remarks on what was asked for, not on a layout.
    assert {code for code in CODES if code.startswith("L")} - {"L08", "L13"} <= set(rows)


def test_an_arrangement_is_the_answer() -> None:
    assert {"flows", "pages", "runs_on", "full"} <= public(Arrangement)
