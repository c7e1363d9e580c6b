"""What all pieces of a file have in common: shared objects, and what the pages of a component need of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple
from weakref import WeakKeyDictionary

from press.finishing.assembling.component import Component, Named, Page
from press.finishing.assembling.marks import NAME, Marks


class Dressed(NamedTuple):
    """A page's content, without its mark, and its resources, all as references."""

    contents: bytes
    resources: bytes


class Common:
    """``put`` writes an object and gives its number; every object is written once."""

    def __init__(self, put: Callable[[bytes], int], marks: Marks | None) -> None:
        self._put = put
        self._numbers: dict[bytes, int] = {}
        self._dressed: WeakKeyDictionary[Component, tuple[Dressed, ...]] = WeakKeyDictionary()
        self._mark = b""
        if marks:
            self._mark = b"/%s %s" % (NAME, marks.face().filled(self._shared(marks.font)))
        self.blank = Dressed(b"", self._resources((), []))  # a side that nothing stands on

    def pages(self, component: Component) -> tuple[Dressed, ...]:
        """What each page of a component needs."""
        made = self._dressed.get(component)
        if made is None:
            numbers = self._shared(component)
            made = self._dressed[component] = tuple(self._page(page, numbers) for page in component.pages)
        return made

    def once(self, data: bytes) -> int:
        """An object, unless it was written before."""
        if data not in self._numbers:
            self._numbers[data] = self._put(data)
        return self._numbers[data]

    def _page(self, page: Page, numbers: list[int]) -> Dressed:
        contents = b" ".join([b"%d 0 R" % numbers[one] for one in page.contents])
        return Dressed(contents, self._resources(page.named, numbers))

    def _resources(self, named: Iterable[Named], numbers: list[int]) -> bytes:
        made = {
            kind: b"".join([b"/%s %s" % (one.name, one.value.filled(numbers)) for one in several])
            for kind, several in groupby(sorted(named), key=lambda one: one.kind)
        }
        if self._mark:
            made[b"Font"] = made.get(b"Font", b"") + self._mark
        return b"%d 0 R" % self.once(b"<<%s>>" % b"".join([b"/%s <<%s>>" % one for one in sorted(made.items())]))

    def _shared(self, component: Component) -> list[int]:
        """The numbers of a component's shared objects."""
        numbers: list[int] = []
        for one in component.shared:
            if one.digest not in self._numbers:
                self._numbers[one.digest] = self._put(one.written(numbers))
            numbers.append(self._numbers[one.digest])
        return numbers
