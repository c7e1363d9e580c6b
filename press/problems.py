"""From a mistake in the content to one line that names the place, the mistake and the remedy.

Kept free of dataclasses and pathlib: it is loaded at every start, also by ``--help``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from press.spelling import PLAIN, Spelling, option, spelled


class Place(NamedTuple):
    """Where something stands: a file's path, and line and column counted from 1 (in characters). A PDF's line is its page."""

    file: str
    line: int = 1
    column: int = 1

    @classmethod
    def of_option(cls, name: str) -> Place:
        """Return the place of an option, which each face spells in its own way."""
        return cls(option(name))


class Problem(NamedTuple):
    """An author's mistake, as a value: ``code`` is a key of CODES, ``hint`` says what to do."""

    place: Place
    code: str
    message: str
    hint: str

    @property
    def remark(self) -> bool:
        """True if it is only worth knowing: printed, but the work goes on and the exit code stays 0."""
        return CODES[self.code].remark

    @property
    def lacking(self) -> bool:
        """True if nothing is wrong but that this machine lacks something."""
        return CODES[self.code].lacking

    def line(self, start: str | None = None, spelling: Spelling = PLAIN) -> str:
        """Return ``path:line:column: CODE message. hint``; a path below ``start`` is relative to it.

        ``spelling`` is how the face writes options and verbs. Control characters and lone surrogates
        are escaped, so that the line is one line on every terminal.
        """
        place = self.place
        file = spelled(place.file, spelling)
        where = f"{shown(file, start) if file == place.file else file}:{place.line}:{place.column}"
        message, hint = spelled(self.message, spelling), spelled(self.hint, spelling)
        return printable(f"{where}: {self.code} {_sentence(message)} {_sentence(hint)}")


class Failed(NamedTuple):
    """The problems that kept a job from giving its result: what a step returns in the result's place."""

    problems: tuple[Problem, ...]


class ContentError(Exception):
    """Raised once, at a door, when problems stop the work there; carries all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        assert self.problems, "what stops the work has a reason"
        super().__init__("\n".join(p.line() for p in self.problems))


class Collecting:
    """``with Collecting(problems):`` what is raised inside as ContentError is added to the list, and the work goes on."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, traceback: object) -> bool:
        if isinstance(error, ContentError):
            self.problems.extend(one for one in error.problems if one not in self.problems)
        return isinstance(error, ContentError)


class PartlyReadError(ContentError):
    """What could be read all the same, so that more problems can be looked for in it."""

    def __init__(self, problems: Iterable[Problem], read: object) -> None:
        super().__init__(problems)
        self.read = read


class Code(NamedTuple):
    """One row of the table of codes."""

    means: str
    remark: bool = False
    lacking: bool = False


CODES = {
    # W: the workspace
    "W01": Code("a name that no handout, layout or practice file has"),
    "W02": Code("a layout file that does not hold exactly one whole layout"),
    "W03": Code("a file that cannot be read or written"),
    "W04": Code("something stands in the way of a new file or folder"),
    "W05": Code("a file that is not read, because of its name", remark=True),
    # Y: the file as YAML
    "Y01": Code("the file is not UTF-8 text"),
    "Y02": Code("the YAML cannot be read"),
    "Y03": Code("a tab, or a no-break space at the beginning of a line"),
    "Y04": Code("a key that stands twice"),
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
    "F11": Code("something in a packet that is said twice, or in two ways, or not at all"),
    # T: the text
    "T01": Code("a character that cannot be printed or is not meant to be seen"),
    "T02": Code("a character that the fonts do not have"),
    "T03": Code("Markdown that a handout does not have"),
    "T04": Code("a link that is not http, https, mailto or tel, or is not complete"),
    "T05": Code("a section, a list item or a box with no text"),
    "T06": Code("a language that the program has no words for"),
    "T07": Code(
        "text in a script that cannot be set yet: from right to left, or with letters that join"
    ),
    # V: values in the text
    "V01": Code("a value that does not exist or is not set"),
    "V02": Code("an expression that is not a plain value"),
    # P: pictures, logo and fonts
    "P01": Code("a picture, logo or font that is not in assets/"),
    "P02": Code("a picture without alternative text"),
    "P03": Code("a picture of a kind that is not taken"),
    "P04": Code("a picture that is damaged, or too large"),
    "P05": Code("an SVG with something in it that does not print, or is not safe"),
    "P06": Code("a font that cannot be used"),
    # B: the practice's brand
    "B01": Code("two colours that are too alike to read one on the other"),
    "B02": Code("the details are still those of the sample practice", remark=True),
    "B03": Code("a printer that practice.yaml does not have"),
    "B04": Code("a printer without numbers for the pages that are made for it", remark=True),
    # L: the layout
    "L01": Code("more text than the layout has room for"),
    "L02": Code("a section pinned to a panel that is full, or that the layout has not"),
    "L03": Code("something wider or higher than the space it stands in"),
    "L04": Code("a layout that leaves text out, or puts something off the page"),
    "L05": Code("a layout that draws text which no screen reader gets, or leaves out the title"),
    "L06": Code("text on a colour that is too like its own"),
    "L07": Code("an edition that the layout asked for does not have"),
    "L08": Code(
        "an edition that one of a handout's layouts does not have, and another has", remark=True
    ),
    "L09": Code("a layout that draws what a file for screen readers and archives must not hold"),
    "L10": Code("a panel or column that is hardly filled", remark=True),
    "L11": Code("a paper that the layout is not made for"),
    "L12": Code("a mailing side that the layout cannot have"),
    "L13": Code("a file for the print shop, which no screen reader is promised", remark=True),
    # R: the review
    "R01": Code(
        "a text that is not approved, or is overdue for review, where the practice requires it"
    ),
    "R02": Code("a review that is overdue", remark=True),
    "R03": Code("a packet that is not approved, or has a part that is not"),
    "R04": Code("a mailing that is not approved, or encloses something that is not"),
    # D: a packet's values and dates
    "D01": Code("a medical number that only the practice can say"),
    "D02": Code("a value of a packet that is missing, unknown, or not of its kind"),
    "D03": Code(
        "what tells who the patient is, where others see it: on the command line, or in a packet's title"
    ),
    "D04": Code("a time that does not exist, or hangs on what is not known"),
    "D05": Code("a time near a change of the clocks", remark=True),
    "D06": Code("a date that has passed already", remark=True),
    "D07": Code("a surgery on a day on which the practice is closed", remark=True),
    # S: PDFs that are put onto sheets; the line of a place is the page
    "S01": Code("a PDF that cannot be read, or has no pages"),
    "S02": Code("a PDF that is protected by encryption"),
    "S03": Code("an XFA form or a portfolio, which has no pages of its own"),
    "S04": Code("a PDF with more pages or bytes than are put onto sheets at once"),
    "S05": Code("broken tags, which the sheets go without", remark=True),
    "S06": Code(
        "form fields and comments that are part of the paper now, or are left out", remark=True
    ),
    "S07": Code(
        "a standard that the PDF claims, and that does not hold for the sheets", remark=True
    ),
    "S08": Code("a booklet that is too thick to staple", remark=True),
    "S09": Code("pages that are sheets already, or lie in a booklet", remark=True),
    "S10": Code("a signature, which the sheets do not have", remark=True),
    "S11": Code("text that is smaller on the sheets than patients can read", remark=True),
    # K: somebody else's PDF in a packet, and its pass phrase
    "K01": Code("a PDF that is damaged, or none"),
    "K02": Code("a PDF that is protected by encryption"),
    "K03": Code("an XFA form, which has no pages of its own"),
    "K04": Code(
        "a PDF that is longer or larger than a part of a packet may be, or that takes too long"
    ),
    "K05": Code("a PDF that is signed"),
    "K06": Code("a PDF with layers that are not shown, or not always"),
    "K07": Code("a PDF that is filled in, or with comments lying on it"),
    "K08": Code("a page that is too small, too large or turned by an odd angle"),
    "K09": Code("a PDF that would not look the same in the packet"),
    "K10": Code("a PDF that no screen reader can read, or not well"),
    "K11": Code("a PDF that no screen reader can read, and that was accepted so", remark=True),
    "K12": Code("a pass phrase that is missing, too short, or cannot be typed"),
    # M: a mailing. Its list (01), the people in it (20), envelopes, labels and barcode (40), the run (50). The line of a place is
    # a list's, or a workbook's row, and its column is counted in cells
    "M01": Code("a list that is empty, damaged, or of a kind that is not read"),
    "M02": Code("a list that is not in the encoding it is read in"),
    "M03": Code("a list without a header line that names its columns"),
    "M04": Code("a column that a list of recipients cannot do without"),
    "M05": Code("two columns of a list that mean the same"),
    "M06": Code("a quotation mark too many, or a cell that is too long"),
    "M07": Code("a row with more or fewer cells than the header"),
    "M08": Code("a character in a list that is not meant to be seen"),
    "M09": Code(
        "what a spreadsheet made of a value: an error, a rounded number, a bare number for a date"
    ),
    "M10": Code("letters that were read in a wrong encoding before"),
    "M11": Code("rows, columns or a sheet that are hidden"),
    "M12": Code(
        "lists that do not go together, several in one workbook, or a header with merged cells"
    ),
    "M13": Code("a list that is too large, or has too many blank rows"),
    "M14": Code("lines of a list that are no recipients, and were passed over", remark=True),
    "M15": Code("a FHIR file that is damaged, too large, or no JSON"),
    "M16": Code("FHIR files with nobody in them to write to"),
    "M17": Code(
        "a FHIR record that is not whole, or has something else where a text, list or record should be"
    ),
    "M18": Code("FHIR records of one name that are not alike"),
    "M19": Code(
        "what is left out of FHIR files: referrals that are not in force, names that are not there",
        remark=True,
    ),
    "M20": Code("something missing that the envelope needs or the letter says"),
    "M21": Code("a cell that is too long"),
    "M23": Code("a cell with a letter that the fonts do not have"),
    "M24": Code("a state or province that there is not"),
    "M25": Code("a ZIP or postal code that is none"),
    "M26": Code("a ZIP code that lies in another state"),
    "M27": Code("a country that is not known"),
    "M28": Code("a day or a time that is none, or can be read in two ways"),
    "M29": Code("an appointment that has passed already"),
    "M30": Code("a yes or no that is neither"),
    "M31": Code("two rows about one patient that say different things"),
    "M32": Code("an address that does not fit where it is printed"),
    "M33": Code("a name or an address that says nothing"),
    "M34": Code("ZIP codes that had lost their zeros, and were mended", remark=True),
    "M35": Code("addresses that get more than one letter", remark=True),
    "M36": Code("a language that is not known", remark=True),
    "M37": Code("a name that stands in two ways, of which one was taken", remark=True),
    "M40": Code("an envelope that nobody knows, or two of one name"),
    "M41": Code("a window that does not lie on its envelope"),
    "M42": Code(
        "folds that do not lie on the sheet, or with which it does not go into the envelope"
    ),
    "M43": Code("an envelope with no window for the address, or with two"),
    "M44": Code("a window in which no address is sure to be seen"),
    "M45": Code("an address that is too long for its label or envelope"),
    "M46": Code("a sheet of labels that nobody knows"),
    "M47": Code("a label to start at that the sheet does not have"),
    "M48": Code("a Mailer ID without a service type, or a service type without a Mailer ID"),
    "M49": Code("numbers that the Postal Service's barcode cannot hold"),
    "M50": Code("something in a mailing that is said twice, or in two ways, or not at all"),
    "M51": Code("a value that a letter may not say"),
    "M52": Code("an envelope in which the letter's address is not seen, or for other paper"),
    "M53": Code("a self-mailer without a side for the address"),
    "M54": Code("a list with more recipients than one run takes"),
    "M55": Code("a value that the letter says, and a recipient has not"),
    "M56": Code("a letter that cannot be set"),
    "M57": Code("a run that is there already, or is being made"),
    "M58": Code("something asked of a mailing that it cannot do"),
    "M59": Code(
        "recipients that are left out, or too many for one run; letters without a barcode; a piece that is heavy",
        remark=True,
    ),
    "M60": Code("a page that is not its recipient's: a mistake of the program's"),
    "M61": Code("an enclosure that leaves no corner free for the mark of its sheets"),
    # C: this computer
    "C01": Code("a program that this computer lacks, or that does not start", lacking=True),
    # A: the accessibility of a PDF; the line of a place is the page
    "A01": Code("a PDF that cannot be read, or not by a screen reader"),
    "A02": Code("a PDF without tags"),
    "A03": Code("something on the page that is neither tagged nor an artifact"),
    "A04": Code("something on the page whose tag is lost"),
    "A05": Code("a tag whose content is lost"),
    "A06": Code("content that two tags hold, or two pieces of content with one number"),
    "A07": Code("a tree of tags that is no tree, or a tag that nobody knows"),
    "A08": Code("content that does not lead back to its tag"),
    "A09": Code("text that a screen reader leaves out, as an artifact"),
    "A10": Code("a tag that holds nothing", remark=True),
    "A11": Code("text that is read in another order than it is drawn", remark=True),
    "A12": Code("a document without a title, or with a file's name for one"),
    "A13": Code("a language that is missing or wrong"),
    "A14": Code("headings that begin at a wrong level, skip one, or are empty"),
    "A15": Code("much text without a heading", remark=True),
    "A16": Code("a picture without alternative text that says something"),
    "A17": Code("a table that cannot be listened to"),
    "A18": Code("a list that is not whole"),
    "A19": Code("a detail of a list or picture that some readers want", remark=True),
    "A20": Code("a link that cannot be found or followed by who listens"),
    "A21": Code(
        "a form field or comment that cannot be found by who listens, or a form that each program fills in otherwise"
    ),
    "A22": Code("a font that is not embedded, also that of what is typed into a form"),
    "A23": Code("characters with no text behind them, or a wrong one"),
    "A24": Code("words that run together where a line ends"),
    "A25": Code("text that is stored backwards"),
    "A26": Code("words that may be hyphenated", remark=True),
    "A27": Code("text that is read aloud but cannot be seen", remark=True),
    "A28": Code("a rule of PDF/UA that veraPDF finds broken"),
    "A29": Code("a rule of PDF/A, claimed by the file, that veraPDF finds broken"),
    "A30": Code("a text that seems to be in another language than it says", remark=True),
}


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, sorted by file, line and column."""
    return sorted(set(problems))


def shown(path: str, start: str | None = None) -> str:
    """The path as people write it: relative to ``start`` (default: the current folder) where it lies below it."""
    start = os.path.abspath(start or os.getcwd())
    full = os.path.abspath(path)
    if full.startswith(start.rstrip(os.sep) + os.sep):
        return os.path.relpath(full, start).replace(os.sep, "/")
    return path


def printable(text: str) -> str:
    """One line on every terminal: control characters, lone surrogates and the like are written as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def guess(word: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known word, or with all of them where none is near."""
    from difflib import get_close_matches

    known = sorted(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Use one of: {', '.join(known)}" if known else "There is none to choose from"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else text + "."
