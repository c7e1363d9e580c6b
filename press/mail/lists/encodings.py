"""From the bytes of a text file to the name of its encoding. Without a sure sign, it is UTF-8."""

from __future__ import annotations

import codecs
import io

from press.problems import ContentError, Place, Problem, guess, printable
from press.spelling import option

SNIFFED = 1 << 16  # bytes at the start of a file

BYTE_ORDER_MARKS = (  # they have precedence over the encoding that the user gives
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The names that users may give; utf-8 is the default.
ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "cp1250",
    "cp1252",
    "iso-8859-1",
    "iso-8859-15",
    "mac-roman",
    "cp437",
    "cp850",
)
OTHER_NAMES = {
    "utf8": "utf-8",
    "latin-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "macroman": "mac-roman",
}


def detect_encoding(file: str, first_bytes: bytes, given: str | None) -> str:
    """Return the encoding by the byte order mark, else the one ``given``, else UTF-8.

    Raises ContentError for an unknown name, and for a file that cannot be UTF-8 text.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if first_bytes.startswith(mark):
            return name
    if given is None:
        _refuse_nul_bytes(file, first_bytes)
        return "utf-8"
    name = given.lower().replace("_", "-").replace("windows-", "cp")
    name = OTHER_NAMES.get(name, name)
    if name not in ENCODINGS:
        message = f"No encoding '{printable(given)}' is known"
        raise ContentError([Problem(Place(file), "M02", message, guess(name, ENCODINGS))])
    return name


def undecodable_byte(file: str, data: io.BufferedIOBase, encoding: str) -> Problem:
    """Return the problem of the first byte that the encoding does not have, with its place.

    ``data`` is a file that could not be decoded, at its start.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    line, column, last = 1, 1, ""
    while chunk := data.read(SNIFFED):
        text, bad = _decoded(decoder, chunk)
        for char in text:
            if char == "\n" and last == "\r":  # one line end
                last = char
                continue
            line, column, last = (line + 1, 1, char) if char in "\r\n" else (line, column + 1, char)
        if bad is not None:
            break
    hint = (
        f"Save the list as 'CSV UTF-8'; else give {option('encoding', 'cp1252')} "
        "for Excel's 'CSV', or cp437 for its 'CSV (MS-DOS)'"
    )
    if encoding != "utf-8":
        hint = f"Save the list as 'CSV UTF-8', or give the right {option('encoding')}"
    subject = f"The byte 0x{bad:02X} is" if bad is not None else "The last bytes are"
    return Problem(
        Place(file, line, column),
        "M02",
        f"{subject} no text in the encoding {encoding.removesuffix('-sig')}",
        hint,
    )


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes) -> tuple[str, int | None]:
    """Return the text of a chunk up to the first undecodable byte, and that byte or None."""
    state = decoder.getstate()
    try:
        return decoder.decode(chunk), None
    except UnicodeDecodeError as error:
        bad = error.object[error.start]
        good = bytes(error.object[: error.start])
        decoder.setstate((b"", state[1]))
        return decoder.decode(good), bad


def _refuse_nul_bytes(file: str, first_bytes: bytes) -> None:
    """Raise ContentError for UTF-16 without a byte order mark, and for files that are not text."""
    if first_bytes.count(0) <= len(first_bytes) // 50:  # a few are problems of their cells
        return
    odd, even = first_bytes[1::2].count(0), first_bytes[::2].count(0)
    if max(odd, even) > len(first_bytes) // 4 and min(odd, even) < len(first_bytes) // 16:
        name = "utf-16-le" if odd > even else "utf-16-be"
        hint = f"Give {option('encoding', name)}, or save the list as 'CSV UTF-8'"
        raise ContentError(
            [Problem(Place(file), "M02", "The file seems to be UTF-16, and does not say so", hint)]
        )
    hint = "Save the list as an Excel workbook (.xlsx) or as CSV"
    raise ContentError(
        [Problem(Place(file), "M01", "The file is no text, and no kind of list that is read", hint)]
    )
