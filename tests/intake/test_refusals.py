"""A file that a packet cannot hold is refused in plain words, with all reasons, at its part."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from press.intake import intake
from press.intake.intake import IntakeRequest, take_in, take_in_all
from press.problems import CODES, ContentError, Place
from tests.conformance.samples import good, having
from tests.imposition.pdf_samples import changed as with_entries
from tests.imposition.pdf_samples import numbered
from tests.imposition.test_impose import (
    older_standard,
    protected,
    protected_with_aes,
    unknown_protection,
    without_pages,
    xfa,
)
from tests.intake.intake_samples import (
    PLACE,
    bomb_in_a_bomb,
    bombs,
    broken_stream,
    changed,
    encrypted,
    field,
    layered,
    lines,
    noted,
    picture,
    plain,
    taken,
)
from tests.proof.mutants import mutated
from tests.proof.test_hostile import HOSTILE, small

DAMAGED = (
    "K01 'consent.pdf' cannot be read: it is damaged, or no PDF at all. "
    "Export it again as a PDF from the program that it was made with."
)
LOCKED = (
    "K02 'consent.pdf' is protected by encryption. "
    "Ask who made it for one without protection, or print it to a new PDF."
)
FILLED = (
    "K07 Page 2 of 'consent.pdf' has a form field that is filled in. Open it, "
    "print it to a new PDF, and use that one."
)
ANNOTATED = (
    "K07 Page 1 of 'consent.pdf' has comments, stamps or typed text lying on it. Open it, "
    "print it to a new PDF, and use that one."
)
LAYERS = (
    "K06 'consent.pdf' has layers that are not shown, or not always. Open it, "
    "print it to a new PDF, and use that one."
)
UNPACKED = (
    "K04 'consent.pdf' is far larger than it seems: something in it unpacks without end. Open it, "
    "print it to a new PDF, and use that one."
)
SIGNED = (
    "K05 'consent.pdf' is signed, and the signature would not hold in a packet. "
    "Print it to a new PDF, and keep the signed one."
)
SIGNATURE = field(FT="/Sig", V={"Type": "/Sig", "Contents": "<00>", "ByteRange": [0, 1, 2, 3]})


def sized(width: float, height: float) -> bytes:
    return with_entries(plain(1), media=(0, 0, width, height))


# By the kind of file: a function that makes it, and its problems.
REFUSED: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "nothing": (lambda: b"", [DAMAGED]),
    "a web page": (lambda: b"<html>Not found</html>", [DAMAGED]),
    "cut off": (lambda: good()[:3000], [DAMAGED]),
    "no pages": (without_pages, [DAMAGED]),
    "pages in themselves": (lambda: mutated(HOSTILE["pages in themselves"]), [DAMAGED]),
    "content that is missing": (
        lambda: changed(having("page1", "Contents", "99 0 R")),
        [
            (
                "K01 Page 2 of 'consent.pdf' is damaged: its content is missing. "
                "Export it again as a PDF from the program that it was made with."
            ),
        ],
    ),
    "a stream that is broken": (
        lambda: changed(broken_stream),
        [
            (
                "K01 'consent.pdf' is damaged: a part of it cannot be unpacked. "
                "Export it again as a PDF from the program that it was made with."
            ),
        ],
    ),
    "a password": (lambda: encrypted("secret", "owner"), [LOCKED]),
    "an owner's password": (lambda: encrypted("", "owner"), [LOCKED]),
    "an old owner's password": (lambda: protected(""), [LOCKED]),
    "an unknown protection": (unknown_protection, [LOCKED]),
    "a protection that is wrong": (protected_with_aes, [LOCKED]),
    "an XFA form": (
        xfa,
        [
            (
                "K03 'consent.pdf' is an XFA form, which Acrobat alone can turn into pages. "
                "Open it, print it to a new PDF, and use that one."
            ),
        ],
    ),
    "a portfolio": (
        lambda: changed(
            having("catalog", "Collection", {"View": "/D"}),
            having("pages", "Kids", ["&page0"]),
            having("pages", "Count", 1),
        ),
        [
            (
                "K03 'consent.pdf' is a portfolio: its documents are files within it. "
                "Save them out of it in Acrobat, and use those."
            )
        ],
    ),
    "too many pages": (
        lambda: numbered(51),
        ["K04 'consent.pdf' has more than 50 pages. Split it, and make a part of each."],
    ),
    "bombs": (lambda: changed(bombs), [UNPACKED]),
    "a bomb in a bomb": (lambda: changed(bomb_in_a_bomb), [UNPACKED]),
    "a picture without end": (
        lambda: changed(picture(40_000, 40_000)),
        [
            (
                "K04 'consent.pdf' holds a picture of more than 100 megapixels. Make it smaller, "
                "or scan it again at 300 dpi."
            )
        ],
    ),
    "signed": (lambda: changed(SIGNATURE), [SIGNED]),
    "certified": (
        lambda: changed(having("catalog", "Perms", {"DocMDP": {"Type": "/Sig"}})),
        [SIGNED],
    ),
    "a hidden layer": (lambda: changed(layered(OFF=["&layer"])), [LAYERS]),
    "layers off": (lambda: changed(layered(BaseState="/OFF", ON=["&layer"])), [LAYERS]),
    "a layer for screens": (
        lambda: changed(layered(AS=[{"Event": "/Print", "OCGs": ["&layer"]}])),
        [LAYERS],
    ),
    "a text that is filled in": (lambda: changed(field(FT="/Tx", V="(Jane Roe)")), [FILLED]),
    "a ticked box": (lambda: changed(field(V="/Yes", AS="/Yes")), [FILLED]),
    "a choice that is made": (lambda: changed(field(FT="/Ch", V=["(left)", "(right)"])), [FILLED]),
    "typed text": (
        lambda: changed(noted("FreeText", Contents="(Jane Roe)", DA="(/F1 9 Tf)")),
        [ANNOTATED],
    ),
    "a stamp and a comment": (lambda: changed(noted("Stamp"), noted("Text")), [ANNOTATED]),
    "a video": (lambda: changed(noted("RichMedia")), [ANNOTATED]),
    "an attachment": (lambda: changed(noted("FileAttachment")), [ANNOTATED]),
    "a tiny page": (
        lambda: sized(60, 200),
        [
            (
                "K08 Page 1 of 'consent.pdf' is smaller than 1 in or larger than 18 in on a side. "
                "Print it to a new PDF on usual paper."
            ),
        ],
    ),
    "a banner": (
        lambda: sized(612, 4_000),
        ["K08 Page 1 of 'consent.pdf' is smaller than 1 in or larger than 18 in on a side"],
    ),
    "a large unit": (
        lambda: with_entries(plain(1), unit=10),
        ["K08 Page 1 of 'consent.pdf' is smaller than 1 in or larger than 18 in on a side"],
    ),
    "a slanted page": (
        lambda: with_entries(plain(1), turn=45),
        [
            (
                "K08 Page 1 of 'consent.pdf' is turned by an angle that is none of a sheet of "
                "paper. Open it, print it to a new PDF, and use that one."
            ),
        ],
    ),
    "much at once": (
        lambda: changed(layered(OFF=["&layer"]), noted("Stamp"), SIGNATURE),
        [SIGNED, LAYERS, ANNOTATED],
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_file_has_its_problems(what: str, tmp_path: Path) -> None:
    make, expected = REFUSED[what]
    said = lines(make(), tmp_path)
    where = f"{PLACE.file}:{PLACE.line}:{PLACE.column}: "
    assert len(said) == len(expected)
    assert all(
        line.startswith(where + begins) for line, begins in zip(said, expected, strict=True)
    ), said
    assert not [line for line in said if "Jane" in line]
    assert os.listdir(tmp_path) == ["consent.pdf"]


# Files that are taken in although they resemble refused ones.
ACCEPTED: dict[str, Callable[[], bytes]] = {
    "an empty form": lambda: changed(field(FT="/Tx")),
    "a box that is not ticked": lambda: changed(
        field(V="/Off", AS="/Off", AP={"N": {"Off": "&look"}})
    ),
    "a place for a signature": lambda: changed(
        field(FT="/Sig"), lambda made: made["catalog"]["AcroForm"].update(SigFlags=1)
    ),
    "layers that are shown": lambda: changed(layered()),
    "a hidden note": lambda: changed(noted("Text", F=2)),
    "an older standard": older_standard,
    "no media box": lambda: changed(
        lambda made: [made[page].pop("MediaBox") for page in ("page0", "page1")]
    ),
    "50 pages": lambda: numbered(50),
    "a page of an inch": lambda: sized(72, 1300),
}


@pytest.mark.parametrize("what", ACCEPTED)
def test_a_file_that_resembles_a_refused_one_is_taken_in(what: str, tmp_path: Path) -> None:
    assert lines(ACCEPTED[what](), tmp_path) == []


def test_a_missing_or_too_large_file(tmp_path: Path) -> None:
    assert lines(b"x" * 25_000_001, tmp_path) == [
        (
            f"{PLACE.file}:12:7: K04 'consent.pdf' is larger than 25 MB. "
            "Make its pictures smaller, or print it to a new PDF."
        )
    ]
    reason = r"cannot be read \(No such file or directory\)\. Check its name\."
    with pytest.raises(ContentError, match=rf":12:7: K01 'none.pdf' {reason}"):
        take_in(str(tmp_path / "none.pdf"), PLACE)


def test_several_files_are_refused_together_each_at_its_place(tmp_path: Path) -> None:
    names = {"good.pdf": good(), "locked.pdf": encrypted("a", "b"), "broken.pdf": b"%PDF-1.7"}
    requests = []
    for line, (name, data) in enumerate(names.items(), 1):
        (tmp_path / name).write_bytes(data)
        requests.append(IntakeRequest(str(tmp_path / name), Place("p.yaml", line)))
    with pytest.raises(ContentError) as raised:
        take_in_all(requests)
    assert [(problem.place.line, problem.code) for problem in raised.value.problems] == [
        (2, "K02"),
        (3, "K01"),
    ]
    assert [one.name for one in take_in_all(requests[:1] * 2)] == ["good.pdf", "good.pdf"]


def test_a_name_with_control_characters_is_printed_safely(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        taken(b"", tmp_path, "a\x1b]0;b.pdf")
    assert raised.value.problems[0].line().isprintable()


@pytest.mark.parametrize("what", ["time", "memory", "the clock"])
def test_a_file_that_takes_too_much_stops_only_the_child(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its forms draw each other ten times each, so the page has no end."""
    if what == "time":
        monkeypatch.setattr(intake, "SECONDS", 1)
    elif what == "memory":
        monkeypatch.setattr(intake, "MEMORY", 120_000_000)
    else:
        monkeypatch.setattr(intake, "PATIENCE", 0.3)
    started = time.monotonic()
    said = lines(mutated(HOSTILE["forms that double"]), tmp_path)
    assert time.monotonic() - started < 15
    assert (
        [line.split(": ", 1)[1][:3] for line in said] in (["K04"], ["K01"])
        if what == "memory"
        else [["K04"]]
    )
    if what != "memory":
        assert (
            "'consent.pdf' takes too long, or too much memory, to be looked through. Open it, "
            "print it" in said[0]
        )


def test_every_code_of_the_family_is_shown_in_these_tests() -> None:
    elsewhere = {
        "K09": "test_visual_diff.py",
        "K10": "test_accessibility.py",
        "K11": "test_accessibility.py",
        "K12": "test_passphrase.py",
    }
    shown = {line[:3] for _, several in REFUSED.values() for line in several}
    assert shown | set(elsewhere) == {code for code in CODES if code.startswith("K")}
    assert {code for code in CODES if code.startswith("K") and CODES[code].remark} == {"K11"}


def test_broken_files_are_taken_in_or_refused(tmp_path: Path) -> None:
    chance, outcomes = random.Random(11), Counter[tuple[str, ...]]()
    whole = small()
    damaged = [whole[:end] for end in range(0, len(whole), len(whole) // 12)]
    for _ in range(28):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        damaged.append(bytes(data))
    for one in damaged:
        outcomes[tuple(sorted({line.split(": ", 1)[1][:3] for line in lines(one, tmp_path)}))] += 1
    assert {code for codes in outcomes for code in codes} <= set(CODES)
    assert outcomes[()] >= 3
    assert outcomes["K01",] >= 3
