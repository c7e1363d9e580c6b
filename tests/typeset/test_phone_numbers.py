"""Numbers that were typed wrong are remarked on, and no other number is."""

from __future__ import annotations

import pytest

from press.brand.brand import Brand
from press.problems import Problem
from press.typeset.phone_numbers import near_numbers
from tests.samples import brand, compose, handout


def ours() -> Brand:
    return brand()._replace(
        phone="757-555-0142",
        other_phones=(("After hours", "757-555-0189"),),
        fax="757-555-0143",
        emergency_line=None,
    )


def remarks(body: str) -> list[Problem]:
    return list(near_numbers(handout(body), ours()))


WRONG = [
    "Call 757-555-0124.", "Call 757-555-0152.", "Call (757) 555-0412.", "Call 757.555.0141 now.",
    "Call +1 757 555 0242.", "Call 1-757-555-0145.", "Call 775-555-0142.", "Call 757-555-014.",
    "Call 757-555-01442.", "Call 555-0124.", "Fax: 757-555-1043", "Call 7575550124.",
    "Call 757\u2013555\u20130124.", "| a | b |\n|---|---|\n| x | 757-555-0124 |", "Call 912.",
    "Dial **x** or call 912 at once", "Llame al 912.", "Call 919 or go", "dial 9-1-2", "Text 998.",
    "[Call us](tel:+17575550124)", "Call 757-565-0142",
]  # fmt: skip


@pytest.mark.parametrize("body", WRONG)
def test_a_number_that_is_nearly_right_is_a_remark(body: str) -> None:
    (remark,) = remarks(body)
    assert remark.code == "T08"
    assert remark.remark


RIGHT = [
    "Call 757-555-0142.", "Call (757) 555-0142, or fax 757.555.0143.", "Call +1 757 555 0142.",
    "Call 555-0142.", "After hours: 757-555-0189", "Call 911.", "Call 988.", "Call 800-222-1222.",
    "Call 1-800-662-4357 or 804-555-0199", "Call area code (912) 555-7788", "Take 912 mg",
    "Call us 912 days later", "Call {{ practice.name }} at 9 12", "Form 2026-11-02", "Call 211.",
    "[Call us](tel:+17575550142)", "Order no. 757-555-0124-77", "Call 757-555-0142 x12",
    "Call 9/11/2026", "ZIP 23510-1234",
]  # fmt: skip


@pytest.mark.parametrize("body", RIGHT)
def test_another_number_is_none(body: str) -> None:
    assert remarks(body) == []


def test_the_remark_has_its_place_and_comes_with_the_page() -> None:
    number = brand().phone
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    composed = compose(handout(f"Call {wrong} today."), "instructions")
    (remark,) = [remark for remark in composed.remarks if remark.code == "T08"]
    assert number in remark.message
    assert remark.place.line == 1
    assert "T08" not in {remark.code for remark in compose(handout(number), "instructions").remarks}
