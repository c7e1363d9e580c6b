"""No word is lost between the handout and the page, whatever a layout does to its paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.layout import load_layout
from press.layout.preflight import lost
from press.problems import ContentError, Place
from press.typeset.story import Story
from tests.samples import EVERYTHING, KINDS, brand, compose, handout, stock, workspace

# A practice's layout that puts something of each passage on a page, and ``what`` of one of them.
LAYOUT = """
from press.layout import Arrangement, Layout, Page, Stack, stock


class Ours(Layout):
    scale = stock("faq-sheet").scale

    def arrange(self, story):
        page = Page(612, 792)
        page.put(Stack(story.notices()), 300, 60, 250)
        top = page.put(story.title(500, 2), 36, 780, 500)
        for passage in story.passages():
            for one in passage.flowables:
                one.wrap(200, 1e6)
                {what}
                top = page.put(one, 36, top, 200)
        return Arrangement(12, [page])
"""


def made(folder: Path, what: str, *bodies: str) -> None:
    ours = workspace(folder)
    (folder / "layouts" / "ours.py").write_text(LAYOUT.format(what=what), encoding="utf-8")
    compose(handout(*bodies), "ours", brand(ours))


def test_what_is_put_whole_is_all_there(tmp_path: Path) -> None:
    made(tmp_path, "pass", "one two " * 30, "three **four** five")


@pytest.mark.parametrize(
    "what",
    [
        "one = (one.split(200, 40) or [one])[0]",  # the first lines alone
        "one = (one.split(200, 40) or [one])[-1]",  # the last lines alone
        # A line in the middle.
        "lines = one.blPara.lines; lines[1:2] = [] if one.blPara.kind == 0 else lines[1:2]",
    ],
)
def test_lines_that_a_layout_loses_are_a_problem(what: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        made(tmp_path, what, "one two three " * 30)
    assert [problem.code for problem in caught.value.problems] == ["L04"]
    assert "'Question 1?'" in caught.value.problems[0].message


@pytest.mark.parametrize("layout", KINDS)
@pytest.mark.parametrize("construct", EVERYTHING)
def test_every_construct_is_found_whole_and_missed_where_its_words_change(
    construct: str, layout: str
) -> None:
    found = load_layout(stock(), layout)
    what, other = (
        handout(EVERYTHING[construct]),
        handout(EVERYTHING[construct] + "\n\nand one word more"),
    )
    story = Story(what, brand(), found.scale, 12)
    setting = found().arrange(story)
    assert not list(lost(setting, story, Place("x")))
    story.section_elements = [(other.sections[0], nodes) for _, nodes in story.section_elements]
    assert len(list(lost(setting, story, Place("x")))) == 1
