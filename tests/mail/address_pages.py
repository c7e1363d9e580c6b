"""Invented addresses of every length, for labels and envelopes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from press.mail.letters.address_blocks import PrintedAddress
from press.mail.letters.imb import Payload
from press.problems import Place
from tests.samples import reader

ADDRESSES = (
    ("JO LEE", "1 A ST", "ELY MN 55731"),
    ("MARIA FARÍAS", "12 HARBOR LN APT 4", "NORFOLK VA 23510-1234"),
    ("NGUYỄN VĂN ŁÓDŹ", "100 MAIN ST STE 300", "PMB 12", "SAN JUAN PR 00901-1234"),
    (
        "TO THE PARENT OR GUARDIAN OF",
        "BARTHOLOMEW FEATHERSTONEHAUGH III",
        "C/O HARBOR LIGHT ASSISTED LIVING",
        "12345 NORTHWEST CONSTITUTION BLVD",
        "VIRGINIA BEACH VA 23454-1234",
    ),
)
SHORT = ADDRESSES[0]
TOO_WIDE = ("A NAME THAT NO LABEL HOLDS " * 6, *SHORT[1:])
TOO_HIGH = tuple(f"LINE {number}" for number in range(40))


def recipients(
    count: int, addresses: Sequence[tuple[str, ...]] = ADDRESSES, barcode: bool = False
) -> list[PrintedAddress]:
    return [
        recipient(number, addresses[number % len(addresses)], barcode)
        for number in range(1, count + 1)
    ]


def recipient(number: int, lines: tuple[str, ...], barcode: bool = False) -> PrintedAddress:
    payload = Payload(f"00040123456{number:09}", "23454123456") if barcode else None
    return PrintedAddress(number, lines, Place("list.csv", number + 1, 1), payload)


def sizes(data: bytes) -> list[set[float]]:
    """Return the sizes of all text on each page but the recipients' numbers, in points."""
    return [
        {size for text, size in _shown(page) if text.strip() and not text.startswith("No.")}
        for page in reader(data).pages
    ]


def _shown(page: Any) -> list[tuple[str, float]]:
    shown: list[tuple[str, float]] = []

    def see(text: str, matrix: list[float], moved: list[float], font: object, size: float) -> None:
        shown.append((text, round(size * abs(moved[3]), 2)))

    page.extract_text(visitor_text=see)
    return shown
