"""Broken and malicious files give problems only: no error, no loop, no control characters."""

from __future__ import annotations

import random
import time
from functools import cache
from typing import Any

import pytest

from press.problems import Problem
from press.proof.checks import check_pdf, examine
from tests.conformance.samples import Sample, having, replacing, sample, write
from tests.proof.mutants import MUTANTS, Change, adding, drawing, mutated, with_form

QUICK = 5  # seconds; a hundredth of one is usual


def judged(data: bytes) -> list[Problem]:
    """Return the problems, after a check that they can be printed and came quickly."""
    started = time.process_time()
    found = check_pdf(data, "brochure.pdf")
    assert time.process_time() - started < QUICK
    for problem in found:
        assert problem.line().isprintable()
        problem.line().encode("utf-8")
        assert problem.place.line >= 1
    return found


@cache
def small() -> bytes:
    """Return a file with every feature, but without the large font program."""
    made = sample()
    made.streams["program"] = b"none"
    made.streams["icc"] = b"none"
    with_form(made)
    made.streams["content1"] += b"\n/X1 Do"
    return write(made)


def test_a_file_cut_anywhere() -> None:
    data = small()
    for end in range(0, len(data), 61):
        judged(data[:end])


@pytest.mark.parametrize("seed", range(20))
def test_bits_flipped_and_bytes_moved(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        data = bytearray(small())
        for _ in range(chance.choice((1, 3, 30))):
            at = chance.randrange(len(data))
            data[at] ^= 1 << chance.randrange(8)
        if chance.random() < 0.3:
            start, length = chance.randrange(len(data)), chance.randrange(400)
            del data[start : start + length]
        judged(bytes(data))


@pytest.mark.parametrize("seed", range(20))
def test_one_number_or_name_in_place_of_another(seed: int) -> None:
    """The file can still be parsed, but its content is nonsense."""
    chance = random.Random(seed)
    for _ in range(12):
        made = sample()
        names = [name for name in made.objects if name not in ("program", "icc")]
        for _ in range(chance.choice((1, 2, 8))):
            entries = made[chance.choice(names)]
            if entries:
                entries[chance.choice(list(entries))] = nonsense(chance, names)
        judged(write(made))


def nonsense(chance: random.Random, names: list[str]) -> Any:
    return chance.choice(
        [
            f"&{chance.choice(names)}", [f"&{chance.choice(names)}"] * 3, 0, -1, 2**31, "1e99",
            "null", "true", "/Name", "(text)", "<FEFFD800>", [], [[[]]], {}, {"MCID": -5},
            {"Type": "/OBJR", "Obj": f"&{chance.choice(names)}"}, [0, [0]],
        ]
    )  # fmt: skip


def test_every_defect_at_once() -> None:
    made = sample()
    for mutant in MUTANTS:
        try:
            mutant.change(made)
        except (AssertionError, KeyError, IndexError, TypeError, ValueError):
            continue  # another mutant removed what this one changes
    judged(write(made))


def arrays_in_themselves(made: Sample) -> None:
    made.objects["array"] = ["&array", ["&array"]]  # type: ignore[assignment]
    for name, key in (
        ("document", "K"),
        ("page0", "Annots"),
        ("font", "Widths"),
        ("catalog", "MarkInfo"),
        ("figure", "Alt"),
    ):
        made[name][key] = "&array"


def forms_that_double(made: Sample) -> None:
    """Let each form draw the next one ten times, so the page has no end."""
    for number in range(12):
        made.objects[f"form{number}"] = {
            "Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 9, 9],
            "Resources": {"XObject": {"X": f"&form{number + 1}"}},
        }  # fmt: skip
        made.streams[f"form{number}"] = b"/X Do " * 10
    made.objects["form12"], made.streams["form12"] = {"Subtype": "/Form"}, b"0 0 9 9 re f " * 10
    made["page0"]["Resources"] = {"Font": {"F1": "&font"}, "XObject": {"X": "&form0"}}
    drawing(0, b"/X Do")(made)


def form_in_itself(made: Sample) -> None:
    with_form(made)
    made["form"]["Resources"] = {"XObject": {"X1": "&form"}}
    made.streams["form"] = b"/X1 Do"
    drawing(1, b"/X1 Do")(made)


def elements_without_end(made: Sample) -> None:
    for at in range(500):
        adding("Sect", parent=f"s{at - 1}" if at else "document", name=f"s{at}")(made)


# Content that no program writes: too large numbers, missing operands, operands of other types.
NUMBERS = (
    b"/P << /MCID 9999999999999 >> BDC %b 0 0 1e999 0 0 cm 9e999 0 0 1 0 0 Tm "
    b"BT /F1 %b Tf (x) Tj ET EMC"
) % (b"9" * 400, b"9" * 310)
NO_OPERANDS = b"BDC Tj TJ ' \" Tf Td TD Tm TL Tr cm Do EMC EMC EMC Q Q BT ET BMC /P BDC sh"
OTHERS = (
    b"[1] /P BDC (x) (y) Td /F1 /F1 Tf [[(x)]] TJ (a) cm <</A 1>> Do EMC "
    b"(x) << /MCID (a) >> BDC EMC"
)

HOSTILE: dict[str, Change] = {
    "arrays in themselves": arrays_in_themselves,
    "forms that double": forms_that_double,
    "a form that draws itself": form_in_itself,
    "pages in themselves": lambda made: made["pages"]["Kids"].append("&pages"),
    "a parent tree in itself": lambda made: made.objects.update(
        parents={"Kids": ["&parents", "&parents"]}
    ),
    "a role map without end": having(
        "root", "RoleMap", {"A": "/B", "B": "/C", "C": "/A", "P": "/A"}
    ),
    "a tree in itself": lambda made: made["document"]["K"].append("&document"),
    "elements without end": elements_without_end,
    "entities without end": replacing(
        "xmp", b"<x:xmpmeta", b'<!DOCTYPE x [<!ENTITY a "aa">]><x:xmpmeta'
    ),
    "a table with a huge span": having(
        "head1", "A", {"O": "/Table", "ColSpan": 2**40, "RowSpan": 2**40}
    ),
    "numbers beyond all numbers": drawing(0, NUMBERS),
    "operators without operands": drawing(0, NO_OPERANDS),
    "operands of other kinds": drawing(0, OTHERS),
    "quotes and control characters": lambda made: made["figure"].update(
        Alt=r"(\033]0;pwned\007\r\n' .png)"
    ),
    "a language that is a program": having("catalog", "Lang", r"(\033[2J)"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files(change: Change) -> None:
    judged(mutated(change))


def test_an_unreadable_page_leaves_the_others() -> None:
    found = examine(mutated(forms_that_double), "brochure.pdf").findings
    assert [(finding.kind, finding.page) for finding in found] == [("unreadable-page", 1)]
