"""From a body as it was typed to what other programs would not print: HTML, and other Markdown.

Every check reads the text itself, and not what the parser makes of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

from press.content.characters import unprintable
from press.content.typed_marks import masked
from press.content.yaml_nodes import Scalar

Found = tuple[int, str, str]  # the offset in the body, the message and the hint

_PLAIN = "Take it out"
_BULLETS = (
    "A list is typed with its bullets",
    "Begin each item with '- ', and leave an empty line above the list",
)
_LETTERS = (
    "A list is typed with its letters",
    "Begin each item with '- ' or '1. ', and leave an empty line above the list",
)
_TEXT = "Put a \\ before each sign that belongs to the text"
_TAGS = (
    "a|abbr|address|article|aside|audio|b|base|big|blockquote|body|br|button|canvas|caption|"
    "center|cite|code|col|colgroup|dd|del|details|div|dl|dt|em|embed|fieldset|figcaption|"
    "figure|font|footer|form|h1|h2|h3|h4|h5|h6|head|header|hr|html|i|iframe|img|input|ins|kbd|"
    "label|li|link|main|mark|meta|nav|nobr|ol|p|pre|q|s|samp|script|section|select|small|"
    "source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|"
    "tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr"
)
_TAG = rf"</?(?:{_TAGS})(?:\s*/?>|\s+[\w:-]+\s*=[^<>]*>)"
_TAG += r"|</?[ovwm]:\w+[^<>]*>"
_SHOWN = {
    "br": "End the line with \\ where a new one is to begin",
    "b": "Write **bold**",
    "strong": "Write **bold**",
    "i": "Write *italic*",
    "em": "Write *italic*",
    "li": "Begin each item with '- '",
    "a": "Write [text](https://…)",
    "img": "Write ![what it shows](file.png) on a line of its own",
}
_START = r"(?m)^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*"

# What is sought, the message, and the remedy. Marks of other kinds of Markdown, and of HTML.
_MARKS: tuple[tuple[str, str, str], ...] = (
    (
        r"<!--",
        "A comment of HTML cannot be hidden",
        "Take it out: a line that begins with # outside the texts is a comment",
    ),
    (r"<[!?](?=[A-Za-z\[])", "HTML cannot be printed", _PLAIN),
    (
        r"~~|(?<=\w)~[^\s~]{1,6}~(?!~)",
        "Text between ~ cannot be struck out or lowered",
        "Take out the ~, or the text that does not hold any more",
    ),
    (r"(?<=\w)\^[^\s^]{1,6}\^", "Text between ^ cannot be raised", "Write it as ² or in words"),
    (r"(?<!=)==(?=[^\s=])[^=\n]+(?<=\S)==(?!=)", "Text cannot be marked with ==", "Write **bold**"),
    (
        r"(?<![\w+])\+\+(?=[^\s+])[^+\n]+(?<=\S)\+\+(?!\+)",
        "Text cannot be underlined with ++",
        "Write **bold**",
    ),
    (
        r"\[\^[^\]\s]+\]|\^\[",
        "A footnote cannot be printed",
        "Write it into the text, in brackets",
    ),
    (
        r"(?<!\{)\{(?:[.#:][ \w-][^{}\n]*|\w+=[^{}\n]*)\}(?!\})",
        "A class or an attribute in braces cannot be printed",
        _PLAIN,
    ),
    (r"(?m)^[ \t>]*(?P<here>\*\[[^\]\n]+\]:)", "An abbreviation cannot be explained like this",
     "Write its meaning into the text, in brackets"),
    (r"\[\[[^\[\]\n]+\]\]|\[TOC\]", "A link of a wiki cannot be printed", "Write it as plain text"),
    (r"%%[^%\n]+%%", "A comment between %% cannot be hidden", _PLAIN),
    (
        r"(?<![\w:]):(?:[a-z]+_)*[a-z]{3,}:(?![\w:])",
        "A sign cannot be written by its name between colons",
        "Write it in words",
    ),
    (r"!\[[^\[\]\n]*\](?![(\[])", "This looks like a picture, but is not complete",
     "Write ![what it shows](file.png), with no space between ] and ("),
    (
        _START + r"(?P<here>\[[^\]\n]+\]:[ \t]*(?:<|#|/|\.|xxxxx|mailto:|tel:|\w+\.\w))",
        "The address of a link cannot stand by itself",
        "Write [text](https://…) where the link is to be",
    ),
    (
        r"(?m)^[ \t>]*(?P<here>(?:=+|--)[ \t]*)$",
        "A line below a text does not make it a heading",
        "Write '### ' before a smaller heading, or begin a new section",
    ),
    (
        r"(?m)^[ \t>]*(?P<here>:[ \t]+)(?=\S)",
        "A list of terms cannot be printed",
        "Write each as '- **term**: what it means', with an empty line above the list",
    ),
    (_START + r"(?P<here>:::)", "A box that begins with ::: cannot be printed",
     "Begin each line of a box with '> ', and the first with '> [!NOTE]'"),
    (
        _START + r"(?P<here>!!!\s+(?:note|tip|warning|danger|important|caution|info|hint)\b)",
        "A box that begins with !!! cannot be printed",
        "Begin each line of a box with '> ', and the first with '> [!NOTE]'",
    ),
    (_START + r"(?P<here>#{2,6}[^\s#]|#(?=[A-Z][a-z]+ ))", "A blank is missing after the #",
     "Write '### ' before a smaller heading, or begin a new section"),
    (
        r"(?m)^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<here>\[[ xX]?\](?=[^\s(\[:])|\[\](?=\s))",
        "A check box is not complete",
        "Begin the item with '- [ ] ', with blanks between and after the brackets",
    ),
    (
        r"(?m)^[ \t>]*(?P<here>\[[ xX]?\][ \t]+)(?=\S)",
        "A check box stands outside a list",
        "Begin the item with '- [ ] ', and leave an empty line above the list",
    ),
    (
        r"(?m)^[ \t]*(?P<here>\[!(?:NOTE|TIP|WARNING|IMPORTANT|CAUTION)\])",
        "The > before the [! of a box is missing",
        "Begin each line of a box with '> '",
    ),
    (r"(?m)(?<=\S)\n[ \t]*(?:>[ \t]*)+(?P<here>\[!\w+\])", "A box begins inside another",
     "Leave an empty line between the two"),
    # Stars and underscores that are in a word or number, or that emphasize nothing
    (
        r"\w(?P<here>(\*{1,3})(?=[^*\s])(?:[^*\n]*[^*\s])?\2)\w",
        "Stars inside a word or number would vanish",
        "Write × or x between numbers. " + _TEXT,
    ),
    (
        r"(?<=\d)(?:[ \t]+)(?P<here>\*\d[\d.,/]*\*)[ \t]*(?=\d)",
        "Stars between numbers would vanish",
        "Write × or x between numbers. " + _TEXT,
    ),
    (
        r"(?<![\w*])\*\*(?!\*)[^*\n]+(?<!\*)\*\*(?=\w)(?<=\s\*\*)|(?<![\w*])\*\*[ \t]+[^*\n]+?\*\*",
        "The stars round a word would be printed",
        "Write **bold** with no blank between the stars and the word",
    ),
    # Lists with other bullets
    (r"(?m)^[ \t>]*(?:[-*+][ \t]+)?(?P<here>[‣⁃∙➢➤►▶✓✔✗❖◆◇■□§¤][ \t]+)(?=\S)", *_BULLETS),
    (
        (r"(?m)(?:\A|^[ \t>]*\n|^[ \t>]*[-*+][ \t]+)[ \t>]*(?P<here>[–—−][ \t]+)(?=\S)"
        r"|^[ \t>]*(?P<two>[–—−][ \t]*)(?=\S).*\n[ \t>]*[–—−][ \t]*\S"),
        *_BULLETS,
    ),
    (
        (r"(?m)(?:\A|^[ \t>]*\n|^[ \t>]*[-*+][ \t]+)[ \t>]*(?P<here>o[ \t]+)(?=\S)"
        r"|^[ \t>]*(?P<two>o[ \t]+)(?=\S).*\n[ \t>]*o[ \t]+\S"),
        *_BULLETS,
    ),
    (
        r"(?m)^[ \t>]*(?P<here>[*+](?=\w)(?![^*\n]*\*)).*\n[ \t>]*[*+]\w[^*\n]*$",
        "A blank is missing after the * or +",
        _BULLETS[1],
    ),
    (
        (r"(?m)(?:\A|^[ \t>]*\n)[ \t>]*"
        r"(?P<here>\(?(?:[a-hj-z]|i{1,3}|iv|v|vi{1,3}|ix)[.)][ \t]+)(?=\S)"
        r"|^[ \t>]*(?P<two>\(?(?:[a-z]|[ivx]+)[.)][ \t]+)(?=\S).*\n"
        r"[ \t>]*\(?(?:[a-z]|[ivx]+)[.)][ \t]+\S"),
        *_LETTERS,
    ),
    (
        r"(?m)^[ \t>]*(?P<here>\(?A[.)][ \t]+)(?=\S).*\n(?:[ \t>]*\n)?[ \t>]*\(?B[.)][ \t]+\S",
        *_LETTERS,
    ),
    (
        r"(?m)^[ \t>]*(?P<here>\(1\)[ \t]*)(?=\S).*\n(?:[ \t>]*\n)?[ \t>]*\(2\)[ \t]*\S",
        "Steps are typed with numbers in brackets",
        "Begin each step with '1. ', and leave an empty line above",
    ),
)  # fmt: skip
_HTML = re.compile(_TAG, re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKER = re.compile(r"\s*(?:[-*+•·▪●◦–]\s|\d{1,3}[.)]\s|>|\||#{1,6}\s)")
_SIGN = re.compile(r"\s*(?P<mark>[-*+]|1[.)])\s+(?P<first>\S)")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_ADDRESSES = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|https?://[^\s<>]*")


def foreign_markup(body: Scalar) -> Iterator[Found]:
    """Yield each kind of mark in a body that no handout has, once, with its offset and remedy."""
    text = masked(body.text)
    text = _ADDRESSES.sub(_letters, text)
    for pattern, message, hint in _compiled():
        if match := pattern.search(text):
            named = match.re.groupindex
            name = next((name for name in named if match[name] is not None), 0)
            yield match.start(name), message, hint
    for match in _HTML.finditer(text):
        name = re.sub(r"\W", " ", match.group()).split()[0].lower()
        yield match.start(), f"HTML such as <{name}> cannot be printed", _SHOWN.get(name, _PLAIN)
        break
    yield from _entities(text)
    yield from _folded_lists(body)
    yield from _signs_that_begin_a_line(text)


@cache
def _compiled() -> list[tuple[re.Pattern[str], str, str]]:
    """Return the table of marks, compiled when the first body is read."""
    return [(re.compile(pattern), message, hint) for pattern, message, hint in _MARKS]


def _letters(address: re.Match[str]) -> str:
    """Return an address as letters, with the brackets of a link."""
    size = len(address.group())
    return "](" + "x" * (size - 3) + ")" if address.group().startswith("](") else "x" * size


def _entities(text: str) -> Iterator[Found]:
    if any(_is_invisible(match.group()) for match in _ENTITY.finditer(text)):
        return  # a problem of its own: T01
    for match in _ENTITY.finditer(text):
        char = html.unescape(match.group())
        if char in ("", "\ufffd", match.group()):
            continue  # the parser's text has the character, or the entity as it was typed
        if not any(unprintable(char)):
            what = "a no-break space" if char == "\u00a0" else f"'{char}'"
            yield match.start(), f"'{match.group()}' is HTML", f"Type {what} itself"
            return


def _is_invisible(entity: str) -> bool:
    """Return True for the number of a character that must not be printed."""
    number = entity[2:-1]
    try:
        code = int(number[1:], 16) if number[:1] in "xX" else int(number)
    except ValueError:
        return False
    return code > 0x10FFFF or any(unprintable(chr(code)))


def _folded_lists(body: Scalar) -> Iterator[Found]:
    """Yield the first list, box, table or heading whose lines YAML joins into one."""
    if body.style == "|":
        return
    first, column, last, _ = body.span
    lines = body.source.lines[first : last + 1]
    if body.style == ">":
        lines = lines[1:]
    elif lines:
        lines[0] = lines[0][column + bool(body.style) :]
    if len(lines) < 2:
        return
    indent = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    run: list[str] = []
    visible = 0
    start = 0
    for line in [*lines, ""]:
        own = len(line) - len(line.lstrip())
        if line.strip() and (own <= indent or body.style != ">"):
            if not run:
                start = visible
            run.append(line)
        else:
            marked = [index for index, text in enumerate(run) if _MARKER.match(text)]
            after_colon = any(index and run[index - 1].rstrip().endswith(":") for index in marked)
            heading = any(run[index].lstrip().startswith("#") for index in marked)
            if len(marked) > 1 or (marked and len(run) > 1 and (after_colon or heading)):
                hint = "Write | in place of > after the colon of the field"
                if body.style != ">":
                    hint = "Write | after the colon of the field, and begin the text below it"
                yield _offset(body.text, start), "The lines of a list are joined to one line", hint
                return
            run = []
        visible += sum(not char.isspace() for char in line)


def _offset(text: str, visible: int) -> int:
    for offset, char in enumerate(text):
        if not char.isspace():
            if not visible:
                return offset
            visible -= 1
    return 0


def _signs_that_begin_a_line(text: str) -> Iterator[Found]:
    """Yield a sign in the midst of a sentence that begins a line, and so would become a bullet."""
    lines = text.split("\n")
    offset = 0
    for index, line in enumerate(lines):
        match = _SIGN.match(line)
        before = lines[index - 1].rstrip() if index else ""
        if match and before and not _ITEM.match(before) and before[-1] not in ":.?!;\\":
            indent = len(before) - len(before.lstrip())
            others = [other for other in lines[index + 1 :] if other.strip()][:1]
            single = not any(map(_ITEM.match, others))
            amount = match["first"].isdigit() and (before[-1].isdigit() or match["mark"] == "+")
            if (
                (single or amount)
                and len(line) - len(line.lstrip()) == indent
                and not (before.lstrip().startswith(("#", ">", "|")))
            ):
                message = f"The {match['mark']} at the beginning of the line would become a bullet"
                hint = "Put it on the line above, or leave an empty line above a list"
                yield offset + match.start("mark"), message, hint
                return
        offset += len(line) + 1
    signs = re.findall(r"(?m)^[ \t>]*([-+*])[ \t]+(\S)", text)
    if any(sign == "+" and (first.isdigit() or ("-" in dict(signs))) for sign, first in signs):
        plus = re.search(r"(?m)^[ \t>]*(\+)[ \t]+\S", text)
        assert plus
        hint = "Begin each item with '- ', or write plus and minus in words"
        yield plus.start(1), "A + that begins a line would become a bullet", hint
