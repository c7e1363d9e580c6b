"""What all pieces of a file have in common: shared objects, and what the pages of a component need of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple
from weakref import WeakKeyDictionary

from press.print_files.component import Component, ComponentPage, Named
from press.print_files.sheet_marks import NAME, Marks
from press.print_files.syntax import Numbers
from press.print_files.writer import named


class Dressed(NamedTuple):
    """A page's content, without its mark, and its resources, all as references."""

    contents: bytes
    resources: bytes


class Common:
    """``put`` writes an object and gives its number; every object is written once, when it is first asked for."""

    def __init__(self, put: Callable[[bytes], int], marks: Marks | None) -> None:
        self._put = put
        self._numbers: dict[bytes, int] = {}
        self._dressed: WeakKeyDictionary[Component, tuple[Dressed, ...]] = WeakKeyDictionary()
        self._mark = (
            b"/%s %s" % (NAME, marks.face().filled(_Numbers(self, marks.font))) if marks else b""
        )
        self.blank = Dressed(b"", self._resources((), ()))  # a side that nothing stands on

    def once(self, key: bytes, made: Callable[[], bytes]) -> int:
        """The number of an object that is known by a ``key``."""
        if key not in self._numbers:
            self._numbers[key] = self._put(made())
        return self._numbers[key]

    def pages(self, component: Component) -> tuple[Dressed, ...]:
        """What each page of a component needs."""
        made = self._dressed.get(component)
        if made is None:
            numbers = _Numbers(self, component)
            made = self._dressed[component] = tuple(
                self._page(page, numbers) for page in component.pages
            )
        return made

    def _page(self, page: ComponentPage, numbers: Numbers) -> Dressed:
        return Dressed(
            named([numbers[one] for one in page.contents]), self._resources(page.named, numbers)
        )

    def _resources(self, several: Iterable[Named], numbers: Numbers) -> bytes:
        made = {
            kind: b"".join([b"/%s %s" % (one.name, one.value.filled(numbers)) for one in alike])
            for kind, alike in groupby(sorted(several), key=lambda one: one.kind)
        }
        if self._mark:
            made[b"Font"] = made.get(b"Font", b"") + self._mark
        said = b"<<%s>>" % b"".join([b"/%s <<%s>>" % one for one in sorted(made.items())])
        return b"%d 0 R" % self.once(said, lambda: said)


class _Numbers:
    """The numbers of a component's shared objects, by their indices."""

    def __init__(self, common: Common, component: Component) -> None:
        self._common, self._shared = common, component.shared

    def __getitem__(self, index: int) -> int:
        one = self._shared[index]
        return self._common.once(one.digest, lambda: one.written(self))
