"""From a document's title and author to its XMP metadata, and the sRGB profile of its colours.

XMP is that of ISO 16684-1, with the identification schemas of PDF/A (ISO 19005-2, 6.6) and PDF/UA
(ISO 14289-1, 5).
"""

from __future__ import annotations

import struct
from functools import cache
from html import escape

# PDF/A-2, 6.6.2.3 wants a description of every schema that it does not list: here that of PDF/UA.
_UA_SCHEMA = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 to which the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


_CLAIMS = f"""\
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{_UA_SCHEMA}
"""


# ReportLab's time for a file whose bytes must be the same each time.
CREATED = "2000-01-01T00:00:00+00:00"
FOR_PRINT = "For the print shop alone: this file keeps neither to PDF/UA nor to PDF/A"


def _without_claims(disclaimer: str) -> str:
    """Return the entries of a file that claims no standard.

    Print shops want to know that it is not trapped.
    """
    return (
        f"<pdf:Keywords>{escape(disclaimer, quote=False)}</pdf:Keywords>\n"
        "<pdf:Trapped>False</pdf:Trapped>\n"
    )


def xmp(
    title: str,
    author: str,
    subject: str,
    language: str,
    creator: str,
    producer: str,
    created: str,
    disclaimer: str | None = None,
) -> bytes:
    """Return the XMP packet; ``created`` is an ISO 8601 time.

    A packet with a ``disclaimer`` has it as keywords, and claims no standard.
    """
    title, author, subject, language = map(escape, (title, author, subject, language))
    return f"""\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{escape(creator, quote=False)}</xmp:CreatorTool>
<xmp:CreateDate>{created}</xmp:CreateDate>
<xmp:ModifyDate>{created}</xmp:ModifyDate>
<pdf:Producer>{escape(producer, quote=False)}</pdf:Producer>
{_without_claims(disclaimer) if disclaimer else _CLAIMS}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
""".encode()


# sRGB, IEC 61966-2-1: its primaries and white adapted to D50 (Bradford), and its transfer curve as
# ICC's function of type 3: y = (a x + b)^g from d on, c x below.
_COLUMNS = {
    "r": (0.43607, 0.22249, 0.01392),
    "g": (0.38515, 0.71687, 0.09708),
    "b": (0.14307, 0.06061, 0.71410),
}
_D50 = (0.9642, 1.0, 0.8249)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def srgb_profile() -> bytes:
    """Return an ICC profile of sRGB, version 4 (ICC.1:2010)."""

    def fixed(*numbers: float) -> bytes:
        return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))

    def localized(text: str) -> bytes:
        data = text.encode("utf-16-be")
        return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(data), 28) + data

    curve = b"para" + struct.pack(">4xH2x", 3) + fixed(*_CURVE)
    tags = {
        "desc": localized("sRGB"),
        "cprt": localized("No copyright, use freely"),
        "wtpt": b"XYZ \0\0\0\0" + fixed(*_D50),
    }
    tags |= {f"{name}XYZ": b"XYZ \0\0\0\0" + fixed(*column) for name, column in _COLUMNS.items()}
    start = 128 + 4 + 12 * (len(tags) + 3)
    table, body = struct.pack(">I", len(tags) + 3), b""
    for name, data in (*tags.items(), ("TRC", curve)):
        padded = data + b"\0" * (-len(data) % 4)
        for tag in ("rTRC", "gTRC", "bTRC") if name == "TRC" else (name,):
            table += struct.pack(">4sII", tag.encode(), start + len(body), len(data))
        body += padded
    head = struct.pack(
        ">I4sI4s4s4s12s4s4sIIIQI",
        128 + len(table) + len(body),
        b"\0\0\0\0",
        0x04200000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        struct.pack(">6H", 2000, 1, 1, 0, 0, 0),
        b"acsp",
        b"\0\0\0\0",
        *(0, 0, 0, 0, 0),
    )
    return (head + fixed(*_D50)).ljust(128, b"\0") + table + body


def screen_intent(profile: int) -> bytes:
    """Return the output intent of PDF/A, for sRGB.

    ``profile`` is the number of the profile's object.
    """
    return (
        b"<</Type /OutputIntent/S /GTS_PDFA1/OutputConditionIdentifier (sRGB)/Info (sRGB)"
        b"/DestOutputProfile %d 0 R>>" % profile
    )
