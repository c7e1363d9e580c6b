"""The large-print edition under load: nothing small, nothing on the foot, nothing left out."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from press.brand.brand import Brand
from press.build.builder import Builder
from press.content.handout import Handout
from press.layout import load_layout
from press.layout.columns import Column, Cursor, Placement
from press.layout.contract import LARGE_BODY, Composed
from press.layout.page import Arrangement, Page
from press.problems import Failed
from press.proof.checks import check_pdf
from press.tagged.nodes import StructElem
from press.typeset.editions import LARGE_PRINT, edition_of
from press.typeset.flowables.beside import Aside
from press.typeset.flowables.containers import Box, Space, Stack
from press.typeset.flowables.tables import Grid
from press.typeset.story import Story
from press.typeset.text.line_breaks import break_points
from press.typeset.text.paragraph import TaggedParagraph
from tests.layout.test_layouts import FULL
from tests.samples import (
    EVERYTHING,
    PRACTICE,
    brand,
    compose_edition,
    handout,
    reader,
    stock,
    stock_handout,
    workspace,
)
from tests.tagged.read_back import find_part, read_aloud, sections
from tests.typeset.test_editions import PROFILES, sizes

LABELS = ("Appointments", "Prescription refills", "Billing and insurance")
DAYS = (
    "Mondays and holidays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "The first Saturday of each month",
    "Sundays",
)
FULLEST: dict[str, Any] = {
    **FULL,
    "other_phones": [{"label": label, "number": "757-555-0143"} for label in LABELS],
    "hours": [
        {"days": days, "times": "8:30 am to 5 pm, closed from noon to 1 pm"} for days in DAYS
    ],
}
APPROVED = {"status": "approved", "by": "Dr. A. Okafor", "on": "2026-05-01", "due": "2027-05-01"}


def whose(folder: Path, practice: dict[str, Any], **fields: Any) -> Brand:
    return brand(workspace(folder, {**practice, **fields}))


def large(what: Handout, who: Brand | None = None) -> Composed:
    return compose_edition(what, "faq-sheet", LARGE_PRINT, who)


def arranged(what: Handout, who: Brand | None = None) -> Arrangement:
    layout, who = load_layout(stock(), "faq-sheet"), who or brand()
    assert layout.large
    return layout().arrange(
        Story(what, who, layout.large, LARGE_BODY, edition_of(LARGE_PRINT, who))
    )


def boxes(setting: Arrangement) -> list[tuple[int, Box]]:
    """Every box with its page, from 0."""
    return [
        (page.number, one.flowable)
        for page in setting.pages
        for one in page.placements
        if isinstance(one.flowable, Box)
    ]


def foot_and_rest(page: Page) -> tuple[Placement, list[Placement]]:
    """The foot is put last."""
    *rest, foot = page.placements
    assert isinstance(foot.flowable, Stack)
    return foot, rest


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("practice", [PRACTICE, FULL, FULLEST], ids=["little", "full", "fullest"])
def test_nothing_stands_on_the_foot_or_off_the_page_or_is_small(
    practice: dict[str, Any], paper: str, profile: str, tmp_path: Path
) -> None:
    who = whose(tmp_path, practice, paper=paper, large_print=profile)
    for what in (
        handout(*EVERYTHING.values(), summary="word " * 160),
        stock_handout("failed-back-surgery"),
    ):
        setting = arranged(what, who)
        assert setting.fits
        for page in setting.pages:
            foot, rest = foot_and_rest(page)
            assert rest
            assert foot.y >= 36
            assert min(one.y for one in rest) >= foot.y + foot.height
            assert all(page.holds(one) for one in page.placements)
        composed = large(what, who)
        assert min(sizes(composed) - {12.0}) >= 18
        assert find_part(read_aloud(composed.data), sections(what)[-1]) >= 0
        assert not check_pdf(composed.data, "large.pdf")


def test_a_contact_block_higher_than_a_page_goes_on_by_its_groups(tmp_path: Path) -> None:
    who = whose(tmp_path, FULLEST, paper="letter")
    composed = large(handout("few words"), who)
    setting = arranged(handout("few words"), who)
    (first, one), (second, other) = boxes(setting)[-2:]
    assert second == first + 1
    assert isinstance(one.children[0], Aside)
    assert next(other.paragraphs).plain_text.startswith(("www", "Mondays"))  # no group is torn
    texts = [text for _, text in read_aloud(composed.data)]
    assert (
        texts.index("Scan to open our website") == texts.index("Fax 757-555-0144") + 2
    )  # the code, then what it is
    assert texts.index("www.hampton-roads-spine.example.com/patients") > texts.index(
        "Scan to open our website"
    )
    assert all(f"{days}: 8:30 am to 5 pm, closed from noon to 1 pm" in texts for days in DAYS)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("practice", [PRACTICE, FULL], ids=["little", "full"])
def test_whom_to_call_and_where_to_come_stand_on_one_page_that_holds_both(
    practice: dict[str, Any], paper: str, tmp_path: Path
) -> None:
    who = whose(tmp_path, practice, paper=paper)
    for lead in range(0, 400, 25):
        (first, _), (second, contact) = boxes(arranged(handout("word " * lead or "one"), who))[-2:]
        assert first == second
        assert {"12 Quay Street", "Norfolk, VA 23510"} <= {
            para.plain_text for para in contact.paragraphs
        }


def test_beside_the_code_lines_are_narrow_and_below_it_they_have_the_whole_width() -> None:
    lines = [one_line(text, smallest=9) for text in ("One", "Two", "Three")]
    aside = Aside(lines, Stack([Space(20)]), 100, gap=10)
    assert aside.wrap(300, 1000) == (300, sum(line.height for line in lines))
    assert [line.width for line in lines] == [190, 190, 300]


# Lines that must not break


def one_line(text: str, size: float = 18, smallest: float = 18) -> TaggedParagraph:
    style = Story(
        stock_handout("failed-back-surgery"), brand(), load_layout(stock(), "faq-sheet").scale, 12
    ).styles
    made = TaggedParagraph(
        text, style.paragraph("contact").clone("contact", fontSize=size, smallest=smallest)
    )
    made.one_line, made.element = True, StructElem("P")
    return made


def test_what_stays_on_one_line_is_as_large_as_its_place_lets_it_be_whatever_was_asked_before() -> (
    None
):
    address = one_line("frontdesk@hampton-roads-spine.example.com", smallest=9)
    found: dict[int, float] = {}
    for width in (346, 330, 500, 346, 500):
        address.wrap(width, 100)
        found.setdefault(width, address.style.fontSize)
        assert found[width] == address.style.fontSize
        assert address.lines == 1
    assert 9 < found[330] < found[346] < found[500] == 18


def test_what_is_made_smaller_is_not_torn_by_rounding() -> None:
    address = one_line("www.hampton-roads-spine.example.com/patients", smallest=9)
    for tenth in range(2300, 3900):
        address.wrap(tenth / 10, 100)
        assert address.lines == 1, tenth


def test_an_address_too_long_for_large_print_breaks_at_its_joints_and_is_read_whole(
    tmp_path: Path,
) -> None:
    address = one_line("frontdesk@hampton-roads-spine.example.com")
    address.wrap(330, 100)
    assert address.style.fontSize == 18
    assert [words for _, words in address.blPara.lines] == [
        ["frontdesk@"],
        ["hampton-roads-spine.example.com"],
    ]
    assert address.plain_text == "frontdesk@hampton-roads-spine.example.com"
    long = "https://www.the-hampton-roads-interventional-spine-and-pain-associates.example.com/patients"
    who = whose(tmp_path, PRACTICE, website=long, phone="+44 (0)1234 567890 ext 123456")
    composed = large(handout("few words"), who)
    assert min(sizes(composed) - {12.0}) >= 18
    texts = [text for _, text in read_aloud(composed.data)]
    assert long.removeprefix("https://") in texts
    assert texts.count("+44 (0)1234 567890 ext 123456") >= 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("aaaa/bbbb@cccc", ["aaaa/", "bbbb@", "cccc"]),
        ("aa/bb@cc", ["aa/bb@", "cc"]),
        ("a.bb-cc.dd", ["a", ".bb-cc", ".dd"]),
        ("aaaa-bbbb-c", ["aaaa-", "bbbb-c"]),
        ("aaaaaaaaaa", ["aaaaaa", "aaaa"]),
        ("ab://c/d", ["ab://", "c/d"]),
    ],
)
def test_joints(text: str, lines: list[str]) -> None:
    edges = [0, *break_points(text, [1.0] * len(text), 6.5), len(text)]
    assert [text[start:end] for start, end in itertools.pairwise(edges)] == lines


# As many sheets as it takes


@pytest.mark.parametrize(
    "body",
    [
        "> [!WARNING]\n> " + "word " * 210 + "\n>\n> Last.",
        "> [!NOTE]\n" + "\n".join(f"> - item {at} of the list" for at in range(60)),
        "- one\n- > [!TIP]\n  > " + "word " * 400 + "\n- three",
        "One line.\n\n" + "word " * 300,
        "### A heading\n\n- " + "word " * 300 + "\n- two",
        "| A | B |\n|---|---|\n| short | x |\n| word | " + "word " * 300 + "|\n| short | y |",
        "| A | B |\n|---|---|\n| " + "word " * 600 + "| " + "word " * 900 + "|",
        "| A | B |\n|---|---|\n"
        + "| row | x |\n" * 30
        + "| word | "
        + "word " * 300
        + "|\n| short | y |",
        '![A needle](injection.svg "' + "word " * 300 + '")',
    ],
    ids=[
        "warning",
        "list in a box",
        "box in a list",
        "paragraph",
        "item",
        "row",
        "only row",
        "late row",
        "caption",
    ],
)
@pytest.mark.parametrize("lead", [0, 60, 100, 140])
def test_what_no_page_holds_goes_on_with_its_structure(body: str, lead: int) -> None:
    what = handout("word " * lead or "one", body, "After.", summary="The short answer.")
    composed = large(what)
    assert find_part(read_aloud(composed.data), sections(what)[1]) >= 0
    for page in arranged(what).pages:
        foot, rest = foot_and_rest(page)
        assert min(one.y for one in rest) >= foot.y + foot.height
    assert not check_pdf(composed.data, "large.pdf")


def test_a_box_that_a_page_holds_is_never_torn_and_one_that_none_holds_is_labelled_once() -> None:
    for words, parts in ((30, 1), (90, 1), (150, 1), (320, 2), (600, 3)):
        for lead in range(1, 200, 25):
            found = boxes(arranged(handout("word " * lead, "> [!WARNING]\n> " + "word " * words)))[
                :-2
            ]
            assert len(found) in (parts, parts + (parts > 1))
            labels = [
                [para.plain_text for para in box.paragraphs].count("Warning") for _, box in found
            ]
            assert labels == [1, *[0] * (len(found) - 1)]
            for _, box in found:
                assert sum(para.lines for para in box.paragraphs if para.style.name == "body") >= 2
                assert box.border is found[0][1].border
            assert [page for page, _ in found] == list(range(found[0][0], found[0][0] + len(found)))


@pytest.mark.parametrize("words", [60, 160, 210, 400])
def test_a_summary_begins_on_the_first_page_however_long_it_is(words: int) -> None:
    what = handout("few words", summary="word " * words)
    assert ("P", " ".join(["word"] * words)) in read_aloud(large(what).data)
    assert boxes(arranged(what))[0][0] == 0


def test_rows_of_a_table_that_goes_on_are_never_alone() -> None:
    for rows in range(1, 12):
        body = "| A | B |\n|---|---|\n" + "\n".join(f"| row {at} | x |" for at in range(rows))
        for lead in range(1, 200, 20):
            setting = arranged(handout("word " * lead, body))
            found = [
                one.flowable.rows
                for page in setting.pages
                for one in page.placements
                if isinstance(one.flowable, Grid)
            ]
            assert sum(found) == rows
            assert len(found) == 1 or (rows > 3 and min(found) >= 2)


def test_a_cursor_that_runs_on_to_nowhere_tears_nothing() -> None:
    story = Story(
        handout("> [!NOTE]\n> " + "word " * 400),
        brand(),
        load_layout(stock(), "faq-sheet").scale,
        12,
    )
    box = story.passages()[0].flowables[1]
    assert Cursor(Column(0, 0, 0, 300, 200), 7.5).place_some([box]) == [box]
    assert len(Cursor(Column(0, 0, 0, 300, 200), 7.5, highest=200).place_some([box])) == 1


def test_the_foot_has_room_for_the_numbers_of_many_pages() -> None:
    """Of forms with longer and longer names, one wraps on the last page and not on the first."""
    heights = set()
    for length in range(20, 40):
        setting = arranged(handout(*["word " * 180] * 12, form="A" * length))
        assert len(setting.pages) > 9
        heights.add(tuple(sorted({round(foot_and_rest(page)[0].height) for page in setting.pages})))
        for page in setting.pages:
            foot, rest = foot_and_rest(page)
            assert min(one.y for one in rest) >= foot.y + foot.height
    assert {len(one) for one in heights} == {1, 2}


def test_no_number_of_pages_is_too_many() -> None:
    what = handout(*["word " * 2_000] * 13)
    composed = large(what)
    assert composed.pages > 100
    assert find_part(read_aloud(composed.data), sections(what)[-1]) >= 0


def test_the_review_stands_once_at_the_end_and_the_foot_says_the_rest() -> None:
    what = handout("word " * 300, form="A-1", version="2", review=APPROVED)
    composed = large(what)
    pages = [page.extract_text() for page in reader(composed.data).pages]
    assert [text.count("Reviewed 2026-05-01 by Dr. A. Okafor") for text in pages] == [
        *[0] * (len(pages) - 1),
        1,
    ]
    for number, text in enumerate(pages, 1):
        assert f"Form A-1 · version 2 · page {number} of {len(pages)}" in text
    texts = [text for _, text in read_aloud(composed.data)]
    assert (
        texts.index("Next review 2027-05-01")
        == texts.index("Reviewed 2026-05-01 by Dr. A. Okafor") + 1
    )
    assert "\nPage 1 of " in reader(large(handout("word " * 300)).data).pages[0].extract_text()


def test_a_long_name_leaves_the_number_a_line_of_its_own(tmp_path: Path) -> None:
    for practice, lines in (
        (PRACTICE, ["Harbor Spine Clinic · 757-555-0142"]),
        (FULL, [FULL["name"], "757-555-0142"]),
    ):
        story = Story(
            handout("x"),
            whose(tmp_path, practice),
            load_layout(stock(), "faq-sheet").large or {},
            18,
        )
        assert [line.plain_text for line in story.short_contact(504)] == lines


def test_no_heading_is_larger_than_the_title() -> None:
    title = (
        "What a patient should know before and after the implantation of a stimulator "
        "for the spinal cord and its many leads"
    )
    (first, *_), *_ = (page.placements for page in arranged(handout("x", title=title)).pages)
    by_role = {para.style.name: para.style.fontSize for para in first.flowable.paragraphs}
    assert by_role["title"] >= 22
    assert by_role["title"] > by_role["mark"]


def test_cells_of_large_print_stand_apart_and_of_other_editions_as_before() -> None:
    for scale, edition, padding in (("large", LARGE_PRINT, 12.6), ("scale", None, 8)):
        story = Story(
            handout(EVERYTHING["table"]),
            brand(),
            getattr(load_layout(stock(), "faq-sheet"), scale),
            18 if edition else 12,
            edition_of(edition, brand()),
        )
        story.passages()
        (grid,) = story.grids
        assert grid.padding == pytest.approx(padding)
        styles = [style for row in grid._cellStyles for style in row]  # type: ignore[attr-defined]
        assert {round(style.leftPadding + style.rightPadding, 3) for style in styles} == {padding}


@pytest.mark.parametrize(
    ("body", "carries"),
    [
        (["pass"], True),
        (["large = {**stock('faq-sheet').large}"], True),
        (["def arrange(self, story):", "    return super().arrange(story)"], False),
        (
            [
                "large = {**stock('faq-sheet').large}",
                "def arrange(self, story):",
                "    return super().arrange(story)",
            ],
            True,
        ),
        (["large = None"], False),
    ],
    ids=["extends", "other rows", "other pages", "both", "none"],
)
def test_a_layout_of_ones_own_carries_large_print_only_if_it_arranges_it(
    body: list[str], carries: bool, tmp_path: Path
) -> None:
    ours = workspace(
        tmp_path, handouts={"one": {"title": "T", "sections": [{"heading": "H", "body": "B"}]}}
    )
    text = (
        "\n    ".join(
            ["from press.layout import stock\n\n\nclass Ours(stock('faq-sheet')):", *body]
        )
        + "\n"
    )
    (tmp_path / "layouts" / "ours.py").write_text(text, encoding="utf-8")
    assert load_layout(ours, "ours").carries(LARGE_PRINT) is carries
    (made,) = Builder(ours, ["one"], ["ours"], edition=LARGE_PRINT).run(str(tmp_path / "out"))
    assert isinstance(made, Failed) is not carries
    assert not isinstance(made, Failed) or [one.code for one in made.problems] == ["L07"]
