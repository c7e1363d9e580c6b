"""From a section's body to blocks: CommonMark with tables, task lists and GitHub's alerts.

The one module that imports markdown-it. Markdown that cannot be printed is a problem, and is never
dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from press.content.characters import unprintable
from press.content.foreign_markup import foreign_markup
from press.content.limits import is_mail_link
from press.content.tree import (
    Alert,
    Block,
    Break,
    Emphasis,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Picture,
    Strong,
    Subheading,
    Table,
    Text,
    forget_bodies,
    has_text,
    printed_text,
    remember_body,
)
from press.content.typed_marks import first_difference
from press.content.yaml_nodes import Scalar
from press.problems import Place, Problem

DEEPEST_LIST = 5
ALERTS = ("warning", "tip", "note")
SCHEMES = ("http", "https", "mailto", "tel")

_ALERT = re.compile(r"\[!(\w+)\][ ]*\n?")
_TASK = re.compile(r"\[([ xX])\](?:\s+|$)")
_ONE_BRACE = re.compile(r"(?<!\{)\{\s*(?:practice|recipient|appointment|referral)\.\w+\s*\}(?!\})")
# Common mistakes at the beginning of a line.
_SLIPS = {
    r"[•·▪●◦]\s?": (
        "A list is typed with its bullets",
        "Begin each item with '- ', and leave an empty line above the list",
    ),
    r"-[A-Za-z]": (
        "A blank is missing after the -",
        "Begin each item with '- ', and leave an empty line above the list",
    ),
    r"\d{1,2}[.)][A-Za-z]": (
        "A blank is missing after the number",
        "Begin each step with '1. ', and leave an empty line above",
    ),
    r":?-{2,}:?[ ]*\|[-:| ]*$": (
        "The line of dashes has another number of cells than the first row of the table",
        "Give it as many cells as the row above it",
    ),
    r"\|.*\|$": (
        "A table has no line below its first row",
        "Put | --- | --- | below it, with as many cells",
    ),
}
_CELLS = re.compile(r"(?<!\\)\|")
_HALF_A_LINK = re.compile(r"\]\(|\]\[|\] \((?=(?:https?|mailto|tel):)")
_VALUE = re.compile(r"\{\{[^{}\n]*\}\}")
_REFUSED = {
    "fence": ("A block of code", "Remove the ``` round the text"),
    "bullet_list": (f"A list more than {DEEPEST_LIST} levels deep", "Make fewer levels"),
    "ordered_list": (f"A list more than {DEEPEST_LIST} levels deep", "Make fewer levels"),
    "hr": ("A line across the page", "Remove it; begin a new section instead"),
    "blockquote": ("A quotation", "Begin it with [!WARNING], [!TIP] or [!NOTE], or remove the >"),
}


def parse_body(body: Scalar) -> tuple[tuple[Block, ...], list[Problem]]:
    """Return the blocks of a body and its problems. With problems, the blocks are not printed."""
    first, _, last, _ = body.span
    key = (body.source.file, body.span, body.style, body.text, *body.source.lines[first : last + 1])
    parsed = _parsed.get(key)  # get(), because another thread may clear the cache
    if parsed is None:
        if len(_parsed) >= MOST_PARSED:
            _parsed.clear()
            forget_bodies()
        reader = _BodyReader(body)
        root = SyntaxTreeNode(_parser().parse(body.text))
        blocks = tuple(reader.blocks(root.children, inside=()))
        parsed = blocks, (*reader.problems, *_changed_on_paper(body, blocks, reader.problems))
        _parsed[key] = parsed
        remember_body(parsed[0])
    return parsed[0], list(parsed[1])


MOST_PARSED = 500
_parsed: dict[tuple[Any, ...], tuple[tuple[Block, ...], tuple[Problem, ...]]] = {}


def _changed_on_paper(
    body: Scalar, blocks: tuple[Block, ...], known: list[Problem]
) -> Iterator[Problem]:
    """Yield a problem for what would not be printed as it was typed.

    The text is compared without the parser. With other problems, the blocks are not whole, and
    only marks that no handout has are sought.
    """
    lines = {problem.place.line for problem in known}
    found = False
    for offset, message, hint in foreign_markup(body):
        place = body.place_at(offset)
        if place.line not in lines:
            found = True
            yield Problem(place, "T03", message, hint)
    if known or found:
        return
    different = first_difference(body.text, printed_text(blocks))
    if different is not None:
        place = body.place_at(different)
        if entity := re.match(r"&#\w+;", body.text[different:]):
            message = f"The text holds '{entity.group()}', which is no character"
            yield Problem(place, "T01", message, "Delete it")
            return
        words = body.text[different : different + 20].split("\n")[0]
        message = f"The text would not be printed as it was typed, from '{words}' on"
        hint = "Put a \\ before each mark that belongs to the text, or write it in another way"
        yield Problem(place, "T03", message, hint)


@cache
def _parser() -> MarkdownIt:
    # markdown-it drops what is nested deeper than maxNesting. DEEPEST_LIST is refused long before.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 60}).enable("table")
    # Reference definitions vanish from the text, an indented line becomes code, and a line of
    # dashes below a sentence makes it a heading. No author of a handout means any of them.
    parser.disable(["reference", "code", "lheading"])
    parser.inline.ruler.before("escape", "value", _keep_value_whole)
    # Every link is parsed, so that a bad one can be reported; _is_allowed decides.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _keep_value_whole(state: StateInline, silent: bool) -> bool:
    """Read ``{{ … }}`` as text, with any stars and underscores in it."""
    if not state.src.startswith("{{", state.pos):
        return False
    value = _VALUE.match(state.src, state.pos)
    if not value:
        return False
    if not silent:
        state.pending += value.group()
    state.pos = value.end()
    return True


class _BodyReader:
    """One pass over one body. ``reached`` is the offset in the text, for the place of each leaf."""

    def __init__(self, body: Scalar) -> None:
        self.body = body
        self.problems: list[Problem] = []
        self.reached = 0
        self.line_starts = [0]
        for line in body.text.split("\n"):
            self.line_starts.append(self.line_starts[-1] + len(line) + 1)

    def blocks(self, nodes: list[SyntaxTreeNode], inside: tuple[str, ...]) -> Iterator[Block]:
        for node in nodes:
            if node.map:
                self.reached = max(self.reached, self.line_starts[node.map[0]])
            yield from self.block(node, inside)

    def block(self, node: SyntaxTreeNode, inside: tuple[str, ...]) -> Iterator[Block]:
        kind = node.type
        if kind == "paragraph":
            yield from self.paragraph(node)
        elif kind in ("bullet_list", "ordered_list") and inside.count("list") < DEEPEST_LIST:
            yield self.items(node, (*inside, "list"))
        elif kind == "heading":
            if node.tag == "h3" and not inside:
                yield Subheading(tuple(self.inlines(node.children)))
            else:
                hint = "Make it a section of its own, or a smaller heading with ###"
                self.refuse(node, "A heading like this inside a body", hint)
        elif kind == "table":
            if inside:
                self.refuse(node, "A table inside a list or box", "Put it before or after")
            else:
                yield self.table(node)
        elif kind == "blockquote" and "alert" not in inside and (alert := self.alert(node, inside)):
            yield alert
        else:
            what, hint = _REFUSED.get(kind, (f"'{kind}'", "Write it as a plain paragraph"))
            self.refuse(node, what, hint)

    def paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        inline = node.children[0]
        if len(inline.children) == 1 and inline.children[0].type == "image":
            image = inline.children[0]
            file = unquote(str(image.attrs.get("src", "")))
            place = self.place_of_next(file)
            alt = Text(image.content.strip(), place)
            title = str(image.attrs.get("title", "")).strip()
            yield Picture(file, alt, Text(title, place) if title else None, place)
        else:
            yield Paragraph(tuple(self.inlines(inline.children)))

    def items(self, node: SyntaxTreeNode, inside: tuple[str, ...]) -> List:
        items = []
        for child in node.children:
            checked, known = self.take_task_mark(child), len(self.problems)
            items.append(Item(tuple(self.blocks(child.children, inside)), checked))
            if not has_text(items[-1]) and len(self.problems) == known:
                self.empty(child, "An item of a list has no text")
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        return List(tuple(items), start)

    def take_task_mark(self, item: SyntaxTreeNode) -> bool | None:
        """Remove ``[ ]`` or ``[x]`` from an item. Return True if it is ticked, None if none."""
        first = item.children[0] if item.children else None
        if first is None or first.type != "paragraph" or not first.children[0].children:
            return None
        text = first.children[0].children[0]
        mark = _TASK.match(text.content) if text.type == "text" and text.token else None
        if not mark or not text.token:
            return None
        text.token.content = text.content[mark.end() :]
        return mark.group(1) != " "

    def alert(self, node: SyntaxTreeNode, inside: tuple[str, ...]) -> Alert | None:
        first = node.children[0] if node.children else None
        if first is None or first.type != "paragraph" or not first.children[0].children:
            return None
        inline = first.children[0]
        text = inline.children[0]
        mark = _ALERT.match(inline.content)
        if not mark or mark.group(1).lower() not in ALERTS or text.type != "text" or not text.token:
            return None
        text.token.content = text.content[len(mark.group().rstrip("\n")) :].lstrip()
        rest = inline.children[1:] if not text.token.content else inline.children
        if rest and rest[0].type in ("softbreak", "hardbreak"):
            rest = rest[1:]
        inline.children = rest
        if not rest:
            node.children = node.children[1:]
        known = len(self.problems)
        blocks = tuple(self.blocks(node.children, (*inside, "alert")))
        if not blocks and len(self.problems) == known:
            self.empty(node, "A box has no text")
        return Alert(mark.group(1).lower(), blocks)

    def table(self, node: SyntaxTreeNode) -> Table:
        rows = [list(row.children) for part in node.children for row in part.children]
        align = tuple(
            str(cell.attrs.get("style", "text-align:left")).rpartition(":")[2] for cell in rows[0]
        )
        if node.map and self.has_more_cells(node, len(rows[0])):
            hint = "Give the first row as many cells, or put \\ before a | that belongs to the text"
            place = self.place(self.start_of(node))
            self.problems.append(
                Problem(place, "T03", "A row of the table has more cells than the first", hint)
            )
        elif node.map and (outside := self.line_without_cells(node)):
            hint = "Leave an empty line below the table, or put | between the cells"
            place = self.place(self.line_starts[outside])
            self.problems.append(
                Problem(place, "T03", "A line below the table would become a row of it", hint)
            )
        cells = tuple(
            tuple(tuple(self.inlines(cell.children[0].children)) for cell in row) for row in rows
        )
        return Table(cells[0], cells[1:], align)

    def has_more_cells(self, node: SyntaxTreeNode, wide: int) -> bool:
        """Return True if a row has more cells than the first one. Markdown drops such cells."""
        first, last = node.map or (0, 0)
        rows = (line.strip().strip("|") for line in self.body.text.split("\n")[first:last])
        return any(len(_CELLS.split(_VALUE.sub("x", row))) > wide for row in rows)

    def line_without_cells(self, node: SyntaxTreeNode) -> int | None:
        """Return the number of the first line of a table that has no |; None if there is none."""
        first, last = node.map or (0, 0)
        lines = self.body.text.split("\n")[first:last]
        return next(
            (first + index for index, line in enumerate(lines) if line.strip() and "|" not in line),
            None,
        )

    def inlines(self, nodes: list[SyntaxTreeNode]) -> Iterator[Inline]:
        for node in nodes:
            kind = node.type
            if kind in ("text", "code_inline"):  # text between ` marks is printed as text
                if node.content:
                    yield self.text(node.content)
            elif kind == "softbreak":
                yield Text(" ", self.place(self.reached))
            elif kind == "hardbreak":
                yield Break()
            elif kind == "strong":
                yield Strong(tuple(self.inlines(node.children)))
            elif kind == "em":
                yield Emphasis(tuple(self.inlines(node.children)))
            elif kind == "link":
                yield self.link(node)
            elif kind == "inline":
                yield from self.inlines(node.children)
            elif kind == "image":
                hint = "Put it on a line of its own, with empty lines round it"
                self.refuse(node, "A picture inside a line of text", hint)
            else:
                what, hint = _REFUSED.get(kind, (f"'{kind}'", "Write it as plain text"))
                self.refuse(node, what, hint)

    def text(self, content: str) -> Text:
        text = Text(content, self.place_of_next(content))
        without_values = _VALUE.sub(lambda value: "x" * len(value.group()), content)
        for half in _HALF_A_LINK.finditer(without_values):
            place = self.place(self.reached - len(content) + half.start())
            message = "This looks like a link, but is not complete"
            hint = (
                "Write [text](https://…) with no space between ] and (, and no space in the address"
            )
            self.problems.append(Problem(place, "T04", message, hint))
        if slip := self.slip(content):
            self.problems.append(Problem(text.place, "T03", *slip))
        for _, why in unprintable(content):  # typed as &shy; and the like
            self.problems.append(Problem(text.place, "T01", f"The text holds {why}", "Delete it"))
        return text

    def slip(self, content: str) -> tuple[str, str] | None:
        """Return the message and the hint for a mistake in typing; None for plain text."""
        if _ONE_BRACE.search(_VALUE.sub("", content)):
            return "A value stands in single braces", "Write {{ practice.phone }}, with two of each"
        start = self.reached - len(content)
        before = self.body.text[self.body.text.rfind("\n", 0, start) + 1 : start]
        if start < 0 or before.strip(" >"):
            return None
        return next((slip for pattern, slip in _SLIPS.items() if re.match(pattern, content)), None)

    def link(self, node: SyntaxTreeNode) -> Link:
        href = str(node.attrs.get("href", ""))
        children = tuple(self.inlines(node.children))
        place = next(
            (leaf.place for leaf in children if isinstance(leaf, Text)), self.place(self.reached)
        )
        if not has_text(children):
            self.problems.append(
                Problem(place, "T04", "The link has no text", "Write what it is between [ and ]")
            )
        if "title" in node.attrs:
            hint = "Take the words in quotes out of the brackets, or write them into the text"
            self.problems.append(
                Problem(place, "T04", "The link has a title, which does not print", hint)
            )
        if "%7B%7B" in href:
            hint = "Write the address itself; values can stand only in text"
            self.problems.append(
                Problem(place, "T04", "The address of the link holds a value", hint)
            )
        elif not _is_allowed(href):
            hint = f"Use an address that begins with {', '.join(s + ':' for s in SCHEMES)}"
            if href.startswith("mailto:"):
                hint = "Write the mail address alone, such as mailto:name@example.com"
            elif "@" in href.partition("/")[2] and href.startswith(("http:", "https:")):
                hint = "Take out what is before the @, which is not the name of the site"
            self.problems.append(
                Problem(place, "T04", f"The link to '{href[:60]}' cannot be printed", hint)
            )
        return Link(children, href)

    def refuse(self, node: SyntaxTreeNode, what: str, hint: str) -> None:
        self.problems.append(
            Problem(self.place(self.start_of(node)), "T03", f"{what} cannot be printed", hint)
        )

    def empty(self, node: SyntaxTreeNode, what: str) -> None:
        self.problems.append(
            Problem(self.place(self.start_of(node)), "T05", what, "Write its text, or take it out")
        )

    def start_of(self, node: SyntaxTreeNode) -> int:
        return max(self.reached, self.line_starts[node.map[0]]) if node.map else self.reached

    def place_of_next(self, content: str) -> Place:
        """Return the place of the next such text, or of the line reached if escapes hide it."""
        offset = self.body.text.find(content, self.reached)
        if offset < 0:
            return self.place(self.reached)
        self.reached = offset + len(content)
        return self.place(offset)

    def place(self, offset: int) -> Place:
        return self.body.place_at(offset)


def _is_allowed(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return is_mail_link(href)
    if parts.scheme == "tel":
        return bool(parts.netloc or parts.path)
    # A user's name before the host makes one site look like another.
    return parts.scheme in SCHEMES and bool(parts.netloc) and "@" not in parts.netloc
