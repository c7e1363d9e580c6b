"""From the files of a list to one Listing. A file's first bytes tell its kind, not its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from press.mail.lists.csv_file import HEADER_HINT, open_csv
from press.mail.lists.rows import Listing, ListRow, UnreadRow
from press.mail.lists.stable_file import StableFile
from press.problems import Collecting, ContentError, Place, Problem

SNIFFED = 512  # bytes at the start of a file
SAVE_HINT = "Save the list as an Excel workbook (.xlsx) or as CSV"

WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
JSON_STARTS = (b"{", b"[")
OTHER_STARTS = (
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
    """Open the files as one list, in their order.

    ``aliases`` maps our columns to the mailing's further headings. ``encoding`` is that of CSV
    files without a byte order mark; None means UTF-8. ``hidden`` includes the hidden rows, columns
    and sheets of a workbook. ``zone`` is the time zone for FHIR times that are stored as UTC.

    Raises ContentError with every problem that prevents reading.
    """
    kinds = _file_kinds(files)
    if all(kind == "json" for kind in kinds):
        from press.mail.lists.fhir.open_fhir import open_fhir

        return open_fhir(files, zone)
    if "json" in kinds:
        message = "FHIR data cannot be mixed with other lists"
        place = Place(files[kinds.index("json")])
        raise ContentError([Problem(place, "M12", message, "Make a mailing of each kind")])
    problems: list[Problem] = []
    listings: list[Listing] = []
    for file, kind in zip(files, kinds, strict=True):
        with Collecting(problems):
            listings.append(
                _open_workbook(file, aliases or {}, hidden)
                if kind == "book"
                else open_csv(file, aliases or {}, encoding)
            )
    if problems:
        raise ContentError(problems)
    return listings[0] if len(listings) == 1 else JoinedListing(files, listings)


def _open_workbook(file: str, aliases: Mapping[str, Sequence[str]], hidden: bool) -> Listing:
    from press.mail.lists.workbook import open_workbook  # loads openpyxl, which takes 10 MB

    return open_workbook(file, aliases, hidden)


class JoinedListing:
    """Several lists, ``listings``, as one.

    Raises ContentError if their columns are not the same ones in the same order.
    """

    def __init__(self, files: Sequence[str], listings: Sequence[Listing]) -> None:
        self.listings = listings
        self.columns, self.dropped = listings[0].columns, listings[0].dropped
        self.headings = listings[0].headings
        self.identified = all(listing.identified for listing in listings)
        different = [
            file
            for file, listing in zip(files, listings, strict=True)
            if dict(listing.columns) != dict(self.columns)
        ]
        if different:
            hint = "Export them alike, or make a mailing of each"
            message = "The columns of this list are not those of the first, or not in their order"
            raise ContentError(Problem(Place(file), "M12", message, hint) for file in different)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """The remarks on each of the lists."""
        return tuple(remark for listing in self.listings for remark in listing.remarks)

    def rows(self) -> Iterator[ListRow | UnreadRow]:
        """Yield the recipients of every list, numbered consecutively."""
        number = 0
        for listing in self.listings:
            for row in listing.rows():
                number += 1
                yield row._replace(number=number)


def _file_kinds(files: Sequence[str]) -> list[str]:
    """Return 'book', 'json' or 'text' for each file.

    Raises ContentError if a file is not a list.
    """
    problems: list[Problem] = []
    kinds: list[str] = []
    for file in files:
        with Collecting(problems), StableFile(file) as stable:
            kinds.append(_file_kind(file, stable.peek(SNIFFED)))
    if problems:
        raise ContentError(problems)
    return kinds


def _file_kind(file: str, start: bytes) -> str:
    if start.startswith(WORKBOOK_STARTS):
        return "book"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise ContentError([Problem(Place(file), "M01", "The list is empty", HEADER_HINT)])
    for signature, message in OTHER_STARTS:
        if text.startswith(signature):
            raise ContentError([Problem(Place(file), "M01", message, SAVE_HINT)])
    return "json" if text.startswith(JSON_STARTS) else "text"
