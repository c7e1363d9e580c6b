"""A packet as the front desk gets it: its parts, its dates, its pages, and no name outside them."""

from __future__ import annotations

import json
import os
import re
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from press import cli
from press.content.packets.answers import read_values
from press.packets.make import find_packet, make
from press.problems import ContentError, Place, Problem
from press.proof.verapdf import lacking, validate
from press.withhold import WithheldError
from tests.packets.packet_workspaces import (
    APPROVED,
    EXAMPLES,
    NAMES,
    PRINTED,
    VALUES,
    example,
    pages_of,
    practice,
    sample_packet,
)
from tests.samples import STOCK, reader

LETTER = {"letter": {"title": "Before you come", "body": "Call us if you have a fever."}}
MEDICINE = {"name": "Examplarin", "last_dose_days_before": "7", "resume": "Your doctor tells you."}
FOOD = {
    "eating": {
        "before": "arrival",
        "approved_by": "nobody",
        "rows": [{"what": "Solid food", "hours": "8"}],
    }
}
SIGNED = {"signatures": {"title": "I have read it", "body": "I have read this."}}


def test_there_are_packets_to_judge() -> None:
    assert NAMES == ["epidural-steroid-injection", "lumbar-fusion", "scs-trial"]


@pytest.mark.parametrize("name", NAMES)
def test_the_stock_asks_the_practice_for_each_medical_number(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Each ``null`` is named with its line, and nothing is written."""
    text = (STOCK / "handouts" / "packets" / f"{name}.yaml").read_text(encoding="utf-8")
    nulls = {
        number for number, line in enumerate(text.splitlines(), 1) if re.search(r": null\b", line)
    }
    assert len(nulls) > 12
    monkeypatch.chdir(tmp_path)
    values = str(EXAMPLES / "values.yaml")
    assert cli.main(["packet", name, "--values", values, "--draft"]) == cli.WRONG_CONTENT
    lines = [line for line in capsys.readouterr().err.splitlines() if " D01 " in line]
    numbers = {int(line.split(":")[1]) for line in lines}
    keeps = {
        number for number, line in enumerate(text.splitlines(), 1) if "keep_taking: null" in line
    }
    assert nulls - keeps <= numbers
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_a_whole_packet(name: str) -> None:
    packet = example(name)
    pages = pages_of(packet.data)
    assert packet.draft
    kinds = [placed.part.kind for placed in packet.parts]
    assert {
        "cover",
        "contents",
        "calendar",
        "medicines",
        "eating",
        "handout",
        "signatures",
        "teach-back",
    } <= set(kinds)
    for number, page in enumerate(pages, 1):
        assert "SAMPLE" in page
        assert f"page {number} of {len(pages)}" in page or number == 1
        assert "Draft: not yet reviewed by a clinician" in page
    contents = next(placed for placed in packet.parts if placed.part.kind == "contents")
    for placed in packet.parts:
        if placed.part.kind not in ("cover", "contents"):
            assert f"{placed.part.title} {placed.first + 1} " in f"{pages[contents.first]} "
            assert placed.part.title in pages[placed.first]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_as_accessible_as_every_other_file(name: str, tmp_path: Path) -> None:
    if why := lacking():
        pytest.skip(f"PDF/UA and PDF/A not checked: {why}")
    file = tmp_path / "it.pdf"
    file.write_bytes(example(name).data)
    (first, second) = validate([str(file)], ["ua1", "2a"])
    assert not [*first.failures, *second.failures]


def test_each_part_has_its_bookmark_and_each_page_its_number() -> None:
    packet = example("scs-trial")
    document = reader(packet.data)
    entries: list[Any] = list(document.outline)
    there = [(entry.title, document.get_destination_page_number(entry)) for entry in entries]
    assert there == [(placed.part.title, placed.first) for placed in packet.parts]
    assert document.page_labels == [str(number + 1) for number in range(len(document.pages))]


def test_what_is_signed_begins_on_a_front_and_has_its_sheet_to_itself(tmp_path: Path) -> None:
    for before in range(1, 4):
        packet = sample_packet(tmp_path / str(before), [*[LETTER] * before, SIGNED, LETTER])
        pages = pages_of(packet.data)
        (signed,) = (placed for placed in packet.parts if placed.part.kind == "signatures")
        assert signed.first % 2 == 0
        assert "This page is left blank on purpose." in pages[signed.first + 1]
        blanks = [page for page in pages if "left blank on purpose" in page]
        assert len(blanks) == 1 + before % 2


def test_only_pages_that_are_the_patients_own_name_them(tmp_path: Path) -> None:
    own = {"letter": {"title": "A letter", "body": "Dear {{ patient }}, come at {{ arrival }}."}}
    packet = sample_packet(
        tmp_path,
        ["cover", "contents", LETTER, own, FOOD, {"handout": "your-first-visit"}],
        draft=True,
    )
    pages = pages_of(packet.data)
    for placed in packet.parts:
        for page in pages[placed.first : placed.first + placed.pages]:
            assert ("Zebulon Quixworth" in page) is placed.part.personal, placed.part.kind
            assert ("1951" in page) is placed.part.personal, placed.part.kind
    assert {placed.part.kind: placed.part.personal for placed in packet.parts} == {
        "cover": True, "contents": False, "letter": True, "eating": True, "handout": False
    }  # fmt: skip
    assert [placed.part.personal for placed in packet.parts if placed.part.kind == "letter"] == [
        False,
        True,
    ]


def test_the_dates_are_worked_out_from_the_surgery(tmp_path: Path) -> None:
    rows = [
        {**MEDICINE, "prescriber_must_approve": "yes"},
        {"name": "Samplofen", "hold_hours": "10", "before": "arrival", "resume": "In the evening."},
        {"name": "Daily pills", "keep_taking": "yes"},
    ]
    calendar = {
        "calendar": {"entries": [{"days_before": "2", "text": "Call the desk.", "call_by": "yes"}]}
    }
    packet = sample_packet(tmp_path, [calendar, {"medicines": {"rows": rows}}, FOOD])
    countdown, plan, food = pages_of(packet.data)
    assert "Take your last dose on Tuesday, March 2. Do not take it after that." in plan
    assert "Never stop it without a yes from the doctor who prescribed it." in plan
    assert re.search("8:30 PM,? .*Monday.*March 8", plan)
    assert "Keep taking it as usual." in plan
    assert re.search("10:30 PM,? .*Monday", food)
    assert re.search(r"Step 1, Tuesday, March 2: Last dose of Examplarin", countdown)
    assert "Friday, March 5: Call the desk." in countdown  # March 7 is a Sunday
    assert "Tuesday, March 9: Come at 6:30 AM" in countdown


def test_what_has_passed_says_so_and_warns(tmp_path: Path) -> None:
    packet = sample_packet(
        tmp_path, [{"medicines": {"rows": [MEDICINE]}}], printed=datetime(2027, 3, 4, 9, 0)
    )
    assert [remark.code for remark in packet.remarks if remark.code != "B02"] == ["D06"]
    (page,) = pages_of(packet.data)
    assert "Examplarin: this date has passed. Call us today at 757-555-0142." in page
    late = sample_packet(
        tmp_path / "on time",
        [{"medicines": {"rows": [MEDICINE]}}],
        printed=datetime(2027, 3, 1, 9, 0),
    )
    assert "passed" not in pages_of(late.data)[0]


def test_a_part_and_a_row_stand_only_where_their_value_is_set(tmp_path: Path) -> None:
    parts: list[Any] = [
        {**LETTER, "when": "diabetic"},
        {
            "medicines": {
                "rows": [
                    MEDICINE,
                    {"name": "Samplinsulin", "keep_taking": "yes", "when": "diabetic"},
                ]
            }
        },
    ]
    with_it = sample_packet(tmp_path / "yes", parts, {"diabetic": "yes"})
    without = sample_packet(tmp_path / "no", parts, {"diabetic": "no"})
    assert [len(packet.parts) for packet in (with_it, without)] == [2, 1]
    assert ["Samplinsulin" in pages_of(packet.data)[-1] for packet in (with_it, without)] == [
        True,
        False,
    ]
    with pytest.raises(
        ContentError, match="D02 'diabetic' is missing"
    ):  # else a medicine would be left out unseen
        sample_packet(tmp_path / "unsaid", parts)


WRONG = {
    "a day that is none": ({"dob": "3/2/1951"}, "D02"),
    "a time that is none": ({"arrival": "half past six"}, "D02"),
    "a moment without its time": ({"surgery": "2027-05-06"}, "D02"),
    "a value that nobody asks for": ({"pateint": "Zebulon Quixworth"}, "D02"),
    "neither yes nor no": ({"diabetic": "Zebulon"}, "D02"),
    "an arrival after the surgery": ({"arrival": "09:00"}, "D04"),
    "a time that the clocks skip": ({"surgery": "2027-03-14T02:30", "arrival": "01:00"}, "D04"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_value_is_named_and_never_shown(wrong: str, tmp_path: Path) -> None:
    values, code = WRONG[wrong]
    with pytest.raises(ContentError) as raised:
        sample_packet(tmp_path, [LETTER, FOOD], values)
    assert code in {problem.code for problem in raised.value.problems}
    output = "\n".join(problem.line() for problem in raised.value.problems)
    for value in values.values():
        assert value not in output


def run(folder: Path, *arguments: str) -> int:
    (folder / "values.yaml").write_text(json.dumps(VALUES), encoding="utf-8")
    printed = ["--printed", "2027-01-04T09:30"]
    return cli.main(["--workspace", str(folder), "packet", "ours", *printed, *arguments])


def test_a_draft_is_made_only_when_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, [LETTER, {"handout": "your-first-visit"}])
    out = tmp_path / "it.pdf"
    assert (
        run(tmp_path, "--values", str(tmp_path / "values.yaml"), "--output", str(out))
        == cli.WRONG_CONTENT
    )
    assert "R03 Not approved by a clinician: 'your-first-visit'" in capsys.readouterr().err
    assert not out.exists()
    assert (
        run(tmp_path, "--values", str(tmp_path / "values.yaml"), "--output", str(out), "--draft")
        == cli.DONE
    )
    assert json.loads((tmp_path / "it.PACKET.json").read_text(encoding="utf-8"))["draft"] is True
    assert all("Draft: not yet reviewed" in page for page in pages_of(out.read_bytes()))


def test_nobody_is_named_outside_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In no file's name, title, subject, keyword, record, message or temporary file."""
    folder, temporary = tmp_path / "ours", tmp_path / "tmp"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    practice(
        folder,
        [
            "cover",
            {"letter": {"title": "Dear {{ patient }}", "body": "Born on {{ dob }}."}},
            SIGNED,
        ],
    )
    monkeypatch.chdir(folder)
    assert run(folder, "--values", str(folder / "values.yaml")) == cli.DONE
    (file,) = (folder / "out").rglob("*.pdf")
    document = reader(file.read_bytes())
    assert any("Zebulon" in page for page in pages_of(file.read_bytes()))
    output = capsys.readouterr()
    outside = [
        output.out, output.err, file.name, str(document.metadata),
        str(document.xmp_metadata.stream.get_data() if document.xmp_metadata else ""),
        *(path.name for path in temporary.rglob("*")), *(path.name for path in folder.rglob("*")),
        next((folder / "out").rglob("*.PACKET.json")).read_text(encoding="utf-8"),
    ]  # fmt: skip
    for text in outside:
        for canary in ("Zebulon", "Quixworth", "1951"):
            assert canary not in text
    assert not list(temporary.rglob("*"))


def test_the_files_are_for_their_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice(tmp_path, [LETTER])
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path, "--values", "values.yaml") == cli.DONE
    assert run(tmp_path, "--values", "values.yaml") == cli.DONE
    written = list((tmp_path / "out").rglob("*.*"))
    assert len(written) == 4  # the second took no other's name
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_who_the_patient_is_never_stands_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, [LETTER])
    values = str(tmp_path / "values.yaml")
    assert (
        run(tmp_path, "--values", values, "--set", "patient=Zebulon", "--set", "dob=1951-03-02")
        == cli.WRONG_CONTENT
    )
    output = capsys.readouterr().err
    assert output.count("D03") == 2
    assert "Zebulon" not in output
    output = str(tmp_path / "it")
    assert (
        run(tmp_path, "--values", values, "--set", "surgery=2027-05-04T10:00", "--output", output)
        == cli.DONE
    )


def test_what_is_missing_is_asked_for_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice(tmp_path, [FOOD])
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return {"Patient": "Zebulon", "Date": "1951-03-02", "Has": ""}[
            question.split(":", maxsplit=1)[0].split(maxsplit=1)[0]
        ]

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    (tmp_path / "some.yaml").write_text(
        json.dumps({"surgery": VALUES["surgery"], "arrival": "06:30"}), encoding="utf-8"
    )
    arguments = [
        "--workspace",
        str(tmp_path),
        "packet",
        "ours",
        "--values",
        str(tmp_path / "some.yaml"),
        "--printed",
        "2027-01-04T09:30",
        "--output",
        str(tmp_path / "it"),
    ]
    assert cli.main(arguments) == cli.DONE
    assert asked == [
        "Patient: ",
        "Date of birth (2027-03-09): ",
        "Has diabetes (yes or no) (or nothing): ",
    ]


def test_it_can_be_made_again_as_it_was_and_says_what_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, [LETTER, FOOD])
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path, "--values", "values.yaml", "--output", "first") == cli.DONE
    again = ["--again", "first.PACKET.json", "--values", "values.yaml"]
    assert run(tmp_path, *again, "--output", "second") == cli.DONE
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()
    assert "nothing has changed since" in capsys.readouterr().out
    practice(tmp_path, [LETTER, FOOD], title="After your surgery")
    assert run(tmp_path, *again, "--output", "third") == cli.DONE
    assert "handouts/packets/ours: changed" in capsys.readouterr().out
    assert (tmp_path / "first.pdf").read_bytes() != (tmp_path / "third.pdf").read_bytes()


def test_the_time_of_printing_may_be_given(tmp_path: Path) -> None:
    first, second = (
        sample_packet(tmp_path / name, [LETTER, FOOD], printed=PRINTED) for name in ("one", "other")
    )
    assert first.data == second.data


def test_a_handout_in_another_language_than_the_packet_says_so(tmp_path: Path) -> None:
    ours = practice(tmp_path, [LETTER, {"handout": "hola"}])
    content = {
        "title": "Hola",
        "language": "es",
        "review": APPROVED,
        "sections": [{"heading": "Una pregunta", "body": "Sí."}],
    }
    (tmp_path / "handouts" / "hola.yaml").write_text(json.dumps(content), encoding="utf-8")
    packet = make(
        ours,
        find_packet(ours, "ours"),
        read_values("values.yaml", json.dumps(VALUES).encode()),
        "values.yaml",
        PRINTED,
    )
    document = reader(packet.data)
    languages = {
        str(item.get_object().get("/Lang"))
        for item in objects_of(document)
        if "/Lang" in item.get_object()
    }
    assert languages == {"en-US", "es"}


def objects_of(document: Any) -> list[Any]:
    """The elements of its structure, and its catalog."""
    objects, waiting = (
        [document.trailer["/Root"]],
        [document.trailer["/Root"]["/StructTreeRoot"]["/K"]],
    )
    while waiting:
        item = waiting.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            objects.append(item)
            waiting.extend([item["/K"]] if "/K" in item else [])
    return objects


def test_a_cover_with_much_on_it_is_set_smaller_and_stays_on_its_page(tmp_path: Path) -> None:
    asks = [
        {
            "name": f"a{at}",
            "type": "text",
            "label": f"What is asked for as number {at}",
            "personal": "no",
        }
        for at in range(8)
    ]
    values = {
        f"a{at}": "Invented Beach General Hospital, Outpatient Surgery Center, door B"
        for at in range(8)
    }
    ours = practice(tmp_path, ["cover", LETTER], asks=asks)
    packet = make(
        ours,
        find_packet(ours, "ours"),
        read_values("values.yaml", json.dumps(values).encode()),
        "values.yaml",
        PRINTED,
    )
    cover = pages_of(packet.data)[0]
    assert cover.count("Invented Beach General Hospital") == 8
    assert "757-555-0142" in cover


@pytest.mark.parametrize("value", ["", " ", "  "])
def test_a_blank_value_is_none(value: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="D02 'patient' is missing"):
        sample_packet(tmp_path, [LETTER], {"patient": value})


def test_no_letter_of_a_name_is_told_that_the_fonts_do_not_have(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        sample_packet(tmp_path, ["cover", LETTER], {"patient": "王小明"})
    output = "\n".join(problem.line() for problem in raised.value.problems)
    assert "'patient' has a letter that cannot be printed" in output
    assert not set("王小明") & set(output)


def test_what_hangs_on_a_wrong_value_is_not_called_wrong_itself(tmp_path: Path) -> None:
    own = {"letter": {"title": "A letter", "body": "Dear {{ patient }}, come at {{ arrival }}."}}
    with pytest.raises(ContentError) as raised:
        sample_packet(tmp_path, [own], {"dob": "4/17/1958"})
    assert [problem.code for problem in raised.value.problems if not problem.remark] == ["D02"]


def test_the_contents_of_many_long_titles_stand_one_below_the_other(tmp_path: Path) -> None:
    title = (
        "A part of this packet with a title that is much longer "
        "than a line of the contents can ever be, number"
    )
    parts = [{"letter": {"title": f"{title} {at}", "body": "Text."}} for at in range(30)]
    packet = sample_packet(tmp_path, ["contents", *parts])
    contents = packet.parts[0]
    assert contents.pages > 1
    text = " ".join(pages_of(packet.data)[: contents.pages])
    places = [
        text.index(f"number {at} {placed.first + 1} ") for at, placed in enumerate(packet.parts[1:])
    ]
    assert places == sorted(places)


def test_each_step_stands_in_the_calendar_also_of_a_long_countdown(tmp_path: Path) -> None:
    entries = [{"days_before": str(at), "text": "Do it."} for at in (60, 45, 20, 3)] + [
        {"days_after": "30", "text": "Do it."}
    ]
    page = pages_of(sample_packet(tmp_path, [{"calendar": {"entries": entries}}]).data)[0]
    grid, _, steps = page.partition("Step 1, ")
    assert steps
    assert [f"Step {number}" in grid for number in range(1, 7)] == [True] * 6


def test_an_overdue_review_is_told_of_on_the_day_of_printing(tmp_path: Path) -> None:
    review = {**APPROVED, "due": "2026-11-20"}
    assert "R02" in {
        remark.code for remark in sample_packet(tmp_path / "one", [LETTER], review=review).remarks
    }
    with pytest.raises(ContentError, match="R01"):
        sample_packet(
            tmp_path / "other", [LETTER], review=review, practice={"review_required": "yes"}
        )


def test_where_reviews_are_required_a_draft_is_not_made_even_if_it_is_asked_for(
    tmp_path: Path,
) -> None:
    required = {"review_required": "yes"}
    parts = [LETTER, {"handout": "your-first-visit"}]
    assert sample_packet(tmp_path / "elsewhere", parts, draft=True).draft
    assert not sample_packet(tmp_path / "approved", [LETTER], practice=required).draft
    with pytest.raises(ContentError, match="R01 This handout is not approved"):
        sample_packet(tmp_path / "part", parts, draft=True, practice=required)
    with pytest.raises(ContentError, match="R01 This packet is not approved"):
        sample_packet(
            tmp_path / "whole", [LETTER], draft=True, practice=required, review={"status": "draft"}
        )


def test_what_one_person_signs_stands_on_one_page(tmp_path: Path) -> None:
    for lines in range(24):
        body = "\n\n".join(["A line that is to be read before it is signed."] * lines) or "Read."
        packet = sample_packet(
            tmp_path / str(lines), [{"signatures": {"title": "I agree", "body": body}}]
        )
        pages = [page.replace("Patient: ", "") for page in pages_of(packet.data)]
        for who in (
            "Patient Printed",
            "Or who signs for the patient Printed",
            "Witness Printed",
            "Interpreter Name",
        ):
            (page,) = [page for page in pages if who in page]
            assert "Signature" in page[page.index(who) :], (lines, who)


@pytest.mark.parametrize("where", ["title", "subtitle", "note"])
def test_what_cannot_be_filled_in_is_never_printed(where: str, tmp_path: Path) -> None:
    headings: dict[str, Any] = (
        {"title": "Before {{ nobody }}"}
        if where == "title"
        else {"subtitle": "{{ nobody }}"}
        if where == "subtitle"
        else {}
    )
    cover = {"cover": {"note": "For {{ nobody }}"}} if where == "note" else "cover"
    with pytest.raises(ContentError, match="V01"):
        sample_packet(tmp_path, [cover, LETTER], **headings)


def test_a_title_that_names_the_patient_is_a_problem_for_it_becomes_the_files(
    tmp_path: Path,
) -> None:
    with pytest.raises(ContentError, match="D03"):
        sample_packet(tmp_path, ["cover", LETTER], title="For {{ patient }}")
    document = reader(
        sample_packet(tmp_path / "day", ["cover"], title="On {{ surgery.day }}").data
    ).metadata
    assert document
    assert document.title == "On Tuesday, March\u00a09"


SECRET = "Zebulon Quixworth"
VALUES_FILES = {
    "a name as a key": "patient: x\nZebulon Quixworth: {a: b}\n",
    "a name as a key, with a list": "Zebulon Quixworth: [1, 2]\n",
    "a name as a key, twice": "Zebulon Quixworth: a\nZebulon Quixworth: b\n",
    "a name with an apostrophe, twice": "Zebulon O'Quixworth: a\nZebulon O'Quixworth: b\n",
    "a name without a colon": "patient: x\nZebulon Quixworth\ndob: 1951-03-02\n",
    "a name that is not asked for": "Zebulon Quixworth: x\n",
    "a list": "- Zebulon Quixworth\n",
    "a bracket": "patient: [Zebulon Quixworth\n",
    "a quote": "patient: 'Zebulon' Quixworth\n",
    "an anchor": "patient: &Zebulon Quixworth\n",
    "an alias": "patient: *Zebulon\n",
    "a tag": "patient: !Zebulon Quixworth\n",
    "a key that is a list": "? [Zebulon Quixworth]\n: x\n",
    "two documents": "patient: Zebulon Quixworth\n---\nZebulon: Quixworth\n",
    "a remark": "patient: Zebulon #Quixworth\n",
    "a tab": "patient:\tZebulon\n",
    "a character": "patient: Zebulon\x07 Quixworth\n",
    "a colon": "patient: Zebulon: Quixworth\n",
    "an escape": 'patient: "Zebulon\\q Quixworth"\n',
    "a directive": "%Zebulon Quixworth\n---\n",
    "an indicator": "patient: %Zebulon Quixworth\n",
    "a merge": "<<: Zebulon Quixworth\n",
    "too deep": "Zebulon: " + "[" * 60 + "\n",
}


@pytest.mark.parametrize("wrong", VALUES_FILES)
def test_no_message_about_a_values_file_quotes_it(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, [LETTER])
    file = tmp_path / "today.yaml"
    file.write_text(VALUES_FILES[wrong], encoding="utf-8")
    arguments = ["packet", "ours", "--values", str(file), "--output", str(tmp_path / "it")]
    assert cli.main(["--workspace", str(tmp_path), *arguments]) == cli.WRONG_CONTENT
    output = "".join(capsys.readouterr())
    assert f"{file}:" in output
    assert not {"zebulon", "quixworth"} & set(re.findall(r"[a-z]+", output.casefold()))


LEAKY: dict[str, tuple[list[Any], dict[str, str], str]] = {
    "a table of 71 columns": (
        [
            {
                "letter": {
                    "title": "For {{ patient }}",
                    "body": "|" + "{{ patient }}|" * 71 + "\n|" + "-|" * 71 + "\n",
                }
            }
        ],
        {},
        "L03",
    ),
    "a table of 31 columns": (
        [
            {
                "letter": {
                    "title": "For {{ patient }}",
                    "body": "|" + "{{ patient }}|" * 31 + "\n|" + "-|" * 31 + "\n",
                }
            }
        ],
        {},
        "L03",
    ),
}


@pytest.mark.parametrize("wrong", LEAKY)
def test_what_cannot_be_set_is_a_problem_without_the_patients_words(
    wrong: str, tmp_path: Path
) -> None:
    parts, values, code = LEAKY[wrong]
    with pytest.raises(ContentError) as raised:
        sample_packet(tmp_path, parts, values)
    assert {problem.code for problem in raised.value.problems if not problem.remark} == {code}
    for canary in ("Zebulon", "Quixworth", "1951"):
        assert canary not in str(raised.value)
    if wrong.startswith("a table"):
        assert raised.value.problems[0].place.file.endswith("ours.yaml")


QUOTING = {
    "L03": "'Dear Zebulon Quixw' is too large for its place in 'packet'",
    "L01": "12 words too long for the layout 'packet' at 13 pt",
    "L04": "The layout leaves out 'For Zebulon Quixworth'",
}


@pytest.mark.parametrize("code", QUOTING)
def test_a_problem_of_composition_loses_the_words_that_it_quotes(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from press.packets.compose import Composer

    def refuse(_: object) -> None:
        hint = "Shorten the longest section, 'For Zebulon Quixworth' (12 words)"
        raise ContentError([Problem(Place("ours.yaml", 7), code, QUOTING[code], hint)])

    monkeypatch.setattr(Composer, "compose", refuse)
    with pytest.raises(ContentError) as raised:
        sample_packet(tmp_path, [LETTER])
    assert "Zebulon" not in str(raised.value)
    assert "Quixw" not in str(raised.value)
    (problem,) = raised.value.problems
    assert (problem.place, problem.code) == (Place("ours.yaml", 7), code)


@pytest.mark.parametrize("where", ["compose", "values", "an answer"])
def test_a_mistake_of_the_program_loses_its_words(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its traceback says where it was, and never what it was about."""
    import traceback

    from press.content.packets import answers
    from press.packets.compose import Composer

    def fail(*_: object) -> None:
        raise ValueError(f"cannot wrap '{SECRET}'")

    practice(tmp_path, [LETTER])
    if where == "compose":
        monkeypatch.setattr(Composer, "compose", fail)
    elif where == "values":
        monkeypatch.setattr(answers, "read_yaml", fail)
    else:
        monkeypatch.setitem(answers.READERS, "text", fail)
    with pytest.raises(WithheldError) as raised:
        run(tmp_path, "--values", str(tmp_path / "values.yaml"), "--output", str(tmp_path / "it"))
    text = "".join(traceback.format_exception(raised.value))
    assert "ValueError: what it says is withheld" in text
    assert "in fail" in text
    assert "Quixworth" not in text
    assert not list(tmp_path.glob("it*"))


def test_another_patients_packet_is_never_said_to_be_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(tmp_path, [LETTER, FOOD])
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path, "--values", "values.yaml", "--output", "first") == cli.DONE
    other = {**VALUES, "patient": "Yolanda Sample", "arrival": "06:45"}
    Path("other.yaml").write_text(json.dumps(other), encoding="utf-8")
    again = ["--again", "first.PACKET.json", "--values", "other.yaml", "--output", "second"]
    capsys.readouterr()
    assert run(tmp_path, *again) == cli.DONE
    output = capsys.readouterr().out
    assert "nothing has changed" not in output
    assert "since 2" in output
    assert ": the value of 'patient': changed" in output
    assert ": the value of 'arrival': changed" in output
    assert "'dob'" not in output
    assert "Yolanda" not in output
    monkeypatch.setenv("HANDOUT_PRESS_DATA", str(tmp_path / "elsewhere"))
    assert run(tmp_path, *again) == cli.DONE
    output = capsys.readouterr().out
    assert "the values cannot be compared" in output
    assert "nothing has changed" not in output
