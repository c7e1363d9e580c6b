"""What is said of a run: counts, files, checksums; no word of any patient's. As many come out as went in, or it says why."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from press import __version__
from press.mail.letters.prepare import Prepared
from press.mail.order import Order
from press.mail.run.run_files import RunFiles
from press.mail.run.select import Selection
from press.paper.weights import HEAVIEST, LIGHT, weight_oz
from press.problems import Problem, shown

KIND = "Handout Press mailing run"
MOST_NAMED = 20  # files: the rest are counted, and all are in the report


@dataclass
class Report:
    """Filled in while the files are made: ``sheets`` of each piece by its recipient's number, letters without a barcode."""

    prepared: Prepared
    sifted: Selection
    order: Order
    name: str
    sheets: dict[int, int] = field(default_factory=dict)
    unbarred: int = 0

    @property
    def heaviest(self) -> float:
        """The estimated weight of the thickest piece, in ounces."""
        paper = self.prepared.brand.paper
        return weight_oz(max(self.sheets.values(), default=0), self.prepared.envelope, size=paper)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        place, weight = self.prepared.mailing.place, self.heaviest
        found = []
        if self.sifted.refused:
            count = self.sifted.refused
            hint = "They are listed in left-out.txt of the run, each with what is wrong: mend the list, and mail them"
            found.append(
                Problem(
                    place,
                    "M59",
                    f"{count} {'recipient was' if count == 1 else 'recipients were'} left out",
                    hint,
                )
            )
        if self.unbarred:
            message = f"{self.unbarred} letters have no barcode: in the window there is no room for it beside their address"
            found.append(
                Problem(
                    self.prepared.mailing.envelope_at,
                    "M59",
                    message,
                    "Use an envelope with a larger window, or leave it so",
                )
            )
        if weight > LIGHT:
            kind = (
                "is too heavy for a letter"
                if weight > HEAVIEST
                else "needs more postage than for one ounce"
            )
            hint = "Weigh one, and ask the post; the estimate is for 20-lb paper"
            found.append(Problem(place, "M59", f"A piece of about {weight:.1f} oz {kind}", hint))
        return tuple(found)

    def lines(self, folder: str, files: RunFiles) -> tuple[str, ...]:
        pieces, sheets = len(self.sheets), sum(self.sheets.values())
        draft = ", draft" if self.prepared.draft else ""
        what = f"{pieces} {'piece' if pieces == 1 else 'pieces'}, {sheets} {'sheet' if sheets == 1 else 'sheets'}, "
        said = [f"{what}about {self.heaviest:.1f} oz the heaviest{draft}: {shown(folder)}"]
        made = [f"  {one.name}: {one.pages} pages" for one in files.made if one.pages]
        more = [f"  and {len(made) - MOST_NAMED} more"] if len(made) > MOST_NAMED else []
        return (*said, *made[:MOST_NAMED], *more)


def report(of: Report, files: RunFiles) -> dict[str, Any]:
    """The report as it is kept."""
    sifted, prepared, order = of.sifted, of.prepared, of.order
    return {
        "kind": KIND,
        "program": __version__,
        "run": of.name.rpartition(".")[2],
        "mailing": prepared.mailing.name,
        "form": prepared.mailing.form,
        "version": prepared.mailing.version,
        "day": prepared.today.isoformat(),
        "draft": prepared.draft,
        "preview": order.preview is not None,
        "order": "zip" if order.by_zip else "as given",
        "list": {
            "rows": sifted.rows,
            "letters": sifted.letters,
            "left out": dict(sorted(sifted.reasons.items())),
            "problems": sifted.refused,
        },
        "pieces": len(of.sheets),
        "sheets": sum(of.sheets.values()),
        "heaviest piece, oz, estimated": round(of.heaviest, 2),
        "cass_certified": False,
        "variants": [
            {
                "language": one.language or prepared.letters.language,
                "fields": sorted(one.fields),
                "passages": [at for at, there in enumerate(one.shown, 1) if there],
            }
            for one in prepared.letters.variants
        ],
        "enclosures": [{"handout": one.name, "layout": one.layout, "pages": one.pages} for one in prepared.enclosed],
        "files": [one._asdict() for one in files.made],
        "made of": {name: _hash(path) for name, path in prepared.sources.items()},
    }  # fmt: skip


def report_text(of: Report, files: RunFiles) -> bytes:
    return (json.dumps(report(of, files), indent=2, ensure_ascii=False) + "\n").encode()


def _hash(path: str) -> str:
    with open(path, "rb") as stream:
        return sha256(stream.read()).hexdigest()
