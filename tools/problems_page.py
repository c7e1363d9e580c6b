"""From the table of codes to docs/problems.md: ``python tools/problems_page.py``.

A test compares the two.
"""

from __future__ import annotations

from pathlib import Path

from press.problems import CODES

FILE = Path(__file__).resolve().parent.parent / "docs" / "problems.md"
FAMILIES = {
    "W": "The workspace",
    "Y": "The file as YAML",
    "F": "The fields",
    "T": "The text",
    "V": "Values in the text",
    "P": "Pictures, logo and fonts",
    "B": "The practice's brand",
    "L": "The layout",
    "R": "The review",
    "D": "The values and dates of a packet",
    "S": "A PDF onto sheets",
    "K": "A third-party PDF in a packet",
    "M": "A mailing",
    "C": "This computer",
    "A": "The accessibility of a PDF",
}


def page() -> str:
    """Return the page, as Markdown."""
    lines = [
        "# Problems",
        "",
        "Each is printed as `path:line:column: CODE what is wrong. what to do`.",
        "The line of a PDF is its page.",
        "A *remark* stops nothing: the work goes on, and the exit code stays 0.",
    ]
    for letter, family in FAMILIES.items():
        lines += ["", f"## {family}", "", "| code | means |", "|---|---|"]
        rows = ((code, row) for code, row in CODES.items() if code.startswith(letter))
        lines += [
            f"| {code} | {row.means}{' (*remark*)' if row.remark else ''} |" for code, row in rows
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8", newline="\n")
    print("docs/problems.md")
