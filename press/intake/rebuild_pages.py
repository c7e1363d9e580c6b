"""From a file that was opened to one with nothing in it but its pages, upright and in points, its tags and its links."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from press.binding.graft_structure import graft, parent_tree
from press.imposition.annotations import PageAnnotations, noted
from press.imposition.destinations import Targets
from press.imposition.form_xobjects import page_form
from press.imposition.source import SourceFile, SourcePage, open_source
from press.imposition.structure import BrokenTagsError, Moved, Tagged, retag
from press.intake.stream_limits import check_streams
from press.intake.strip_hidden import strip
from press.pdf.boxes import PageBox, PagePlacement, placed
from press.pdf.copying import file_of
from press.pdf.objects import (
    Array,
    BrokenError,
    Dictionary,
    Objects,
    Reference,
    array,
    dictionary,
    stream,
)

SCHEMES = ("http", "https", "mailto", "tel")
PRINTED = 4  # a link's flag: PDF/A wants it, though nothing of it is seen


class Clean(NamedTuple):
    """The new file; the size of each page in points; and whether it has tags."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    tagged: bool


class _Laid(NamedTuple):
    """A page of the old file, the new page and the form that it becomes, how that is put there, and its annotations."""

    page: SourcePage
    sheet: Reference
    form: Reference
    how: PagePlacement
    notes: PageAnnotations

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.page.box.width * self.page.unit, self.page.box.height * self.page.unit
        return (height, width) if self.page.turn % 180 else (width, height)


def cleaned(source: SourceFile, language: str) -> Clean:
    """The same bytes give the same; ``language`` is said of a file that does not say its own. Raises RefusedError."""
    objects = source.objects
    laid = _laid(source)
    tags = _tags(objects, laid)
    for one in laid:
        objects.put(one.form, page_form(objects, one.page, one.page.box, tagged=False))
        objects.put(one.sheet, _sheet(objects, one, tags))
    root = objects.below(objects.catalog, "StructTreeRoot")
    starts = [one.sheet for one in laid] + (
        [*objects.each(root, "K"), dict.get(root, "/ClassMap")] if tags else []
    )
    strip(objects, _mark(source.data), *starts)
    check_streams(objects, *starts)
    tree = _tree(objects, root) if tags else None
    if tags and tree is None:
        return cleaned(_untagged(source), language)
    return Clean(
        _written(source, laid, tree, language), tuple(one.size for one in laid), tree is not None
    )


def _laid(source: SourceFile) -> list[_Laid]:
    objects = source.objects
    sheets = [objects.add() for _ in source.pages]
    targets = Targets(
        objects, {page.reference: sheet for page, sheet in zip(source.pages, sheets, strict=True)}
    )
    made = []
    for page, sheet in zip(source.pages, sheets, strict=True):
        one = _Laid(
            page,
            sheet,
            objects.add(),
            placed(page.box, page.turn, page.unit, page.box),
            PageAnnotations((), ()),
        )
        how = placed(page.box, page.turn, page.unit, PageBox(0, 0, *one.size))
        made.append(
            one._replace(
                how=how, notes=_kept(objects, noted(objects, page, sheet, how.matrix, targets))
            )
        )
    objects.replaced.update({one.page.reference: one.sheet for one in made})
    return made


def _kept(objects: Objects, notes: PageAnnotations) -> PageAnnotations:
    """Links to the web, to mail and telephones stay; all others lead nowhere any more."""
    for link in notes.links:
        entries = objects.dictionary(link)
        entries.update(dictionary(F=PRINTED))
        address = objects.get(objects.below(entries, "A"), "URI")
        if "/A" in entries and not _is_plain(str(address)):
            del entries["/A"]
        elif address is not None and not objects.get(entries, "Contents"):
            entries.update(dictionary(Contents=address))  # who listens hears where it leads
    return notes


def _is_plain(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _tags(objects: Objects, laid: Sequence[_Laid]) -> Tagged | None:
    """None where the file has none, or they are broken."""
    pages = {
        one.page.reference: Moved(one.form, one.sheet, one.how.matrix, one.page.key) for one in laid
    }
    looks = {
        look.number: (look, one.sheet) for one in laid for look in one.notes.looks if look.number
    }
    if objects.get(objects.catalog, "StructTreeRoot") is None or len(pages) < len(laid):
        return None
    try:
        return retag(objects, pages, looks)
    except (BrokenTagsError, BrokenError):
        return None


def _sheet(objects: Objects, one: _Laid, tags: Tagged | None) -> Dictionary:
    """A new page: its form, what annotations look like, and its links."""
    names = {"Page": one.form}
    paints = [f"q {_spelt(one.how)} cm /Page Do Q"]
    for at, look in enumerate(one.notes.looks):
        if look.form is None:
            continue
        names[f"Note{at}"] = look.form
        placing = " ".join(f"{number:.5f}" for number in look.matrix)
        painted = f"q {_spelt(one.how)} cm {placing} cm /Note{at} Do Q"
        tag = tags.marks.get(look.number) if tags else None
        begins = f"/{tag[0]} <</MCID {tag[1]}>> BDC" if tag else "/Artifact BMC"
        paints.append(f"{begins} {painted} EMC" if tags else painted)
    made = dictionary(
        Type="Page", MediaBox=array([0.0, 0.0, *one.size]), Resources=dictionary(XObject=dictionary(**names)),
        Contents=objects.add(stream("\n".join(paints).encode("ascii"), dictionary())), Tabs="S",
    )  # fmt: skip
    if one.notes.links:
        made.update(dictionary(Annots=Array(one.notes.links)))
    return made


def _spelt(how: PagePlacement) -> str:
    return " ".join(f"{number:.5f}" for number in how.matrix)


def _tree(objects: Objects, root: Dictionary) -> Reference | None:
    """A new structure tree; None where the old one is none."""
    top, made = objects.add(), objects.add()
    try:
        grafted = graft(objects, root, top)
    except BrokenTagsError:
        return None
    if not grafted.rows:
        return None
    objects.put(top, dictionary(Type="StructElem", S="Document", P=made, K=Array(grafted.kids)))
    entries = dictionary(Type="StructTreeRoot", K=top, ParentTreeNextKey=len(grafted.rows))
    entries.update(
        dictionary(ParentTree=dictionary(Nums=dict.get(parent_tree(grafted.rows), "/Nums")))
    )
    if grafted.names:
        names = [one for name in sorted(grafted.names) for one in (name, grafted.names[name])]
        entries.update(dictionary(IDTree=dictionary(Names=array(names))))
    objects.put(made, entries)
    return made


def _untagged(source: SourceFile) -> SourceFile:
    """The file as if it had no tags."""
    opened = open_source(source.data, source.file)
    opened.objects.catalog.pop("/StructTreeRoot", None)
    return opened


def _written(
    source: SourceFile, laid: Sequence[_Laid], tree: Reference | None, language: str
) -> bytes:
    objects = source.objects
    pages = objects.add()
    for one in laid:
        objects.dictionary(one.sheet).update(dictionary(Parent=pages))
    objects.put(
        pages, dictionary(Type="Pages", Kids=array([one.sheet for one in laid]), Count=len(laid))
    )
    catalog = dictionary(
        Type="Catalog", Pages=pages, Lang=_language(objects, language).encode("ascii", "replace")
    )
    if tree:
        catalog.update(dictionary(StructTreeRoot=tree, MarkInfo=dictionary(Marked=True)))
    return file_of(objects, objects.add(catalog), Dictionary(), sha256(source.data).digest()[:16])


def _language(objects: Objects, usual: str) -> str:
    said = objects.get(objects.catalog, "Lang")
    return str(said).strip() if isinstance(said, (str, bytes)) and str(said).strip() else usual


def _mark(data: bytes) -> str:
    """Six capitals, of the file's bytes."""
    return "".join(chr(65 + one % 26) for one in sha256(data).digest()[:6])
