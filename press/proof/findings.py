"""From what the checks find to Problems: one a kind and page, with how often; where many pages have it, one for all.

The place of a Problem in a PDF is its file, its page as the line, and column 1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from press.problems import Place, Problem
from press.proof.findings_table import KINDS

PAGES = 4  # with the same kind of problem get a line each; more get one together
SAMPLES = 3
LONGEST = 40  # characters of a sample


class Finding(NamedTuple):
    """Something wrong: a key of KINDS, the page (counted from 1), and a few words that show it."""

    kind: str
    page: int = 1
    sample: str = ""
    times: int = 1


def as_problems(file: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    """One for each kind and page, or for each kind where more than PAGES pages have it."""
    kinds: dict[str, dict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        kinds[finding.kind][max(finding.page, 1)].append(finding)
    for kind, pages in kinds.items():
        if len(pages) <= PAGES:
            for page, found in pages.items():
                yield _problem(file, kind, page, found)
        else:
            everything = [finding for page in sorted(pages) for finding in pages[page]]
            yield _problem(file, kind, min(pages), everything, f" ({len(pages)} pages)")


def _problem(file: str, kind: str, page: int, found: list[Finding], where: str = "") -> Problem:
    row = KINDS[kind]
    samples = list(dict.fromkeys(shortened(one.sample) for one in found if one.sample.strip()))[
        :SAMPLES
    ]
    shows = f": {', '.join(samples)}" if samples else ""
    says = counted(row.says, sum(one.times for one in found))
    return Problem(Place(file, page), row.code, f"{says}{shows}{where}", row.hint)


def counted(text: str, count: int) -> str:
    """The text with each ``[one|many]`` chosen, and the number for ``#``."""
    return re.sub(
        r"\[([^|\]]*)\|([^\]]*)\]", lambda found: found[1] if count == 1 else found[2], text
    ).replace("#", f"{count:,}")


def shortened(text: str) -> str:
    """A sample on one line, in quotes, its end cut off where it is long."""
    words = " ".join(text.split())
    return f"'{words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + '…'}'"
