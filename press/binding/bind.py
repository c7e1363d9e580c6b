"""From a packet and third-party PDFs to one PDF: each page on its reserved page, with its tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from press.binding.amend import AmendedFile
from press.binding.graft_structure import graft, parent_tree
from press.binding.insert import LEVELS, Insert, fit_pages
from press.imposition.annotations import convert_annotations
from press.imposition.catalog import restrict_claims
from press.imposition.destinations import Destinations
from press.imposition.form_xobjects import page_form
from press.imposition.source import SourceFile, SourcePage, open_source
from press.imposition.structure import PageForm, retag
from press.pdf.boxes import PageBox, PagePlacement, transform_box
from press.pdf.objects import (
    Array,
    Dictionary,
    Objects,
    Raw,
    Reference,
    Stream,
    array,
    dictionary,
    stream,
    text_bytes,
)

FORM = "Bound"  # the name of the form among a page's resources


class PlacedInsert(NamedTuple):
    """An insert and its place in the packet.

    ``slot`` is the ID of the packet's structure element that is reserved for it. ``page`` is the
    first of the reserved pages, from 1, and ``box`` the area for its pages on each, in points.
    ``alternatives`` has for each page the text for screen-reader users if the insert has no tags,
    in the packet's language.
    """

    insert: Insert
    slot: str
    page: int
    box: PageBox
    title: str
    alternatives: tuple[str, ...]

    @property
    def numbers(self) -> range:
        """The numbers of its pages in the packet, from 1."""
        return range(self.page, self.page + self.insert.pages)


class Bound(NamedTuple):
    """A packet with its inserts.

    ``unread`` are the pages that screen readers cannot read well, from 1. ``scales`` has the scale
    of each insert. ``accessible`` and ``archive`` are the claims that still hold: PDF/UA, and the
    conformance level of PDF/A-2 (empty for none).
    """

    data: bytes
    unread: tuple[int, ...]
    scales: tuple[float, ...]
    accessible: bool
    archive: str


def bind(packet: bytes, inserts: Sequence[PlacedInsert]) -> Bound:
    """Bind inserts into a packet, which is a file of ours. The same input gives the same bytes."""
    sources = [open_source(placed.insert.data, placed.insert.name) for placed in inserts]
    binding = _Binding(AmendedFile(packet, [source.objects for source in sources]))
    scales = [binding.add(placed, source) for placed, source in zip(inserts, sources, strict=True)]
    accessible = all(placed.insert.accessible for placed in inserts)
    levels = [placed.insert.archive for placed in inserts]
    archive = max(levels, key=LEVELS.index, default=LEVELS[0])
    binding.write(accessible, archive)
    unread = [
        number for placed in inserts if not placed.insert.accessible for number in placed.numbers
    ]
    return Bound(binding.file.finish(), tuple(sorted(unread)), tuple(scales), accessible, archive)


class _InsertPage(NamedTuple):
    """A page of an insert: the packet's page, the form that it becomes, its place and links."""

    page: SourcePage
    sheet: Reference
    form: Reference
    placement: PagePlacement
    links: tuple[Reference, ...]


class _Binding:
    """The packet while inserts are added to it."""

    def __init__(self, file: AmendedFile) -> None:
        self.file, self.objects = file, file.objects
        self.sheets = [
            (Reference(number, 0, self.objects.reader), entries)
            for number, entries in self.objects.pages()
        ]
        self.root = self.objects.subdictionary(self.objects.catalog, "StructTreeRoot")
        self.first = self.objects.integer(self.root, "ParentTreeNextKey") or 0
        self.rows: dict[int, Raw] = {}  # new rows of the parent tree
        pairs = self.objects.each(self.objects.subdictionary(self.root, "IDTree"), "Names")
        self.ids: dict[bytes, Raw] = {
            name.original_bytes: element
            for name, element in zip(pairs[::2], pairs[1::2], strict=True)
        }
        self.save_state = self.objects.add(stream(b"q", dictionary()))

    @property
    def key(self) -> int:
        """The next free key of the parent tree."""
        return self.first + len(self.rows)

    def add(self, placed: PlacedInsert, source: SourceFile) -> float:
        """Place the pages and tags of an insert. Return its scale."""
        insert = placed.insert
        pages = self.place_pages(placed, source)
        element = self.ids[placed.slot.encode("ascii")]
        number, entries = self.file.entries(element)
        make_kids = self.graft_tags if insert.tagged else self.add_figures
        kids = [*self.objects.each(entries, "K"), *make_kids(placed, source, pages, element)]
        entries.update(dictionary(T=text_bytes(placed.title), K=Array(kids)))
        if insert.language != str(self.objects.get(self.objects.catalog, "Lang")):
            entries.update(dictionary(Lang=text_bytes(insert.language)))
        self.file.put(number, entries)
        for page in pages:
            self.paint(page)
        return pages[0].placement.scale

    def place_pages(self, placed: PlacedInsert, source: SourceFile) -> list[_InsertPage]:
        """Place each page of an insert on the page reserved for it."""
        objects = source.objects
        reserved = [self.sheets[number - 1] for number in placed.numbers]
        papers = [self.size(entries) for _, entries in reserved]
        sheets = {
            page.reference: sheet for page, (sheet, _) in zip(source.pages, reserved, strict=True)
        }
        destinations, insert_pages = Destinations(objects, sheets), []
        placements = fit_pages(placed.insert, papers, placed.box)
        for page, placement in zip(source.pages, placements, strict=True):
            sheet, form = sheets[page.reference], objects.add()
            annotations = convert_annotations(objects, page, sheet, placement.matrix, destinations)
            objects.put(form, page_form(objects, page, placement.visible, tagged=False))
            insert_pages.append(_InsertPage(page, sheet, form, placement, annotations.links))
        objects.replaced.update(sheets)
        return insert_pages

    def size(self, entries: Dictionary) -> tuple[float, float]:
        """Return the width and height of a page, in points."""
        left, bottom, right, top = self.objects.numbers(entries, "MediaBox")
        return right - left, top - bottom

    def graft_tags(
        self,
        placed: PlacedInsert,
        source: SourceFile,
        pages: Sequence[_InsertPage],
        element: Reference,
    ) -> list[Raw]:
        """Return the insert's own elements, as kids of the reserved element."""
        objects = source.objects
        forms = {
            page.page.reference: PageForm(
                page.form, page.sheet, page.placement.matrix, page.page.key
            )
            for page in pages
        }
        retag(objects, forms, {})
        root = objects.subdictionary(objects.catalog, "StructTreeRoot")
        grafted = graft(objects, root, element, self.key, f"{placed.slot}.".encode("ascii"))
        self.rows.update(grafted.rows)
        self.ids.update(grafted.ids)
        return grafted.kids

    def add_figures(
        self,
        placed: PlacedInsert,
        source: SourceFile,
        pages: Sequence[_InsertPage],
        element: Reference,
    ) -> list[Raw]:
        """Return elements for an insert without tags: a Figure for each page that is not blank."""
        objects, kids = source.objects, []
        page_texts = zip(pages, placed.insert.ink_boxes, placed.alternatives, strict=True)
        for page, ink, alternative in page_texts:
            rows = []
            if ink:
                rows.append(add_figure(objects, page, element, alternative, self.key))
                self.rows[rows[-1].key] = rows[-1].value
            for annotation in page.links:
                rows.append(add_link(objects, annotation, page.sheet, element, self.key))
                self.rows[rows[-1].key] = rows[-1].value
            kids += [row.element for row in rows]
        return kids

    def paint(self, page: _InsertPage) -> None:
        """Paint a form above the content of its page, whatever graphics state that leaves."""
        objects, (number, entries) = self.objects, self.file.entries(page.sheet)
        _, resources = self.file.entries(dict.get(entries, "/Resources"))
        _, forms = self.file.entries(dict.get(resources, "/XObject"))
        forms.update(dictionary(**{FORM: page.form}))
        resources.update(dictionary(XObject=forms))
        matrix = " ".join(f"{operand:.5f}" for operand in page.placement.matrix)
        paints = stream(f"Q q {matrix} cm /{FORM} Do Q".encode("ascii"), dictionary())
        contents = [self.save_state, *objects.each(entries, "Contents"), objects.add(paints)]
        entries.update(dictionary(Resources=resources, Contents=Array(contents)))
        if page.links:
            annotations = [*objects.each(entries, "Annots"), *page.links]
            entries.update(dictionary(Annots=Array(annotations), Tabs="S"))
        self.file.put(number, entries)

    def write(self, accessible: bool, archive: str) -> None:
        """Write the structure tree root, the parent tree and the claims of the packet."""
        number, entries = self.file.entries(dict.get(self.objects.catalog, "/StructTreeRoot"))
        pairs = [item for name in sorted(self.ids) for item in (name, self.ids[name])]
        entries.update(
            dictionary(ParentTreeNextKey=self.key, IDTree=dictionary(Names=array(pairs)))
        )
        if self.rows:
            old, leaf = self.file.entries(dict.get(self.root, "/ParentTree"))
            keys = [int(self.objects.resolve(key)) for key in self.objects.each(leaf, "Nums")[::2]]
            leaf.update(dictionary(Limits=array([keys[0], keys[-1]])))
            self.file.put(old, leaf)
            kids = [
                Reference(old, 0, self.objects.reader),
                self.objects.add(parent_tree(self.rows)),
            ]
            entries.update(dictionary(ParentTree=dictionary(Kids=Array(kids))))
        self.file.put(number, entries)
        if not accessible or archive != LEVELS[0]:
            metadata_number, _ = self.file.entries(dict.get(self.objects.catalog, "/Metadata"))
            metadata = self.objects.get(self.objects.catalog, "Metadata")
            self.file.put(metadata_number, restrict_claims(metadata, accessible, archive))


INSIDE = "Page"  # the name of the page's own form in the form that marks it


class ParentTreeRow(NamedTuple):
    """A new element, and the key and value of its row in the parent tree."""

    element: Reference
    key: int
    value: Raw


def add_figure(
    objects: Objects, page: _InsertPage, parent: Reference, alternative: str, key: int
) -> ParentTreeRow:
    """Add a Figure that holds all of a page's form, with an alternative text."""
    mark = dictionary(Type="MCR", Pg=page.sheet, Stm=page.form, MCID=0)
    box = transform_box(page.placement.matrix, page.placement.visible)
    layout = dictionary(O="Layout", Placement="Block", BBox=array(list(box)))
    figure = objects.add(
        dictionary(
            Type="StructElem", S="Figure", P=parent, Alt=text_bytes(alternative), A=layout, K=mark
        )
    )
    objects.put(page.form, _marked_form(objects, objects.resolve(page.form), key))
    return ParentTreeRow(figure, key, Array([figure]))


def add_link(
    objects: Objects, annotation: Reference, sheet: Reference, parent: Reference, key: int
) -> ParentTreeRow:
    """Add a Link element, so that screen-reader users reach the link and hear its address."""
    entries = objects.dictionary(annotation)
    contents = objects.get(entries, "Contents")
    kid = dictionary(Type="OBJR", Pg=sheet, Obj=annotation)
    alternative = {"Alt": contents} if contents else {}
    element = objects.add(dictionary(Type="StructElem", S="Link", P=parent, K=kid, **alternative))
    entries.update(dictionary(StructParent=key))
    return ParentTreeRow(element, key, element)


def _marked_form(objects: Objects, form: Stream, key: int) -> Stream:
    """Return a form that paints another form as one marked-content sequence."""
    resources = dictionary(XObject=dictionary(**{INSIDE: objects.add(form)}))
    entries = dictionary(
        Type="XObject",
        Subtype="Form",
        BBox=dict.get(form, "/BBox"),
        StructParents=key,
        Resources=resources,
    )
    return stream(f"/Figure <</MCID 0>> BDC /{INSIDE} Do EMC".encode("ascii"), entries)
