"""From findings to Problems: one for each kind and page, or one for a kind on many pages.

The place of a Problem in a PDF is its file, its page as the line, and column 1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from press.problems import Place, Problem
from press.proof.findings_table import KINDS

MAX_PAGES = 4  # pages with the same kind of finding that get a problem each
SAMPLES = 3
LONGEST = 40  # characters of a sample


class Finding(NamedTuple):
    """A fault: a key of KINDS, the page (from 1), a sample of text, and how often it occurs."""

    kind: str
    page: int = 1
    sample: str = ""
    times: int = 1


def as_problems(file: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Yield a problem for each kind and page, or one for a kind on more than MAX_PAGES pages."""
    kinds: dict[str, dict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        kinds[finding.kind][max(finding.page, 1)].append(finding)
    for kind, pages in kinds.items():
        if len(pages) <= MAX_PAGES:
            for page, on_page in pages.items():
                yield _problem(file, kind, page, on_page)
        else:
            everything = [finding for page in sorted(pages) for finding in pages[page]]
            yield _problem(file, kind, min(pages), everything, f" ({len(pages)} pages)")


def _problem(file: str, kind: str, page: int, findings: list[Finding], suffix: str = "") -> Problem:
    row = KINDS[kind]
    quoted = (quoted_sample(finding.sample) for finding in findings if finding.sample.strip())
    samples = list(dict.fromkeys(quoted))[:SAMPLES]
    shown = f": {', '.join(samples)}" if samples else ""
    message = with_count(row.message, sum(finding.times for finding in findings))
    return Problem(Place(file, page), row.code, f"{message}{shown}{suffix}", row.hint)


def with_count(text: str, count: int) -> str:
    """Return the text with each ``[one|many]`` chosen by the count, and the count for ``#``."""
    return re.sub(
        r"\[([^|\]]*)\|([^\]]*)\]", lambda match: match[1] if count == 1 else match[2], text
    ).replace("#", f"{count:,}")


def quoted_sample(text: str) -> str:
    """Return a sample on one line, in quotes, shortened if it is long."""
    words = " ".join(text.split())
    return f"'{words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + '…'}'"
