"""Pieces, one after the other, become the pages of one file with one tree."""

from __future__ import annotations

from collections.abc import Callable

from press.pdf.file import stream_bytes, text_string
from press.print_files.lay_out import Laying
from press.print_files.navigation import Ways
from press.print_files.pieces import About, Assembled, Piece, Standing
from press.print_files.shared_objects import Common
from press.print_files.sheet_marks import Marks
from press.print_files.writer import Writer, named
from press.tagged.metadata import CREATED, screen_intent, srgb_profile, xmp

_DUPLEX = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge", None: "Simplex"}
_MADE = "Handout Press"


class Assembly:
    """One file, all of whose sheets are turned over its ``flip`` edge ("long" or "short"); None prints one side of each.

    Every part of every piece begins on a front side; a last sheet's back that nothing stands on is a page of its own. The
    file goes to ``write`` as it grows, where there is one. The same pieces give the same bytes.
    """

    def __init__(
        self,
        about: About,
        flip: str | None,
        marks: Marks | None = None,
        write: Callable[[bytes], object] | None = None,
    ) -> None:
        self._about, self._flip = about, flip
        self._writer = writer = Writer(write)
        self._root, self._document = writer.reserve(), writer.reserve()
        self._ways = Ways(writer)
        self._laying = Laying(
            writer, Common(writer.put, marks), marks, 2 if flip else 1, about.language
        )
        self._elements: list[int] = []  # of the pieces
        self._pieces: list[Standing] = []
        self._page = 0

    def add(self, piece: Piece) -> None:
        """One piece, after those before it."""
        laid = self._laying.lay(piece, self._ways.parent(), self._document)
        self._elements.append(laid.element)
        self._ways.piece(f"{piece.number:04}", self._page, laid.pages)
        self._pieces.append(Standing(piece.number, self._page, len(laid.pages), laid.sheets))
        self._page += len(laid.pages)

    def finish(self) -> Assembled:
        """The whole file. ValueError where there is no piece in it."""
        if not self._pieces:
            raise ValueError("a file without pieces has no pages")
        root, document, place = self._root, self._document, self._writer.place
        place(
            document,
            b"<</Type /StructElem/S /Document/P %d 0 R/K [%s]>>" % (root, named(self._elements)),
        )
        place(root, b"<</Type /StructTreeRoot/K %d 0 R%s>>" % (document, self._laying.end()))
        catalog, told = self._writer.put(self._catalog()), self._writer.put(self._information())
        return Assembled(self._writer.end(catalog, told), tuple(self._pieces))

    def _catalog(self) -> bytes:
        title, subject, author, language = self._about
        packet = xmp(title, author, subject, language, _MADE, _MADE, CREATED)
        metadata = self._writer.put(stream_bytes(packet, "/Type /Metadata/Subtype /XML"))
        intent = screen_intent(self._writer.put(stream_bytes(srgb_profile(), "/N 3")))
        wishes = f"/ViewerPreferences <</DisplayDocTitle true/PrintScaling /None/Duplex /{_DUPLEX[self._flip]}>>"
        said = f"/Lang {text_string(language)}/MarkInfo <</Marked true>>/Metadata {metadata} 0 R{wishes}".encode(
            "ascii"
        )
        return b"<</Type /Catalog/StructTreeRoot %d 0 R%s%s/OutputIntents [%s]>>" % (
            self._root,
            said,
            self._ways.end(),
            intent,
        )

    def _information(self) -> bytes:
        title, subject, author, _ = map(text_string, self._about)
        when = f"(D:{CREATED[:19].translate({ord(sign): None for sign in '-T:'})}+00'00')"
        told = (
            f"/Title {title}/Subject {subject}/Author {author}/Creator ({_MADE})/Producer ({_MADE})"
        )
        return f"<<{told}/CreationDate {when}/ModDate {when}/Trapped /False>>".encode("ascii")
