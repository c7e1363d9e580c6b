"""From a font's tables to text: CMaps, encodings, and the names of glyphs."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from press.pdf.values import Dictionary
from press.proof.cmaps import MAX_ENTRIES, read_cmap
from press.proof.fonts import FontInfo, read_font


def made(value: object) -> object:
    """Return pypdf's object for a value; a text with a slash is a name, bytes are a stream."""
    if isinstance(value, dict):
        return DictionaryObject({NameObject(f"/{key}"): made(one) for key, one in value.items()})
    if isinstance(value, list):
        return ArrayObject(made(one) for one in value)
    if isinstance(value, int):
        return NumberObject(value)
    if isinstance(value, bytes):
        stream = DecodedStreamObject()
        stream.set_data(value)
        return stream
    assert isinstance(value, str)
    return NameObject(value) if value.startswith("/") else TextStringObject(value)


def font(**entries: object) -> FontInfo:
    """Return a font, read back from a file as all fonts are."""
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.root_object[NameObject("/Font")] = made(entries)
    out = io.BytesIO()
    writer.write(out)
    return read_font(Dictionary(PdfReader(out).root_object).dictionary("Font"))


GLYPH_NAMES = ("/f_i", "/uni00410042", "/u1F600", "/a.alt", "/g17")


@pytest.mark.parametrize(
    ("entries", "string", "text"),
    [
        ({"Subtype": "/Type1", "Encoding": "/WinAnsiEncoding"}, b"a\x92\x95", "a\u2019\u2022"),
        ({"Subtype": "/TrueType", "Encoding": "/MacRomanEncoding"}, b"\x8e", "\u00e9"),
        ({"Subtype": "/Type1"}, b"'\x0f", "\u2019\ufffd"),  # StandardEncoding
        ({"Subtype": "/Type1", "BaseFont": "/Symbol"}, b"m", "\u03bc"),
        ({"Subtype": "/TrueType", "FontDescriptor": {"Flags": 4}}, b"a", "\ufffd"),
        ({"Subtype": "/Type3", "Encoding": {"Differences": [97, "/alpha"]}}, b"ab", "\u03b1\ufffd"),
        (
            {"Subtype": "/Type1", "Encoding": {"Differences": [1, *GLYPH_NAMES]}},
            b"\1\2\3\4\5",
            "fiAB\U0001f600a\ufffd",
        ),
        ({"Subtype": "/Type0", "Encoding": "/Identity-H"}, b"\0a", "\ufffd"),
        ({"Subtype": "/Type0", "Encoding": "/UniJIS-UTF16-H"}, b"\x30\x42", "\u3042"),
        ({"Subtype": "/Type0", "Encoding": "/90ms-RKSJ-H"}, b"\x82\xa0A", "\u3042A"),
        (
            {
                "Subtype": "/Type0",
                "Encoding": "/Identity-H",
                "DescendantFonts": [{"CIDSystemInfo": {"Ordering": "Japan1"}}],
            },
            b"\0a",
            "\u3013",
        ),
        (
            {
                "Subtype": "/Type0",
                "Encoding": b"begincodespacerange <00> <ff> endcodespacerange",
                "ToUnicode": b"1 beginbfchar <61> <0062> endbfchar",
            },
            b"a",
            "b",
        ),
        ({}, b"a", "\u0061"),
    ],
)
def test_text_of_a_string(entries: dict[str, object], string: bytes, text: str) -> None:
    assert font(**entries).decode(string) == text


def test_what_is_embedded() -> None:
    assert not font(Subtype="/Type1", BaseFont="/Helvetica-Bold").embedded
    assert not font(Subtype="/TrueType", BaseFont="/ABCDEF+Arial").embedded
    assert font(Subtype="/TrueType", BaseFont="/ABCDEF+Arial").name == "Arial"
    assert font(Subtype="/Type3").embedded
    assert font(
        Subtype="/Type0", DescendantFonts=[{"FontDescriptor": {"FontFile3": b"x"}}]
    ).embedded


@pytest.mark.parametrize(
    ("program", "texts"),
    [
        (b"beginbfchar <01> <0041> <02><00420043> endbfchar", {1: "A", 2: "BC"}),
        (b"beginbfrange <01> <03> <0041> endbfrange", {1: "A", 2: "B", 3: "C"}),
        (b"beginbfrange <01> <02> [<0041> <0042> <0043>] endbfrange", {1: "A", 2: "B"}),
        (b"beginbfrange <03> <01> <0041> endbfrange", {}),
        (b"beginbfchar <01> endbfchar beginbfrange <01> <02> endbfrange", {}),
        (b"beginbfchar < 0 1 > <00 41> endbfchar", {1: "A"}),
        (b"beginbfrange <00> <01> <FFFF> endbfrange", {0: "\uffff", 1: "\ufffd"}),
        (b"beginbfchar [<01>] <0041> endbfchar", {}),
        (b"", {}),
    ],
)
def test_the_program_of_a_cmap(program: bytes, texts: dict[int, str]) -> None:
    assert read_cmap(program).texts == texts


def test_a_cmap_without_end_is_none() -> None:
    assert read_cmap(b"beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange").texts == {}
    assert (
        len(read_cmap(b"beginbfrange <0000> <FFFF> <0041> endbfrange").texts)
        == 0x10000
        < MAX_ENTRIES
    )
