"""The stock's texts: plain drafts with sources, without a number that a practice must decide."""

from __future__ import annotations

import re

import pytest

from press.content.handout import Handout, Section
from press.content.tree import Alert, Paragraph, Subheading, blocks_in, leaves
from tests.samples import STOCK, STOCK_HANDOUTS, compose, stock_handout


def test_there_are_eight_handouts() -> None:
    assert {
        "after-spine-surgery",
        "failed-back-surgery",
        "spinal-cord-stimulator-trial",
        "epidural-steroid-injection",
        "before-your-procedure",
        "medicines-for-nerve-pain",
        "physical-therapy-for-back-pain",
        "your-first-visit",
    } <= set(STOCK_HANDOUTS)


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_is_a_draft_with_sources_form_and_picture(name: str) -> None:
    handout = stock_handout(name)
    assert handout.review.status == "draft"
    assert len(handout.sources) >= 2
    assert all(source.url and source.publisher for source in handout.sources)
    assert handout.form
    assert handout.version
    assert handout.picture
    assert len(handout.picture.alt.text) > 20
    assert {layout for layout, _ in handout.layouts} == {"faq-sheet", "trifold"}


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_warns_once_where_the_flap_shows_it(name: str) -> None:
    warnings = [
        (section, block)
        for section in stock_handout(name).sections
        for block in blocks_in(section.body)
        if isinstance(block, Alert) and block.kind == "warning"
    ]
    assert [section.panels for section, _ in warnings] == [("flap", "any")]
    assert "911" in " ".join(leaf.text for leaf in leaves(warnings[0][1]))


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_reads_at_grade_8_or_lower_and_each_section_too(name: str) -> None:
    handout = stock_handout(name)
    assert grade(sentences_of(handout)) <= 8
    for section in handout.sections:
        assert grade(sentences_of(section)) <= 9, section.heading.text


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_holds_no_number_that_a_practice_must_decide(name: str) -> None:
    """The only numbers are 911, the crisis line, a type of syndrome, and the practice's phone."""
    handout = stock_handout(name)
    text = " ".join(leaf.text for leaf in leaves((handout.summary, handout.sections)))
    text = text.replace("757-496-2050", "").replace("syndrome type 2", "")
    assert set(re.findall(r"\d+", text)) - {"988"} == {"911"}


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_fits_both_layouts_at_a_size_that_can_be_read(name: str) -> None:
    assert compose(stock_handout(name), "faq-sheet").body_size >= 12
    assert compose(stock_handout(name), "trifold").body_size >= 13


def test_every_picture_of_the_stock_is_ours_or_has_its_licence_beside_it() -> None:
    pictures = sorted((STOCK / "assets" / "pictures").iterdir())
    assert len(pictures) >= 8
    assert {picture.suffix for picture in pictures} == {".svg"}
    licence = STOCK / "assets" / "icons" / "LICENSE-healthicons"
    assert licence.read_text(encoding="utf-8").startswith("MIT")
    fonts = {path.stem.split("-")[0] for path in (STOCK / "assets" / "fonts").glob("*.ttf")}
    assert fonts == {
        path.stem.split("-")[1] for path in (STOCK / "assets" / "fonts").glob("OFL-*.txt")
    }


def test_the_grade_is_the_published_formulas() -> None:
    """52 words, 64 syllables, 6 sentences: grade 2.31."""
    text = (
        "Some people still have pain after back surgery. "
        "Doctors call this failed back surgery syndrome. "
        "It does not mean that you did something wrong. "
        "It does not mean your surgeon made a mistake. "
        "Your pain may come from a nerve, a joint, or scar tissue. Call us if your pain gets worse."
    )
    assert grade(re.split(r"(?<=\.) ", text)) == pytest.approx(2.31, abs=0.3)
    hard = "The multidisciplinary rehabilitation intervention necessitates individualization."
    assert grade([hard]) > 20


def sentences_of(part: Handout | Section) -> list[str]:
    """Return the sentences of a text. A heading or item without a full stop counts as one."""
    texts = [part.heading.text] if isinstance(part, Section) else [part.title.text]
    if isinstance(part, Handout):
        texts += [section.heading.text for section in part.sections]
    holders = [block for block in blocks_in(part) if isinstance(block, (Paragraph, Subheading))]
    assert holders
    texts += ["".join(leaf.text for leaf in leaves(holder.children)) for holder in holders]
    return [
        sentence
        for text in texts
        for sentence in re.split(r"(?<=[.!?:])\s+", text)
        if re.search("[A-Za-z]", sentence)
    ]


def grade(sentences: list[str]) -> float:
    """Return the Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = [
        word for sentence in sentences for word in re.findall(r"[A-Za-z]+(?:'[a-z]+)?", sentence)
    ]
    syllables = sum(map(syllables_in, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_in(word: str) -> int:
    """Count the groups of vowels, without a silent e or ed."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeioutdy]ed$|[^aeiouyscxz]es$", word):
        groups -= 1
    return max(groups, 1)
