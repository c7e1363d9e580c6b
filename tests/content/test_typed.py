"""What is typed in a body is printed, or is a problem: no mark of Markdown vanishes unseen."""

from __future__ import annotations

import json

import pytest
from markdown_it.rules_inline import StateInline

from press.content import markdown
from press.content.handout import parse_handout
from press.content.tree import leaves, printed_text
from press.content.typed_marks import first_difference
from press.problems import ContentError, Problem
from tests.samples import EVERYTHING


def problems_of(body: str) -> list[Problem]:
    content = {"title": "T", "sections": [{"heading": "H", "body": body}]}
    return problems_in(json.dumps(content))


def problems_in(source: str) -> list[Problem]:
    try:
        parse_handout("made.yaml", source.encode())
    except ContentError as caught:
        return list(caught.problems)
    return []


def printed(body: str) -> str:
    content = {"title": "T", "sections": [{"heading": "H", "body": body}]}
    section = parse_handout("made.yaml", json.dumps(content).encode()).sections[0]
    return "".join(leaf.text for leaf in leaves(section.body))


VANISHING = [
    # marks inside numbers and words
    "Take 2*1*0 tablets", "Take 1*2*3 mg", "Take 2**1**0 tablets", "*Note: take 1*2 tablets*",
    "x*2* daily", "un*believ*able", "Dose: 5*mg* now", "2 *3* 4", "Use 1***2***3",
    # blanks to write on
    "Phone: (___) ___-____", "Phone: (__) __-__", "____Date:____", "Name ___Mary___",
    # entities, and a backslash before what is no mark
    "BP &lt; 120", "5&nbsp;mg", "Fish &amp; chips", "5 &#176;C", "5 &#xB0;C", "&frac12; tablet",
    "\\\\server\\share", "5` and 6` of it",
    # signs at the beginning of a line
    "Between 2\n- 5 mg", "Take 1\n+ 2 tablets", "Take 2\n* 3 tablets", "we call you\n- if we can",
    "Number\n1. is here", "the year\n1) of it", "+ 2 tablets", "+ less pain\n- more cost",
    # steps that would be numbered anew
    "1. wash\n3. rinse\n5. stop", "3. three\n2. two\n1. one", "5. a\n5. b\n7. c", "01. wash",
    "### Room #",
]  # fmt: skip


@pytest.mark.parametrize("body", VANISHING)
def test_what_would_change_on_paper_is_a_problem(body: str) -> None:
    assert {problem.code for problem in problems_of(body)} == {"T03"}
    assert {problem.code for problem in problems_of(f"Before.\n\n{body}\n\nAfter.")} == {"T03"}


STRANGE = [
    # HTML
    "Rest <!-- check with Dr. B --> now", "<!-- a\nlong note -->", "one<br>two", "one<br/>two",
    "<b>Stop</b>", "<script>alert(1)</script>", '<span style="color:red">x</span>', "a</p>",
    "<BR />", '<a href="https://www.example.com">x</a>', "<o:p></o:p>", "<!DOCTYPE html>",
    "| a | b |\n|---|---|\n| one<br>two | c |", "<?xml version='1.0'?>", "H<sub>2</sub>O",
    # other kinds of Markdown
    "~~old~~ new", "H~2~O", "x^2^", "==now==", "++now++", "See.[^1]\n\n[^1]: A note",
    "See ^[a note]",
    "Title\n===", "Title\n=", "Text\n--", "Term\n: What it means", "Term\n\n:   What it means",
    "Text {.class}", "### Title {#id}", "Text {: .x}", "Picture {width=50%}",
    "[a]: https://www.example.com", "See [a].\n\n[a]: <https://www.example.com>",
    "[//]: # (a comment)", "![][ref]", "![A spine] (spine.svg)", "[[Page]]", "[TOC]", "%% note %%",
    ":warning: Stop", "::: note\nStop\n:::", "!!! note\n    Stop", "##Title", "###Title",
    "[!WARNING]\nCall us.", "> [!NOTE]\n> one\n> [!TIP]\n> two", "- [ ]card\n- [] list",
    "[ ] a card", "**Warning: **Stop it.", "** Stop ** it.", "*[MRI]: a picture",
    "| a | b |\n|---|---|\n| c | d |\nCall us now.", "a | b\n---|---|---\nc | d",
    # bullets
    "– rest\n– ice", "– rest", "— rest\n— ice", "o rest\no ice", "o rest", "a. rest\nb. ice",
    "a) rest\n\nb) ice", "(a) rest\n(b) ice", "A. rest\nB. ice", "i. rest\nii. ice",
    "· rest\n· ice",
    "➢ rest\n➢ ice", "✓ rest", "*Rest\n*Ice", "+Rest\n+Ice", "(1) rest\n(2) ice",
    "- rest\n  – more\n  – yet more",
    "§ rest", "‣ rest", "− rest\n− ice", "–rest\n–ice", "> [!NOTE]\n> – rest\n> – ice",
]  # fmt: skip


@pytest.mark.parametrize("body", STRANGE)
def test_what_would_be_printed_letter_for_letter_is_a_problem(body: str) -> None:
    found = problems_of(body)
    assert {problem.code for problem in found} <= {"T03", "T04"}
    assert found
    assert all(problem.hint for problem in found)


RIGHT = [
    "BP < 120", "people <65 years", "a < b > c", "x<y and y>z", "BP <120/80>", "Call <your name>",
    "**F**ace, **A**rm, **S**peech, **T**ime", "Take **20**mg", "Take *two* tablets",
    "vitamin B**12**",
    "5 * 3 = 15", "5*3", "ibuprofen* or aspirin**", "2_1_0", "snake_case_name", "Take __ tablets",
    "Name: ____", "between 2 - 5 mg", "Bring:\n- a card\n- shoes", "Bring these\n- a card\n- shoes",
    "1. one\n1. two\n1. three", "7. wash\n8. rinse", "1) wash\n2) rinse", "in the year\n2024. Then",
    "C:\\Users", "\\*not italic\\*", "a \\_ b", "1\\. one", "5 \\> 3", "AT&T; R&D",
    "~5 mg to ~10 mg",
    "10^9 cells", "a = b", "Hours: 8:30: closed", "{{ practice.name }} *now*", "a | b",
    "See <https://www.example.com> or <desk@example.com>.", "`2*1*0` and `<b>`",
    "***very***", "_slanted_ and __bold__", "*(see below)*", "_(see below)_", "### Title ###",
    "vida\no muerte", "a las 8\na. m.", "Rest\n– if you can –\nand walk", "[not a link] here",
    "[name]: fill it in", "A. Smith, MD, will call.", "The pain scale is 0–10.", "– 5 °C"[2:],
    "Ask for Dr. o Brien", "#1 rule: rest", "Q: why?\nA: because", "Is it so?!", "word\\\nnext",
    "one  \ntwo", "    indented by four", "- a\n\n      far in", "- 5 mg\n- 10 mg", "\\$5 and 5\\%",
    "- a\n  wrapped\n- b\n  1. c\n  2. d", "> [!TIP] Rest\n> **now**", "- [x] **done** it",
    "![A spine](spine.svg \"Seen from the *side*\")", "[a **b** c](https://www.example.com/a_b_c*d*e)",
    "| a | b |\n|--|:-:|\n| **c** | 2 \\| 3 |", "* one\n* two", "[text \\[1\\]](https://www.example.com)",
    "[a (b)](https://www.example.com/x_(y)_z)", "(*) see below", "Take 1/2 * 2", "a*", "50% - 60%",
    "Tel. 757-555-0142 (*not* at night)", "10. ten\n11. eleven", "1. a\n   - b\n\n   more\n2. c",
]  # fmt: skip


@pytest.mark.parametrize("body", [*RIGHT, *EVERYTHING.values()])
def test_what_is_right_is_not_refused(body: str) -> None:
    assert [problem.line() for problem in problems_of(body)] == []


def test_text_stays_as_it_was_typed() -> None:
    for body in ("BP < 120", "2_1_0", "5 * 3 * 2", "AT&T; R&D", "in the year\n2024. Then"):
        assert printed(body) == body.replace("\n", " ")
    assert printed("\\*a\\* **b** `2*1*0`") == "*a* b 2*1*0"


FOLDED = [
    "body: >\n  Bring:\n  - a card\n  - shoes\n",
    "body: >-\n  - a card\n  - shoes\n",
    "body: >\n  Text.\n\n  1. wash\n  2. rinse\n",
    "body: >\n  > [!WARNING]\n  > Call us.\n",
    "body: >\n  | a | b |\n  |---|---|\n  | c | d |\n",
    "body: >\n  ### Title\n  Text\n",
    "body: >\n  • a card\n  • shoes\n",
    "body: Bring\n  - a card\n  - shoes\n",
    'body: "Bring\n  - a card\n  - shoes"\n',
]


@pytest.mark.parametrize("body", FOLDED)
def test_a_list_whose_lines_yaml_joins_is_a_problem(body: str) -> None:
    indented = body.replace("\n", "\n    ").rstrip()
    found = problems_in(f"title: T\nsections:\n  - heading: H\n    {indented}\n")
    assert {problem.code for problem in found} == {"T03"}


def test_folded_prose_is_right() -> None:
    for body in (
        "body: >\n  Take between 3\n  - 5 mg of it\n  a day.\n",
        "body: >\n  - a card\n    in your pocket\n  - shoes\n"[:31] + "\n",
        "body: >\n  One.\n\n  - a card\n\n  - shoes\n",
        "body: |\n  - a card\n  - shoes\n",
        'body: "- a card\\n- shoes"\n',
    ):
        indented = body.replace("\n", "\n    ").rstrip()
        assert not problems_in(f"title: T\nsections:\n  - heading: H\n    {indented}\n")


def test_a_surprise_of_the_parser_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison does not ask the parser: a rule that drops a sign is seen."""
    plain, parser = markdown._parser(), markdown._parser.__wrapped__()

    def drop(state: StateInline, silent: bool) -> bool:
        dropped = state.src.startswith("%", state.pos)
        state.pos += dropped
        return dropped

    parser.inline.ruler.before("escape", "dropped", drop)
    parser.inline.ruler.disable("text")
    for chosen, problems in ((plain, 0), (parser, 1)):
        monkeypatch.setattr(markdown, "_parsed", {})
        monkeypatch.setattr(markdown, "_parser", lambda chosen=chosen: chosen)
        assert len(problems_of("Only 5 % of **all**")) == problems
        assert not problems_of("Only 5 of **all**")


@pytest.mark.parametrize("construct", EVERYTHING)
def test_a_word_that_is_lost_or_changed_is_found(construct: str) -> None:
    body = EVERYTHING[construct]
    content = {"title": "T", "sections": [{"heading": "H", "body": body}]}
    blocks = parse_handout("made.yaml", json.dumps(content).encode()).sections[0].body
    text = "".join(printed_text(blocks).split())
    assert first_difference(body, text) is None
    letters = [index for index, char in enumerate(text) if char.isalpha()]
    for index in letters[:: max(1, len(letters) // 20)]:
        lost = text[:index] + text[index + 1 :]
        if lost != text[: index + 1] + text[index + 2 :]:
            assert first_difference(body, lost) is not None
        assert first_difference(body, text[:index] + "ß" + text[index + 1 :]) is not None


def test_the_place_is_that_of_the_mark() -> None:
    source = "title: T\nsections:\n  - heading: H\n    body: |\n      First.\n\n      Take 2*1*0.\n"
    (problem,) = problems_in(source)
    assert (problem.place.line, problem.place.column) == (7, 13)
