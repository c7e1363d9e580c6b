"""Pages are compared as pictures: changed content is found, another way of drawing is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from press.intake import pipeline
from press.intake.refusals import IntakeRefusedError
from press.intake.visual_diff import SCALE, changed_pages, differs, ink_box, render_pages
from tests.conformance.samples import Sample, good
from tests.imposition.pdf_samples import numbered
from tests.intake.intake_samples import PLACE, lines, noted, plain
from tests.intake.intake_samples import changed as with_change

SIZE = (245, 317)


def page(*words: str, right: float = 0) -> Image.Image:
    """Return a page of text at 0.4 pixels per point, moved to the right by ``right`` pixels."""
    large = Image.new("L", (SIZE[0] * 4, SIZE[1] * 4), "white")
    draw = ImageDraw.Draw(large)
    for at, word in enumerate(words):
        draw.text((100 + right * 4, 100 + at * 24), word, fill="black", font_size=19)
    return large.resize(SIZE, Image.Resampling.BOX)


TEXT = [f"Line {at} of a consent form that somebody reads and signs" for at in range(40)]


def test_text_moved_by_half_a_pixel_is_the_same() -> None:
    assert not differs(page(*TEXT), page(*TEXT, right=0.5))
    assert not differs(page(*TEXT), page(*TEXT).point(lambda level: min(255, level + 30)))
    assert not differs(page(), page())


@pytest.mark.parametrize(
    "text",
    [
        TEXT[:-1],
        [*TEXT, "Jane Roe, 12 May"],
        [TEXT[0].replace("consent", "_______"), *TEXT[1:]],
        [],
    ],
)
def test_a_line_more_or_less_or_a_word_is_a_change(text: list[str]) -> None:
    assert differs(page(*TEXT), page(*text))
    assert differs(page(*text), page(*TEXT))


def test_another_size_or_number_of_pages_is_a_change() -> None:
    one = page(*TEXT)
    assert [reason.page for reason in changed_pages([one, one], [one])] == [2]
    assert [reason.page for reason in changed_pages([one], [one.crop((0, 0, 200, 317))])] == [1]
    assert list(changed_pages([one, one], [one, one])) == []


def test_the_ink_box_surrounds_the_ink() -> None:
    (only,) = render_pages(numbered(1, (612, 792)), [1.0])
    box = ink_box(only, (612, 792))
    assert box is not None
    assert 250 < box.left < 280
    assert 320 < box.right < 360
    assert 310 < box.bottom < 325
    assert 495 < box.top <= 515
    assert ink_box(Image.new("L", SIZE, "white"), (612, 792)) is None


def test_a_hairline_is_ink() -> None:
    drawn = with_change(
        lambda made: made.streams.update(
            content0=b"/Artifact BMC 0.8 G 0.1 w 20 30 m 590 30 l S EMC"
        )
    )
    box = ink_box(render_pages(drawn, [1, 1])[0], (612, 792))
    assert box is not None
    assert (box.left, box.right) == pytest.approx((20, 590), abs=2 / SCALE)


def test_a_file_that_would_look_different_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An appearance that we would paint, but other programs do not."""

    def change(made: Sample) -> None:
        noted("Widget", FT="/Btn", AS="/Off", AP={"N": "&look"})(made)
        made.objects["look"] = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 100, 100]}
        made.streams["look"] = b"0 0 100 100 re f"

    where = f"{PLACE.file}:{PLACE.line}:{PLACE.column}"
    assert lines(with_change(change), tmp_path) == [
        (
            f"{where}: K09 Page 1 of 'consent.pdf' would not look the same in the packet. "
            "Open it, print it to a new PDF, and use that one."
        )
    ]
    assert lines(good(), tmp_path) == []
    monkeypatch.setattr(
        pipeline,
        "render_pages",
        lambda data, units, *_: [page(*TEXT[: len(data) % 37])] * len(units),
    )
    with pytest.raises(IntakeRefusedError) as raised:
        pipeline.process(plain(3), "en-US")
    assert [reason.page for reason in raised.value.reasons] == [1, 2, 3]
