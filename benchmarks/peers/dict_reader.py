"""Check a list of recipients with a short script: no empty cells, and five or nine ZIP digits.

python dict_reader.py LIST
"""

from __future__ import annotations

import csv
import re
import sys

ZIP = re.compile(r"\d{5}(-\d{4})?")
REQUIRED = ("First Name", "Last Name", "Address 1", "City", "State")


def main(file: str) -> int:
    """Print the number of rows and of wrong ones. Return the exit code."""
    with open(file, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    wrong = [
        row
        for row in rows
        if not ZIP.fullmatch(row["ZIP"]) or not all(row[name] for name in REQUIRED)
    ]
    print(f"{len(rows)} in the list, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
