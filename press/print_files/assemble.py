"""From the pieces of a mailing, one after the other, to one print file with one structure tree."""

from __future__ import annotations

from collections.abc import Callable

from press.pdf.file import stream_bytes, text_string
from press.print_files.lay_out import PieceWriter
from press.print_files.navigation import Navigation
from press.print_files.pieces import About, Assembled, Piece, PiecePosition
from press.print_files.shared_objects import SharedObjects
from press.print_files.sheet_marks import Marks
from press.print_files.writer import Writer, reference_list
from press.tagged.metadata import CREATED, screen_intent, srgb_profile, xmp

_DUPLEX = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge", None: "Simplex"}
_PROGRAM = "Handout Press"


class Assembly:
    """A print file that is being assembled.

    ``flip`` is the edge on which all sheets are flipped, "long" or "short"; None prints one side.
    Every part of a piece begins on a front side, and an empty last back is a page of its own.
    ``write`` receives the file as it grows; without it the bytes are kept. The same pieces give
    the same bytes.
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
        self._navigation = Navigation(writer)
        shared = SharedObjects(writer.put, marks)
        self._piece_writer = PieceWriter(writer, shared, marks, 2 if flip else 1, about.language)
        self._elements: list[int] = []  # of the pieces
        self._positions: list[PiecePosition] = []
        self._page = 0

    def add(self, piece: Piece) -> None:
        """Add a piece after the pieces so far."""
        parent = self._navigation.parent()
        written = self._piece_writer.write(piece, parent, self._document)
        self._elements.append(written.element)
        self._navigation.add(f"{piece.number:04}", self._page, written.pages)
        count = len(written.pages)
        self._positions.append(PiecePosition(piece.number, self._page, count, written.sheets))
        self._page += count

    def finish(self) -> Assembled:
        """Write the rest of the file. Raises ValueError if it has no pieces."""
        if not self._positions:
            raise ValueError("a file without pieces has no pages")
        root, document, place = self._root, self._document, self._writer.place
        place(
            document,
            b"<</Type /StructElem/S /Document/P %d 0 R/K [%s]>>"
            % (root, reference_list(self._elements)),
        )
        place(root, b"<</Type /StructTreeRoot/K %d 0 R%s>>" % (document, self._piece_writer.end()))
        catalog = self._writer.put(self._catalog())
        information = self._writer.put(self._information())
        return Assembled(self._writer.end(catalog, information), tuple(self._positions))

    def _catalog(self) -> bytes:
        title, subject, author, language = self._about
        packet = xmp(title, author, subject, language, _PROGRAM, _PROGRAM, CREATED)
        metadata = self._writer.put(stream_bytes(packet, "/Type /Metadata/Subtype /XML"))
        intent = screen_intent(self._writer.put(stream_bytes(srgb_profile(), "/N 3")))
        entries = "".join(
            (
                f"/Lang {text_string(language)}/MarkInfo <</Marked true>>",
                f"/Metadata {metadata} 0 R/ViewerPreferences <</DisplayDocTitle true",
                f"/PrintScaling /None/Duplex /{_DUPLEX[self._flip]}>>",
            )
        )
        return b"<</Type /Catalog/StructTreeRoot %d 0 R%s%s/OutputIntents [%s]>>" % (
            self._root,
            entries.encode("ascii"),
            self._navigation.end(),
            intent,
        )

    def _information(self) -> bytes:
        title, subject, author, _ = map(text_string, self._about)
        when = f"(D:{CREATED[:19].translate({ord(sign): None for sign in '-T:'})}+00'00')"
        texts = f"/Title {title}/Subject {subject}/Author {author}"
        programs = f"/Creator ({_PROGRAM})/Producer ({_PROGRAM})"
        dates = f"/CreationDate {when}/ModDate {when}"
        return f"<<{texts}{programs}{dates}/Trapped /False>>".encode("ascii")
