"""Between ``{{`` and ``}}``, only the name of a value and a simple filter: nothing that runs."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from press.content.expressions import FILTERS
from press.content.tree import Text
from press.content.values import LONGEST, fill, names
from press.problems import Place, Problem
from tests.hostile.hostile_workspaces import at_most, codes, judged, parsed
from tests.samples import brand

VALUES = {
    "practice": {"name": "Harbor Spine Clinic", "phone": "757-555-0142", "fax": None},
    "recipient": {"name": "Ann Lee"},
}

BOMBS = {
    "product": "{{ 'a' * 10**9 }}",
    "product of a list": "{{ [0] * 10**9 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "center": "{{ 'a' | center(10**9) }}",
    "format": "{{ '%0999999999d' | format(1) }}",
    "format of a text": "{{ '{:>999999999}'.format(1) }}",
    "lipsum": "{{ lipsum(n=10**6) }}",
    "join": "{{ range(10**7) | join('a') }}",
    "replace": "{{ 'aaaa' | replace('a', 'aaaa') | replace('a', 'aaaa') | replace('a', 'aaaa') }}",
    "ranges": "{% for a in range(9**5) %}{% for b in range(9**5) %}x{% endfor %}{% endfor %}",
    "doubling": "{% set x = 'aa' %}" + "{% set x = x ~ x %}" * 27 + "{{ x }}",
    "concatenation": "{{ 'a' ~ 'a' * 10**9 }}",
    "indent": "{{ 'a' | indent(10**9) }}",
    "wordwrap": "{{ 'a' | wordwrap(0) }}",
    "batch": "{{ range(10**8) | batch(1) | list }}",
    "macro": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "itself": "{% include 'x' %}",
    "parentheses": "{{ " + "(" * 2_400 + "practice.name" + ")" * 2_400 + " }}",
    "minus signs": "{{ " + "-" * 4_900 + "1 }}",
    "nots": "{{ " + "not " * 1_200 + "practice.name }}",
    "brackets": "{{ " + "[" * 4_900 + " }}",
    "dots": "{{ practice" + ".name" * 900 + " }}",
    "filters": "{{ practice.name" + "|upper" * 800 + " }}",
    "three hundred filters": "{{ practice.name" + "|upper" * 300 + " }}",
    "a long name": "{{ " + "a" * 4_900 + " }}",
    "too long a text": "{{ practice.name }}" + "a" * LONGEST,
}

ESCAPES = {
    "class": "{{ ''.__class__ }}",
    "bases": "{{ ().__class__.__base__.__subclasses__() }}",
    "class of a value": "{{ practice.name.__class__ }}",
    "class of the values": "{{ practice.__class__ }}",
    "item": "{{ practice['__class__'] }}",
    "item of a value": "{{ practice.name['__class__'] }}",
    "attr": "{{ practice | attr('__class__') }}",
    "map": "{{ [practice] | map(attribute='__class__') | list }}",
    "format of a class": "{{ '{0.__class__}'.format(practice) }}",
    "format_map": "{{ '{a.__class__}'.format_map(practice) }}",
    "globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{{ namespace(a=1) }}",
    "lipsum's globals": "{{ lipsum.__globals__ }}",
    "self": "{{ self.__init__ }}",
    "the template": "{{ self._TemplateReference__context }}",
    "method": "{{ practice.keys() }}",
    "method without a call": "{{ practice.items }}",
    "pop": "{{ practice.pop('name') }}",
    "call of a value": "{{ practice.name() }}",
    "test": "{{ practice.name is defined }}",
    "condition": "{{ practice.name if practice.fax else 'x' }}",
    "default": "{{ practice.fax | default('x') }}",
    "literal": "{{ 'text' }}",
    "number": "{{ 7 * 7 }}",
    "comparison": "{{ practice.name == 'x' }}",
    "list": "{{ [practice.name] }}",
    "mapping": "{{ {'a': practice.name} }}",
    "slice": "{{ practice.name[0:1] }}",
    "inline if": "{% if practice.name %}x{% endif %}",
    "import": "{% import 'os' as os %}",
    "extends": "{% extends 'x' %}",
    "raw": "{% raw %}{{ practice.name }}{% endraw %}",
    "do": "{% do practice.pop('name') %}",
    "trim marks": "{%- if 1 -%}x{%- endif -%}",
    "comment": "a{# hidden #}b",
    "half a comment": "a{# hidden",
    "half a statement": "a{% if",
    "half a value": "{{ practice.name",
    "nothing": "{{ }}",
    "safe": "{{ practice.name | safe }}",
    "xmlattr": "{{ practice | xmlattr }}",
    "pprint": "{{ practice | pprint }}",
    "filter block": "{% filter upper %}x{% endfilter %}",
}


def filled(text: str, values: Any = VALUES) -> tuple[str, list[Problem]]:
    result, problems = fill(Text(text, Place("x.yaml", 7, 11)), values)
    return result.text, problems


def test_there_are_bombs_and_escapes_enough() -> None:
    assert len(BOMBS) >= 11
    assert len(ESCAPES) >= 10


@pytest.mark.parametrize("text", [*BOMBS.values(), *ESCAPES.values()], ids=[*BOMBS, *ESCAPES])
def test_what_is_no_plain_value_is_refused_at_once(text: str) -> None:
    with at_most(2):
        result, problems = filled(text)
    assert codes(judged(tuple(problems))) <= {"V01", "V02", "F04"}
    assert result == text


@pytest.mark.parametrize("text", [*BOMBS.values(), *ESCAPES.values()], ids=[*BOMBS, *ESCAPES])
def test_the_names_are_read_off_without_running_anything(text: str) -> None:
    with at_most(2):
        assert all("(" not in name for name in names(Text(text, Place("x"))))


def test_an_expression_is_refused_in_every_field() -> None:
    """Titles and summaries hold values, too."""
    for field in ("title", "subtitle", "summary"):
        text = (
            f'title: a\n{field}: "{{{{ 7 * 7 }}}}"\nsections: [{{heading: a, body: b}}]\n'.replace(
                "title: a\ntitle", "title"
            )
        )
        _, problems = fill(parsed(text), brand().values)
        assert codes(judged(tuple(problems))) == {"V02"}


@pytest.mark.parametrize(
    "name",
    [
        "replace('a', 'b')",
        "trim('H')",
        "title(1)",
        "upper()",
        "upper(1)",
        "lower(s='x')",
        "trim(*[1])",
        "trim(**{})",
        "trim(practice.phone)",
        "upper(practice.name)",
        "safe",
        "length",
        "e",
    ],
)
def test_a_filter_takes_nothing(name: str) -> None:
    _, problems = filled(f"{{{{ practice.name | {name} }}}}")
    if name == "upper()":
        assert filled("{{ practice.name | upper() }}")[0] == "HARBOR SPINE CLINIC"
    else:
        assert codes(judged(tuple(problems))) == {"V02"}


@pytest.mark.parametrize(
    ("name", "result"),
    [("upper", "HARBOR SPINE CLINIC"), ("lower", "harbor spine clinic"),
     ("title", "Harbor Spine Clinic"),
     ("capitalize", "Harbor spine clinic"), ("trim", "Harbor Spine Clinic")],
)  # fmt: skip
def test_the_plain_filters_work(name: str, result: str) -> None:
    assert name in FILTERS
    assert filled(f"{{{{ practice.name | {name} }}}}") == (result, [])


class Tripwire:
    """An object that records every use of it."""

    def __init__(self) -> None:
        object.__setattr__(self, "sprung", [])

    def __getattr__(self, name: str) -> NoReturn:
        self.sprung.append(name)
        raise AttributeError(name)

    def __call__(self, *args: object) -> str:
        self.sprung.append("call")
        return "called"

    def __str__(self) -> str:
        self.sprung.append("str")
        return "text"

    __repr__ = __str__

    def __getitem__(self, key: object) -> str:
        self.sprung.append("item")
        return "item"

    def __len__(self) -> int:
        self.sprung.append("len")
        return 1

    def delete(self) -> str:
        self.sprung.append("delete")
        return "deleted"


@pytest.mark.parametrize(
    "text",
    ["{{ trip }}", "{{ trip.delete }}", "{{ trip.delete() }}", "{{ trip() }}", "{{ trip['a'] }}",
     "{{ trip | upper }}",
    "{{ trip | length }}",
     "{{ practice.trip }}", "{{ practice.trip.delete() }}", "{{ trip.name.first }}"],
)  # fmt: skip
def test_an_object_among_the_values_is_never_touched(text: str) -> None:
    trip = Tripwire()
    result, problems = filled(text, {"trip": trip, "practice": {"trip": trip}})
    assert codes(judged(tuple(problems))) <= {"V01", "V02", "F04"}
    assert result == text
    assert trip.sprung == []


def test_the_tripwire_can_be_sprung() -> None:
    trip = Tripwire()
    assert [str(trip), trip(), trip.delete(), trip["a"]] == ["text", "called", "deleted", "item"]
    assert (len(trip), hasattr(trip, "x")) == (1, False)
    assert trip.sprung == ["str", "call", "delete", "item", "len", "x"]


@pytest.mark.parametrize(
    "value",
    [
        "{{ 7 * 7 }}",
        "{% if 1 %}",
        "{{ practice.phone }}",
        "{# #}",
        "{{",
        "<b>",
        "&amp;",
        "a\nb",
        "\\n",
        "%s",
        "{0}",
    ],
)
def test_a_value_is_never_read_again(value: str) -> None:
    assert filled("{{ recipient.name }}", {"recipient": {"name": value}}) == (value, [])


PLACES = {
    "at the beginning": ("{{ practice.fone }}", 11 + 3),
    "after words": ("Call {{ practice.fone }}", 11 + 8),
    "after the same word outside": ("practice.fone is not {{ practice.fone }}", 11 + 24),
    "after a value that begins alike": ("{{ practice.phone }} {{ practice.fone }}", 11 + 24),
    "after a value that it begins": ("{{ practice.fonetic }} {{ practice.fone }}", 11 + 26),
    "with blanks": ("{{    practice.fone    }}", 11 + 6),
    "with a filter": ("{{ practice.fone | upper }}", 11 + 3),
    "with blanks round its dot": ("Call {{ practice . fone }}", 11 + 8),
}


@pytest.mark.parametrize(("text", "column"), PLACES.values(), ids=PLACES)
def test_an_unknown_name_is_reported_at_its_place(text: str, column: int) -> None:
    _, problems = filled(text)
    places = {
        (problem.code, problem.place.line, problem.place.column)
        for problem in problems
        if "'practice.fone'" in problem.message
    }
    assert places == {("V01", 7, column)}


LINES = """\
title: Pain
summary: >-
  Call us at
  {{ practice.fone }}.
sections:
  - heading: Call {{ practice.fone }}
    body: |
      First line.
      Call {{ practice.fone }} or
      **{{ practice.fone }}**.

      | a | b |
      |---|---|
      | c | {{ practice.fone }} |

      > [!TIP]
      > Call {{ practice.fone }}.
  - heading: "In \\"quotes\\" {{ practice.fone }}"
    body: "In quotes {{ practice.fone }}"
"""


def test_a_name_is_named_on_its_own_line_in_every_kind_of_text() -> None:
    """The last heading has escapes: its place is the beginning of the text."""
    _, problems = fill(parsed(LINES), brand().values)
    lines = LINES.split("\n")
    wanted = {
        (number, line.index("practice.fone") + 1)
        for number, line in enumerate(lines, 1)
        if "fone" in line
    }
    assert len(wanted) == 8
    places = {(problem.place.line, problem.place.column) for problem in judged(tuple(problems))}
    escaped = next(number for number, line in enumerate(lines, 1) if '\\"' in line)
    assert {place for place in places if place[0] != escaped} == {
        place for place in wanted if place[0] != escaped
    }
    assert {line for line, _ in places} == {line for line, _ in wanted}
