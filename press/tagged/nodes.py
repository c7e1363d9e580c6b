"""Structure elements, which flowables carry, and the order in which they are read.

Roles are the standard structure types of ISO 32000-1, 14.8.4. An element has nothing about any
page: the canvas records what is drawn for it, so one story can be measured and drawn many times.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class StructElem:
    """A structure element: its role, its parent and its entries.

    ``alt`` replaces what cannot be read. ``lang`` is its language, None for its parent's.
    ``attributes`` is the inside of a PDF attribute dictionary.

    Of all elements with the same ``once`` only the first in reading order is content. The others
    repeat it on further pages, as page furniture.

    A ``slot`` is the ASCII name under which third-party pages find the element that they are bound
    below. Such an element is written though nothing is drawn for it.
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
        self.alt, self.lang, self.attributes = alt, lang, attributes
        self.once, self.href = once, href

    def __copy__(self) -> StructElem:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> StructElem:
        return self


# The element of what repeats or numbers pages, and is not part of the document's content.
FURNITURE = StructElem("Artifact")

INLINE = ("Link", "Span")  # roles of elements inside a paragraph, known when they are drawn
HEADINGS = ("H1", "H2", "H3", "H4")


class ReadingOrder:
    """Elements in reading order: those at the top, below the Document, and each one's children.

    ``leaves`` are the elements that text or pictures belong to, in reading order.
    """

    def __init__(self, leaves: Iterable[StructElem]) -> None:
        self.top: list[StructElem] = []
        self.children: dict[StructElem, list[StructElem]] = {}
        self._first: dict[str, StructElem] = {}  # by ``once``
        self._current: dict[StructElem, StructElem] = {}  # the current part of a split section
        self._known: set[StructElem] = set()
        for leaf in leaves:
            if leaf is not FURNITURE and not self._is_repeat(leaf):
                self._attach(leaf)
        self._title_first()

    def holds(self, element: StructElem) -> bool:
        """Check whether an element is content.

        One that is not is page furniture, or a layout drew it without placing it.
        """
        return element in self._known

    def repeats(self, element: StructElem) -> bool:
        """Check whether another element with the same ``once`` is content."""
        first = self._first.get(element.once or "")
        return first is not None and first is not element

    def add(self, element: StructElem) -> None:
        """Add a part of a known element, such as a link inside a paragraph."""
        if element not in self._known:
            self._attach(element)

    @property
    def title(self) -> StructElem | None:
        """The element of the title, None without a title."""
        return next((element for element in self._known if element.role == "H1"), None)

    def _is_repeat(self, leaf: StructElem) -> bool:
        return leaf.once is not None and self._first.setdefault(leaf.once, leaf) is not leaf

    def _attach(self, element: StructElem) -> None:
        if element in self._known:
            return
        self._known.add(element)
        if element.parent is None:
            self.top.append(element)
            return
        self.children.setdefault(self._open_parent(element.parent), []).append(element)

    def _open_parent(self, parent: StructElem) -> StructElem:
        """Return the element that takes the next child of ``parent``.

        A section is split in two if something else is read between its children.
        """
        self._attach(parent)
        current = self._current.get(parent, parent)
        if parent.parent is None and parent.role == "Sect" and self.top[-1] is not current:
            current = self._current[parent] = StructElem(parent.role, lang=parent.lang)
            self._known.add(current)
            self.top.append(current)
        return current

    def _title_first(self) -> None:
        """Move the title before all other headings: a layout may place it later."""
        title = self.title
        if title in self.top:
            before = self.top[: self.top.index(title)]
            heading = next(
                (index for index, element in enumerate(before) if self._has_heading(element)), None
            )
            if heading is not None:
                self.top.remove(title)
                self.top.insert(heading, title)

    def _has_heading(self, element: StructElem) -> bool:
        return element.role in HEADINGS or any(
            map(self._has_heading, self.children.get(element, ()))
        )
