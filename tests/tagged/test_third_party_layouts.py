"""A practice's own layouts: what is out of the ordinary is read right, or is a problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from press.problems import ContentError
from press.proof.speech import text_of
from press.proof.verapdf import lacking, validate
from tests.samples import brand, compose, compose_edition, handout, pictures, reader, workspace
from tests.tagged.read_back import plain, read_aloud
from tests.tagged.test_structure import elements, root_of

HEAD = "from press.layout import *\n\n\nclass Ours(stock('faq-sheet')):\n"


def composed(
    folder: Path, body: str, *bodies: str, edition: str | None = None, **fields: object
) -> bytes:
    """A handout in a layout whose class has this body."""
    ours = workspace(folder)
    (folder / "layouts" / "ours.py").write_text(HEAD + body, encoding="utf-8")
    return compose_edition(
        handout(*(bodies or ("one", "two")), **fields), "ours", edition, brand(ours)
    ).data


def problems(
    folder: Path, body: str, *bodies: str, edition: str | None = None, **fields: object
) -> list[str]:
    with pytest.raises(ContentError) as caught:
        composed(folder, body, *bodies, edition=edition, **fields)
    return [problem.code for problem in caught.value.problems]


def drawing(line: str) -> str:
    return (
        "    def arrange(self, story):\n"
        "        setting = super().arrange(story)\n"
        "        page = setting.pages[0]\n"
        f"        {line}\n"
        "        return setting\n"
    )


def behind(line: str) -> str:
    return drawing(f"page.behind.append(lambda canvas: {line})")


@pytest.mark.parametrize("word", ["word 352 ", "word 431 ", "word 802 "])
def test_a_stream_that_ends_in_a_line_feed_of_its_own_is_as_long_as_it_says(
    word: str, tmp_path: Path
) -> None:
    """Of 256 streams, one ends so when it is compressed."""
    number = int(word.split()[1])
    data = compose(handout(word + "abc " * (number % 50)), "faq-sheet").data
    assert data.count(b"\nendstream\n") == data.count(b"endstream")
    if lacking() is None:
        (tmp_path / "it.pdf").write_bytes(data)
        assert [one.failures for one in validate([str(tmp_path / "it.pdf")], ["2a"])] == [()]


def test_what_stands_on_several_pages_is_read_where_it_stands_first(tmp_path: Path) -> None:
    data = composed(
        tmp_path,
        "    def arrange(self, story):\n"
        "        pages = [Page(*SHEETS['letter'], number=at) for at in range(3)]\n"
        "        columns = [Column(at, 40, 100, 500, 400) for at in range(3)]\n"
        "        poured = pour(story.passages(), columns, 7.5, even=0)\n"
        "        title = story.title(400, 2)\n"
        "        for page in pages:\n"
        "            page.put(title, 40, 740, 400)\n"
        "            page.put(Stack([story.main_number()]), 40, 700, 400)\n"
        "            page.put(Stack(story.notices()), 40, 60, 400)\n"
        "            page.take(poured)\n"
        "        return Arrangement(12, pages, [poured])\n",
    )
    assert [text for role, text in read_aloud(data) if role == "H1"] == ["A short title"]
    assert [text for _, text in read_aloud(data)].count("757-555-0142") == 1


def test_what_is_read_in_between_parts_the_contact_block(tmp_path: Path) -> None:
    data = composed(
        tmp_path,
        "    def arrange(self, story):\n"
        "        page = Page(*SHEETS['letter'])\n"
        "        page.put(story.title(400, 2), 40, 740, 400)\n"
        "        page.put(story.main_number(), 40, 700, 400)\n"
        "        poured = page.take(pour(story.passages(), [Column(0, 40, 100, 500, 400)], 7.5))\n"
        "        page.put(story.name(), 40, 90, 400)\n"
        "        page.put(Stack(story.notices()), 40, 60, 400)\n"
        "        return Arrangement(12, [page], [poured])\n",
    )
    texts = [text for _, text in read_aloud(data)]
    assert texts == [
        "A short title",
        "757-555-0142",
        "Question 1?",
        "one",
        "Question 2?",
        "two",
        "Harbor Spine Clinic",
        "Draft: not yet reviewed by a clinician",
    ]


@pytest.mark.parametrize(
    "part",
    [
        "story.subtitle()",
        "story.summary()[1]",
        "story.picture(90, 90)",
        "story.line('of its own')",
        "story.main_number()",
    ],
)
def test_a_part_of_the_story_drawn_by_hand_is_a_problem(part: str, tmp_path: Path) -> None:
    body = (
        "    def arrange(self, story):\n"
        "        page = Page(*SHEETS['letter'])\n"
        "        page.put(story.title(400, 2), 40, 740, 400)\n"
        "        page.put(Stack(story.summary()), 40, 700, 400)\n"
        "        poured = page.take(pour(story.passages(), [Column(0, 40, 100, 500, 400)], 7.5))\n"
        "        page.put(Stack(story.notices()), 300, 60, 250)\n"
        f"        part = {part}\n"
        "        part.wrap(300, 100)\n"
        "        page.behind.append(lambda canvas: part.drawOn(canvas, 40, 40))\n"
        "        return Arrangement(12, [page], [poured])\n"
    )
    whole: dict[str, Any] = {
        "subtitle": "Sub",
        "summary": "Short.",
        "picture": {"file": "spine.svg", "alt": "A spine"},
    }
    if part == "story.summary()[1]":
        assert composed(tmp_path, body, **whole)  # it was put too: by hand it is only there again
    else:
        assert problems(tmp_path, body, **whole) == ["L05"]


def test_a_line_of_the_layouts_own_is_read(tmp_path: Path) -> None:
    data = composed(tmp_path, drawing("page.put(story.line('A motto'), 40, 790, 200)"))
    assert ("P", "A motto") in read_aloud(data)


@pytest.mark.parametrize(
    ("pouring", "left_out"),
    [
        ("pour(story.passages()[:1], columns, 7.5)", "Question 2?"),
        ("pour(story.passages(), columns, 7.5)", "The short answer"),
    ],
)
def test_what_is_never_poured_is_a_problem(pouring: str, left_out: str, tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    (tmp_path / "layouts" / "ours.py").write_text(
        HEAD + "    def arrange(self, story):\n"
        "        page, columns = Page(*SHEETS['letter']), [Column(0, 40, 100, 500, 400)]\n"
        "        page.put(story.title(400, 2), 40, 740, 400)\n"
        "        page.put(Stack(story.notices()), 40, 60, 400)\n"
        f"        return Arrangement(12, [page], [page.take({pouring})])\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError) as caught:
        compose(
            handout("one", "two", summary="Short." if "short" in left_out else None),
            "ours",
            brand(ours),
        )
    assert [(problem.code, left_out in problem.message) for problem in caught.value.problems] == [
        ("L04", True)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "canvas.linkURL('https://www.example.com', (1, 1, 9, 9))",
        "canvas.setFillColorCMYK(0, 1, 1, 0)",
        "canvas.acroForm.checkbox()",
        "canvas.drawInlineImage('x.png', 9, 9)",
    ],
)
def test_what_an_archive_refuses_is_a_problem(line: str, tmp_path: Path) -> None:
    assert set(problems(tmp_path, behind(line))) == {"L09"}


def test_a_standard_font_is_a_problem_also_for_furniture(tmp_path: Path) -> None:
    body = (
        "    def arrange(self, story):\n        setting = super().arrange(story)\n"
        "        setting.pages[0].behind.append(self.number)\n        return setting\n\n"
        "    def number(self, canvas):\n        with canvas.furniture():\n"
        "            canvas.setFont('Helvetica', 9)\n            canvas.drawString(560, 40, '1')\n"
    )
    assert problems(tmp_path, body) == ["L09"]


@pytest.mark.parametrize(
    "shape",
    [
        "circle(300, 600, 190, fill=1)",
        "rect(36, 36, 500, 700, fill=1)",
        "ellipse(36, 36, 500, 700, fill=1)",
    ],
)
def test_text_on_a_dark_shape_is_a_problem(shape: str, tmp_path: Path) -> None:
    assert set(problems(tmp_path, behind(f"canvas.{shape}"))) == {"L06"}


def test_a_veil_and_a_rule_beside_the_text_are_none(tmp_path: Path) -> None:
    assert composed(
        tmp_path / "veil",
        behind("(canvas.setFillAlpha(0.05), canvas.rect(0, 0, 612, 792, fill=1))"),
    )
    foot = "page.put(story.line('A motto', 'title'), 40, 790, 200)"
    field = f"page.field(story.styles.color('accent'), 40, {foot} + 1, 200, 1)"
    rule = drawing(field)
    assert composed(tmp_path / "rule", rule)


def test_a_field_by_its_colour_is_outlined_in_low_ink(tmp_path: Path) -> None:
    body = drawing("page.field(story.styles.color('primary'), 36, 250, 250, 100)")
    usual = pictures(composed(tmp_path / "a", body, edition=None))[0].convert("L")
    low = pictures(composed(tmp_path / "b", body, edition="low-ink"))[0].convert("L")
    assert usual.getpixel((150, 792 - 300)) != 255
    assert low.getpixel((150, 792 - 300)) == 255


def test_a_links_description_has_the_blank_of_a_line_break(tmp_path: Path) -> None:
    data = compose(handout("See [call us\\\ntoday](tel:+17575550100)."), "faq-sheet").data
    annotations: Any = reader(data).pages[0]["/Annots"]
    assert [one.get_object()["/Contents"] for one in annotations] == ["call us today"]


def test_the_programs_words_in_a_section_of_another_language_say_so() -> None:
    section = {
        "heading": "Aviso",
        "body": "> [!WARNING]\n> Ahora.\n\n- [ ] uno\n",
        "language": "es",
    }
    made = compose(handout("-", sections=[section]), "faq-sheet")
    own = [one for one in elements(root_of(made)) if one.attributes.get("Lang") == "en-US"]
    assert [str(one.attributes.get("Alt") or plain(text_of(one))) for one in own] == [
        "Warning",
        "Empty check box",
    ]


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "नमस्ते"])
def test_a_script_that_cannot_be_set_yet_is_a_problem_with_its_place(text: str) -> None:
    with pytest.raises(ContentError) as caught:
        compose(handout(f"See: {text}"), "faq-sheet")
    assert [problem.code for problem in caught.value.problems] == ["T07"]
