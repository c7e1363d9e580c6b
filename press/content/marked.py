"""From a YAML file to nodes.

The one module that knows yaml. It reads the parser's events, never its composer: libyaml's composer
overruns the stack on deep nesting, and the constructors turn 12:30 into 750.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from press.content.characters import unprintable
from press.content.nodes import Mapping, Node, Scalar, Sequence, Source
from press.problems import ContentError, Place, Problem

LARGEST = 1_000_000  # bytes; a long handout has 10,000
DEEPEST = 40

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads 11 to 15 times faster
_CUT = re.compile(r"\s+#(?=\S|\s+\d|\s+\w{1,2}\s*$)")  # " #12", " # 12", " # B", " #0b4f6c"; but not " # a remark"


def read_marked(file: str, data: bytes) -> Mapping:
    """The file's fields; raises ContentError with every problem that was found on the way."""
    if len(data) > LARGEST:
        hint = "Split it into several handouts"
        message = f"The file has {len(data):,} bytes; it may have {LARGEST:,}"
        raise ContentError([Problem(Place(file), "Y11", message, hint)])
    source = Source(file, _decode(file, data))
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


def _bad_characters(source: Source) -> Iterator[Problem]:
    if source.text.replace("\n", "").isprintable():
        return
    for number, text in enumerate(source.lines):
        if "\t" in text:
            place = source.place(number, text.index("\t"))
            yield Problem(place, "Y03", "There is a tab", "Use spaces; most editors can change all tabs into spaces")
            continue
        for column, why in unprintable(text):
            yield Problem(source.place(number, column), "T01", f"There is {why}", "Delete it and type the text again")
            break


def _build(source: Source, problems: list[Problem]) -> Node | None:
    """One pass over the parser's events, with a stack of one's own; stops at the first thing YAML cannot read."""
    root: Node | None = None
    stack: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []  # per open mapping: the key that waits for its value
    documents = 0
    try:
        # Errors of the parser come out of the iteration itself.
        for event in yaml.parse(source.text, Loader=_Loader):
            mark, _ = _marks(event)
            place = source.place(mark.line, mark.column)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    problems.append(Problem(place, "Y07", "A second document begins here", "Remove the line '---'"))
                    return None
            elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                hint = "Write the text out again where it is needed, or put quotes round a text that begins with & or *"
                problems.append(Problem(place, "Y05", "YAML anchors and aliases (& and *) are not used here", hint))
                return None
            if getattr(event, "tag", None):
                hint = "Remove the word that begins with !, or put quotes round the text"
                problems.append(Problem(place, "Y06", "YAML tags (!) are not used here", hint))
                return None
            node: Node
            if isinstance(event, yaml.ScalarEvent):
                _, end = _marks(event)
                node = Scalar(source, event.value, event.style or "", (mark.line, mark.column, end.line, end.column))
                problems.extend(_scalar_problems(node))
            elif isinstance(event, yaml.SequenceStartEvent):
                node = Sequence(place)
            elif isinstance(event, yaml.MappingStartEvent):
                node = Mapping(place)
            else:
                if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                    closed = stack.pop()
                    if isinstance(closed, Mapping):
                        keys.pop()
                continue
            if not stack:
                root = node
            elif not _attach(stack[-1], keys, node, problems):
                return None
            if not isinstance(node, Scalar):
                stack.append(node)
                if isinstance(node, Mapping):
                    keys.append(None)
                if len(stack) > DEEPEST:
                    problems.append(Problem(place, "Y08", f"More than {DEEPEST} levels", "Check the brackets"))
                    return None
    except yaml.MarkedYAMLError as error:
        if not any(problem.code == "Y09" for problem in problems):  # which explains what the parser found next
            problems.append(_syntax_problem(source, error))
    except yaml.YAMLError:
        problems.append(Problem(Place(source.file), "Y02", "YAML cannot read the file", "Check its first lines"))
    return root


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    """Where an event begins and ends; every event of a parser has both."""
    return event.start_mark, event.end_mark


def _attach(parent: Sequence | Mapping, keys: list[Scalar | None], node: Node, problems: list[Problem]) -> bool:
    """Put a node where it belongs; False where no sense can be made of what follows."""
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif keys[-1] is not None:
        key, keys[-1] = keys[-1], None
        parent.entries.setdefault(key.text, (key, node))
    elif not isinstance(node, Scalar):
        hint = "Put quotes round a text that begins with [ or {"
        problems.append(Problem(node.place, "Y12", "The name of a field must be plain text", hint))
        return False
    else:
        keys[-1] = node
        if node.text == "<<":
            hint = "Write the fields out again where they are needed"
            problems.append(Problem(node.place, "Y05", "YAML merges (<<) are not used here", hint))
        elif node.text in parent.entries:
            first = parent.entries[node.text][0].place.line
            hint = "Keep one of the two"
            problems.append(Problem(node.place, "Y04", f"'{node.text}' stands here and on line {first}", hint))
    return True


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
            at = column + rest.index("#")
            hint = "Put quotes round the whole value; a remark begins with '# ' and a word"
            message = "YAML takes everything after this # as a remark, and the text would lose it"
            yield Problem(scalar.source.place(line, at), "Y09", message, hint)


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    """What the parser said, in our words and where the mistake began."""
    said, inside = (error.problem or "").strip(), error.context or ""
    at, opened = error.problem_mark, error.context_mark
    unclosed = "quoted scalar" in inside and said == "found unexpected end of stream"
    began = opened and (unclosed or any(word in inside for word in ("flow", "alias", "anchor")))
    if "flow" in inside and said.startswith("did not find expected"):
        said = "open bracket"
    elif at and said == "did not find expected key" and source.lines[at.line][: at.column].rstrip().endswith(("'", '"')):
        said = "after the quote"
    mark = opened if began else at or opened
    place = source.place(mark.line, mark.column) if mark else Place(source.file)
    message, hint = _IN_OUR_WORDS.get(said, (f"YAML cannot read this: {said or inside}", ""))
    return Problem(place, "Y02", message, hint or "Put quotes round the value, or check the spaces before it")


_IN_OUR_WORDS = {
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
        "The spaces at the beginning of this line do not match those above, or a bracket or quote is still open",
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
