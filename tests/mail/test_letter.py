"""A letter in its window: wherever the sheet slides, all of the address shows, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import ImageOps

from press.mail.letters.prepare import Prepared
from press.mail.verify.pages import ExpectedPage, TextArea, verify_pages
from press.paper import ENVELOPES
from press.paper.envelopes import Rect
from press.problems import ContentError, Place
from tests.mail.letters import LINES, VALUES, letter, prepared, recipient
from tests.samples import reader, text_of

SCALE = 2.0  # pixels a point
FOUR = (
    "TO THE PARENT OR GUARDIAN OF",
    "MARIA ALEXANDRA MONTGOMERY JR",
    "12345 SOUTHEAST EXAMPLE RD APT 14",
    "NORFOLK VA  23510-1234",
)
LOW = "us-9-double"  # whose window has room for three lines
PAPER = {name: row.sheets[0] for name, row in ENVELOPES.items()}


def ink(data: bytes, box: Rect, page: int = 0, scale: float = SCALE) -> Rect | None:
    """Return the box around the ink inside a box of a page; None if there is none.

    In points from the page's lower-left corner.
    """
    with pypdfium2.PdfDocument(data) as document:
        high = document[page].get_height()
        picture = document[page].render(scale=scale, grayscale=True).to_pil()
    left, top, right, bottom = box[0], high - box[3], box[2], high - box[1]
    cut = picture.crop(
        (round(left * scale), round(top * scale), round(right * scale), round(bottom * scale))
    )
    box_of_ink = ImageOps.invert(cut).point(lambda level: 255 * (level > 40)).getbbox()
    if box_of_ink is None:
        return None
    x0, y0, x1, y1 = (pixels / scale for pixels in box_of_ink)
    return Rect(left + x0, high - top - y1, left + x1, high - top - y0)


def windows(of: Prepared) -> tuple[Rect, Rect]:
    assert of.windows
    return Rect(*of.windows.address), Rect(*of.windows.sweeps[0])


@pytest.mark.parametrize(
    ("envelope", "lines"),
    [
        (name, lines)
        for name in sorted(ENVELOPES)
        for lines in (LINES, FOUR)
        if (name, lines) != (LOW, FOUR)
    ],
)
def test_the_window_shows_the_whole_address_and_nothing_else(
    envelope: str, lines: tuple[str, ...], tmp_path: Path
) -> None:
    of = prepared(tmp_path, {"envelope": envelope}, paper=PAPER[envelope])
    data = letter(of, recipient(lines=lines))
    safe, sweep = windows(of)
    printed = ink(data, sweep)
    assert printed is not None, "there is an address to judge"
    assert safe.x0 - 0.6 <= printed.x0 and printed.x1 <= safe.x1 + 0.6  # noqa: PT018
    assert safe.y0 - 0.6 <= printed.y0 and printed.y1 <= safe.y1 + 0.6  # noqa: PT018
    assert in_box(data, sweep) == " ".join(lines).split()


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("name", ["ANNE EXAMPLE", "ÉLODIE ÅNGSTRÖM", "NGUYỄN ŮŽIČ", "Ḕ Ǘ"])
def test_accents_over_the_first_line_are_as_far_from_the_edge_as_all_else(
    name: str, count: int, tmp_path: Path
) -> None:
    of = prepared(tmp_path)
    lines = (name, *("1 EXAMPLE ST",) * (count - 2), "ALBUQUERQUE NM  87101")
    safe, sweep = windows(of)
    printed = ink(letter(of, recipient(lines=lines)), sweep, scale=8)
    assert printed is not None, "there is an address to judge"
    assert safe.y0 - 0.13 <= printed.y0 and printed.y1 <= safe.y1 + 0.13  # noqa: PT018


def in_box(data: bytes, box: Rect) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return str(document[0].get_textpage().get_text_bounded(*box)).split()


@pytest.mark.parametrize(
    ("sender", "shown"), [("neutral", ""), ("initials", "HSC"), ("full", "Harbor Spine Clinic")]
)
def test_a_second_window_shows_as_much_of_the_sender_as_may_be_told(
    sender: str, shown: str, tmp_path: Path
) -> None:
    of = prepared(tmp_path, {"envelope": "us-9-double", "sender": sender})
    assert of.windows
    assert of.windows.sender
    data = letter(of)
    words = in_box(data, Rect(*of.windows.sweeps[1]))
    assert words == f"{shown} 12 Quay Street Norfolk, VA 23510".split()
    assert in_box(data, Rect(*of.windows.sender)) == words


def test_a_long_letter_goes_on_and_every_page_says_whose_it_is(tmp_path: Path) -> None:
    long = [
        {
            "body": "Dear {{ recipient.greeting }},\n\n"
            + "A sentence that goes on for a while. " * 90
        }
    ]
    of = prepared(tmp_path, {"letter": long})
    data = letter(of)
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) >= 2
        texts = [page.get_textpage().get_text_range() for page in document]
    assert all("0007" in text for text in texts[1:])
    assert all("757-555-0142" in text for text in texts)
    assert "Quixworth" not in "".join(texts[1:])


def test_a_passage_depends_on_what_the_recipient_has(tmp_path: Path) -> None:
    of = prepared(tmp_path)
    without = {**VALUES, "appointment": {"date": None, "time": None}}
    dated, undated = text_of(letter(of)), text_of(letter(of, recipient(values=without)))
    assert "March 9, 2027" in dated
    assert "Please call us" not in dated
    assert "Please call us" in undated
    assert "It is on" not in undated


SPANISH = {
    "language": "es",
    "title": "Su visita",
    "closing": "Atentamente,",
    "letter": [{"body": "Hola, {{ recipient.greeting }}:\n\nVenga el {{ appointment.date }}."}],
}


def test_who_speaks_another_language_gets_the_letter_in_it(tmp_path: Path) -> None:
    of = prepared(tmp_path, {"translations": [SPANISH]}, time_zone="America/New_York")
    spoken = {
        code: text_of(letter(of, replace(recipient(), language=code)))
        for code in ("es", "es-MX", "vi", "en", None)
    }
    assert all(
        ("Hola, Zebulon:" in spoken[code], "Dear" in spoken[code]) == (True, False)
        for code in ("es", "es-MX")
    )
    assert all(
        ("Hola" in spoken[code], "Dear Zebulon," in spoken[code]) == (False, True)
        for code in ("vi", "en", None)
    )
    assert re.search(r"\d de [a-z]+ de 20\d\d", spoken["es"]), "the day of the letter, too"
    assert re.search(r"[A-Z][a-z]+ \d{1,2}, 20\d\d", spoken["en"])


def test_a_letter_in_another_language_says_which(tmp_path: Path) -> None:
    of = prepared(tmp_path, {"translations": [SPANISH]})
    tree = str(spoken_in(letter(of, replace(recipient(), language="es"))))
    assert tree.count("es") >= 4  # day, title, text, closing
    assert "es" not in spoken_in(letter(of))


def spoken_in(data: bytes) -> list[str]:
    """Return the languages of the structure elements of a file."""
    languages, left = [], [reader(data).trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while left:
        element = left.pop().get_object()
        kids = element if isinstance(element, list) else []
        if isinstance(element, dict):
            kids = [element.get("/K")]
        left += [kid for kid in kids if kid is not None and not isinstance(kid, int)]
        if isinstance(element, dict) and "/Lang" in element:
            languages.append(str(element["/Lang"]))
    return languages


def test_letters_with_the_same_characters_have_the_same_fonts(tmp_path: Path) -> None:
    from press.mail.letters.compose import LetterComposer
    from press.print_files.component import read_component

    of = prepared(tmp_path)
    both = [recipient(1), recipient(2, ("JÜRGEN ŁUKASZ XYZ", *LINES[1:]))]
    composer = LetterComposer(of, both)
    components = [read_component(composer.letter(to).data) for to in both]
    shared = [{part.digest for part in component.shared} for component in components]
    assert len(shared[0]) > 8
    assert len(shared[0] - shared[1]) == 1, "only the content differs"


def test_what_is_on_a_page_is_held_against_its_recipient(tmp_path: Path) -> None:
    of = prepared(tmp_path)
    safe, sweep = windows(of)
    data, unmarked = letter(of), Rect(20, 17, 90, 26)

    def faults(
        lines: tuple[str, ...],
        mark: str = "",
        shown: Rect = sweep,
        within: Rect = safe,
        **others: Any,
    ) -> list[str]:
        areas = (
            TextArea(unmarked, (mark,), "own number"),
            TextArea(shown, lines, "own address"),
            TextArea(within, lines, "too near"),
        )
        expected = ExpectedPage(0, 7, Place("list.csv", 8), areas, **others)
        return [problem.message for problem in verify_pages(data, [expected])]

    own = ("Zebulon", "Tuesday, March 9, 2027")
    assert faults(LINES) == faults(LINES, texts=own, address=LINES) == []
    low = Rect(safe.x0, safe.y0, safe.x1, safe.y1 - 20)
    wide = Rect(0, 0, 612, 792)
    pairs = [
        (faults(LINES, "0007-1/1"), "own number"),
        (faults(FOUR), "own address"),
        (faults(LINES, shown=wide), "own address"),
        (faults(LINES, within=low), "too near"),
        (faults(LINES, texts=("Leopold",)), "to be told"),
        (faults(LINES, full_text="A letter"), "not its own"),
        (faults(LINES, bars="FADT"), "own barcode"),
    ]
    for messages, part in pairs:
        (message,) = messages
        assert part in message
        assert "QUIXWORTH" not in message


def test_a_line_that_ends_with_a_hyphen_is_its_own(tmp_path: Path) -> None:
    """PDFium reads such a hyphen as no character."""
    lines = ("ZEBULON QUIXWORTH-", "12 EXAMPLE ST BLDG A-", "NORFOLK VA  23510-1234")
    of = prepared(tmp_path)
    _, sweep = windows(of)
    seen = ExpectedPage(0, 7, Place("list.csv", 8), (TextArea(sweep, lines, "own address"),))
    assert list(verify_pages(letter(of, recipient(lines=lines)), [seen])) == []


def test_a_page_too_many_is_found(tmp_path: Path) -> None:
    problems = list(verify_pages(letter(prepared(tmp_path)), []))
    assert [problem.code for problem in problems] == ["M60"]


def test_a_letter_that_cannot_be_set_names_nobody(tmp_path: Path) -> None:
    of = prepared(tmp_path, {"envelope": LOW})
    with pytest.raises(ContentError) as raised:
        letter(of, recipient(lines=FOUR))
    assert [one.code for one in raised.value.problems] == ["M56"]
    assert "MONTGOMERY" not in str(raised.value)
