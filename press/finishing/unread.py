"""What stands in the tags for a page whose text cannot be read: a picture that says so, and its links."""

from __future__ import annotations

from typing import NamedTuple

from press.finishing.boxes import Placed, boxed
from press.finishing.objects import Array, Objects, Raw, Reference, Stream, array, dictionary, stream, text_bytes

INSIDE = "Page"  # the name of the page's own form in the one that marks it


class Row(NamedTuple):
    """A new element, and the row of the parent tree that leads back to it."""

    element: Reference
    key: int
    holder: Raw


def picture(objects: Objects, form: Reference, sheet: Reference, how: Placed, parent: Reference, instead: str, key: int) -> Row:
    """All of a page's form is one Figure from now on; ``instead`` is read for it."""
    mark = dictionary(Type="MCR", Pg=sheet, Stm=form, MCID=0)
    lies = dictionary(O="Layout", Placement="Block", BBox=array(list(boxed(how.matrix, how.seen))))
    figure = objects.add(dictionary(Type="StructElem", S="Figure", P=parent, Alt=text_bytes(instead), A=lies, K=mark))
    objects.put(form, _under_one_mark(objects, objects.at(form), key))
    return Row(figure, key, Array([figure]))


def link(objects: Objects, note: Reference, sheet: Reference, parent: Reference, key: int) -> Row:
    """Who listens finds it all the same, and hears its address."""
    entries = objects.dictionary(note)
    says = objects.get(entries, "Contents")
    kid = dictionary(Type="OBJR", Pg=sheet, Obj=note)
    made = objects.add(dictionary(Type="StructElem", S="Link", P=parent, K=kid, **({"Alt": says} if says else {})))
    entries.update(dictionary(StructParent=key))
    return Row(made, key, made)


def _under_one_mark(objects: Objects, form: Stream, key: int) -> Stream:
    """A form that paints another as one piece of content."""
    resources = dictionary(XObject=dictionary(**{INSIDE: objects.add(form)}))
    entries = dictionary(Type="XObject", Subtype="Form", BBox=dict.get(form, "/BBox"), StructParents=key, Resources=resources)
    return stream(f"/Figure <</MCID 0>> BDC /{INSIDE} Do EMC".encode("ascii"), entries)
