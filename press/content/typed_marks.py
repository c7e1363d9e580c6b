"""From a body as it was typed to the places of its marks: what Markdown may take out of the text.

This module does not use the parser, so that it can check what the parser gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

VALUE = re.compile(r"\{\{[^{}\n]*\}\}")
CODE = re.compile(r"(?<![\w`\\])(`+)(?!`)([^\n]+?)(?<!`)\1(?!`)")
ESCAPES = "!\"#$%&'()*+,-.:;<=>?@[]^_`{|}~"  # a \ before one of these prints it as it is

_ESCAPE = re.compile(rf"\\[{re.escape(ESCAPES)}]")
_LINK = re.compile(
    r"\]\((?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\((?:[^()\s]|\([^()\s]*\))*\))*)"
    r"(?:\s+(?P<title>\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?\s*\)"
)
_ADDRESS = re.compile(r"<(?:(?:https?|mailto|tel):[^<>\s]*|[\w.+-]+@[\w.-]+\.\w+)>")
_STARS = re.compile(r"\*+|_+")
_CONTAINER = re.compile(
    r"[ \t]*(?:(?P<quote>>)|(?P<bullet>[-*+])(?=\s|$)|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$))"
)
_ALERT = re.compile(r"\s*\[!\w+\]")
_TASK = re.compile(r"\s*\[[ xX]\](?=\s|$)")
_HEADING = re.compile(r"[ \t]*(#{1,6})(?=\s|$)")
_RULE_OF_TABLE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def masked(text: str) -> str:
    """Return a text of the same length in which values, code and escapes are letters."""

    def letters(match: re.Match[str]) -> str:
        return "x" * len(match.group())

    return _ESCAPE.sub(letters, CODE.sub(letters, VALUE.sub(letters, text)))


def first_difference(text: str, printed: str) -> int | None:
    """Return the offset in a body of the first character that is not printed as it was typed.

    ``printed`` is all text of the body in reading order, with the numbers of its steps. Blanks do
    not count. None means that only marks are left out.
    """
    text = _counted(text)
    may_vanish = _marks(text)
    typed = [offset for offset, char in enumerate(text) if not char.isspace()]
    reached, furthest = {0}, 0
    for char in printed:
        if char.isspace():
            continue
        following = set()
        for start in reached:
            index = start
            while index < len(typed):
                if text[typed[index]] == char:
                    following.add(index + 1)
                if not may_vanish[typed[index]]:
                    break
                index += 1
            furthest = max(furthest, index)
        reached = following
        if not reached:
            return typed[min(furthest, len(typed) - 1)] if typed else 0
    last = max(reached)
    left = next((offset for offset in typed[last:] if not may_vanish[offset]), None)
    return left


def _counted(text: str) -> str:
    """Return the text with steps that all begin with 1. counted, as they are printed."""
    lines = text.split("\n")
    last: dict[int, tuple[str, int]] = {}  # the number typed and printed, by the indentation
    for index, line in enumerate(lines):
        match = re.match(r"([ >]*)(\d{1,9})([.)]\s)", line)
        indent = len(line) - len(line.lstrip(" >"))
        if line.strip(" >"):
            last = {key: value for key, value in last.items() if key <= indent}
        if not match:
            if line.strip(" >") and indent in last:
                del last[indent]
            continue
        typed, printed = last.get(indent, ("", 0))
        number = match.group(2)
        again = typed == number == "1"
        value = printed + 1 if again else int(number)
        last[indent] = (number, value)
        if again:
            lines[index] = f"{match.group(1)}{value}{line[match.end(2) :]}"
    return "\n".join(lines)


def _marks(text: str) -> list[bool]:
    """Return for each character of a body whether it may be a mark that is not printed."""
    marks = [False] * len(text)
    plain = [True] * len(text)  # False inside values, code and escapes: no marks are sought there

    def mark(start: int, end: int) -> None:
        marks[start:end] = [True] * (end - start)

    for match in VALUE.finditer(text):
        plain[match.start() : match.end()] = [False] * len(match.group())
    for match in CODE.finditer(text):
        if plain[match.start()]:
            ticks = len(match.group(1))
            mark(match.start(), match.start() + ticks)
            mark(match.end() - ticks, match.end())
            plain[match.start() : match.end()] = [False] * len(match.group())
    for match in _ESCAPE.finditer(text):
        if plain[match.start()]:
            mark(match.start(), match.start() + 1)
            plain[match.start()] = plain[match.start() + 1] = False
    for match in re.finditer(r"\\(?=\n[^\n])", text):
        mark(*match.span())
    for start, end in _lines_and_tables(text, mark):
        for match in _STARS.finditer(text, start, end):
            if plain[match.start()] and _may_emphasize(text, match):
                mark(*match.span())
    for match in _LINK.finditer(text):
        opened = _opening(text, match.start(), plain)
        if plain[match.start()] and opened is not None:
            first, last = match.span("title")  # a caption is printed, without its quotes
            mark(match.start(), first + 1 if first >= 0 else match.end())
            mark(last - 1 if first >= 0 else match.end(), match.end())
            mark(opened - (text[opened - 1 : opened] == "!"), opened + 1)
    for match in _ADDRESS.finditer(text):
        mark(match.start(), match.start() + 1)
        mark(match.end() - 1, match.end())
    return marks


def _lines_and_tables(text: str, mark) -> Iterator[tuple[int, int]]:  # type: ignore[no-untyped-def]
    """Mark what begins each line, and the lines of tables. Yield the span of what remains."""
    offset, in_table, before = 0, False, ""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        start = _containers(line, offset, mark)
        rest = line[start:]
        below = lines[index + 1].lstrip(" >\t") if index + 1 < len(lines) else ""
        if not rest.strip():
            in_table = False
        elif "|" in rest and "|" in below and _RULE_OF_TABLE.match(below):
            in_table = True
        if in_table:
            for pipe in re.finditer(r"(?<!\\)\|", rest):
                mark(offset + start + pipe.start(), offset + start + pipe.end())
        if in_table and "|" in before and "|" in rest and _RULE_OF_TABLE.match(rest):
            mark(offset + start, offset + len(line))
        if heading := _HEADING.match(rest):
            mark(offset + start, offset + start + heading.end())
            closing = re.search(rf"(?<=\s){heading.group(1)}\s*$", rest[heading.end() :])
            if closing:
                mark(offset + len(line) - len(closing.group()), offset + len(line))
        yield offset + start, offset + len(line)
        before = rest
        offset += len(line) + 1


def _containers(line: str, offset: int, mark) -> int:  # type: ignore[no-untyped-def]
    """Mark bullets, numbers' dots, >, boxes and check boxes. Return where the text begins."""
    start = 0
    while match := _CONTAINER.match(line, start):
        if match["number"]:
            mark(offset + match.start("dot"), offset + match.end())
        elif match["quote"]:
            mark(offset + match.start("quote"), offset + match.end())
        elif match["bullet"] != "+" or not line[match.end() :].strip()[:1].isdigit():
            mark(offset + match.start("bullet"), offset + match.end())
        start = match.end()
        special = _ALERT if match["quote"] else _TASK
        if found := special.match(line, start):
            mark(offset + start, offset + found.end())
            return found.end()
    return start


def _may_emphasize(text: str, run: re.Match[str]) -> bool:
    """Return True for stars or underscores that are marks, and no part of a word or number."""
    before, after = text[: run.start()][-1:], text[run.end() : run.end() + 1]
    size, inside = len(run.group()), before.isalnum() and after.isalnum()
    if size > 3:
        return False
    if run.group()[0] == "_":
        blank = before in "(-/" and after in ")-/ \n"
        return size < 3 and not inside and not blank and not (after == "-" and before != "")
    digits = before.isdigit() + after.isdigit()
    return not inside or not (digits == 2 or (size == 1 and digits))


def _opening(text: str, end: int, plain: list[bool]) -> int | None:
    """Return the offset of the [ that belongs to the ] at ``end``; None if there is none."""
    depth = 0
    for index in range(end, -1, -1):
        if not plain[index]:
            continue
        if text[index] == "]":
            depth += 1
        elif text[index] == "[":
            depth -= 1
            if not depth:
                return index
    return None
