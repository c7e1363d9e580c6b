"""Our own files pass our own checks: every stock handout and construct, in every layout."""

from __future__ import annotations

import pytest

from press.proof.checks import check_pdf
from tests.samples import (
    EVERYTHING,
    KINDS,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    compose,
    handout,
    stock_handout,
)


def found(data: bytes) -> list[str]:
    return [problem.line() for problem in check_pdf(data, "made.pdf")]


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
@pytest.mark.parametrize("name", THREE_LENGTHS)
def test_stock_handouts(name: str, layout: str) -> None:
    assert found(compose(stock_handout(name), layout).data) == []


@pytest.mark.parametrize("layout", KINDS)
@pytest.mark.parametrize("construct", EVERYTHING)
def test_every_construct(construct: str, layout: str) -> None:
    assert found(compose(handout(EVERYTHING[construct]), layout).data) == []
