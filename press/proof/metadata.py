"""From a PDF's catalog and XMP metadata to facts: title, language and the claimed standards."""

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
    """What a file says of itself. A missing text is empty.

    ``tagged`` is True if it has a structure tree, and ``marked`` if it declares that it is tagged.
    ``title`` is the title in XMP, else in the document information; ``title_shown`` is True if
    viewers show it in the window's title bar. ``shuts_out`` is True if the permissions forbid
    screen readers. ``pdfa`` is the flavour of PDF/A that it claims, such as 2a.
    ``needs_appearances`` is True if each program must draw the form fields.
    """

    tagged: bool
    marked: bool
    title: str
    title_shown: bool
    language: str
    shuts_out: bool
    pdfa: str
    needs_appearances: bool


def read_facts(reader: Reader) -> Facts:
    """Return what the file says of itself, without checking it."""
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
        needs_appearances=root.dictionary("AcroForm").get("NeedAppearances") is True,
    )


def _packet(data: bytes) -> Element | None:
    try:
        packet: Element = defusedxml.ElementTree.fromstring(data.strip(b"\0 \r\n\t"))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    return packet


def _first(packet: Element | None, name: str) -> str:
    """Return the first text of a property, which is an element or an attribute."""
    for element in packet.iter() if packet is not None else ():
        if name in element.attrib:
            return element.attrib[name].strip()
        if element.tag == name:
            texts = [element.text, *(item.text for item in element.iter(f"{RDF}li"))]
            return next((text.strip() for text in texts if text and text.strip()), "")
    return ""
