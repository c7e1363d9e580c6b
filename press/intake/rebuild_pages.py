"""From an opened file to a new one of only its pages, tags and links; upright, in points."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from press.binding.graft_structure import graft, parent_tree
from press.imposition.annotations import Appearance, PageAnnotations, convert_annotations
from press.imposition.destinations import Destinations
from press.imposition.form_xobjects import page_form
from press.imposition.source import SourceFile, SourcePage, open_source
from press.imposition.structure import BrokenTagsError, PageForm, SheetTags, retag
from press.intake.stream_limits import check_streams
from press.intake.strip_hidden import strip
from press.pdf.boxes import Matrix, PageBox, PagePlacement, place_page
from press.pdf.copying import write_file
from press.pdf.objects import (
    Array,
    BrokenError,
    Dictionary,
    Objects,
    Raw,
    Reference,
    array,
    dictionary,
    stream,
)

URL_SCHEMES = ("http", "https", "mailto", "tel")
PRINTED = 4  # annotation flag Print, which PDF/A requires although a link paints nothing


class Rebuilt(NamedTuple):
    """A rebuilt file, the width and height of each page in points, and whether it has tags."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    tagged: bool


class _RebuiltPage(NamedTuple):
    """A page of the old file, the new page, its form, its placement and its annotations."""

    source: SourcePage
    page: Reference
    form: Reference
    placement: PagePlacement
    annotations: PageAnnotations

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the new page, in points."""
        return _upright_size(self.source)


def rebuild(source: SourceFile, language: str) -> Rebuilt:
    """Rebuild a file. The same bytes give the same bytes.

    ``language`` is for a file that names none. Raises IntakeRefusedError if a stream is too large.
    """
    objects = source.objects
    pages = _place_pages(source)
    tags = _tags(objects, pages)
    for page in pages:
        form = page_form(objects, page.source, page.source.box, tagged=False)
        objects.put(page.form, form)
        objects.put(page.page, _page_dictionary(objects, page, tags))
    root = objects.subdictionary(objects.catalog, "StructTreeRoot")
    starts: list[Raw] = [page.page for page in pages]
    if tags:
        starts += [*objects.each(root, "K"), dict.get(root, "/ClassMap")]
    strip(objects, _font_mark(source.data), *starts)
    check_streams(objects, *starts)
    tree = _structure_tree(objects, root) if tags else None
    if tags and tree is None:
        return rebuild(_without_tags(source), language)
    data = _write(source, pages, tree, language)
    return Rebuilt(data, tuple(page.size for page in pages), tree is not None)


def _upright_size(source: SourcePage) -> tuple[float, float]:
    """Return the width and height of a page as it is displayed, in points."""
    width, height = source.box.width * source.unit, source.box.height * source.unit
    return (height, width) if source.turn % 180 else (width, height)


def _place_pages(source: SourceFile) -> list[_RebuiltPage]:
    objects = source.objects
    references = [objects.add() for _ in source.pages]
    new_pages = {
        page.reference: reference for page, reference in zip(source.pages, references, strict=True)
    }
    destinations = Destinations(objects, new_pages)
    pages = []
    for page, reference in zip(source.pages, references, strict=True):
        form = objects.add()
        cell = PageBox(0, 0, *_upright_size(page))
        placement = place_page(page.box, page.turn, page.unit, cell)
        annotations = convert_annotations(objects, page, reference, placement.matrix, destinations)
        _restrict_links(objects, annotations.links)
        pages.append(_RebuiltPage(page, reference, form, placement, annotations))
    objects.replaced.update({page.source.reference: page.page for page in pages})
    return pages


def _restrict_links(objects: Objects, links: Sequence[Reference]) -> None:
    """Keep links to web pages, mail addresses and phone numbers; make others lead nowhere."""
    for link in links:
        entries = objects.dictionary(link)
        entries.update(dictionary(F=PRINTED))
        address = objects.get(objects.subdictionary(entries, "A"), "URI")
        if "/A" in entries and not _is_allowed(str(address)):
            del entries["/A"]
        elif address is not None and not objects.get(entries, "Contents"):
            # Screen-reader users hear the address.
            entries.update(dictionary(Contents=address))


def _is_allowed(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in URL_SCHEMES
    except ValueError:
        return False


def _tags(objects: Objects, pages: Sequence[_RebuiltPage]) -> SheetTags | None:
    """Change the tags to those of the new pages. Return None if there are none, or broken ones."""
    forms = {
        page.source.reference: PageForm(
            page.form, page.page, page.placement.matrix, page.source.key
        )
        for page in pages
    }
    appearances = {
        appearance.number: (appearance, page.page)
        for page in pages
        for appearance in page.annotations.appearances
        if appearance.number
    }
    if objects.get(objects.catalog, "StructTreeRoot") is None or len(forms) < len(pages):
        return None
    try:
        return retag(objects, forms, appearances)
    except (BrokenTagsError, BrokenError):
        return None


def _page_dictionary(objects: Objects, page: _RebuiltPage, tags: SheetTags | None) -> Dictionary:
    """Return a new page with its form, the appearances of annotations, and its links."""
    names = {"Page": page.form}
    placing = _operands(page.placement.matrix)
    operators = [f"q {placing} cm /Page Do Q"]
    for index, appearance in enumerate(page.annotations.appearances):
        if appearance.form is None:
            continue
        name = f"Note{index}"
        names[name] = appearance.form
        paints = f"q {placing} cm {_operands(appearance.matrix)} cm /{name} Do Q"
        operators.append(_marked(paints, appearance, tags))
    contents = objects.add(stream("\n".join(operators).encode("ascii"), dictionary()))
    entries = dictionary(
        Type="Page",
        MediaBox=array([0.0, 0.0, *page.size]),
        Resources=dictionary(XObject=dictionary(**names)),
        Contents=contents,
        Tabs="S",
    )
    if page.annotations.links:
        entries.update(dictionary(Annots=Array(page.annotations.links)))
    return entries


def _marked(paints: str, appearance: Appearance, tags: SheetTags | None) -> str:
    """Return operators as marked content or as an artifact; unmarked in a file without tags."""
    if not tags:
        return paints
    mark = tags.marks.get(appearance.number)
    begin = f"/{mark[0]} <</MCID {mark[1]}>> BDC" if mark else "/Artifact BMC"
    return f"{begin} {paints} EMC"


def _operands(matrix: Matrix) -> str:
    return " ".join(f"{number:.5f}" for number in matrix)


def _structure_tree(objects: Objects, root: Dictionary) -> Reference | None:
    """Return a new structure tree root; None if the old tree is broken or has no content."""
    top, new_root = objects.add(), objects.add()
    try:
        grafted = graft(objects, root, top)
    except BrokenTagsError:
        return None
    if not grafted.rows:
        return None
    objects.put(top, dictionary(Type="StructElem", S="Document", P=new_root, K=Array(grafted.kids)))
    entries = dictionary(Type="StructTreeRoot", K=top, ParentTreeNextKey=len(grafted.rows))
    numbers = dict.get(parent_tree(grafted.rows), "/Nums")
    entries.update(dictionary(ParentTree=dictionary(Nums=numbers)))
    if grafted.ids:
        pairs = [item for name in sorted(grafted.ids) for item in (name, grafted.ids[name])]
        entries.update(dictionary(IDTree=dictionary(Names=array(pairs))))
    objects.put(new_root, entries)
    return new_root


def _without_tags(source: SourceFile) -> SourceFile:
    """Open the file again, without its structure tree."""
    opened = open_source(source.data, source.file)
    opened.objects.catalog.pop("/StructTreeRoot", None)
    return opened


def _write(
    source: SourceFile, pages: Sequence[_RebuiltPage], tree: Reference | None, language: str
) -> bytes:
    objects = source.objects
    page_tree = objects.add()
    for page in pages:
        objects.dictionary(page.page).update(dictionary(Parent=page_tree))
    kids = array([page.page for page in pages])
    objects.put(page_tree, dictionary(Type="Pages", Kids=kids, Count=len(pages)))
    own_language = _language(objects, language).encode("ascii", "replace")
    catalog = dictionary(Type="Catalog", Pages=page_tree, Lang=own_language)
    if tree:
        catalog.update(dictionary(StructTreeRoot=tree, MarkInfo=dictionary(Marked=True)))
    first_id = sha256(source.data).digest()[:16]
    return write_file(objects, objects.add(catalog), Dictionary(), first_id)


def _language(objects: Objects, default: str) -> str:
    language = objects.get(objects.catalog, "Lang")
    if isinstance(language, (str, bytes)) and str(language).strip():
        return str(language).strip()
    return default


def _font_mark(data: bytes) -> str:
    """Return six capital letters from a hash of the file's bytes."""
    return "".join(chr(65 + byte % 26) for byte in sha256(data).digest()[:6])
