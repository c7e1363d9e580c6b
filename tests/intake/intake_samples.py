"""Third-party PDFs as they are received: good ones, and ones with a single defect."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from press.binding.insert import Insert
from press.intake import pipeline
from press.intake.intake import take_in
from press.problems import ContentError, Place
from tests.conformance.samples import Sample, good, sample, write
from tests.conformance.test_sheets import with_field

PLACE = Place("packets/scs-trial.yaml", 12, 7)
LETTER = (612.0, 792.0)


def plain(pages: int = 2, size: tuple[float, float] = LETTER, words: str = "Consent") -> bytes:
    """Return an untagged PDF of a simple program, with a link and a font that is not embedded."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 12)
        for line in range(20):
            canvas.drawString(72, size[1] - 90 - 18 * line, f"{words}: line {line} of page {page}")
        canvas.linkURL("https://www.example.com/more", (72, size[1] - 100, 200, size[1] - 80))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(*changes: Callable[..., object]) -> bytes:
    """Return the good sample, which conforms to PDF/UA-1 and PDF/A-2a, with changes."""
    made = sample()
    for change in changes:
        change(made)
    return write(made)


def encrypted(user: str, owner: str, algorithm: str = "AES-256") -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(good()))), io.BytesIO()
    writer.encrypt(user, owner, algorithm=algorithm)
    writer.write(out)
    return out.getvalue()


def field(**entries: Any) -> Callable[[Sample], None]:
    """Return a change that adds a form field with these entries to the second page."""

    def change(made: Sample) -> None:
        with_field(made)
        made["field"].update(entries)

    return change


def layered(**default: Any) -> Callable[[Sample], None]:
    """Return a change that puts the second page's figure on a layer.

    ``default`` is the default configuration of layers.
    """

    def change(made: Sample) -> None:
        made.objects["layer"] = {
            "Type": "/OCG",
            "Name": "(Notes)",
            "Usage": {"Print": {"PrintState": "/OFF"}},
        }
        made["catalog"]["OCProperties"] = {"OCGs": ["&layer"], "D": default}
        made["page1"]["Resources"] = {"Font": {"F1": "&font"}, "Properties": {"L1": "&layer"}}

    return change


def noted(subtype: str, **entries: Any) -> Callable[[Sample], None]:
    """Return a change that adds an annotation to the first page."""

    def change(made: Sample) -> None:
        made.objects["note"] = {
            "Type": "/Annot",
            "Subtype": f"/{subtype}",
            "Rect": [100, 100, 300, 200],
            "F": 4,
            **entries,
        }
        made["page0"]["Annots"].append("&note")

    return change


def bombs(made: Sample) -> None:
    """Add six streams of blanks to a page, each compressed to a thousandth of its size."""
    for number in range(6):
        made.objects[f"bomb{number}"] = {"Filter": "/FlateDecode"}
        made.streams[f"bomb{number}"] = zlib.compress(b" " * 9_000_000, 9)
    made["page0"]["Contents"] = ["&content0", *(f"&bomb{number}" for number in range(6))]


def bomb_in_a_bomb(made: Sample) -> None:
    """Replace a font program by a hundred megabytes that are compressed twice."""
    made["program"]["Filter"] = ["/FlateDecode", "/FlateDecode"]
    made.streams["program"] = zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9)


def picture(width: int, height: int) -> Callable[[Sample], None]:
    """Return a change that adds a black picture to the second page, width and height in pixels."""

    def change(made: Sample) -> None:
        entries = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": width,
            "Height": height,
            "ColorSpace": "/DeviceGray",
        }
        made.objects["image"] = {**entries, "BitsPerComponent": 8, "Filter": "/FlateDecode"}
        made.streams["image"] = zlib.compress(bytes(100))
        made["page1"]["Resources"] = {"Font": {"F1": "&font"}, "XObject": {"I1": "&image"}}
        made.streams["content1"] += b"\n/Artifact BMC q 10 0 0 10 300 300 cm /I1 Do Q EMC"

    return change


def broken_stream(made: Sample) -> None:
    packed = bytearray(zlib.compress(made.streams["content1"]))
    packed[len(packed) // 2] ^= 0xFF
    packed[len(packed) // 2 + 1] ^= 0xFF
    made["content1"]["Filter"] = "/FlateDecode"
    made.streams["content1"] = bytes(packed)


def everything_active(made: Sample) -> None:
    """Add scripts, attached files and private data wherever a PDF may have them."""
    made.objects["script"] = {
        "S": "/JavaScript",
        "JS": "(app.alert\\('boo'\\))",
        "Next": {"S": "/Launch", "F": "(calc.exe)"},
    }
    made.objects["attached"], made.streams["attached"] = {"Type": "/EmbeddedFile"}, b"a secret"
    made.objects["filespec"] = {"Type": "/Filespec", "F": "(x.exe)", "EF": {"F": "&attached"}}
    made.objects["private"], made.streams["private"] = (
        {"Type": "/Metadata", "Subtype": "/XML"},
        b"<x>an editor's secret</x>",
    )
    names = {
        "JavaScript": {"Names": ["(a)", "&script"]},
        "EmbeddedFiles": {"Names": ["(x)", "&filespec"]},
    }
    made["catalog"].update(
        OpenAction="&script",
        AA={"WC": "&script"},
        Names=names,
        AF=["&filespec"],
        PieceInfo={"E": "&private"},
    )
    page = {
        "AA": {"O": "&script"},
        "PieceInfo": {"E": {"Private": "&private"}},
        "AF": ["&filespec"],
        "Thumb": "&attached",
    }
    made["page0"].update(Metadata="&private", **page)
    made["font"].update(Metadata="&private", PieceInfo={"E": "&private"})
    made["figure"].update(AF=["&filespec"])
    made["annotation"].update(
        AA={"U": "&script"}, PA={"S": "/URI", "URI": "(https://spy.example.com)"}
    )
    resources = {
        "Font": {"F1": "&font"},
        "XObject": {"AA": "&form"},
        "ExtGState": {"JS": {"SA": "true", "Metadata": "&private"}},
    }
    made.objects["form"] = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": [0, 0, 9, 9],
        "OPI": {"2.0": "&filespec"},
    }
    made["form"].update(
        Ref={"F": "&filespec", "Page": 0},
        Metadata="&private",
        LastModified="(D:2026)",
        PieceInfo={"E": "&private"},
    )
    made.streams["form"] = b"/JS gs 0 0 9 9 re f"
    made["form"]["Resources"] = {"ExtGState": resources["ExtGState"]}
    made["page0"]["Resources"] = resources
    made.streams["content0"] += b"\n/Artifact BMC q 1 0 0 1 300 300 cm /AA Do Q EMC"


def taken(data: bytes, folder: Path, name: str = "consent.pdf", language: str = "en-US") -> Insert:
    file = folder / name
    file.write_bytes(data)
    return take_in(str(file), PLACE, language)


def facts_on(data: bytes, language: str = "en-US") -> dict[str, Any]:
    """Return the facts that a child process would answer, but in this process."""
    return pipeline.process(data, language)[0]


def lines(data: bytes, folder: Path) -> list[str]:
    """Return the problems of a file as lines; none if it is taken in."""
    try:
        taken(data, folder)
    except ContentError as error:
        return [problem.line() for problem in error.problems]
    return []
