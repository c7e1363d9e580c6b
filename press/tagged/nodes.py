"""The logical structure of a document: elements that flowables carry, and the order in which they are read.

Roles are the standard structure types of ISO 32000-1, 14.8.4. A element holds nothing of any page: what was
drawn for it is kept by the canvas, so that one story can be measured and drawn many times.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class StructElem:
    """One element: its role, where it belongs, and what is said of it.

    ``alt`` stands for what cannot be read, ``lang`` is given where it differs from the document's; ``attributes``
    is the inside of a PDF attribute dictionary. Of all elements with the same ``once`` only the first that is read is
    content; the others repeat it on further pages, as page furniture. A ``slot`` is the name, in ASCII, by which
    somebody else's pages find the element that they will be bound below: it is written though nothing is drawn for it.
    """

    __slots__ = ("alt", "attributes", "href", "lang", "once", "parent", "role", "slot")

    def __init__(
        self,
        role: str,
        parent: StructElem | None = None,
        *,
        alt: str | None = None,
        lang: str | None = None,
        attributes: str = "",
        once: str | None = None,
        href: str | None = None,
        slot: str | None = None,
    ) -> None:
        self.role, self.parent, self.slot = role, parent, slot
        self.alt, self.lang, self.attributes, self.once, self.href = (
            alt,
            lang,
            attributes,
            once,
            href,
        )

    def __copy__(self) -> StructElem:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> StructElem:
        return self


FURNITURE = StructElem(
    "Artifact"
)  # of what repeats or numbers pages, and is not part of what the document says

INLINE = ("Link", "Span")  # elements inside a paragraph, known when they are drawn
HEADINGS = ("H1", "H2", "H3", "H4")


class ReadingOrder:
    """Nodes in reading order: each with its children, below one Document."""

    def __init__(self, leaves: Iterable[StructElem]) -> None:
        """``leaves`` are the elements that text or pictures belong to, in the order in which they are to be read."""
        self.top: list[StructElem] = []
        self.children: dict[StructElem, list[StructElem]] = {}
        self._first: dict[str, StructElem] = {}
        self._stands_for: dict[StructElem, StructElem] = {}
        self._known: set[StructElem] = set()
        for leaf in leaves:
            if leaf is not FURNITURE and not self._again(leaf):
                self._attach(leaf)
        self._title_first()

    def holds(self, element: StructElem) -> bool:
        """True if the element is content; what is not is furniture, or was drawn behind the layout's back."""
        return element in self._known

    def repeats(self, element: StructElem) -> bool:
        """True if another element says the same, and is content."""
        first = self._first.get(element.once or "")
        return first is not None and first is not element

    def add(self, element: StructElem) -> None:
        """A part of an element that is known already, such as a link inside a paragraph."""
        if element not in self._known:
            self._attach(element)

    @property
    def title(self) -> StructElem | None:
        return next((element for element in self._known if element.role == "H1"), None)

    def _again(self, leaf: StructElem) -> bool:
        return leaf.once is not None and self._first.setdefault(leaf.once, leaf) is not leaf

    def _attach(self, element: StructElem) -> None:
        if element in self._known:
            return
        self._known.add(element)
        if element.parent is None:
            self.top.append(element)
            return
        self.children.setdefault(self._opened(element.parent), []).append(element)

    def _opened(self, parent: StructElem) -> StructElem:
        """The element that takes a child of ``parent`` now: what is read in between parts a section in two."""
        self._attach(parent)
        now = self._stands_for.get(parent, parent)
        if parent.parent is None and parent.role == "Sect" and self.top[-1] is not now:
            now = self._stands_for[parent] = StructElem(parent.role, lang=parent.lang)
            self._known.add(now)
            self.top.append(now)
        return now

    def _title_first(self) -> None:
        """A layout may set the title late; the first heading that is read is the title all the same."""
        title = self.title
        if title in self.top:
            before = self.top[: self.top.index(title)]
            late = next((at for at, one in enumerate(before) if self._has_heading(one)), None)
            if late is not None:
                self.top.remove(title)
                self.top.insert(late, title)

    def _has_heading(self, element: StructElem) -> bool:
        return element.role in HEADINGS or any(
            map(self._has_heading, self.children.get(element, ()))
        )
