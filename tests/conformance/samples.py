"""From plain data to a small tagged PDF, and to the same PDF with a single defect.

It is independent of ``press/`` on purpose: it tests the validators. A PDF object is plain Python: a
dict, a list, a number or a string of PDF syntax; ``"&name"`` refers to the object of that name. So
a defect is one line that changes the data before they are written.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from PIL import ImageCms, ImageFont

FONT = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "NotoSans-Regular.ttf"


@dataclass
class Sample:
    """The objects of a file by name; ``streams`` has the bytes of those that are streams."""

    objects: dict[str, dict[str, Any]] = field(default_factory=dict)
    streams: dict[str, bytes] = field(default_factory=dict)
    trailer: dict[str, Any] = field(default_factory=dict)
    stream_end: bytes = b"\nendstream"

    def __getitem__(self, name: str) -> dict[str, Any]:
        return self.objects[name]

    def replace(self, name: str, old: bytes, new: bytes) -> None:
        """Replace a part of a stream, which must occur in it once."""
        assert self.streams[name].count(old) == 1, f"{old!r} is not in {name} once"
        self.streams[name] = self.streams[name].replace(old, new)


class Element(NamedTuple):
    """One row of the structure tree."""

    name: str
    role: str
    parent: str
    more: Mapping[str, Any] = MappingProxyType({})


class Piece(NamedTuple):
    """A run of text of one element on one page, or a drawing with ``paint``.

    Pieces are in reading order; ``page`` is from 0.
    """

    element: str
    page: int
    text: str
    paint: bytes = b""


ELEMENTS = (
    Element("document", "Document", "root"),
    Element("title", "H1", "document"),
    Element("paragraph", "P", "document"),
    Element("link", "Link", "paragraph"),
    Element("subtitle", "H2", "document"),
    Element("list", "L", "document", {"A": {"O": "/List", "ListNumbering": "/Disc"}}),
    Element("item1", "LI", "list"),
    Element("label1", "Lbl", "item1"),
    Element("body1", "LBody", "item1"),
    Element("item2", "LI", "list"),
    Element("label2", "Lbl", "item2"),
    Element("body2", "LBody", "item2"),
    Element("table", "Table", "document"),
    Element("row1", "TR", "table"),
    Element("head1", "TH", "row1", {"A": {"O": "/Table", "Scope": "/Column"}}),
    Element("head2", "TH", "row1", {"A": {"O": "/Table", "Scope": "/Column"}}),
    Element("row2", "TR", "table"),
    Element("cell1", "TD", "row2"),
    Element("cell2", "TD", "row2"),
    Element(
        "figure",
        "Figure",
        "document",
        {"Alt": "(A square)", "A": {"O": "/Layout", "BBox": [72, 200, 112, 240]}},
    ),
)

PIECES = (
    Piece("title", 0, "How to care for your back"),
    Piece("paragraph", 0, "Keep moving. Read more at "),
    Piece("link", 0, "www.example.com"),
    Piece("paragraph", 0, " and ask us "),
    Piece("paragraph", 1, "when you come."),
    Piece("subtitle", 1, "What helps"),
    Piece("label1", 1, "\u2022"),
    Piece("body1", 1, "Walk a little every day"),
    Piece("label2", 1, "\u2022"),
    Piece("body2", 1, "Change how you sit"),
    Piece("head1", 1, "Week"),
    Piece("head2", 1, "Minutes"),
    Piece("cell1", 1, "First"),
    Piece("cell2", 1, "Ten"),
    Piece("figure", 1, "", b"0.2 0.3 0.4 rg 72 200 40 40 re f"),
)

TITLE = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Your back</rdf:li></rdf:Alt></dc:title>'
PDFAID = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
PDFUAID = "<pdfuaid:part>1</pdfuaid:part>"
# PDF/A does not know the schema of PDF/UA: it has to be declared.
SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""
XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">{TITLE}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">{PDFAID}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">{PDFUAID}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{SCHEMA}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7E> <0020> endbfrange
1 beginbfchar <95> <2022> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end"""

FOOTER = (
    b"/Artifact << /Type /Pagination /Subtype /Footer >> BDC "
    b"BT /F1 8 Tf 72 40 Td (Sample) Tj ET EMC"
)


def sample() -> Sample:
    """Return a new good sample, ready to be changed."""
    pdf = Sample(trailer={"Root": "&catalog", "ID": ["<00112233445566778899AABBCCDDEEFF>"] * 2})
    pdf.objects["catalog"] = {
        "Type": "/Catalog",
        "Pages": "&pages",
        "MarkInfo": {"Marked": "true"},
        "Lang": "(en-US)",
        "ViewerPreferences": {"DisplayDocTitle": "true"},
        "StructTreeRoot": "&root",
        "Metadata": "&xmp",
        "OutputIntents": ["&intent"],
    }
    pdf.objects["intent"] = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": "(sRGB)",
        "DestOutputProfile": "&icc",
    }
    pdf.objects["icc"], pdf.streams["icc"] = {"N": 3}, _srgb()
    pdf.objects["xmp"], pdf.streams["xmp"] = (
        {"Type": "/Metadata", "Subtype": "/XML"},
        XMP.encode(),
    )
    _add_font(pdf)
    _add_pages(pdf)
    _add_tree(pdf)
    return pdf


def write(pdf: Sample) -> bytes:
    """Return the file, with a plain cross-reference table. Nothing is checked or corrected."""
    numbers = {name: number for number, name in enumerate(pdf.objects, 1)}
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for name, number in numbers.items():
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + _object(pdf, name, numbers) + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    trailer = _syntax({"Size": len(offsets) + 1, **pdf.trailer}, numbers)
    return bytes(out) + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("latin-1")


def good() -> bytes:
    """Return the good sample, which conforms to PDF/UA-1 and PDF/A-2a."""
    return write(sample())


def bad(name: str) -> bytes:
    """Return the good sample with one defect, a key of DEFECTS."""
    pdf = sample()
    DEFECTS[name].change(pdf)
    return write(pdf)


def _object(pdf: Sample, name: str, numbers: dict[str, int]) -> bytes:
    value = pdf.objects[name]
    if name not in pdf.streams:
        return _syntax(value, numbers).encode("latin-1")
    body = pdf.streams[name]
    if len(body) > 10_000:  # the font
        body = zlib.compress(body)
        value = {**value, "Filter": "/FlateDecode"}
    head = _syntax({**value, "Length": len(body)}, numbers).encode("latin-1")
    return head + b"\nstream\n" + body + pdf.stream_end


def _syntax(value: Any, numbers: dict[str, int]) -> str:
    if isinstance(value, dict):
        return (
            "<< "
            + " ".join(f"/{key} {_syntax(part, numbers)}" for key, part in value.items())
            + " >>"
        )
    if isinstance(value, list):
        return "[" + " ".join(_syntax(part, numbers) for part in value) + "]"
    if isinstance(value, str) and value.startswith("&"):
        return f"{numbers[value[1:]]} 0 R"
    return str(value)


def _add_font(pdf: Sample) -> None:
    pdf.objects["font"] = {
        "Type": "/Font",
        "Subtype": "/TrueType",
        "BaseFont": "/NotoSans-Regular",
        "FirstChar": 32,
        "LastChar": 149,
        "Widths": list(_widths()),
        "Encoding": "/WinAnsiEncoding",
        "FontDescriptor": "&descriptor",
        "ToUnicode": "&unicode",
    }
    pdf.objects["descriptor"] = {
        "Type": "/FontDescriptor",
        "FontName": "/NotoSans-Regular",
        "Flags": 32,
        "FontBBox": [-621, -389, 2800, 1067],
        "ItalicAngle": 0,
        "Ascent": 1069,
        "Descent": -293,
        "CapHeight": 714,
        "StemV": 80,
        "FontFile2": "&program",
    }
    program = FONT.read_bytes()
    pdf.objects["program"], pdf.streams["program"] = {"Length1": len(program)}, program
    pdf.objects["unicode"], pdf.streams["unicode"] = {}, TO_UNICODE


def _add_pages(pdf: Sample) -> None:
    """Add two pages. Each piece is one marked sequence, numbered from 0 on its page."""
    pdf.objects["pages"] = {"Type": "/Pages", "Kids": ["&page0", "&page1"], "Count": 2}
    for page in (0, 1):
        pdf.objects[f"page{page}"] = {
            "Type": "/Page",
            "Parent": "&pages",
            "MediaBox": [0, 0, 612, 792],
            "Resources": {"Font": {"F1": "&font"}},
            "Contents": f"&content{page}",
            "StructParents": page,
            "Tabs": "/S",
        }
        pieces = [piece for piece in PIECES if piece.page == page]
        lines = [_line(pdf, piece, number) for number, piece in enumerate(pieces)]
        pdf.objects[f"content{page}"] = {}
        pdf.streams[f"content{page}"] = b"\n".join([*lines, FOOTER])
    pdf["page0"]["Annots"] = ["&annotation"]
    pdf.objects["annotation"] = {
        "Type": "/Annot",
        "Subtype": "/Link",
        "Rect": [72, 640, 172, 660],
        "Border": [0, 0, 0],
        "F": 4,
        "Contents": "(The clinic's website)",
        "StructParent": 2,
        "A": {"S": "/URI", "URI": "(https://www.example.com)"},
    }


def _line(pdf: Sample, piece: Piece, number: int) -> bytes:
    role = next(element.role for element in ELEMENTS if element.name == piece.element)
    text = piece.text.encode("cp1252")
    paint = piece.paint or b"BT /F1 12 Tf 72 %d Td (%b) Tj ET" % (720 - 30 * number, text)
    return b"/%b << /MCID %d >> BDC %b EMC" % (role.encode(), number, paint)


def _add_tree(pdf: Sample) -> None:
    """Add the elements and the parent tree: keys 0 and 1 are the pages, 2 is the annotation."""
    pdf.objects["root"] = {
        "Type": "/StructTreeRoot",
        "K": [],
        "ParentTree": "&parents",
        "ParentTreeNextKey": 3,
    }
    for element in ELEMENTS:
        entries = {
            "Type": "/StructElem",
            "S": f"/{element.role}",
            "P": f"&{element.parent}",
            "K": [],
            **deepcopy(dict(element.more)),
        }
        pdf.objects[element.name] = entries
    parents: list[list[str]] = [[], []]
    for piece in PIECES:
        _attach(pdf, piece.element)
        mcid = len(parents[piece.page])
        parents[piece.page].append(f"&{piece.element}")
        home = pdf[piece.element].setdefault("Pg", f"&page{piece.page}")
        here = f"&page{piece.page}"
        pdf[piece.element]["K"].append(
            mcid if home == here else {"Type": "/MCR", "Pg": here, "MCID": mcid}
        )
    pdf["link"]["K"].append({"Type": "/OBJR", "Pg": "&page0", "Obj": "&annotation"})
    pdf.objects["parents"] = {"Nums": [0, parents[0], 1, parents[1], 2, "&link"]}


def _attach(pdf: Sample, name: str) -> None:
    """Add an element and its parents to the tree, in the order of the pieces."""
    while name != "root":
        parent = pdf[name]["P"][1:]
        if f"&{name}" not in pdf[parent]["K"]:
            pdf[parent]["K"].append(f"&{name}")
        name = parent


@cache
def _widths() -> tuple[str, ...]:
    """Return the font's widths of codes 32 to 149 in WinAnsi; it has 1000 units to the em."""
    font = ImageFont.truetype(str(FONT), 1000, layout_engine=ImageFont.Layout.BASIC)
    codes = [bytes([code]).decode("cp1252", errors="replace") for code in range(32, 150)]
    return tuple(f"{font.getlength(char):.0f}" for char in codes)


@cache
def _srgb() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return profile.tobytes()


class Defect(NamedTuple):
    """One change to the good sample, and all rules of either standard that it breaks."""

    change: Callable[[Sample], object]
    ua1: tuple[str, ...] = ()
    a2a: tuple[str, ...] = ()


def without(name: str, key: str) -> Callable[[Sample], object]:
    """Return a change that removes an entry of an object."""
    return lambda pdf: pdf[name].pop(key)


def having(name: str, key: str, value: object) -> Callable[[Sample], object]:
    """Return a change that sets an entry of an object."""
    return lambda pdf: pdf[name].update({key: value})


def replacing(name: str, old: bytes, new: bytes) -> Callable[[Sample], object]:
    """Return a change that replaces a part of a stream."""
    return lambda pdf: pdf.replace(name, old, new)


def together(*changes: Callable[[Sample], object]) -> Callable[[Sample], object]:
    """Return several changes as one, which are one defect only together."""
    return lambda pdf: [change(pdf) for change in changes]


def drawn_with(state: dict[str, Any]) -> Callable[[Sample], object]:
    """Return a change that draws the first page's footer with a graphics state of its own."""
    resources = {"Font": {"F1": "&font"}, "ExtGState": {"G1": state}}
    return together(
        having("page0", "Resources", resources),
        replacing("content0", b"BT /F1 8 Tf", b"/G1 gs BT /F1 8 Tf"),
    )


DEFECTS = {
    # the text and its marks
    "text without a mark": Defect(
        replacing("content0", FOOTER, b"BT /F1 8 Tf 72 40 Td (Sample) Tj ET"), ("7.1-3",)
    ),
    "a mark without a number": Defect(
        replacing("content0", b"/H1 << /MCID 0 >> BDC", b"/H1 BMC"), ("7.1-3",)
    ),
    "an artifact inside a tag": Defect(
        replacing(
            "content0", b"BDC BT /F1 12 Tf 72 720", b"BDC /Artifact BMC EMC BT /F1 12 Tf 72 720"
        ),
        ("7.1-1",),
    ),
    "a page that points to another page's tags": Defect(
        having("page1", "StructParents", 0), ("7.1-3",)
    ),
    "a page that points to no tags": Defect(without("page1", "StructParents"), ("7.1-3",)),
    # the tree
    "no tree": Defect(
        without("catalog", "StructTreeRoot"), ("7.1-3", "7.1-11", "7.18.5-1"), ("6.7.3.3-1",)
    ),
    "a heading level that is skipped": Defect(having("subtitle", "S", "/H3"), ("7.4.2-1",)),
    "list items outside a list": Defect(having("list", "S", "/Sect"), ("7.2-17",)),
    "cells outside a row": Defect(having("row2", "S", "/P"), ("7.2-3", "7.2-9")),
    "a header cell without a scope": Defect(without("head1", "A"), ("7.5-1",)),
    "a row that lacks a cell": Defect(lambda pdf: pdf["row2"]["K"].pop(), ("7.2-43",)),
    "a picture without a description": Defect(without("figure", "Alt"), ("7.3-1",)),
    "a role that no standard knows": Defect(
        having("paragraph", "S", "/Para"), ("7.1-5",), ("6.7.3.4-1",)
    ),
    "a note without its ID": Defect(having("paragraph", "S", "/Note"), ("7.9-1",)),
    # the document's catalog and metadata
    "no MarkInfo": Defect(without("catalog", "MarkInfo"), ("6.2-1",), ("6.7.2.2-1",)),
    "suspect tags": Defect(
        having("catalog", "MarkInfo", {"Marked": "true", "Suspects": "true"}), ("7.1-4",)
    ),
    "no language": Defect(without("catalog", "Lang"), ("7.2-22", "7.2-24", "7.2-33", "7.2-34")),
    "a language that is none": Defect(
        having("catalog", "Lang", "(English!)"), ("7.2-29",), ("6.7.4-1",)
    ),
    "no DisplayDocTitle": Defect(without("catalog", "ViewerPreferences"), ("7.1-10",)),
    "no XMP": Defect(without("catalog", "Metadata"), ("7.1-8",), ("6.6.2.1-1",)),
    "XMP without the title": Defect(replacing("xmp", TITLE.encode(), b""), ("7.1-9",)),
    "XMP without PDF/UA": Defect(replacing("xmp", PDFUAID.encode(), b""), ("5-1",)),
    "XMP without PDF/A": Defect(replacing("xmp", PDFAID.encode(), b""), (), ("6.6.4-1",)),
    "XMP without the extension schema": Defect(
        replacing("xmp", SCHEMA.encode(), b""), (), ("6.6.2.3.1-1", "6.6.2.3.1-2")
    ),
    "no output intent": Defect(without("catalog", "OutputIntents"), (), ("6.2.4.3-2", "6.2.4.3-4")),
    "no ID": Defect(lambda pdf: pdf.trailer.pop("ID"), (), ("6.1.3-1",)),
    # fonts
    "a font that is not embedded": Defect(
        without("descriptor", "FontFile2"), ("7.21.4.1-1",), ("6.2.11.4.1-1",)
    ),
    "a glyph without Unicode": Defect(
        together(
            without("font", "ToUnicode"),
            having(
                "font",
                "Encoding",
                {"BaseEncoding": "/WinAnsiEncoding", "Differences": [149, "/mystery"]},
            ),
        ),
        ("7.21.6-2", "7.21.7-1"),
        ("6.2.11.6-2", "6.2.11.7.2-1"),
    ),
    "a glyph that stands for U+0000": Defect(
        replacing("unicode", b"<95> <2022>", b"<95> <0000>"), ("7.21.7-2",), ("6.2.11.7.2-2",)
    ),
    "a width that is not the glyph's": Defect(
        lambda pdf: pdf["font"]["Widths"].__setitem__(ord("H") - 32, 400),
        ("7.21.5-1",),
        ("6.2.11.5-1",),
    ),
    # links and other annotations
    "a link outside its tag": Defect(without("annotation", "StructParent"), ("7.18.5-1",)),
    "a link without a description": Defect(
        without("annotation", "Contents"), ("7.18.1-2", "7.18.5-2")
    ),
    "a link that does not print": Defect(without("annotation", "F"), (), ("6.3.2-1",)),
    "a page without Tabs": Defect(without("page0", "Tabs"), ("7.18.3-1",)),
    "a script": Defect(
        having("catalog", "OpenAction", {"S": "/JavaScript", "JS": "(1)"}), (), ("6.5.1-1",)
    ),
    # syntax and graphics
    "no line end before endstream": Defect(
        lambda pdf: setattr(pdf, "stream_end", b"endstream"), (), ("6.1.7.1-2",)
    ),
    "CMYK under an RGB intent": Defect(
        replacing("content1", b"0.2 0.3 0.4 rg", b"0 0 0 1 k"), (), ("6.2.4.3-3",)
    ),
    "a blend mode that does not exist": Defect(drawn_with({"BM": "/Mist"}), (), ("6.2.10-1",)),
    "a transfer function": Defect(drawn_with({"TR": "/Identity"}), (), ("6.2.5-1",)),
}
