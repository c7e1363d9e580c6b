"""From a YAML file to nodes with places.

The one module that imports yaml. It reads the parser's events, and never uses the composer:
libyaml's composer overflows the stack on deep nesting, and the constructors turn 12:30 into 750.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from press.content.characters import unprintable
from press.content.yaml_nodes import Mapping, Node, Scalar, Sequence, YamlText
from press.lazy_regex import compiled_later
from press.problems import ContentError, Place, Problem

# PyYAML's own reader compiles one expression in 4 ms. It is not used if libyaml is there.
with compiled_later("\U0010ffff"):
    import yaml

LARGEST = 1_000_000  # bytes; a long handout has 10,000
DEEPEST = 40  # levels

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads 11 to 15 times faster
_COLOR_CUT = re.compile(r":\s+(#[0-9a-fA-F]{3,8})\b")
_NO_BLANK = re.compile(r"\s*(?:- )?[A-Za-z_]+:(?=[^\s/])")
# Matches " #12", " # 12", " # B" and " #0b4f6c", but not " # a remark".
_CUT = re.compile(r"\s+#(?=\S|\s+\d|\s+\w{1,2}\s*$)")


def too_large(file: str, size: int) -> ContentError:
    """Return the problem of a file with more than LARGEST bytes."""
    hint = "Split it into several handouts"
    message = f"The file has {size:,} bytes; it may have {LARGEST:,}"
    return ContentError([Problem(Place(file), "Y11", message, hint)])


def read_yaml(file: str, data: bytes) -> Mapping:
    """Return the fields of a file from its bytes.

    Raises ContentError with every problem in the YAML, or if the file is too large or not UTF-8.
    """
    if len(data) > LARGEST:
        raise too_large(file, len(data))
    source = YamlText(file, _decode(file, data))
    problems = list(_bad_characters(source))
    if problems:
        raise ContentError(problems)
    root = _build(source, problems)
    if problems:
        raise ContentError(problems)
    if not isinstance(root, Mapping):
        hint = "Write one field a line, such as 'title: Pain after back surgery'"
        raise ContentError([Problem(Place(file), "Y10", "The file has no fields", hint)])
    return root


def _decode(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n")
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace"))
        place = Place(file, line + 1, column + 1)
        hint = "Save the file with the encoding UTF-8"
        message = f"The byte 0x{error.object[error.start]:02X} is not UTF-8 text"
        raise ContentError([Problem(place, "Y01", message, hint)]) from None


def _bad_characters(source: YamlText) -> Iterator[Problem]:
    if source.text.replace("\n", "").isprintable():
        return
    for number, text in enumerate(source.lines):
        if "\t" in text:
            place = source.place(number, text.index("\t"))
            yield Problem(
                place,
                "Y03",
                "There is a tab",
                "Use spaces; most editors can change all tabs into spaces",
            )
            continue
        if text.lstrip(" ").startswith("\u00a0"):
            place = source.place(number, len(text) - len(text.lstrip(" ")))
            yield Problem(
                place,
                "Y03",
                "There is a no-break space before the text",
                "Delete it and use plain spaces",
            )
        for column, why in islice(unprintable(text), 5):
            yield Problem(
                source.place(number, column),
                "T01",
                f"There is {why}",
                "Delete it and type the text again",
            )


def _build(source: YamlText, problems: list[Problem]) -> Node | None:
    """Return the root node; None if the file is empty.

    Stops at the first problem that makes the rest of the file unreadable.
    """
    builder = _NodeBuilder(source, problems)
    try:
        # The iteration itself raises the errors of the parser.
        for event in yaml.parse(source.text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        # A Y09 explains the error of the parser after it.
        if not any(problem.code == "Y09" for problem in problems):
            problems.append(_syntax_problem(source, error, builder))
    except yaml.YAMLError:
        problems.append(
            Problem(Place(source.file), "Y02", "YAML cannot read the file", "Check its first lines")
        )
    except _UnreadableError as unreadable:
        problems.append(unreadable.problem)
    return builder.root


class _UnreadableError(Exception):
    def __init__(self, place: Place, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = Problem(place, code, message, hint)


class _NodeBuilder:
    """Builds nodes from the parser's events, with its own stack, which no nesting can overflow."""

    def __init__(self, source: YamlText, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self.root: Node | None = None
        self.stack: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []  # for each open mapping, the key without a value yet
        self.documents = 0
        self.last: Scalar | None = None

    def take(self, event: yaml.Event) -> None:
        """Take the next event. Raises _UnreadableError if the rest of the file is unreadable."""
        start, end = event.start_mark, event.end_mark
        assert start
        assert end
        if type(event) is yaml.ScalarEvent and not (event.anchor or event.tag):  # most events
            span = (start.line, start.column, end.line, end.column)
            scalar = Scalar(self.source, event.value, event.style or "", span)
            last_line = self.source.lines[min(end.line, len(self.source.lines) - 1)]
            if scalar.style == '"' or "#" in last_line:
                self.problems.extend(_scalar_problems(scalar))
            self.last = scalar
            self._attach(scalar)
            return
        place = self.source.place(start.line, start.column)
        self._refuse(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            self._open(Sequence(place))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(Mapping(place))
            self.keys.append(None)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)) and isinstance(
            self.stack.pop(), Mapping
        ):
            self.keys.pop()

    def _refuse(self, event: yaml.Event, place: Place) -> None:
        self.documents += isinstance(event, yaml.DocumentStartEvent)
        if self.documents > 1:
            raise _UnreadableError(
                place, "Y07", "A second document begins here", "Remove the line '---'"
            )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = (
                "Write the text out again where it is needed, "
                "or put quotes round a text that begins with & or *"
            )
            raise _UnreadableError(
                place, "Y05", "YAML anchors and aliases (& and *) are not used here", hint
            )
        if getattr(event, "tag", None):
            hint = "Remove the word that begins with !, or put quotes round the text"
            raise _UnreadableError(place, "Y06", "YAML tags (!) are not used here", hint)

    def _open(self, node: Sequence | Mapping) -> None:
        self._attach(node)
        self.stack.append(node)
        if len(self.stack) > DEEPEST:
            raise _UnreadableError(
                node.place, "Y08", f"More than {DEEPEST} levels", "Check the brackets"
            )

    def _attach(self, node: Node) -> None:
        """Add a node to the open list or mapping: as an item, as a value, or as the next key."""
        parent = self.stack[-1] if self.stack else None
        if parent is None:
            self.root = node
        elif isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self.keys[-1]) is not None:
            self.keys[-1] = None
            parent.entries.setdefault(key.text, (key, node))
        elif isinstance(node, Scalar):
            self.keys[-1] = node
            if node.text in parent.entries or node.text == "<<":
                self.problems.extend(_key_problems(node, parent))
        else:
            hint = "Put quotes round a text that begins with [ or {"
            raise _UnreadableError(
                node.place, "Y12", "The name of a field must be plain text", hint
            )


def _key_problems(key: Scalar, mapping: Mapping) -> Iterator[Problem]:
    if key.text == "<<":
        hint = "Write the fields out again where they are needed"
        yield Problem(key.place, "Y05", "YAML merges (<<) are not used here", hint)
    elif key.text in mapping.entries:
        first = mapping.entries[key.text][0].place.line
        yield Problem(
            key.place, "Y04", f"'{key.text}' stands here and on line {first}", "Keep one of the two"
        )


def _scalar_problems(scalar: Scalar) -> Iterator[Problem]:
    if scalar.style == '"':
        for _, why in unprintable(scalar.text):
            yield Problem(scalar.place, "T01", f"The text holds {why}", "Delete it")
            return
    if scalar.style == "":
        _, _, line, column = scalar.span
        rest = scalar.source.lines[line][column:] if line < len(scalar.source.lines) else ""
        cut = _CUT.match(rest if scalar.text else " " + rest.lstrip())
        if cut:
            place = scalar.source.place(line, column + rest.index("#"))
            hint = "Put quotes round the whole value; a remark begins with '# ' and a word"
            message = "YAML takes everything after this # as a remark, and the text would lose it"
            yield Problem(place, "Y09", message, hint)


def _syntax_problem(
    source: YamlText, error: yaml.MarkedYAMLError, builder: _NodeBuilder
) -> Problem:
    """Return the parser's error in plain words, at the place where the mistake begins.

    The parser often notices a mistake lines after it.
    """
    reason, inside = (error.problem or "").strip(), error.context or ""
    noticed, opened, last = error.problem_mark, error.context_mark, builder.last
    # The parser's own mark can be after the line on which the bracket opens.
    opened_on = builder.stack[-1].place.line - 1 if builder.stack else 0
    braces = source.lines[opened_on : noticed.line + 1] if noticed and "flow" in inside else []
    for number, line in enumerate(braces, opened_on):
        if (cut := _COLOR_CUT.search(line)) and '"' not in line[: cut.start()]:
            hint = "Put quotes round it: '#rrggbb'"
            return Problem(
                source.place(number, cut.start(1)),
                "Y09",
                "YAML takes everything after this # as a remark",
                hint,
            )
    if noticed and reason.startswith("mapping values"):
        before = max(noticed.line - 1, 0)
        if joined := _NO_BLANK.match(source.lines[before]):
            hint = "Write 'name: value', with a space after the colon"
            place = source.place(before, joined.end())
            return Problem(place, "Y02", "A space is missing after the colon", hint)
    quoted = last is not None and last.style in ("'", '"')
    if noticed and last and quoted and last.span[0] < last.span[2] == noticed.line:
        message = (
            f"The quote that opens here is closed only on line {noticed.line + 1}, "
            "with more text behind it"
        )
        return Problem(last.place, "Y02", message, "Close the quote where the text ends")
    unclosed = "quoted scalar" in inside and reason == "found unexpected end of stream"
    begins_there = opened and (
        unclosed or any(word in inside for word in ("flow", "alias", "anchor", "simple key"))
    )
    if "flow" in inside and reason.startswith("did not find expected"):
        reason = "open bracket"
    elif (
        noticed
        and reason == "did not find expected key"
        and source.lines[noticed.line][: noticed.column].rstrip().endswith(("'", '"'))
    ):
        reason = "after the quote"
    mark = opened if begins_there else noticed or opened
    place = source.place(mark.line, mark.column) if mark else Place(source.file)
    message, hint = _MESSAGES.get(reason, (f"YAML cannot read this: {reason or inside}", ""))
    return Problem(
        place, "Y02", message, hint or "Put quotes round the value, or check the spaces before it"
    )


# The parser's messages, and ours.
_MESSAGES = {
    "mapping values are not allowed in this context": (
        "A colon followed by a space stands inside a value",
        "Put quotes round the value, or check the spaces at the beginning of the line",
    ),
    "found character that cannot start any token": (
        "A value cannot begin with this character",
        "Put quotes round the value",
    ),
    "could not find expected ':'": (
        "A line without a colon stands where a field should",
        "Write 'name: value', or indent the line if it belongs to the text above",
    ),
    "did not find expected key": (
        (
            "The spaces at the beginning of this line do not match those above, "
            "or a bracket or quote is still open"
        ),
        "Line the fields up, and check the quotes of the lines above",
    ),
    "open bracket": (
        "A bracket that opens here is not closed",
        "Close the bracket, or put quotes round the text",
    ),
    "after the quote": (
        "Text stands after the closing quote",
        "Put quotes round the whole value",
    ),
    "did not find expected alphabetic or numeric character": (
        "A value cannot begin with this character",
        "Put quotes round the value",
    ),
    "did not find expected '-' indicator": (
        "This line begins too far left or right for the list above it",
        "Indent it like the lines that it belongs to",
    ),
    "found unknown escape character": (
        "After a \\ in double quotes stands a letter that means nothing there",
        "Write \\\\ for one \\, or use single quotes",
    ),
    "found invalid Unicode character escape code": (
        "This escape is not a character",
        "Delete it",
    ),
    "found unexpected end of stream": (
        "The file ends inside quotes or brackets",
        "Close the quote or bracket",
    ),
}
