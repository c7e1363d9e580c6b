"""Markup in typed text and in names, colours, links: letters on paper or a problem, never code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab import rl_config

from press.content.handout import Handout
from press.content.tree import leaves
from press.typeset import reportlab_settings
from tests.hostile.hostile_workspaces import (
    as_yaml,
    brand_of,
    built,
    codes,
    parsed,
    pdf_of,
    practice,
    refused,
    with_value,
)
from tests.samples import KINDS, STOCK, brand, compose, reader, squeezed, text_of

MARKUP = (
    "<b>bold</b>", "&amp;", "&lt;b&gt;", "&#65;", '<img src="x.png"/>',
    "<font color='red'>red</font>",
    "<font size=0>hidden</font>", "]]>",
    "<![CDATA[x]]>", "<!-- hidden -->", "<para>x</para>", "<br/>", "<seq/>",
    "<seq template='%(x)9s'/>", "<onDraw name='x'/>",
    "</b>",
    "<Ltd>", "Smith & Sons <Ltd>", "BP < 120", "a > b", '<a href="javascript:alert(1)">x</a>',
    "<script>alert(1)</script>",
    "<u>x</u>",
    "<super>2</super>", "&#1114112;", "<greek>a</greek>", "<nobr>x", "%(x)s", "{0}", "$x", "\\n",
    "<index item='x'/>",
    "<unknown x=y>",
)  # fmt: skip
MARKDOWN = (
    "**bold**",
    "*a*",
    "_a_",
    "[a](b)",
    "# a",
    "- a",
    "1. a",
    "> a",
    "![a](b)",
    "| a |",
    "`a`",
    "***",
    "- [ ] a",
    "{{ a }}",
    "{% a %}",
)

BODIES = {
    "a paragraph": "Call «{{ recipient.name }}» now.",
    "strong": "Call **«{{ recipient.name }}»** now.",
    "emphasis": "Call *«{{ recipient.name }}»* now.",
    "a list": "- «{{ recipient.name }}»",
    "steps": "1. «{{ recipient.name }}»",
    "a check box": "- [ ] «{{ recipient.name }}»",
    "a table": "| a | b |\n|---|---|\n| c | «{{ recipient.name }}» |",
    "a box": "> [!WARNING]\n> «{{ recipient.name }}»",
    "a smaller heading": "### «{{ recipient.name }}»",
    "a link": "[«{{ recipient.name }}»](https://www.example.com)",
}


def shown(handout: Handout, layout: str = "faq-sheet") -> str:
    return squeezed(text_of(compose(handout, layout).data))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_value_is_letters_in_every_place(body: str) -> None:
    """All of them in one value; the value is on the page once, unchanged."""
    value = " ~ ".join((*MARKUP, *MARKDOWN))
    text = shown(with_value(body, value, brand()))
    assert text.count(f"«{squeezed(value)}»") == 1


@pytest.mark.parametrize("value", [*MARKUP, *MARKDOWN])
def test_a_value_alone_is_letters(value: str) -> None:
    """Alone, because some markup has a meaning only at the beginning of a line."""
    assert f"now:{squeezed(value)}and" in shown(
        with_value("{{ recipient.name }}\n\nnow: {{ recipient.name }}\nand", value, brand())
    )
    handout = with_value("{{ recipient.name }}", value, brand())
    assert [leaf.text for leaf in leaves(handout.sections[0].body)] == [value]


@pytest.mark.parametrize("layout", KINDS)
@pytest.mark.parametrize("text", MARKUP)
def test_what_was_typed_in_a_line_is_letters(text: str, layout: str) -> None:
    fields = f"subtitle: {as_field(text)}\nsummary: {as_field(text)}\nform: {as_field(text)}\n"
    handout = parsed(fields + as_yaml(title=f"«{text}»", heading=f"»{text}«"))
    page = shown(handout, layout)
    assert page.count(f"«{squeezed(text)}»") == 1
    assert page.count(f"»{squeezed(text)}«") == 1
    assert page.count(squeezed(text)) >= 5


def as_field(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


HTML = {  # in a body a problem: the author means more than its letters
    "<b>bold</b>", "&amp;", "&lt;b&gt;", "&#65;", '<img src="x.png"/>', "<![CDATA[x]]>", "</b>",
    "<font color='red'>red</font>", "<font size=0>hidden</font>", "<!-- hidden -->", "<br/>",
    '<a href="javascript:alert(1)">x</a>', "<script>alert(1)</script>", "<u>x</u>", "<nobr>x",
}  # fmt: skip


@pytest.mark.parametrize("text", sorted(HTML))
def test_html_in_a_body_is_refused_and_never_printed(text: str) -> None:
    assert codes(refused(lambda: parsed(as_yaml(body=f"Take «{text}» now.")))) == {"T03"}


@pytest.mark.parametrize(
    "text",
    [text for text in MARKUP if text not in HTML and not re.search(r"&#?\w+;|\\|`|\[", text)],
)
def test_what_was_typed_in_a_body_is_letters(text: str) -> None:
    """What is no HTML is left alone."""
    assert shown(parsed(as_yaml(body=f"Take «{text}» now."))).count(f"«{squeezed(text)}»") == 1


@pytest.mark.parametrize("layout", KINDS)
def test_what_a_practice_is_called_is_letters(layout: str, tmp_path: Path) -> None:
    odd = "Smith & Sons <b>Ltd</b> &amp; ]]>"
    practice(
        tmp_path,
        name=odd,
        tagline=f"«{odd}»",
        hours=[{"days": odd, "times": f"»{odd}«"}],
        address={"street": odd, "city": odd},
        other_phones=[{"label": odd, "number": "757-555-0100"}],
    )
    composed = compose(parsed(as_yaml(body="It.")), layout, brand_of(tmp_path))
    page = squeezed(text_of(composed.data))
    assert page.count(squeezed(odd)) >= 5
    assert f"»{squeezed(odd)}«" in page


def test_a_row_with_more_cells_than_its_table_loses_none() -> None:
    problems = refused(lambda: parsed(as_yaml(body="| Day |\n|---|\n| 1 | Take two |")))
    assert codes(problems) == {"T03"}


# Colours

COLORS = (
    "__import__('os').system('id')", "[[[getattr(pow,Word('__globals__'))['os'].system('id')]]]",
    "red", "rgb(0,0,0)",
    "rgba(0,0,0,.5)",
    "cmyk(0,0,0,1)", 'HexColor("#000000")', "toColor(toColor('red'))", "setColors(black='white')",
    "describe(red)",
    "-" * 200, "#12345",
    "#1234567", "#12345g", "0x123456", "#１２３４５６", "#123456\n", " ", "url(#a)", "transparent",
    "None",
    "#123456 onload=x", "{{ practice.name }}",
)  # fmt: skip


def test_there_are_colours_enough() -> None:
    assert len(COLORS) >= 12


@pytest.mark.parametrize("role", ["primary", "accent", "ink", "tint"])
@pytest.mark.parametrize("color", [color for color in COLORS if color.strip() == color and color])
def test_a_colour_that_is_none_is_refused(color: str, role: str, tmp_path: Path) -> None:
    problems = refused(lambda: brand_of(practice(tmp_path, colors={role: color})))
    assert codes(problems) <= {"F05", "F04", "V02"}
    assert "F05" in codes(problems) or len(color) > 200


@pytest.mark.parametrize("color", ["#123456\n", " ", ""])
def test_a_colour_with_blanks_is_a_colour_or_refused(color: str, tmp_path: Path) -> None:
    folder = practice(tmp_path, colors={"ink": color})
    if color.strip() == "#123456":
        assert brand_of(folder).colors.ink == "#123456"
    else:
        assert codes(refused(lambda: brand_of(folder))) <= {"F02", "F05"}


@pytest.mark.parametrize("wrong", ["red", ["#123456"], {"red": 1}, None, 123456, True])
def test_colours_of_the_wrong_kind_raise_nothing_else(wrong: Any, tmp_path: Path) -> None:
    for colors in (wrong, {"ink": wrong}):
        folder = practice(tmp_path, colors=colors)
        if wrong is None:
            assert brand_of(folder).colors.ink == "#1d2529"
        else:
            wrong_codes = {"F01", "F03", "F05"}
            assert codes(refused(lambda where=folder: brand_of(where))) <= wrong_codes  # type: ignore[misc]


def test_no_colour_is_ever_evaluated() -> None:
    assert "rl_config" in vars(reportlab_settings)
    assert rl_config.toColorCanUse is None
    assert rl_config.trustedHosts is None


# Links

WRONG_LINKS = (
    "javascript:alert(1)", "JavaScript:alert(1)", "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)", "vbscript:x",
    "data:text/html,x",
    "file:///etc/passwd", "file:x", "FILE:///x", "//example.com/x", "/x", "x.pdf", "../x.pdf", "#x",
    "#", "", "http:",
    "https:", "https://", "http:///x",
    "mailto:", "tel:", "ftp://example.com/x", "smb://host/x", "ms-word:ofe|u|x", "blob:x",
    "about:blank", "www.example.com",
    "%6aavascript:x",
    "x-https://example.com", "https:example.com", "?https://example.com",
)  # fmt: skip
RIGHT_LINKS = (
    "https://www.example.com", "http://example.com/a?b=c&d=e#f", "HTTPS://EXAMPLE.COM",
    "mailto:desk@example.com",
    "tel:+17575550100",
    "https://example.com/(a)", "https://example.com/a%20b", "https://exämple.com/ü",
)  # fmt: skip


@pytest.mark.parametrize("link", [link for link in WRONG_LINKS if link])
@pytest.mark.parametrize(
    "written",
    [lambda link: f"See [this]({link}).", lambda link: f"See [this](<{link}>)."],
    ids=["plain", "in angles"],
)
def test_a_link_that_leads_elsewhere_is_refused(link: str, written: Callable[[str], str]) -> None:
    assert codes(refused(lambda: parsed(as_yaml(body=written(link))))) == {"T04"}


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.com/x", "file:///etc/passwd", "data:text/html,x"]
)
def test_a_bare_link_that_leads_elsewhere_is_refused(link: str) -> None:
    assert codes(refused(lambda: parsed(as_yaml(body=f"See <{link}>.")))) == {"T04"}


@pytest.mark.parametrize(
    "body",
    [
        "See [](https://www.example.com).",
        "See [ ](https://www.example.com).",
        "See [this]().",
        "See [this]( ).",
    ],
)
def test_a_link_without_words_or_address_is_refused(body: str) -> None:
    assert codes(refused(lambda: parsed(as_yaml(body=body)))) == {"T04"}


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///x",
        "data:,x",
        "https://",
        "https://a b.com",
        "ftp://example.com",
        "https://example",
    ],
)
def test_the_practice_has_no_other_addresses(link: str, tmp_path: Path) -> None:
    assert codes(refused(lambda: brand_of(practice(tmp_path, website=link)))) == {"F07"}
    assert codes(refused(lambda: brand_of(practice(tmp_path, qr=link)))) <= {"F03", "F07"}


@pytest.mark.parametrize("layout", KINDS)
def test_a_pdf_leads_nowhere_else(layout: str) -> None:
    body = "\n\n".join(f"[«{number}»]({link})" for number, link in enumerate(RIGHT_LINKS))
    links = targets(compose(parsed(as_yaml(body=body)), layout).data)
    assert len(links) >= len(RIGHT_LINKS)
    assert all(re.match(r"(?i)(https?://|mailto:|tel:)", target) for target in links)
    for link in RIGHT_LINKS[:5]:
        assert link in links


def test_the_stock_leads_nowhere_else(tmp_path: Path) -> None:
    for file in sorted((STOCK / "handouts").glob("*.yaml")):
        folder = practice(tmp_path / file.stem, website="https://www.example.com")
        assert built(folder, file.read_text(encoding="utf-8")) == []
        for pdf in (tmp_path / file.stem / "out").glob("*.pdf"):
            assert all(
                re.match(r"(https?://|mailto:|tel:)", target)
                for target in targets(pdf.read_bytes())
            )


def targets(pdf: bytes) -> list[str]:
    """Return the targets of a PDF's links; fail at an action that is no link."""
    links = []
    for page in reader(pdf).pages:
        for reference in page.get("/Annots", ()):
            annotation = reference.get_object()
            assert annotation["/Subtype"] == "/Link"
            assert annotation["/A"]["/S"] == "/URI"
            links.append(str(annotation["/A"]["/URI"]))
    return links


def test_a_pdf_runs_nothing(tmp_path: Path) -> None:
    assert built(practice(tmp_path), as_yaml(body="[a](https://www.example.com)")) == []
    root = reader(pdf_of(tmp_path)).root_object
    assert "/Pages" in root
    for key in ("/OpenAction", "/AA", "/AcroForm"):
        assert key not in root
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {}))


# Parts of ReportLab that must never be used

NEVER_USED = (
    "Macro",
    "docEval",
    "docExec",
    "FontFinder",
    "drawInlineImage",
    "UnicodeCIDFont",
    "rl_safe_eval",
    "rl_safe_exec",
    "doForm",
    "beginForm",
)


def test_the_dangerous_parts_of_reportlab_are_not_used() -> None:
    sources = [*(STOCK / "press").rglob("*.py"), *(STOCK / "layouts").glob("*.py")]
    assert len(sources) > 25
    assert any("reportlab" in source.read_text(encoding="utf-8") for source in sources)
    used = [
        (source.name, name)
        for source in sources
        for name in NEVER_USED
        # A definition of that name refuses it.
        if re.search(rf"(?<!def )\b{name}\b", source.read_text(encoding="utf-8"))
    ]
    assert used == []
