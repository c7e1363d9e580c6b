"""From a document's objects to the bytes of its file.

ReportLab writes each object by itself, and a table of plain text with their offsets. A page's
structure alone is hundreds of objects.
"""

from __future__ import annotations

from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfdoc

from press.pdf.file import File


class TaggedDocument(pdfdoc.PDFDocument):
    """ReportLab's document; ``raw`` has the bytes of objects that ``reserve`` numbered."""

    raw: dict[int, bytes]
    _pdfVersion: tuple[int, int]
    Catalog: Any
    Pages: Any
    Reference: Any
    objectcounter: int
    numberToId: dict[int, str]
    idToObject: dict[str, Any]
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]

    def reserve(self) -> int:
        """Return the number of a new object, whose bytes the caller puts into ``raw``."""
        self.objectcounter += 1
        return self.objectcounter

    def number(self, name: str) -> int:
        """Return the number of an object by ReportLab's name for it."""
        return int(self.idToObjectNumberAndVersion[name][0])

    def format(self) -> bytes:
        """Return the whole file."""
        file = File(*self._pdfVersion)
        root, info = (
            self.Reference(part).format(self).decode("ascii") for part in (self.Catalog, self.info)
        )
        number, raw, add = 0, self.raw, file.add
        while number < self.objectcounter:  # an object may add others while it is written
            number += 1
            add(number, raw[number] if number in raw else self._bytes(number))
        identity = self.ID().partition(b"\n%")[0].strip()
        return file.end(f"/Root {root}/Info {info}/ID ".encode("ascii") + identity)

    def _bytes(self, number: int) -> bytes:
        value = self.idToObject[self.numberToId[number]]
        if isinstance(value, pdfdoc.PDFPage) and (page := self._page(value)):
            return page
        data: bytes = pdfdoc.format(value, self, toplevel=1)
        return data

    def _page(self, page: Any) -> bytes | None:
        """Return ReportLab's bytes of an ordinary page, in less time; None for any other page."""
        if (
            page.Annots
            or page.Rotate
            or getattr(page.Trans, "dict", None)
            or page.Dur
            or page.CropBox
            or not isinstance(page.Resources, str)
        ):
            return None
        parent, content = (
            self.number(self.Reference(part).name) for part in (self.Pages, page.Contents)
        )
        boxes = "".join(
            f"/{name} [{fp_str(*box.sequence)}]"
            for name in ("TrimBox", "BleedBox")
            if (box := getattr(page, name))
        )
        media = f"/MediaBox [0 0 {fp_str(page.pagewidth, page.pageheight)}]"
        tree = f"/StructParents {page.StructParents}/Tabs {page.Tabs}"
        return (
            f"<</Type /Page/Parent {parent} 0 R{media}{boxes}/Contents {content} 0 R"
            f"/Resources {page.Resources}{tree}>>"
        ).encode()
