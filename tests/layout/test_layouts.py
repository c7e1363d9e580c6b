"""The layouts: where panels are, what is clear, what the printer is told, and the file's names."""

from __future__ import annotations

import io
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf.generic import DictionaryObject

from press.content.tree import leaves
from press.layout import load_layout
from press.layout.contract import Composed, Layout
from press.paper import FOLDS, INCH, MM, SHEETS
from press.problems import ContentError
from press.typeset.story import Story
from press.typeset.text.paragraph import TaggedParagraph
from tests.plain_text import PlainCanvas
from tests.samples import (
    PRACTICE,
    STOCK_HANDOUTS,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    WHOLE_LAYOUTS,
    brand,
    compose,
    handout,
    pictures,
    reader,
    squeezed,
    stock,
    stock_handout,
    text_of,
    workspace,
)

ENDLESS = ["booklet", "instructions"]
IN_ONE_COLUMN = ["half-sheet", "instructions", "wallet-card"]
FIXED = [layout for layout in WHOLE_LAYOUTS if layout not in ENDLESS]
ROOMY = [
    layout for layout in WHOLE_LAYOUTS if layout != "half-sheet"
]  # which is for short texts, or a short contact block
EACH = [(name, layout) for name in THREE_LENGTHS for layout in STOCK_LAYOUTS]
LANDSCAPE = {"booklet", "half-sheet", *(layout for layout, _ in FOLDS)}
PAGES = {
    "faq-sheet": (1,),
    "sheet": (1, 2),
    "instructions": range(1, 10),
    "booklet": range(4, 40, 2),
}  # others: both sides

STANDARD_14 = (b"Helvetica", b"Courier", b"Times-", b"Times_", b"Symbol", b"ZapfDingbats")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_panels_add_up_and_only_the_tucked_in_one_is_narrow(paper: str) -> None:
    fold = FOLDS["trifold", paper]
    assert sum(fold.outside) == pytest.approx(fold.sheet.width, abs=0.01)
    assert sum(fold.inside) == pytest.approx(fold.sheet.width, abs=0.01)
    assert fold.inside == tuple(reversed(fold.outside))
    narrow = INCH / 16 if paper == "letter" else 3 * MM
    assert fold.outside[1] - fold.outside[0] == pytest.approx(narrow)
    assert fold.outside[1] == fold.outside[2]
    assert (fold.outside_panels[0], fold.inside_panels[2]) == (5, 4)


def test_the_letter_trifold_folds_where_the_sources_say() -> None:
    fold = FOLDS["trifold", "letter"]
    assert fold.outside == (261.0, 265.5, 265.5)
    assert fold.inside == (265.5, 265.5, 261.0)
    assert fold.sheet == (792, 612)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_each_panel_holds_what_belongs_there(paper: str, tmp_path: Path) -> None:
    whose = brand(workspace(tmp_path, {**PRACTICE, "paper": paper}))
    composed = compose(stock_handout("failed-back-surgery"), "trifold", whose)
    outside, inside = (
        words_by_panel(composed.data, page, fold_widths(paper, page)) for page in (0, 1)
    )
    flap, back, cover = outside
    assert "Pain after" in cover
    assert "Answers to the questions" in cover
    assert "12 Quay Street" in back
    assert "12 Quay Street" not in flap + cover
    assert "FBS-01" in back
    assert "Draft" in back
    assert "The short answer" in flap
    assert "When is it an emergency?" in flap
    assert "What is failed back" in inside[0]
    assert all(panel.strip() for panel in inside)


@pytest.mark.parametrize(("name", "layout"), EACH)
def test_the_file_tells_the_printer_and_the_reader_what_it_is(name: str, layout: str) -> None:
    what = stock_handout(name)
    composed = compose(what, layout)
    read = reader(composed.data)
    catalog = read.root_object
    wishes = catalog["/ViewerPreferences"].get_object()
    assert isinstance(wishes, DictionaryObject)
    assert str(wishes["/PrintScaling"]) == "/None"
    edge = "Short" if layout in LANDSCAPE else "Long"
    assert wishes.get("/Duplex") == (f"/DuplexFlip{edge}Edge" if composed.pages > 1 else None)
    assert composed.pages == len(read.pages)
    assert composed.pages in PAGES.get(layout, (2,))
    assert str(catalog["/Lang"]) == "en-US"
    assert read.metadata
    assert read.metadata.title == what.title.text
    assert read.metadata.author == "Gershon Pain Specialists"
    sheet = SHEETS["letter"].landscape() if layout in LANDSCAPE else SHEETS["letter"]
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in read.pages} == {
        tuple(sheet)
    }


@pytest.mark.parametrize(("name", "layout"), EACH)
def test_every_font_is_embedded_and_none_is_standard(name: str, layout: str) -> None:
    data = compose(stock_handout(name), layout).data
    assert not [font for font in STANDARD_14 if font in data]
    fonts = [font for page in reader(data).pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert len(fonts) >= 3
    for font in fonts:
        described = font.get_object()
        assert described["/Subtype"] == "/TrueType"
        assert "/FontFile2" in described["/FontDescriptor"]
        assert "/ToUnicode" in described


@pytest.mark.parametrize(("name", "layout"), EACH)
def test_the_same_input_gives_the_same_bytes(name: str, layout: str) -> None:
    assert compose(stock_handout(name), layout).data == compose(stock_handout(name), layout).data


@pytest.mark.parametrize(("name", "layout"), EACH)
def test_others_find_the_file_sound(
    name: str, layout: str, tmp_path: Path, needs: Callable[[str], str]
) -> None:

    file = tmp_path / "it.pdf"
    file.write_bytes(compose(stock_handout(name), layout).data)
    checked = subprocess.run(
        [needs("qpdf"), "--check", file], check=False, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    said = subprocess.run(
        [needs("pdftotext"), "-enc", "UTF-8", file, "-"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    shown = load_layout(stock(), layout).selected(stock_handout(name))
    assert squeezed(shown.sections[0].heading.text) in squeezed(said.stdout)


def test_the_text_steps_down_only_as_far_as_it_must_and_may() -> None:
    sizes = [
        compose(handout(*["word " * length] * 4), "faq-sheet").body_size
        for length in (40, 105, 118)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 14
    assert len(set(sizes)) > 1
    assert min(sizes) >= 12


def test_a_practice_with_larger_text_never_gets_smaller(tmp_path: Path) -> None:
    whose = brand(workspace(tmp_path, {**PRACTICE, "smallest_body": 14}))
    assert compose(handout("few words"), "faq-sheet", whose).body_size == 14


@pytest.mark.parametrize("layout", ENDLESS)
def test_a_layout_that_adds_pages_never_has_too_little_room(layout: str) -> None:
    short, long = (compose(handout(*["word " * 300] * count), layout) for count in (1, 20))
    assert short.pages < long.pages
    assert long.body_size >= 12


def test_a_card_shows_what_is_pinned_to_it_and_no_more_than_it_holds() -> None:
    sections = [
        {"heading": "On paper only?", "body": "one"},
        {"heading": "When to call?", "body": "two", "panel": "flap"},
    ]
    text = text_of(compose(handout("-", sections=sections), "wallet-card").data)
    assert text.count("When to call?") == 10
    assert "On paper only?" not in text
    with pytest.raises(ContentError) as caught:
        compose(handout("-", sections=[{**sections[1], "body": "word " * 300}]), "wallet-card")
    assert [problem.code for problem in caught.value.problems] == ["L01"]


@pytest.mark.parametrize("layout", FIXED)
def test_too_much_text_is_a_problem_that_counts_and_names_the_longest(layout: str) -> None:
    with pytest.raises(ContentError) as caught:
        compose(handout("few words", "long " * 1900, "a few more"), layout)
    (problem,) = caught.value.problems
    assert problem.code == "L01"
    assert "12 pt" in problem.message
    over = int(problem.message.split()[0])
    assert 0 < over < 1902
    assert "'Question 2?' (1902 words" in problem.hint


@pytest.mark.parametrize("layout", FIXED)
def test_as_many_words_fewer_as_it_says_and_it_fits(layout: str) -> None:
    with pytest.raises(ContentError) as caught:
        compose(handout("word " * 2000), layout)
    over = int(caught.value.problems[0].message.split()[0])
    assert compose(handout("word " * (2000 - over)), layout).body_size == 12
    with pytest.raises(ContentError):
        compose(handout("word " * (2000 - over + 12)), layout)


def test_a_section_goes_to_the_panel_it_is_pinned_to() -> None:
    pinned = [
        {"heading": "First?", "body": "one"},
        {"heading": "Third panel?", "body": "two", "panel": "inside-3"},
        {"heading": "Back?", "body": "three", "panel": "back"},
        {"heading": "Flap?", "body": "four", "panel": "flap"},
    ]
    data = compose(handout("-", sections=pinned), "trifold").data
    flap, back, _ = words_by_panel(data, 0, fold_widths("letter", 0))
    first, second, third = words_by_panel(data, 1, fold_widths("letter", 1))
    assert "Flap?" in flap
    assert "Back?" in back
    assert "First?" in first
    assert not second.strip()
    assert "Third panel?" in third


@pytest.mark.parametrize(
    ("layout", "panels", "where"),
    [
        ("trifold", ["card", "flap"], "flap"),
        ("zfold", ["flap", "outside-2", "any"], "outside-2"),
        ("gatefold", ["flap", "inside-2"], "inside-2"),
        ("bifold", ["any", "back"], "back"),
    ],
)
def test_a_section_goes_to_the_first_panel_that_the_layout_has(
    layout: str, panels: list[str], where: str
) -> None:
    sections = [
        {"heading": "Else?", "body": "No."},
        {"heading": "Here?", "body": "Yes.", "panel": panels},
    ]
    data = compose(handout("-", sections=sections), layout).data
    found: Any = load_layout(stock(), layout)
    panel = FOLDS[found.fold, "letter"].panels()[
        {name: number for number, name in found.names.items()}[where]
    ]
    text = pypdfium2.PdfDocument(data)[panel.side].get_textpage()
    assert "Here?" in text.get_text_bounded(panel.left, 0, panel.left + panel.width, 10_000)


def test_a_section_pinned_to_no_panel_of_the_layout_stands_in_its_turn_only_where_it_may() -> None:
    sections = [
        {"heading": "Here?", "body": "Yes.", "panel": "flap"},
        {"heading": "Else?", "body": "No."},
    ]
    with pytest.raises(ContentError, match="L02"):
        compose(handout("-", sections=sections), "bifold")
    sections[0]["panel"] = ["flap", "any"]  # type: ignore[assignment]
    text = text_of(compose(handout("-", sections=sections), "bifold").data)
    assert 0 < text.index("Here?") < text.index("Else?")
    sections[0]["panel"] = "flap"
    assert "Here?" in text_of(
        compose(handout("-", sections=sections), "faq-sheet").data
    )  # which has no panels


def test_a_section_whose_panel_is_full_is_a_problem() -> None:
    sections = [
        {"heading": "Long?", "body": "word " * 250},
        {"heading": "First panel?", "body": "one", "panel": "inside-1"},
    ]
    with pytest.raises(ContentError) as caught:
        compose(handout("-", sections=sections), "trifold")
    assert [problem.code for problem in caught.value.problems] == ["L02"]


def test_whole_sections_stand_in_a_panel_where_they_can() -> None:
    data = compose(stock_handout("failed-back-surgery"), "trifold").data
    headings = {
        section.heading.text.split()[0] for section in stock_handout("failed-back-surgery").sections
    }
    panels = words_by_panel(data, 1, fold_widths("letter", 1))
    assert len(panels) == 3
    assert all(panel.split()[0] in headings for panel in panels)


def test_a_word_wider_than_its_column_is_torn_without_a_hyphen_and_stays_whole() -> None:
    long = "https://www.example.com/" + "/".join(["a-long-way"] * 9)
    for body in (f"See {long} for more.", f"See {long} for **much** more.", f"- {long}"):
        composed = compose(handout(body), "trifold")
        text = text_of(composed.data)
        assert long in text
        assert f"{long}-" not in text


@pytest.mark.parametrize(
    "number", ["757-555-0142", "(757) 555-0142", "+1 757 555 0142", "757-555-0142 ext 12"]
)
def test_a_telephone_number_never_breaks(number: str) -> None:
    for lead in range(0, 40, 3):
        composed = compose(handout("x" * lead + f" call {number} now"), "trifold")
        lines = text_of(composed.data).replace("\u00a0", " ").splitlines()
        assert [line for line in lines if number in line]


def test_a_long_number_of_the_practice_is_set_smaller_rather_than_broken(tmp_path: Path) -> None:
    number = "+44 (0)1234 567890 ext 123456"
    whose = brand(workspace(tmp_path, {**PRACTICE, "phone": number}))
    for layout in STOCK_LAYOUTS:
        lines = (
            text_of(compose(handout("few words"), layout, whose).data)
            .replace("\u00a0", " ")
            .splitlines()
        )
        assert len([line for line in lines if number in line]) >= 2


def test_a_practices_own_layout_extends_the_stock(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    (tmp_path / "layouts" / "our-trifold.py").write_text(
        "from press.layout import stock\n\n\n"
        'class OurTrifold(stock("trifold")):\n'
        '    """Ours, with a smaller title."""\n\n'
        '    base = stock("trifold").scale\n'
        '    scale = {**base, "title": base["title"]._replace(size=14, leading=17)}\n'
    )
    found = load_layout(ours, "our-trifold")
    assert issubclass(found, load_layout(stock(), "trifold"))
    what = handout("few words", title="Title")
    own, theirs = (compose(what, name, brand(ours)).data for name in ("our-trifold", "trifold"))
    assert text_of(own) == text_of(theirs)
    assert pictures(own)[0].tobytes() != pictures(theirs)[0].tobytes()
    assert pictures(own)[1].tobytes() == pictures(theirs)[1].tobytes()
    assert not list(tmp_path.rglob("__pycache__"))


def test_a_practices_layout_hides_the_stocks_of_its_name(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    text = 'from press.layout import stock\n\n\nclass Ours(stock("trifold")):\n    pass\n'
    (tmp_path / "layouts" / "trifold.py").write_text(text)
    found: type[Layout] = load_layout(ours, "trifold")
    assert found.__name__ == "Ours"
    assert load_layout(stock(), "trifold").__name__ == "Trifold"


def fold_widths(paper: str, page: int) -> tuple[float, ...]:
    fold = FOLDS["trifold", paper]
    return (fold.outside, fold.inside)[page]


def words_by_panel(data: bytes, page: int, widths: tuple[float, ...]) -> list[str]:

    document = pypdfium2.PdfDocument(data)[page]
    text, left, found = document.get_textpage(), 0.0, []
    for width in widths:
        found.append(text.get_text_bounded(left, 0, left + width, document.get_height()))
        left += width
    return found


def ink(page: Image.Image, left: int, top: int, right: int, bottom: int) -> int:
    """How many pixels of a rectangle are not white."""
    return sum(page.crop((left, top, right, bottom)).convert("L").histogram()[:250])


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_a_first_baseline_is_where_its_paragraph_says(layout: str) -> None:
    """ReportLab has a setting that moves it, and reads it once, when platypus is imported."""
    found = load_layout(stock(), layout)
    story = Story(stock_handout("failed-back-surgery"), brand(), found.scale, 12)
    canvas = PlainCanvas(io.BytesIO(), initialFontName=story.styles.fonts.name("regular"))
    seen = []
    for passage in story.passages():
        for one in passage.flowables:
            if isinstance(one, TaggedParagraph):
                _, height = one.wrap(216, 1000)
                one.drawOn(canvas, 0, 0)
                drawn = re.findall(
                    r"1 0 0 1 [-\d.]+ ([-\d.]+) Tm",
                    "\n".join(map(str, canvas._code)),  # type: ignore[attr-defined]
                )
                assert float(drawn[-1]) == pytest.approx(height - one.first_baseline(), abs=0.01)
                seen.append(one.style.name)
    assert set(seen) >= {"heading", "body"}


@pytest.mark.parametrize(
    "layout", [layout for layout in STOCK_LAYOUTS if layout not in IN_ONE_COLUMN]
)
def test_neighbouring_columns_are_on_one_grid(layout: str) -> None:
    """A whole line: text in one column is in line with text in the next, also on facing pages."""
    found = load_layout(stock(), layout)
    count = 0
    for name in STOCK_HANDOUTS:
        for size in (13.0, 12.5, 12.0):
            story = Story(stock_handout(name), brand(), found.scale, size)
            setting = found().arrange(story)
            for together in (
                [setting.pages] if layout == "booklet" else [[page] for page in setting.pages]
            ):
                columns = defaultdict(list)
                for one in (one for page in together for one in page.placements):
                    if (
                        isinstance(one.flowable, TaggedParagraph)
                        and one.flowable.style.name == "body"
                    ):
                        columns[one.page, one.x].append(
                            one.y + one.height - one.flowable.first_baseline()
                        )
                baselines = (
                    [line for lines in columns.values() for line in lines]
                    if len(columns) > 1
                    else []
                )
                count += len(baselines)
                for baseline in baselines:
                    steps = (baselines[0] - baseline) / story.styles.leading
                    assert abs(steps - round(steps)) * story.styles.leading < 0.5
    assert count > 40


@pytest.mark.slow
def test_short_lists_are_never_torn_and_no_item_stands_alone() -> None:
    for items in range(2, 14):
        for lead in range(0, 500, 60):
            text = "word " * (250 + lead)
            body = text + "\n\n" + "\n".join(f"- item {number}" for number in range(items))
            try:
                data = compose(handout(body), "trifold").data
            except ContentError:
                continue
            panels = words_by_panel(data, 1, fold_widths("letter", 1))
            counts = [count for panel in panels if (count := panel.count("item"))]
            assert sum(counts) == items
            assert len(counts) == 1 or (items > 4 and min(counts) >= 2)


FULL = {
    **PRACTICE,
    "name": "The Hampton Roads Interventional Spine and Pain Associates",
    "tagline": "Care for your back",
    "other_phones": [
        {"label": label, "number": "757-555-0143"}
        for label in ("Appointments", "Refills", "Billing")
    ],
    "fax": "757-555-0144",
    "email": "frontdesk@hampton-roads-spine.example.com",
    "website": "https://www.hampton-roads-spine.example.com/patients",
    "hours": [
        {"days": f"{day}s", "times": "8:30 am to 5 pm"}
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    ],
    "emergency_line": "757-555-0145",
    "paper": "a4",
}


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_a_practice_that_has_everything_still_has_room(layout: str, tmp_path: Path) -> None:
    whose = brand(workspace(tmp_path, FULL))
    body = "word " * 60
    composed = compose(
        handout(body, body, subtitle="A subtitle", summary="The short answer is short."),
        layout,
        whose,
    )
    text = " ".join(text_of(composed.data).replace("\u00a0", " ").split())
    for said in (
        "Fridays: 8:30 am to 5 pm",
        "Billing 757-555-0143",
        "frontdesk@hampton-roads-spine.example.com",
        "757-555-0145",
    ):
        assert said in text


@pytest.mark.parametrize("layout", ROOMY)
def test_a_practice_with_the_usual_can_print_the_whole_stock(layout: str, tmp_path: Path) -> None:
    usual = {key: FULL[key] for key in ("address", "fax", "email", "website")} | {
        "name": "Harbor Spine Clinic",
        "phone": "757-555-0142",
        "hours": [
            {"days": "Monday to Thursday", "times": "8:30 am to 5 pm"},
            {"days": "Friday", "times": "8:30 am to noon"},
        ],
    }
    whose = brand(workspace(tmp_path, usual))
    for name in STOCK_HANDOUTS:
        assert compose(stock_handout(name), layout, whose).body_size >= 12


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
@pytest.mark.parametrize(
    "table",
    [
        "| Medicine you take every day | Dose you take | |\n|---|---|---|\n| "
        + "word " * 20
        + "| x | |\n| | | |",
        "| Day | Where |\n|---|---|\n| " + "x" * 140 + " | short words here |",
        "| a |\n|---|\n| |",
        "| A | B | C |\n|:--|:-:|--:|\n| 1 | `two` | **three** |\n| four |",
    ],
    ids=["a column to write in", "a giant word", "one empty cell", "fewer cells"],
)
def test_a_table_keeps_its_words_and_its_columns_apart(table: str, layout: str) -> None:
    what = handout(f"Before.\n\n{table}\n\nAfter.")
    data = compose(what, layout).data
    text = squeezed(text_of(data))
    for leaf in leaves(what.sections[0].body):
        assert squeezed(leaf.text) in text
    found = load_layout(stock(), layout)
    story = Story(what, brand(), found.scale, 12)
    found().arrange(story)
    (grid,) = story.grids
    for row in grid._cellvalues:
        for cell, width in zip(row, grid._colWidths, strict=True):
            (para,) = cell if isinstance(cell, (list, tuple)) else (cell,)
            assert para.wrap(width - grid.PADDING, 1000)[1] >= para.style.leading
            for line in para.blPara.lines:
                used = (
                    width - grid.PADDING - (line[0] if isinstance(line, tuple) else line.extraSpace)
                )
                assert used <= width - grid.PADDING + 0.1


def test_lists_in_lists_keep_all_their_marks() -> None:
    text = text_of(compose(handout("- 1. Call us\n  2. Come in\n\n1. 5. five"), "faq-sheet").data)
    marks = [line.strip() for line in text.splitlines() if re.match(r"\s*(•|\d\.)", line)]
    assert [mark.partition(" ")[0] for mark in marks] == ["•", "1.", "2.", "1.", "5."]


def test_a_list_too_long_to_keep_together_is_torn_rather_than_refused() -> None:
    items = "\n".join(f"- item {number} " + "word " * 68 for number in range(4))
    composed = compose(handout(f"Steps:\n\n{items}"), "trifold")
    assert text_of(composed.data).count("item") == 4


def test_what_lies_beside_a_drawing_does_not_paint_over_the_page(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    (tmp_path / "assets" / "pictures").mkdir()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">'
        "{}</svg>"
    )
    shape = '<rect x="{0}" y="{0}" width="{1}" height="{1}" fill="#ff0000"/>'
    (tmp_path / "assets" / "pictures" / "wide.svg").write_text(
        drawing.format(shape.format(-500, 2000))
    )
    (tmp_path / "assets" / "pictures" / "good.svg").write_text(drawing.format(shape.format(0, 40)))
    wide, good = (
        pictures(
            compose(
                handout("Text.", picture={"file": file, "alt": "A red square"}),
                "faq-sheet",
                brand(ours),
            ).data
        )[0]
        for file in ("wide.svg", "good.svg")
    )
    assert ink(good, 0, 0, good.width, good.height) > 1_000
    assert wide.tobytes() == good.tobytes()


def test_a_scan_in_16_bit_grey_keeps_its_shades(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    (tmp_path / "assets" / "pictures").mkdir()
    scan = Image.new("I;16", (480, 480))
    for x in range(480):
        for y in range(480):
            scan.putpixel((x, y), 20_000)
    scan.save(tmp_path / "assets" / "pictures" / "scan.png")
    data = compose(
        handout("Text.", picture={"file": "scan.png", "alt": "A grey square"}),
        "faq-sheet",
        brand(ours),
    ).data
    shades = {color for count, color in pictures(data)[0].getcolors(1 << 20) or [] if count > 500}
    assert (78, 78, 78) in shades


@pytest.mark.parametrize("layout", ["trifold", "zfold", "bifold", "gatefold"])
def test_a_section_may_stand_on_the_back(layout: str) -> None:
    """Whichever side of the sheet that is."""
    found: Any = load_layout(stock(), layout)
    sections = [
        {"heading": "Else?", "body": "No."},
        {"heading": "Here?", "body": "Yes.", "panel": "back"},
    ]
    data = compose(handout("-", sections=sections), layout).data
    fold = FOLDS[layout, "letter"]
    panel = fold.panels()[fold.back]
    assert found.names[fold.back] == "back"
    page = pypdfium2.PdfDocument(data)[panel.side].get_textpage()
    assert "Here?" in page.get_text_bounded(
        panel.left, 0, panel.left + panel.width, fold.sheet.height
    )


def test_a_card_of_a_practice_with_a_logo_and_more_numbers_says_whom_to_call(
    tmp_path: Path,
) -> None:
    (tmp_path / "assets").mkdir()
    Image.new("RGB", (320, 80), "navy").save(tmp_path / "assets" / "logo.png")
    more = {
        "logo": "logo.png",
        "emergency_line": "757-555-0143",
        "website": "https://www.example.com",
        "email": "desk@example.com",
    }
    address = {
        "street": "1133 First Colonial Road, Suite 200",
        "city": "Virginia Beach",
        "state": "VA",
        "zip": "23454",
    }
    whose = brand(workspace(tmp_path, {**PRACTICE, **more, "address": address}))
    sections = [{"heading": "When to call?", "body": "At once.", "panel": "card"}]
    text = text_of(
        compose(
            handout("-", title="What to do after an operation on the spine", sections=sections),
            "wallet-card",
            whose,
        ).data
    )
    for said in ("757-555-0142", "757-555-0143", "Suite 200", "When to call?"):
        assert text.count(said) == 10, said


@pytest.mark.parametrize("layout", ["trifold", "sheet", "gatefold"])
def test_a_table_that_would_tear_ordinary_words_is_too_wide(layout: str) -> None:
    head, row = (
        " | ".join(words)
        for words in (
            ["Medicine", "Morning", "Midday", "Evening", "Bedtime", "Remarks"],
            ["Gabapentin"] * 6,
        )
    )
    with pytest.raises(ContentError, match="L03 A table of 6 columns is too wide"):
        compose(handout(f"| {head} |\n{'|---' * 6}|\n| {row} |\n"), layout)


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_a_long_title_tears_no_ordinary_word(layout: str) -> None:
    title = "What you should know about radiofrequency ablation for your back"
    panel = {"panel": "card"} if layout == "wallet-card" else {}
    data = compose(
        handout("-", title=title, sections=[{"heading": "Why?", "body": "So.", **panel}]), layout
    ).data
    lines = " ".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded().split())
    assert all(word in lines.split() for word in title.split()), lines


def test_a_section_may_share_the_panel_it_is_pinned_to() -> None:
    sections = [
        {"heading": "First?", "body": "word " * 20},
        {"heading": "Also here?", "body": "word " * 400, "panel": "inside-1"},
    ]
    data = compose(handout("-", sections=sections), "trifold").data
    first, _, _ = words_by_panel(data, 1, fold_widths("letter", 1))
    assert "First?" in first
    assert "Also here?" in first


@pytest.mark.parametrize("layout", ["faq-sheet", "half-sheet", "trifold"])
def test_just_the_words_that_are_too_many_must_go(layout: str) -> None:
    """So many fewer fit, and one more does not."""
    last = {"heading": "A last question?", "body": "Only a few words."}

    def made(words: int) -> Composed:
        return compose(
            handout(
                "-",
                sections=[{"heading": "A long answer?", "body": " ".join(["word"] * words)}, last],
            ),
            layout,
        )

    with pytest.raises(ContentError) as raised:
        made(900)
    over = int(raised.value.problems[0].message.split()[0])
    assert 0 < over < 900
    assert made(900 - over).body_size == 12
    with pytest.raises(ContentError) as raised:
        made(900 - over + 1)
    assert raised.value.problems[0].message.startswith("1 word too long")
