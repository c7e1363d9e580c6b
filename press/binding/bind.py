"""From a packet and somebody else's PDFs to one PDF: each page of theirs on the page that waits for it, with its tags and links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from press.binding.amend import Amended
from press.binding.graft_structure import graft, parent_tree
from press.binding.insert import LETTERS, Insert, fitted
from press.imposition.annotations import noted
from press.imposition.catalog import claiming
from press.imposition.destinations import Targets
from press.imposition.form_xobjects import page_form
from press.imposition.source import SourceFile, SourcePage, open_source
from press.imposition.structure import Moved, retag
from press.pdf.boxes import PageBox, PagePlacement, boxed
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

FORM = "Bound"  # the name of a form among a page's resources


class PlacedInsert(NamedTuple):
    """A PDF that was taken in, and where it goes: ``slot`` is the name of its element in the packet (see tagged.nodes).

    ``page`` is the first of the packet's pages that wait for it, from 1, and ``box`` where its pages may stand on each, in
    points. ``instead`` has for each page what is read where its text cannot be, in the packet's language.
    """

    taken: Insert
    slot: str
    page: int
    box: PageBox
    title: str
    instead: tuple[str, ...]

    @property
    def numbers(self) -> range:
        """Of its pages in the packet."""
        return range(self.page, self.page + self.taken.pages)


class Bound(NamedTuple):
    """The packet; its pages that no screen reader can read, or not well; the scale of each insert; and what it still claims.

    ``archive`` is the letter of PDF/A-2, or empty.
    """

    data: bytes
    unread: tuple[int, ...]
    scales: tuple[float, ...]
    accessible: bool
    archive: str


def bind(packet: bytes, inserts: Sequence[PlacedInsert]) -> Bound:
    """The packet is a file of ours; the same packet and inserts give the same bytes."""
    opened = [open_source(insert.taken.data, insert.taken.name) for insert in inserts]
    binding = _Binding(Amended(packet, [source.objects for source in opened]))
    scales = [binding.add(insert, source) for insert, source in zip(inserts, opened, strict=True)]
    accessible = all(insert.taken.accessible for insert in inserts)
    archive = max(
        (insert.taken.archive for insert in inserts), key=LETTERS.index, default=LETTERS[0]
    )
    binding.write(accessible, archive)
    unread = (
        number for insert in inserts if not insert.taken.accessible for number in insert.numbers
    )
    return Bound(binding.file.finish(), tuple(sorted(unread)), tuple(scales), accessible, archive)


class _Laid(NamedTuple):
    """A page of an insert: the packet's page that it stands on, the form that it becomes, how it is put there, and its links."""

    page: SourcePage
    sheet: Reference
    form: Reference
    how: PagePlacement
    links: tuple[Reference, ...]


class _Binding:
    def __init__(self, file: Amended) -> None:
        self.file, self.objects = file, file.objects
        self.sheets = [
            (Reference(number, 0, self.objects.reader), entries)
            for number, entries in self.objects.pages()
        ]
        self.root = self.objects.below(self.objects.catalog, "StructTreeRoot")
        self.first = self.objects.integer(self.root, "ParentTreeNextKey") or 0
        self.rows: dict[int, Raw] = {}  # of the parent tree, beside those that it has
        named = self.objects.each(self.objects.below(self.root, "IDTree"), "Names")
        self.names: dict[bytes, Raw] = {
            one.original_bytes: element
            for one, element in zip(named[::2], named[1::2], strict=True)
        }
        self.before = self.objects.add(stream(b"q", dictionary()))

    @property
    def key(self) -> int:
        """The next one of the parent tree."""
        return self.first + len(self.rows)

    def add(self, insert: PlacedInsert, source: SourceFile) -> float:
        """Lay the pages of an insert onto those that wait for them, and its tags below its element; the scale."""
        laid = self.laid(insert, source)
        element = self.names[insert.slot.encode("ascii")]
        number, entries = self.file.entries(element)
        tagged = self.tags if insert.taken.tagged else self.silence
        kids = [*self.objects.each(entries, "K"), *tagged(insert, source, laid, element)]
        entries.update(dictionary(T=text_bytes(insert.title), K=Array(kids)))
        if insert.taken.language != str(self.objects.get(self.objects.catalog, "Lang")):
            entries.update(dictionary(Lang=text_bytes(insert.taken.language)))
        self.file.put(number, entries)
        for one in laid:
            self.fill(one)
        return laid[0].how.scale

    def laid(self, insert: PlacedInsert, source: SourceFile) -> list[_Laid]:
        objects, there = source.objects, [self.sheets[number - 1] for number in insert.numbers]
        papers = [self.size(entries) for _, entries in there]
        now = {page.reference: sheet for page, (sheet, _) in zip(source.pages, there, strict=True)}
        targets, made = Targets(objects, now), []
        for page, how in zip(source.pages, fitted(insert.taken, papers, insert.box), strict=True):
            sheet = now[page.reference]
            made.append(
                _Laid(
                    page,
                    sheet,
                    objects.add(),
                    how,
                    noted(objects, page, sheet, how.matrix, targets).links,
                )
            )
            objects.put(made[-1].form, page_form(objects, page, how.seen, tagged=False))
        objects.replaced.update(now)
        return made

    def size(self, entries: Dictionary) -> tuple[float, float]:
        left, bottom, right, top = self.objects.numbers(entries, "MediaBox")
        return right - left, top - bottom

    def tags(
        self, insert: PlacedInsert, source: SourceFile, laid: Sequence[_Laid], element: Reference
    ) -> list[Raw]:
        """What is below the element of its place then: the tags that it has."""
        objects = source.objects
        pages = {
            one.page.reference: Moved(one.form, one.sheet, one.how.matrix, one.page.key)
            for one in laid
        }
        retag(objects, pages, {})
        root = objects.below(objects.catalog, "StructTreeRoot")
        grafted = graft(objects, root, element, self.key, f"{insert.slot}.".encode("ascii"))
        self.rows.update(grafted.rows)
        self.names.update(grafted.names)
        return grafted.kids

    def silence(
        self, insert: PlacedInsert, source: SourceFile, laid: Sequence[_Laid], element: Reference
    ) -> list[Raw]:
        """The same for a file without tags: a picture for each page that is not blank."""
        objects, kids = source.objects, []
        for one, seen, instead in zip(laid, insert.taken.seen, insert.instead, strict=True):
            made = []
            if seen:
                made.append(
                    picture(objects, one.form, one.sheet, one.how, element, instead, self.key)
                )
                self.rows[made[-1].key] = made[-1].holder
            for note in one.links:
                made.append(link(objects, note, one.sheet, element, self.key))
                self.rows[made[-1].key] = made[-1].holder
            kids += [row.element for row in made]
        return kids

    def fill(self, one: _Laid) -> None:
        """Paint a form onto its page, above what stands there, whatever state that leaves the page in."""
        objects, (number, entries) = self.objects, self.file.entries(one.sheet)
        _, resources = self.file.entries(dict.get(entries, "/Resources"))
        _, forms = self.file.entries(dict.get(resources, "/XObject"))
        forms.update(dictionary(**{FORM: one.form}))
        resources.update(dictionary(XObject=forms))
        paints = f"Q q {' '.join(f'{part:.5f}' for part in one.how.matrix)} cm /{FORM} Do Q".encode(
            "ascii"
        )
        contents = [
            self.before,
            *objects.each(entries, "Contents"),
            objects.add(stream(paints, dictionary())),
        ]
        entries.update(dictionary(Resources=resources, Contents=Array(contents)))
        if one.links:
            entries.update(
                dictionary(Annots=Array([*objects.each(entries, "Annots"), *one.links]), Tabs="S")
            )
        self.file.put(number, entries)

    def write(self, accessible: bool, archive: str) -> None:
        """The roots of the tags, and what the packet says of itself."""
        number, entries = self.file.entries(dict.get(self.objects.catalog, "/StructTreeRoot"))
        pairs = [one for name in sorted(self.names) for one in (name, self.names[name])]
        entries.update(
            dictionary(ParentTreeNextKey=self.key, IDTree=dictionary(Names=array(pairs)))
        )
        if self.rows:
            old, before = self.file.entries(dict.get(self.root, "/ParentTree"))
            keys = [int(self.objects.at(key)) for key in self.objects.each(before, "Nums")[::2]]
            before.update(dictionary(Limits=array([keys[0], keys[-1]])))
            self.file.put(old, before)
            kids = [
                Reference(old, 0, self.objects.reader),
                self.objects.add(parent_tree(self.rows)),
            ]
            entries.update(dictionary(ParentTree=dictionary(Kids=Array(kids))))
        self.file.put(number, entries)
        if not accessible or archive != LETTERS[0]:
            metadata, _ = self.file.entries(dict.get(self.objects.catalog, "/Metadata"))
            self.file.put(
                metadata,
                claiming(self.objects.get(self.objects.catalog, "Metadata"), accessible, archive),
            )


INSIDE = "Page"  # the name of the page's own form in the one that marks it


class ParentTreeRow(NamedTuple):
    """A new element, and the row of the parent tree that leads back to it."""

    element: Reference
    key: int
    holder: Raw


def picture(
    objects: Objects,
    form: Reference,
    sheet: Reference,
    how: PagePlacement,
    parent: Reference,
    instead: str,
    key: int,
) -> ParentTreeRow:
    """All of a page's form is one Figure from now on; ``instead`` is read for it."""
    mark = dictionary(Type="MCR", Pg=sheet, Stm=form, MCID=0)
    lies = dictionary(O="Layout", Placement="Block", BBox=array(list(boxed(how.matrix, how.seen))))
    figure = objects.add(
        dictionary(Type="StructElem", S="Figure", P=parent, Alt=text_bytes(instead), A=lies, K=mark)
    )
    objects.put(form, _under_one_mark(objects, objects.at(form), key))
    return ParentTreeRow(figure, key, Array([figure]))


def link(
    objects: Objects, note: Reference, sheet: Reference, parent: Reference, key: int
) -> ParentTreeRow:
    """Who listens finds it all the same, and hears its address."""
    entries = objects.dictionary(note)
    says = objects.get(entries, "Contents")
    kid = dictionary(Type="OBJR", Pg=sheet, Obj=note)
    made = objects.add(
        dictionary(Type="StructElem", S="Link", P=parent, K=kid, **({"Alt": says} if says else {}))
    )
    entries.update(dictionary(StructParent=key))
    return ParentTreeRow(made, key, made)


def _under_one_mark(objects: Objects, form: Stream, key: int) -> Stream:
    """A form that paints another as one piece of content."""
    resources = dictionary(XObject=dictionary(**{INSIDE: objects.add(form)}))
    entries = dictionary(
        Type="XObject",
        Subtype="Form",
        BBox=dict.get(form, "/BBox"),
        StructParents=key,
        Resources=resources,
    )
    return stream(f"/Figure <</MCID 0>> BDC /{INSIDE} Do EMC".encode("ascii"), entries)
