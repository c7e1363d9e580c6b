"""From a mistake in the content to one line with its place, a message and a hint.

Every start loads this module, even ``--help``. So it imports neither dataclasses nor pathlib.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from press.spelling import PLAIN, Spelling, option, spelled


class Place(NamedTuple):
    """A place in a file: its path, line and column, from 1. The line of a PDF is its page."""

    file: str
    line: int = 1
    column: int = 1

    @classmethod
    def of_option(cls, name: str) -> Place:
        """Return the place of an option, which each face spells in its own way."""
        return cls(option(name))


class Problem(NamedTuple):
    """A mistake of an author, as a value. ``code`` is a key of CODES; ``hint`` says what to do."""

    place: Place
    code: str
    message: str
    hint: str

    @property
    def remark(self) -> bool:
        """True if it stops nothing: it is printed, and the exit code stays 0."""
        return CODES[self.code].remark

    @property
    def lacking(self) -> bool:
        """True if the content is right, and only this computer lacks a program."""
        return CODES[self.code].lacking

    def line(self, start: str | None = None, spelling: Spelling = PLAIN) -> str:
        """Return ``path:line:column: CODE message. hint``, with a path relative to ``start``.

        ``spelling`` is how the face writes options and verbs. Control characters and lone
        surrogates are escaped, so that the line is one line on every terminal.
        """
        place = self.place
        file = spelled(place.file, spelling)
        where = f"{shown(file, start) if file == place.file else file}:{place.line}:{place.column}"
        message, hint = spelled(self.message, spelling), spelled(self.hint, spelling)
        return printable(f"{where}: {self.code} {_sentence(message)} {_sentence(hint)}")


class Failed(NamedTuple):
    """The problems that stopped a job; a step returns them in place of its result."""

    problems: tuple[Problem, ...]


MOST_IN_ERROR = 100  # problems in the text of an exception: a hostile file may have 40,000


class ContentError(Exception):
    """The exception for problems that stop the work, with all of them in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        assert self.problems, "a ContentError needs a problem"
        shown_first = self.problems[:MOST_IN_ERROR]
        super().__init__("\n".join(problem.line() for problem in shown_first))


class Collecting:
    """A context that adds the problems of a ContentError to a list, and does not raise it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, traceback: object) -> bool:
        if isinstance(error, ContentError):
            self.problems.extend(p for p in error.problems if p not in self.problems)
        return isinstance(error, ContentError)


class PartlyReadError(ContentError):
    """A ContentError with what could be ``read``, so that callers can find more problems in it."""

    def __init__(self, problems: Iterable[Problem], read: object) -> None:
        super().__init__(problems)
        self.read = read


class Code(NamedTuple):
    """A row of the table of codes: its meaning, and whether it is a remark."""

    means: str
    remark: bool = False
    lacking: bool = False


CODES = {
    # W: the workspace
    "W01": Code("a name that no handout, layout or practice file has"),
    "W02": Code("a layout file that does not hold exactly one whole layout"),
    "W03": Code("a file that cannot be read or written"),
    "W04": Code("a file or folder that is there already, and would be overwritten"),
    "W05": Code("a file that is not read, because of its name", remark=True),
    # Y: the file as YAML
    "Y01": Code("the file is not UTF-8 text"),
    "Y02": Code("the YAML cannot be read"),
    "Y03": Code("a tab, or a no-break space at the beginning of a line"),
    "Y04": Code("a key that is there twice"),
    "Y05": Code("an anchor, an alias or a merge"),
    "Y06": Code("a tag"),
    "Y07": Code("more than one document in the file"),
    "Y08": Code("nesting that is too deep"),
    "Y09": Code("text cut off by a # that YAML reads as a comment"),
    "Y10": Code("an empty file, or one that is not a list of fields"),
    "Y11": Code("a file that is too large"),
    "Y12": Code("a key that is not plain text"),
    # F: the fields
    "F01": Code("an unknown field"),
    "F02": Code("a missing field"),
    "F03": Code("a field with the wrong kind of value"),
    "F04": Code("a text that is too long, or has more lines than it may"),
    "F05": Code("a colour that is not #rrggbb"),
    "F06": Code("a telephone number that cannot be dialled"),
    "F07": Code("a web or e-mail address that is not one"),
    "F08": Code("an approved review without its name or dates"),
    "F09": Code(
        "two printers with one name, or one whose name means something else in a file's name"
    ),
    "F10": Code("a largest size of the text that is below the smallest"),
    "F11": Code("a field of a packet that is there twice, in two ways, or not at all"),
    # T: the text
    "T01": Code("a character that cannot be printed or is not meant to be seen"),
    "T02": Code("a character that the fonts do not have"),
    "T03": Code("Markdown that a handout does not have"),
    "T04": Code("a link that is not http, https, mailto or tel, or is not complete"),
    "T05": Code("a section, a list item or a box with no text"),
    "T06": Code("a language without words of its own in the program"),
    "T07": Code(
        "text in a script that cannot be set yet: from right to left, or with letters that join"
    ),
    "T08": Code("a telephone number that is nearly one of the practice's, or 911", remark=True),
    # V: values in the text
    "V01": Code("a value that does not exist or is not set"),
    "V02": Code("an expression that is not a plain value"),
    # P: pictures, logo and fonts
    "P01": Code("a picture, logo or font that is not in assets/"),
    "P02": Code("a picture without alternative text"),
    "P03": Code("a picture in a format that is not accepted"),
    "P04": Code("a picture that is damaged, or too large"),
    "P05": Code("an SVG with content that cannot be printed, or is not safe"),
    "P06": Code("a font that cannot be used"),
    "P07": Code("a picture with few pixels for the size at which it is printed", remark=True),
    "P08": Code("a picture with too few pixels for the size at which it is printed"),
    # B: the practice's brand
    "B01": Code("two colours that are too similar for text on a background"),
    "B02": Code("the details are still those of the sample practice", remark=True),
    "B03": Code("a printer that practice.yaml does not have"),
    "B04": Code("a printer without offsets for the pages of this layout", remark=True),
    # L: the layout
    "L01": Code("more text than the layout has room for"),
    "L02": Code("a section pinned to a panel that is full, or that the layout does not have"),
    "L03": Code("something wider or higher than its space"),
    "L04": Code("a layout that leaves text out, or puts something off the page"),
    "L05": Code("a layout that draws text which no screen reader reads, or leaves out the title"),
    "L06": Code("text on a background of too similar a colour"),
    "L07": Code("an edition that the layout does not have"),
    "L08": Code(
        "an edition that one of a handout's layouts does not have, and another has", remark=True
    ),
    "L09": Code("a layout that draws what PDF/UA or PDF/A forbids"),
    "L10": Code("a panel or column that is nearly empty", remark=True),
    "L11": Code("a paper that the layout is not made for"),
    "L12": Code("an address side that the layout cannot have"),
    "L13": Code("a file for the print shop, which is not made for screen readers", remark=True),
    # R: the review
    "R01": Code(
        "a text that is not approved, or is overdue for review, where the practice requires it"
    ),
    "R02": Code("a review that is overdue", remark=True),
    "R03": Code("a packet that is not approved, or that has a part that is not"),
    "R04": Code("a mailing that is not approved, or encloses something that is not"),
    # D: a packet's values and dates
    "D01": Code("a medical number that only the practice can give"),
    "D02": Code("a value of a packet that is missing, unknown, or of the wrong kind"),
    "D03": Code(
        "something that identifies the patient where others see it: on the command line, "
        "or in a packet's title"
    ),
    "D04": Code("a time that does not exist, or that depends on an unknown value"),
    "D05": Code("a time near a change of the clocks", remark=True),
    "D06": Code("a date that has passed already", remark=True),
    "D07": Code("a surgery on a day on which the practice is closed", remark=True),
    "D08": Code("a date that cannot be: a birth in the future, a surgery long ago or years ahead"),
    # S: PDFs that are put onto sheets; the line of a place is the page
    "S01": Code("a PDF that cannot be read, or has no pages"),
    "S02": Code("a PDF that is protected by encryption"),
    "S03": Code("an XFA form or a portfolio, which has no pages of its own"),
    "S04": Code("a PDF with more pages or bytes than can be put onto sheets at once"),
    "S05": Code("broken tags, which the sheets leave out", remark=True),
    "S06": Code(
        "form fields and comments that become part of the page, or are left out", remark=True
    ),
    "S07": Code(
        "a standard that the PDF claims, and that does not hold for the sheets", remark=True
    ),
    "S08": Code("a booklet that is too thick to staple", remark=True),
    "S09": Code("pages that are sheets already, or landscape pages in a booklet", remark=True),
    "S10": Code("a signature, which the sheets leave out", remark=True),
    "S11": Code("text that is smaller on the sheets than patients can read", remark=True),
    # K: a third-party PDF in a packet, and the packet's pass phrase
    "K01": Code("a PDF that is damaged, or a file that is no PDF"),
    "K02": Code("a PDF that is protected by encryption"),
    "K03": Code("an XFA form, which has no pages of its own"),
    "K04": Code(
        "a PDF with too many pages or bytes for a part of a packet, or that takes too long to read"
    ),
    "K05": Code("a PDF that is signed"),
    "K06": Code("a PDF with layers that are hidden, at least sometimes"),
    "K07": Code("a PDF with a filled-in form, or with comments"),
    "K08": Code("a page that is too small, too large, or turned by an unusual angle"),
    "K09": Code("a PDF that would not look the same in the packet"),
    "K10": Code("a PDF that screen readers cannot read, or not well"),
    "K11": Code("a PDF that screen readers cannot read, accepted all the same", remark=True),
    "K12": Code("a pass phrase that is missing, too short, or cannot be typed"),
    # M: a mailing. Its list (01), the recipients (20), envelopes, labels and barcode (40), the run
    # (50). The line of a place is the line of the list or the row of the workbook; its column is
    # counted in cells.
    "M01": Code("a list that is empty, damaged, or in an unknown format"),
    "M02": Code("a list in another encoding than the one it is read in"),
    "M03": Code("a list without a header line that names its columns"),
    "M04": Code("a missing column that every list of recipients needs"),
    "M05": Code("two columns of a list that mean the same"),
    "M06": Code("a quotation mark without its pair, or a cell that is too long"),
    "M07": Code("a row with more or fewer cells than the header"),
    "M08": Code("a character in a list that is not meant to be seen"),
    "M09": Code(
        "a value that a spreadsheet changed: an error, a rounded number, a number instead of a date"
    ),
    "M10": Code("letters that another program read in a wrong encoding"),
    "M11": Code("hidden rows, columns or sheets"),
    "M12": Code(
        "lists that do not match, several lists in one workbook, or a header with merged cells"
    ),
    "M13": Code("a list that is too large, or has too many blank rows"),
    "M14": Code("lines of a list that are no recipients, and were skipped", remark=True),
    "M15": Code("a FHIR file that is damaged, too large, or no JSON"),
    "M16": Code("FHIR files without a recipient"),
    "M17": Code(
        "a FHIR record that is incomplete, or that has another kind of value than FHIR says"
    ),
    "M18": Code("FHIR records with the same name and different contents"),
    "M19": Code(
        "what is left out of FHIR files: referrals not in force, unknown referrers, duplicates",
        remark=True,
    ),
    "M20": Code("a missing value that the envelope or the letter needs"),
    "M21": Code("a cell that is too long"),
    "M22": Code("a name with words that may be no part of it, or of a test patient"),
    "M23": Code("a cell with a letter that the fonts do not have"),
    "M24": Code("a state or province that does not exist"),
    "M25": Code("a ZIP or postal code that is not valid"),
    "M26": Code("a ZIP code of another state"),
    "M27": Code("a country that is not known"),
    "M28": Code("a day or a time that is not valid, or can be read in two ways"),
    "M29": Code("an appointment that has passed already"),
    "M30": Code("a yes or no that is neither"),
    "M31": Code("two rows of one patient that differ"),
    "M32": Code("an address that does not fit into its space"),
    "M33": Code("a name or an address with nothing in it"),
    "M34": Code("ZIP codes that had lost their leading zeros, and were corrected", remark=True),
    "M35": Code("addresses that get more than one letter", remark=True),
    "M36": Code("a language that is not known", remark=True),
    "M37": Code("a name given in two ways, of which one was used", remark=True),
    "M38": Code("words in a cell that say the patient is dead, or that mail must not be sent"),
    "M39": Code("a heading that looks important, and is not understood"),
    "M40": Code("an unknown envelope, or two of one name"),
    "M41": Code("a window that is not inside its envelope"),
    "M42": Code("folds that are not on the sheet, or with which it does not fit into the envelope"),
    "M43": Code("an envelope with no window for the address, or with two"),
    "M44": Code("a window in which no address is always visible"),
    "M45": Code("an address that is too long for its label or envelope"),
    "M46": Code("an unknown sheet of labels"),
    "M47": Code("a label to start at that the sheet does not have"),
    "M48": Code("a Mailer ID without a service type, or a service type without a Mailer ID"),
    "M49": Code("numbers that the Postal Service's barcode cannot hold"),
    "M50": Code("a field of a mailing that is there twice, in two ways, or not at all"),
    "M51": Code("a value that a letter may not use"),
    "M52": Code("an envelope that does not show the letter's address, or for other paper"),
    "M53": Code("a self-mailer without a side for the address"),
    "M54": Code("a list with more recipients than one run accepts"),
    "M55": Code("a value that the letter uses, and a recipient does not have"),
    "M56": Code("a letter that cannot be set"),
    "M57": Code("a run that is there already, or is still being made"),
    "M58": Code("an option that this mailing cannot have"),
    "M59": Code(
        "recipients who are left out, or too many for one run; letters without a barcode; "
        "a heavy piece",
        remark=True,
    ),
    "M60": Code("a page that is not its recipient's: a fault of the program"),
    "M61": Code("an enclosure that leaves no corner free for the mark of its sheets"),
    "M62": Code("recipients who got this mailing already", remark=True),
    "M63": Code("a data folder that cannot tell who got a mailing already", remark=True),
    # C: this computer
    "C01": Code("a program that this computer does not have, or that does not start", lacking=True),
    # A: the accessibility of a PDF; the line of a place is the page
    "A01": Code("a PDF that cannot be read, or that screen readers cannot read"),
    "A02": Code("a PDF without tags"),
    "A03": Code("content of a page that is neither tagged nor an artifact"),
    "A04": Code("content of a page whose tag is missing"),
    "A05": Code("a tag whose content is missing"),
    "A06": Code("content that two tags hold, or two pieces of content with one number"),
    "A07": Code("a structure tree that is no tree, or an unknown tag"),
    "A08": Code("content that does not lead back to its tag"),
    "A09": Code("text that a screen reader leaves out, as an artifact"),
    "A10": Code("an empty tag", remark=True),
    "A11": Code("text in another reading order than it is drawn in", remark=True),
    "A12": Code("a document without a title, or with a file's name for one"),
    "A13": Code("a language that is missing or wrong"),
    "A14": Code("headings that begin at a wrong level, skip one, or are empty"),
    "A15": Code("much text without a heading", remark=True),
    "A16": Code("a picture without a useful alternative text"),
    "A17": Code("a table that a screen reader cannot explain"),
    "A18": Code("an incomplete list"),
    "A19": Code("a detail of a list or picture that some screen readers use", remark=True),
    "A20": Code("a link that screen-reader users cannot find or follow"),
    "A21": Code(
        "a form field or comment that screen-reader users cannot find, "
        "or a form that programs fill in differently"
    ),
    "A22": Code("a font that is not embedded, also the font of form fields"),
    "A23": Code("characters without their text, or with a wrong one"),
    "A24": Code("words that run together where a line ends"),
    "A25": Code("text that is stored backwards"),
    "A26": Code("words that may be hyphenated", remark=True),
    "A27": Code("text that is read aloud but cannot be seen", remark=True),
    "A28": Code("a rule of PDF/UA that veraPDF finds broken"),
    "A29": Code("a rule of PDF/A, claimed by the file, that veraPDF finds broken"),
    "A30": Code("a text that seems to be in another language than its tag", remark=True),
}


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, sorted by file, line and column."""
    return sorted(set(problems))


def shown(path: str, start: str | None = None) -> str:
    """Return the path as users write it: relative to ``start`` if it is below that folder.

    ``start`` is by default the current folder.
    """
    start = os.path.abspath(start or os.getcwd())
    full = os.path.abspath(path)
    if full.startswith(start.rstrip(os.sep) + os.sep):
        return os.path.relpath(full, start).replace(os.sep, "/")
    return path


def printable(text: str) -> str:
    """Return a text that is one line on every terminal.

    Control characters, lone surrogates and the like are written as escapes.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def guess(word: str, known: Iterable[str]) -> str:
    """Return a hint with the most similar known word, or with all of them if none is similar."""
    from difflib import get_close_matches

    known = sorted(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Use one of: {', '.join(known)}" if known else "There is none to choose from"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else text + "."
