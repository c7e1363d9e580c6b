"""The fillable edition of a packet conforms to PDF/UA-1 and PDF/A-2a like the printed one."""

from __future__ import annotations

from pathlib import Path

from tests.conformance.conftest import Validate
from tests.packets.packet_workspaces import EVERY_KIND, NAMES, example, sample_packet


def test_every_example_and_every_kind_of_part_conforms(verapdf: Validate, tmp_path: Path) -> None:
    files = {name: example(name, fillable=True).data for name in NAMES}
    files["every-kind"] = sample_packet(tmp_path, EVERY_KIND, fillable=True).data
    for name, data in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    verdicts = verapdf([str(tmp_path / f"{name}.pdf") for name in files], ["ua1", "2a"])
    assert len(verdicts) == 2 * len(files) == 8
    assert not [(verdict.file, failure) for verdict in verdicts for failure in verdict.failures]
    assert all(verdict.assertions > 1_000 for verdict in verdicts)
