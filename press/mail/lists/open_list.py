"""From the files of a list to the one Listing: what a file is, is told by what it begins with, not by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from press.mail.lists.csv_file import HEADLESS, open_delimited
from press.mail.lists.rows import Listing, ListRow, Unread
from press.mail.lists.stable_file import Watched
from press.problems import Collecting, ContentError, Place, Problem

BEGINNING = 512  # bytes
SAVE = "Save the list as an Excel workbook (.xlsx) or as CSV"

BOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
JSON = (b"{", b"[")
OTHERS = (
    (b"%PDF", "The file is a PDF, not a list"),
    (b"{\\rtf", "The file is a text document, not a list"),
    (b"<", "The file is a web page or XML, whatever its name ends with"),
    (b"\x1f\x8b", "The file is a compressed archive"),
)


def open_listing(
    files: Sequence[str],
    aliases: Mapping[str, Sequence[str]] | None = None,
    encoding: str | None = None,
    hidden: bool = False,
    zone: str | None = None,
) -> Listing:
    """The recipients of all the files, one after the other; raises ContentError with all that keeps them from being read.

    ``aliases`` are this mailing's own names of columns: ours → further headers. ``hidden`` reads a workbook's hidden parts too.
    ``zone`` is where the times of FHIR data are shown that were stored as UTC.
    """
    begins = _beginnings(files)
    if all(kind == "json" for kind in begins):
        from press.mail.lists.fhir.open_fhir import open_fhir

        return open_fhir(files, zone)
    if "json" in begins:
        hint = "Make a mailing of each kind"
        raise ContentError(
            [
                Problem(
                    Place(files[begins.index("json")]),
                    "M12",
                    "FHIR data cannot be mixed with other lists",
                    hint,
                )
            ]
        )
    problems: list[Problem] = []
    listings: list[Listing] = []
    for file, kind in zip(files, begins, strict=True):
        with Collecting(problems):
            listings.append(
                _open_workbook(file, aliases or {}, hidden)
                if kind == "book"
                else open_delimited(file, aliases or {}, encoding)
            )
    if problems:
        raise ContentError(problems)
    return listings[0] if len(listings) == 1 else JoinedListing(files, listings)


def _open_workbook(file: str, aliases: Mapping[str, Sequence[str]], hidden: bool) -> Listing:
    from press.mail.lists.workbook import open_workbook  # loads openpyxl, which takes 10 MB

    return open_workbook(file, aliases, hidden)


class JoinedListing:
    """Several lists as one; raises ContentError where their columns do not stand in the same order."""

    def __init__(self, files: Sequence[str], listings: Sequence[Listing]) -> None:
        self._listings = listings
        self.columns, self.dropped = listings[0].columns, listings[0].dropped
        self.identified = all(listing.identified for listing in listings)
        odd = [
            file
            for file, listing in zip(files, listings, strict=True)
            if dict(listing.columns) != dict(self.columns)
        ]
        if odd:
            hint = "Export them alike, or make a mailing of each"
            message = "The columns of this list are not those of the first, or not in their order"
            raise ContentError(Problem(Place(file), "M12", message, hint) for file in odd)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        return tuple(remark for listing in self._listings for remark in listing.remarks)

    def rows(self) -> Iterator[ListRow | Unread]:
        number = 0
        for listing in self._listings:
            for row in listing.rows():
                number += 1
                yield row._replace(number=number)


def _beginnings(files: Sequence[str]) -> list[str]:
    """'book', 'json' or 'text' for each file; raises ContentError for what is no list at all."""
    problems: list[Problem] = []
    kinds: list[str] = []
    for file in files:
        with Collecting(problems), Watched(file) as watched:
            kinds.append(_kind(file, watched.peek(BEGINNING)))
    if problems:
        raise ContentError(problems)
    return kinds


def _kind(file: str, begins: bytes) -> str:
    if begins.startswith(BOOKS):
        return "book"
    text = begins.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise ContentError([Problem(Place(file), "M01", "The list is empty", HEADLESS)])
    for begin, what in OTHERS:
        if text.startswith(begin):
            raise ContentError([Problem(Place(file), "M01", what, SAVE)])
    return "json" if text.startswith(JSON) else "text"
