"""From the bytes of a text file to the name of its encoding; nothing is guessed that would print a wrong letter."""

from __future__ import annotations

import codecs
import io

from press.problems import ContentError, Place, Problem, guess, printable
from press.spelling import option

SNIFFED = 1 << 16  # bytes at a file's beginning

MARKS = (  # a byte order mark says what the file is, whatever else was said
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The encodings that may be asked for. utf-8 is the rule and need not be named.
NAMES = (
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


def encoding_of(file: str, head: bytes, asked: str | None) -> str:
    """The encoding by the file's first bytes, else as asked for, else UTF-8; raises ContentError for an unknown name."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if asked is None:
        _refuse_zeros(file, head)
        return "utf-8"
    name = asked.lower().replace("_", "-").replace("windows-", "cp")
    name = {
        "utf8": "utf-8",
        "latin-1": "iso-8859-1",
        "latin1": "iso-8859-1",
        "macroman": "mac-roman",
    }.get(name, name)
    if name not in NAMES:
        raise ContentError(
            [
                Problem(
                    Place(file),
                    "M02",
                    f"No encoding '{printable(asked)}' is known",
                    guess(name, NAMES),
                )
            ]
        )
    return name


def bad_byte(file: str, data: io.BufferedIOBase, encoding: str) -> Problem:
    """Where the first byte stands that the encoding does not have, for a file that was found to have one."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, column, last = 1, 1, ""
    while chunk := data.read(SNIFFED):
        good, bad = _decoded(decoder, chunk)
        for char in good:
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
    what = f"The byte 0x{bad:02X} is" if bad is not None else "The last bytes are"
    return Problem(
        Place(file, line, column),
        "M02",
        f"{what} no text in the encoding {encoding.removesuffix('-sig')}",
        hint,
    )


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes) -> tuple[str, int | None]:
    """What of a chunk is text, and the first byte that is not, or None."""
    state = decoder.getstate()
    try:
        return decoder.decode(chunk), None
    except UnicodeDecodeError as error:
        bad = error.object[error.start]
        good = bytes(error.object[: error.start])
        decoder.setstate((b"", state[1]))
        return decoder.decode(good), bad


def _refuse_zeros(file: str, head: bytes) -> None:
    """UTF-16 without its mark is read by nobody without being told; other zeros mean that it is no text at all."""
    if head.count(0) <= len(head) // 50:  # a few are told by row and column
        return
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) > len(head) // 4 and min(odd, even) < len(head) // 16:
        name = "utf-16-le" if odd > even else "utf-16-be"
        hint = f"Give {option('encoding', name)}, or save the list as 'CSV UTF-8'"
        raise ContentError(
            [Problem(Place(file), "M02", "The file seems to be UTF-16, and does not say so", hint)]
        )
    hint = "Save the list as an Excel workbook (.xlsx) or as CSV"
    raise ContentError(
        [Problem(Place(file), "M01", "The file is no text, and no kind of list that is read", hint)]
    )
