"""From the shared objects of components to one copy of each in the print file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple
from weakref import WeakKeyDictionary

from press.print_files.component import Component, ComponentPage, Named
from press.print_files.sheet_marks import NAME, Marks
from press.print_files.syntax import Numbers
from press.print_files.writer import reference_list


class PageObjects(NamedTuple):
    """References to a page's content streams, without its sheet mark, and to its resources."""

    contents: bytes
    resources: bytes


class SharedObjects:
    """The shared objects of a file. Each is written once, on the first request.

    ``put`` writes an object and returns its number. ``marks`` are None if sheets have none.
    """

    def __init__(self, put: Callable[[bytes], int], marks: Marks | None) -> None:
        self._put = put
        self._numbers: dict[bytes, int] = {}
        self._pages: WeakKeyDictionary[Component, tuple[PageObjects, ...]] = WeakKeyDictionary()
        self._mark_font = b""
        if marks:
            font = marks.font_reference().filled(_SharedNumbers(self, marks.font))
            self._mark_font = b"/%s %s" % (NAME, font)
        self.blank = PageObjects(b"", self._resources((), ()))  # for a side without a page

    def once(self, key: bytes, write: Callable[[], bytes]) -> int:
        """Return the number of the object that is known by ``key``; write it if it is new."""
        if key not in self._numbers:
            self._numbers[key] = self._put(write())
        return self._numbers[key]

    def pages(self, component: Component) -> tuple[PageObjects, ...]:
        """Return the objects of each page of a component."""
        pages = self._pages.get(component)
        if pages is None:
            numbers = _SharedNumbers(self, component)
            pages = self._pages[component] = tuple(
                self._page(page, numbers) for page in component.pages
            )
        return pages

    def _page(self, page: ComponentPage, numbers: Numbers) -> PageObjects:
        contents = reference_list([numbers[index] for index in page.contents])
        return PageObjects(contents, self._resources(page.named, numbers))

    def _resources(self, resources: Iterable[Named], numbers: Numbers) -> bytes:
        categories = {
            kind: b"".join([b"/%s %s" % (row.name, row.value.filled(numbers)) for row in rows])
            for kind, rows in groupby(sorted(resources), key=lambda row: row.kind)
        }
        if self._mark_font:
            categories[b"Font"] = categories.get(b"Font", b"") + self._mark_font
        entries = b"".join([b"/%s <<%s>>" % category for category in sorted(categories.items())])
        data = b"<<%s>>" % entries
        return b"%d 0 R" % self.once(data, lambda: data)


class _SharedNumbers:
    """The object numbers of a component's shared objects, by their indices."""

    def __init__(self, objects: SharedObjects, component: Component) -> None:
        self._objects, self._shared = objects, component.shared

    def __getitem__(self, index: int) -> int:
        shared = self._shared[index]
        return self._objects.once(shared.digest, lambda: shared.written(self))
