"""The order in which pieces are printed, and the pieces of a preview."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from press.mail.recipients import Recipient
from press.mail.run.run import for_preview, in_order
from tests.mail.letters import prepared, recipient
from tests.mail.test_variants import WITHOUT


def to(
    number: int, zip5: str, plus4: str | None = None, point: str | None = None, country: str = "US"
) -> Recipient:
    someone = recipient(number)
    address = replace(
        someone.address, zip5=zip5, plus4=plus4, delivery_point=point, country=country
    )
    return replace(someone, address=address)


def test_by_zip_as_the_post_sorts_and_other_countries_last() -> None:
    several = [
        to(1, "", country="GB"), to(2, "99501"), to(3, "02134", "9999"), to(4, "02134"),
        to(5, "02134", "0001", "07"), to(6, "02134", "0001", "02"), to(7, "", country="CA"),
        to(8, "00901"), to(9, "02134"),
    ]  # fmt: skip
    assert [one.number for one in in_order(several, by_zip=True)] == [8, 4, 9, 6, 5, 3, 2, 1, 7]
    assert in_order(several, by_zip=False) == several


def test_a_preview_has_nobody_twice_and_one_of_each_text(tmp_path: Path) -> None:
    of = prepared(tmp_path)
    several = [recipient(number) for number in range(1, 9)]
    several[4] = recipient(5, ("BARTHOLOMEW FEATHERSTONEHAUGH", "1 A ST", "ELY MN  55731"))
    several[6] = recipient(7, ("JO LEE", "1 A ST", "STE 1", "ATTN BILLING", "ELY MN  55731"))
    several[7] = recipient(8, values=WITHOUT)
    assert [one.number for one in for_preview(several, 2, of)] == [1, 2, 5, 7, 8]
    assert [one.number for one in for_preview(several, 20, of)] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [one.number for one in for_preview(several[:1], 3, of)] == [1]
