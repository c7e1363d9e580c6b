"""A letter in its window: all of the address is seen wherever the sheet slides, and nothing else of the letter is."""

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
    """Where something is printed inside a box of a page, in points from its lower left corner; None where nothing is."""
    with pypdfium2.PdfDocument(data) as document:
        high = document[page].get_height()
        picture = document[page].render(scale=scale, grayscale=True).to_pil()
    left, top, right, bottom = box[0], high - box[3], box[2], high - box[1]
    cut = picture.crop(
        (round(left * scale), round(top * scale), round(right * scale), round(bottom * scale))
    )
    found = ImageOps.invert(cut).point(lambda level: 255 * (level > 40)).getbbox()
    if found is None:
        return None
    x0, y0, x1, y1 = (one / scale for one in found)
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
    said = in_box(data, Rect(*of.windows.sweeps[1]))
    assert said == f"{shown} 12 Quay Street Norfolk, VA 23510".split()
    assert in_box(data, Rect(*of.windows.sender)) == said


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
    said, called = text_of(letter(of)), text_of(letter(of, recipient(values=without)))
    assert "March 9, 2027" in said
    assert "Please call us" not in said
    assert "Please call us" in called
    assert "It is on" not in called


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
    """The languages that elements of a file say they are in."""
    found, waiting = [], [reader(data).trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        one = waiting.pop().get_object()
        for kid in (
            one if isinstance(one, list) else [one.get("/K")] if isinstance(one, dict) else []
        ):
            if kid is not None and not isinstance(kid, int):
                waiting.append(kid)
        if isinstance(one, dict) and "/Lang" in one:
            found.append(str(one["/Lang"]))
    return found


def test_letters_with_the_same_characters_have_the_same_fonts(tmp_path: Path) -> None:
    from press.mail.letters.compose import LetterComposer
    from press.print_files.component import read_component

    of = prepared(tmp_path)
    both = [recipient(1), recipient(2, ("JÜRGEN ŁUKASZ XYZ", *LINES[1:]))]
    composing = LetterComposer(of, both)
    shared = [
        {one.digest for one in read_component(composing.letter(who).data).shared} for who in both
    ]
    assert len(shared[0]) > 8
    assert len(shared[0] - shared[1]) == 1, "only the content differs"


def test_what_is_on_a_page_is_held_against_its_recipient(tmp_path: Path) -> None:
    of = prepared(tmp_path)
    safe, sweep = windows(of)
    data, unmarked = letter(of), Rect(20, 17, 90, 26)

    def told(
        lines: tuple[str, ...],
        mark: str = "",
        shown: Rect = sweep,
        within: Rect = safe,
        **others: Any,
    ) -> list[str]:
        zones = (
            TextArea(unmarked, (mark,), "own number"),
            TextArea(shown, lines, "own address"),
            TextArea(within, lines, "too near"),
        )
        return [
            one.message
            for one in verify_pages(
                data, [ExpectedPage(0, 7, Place("list.csv", 8), zones, **others)]
            )
        ]

    assert (
        told(LINES) == told(LINES, texts=("Zebulon", "Tuesday, March 9, 2027"), address=LINES) == []
    )
    low = Rect(safe.x0, safe.y0, safe.x1, safe.y1 - 20)
    wide = Rect(0, 0, 612, 792)
    found = [told(LINES, "0007-1/1"), told(FOUR), told(LINES, shown=wide), told(LINES, within=low)]
    found += [
        told(LINES, texts=("Leopold",)),
        told(LINES, full_text="A letter"),
        told(LINES, bars="FADT"),
    ]
    assert all(len(one) == 1 for one in found)
    parts = (
        "own number",
        "own address",
        "own address",
        "too near",
        "to be told",
        "not its own",
        "own barcode",
    )
    for one, part in zip(found, parts, strict=True):
        assert part in one[0]
        assert "QUIXWORTH" not in one[0]


def test_a_line_that_ends_with_a_hyphen_is_its_own(tmp_path: Path) -> None:
    """What PDFium makes of such a hyphen is no character."""
    lines = ("ZEBULON QUIXWORTH-", "12 EXAMPLE ST BLDG A-", "NORFOLK VA  23510-1234")
    of = prepared(tmp_path)
    _, sweep = windows(of)
    seen = ExpectedPage(0, 7, Place("list.csv", 8), (TextArea(sweep, lines, "own address"),))
    assert list(verify_pages(letter(of, recipient(lines=lines)), [seen])) == []


def test_a_page_too_many_is_found(tmp_path: Path) -> None:
    found = list(verify_pages(letter(prepared(tmp_path)), []))
    assert [one.code for one in found] == ["M60"]


def test_a_letter_that_cannot_be_set_names_nobody(tmp_path: Path) -> None:
    of = prepared(tmp_path, {"envelope": LOW})
    with pytest.raises(ContentError) as raised:
        letter(of, recipient(lines=FOUR))
    assert [one.code for one in raised.value.problems] == ["M56"]
    assert "MONTGOMERY" not in str(raised.value)
