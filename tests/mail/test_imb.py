"""The Postal Service's barcode: its digits, what is refused, and the bars as they are drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from press.brand.brand import Brand
from press.layout import INCH, Page, PostalBarcode, Story, load_layout
from press.layout.write_pdf import PageSpec, write_pdf
from press.mail.letters.compose import LetterComposer
from press.mail.letters.imb import Payload, payload, refusal
from press.problems import ContentError
from press.typeset.flowables.mail_barcode import bars_of
from tests.mail.letters import prepared, recipient
from tests.samples import PRACTICE, brand, handout, pictures, reader, stock, text_of, workspace

TRACKING = "01234567094987654321"
# USPS-B-3200: its own four examples, the last of them its figure 5.
VECTORS = {
    "": "ATTFATTDTTADTAATTDTDTATTDAFDDFADFDFTFFFFFTATFAAAATDFFTDAADFTFDTDT",
    "01234": "DTTAFADDTTFTDTFTFDTDDADADAFADFATDDFTAAAFDTTADFAAATDFDTDFADDDTDFFT",
    "012345678": "ADFTTAFDTTTTFATTADTAAATFTFTATDAAAFDDADATATDTDTTDFDTDATADADTDFFTFA",
    "01234567891": "AADTFFDFTDADTAADAATFDTDDAAADDTDTTDAFADADDDTFFFDDTTTADFAAADFTDAADA",
}
REFUSED = {
    "a second digit above 4": (Payload("05234567094987654321", ""), "second digit"),
    "a routing code of 4 digits": (Payload(TRACKING, "0123"), "has 4 digits"),
    "a routing code of 6 digits": (Payload(TRACKING, "012345"), "has 6 digits"),
    "a routing code of 8 digits": (Payload(TRACKING, "01234567"), "has 8 digits"),
    "a routing code of 10 digits": (Payload(TRACKING, "0123456789"), "has 10 digits"),
    "a routing code of 12 digits": (Payload(TRACKING, "012345678912"), "has 12 digits"),
    "letters in the tracking code": (Payload("0123456709498765432A", ""), "else than digits"),
    "letters in the routing code": (Payload(TRACKING, "0123A"), "else than digits"),
    "digits of another script": (Payload(TRACKING[:-1] + "١", ""), "else than digits"),
    "a blank": (Payload(TRACKING, "01234 678"), "else than digits"),
    "21 digits of tracking": (Payload(TRACKING + "0", ""), "has 21 digits"),
    "19 digits of tracking": (Payload(TRACKING[:-1], ""), "has 19 digits"),
    "nothing": (Payload("", ""), "has 0 digits"),
}


@pytest.fixture
def mailer(tmp_path: Path) -> Brand:
    return brand(workspace(tmp_path, {**PRACTICE, "mailer_id": "123456", "service_type": "040"}))


def drawn(tracking: str = TRACKING, routing: str = "01234567891") -> bytes:
    """A page with nothing but the barcode, an inch from its lower left corner."""
    story = Story(handout("one"), brand(), load_layout(stock(), "faq-sheet").scale, 12)
    page = Page(4 * INCH, 2 * INCH)
    page.put(PostalBarcode(tracking, routing), INCH / 4, 1.5 * INCH, 3.5 * INCH, furniture=True)
    return write_pdf(
        [PageSpec(page.width, page.height, page.behind, page.placements)], story, None
    ).data


@pytest.mark.parametrize("routing", VECTORS)
def test_the_bars_are_those_of_the_standard(routing: str) -> None:
    assert refusal(Payload(TRACKING, routing)) is None
    assert bars_of(TRACKING, routing).states == VECTORS[routing]


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_standard_refuses_is_refused(case: str) -> None:
    digits, why = REFUSED[case]
    reason = refusal(digits)
    assert reason
    assert why in reason
    assert not digits.tracking or digits.tracking not in reason


def test_a_piece_has_its_mailers_numbers_its_own_and_where_it_goes(mailer: Brand) -> None:
    assert payload(mailer, 77, "23454", "1234", "56") == Payload(
        "00040123456000000077", "23454123456"
    )
    assert payload(mailer, 0, "23454", "1234", None) == Payload("00040123456000000000", "234541234")
    nine = mailer._replace(mailer_id="912345678")
    assert payload(nine, 999_999, "23454", "1234", "56") == Payload(
        "00040912345678999999", "23454123456"
    )


def test_without_a_mailers_numbers_there_is_no_barcode(mailer: Brand) -> None:
    assert payload(mailer, 1, "23454", "1234", None)
    assert payload(mailer._replace(mailer_id=None), 1, "23454", "1234", None) is None
    assert payload(mailer._replace(service_type=None), 1, "23454", "1234", None) is None


def test_without_a_zip_of_nine_digits_there_is_no_barcode(mailer: Brand) -> None:
    assert payload(mailer, 1, "23454", None, None) is None
    assert payload(mailer, 1, "23454", "", "56") is None
    assert payload(mailer, 1, "", None, None) is None


@pytest.mark.parametrize(
    ("mailer_id", "serial"), [("123456", 10**9), ("912345678", 10**6), ("123456", -1)]
)
def test_a_serial_number_that_has_no_room_says_so(
    mailer_id: str, serial: int, mailer: Brand
) -> None:
    with pytest.raises(
        ContentError,
        match=f"M49 The serial number {serial} has no room beside a Mailer ID of {len(mailer_id)}",
    ):
        payload(mailer._replace(mailer_id=mailer_id), serial, "23454", "1234", None)


def test_a_zip_that_was_never_checked_is_refused_and_not_told(mailer: Brand) -> None:
    for zip5, plus4 in (("23454", "12"), ("2345", "1234"), ("2345A", "1234")):
        with pytest.raises(ContentError) as raised:
            payload(mailer, 1, zip5, plus4, None)
        (problem,) = raised.value.problems
        assert problem.code == "M49"
        assert zip5 not in problem.line()


def test_the_bars_keep_to_the_measures_of_the_standard_as_they_are_drawn() -> None:
    """Read back from the page: 65 boxes, filled at once."""
    operators = reader(drawn()).pages[0].get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    number = r"(-?\d*\.?\d+)"
    boxes = [
        tuple(map(float, lengths))
        for lengths in re.findall(rf"{number} {number} {number} {number} re", operators)
    ]
    boxes = [box for box in boxes if box[2] < 0.03 * INCH]
    assert len(boxes) == 65
    lefts = [x for x, _, _, _ in boxes]
    pitches = [after - before for before, after in pairwise(lefts)]
    assert max(pitches) - min(pitches) < 0.002
    assert INCH / max(pitches) >= 20
    assert INCH / min(pitches) <= 24
    assert 2.667 <= (lefts[-1] - lefts[0]) / INCH <= 3.225
    assert all(0.015 <= width / INCH <= 0.025 for _, _, width, _ in boxes)
    middle = (
        min(y for _, y, _, _ in boxes)
        + (max(y + h for _, y, _, h in boxes) - min(y for _, y, _, _ in boxes)) / 2
    )
    for (_, y, _, height), state in zip(boxes, VECTORS["01234567891"], strict=True):
        least, most = {
            "F": (0.125, 0.165),
            "T": (0.039, 0.057),
            "A": (0.082, 0.111),
            "D": (0.082, 0.111),
        }[state]
        assert least <= height / INCH <= most, state
        above, below = y + height - middle, middle - y
        assert (above > 0.05 * INCH) == (state in "AF")
        assert (below > 0.05 * INCH) == (state in "DF")


def test_the_bars_are_black_and_all_round_them_is_clear() -> None:
    scale = 8
    image = pictures(drawn(), scale)[0].convert("L")
    bars = bars_of(TRACKING, "01234567891")
    left, top = INCH / 4, 2 * INCH - 1.5 * INCH
    across, up = 0.125 * INCH, 0.028 * INCH
    ink = image.point(lambda value: 255 * (value < 128)).getbbox()
    assert ink
    expected = (left + across, top + up, left + bars.width - across, top + bars.height - up)
    assert [length / scale for length in ink] == pytest.approx(expected, abs=0.15)
    across_the_middle = round((top + bars.height / 2) * scale)
    middle = image.crop((ink[0], across_the_middle, ink[2], across_the_middle + 1)).tobytes()
    runs = re.findall("x+", "".join("x" if value < 128 else " " for value in middle))
    assert len(runs) == 65  # each bar crosses the middle
    assert image.getextrema()[0] == 0


def test_no_screen_reader_reads_it_and_it_holds_no_text() -> None:
    assert text_of(drawn()).strip() == ""


@pytest.mark.parametrize("mailer_id", ["123456", "912345678"])
def test_no_day_within_45_has_the_serial_number_of_another(mailer_id: str, tmp_path: Path) -> None:
    of = prepared(tmp_path, mailer_id=mailer_id, service_type="040")
    most = 10 ** (15 - len(mailer_id)) // 46 - 1
    days = [date(2031, 1, 20) + timedelta(days=count) for count in range(46)]
    seen = []
    for day in days:
        composer = LetterComposer(replace(of, today=day), ())
        ends = [composer.barcode(recipient(number)) for number in (1, most)]
        seen.append([int(end.tracking[5 + len(mailer_id) :]) for end in ends if end])
    assert all(len(serials) == 2 and serials[1] - serials[0] == most - 1 for serials in seen)
    ordered = sorted(seen)
    assert all(before[1] < after[0] for before, after in pairwise(ordered)), (
        "each day has a stretch of its own"
    )
    with pytest.raises(ContentError, match="M49 With a Mailer ID of"):
        composer.barcode(recipient(most + 1))
