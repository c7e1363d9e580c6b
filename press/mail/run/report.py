"""The report of a run: counts, files and checksums, without a word about any patient.

Its counts account for every recipient of the list.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from press import __version__
from press.files import file_digest
from press.mail.letters.prepare import Prepared
from press.mail.order import Order
from press.mail.run.run_files import RunFile, RunFiles
from press.mail.run.select import Selection
from press.paper.weights import HEAVIEST, LIGHT, weight_oz
from press.problems import Problem

KIND = "Handout Press mailing run"


class PrintedPieces(NamedTuple):
    """What was printed: ``sheets`` of each piece, by the number of its recipient.

    ``barcodes_omitted`` is the number of letters whose window has no room for their barcode.
    """

    sheets: dict[int, int]
    barcodes_omitted: int = 0


@dataclass(frozen=True)
class Report:
    """A finished run, named ``name``, and what it was made of."""

    prepared: Prepared
    selection: Selection
    order: Order
    name: str
    printed: PrintedPieces

    @property
    def pieces(self) -> int:
        """The number of pieces."""
        return len(self.printed.sheets)

    @property
    def sheets(self) -> int:
        """The number of sheets of all pieces."""
        return sum(self.printed.sheets.values())

    @property
    def heaviest(self) -> float:
        """The estimated weight of the thickest piece, in ounces."""
        paper = self.prepared.brand.paper
        sheets = max(self.printed.sheets.values(), default=0)
        return weight_oz(sheets, self.prepared.envelope, size=paper)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """What users should know of the run."""
        place, remarks = self.prepared.mailing.place, []
        if refused := self.selection.refused:
            who = "1 recipient was" if refused == 1 else f"{refused} recipients were"
            hint = (
                "They are listed in left-out.txt of the run, each with what is wrong: "
                "mend the list, and mail them"
            )
            remarks.append(Problem(place, "M59", f"{who} left out", hint))
        if omitted := self.printed.barcodes_omitted:
            envelope = self.prepared.mailing.envelope_at
            message = (
                f"{omitted} letters have no barcode: "
                "in the window there is no room for it beside their address"
            )
            hint = "Use an envelope with a larger window, or leave it so"
            remarks.append(Problem(envelope, "M59", message, hint))
        if (weight := self.heaviest) > LIGHT:
            postage = "needs more postage than for one ounce"
            fault = "is too heavy for a letter" if weight > HEAVIEST else postage
            message = f"A piece of about {weight:.1f} oz {fault}"
            hint = "Weigh one, and ask the post; the estimate is for 20-lb paper"
            remarks.append(Problem(place, "M59", message, hint))
        return tuple(remarks)


def report_fields(report: Report, files: RunFiles) -> dict[str, Any]:
    """Return the fields of a report as they are stored."""
    prepared, order, counts = report.prepared, report.order, report.selection.counts
    return {
        "kind": KIND,
        "program": __version__,
        "run": report.name.rpartition(".")[2],
        "mailing": prepared.mailing.name,
        "form": prepared.mailing.form,
        "version": prepared.mailing.version,
        "day": prepared.today.isoformat(),
        "draft": prepared.draft,
        "preview": order.preview is not None,
        "order": "zip" if order.by_zip else "as given",
        "list": {
            "rows": counts.rows,
            "letters": counts.letters,
            "left out": dict(counts.left_out),
            "problems": counts.refused,
        },
        "columns": {
            "used": dict(report.selection.headings.used),
            "not used": list(report.selection.headings.unused),
        },
        "pieces": report.pieces,
        "sheets": report.sheets,
        "heaviest piece, oz, estimated": round(report.heaviest, 2),
        "cass_certified": False,
        "variants": [
            {
                "language": variant.language or prepared.letters.language,
                "fields": sorted(variant.fields),
                "passages": [number for number, shown in enumerate(variant.shown, 1) if shown],
            }
            for variant in prepared.letters.variants
        ],
        "enclosures": [
            {"handout": enclosure.name, "layout": enclosure.layout, "pages": enclosure.pages}
            for enclosure in prepared.enclosed
        ],
        "files": [_file_fields(file) for file in files.written],
        "made of": {name: file_digest(path) for name, path in prepared.sources.items()},
    }


def _file_fields(file: RunFile) -> dict[str, Any]:
    """Return the fields of a file; only files of paper have ``sides``."""
    return {name: value for name, value in file._asdict().items() if name != "sides" or value}


def report_text(report: Report, files: RunFiles) -> bytes:
    """Return a report as JSON."""
    return (json.dumps(report_fields(report, files), indent=2, ensure_ascii=False) + "\n").encode()
