"""The size of text on paper, however the program that wrote the file computes its numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from press.cli.spelling import COMMAND_LINE
from press.imposition.impose import impose
from press.pdf.values import Dictionary, Reader
from press.problems import ContentError, Place
from press.proof.content import Fonts, PaintedPage, read_content
from press.proof.sizes import MAX_PAGES, body_size, small_text
from press.typeset.editions import LARGE_PRINT
from tests.conformance.samples import good, having, replacing, sample, write
from tests.imposition.pdf_samples import changed, drawn
from tests.proof.mutants import mutated
from tests.proof.test_hostile import HOSTILE
from tests.samples import STOCK_HANDOUTS, compose, compose_edition, stock_handout

LINE = "The quick brown fox jumps over the lazy dog."
PLACE = Place("brochure.pdf")


def lines(*sizes: float, hidden: bool = False) -> Callable[[Canvas], None]:
    """Return a painter of one line for each size."""

    def paint(canvas: Canvas) -> None:
        for at, size in enumerate(sizes):
            text = canvas.beginText(72, 700 - 30 * at)
            text.setFont("Helvetica", size)
            text.setTextRenderMode(3 if hidden else 0)
            text.textOut(LINE)
            canvas.drawText(text)

    return paint


def scaled(canvas: Canvas) -> None:
    """Paint like programs that set every font in size 1, or use small units."""
    canvas.scale(0.5, 0.5)
    canvas.setFont("Helvetica", 1)
    text = canvas.beginText()
    text.setTextTransform(22, 0, 0, 22, 72, 700)
    text.textOut(LINE)
    canvas.drawText(text)


def turned(canvas: Canvas) -> None:
    canvas.rotate(90)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, -300, LINE)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("form")
    canvas.setFont("Helvetica", 22)
    canvas.drawString(72, 700, LINE)
    canvas.endForm()
    canvas.scale(0.5, 0.5)
    canvas.doForm("form")


@pytest.mark.parametrize(
    "paint", [lines(11), scaled, turned, in_a_form, lines(8, 11, 11, 30), lines(11, hidden=True)]
)
def test_the_size_of_most_of_the_text(paint: Callable[[Canvas], None]) -> None:
    assert body_size(drawn(paint)) == 11


def test_visible_text_counts_before_hidden_text() -> None:
    def both(canvas: Canvas) -> None:
        lines(11)(canvas)
        lines(8, 8, 8, hidden=True)(canvas)

    assert body_size(drawn(both)) == 11


def test_without_text_there_is_no_size() -> None:
    assert body_size(drawn(lambda canvas: canvas.rect(72, 72, 72, 72))) is None


def test_type_3_letters_have_no_known_size() -> None:
    made = sample()
    made["font"]["Subtype"] = "/Type3"
    assert body_size(good()) == 12
    assert body_size(write(made)) is None


def test_an_unreadable_page_is_left_out() -> None:
    made = sample()
    replacing("content1", b"/H2", b"/H2 <</A [ ")(made)
    having("page0", "Contents", ["&content0"])(made)
    having("content0", "Filter", "/Foo")(made)
    assert body_size(write(made)) in (None, 12)


def test_a_long_file_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []

    def noted(reader: Reader, page: Dictionary, fonts: Fonts) -> PaintedPage:
        looked.append(page)
        return read_content(reader, page, fonts)

    monkeypatch.setattr("press.proof.sizes.read_content", noted)
    assert body_size(drawn(lines(11), pages=3 * MAX_PAGES + 1)) == 11
    assert MAX_PAGES / 2 < len(looked) <= MAX_PAGES


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end(name: str) -> None:
    try:
        data = impose(mutated(HOSTILE[name]), "2up").data
    except ContentError:
        return
    assert (body_size(data) or 0) < 12


def remark(data: bytes, scheme: str = "booklet", paper: str = "letter", least: float = 12) -> str:
    """Return the remark on imposed sheets as a line; empty if there is none."""
    made = impose(data, scheme, paper)
    found = list(small_text(made.data, made.scale, least, made.scheme.folded, PLACE))
    assert len(found) <= 1
    return found[0].line(spelling=COMMAND_LINE) if found else ""


SAID = "brochure.pdf:1:1: S11 Most of the text is {} pt on the sheets, and patients need 12 pt. "


@pytest.mark.parametrize(
    ("data", "scheme", "said"),
    [
        (
            drawn(lines(12)),
            "booklet",
            SAID.format(7.8) + "Print the PDF itself, or make it again with text of 18 pt or more.",
        ),
        (
            drawn(lines(12)),
            "4up",
            SAID.format(6) + "Print the PDF itself, or make it again with text of 23 pt or more.",
        ),
        (
            drawn(lines(10)),
            "2up",
            SAID.format(6.5)
            + "It is 10 pt in the PDF itself: make that again with text of 18 pt or more.",
        ),
        (
            drawn(lines(10), (396, 612)),
            "2up",
            SAID.format(10)
            + "It is 10 pt in the PDF itself: make that again with text of 12 pt or more.",
        ),
        (drawn(lines(18)), "booklet", ""),
        (drawn(lines(11.6), (396, 612)), "booklet", ""),
        (
            drawn(lines(40), (3000, 3000)),
            "2up",
            SAID.format(5.3)
            + "The pages are too large for this paper: print the PDF itself on larger paper.",
        ),
        (changed(drawn(lines(12), (396, 612)), unit=3), "2up", SAID.format(12)[:0]),
    ],
)
def test_too_small_text_on_sheets_is_a_remark_with_a_remedy(
    data: bytes, scheme: str, said: str
) -> None:
    assert remark(data, scheme) == said


def test_the_practices_own_minimum_counts() -> None:
    assert (
        "is 12 pt on the sheets, and patients need 14 pt. It is 12 pt in the PDF itself"
        in remark(drawn(lines(12), (396, 612)), least=14)
    )


@pytest.mark.parametrize("paper", ["letter", "legal", "a4"])
def test_the_hint_for_our_own_files_helps(paper: str) -> None:
    """The large-print edition that a hint names is large enough, and so is the layout."""
    handout = stock_handout(STOCK_HANDOUTS[0])
    assert remark(compose(handout, "faq-sheet").data, "booklet", paper).endswith(
        "Build the handout with --layout booklet, or take its --edition large-print."
    )
    assert remark(compose(handout, "faq-sheet").data, "2up", paper).endswith(
        "Take the handout's --edition large-print, or print the PDF itself."
    )
    for scheme in ("booklet", "2up"):
        assert remark(compose_edition(handout, "faq-sheet", LARGE_PRINT).data, scheme, paper) == ""
    assert (body_size(compose(handout, "booklet").data) or 0) >= 12
