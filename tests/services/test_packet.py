"""A packet as a script or a page asks for it: values in, values out, and no terminal."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from press.content.packets.answers import Given
from press.packets.record import (
    Change,
    FileChange,
    PacketRecord,
    ProgramChange,
    UncomparedValues,
    ValueChange,
    _record,
    read_record,
)
from press.problems import ContentError, Place
from press.services.packet import (
    PacketRequest,
    compose_packet,
    make_packet,
    requested_packet,
)
from press.workspace import Workspace
from tests.packets.packet_workspaces import (
    ASKS,
    EVERY_KIND,
    PRINTED,
    VALUES,
    pages_of,
    practice,
    sample_packet,
)
from tests.samples import reader

LETTER = {"letter": {"title": "Before you come", "body": "Dear {{ patient }}, come."}}
PHRASE = "four plain words here"
REQUEST = PacketRequest("ours", VALUES, printed=PRINTED)


def codes(raised: pytest.ExceptionInfo[ContentError]) -> set[str]:
    return {problem.code for problem in raised.value.problems if not problem.remark}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return practice(tmp_path / "ours", ["cover", LETTER])


def test_it_is_composed_and_nothing_is_written(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    before = sorted(tmp_path.rglob("*"))
    result = compose_packet(workspace, REQUEST)
    assert sorted(tmp_path.rglob("*")) == before
    assert (result.file, result.record_file) == (None, None)
    assert result.data == sample_packet(tmp_path / "other", ["cover", LETTER]).data
    assert (result.pages, result.parts, result.fields, result.draft) == (2, 2, None, False)
    assert result.standards == ("PDF/UA-1", "PDF/A-2a")
    assert (result.unread, result.changes) == ((), None)
    assert result.printed == PRINTED
    assert json.loads(result.record)["packet"] == "ours"


def test_it_is_written_beside_its_record_for_its_owner_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second = (
        make_packet(workspace, replace(REQUEST, folder=str(tmp_path / "out"))) for _ in range(2)
    )
    assert first.file
    assert first.file != second.file
    assert Path(first.file).name.startswith("ours.2027-01-04.")
    assert Path(first.file).read_bytes() == first.data
    assert first.record_file == first.file.replace(".pdf", ".PACKET.json")
    assert Path(first.record_file).read_bytes() == first.record
    if os.name == "posix":
        assert stat.S_IMODE(Path(first.file).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["it", "it.pdf"])
def test_a_file_may_be_named(name: str, workspace: Workspace, tmp_path: Path) -> None:
    result = make_packet(workspace, replace(REQUEST, file=str(tmp_path / name)))
    assert result.file == str(tmp_path / "it.pdf")
    assert result.record_file == str(tmp_path / "it.PACKET.json")


def test_a_target_is_needed_to_write_to(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="a file or a folder"):
        make_packet(workspace, REQUEST)


def test_what_a_packet_asks_for_can_be_asked_before_it_is_made(workspace: Workspace) -> None:
    asks = requested_packet(workspace, PacketRequest("ours")).asks
    assert [(ask.name, ask.required) for ask in asks][:2] == [("patient", True), ("dob", True)]


def test_a_packet_that_is_not_named_or_not_there(workspace: Workspace) -> None:
    wanted = r"W01 No packet is named\. Name one of: .*ours"
    with pytest.raises(ContentError, match=wanted) as raised:
        compose_packet(workspace, PacketRequest())
    assert codes(raised) == {"W01"}
    with pytest.raises(ContentError, match="There is no packet called 'theirs'"):
        compose_packet(workspace, PacketRequest("theirs"))


def test_problems_stop_it_and_nothing_is_written(workspace: Workspace, tmp_path: Path) -> None:
    values: dict[str, Given | str] = {
        **VALUES,
        "dob": Given("3/2/1951", Place("page", 7)),
        "arrival": " ",
    }
    del values["patient"]
    request = PacketRequest("ours", values, "a form", folder=str(tmp_path / "out"))
    with pytest.raises(ContentError) as raised:
        make_packet(workspace, request)
    places = {problem.place[:2] for problem in raised.value.problems if problem.code == "D02"}
    assert places == {("page", 7), ("a form", 1)}
    assert not (tmp_path / "out").exists()


def test_a_request_and_a_result_show_neither_values_nor_pass_phrase(workspace: Workspace) -> None:
    request = replace(REQUEST, passphrase=PHRASE)
    shown = repr(request) + repr(compose_packet(workspace, request))
    for canary in ("Zebulon", "1951", PHRASE):
        assert canary not in shown


def test_a_pass_phrase_protects_it(workspace: Workspace, tmp_path: Path) -> None:
    request = replace(REQUEST, passphrase=PHRASE, file=str(tmp_path / "it.pdf"))
    result = make_packet(workspace, request)
    document = reader(result.data)
    assert document.is_encrypted
    assert document.decrypt(PHRASE)
    with pytest.raises(ContentError) as raised:
        make_packet(workspace, replace(request, passphrase="short", file=str(tmp_path / "other")))
    assert codes(raised) == {"K12"}
    assert not list(tmp_path.glob("other*"))


def test_drafts_are_allowed_by_the_request_alone(tmp_path: Path) -> None:
    ours = practice(tmp_path, [LETTER], review={"status": "draft"})
    with pytest.raises(ContentError) as raised:
        compose_packet(ours, REQUEST)
    assert codes(raised) == {"R03"}
    result = compose_packet(ours, replace(REQUEST, draft=True))
    assert result.draft
    assert "Draft: not yet reviewed" in pages_of(result.data)[0]


def test_the_edition_for_a_screen_counts_its_fields(tmp_path: Path) -> None:
    ours = practice(tmp_path / "ours", EVERY_KIND)
    request = replace(REQUEST, fillable=True, folder=str(tmp_path))
    result = make_packet(ours, request)
    assert result.fields
    assert result.fields > 20
    assert result.file
    assert ".fillable." in Path(result.file).name


def test_what_has_changed_since_a_record_is_told_as_values(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = make_packet(workspace, replace(REQUEST, file=str(tmp_path / "first"), fillable=True))
    assert first.record_file
    record = read_record(first.record_file)
    again = PacketRequest(values=VALUES, again=record)
    second = compose_packet(workspace, again)
    assert (second.data, second.record, second.changes) == (first.data, first.record, ())
    later = datetime(2027, 2, 1, 8, 0)
    assert compose_packet(workspace, replace(again, printed=later)).printed == later
    practice(tmp_path / "ours", ["cover", LETTER], title="After your surgery")
    files = {**record.files, "handouts/gone": "0"}
    del files["assets/practice"]
    old = replace(record, files=files, program="0.0.1")
    changes: Any = compose_packet(workspace, replace(again, again=old)).changes
    assert changes[:3] == (
        FileChange("handouts/packets/ours", Change.CHANGED),
        FileChange("handouts/gone", Change.REMOVED),
        FileChange("assets/practice", Change.NEW),
    )
    assert isinstance(changes[3], ProgramChange)
    assert changes[3].then == "0.0.1"


@pytest.mark.parametrize(
    "changed",
    [{"kind": "another"}, {"printed": "2027-01-04"}, {"printed": 1}, {"files": []},
     {"files": {"a": 1}}, {"packet": None}, {"program": None}],
)  # fmt: skip
def test_a_file_that_is_no_record_is_a_problem(
    changed: dict[str, Any], workspace: Workspace, tmp_path: Path
) -> None:
    record = {**json.loads(compose_packet(workspace, REQUEST).record), **changed}
    file = tmp_path / "it.PACKET.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        read_record(str(file))
    assert codes(raised) == {"W03"}


def test_pages_that_no_screen_reader_can_read_are_numbered(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    form = {"file": "plain.pdf", "title": "Hospital form", "accessible": "no"}
    ours = practice(tmp_path, [LETTER, form])
    canvas = Canvas(str(tmp_path / "assets" / "plain.pdf"))
    canvas.drawString(72, 700, "A third-party page")
    canvas.save()
    result = compose_packet(ours, REQUEST)
    assert result.unread == (3,)
    assert result.standards == ()


AGAIN = {
    "another patient": {"patient": "Yolanda Sample"},
    "another day of birth": {"dob": "1951-03-03"},
    "another surgery": {"surgery": "2027-03-10T08:00"},
    "another arrival": {"arrival": "06:31"},
    "no arrival": {"arrival": ""},
    "yes where nothing was said": {"diabetic": "yes"},
    "no where nothing was said": {"diabetic": "no"},
}


@pytest.mark.parametrize("moved", AGAIN)
def test_values_that_moved_since_a_record_are_named_and_never_quoted(
    moved: str, workspace: Workspace, tmp_path: Path
) -> None:
    first = make_packet(workspace, replace(REQUEST, file=str(tmp_path / "first")))
    assert first.record_file
    again = PacketRequest(values={**VALUES, **AGAIN[moved]}, again=read_record(first.record_file))
    assert compose_packet(workspace, again).changes == tuple(
        ValueChange(name, Change.CHANGED) for name in AGAIN[moved]
    )


def test_the_same_answer_typed_in_another_way_has_not_moved(workspace: Workspace) -> None:
    record = record_in(compose_packet(workspace, with_values({"diabetic": "yes"})).record)
    assert compose_packet(workspace, with_values({"diabetic": "TRUE"}, record)).changes == ()
    later = replace(with_values({"diabetic": "yes"}, record), printed=datetime(2027, 2, 1, 8, 0))
    assert compose_packet(workspace, later).changes == ()


def with_values(values: dict[str, str], record: PacketRecord | None = None) -> PacketRequest:
    printed = None if record else PRINTED
    return PacketRequest("ours", {**VALUES, **values}, printed=printed, again=record)


def record_in(data: bytes) -> PacketRecord:
    return _record(json.loads(data))


def marks_in(record: bytes) -> list[str]:
    return list(json.loads(record)["values"]["fingerprints"].values())


def test_an_ask_that_is_new_or_gone_is_named(tmp_path: Path) -> None:
    fewer = [ask for ask in ASKS if ask["name"] != "diabetic"]
    ours = practice(tmp_path / "ours", [LETTER], asks=fewer)
    record = record_in(compose_packet(ours, REQUEST).record)
    more = practice(tmp_path / "ours", [LETTER])
    both = compose_packet(more, with_values({}, record)).changes or ()
    assert both[0] == ValueChange("diabetic", Change.NEW)
    record = record_in(compose_packet(more, REQUEST).record)
    back = practice(tmp_path / "ours", [LETTER], asks=fewer)
    gone = compose_packet(back, with_values({}, record)).changes or ()
    assert gone[0] == ValueChange("diabetic", Change.REMOVED)


def test_values_that_cannot_be_compared_are_said_to_be_so(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record of an older program, or of another computer, never says that nothing changed."""
    record = record_in(compose_packet(workspace, REQUEST).record)
    old = compose_packet(workspace, with_values({}, replace(record, values=None)))
    assert old.changes == (UncomparedValues.NOT_RECORDED,)
    monkeypatch.setenv("HANDOUT_PRESS_DATA", str(tmp_path / "other"))
    assert compose_packet(workspace, with_values({}, record)).changes == (
        UncomparedValues.OTHER_KEY,
    )
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    monkeypatch.setenv("HANDOUT_PRESS_DATA", str(blocked))
    without = compose_packet(workspace, with_values({}, record))
    assert without.changes == (UncomparedValues.NO_KEY,)
    assert "values" not in json.loads(without.record)


def test_records_of_one_patient_cannot_be_told_to_be_of_one(workspace: Workspace) -> None:
    """Fingerprints say nothing by themselves: none repeats, in one record or in two."""
    later = replace(REQUEST, printed=datetime(2027, 1, 4, 9, 31))
    texts = [compose_packet(workspace, request).record for request in (REQUEST, later)]
    marks = [mark for text in texts for mark in marks_in(text)]
    assert len(marks) == 10
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize(
    "values",
    [
        [],
        "x",
        {"fingerprints": {}},
        {"key": 1, "fingerprints": {}},
        {"key": "x"},
        {"key": "x", "fingerprints": []},
        {"key": "x", "fingerprints": {"dob": 1}},
    ],
)
def test_a_record_with_broken_fingerprints_is_none(
    values: Any, workspace: Workspace, tmp_path: Path
) -> None:
    record = {**json.loads(compose_packet(workspace, REQUEST).record), "values": values}
    file = tmp_path / "it.PACKET.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        read_record(str(file))
    assert codes(raised) == {"W03"}


def test_the_packets_of_a_day_are_numbered(workspace: Workspace, tmp_path: Path) -> None:
    request = replace(REQUEST, folder=str(tmp_path / "out"))
    later = replace(request, printed=datetime(2027, 1, 5, 8, 0))
    files = [make_packet(workspace, each).file or "" for each in (request, request, later, request)]
    names = [Path(file).name for file in files]
    days = [".".join(name.split(".")[:3]) for name in names]
    assert days == [
        "ours.2027-01-04.1",
        "ours.2027-01-04.2",
        "ours.2027-01-05.1",
        "ours.2027-01-04.3",
    ]
    assert len(set(names)) == 4


def test_a_name_has_the_tag_and_says_that_it_is_protected(
    workspace: Workspace, tmp_path: Path
) -> None:
    request = replace(REQUEST, folder=str(tmp_path), tag="room-3", passphrase=PHRASE, fillable=True)
    result = make_packet(workspace, request)
    assert result.protected
    assert Path(result.file or "").name.startswith("ours.2027-01-04.1.room-3.fillable.protected.")
    assert result.standards == ("PDF/UA-1",)
    assert json.loads(result.record)["keeps"] == "PDF/UA-1"


@pytest.mark.parametrize(
    "tag",
    ["Zebulon", "zebulon", "Mr-Quixworth", "quixworth2", "xquixworthx", "1951", "a1951b"],
)
def test_a_tag_that_tells_who_the_patient_is_is_refused(
    tag: str, workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as raised:
        make_packet(workspace, replace(REQUEST, folder=str(tmp_path / "out"), tag=tag))
    assert codes(raised) == {"D03"}
    assert tag not in str(raised.value)
    assert not (tmp_path / "out").exists()


def test_a_tag_with_an_accent_less_is_the_name_all_the_same(workspace: Workspace) -> None:
    for name, tag in (("Zoë Núñez", "nunez"), ("Zoë Núñez", "zoe"), ("Bo Li", "li-2")):
        with pytest.raises(ContentError, match="D03"):
            compose_packet(workspace, replace(with_values({"patient": name}), tag=tag))
    short = replace(with_values({"patient": "Bo Li"}), tag="clinic-03")
    assert compose_packet(workspace, short).pages == 2


@pytest.mark.parametrize("tag", ["", "a b", "../x", "a.b", "-a", "a-", "a\n", "é", "x" * 21, "a/b"])
def test_a_tag_is_a_plain_word(tag: str, workspace: Workspace) -> None:
    with pytest.raises(ContentError) as raised:
        compose_packet(workspace, replace(REQUEST, tag=tag))
    assert codes(raised) == {"D02"}


def test_a_value_may_be_called_as_a_field_of_the_record_is(tmp_path: Path) -> None:
    asks = [*ASKS, {"name": "key", "type": "text", "label": "Key", "required": "no"}]
    ours = practice(tmp_path, [LETTER], asks=asks)
    record = record_in(compose_packet(ours, with_values({"key": "a"})).record)
    assert compose_packet(ours, with_values({"key": "a"}, record)).changes == ()
    moved = compose_packet(ours, with_values({"key": "b"}, record)).changes
    assert moved == (ValueChange("key", Change.CHANGED),)
