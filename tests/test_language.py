"""The code is written in plain technical English: names, sentences, units and errors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("press", "layouts", "tools", "benchmarks")
FILES = [ROOT / "make_pdf.py", *(file for name in FOLDERS for file in (ROOT / name).rglob("*.py"))]

# Words that name nothing: inside a one-line comprehension alone.
NAMELESS = {"one", "at", "made", "found", "said", "told"}
PARTICIPLES = NAMELESS - {"one", "at"}
LONGEST_LOOP = 3  # lines over which such a word may be a loop's variable
MOST_WORDS = 25  # of a sentence
RIDDLES = re.compile(
    r"\b(they|it) waits?\b|\bstands? (in|on|beside|there)\b|\bcomes? to lie\b"
    r"|\bwho (reads|has|gets|listens)\b|\bso many\b|somebody else's|\bis told of\b",
    re.IGNORECASE,
)
UNITS = re.compile(
    r"\b(points?|pt|inch(es)?|in|mm|millimet\w+|pixels?|seconds?|hours?|days?|degrees?|ounces?|oz"
    r"|shares?|factors?|scales?|ratios?|percent|units?|0 to 1|0–1|sizes? of text|body size|bytes"
    r"|lines? of body text|coordinates?|matrix|colou?rs?)\b|%",
    re.IGNORECASE,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Definition(NamedTuple):
    """A function, the docstring of its class, and where it is."""

    function: Function
    owner: str
    place: str
    public: bool


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in FILES:
        yield file, ast.parse(file.read_text(encoding="utf-8"))


TREES = list(trees())


def definitions() -> Iterator[Definition]:
    """Yield the functions of modules and the methods of classes, but no nested functions."""
    for file, tree in TREES:
        public_module = not file.name.startswith("_")
        for node in tree.body:
            if isinstance(node, Function):
                yield Definition(node, "", place(file, node), public_module and is_public(node))
            elif isinstance(node, ast.ClassDef):
                for method in (child for child in node.body if isinstance(child, Function)):
                    open_to_all = public_module and is_public(node) and is_public(method)
                    owner = ast.get_docstring(node) or ""
                    yield Definition(method, owner, place(file, method), open_to_all)


def place(file: Path, node: ast.stmt | ast.expr | ast.arg) -> str:
    return f"{file.relative_to(ROOT)}:{node.lineno}"


def is_public(node: Function | ast.ClassDef) -> bool:
    return not node.name.startswith("_")


def parameters(node: Function | ast.Lambda) -> Iterator[ast.arg]:
    arguments = node.args
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)


def docstrings() -> Iterator[tuple[str, str]]:
    for file, tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, Function | ast.ClassDef | ast.Module) and (
                text := ast.get_docstring(node)
            ):
                line = 1 if isinstance(node, ast.Module) else node.lineno
                yield f"{file.relative_to(ROOT)}:{line}", text


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text: a colon, a semicolon or a blank line ends one, too."""
    for paragraph in re.split(r"\n\s*\n", text):
        yield from re.split(r"(?<=[.:;?!])\s+", " ".join(paragraph.split()))


def test_there_is_something_to_judge() -> None:
    assert len(FILES) >= 250
    assert len(list(docstrings())) >= 2_000
    assert len(list(definitions())) >= 2_000


def test_no_parameter_names_nothing() -> None:
    wrong = [
        f"{place(file, argument)}: {argument.arg}"
        for file, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, Function | ast.Lambda)
        for argument in parameters(node)
        if argument.arg in NAMELESS
    ]
    assert not wrong, "\n".join(wrong)


def test_no_module_names_nothing() -> None:
    assert not [file for file in FILES if file.stem in NAMELESS]


def test_no_loop_of_several_lines_has_a_variable_that_names_nothing() -> None:
    wrong = [
        f"{place(file, node)}: {name.id}"
        for file, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.For) and (node.end_lineno or 0) - node.lineno >= LONGEST_LOOP
        for name in ast.walk(node.target)
        if isinstance(name, ast.Name) and name.id in NAMELESS
    ]
    assert not wrong, "\n".join(wrong)


def test_no_public_function_is_named_by_such_a_word() -> None:
    wrong = [
        f"{definition.place}: {name}"
        for definition in definitions()
        if definition.public and (name := definition.function.name)
        if name in NAMELESS or PARTICIPLES & set(name.split("_"))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_sentence_of_a_docstring_is_too_long() -> None:
    wrong = [
        f"{where}: {len(sentence.split())} words: {sentence}"
        for where, text in docstrings()
        for sentence in sentences(text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert not wrong, "\n".join(wrong)


def test_no_docstring_is_a_riddle() -> None:
    wrong = [
        f"{where}: {match[0]}" for where, text in docstrings() if (match := RIDDLES.search(text))
    ]
    assert not wrong, "\n".join(wrong)


def test_public_functions_with_a_float_give_its_unit() -> None:
    judged, wrong = 0, []
    for definition in definitions():
        function = definition.function
        annotations = [argument.annotation for argument in parameters(function)]
        if not definition.public or not any(map(is_float, [*annotations, function.returns])):
            continue
        judged += 1
        text = f"{ast.get_docstring(function) or ''} {definition.owner}"
        if not UNITS.search(text):
            wrong.append(f"{definition.place}: {function.name}")
    assert judged >= 100
    assert not wrong, "\n".join(wrong)


def is_float(annotation: ast.expr | None) -> bool:
    """True for ``float`` alone, or with None or in a tuple."""
    return annotation is not None and bool(re.search(r"\bfloat\b", ast.unparse(annotation)))


def test_public_functions_that_raise_say_what() -> None:
    judged, wrong = 0, []
    for definition in definitions():
        names = set(raised(definition.function))
        if not definition.public or not names:
            continue
        judged += 1
        text = f"{ast.get_docstring(definition.function) or ''} {definition.owner}"
        if "rais" not in text.lower():
            wrong.append(f"{definition.place}: {definition.function.name} raises {names}")
    assert judged >= 40
    assert not wrong, "\n".join(wrong)


def raised(function: Function) -> Iterator[str]:
    """Yield the names of the exceptions that a function itself raises."""
    for node in ast.walk(function):
        if isinstance(node, ast.Raise) and node.exc is not None:
            name = ast.unparse(node.exc).partition("(")[0]
            if name[:1].isupper() and name not in ("NotImplementedError", "AssertionError"):
                yield name


@pytest.mark.parametrize("name", ["docs/develop/style.md"])
def test_the_style_guide_names_the_words(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert all(f"`{word}`" in text for word in NAMELESS)
