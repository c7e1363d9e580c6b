"""Labels and envelopes conform to PDF/UA-1 and PDF/A-2a, with and without a barcode."""

from __future__ import annotations

from pathlib import Path

from press.mail.letters.envelopes import envelopes
from press.mail.letters.labels import labels
from press.paper import ENVELOPES, LABELS
from tests.conformance.conftest import Validate
from tests.conformance.test_sheets import failures
from tests.mail.address_pages import recipients
from tests.samples import brand


def test_labels_and_envelopes_conform(verapdf: Validate, tmp_path: Path) -> None:
    sheets = [
        labels(recipients(40), name, 4, brand(), "Labels") for name in LABELS if name != "5167"
    ]
    printed = [
        envelopes(recipients(5, barcode=barcode), ENVELOPES["us-10"], brand(), "Envelopes")
        for barcode in (False, True)
    ]
    assert len(sheets) + len(printed) >= 10
    assert failures(verapdf, tmp_path, [*sheets, *printed]) == []
