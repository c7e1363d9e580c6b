"""From a PDF's catalog and metadata to what it says of itself: title, language, and the standards that it claims."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from press.pdf.values import Reader, catalog, information, shuts_out_readers

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"


@dataclass(frozen=True, slots=True)
class Facts:
    """``tagged`` if there is a structure tree, ``marked`` if the file says so; ``title_shown`` in the window's bar.

    ``redrawn`` if each program is to draw what is in form fields anew.
    ``title`` is that of XMP, else of the old dictionary; ``pdfa`` the flavour of PDF/A that is claimed, such as 2a.
    A text is empty where there is none.
    """

    tagged: bool
    marked: bool
    title: str
    title_shown: bool
    language: str
    shuts_out: bool
    pdfa: str
    redrawn: bool


def read_facts(reader: Reader) -> Facts:
    """What the file says of itself, whether it is so or not."""
    root = catalog(reader)
    packet = _packet(root.dictionary("Metadata").data())
    title = _first(packet, f"{DC}title")
    part, conformance = _first(packet, f"{PDFA}part"), _first(packet, f"{PDFA}conformance")
    return Facts(
        tagged="StructTreeRoot" in root,
        marked=root.dictionary("MarkInfo").get("Marked") is True,
        title=title or (information(reader).text("Title") or "").strip(),
        title_shown=root.dictionary("ViewerPreferences").get("DisplayDocTitle") is True,
        language=(root.text("Lang") or "").strip(),
        shuts_out=shuts_out_readers(reader),
        pdfa=(part + conformance).lower(),
        redrawn=root.dictionary("AcroForm").get("NeedAppearances") is True,
    )


def _packet(data: bytes) -> Element | None:
    try:
        packet: Element = defusedxml.ElementTree.fromstring(data.strip(b"\0 \r\n\t"))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    return packet


def _first(packet: Element | None, name: str) -> str:
    """The first text of that name: a property is written as an element, or shorter as an attribute."""
    for one in packet.iter() if packet is not None else ():
        if name in one.attrib:
            return one.attrib[name].strip()
        if one.tag == name:
            texts = [one.text, *(item.text for item in one.iter(f"{RDF}li"))]
            return next((text.strip() for text in texts if text and text.strip()), "")
    return ""
