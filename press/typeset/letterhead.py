"""Whose paper it is, as flowables: mark, address, numbers, hours, square code, and whom to call.

Layouts may print any of it on each page: it is read once, and repeated as page furniture.
"""

from __future__ import annotations

from press.brand.brand import Brand
from press.tagged.nodes import StructElem
from press.typeset.blocks import Setter
from press.typeset.flowables.containers import Beside, Figure, Row, Space, Stack
from press.typeset.flowables.qr_code import QrCode
from press.typeset.flowables.tables import Grid
from press.typeset.phrases import phrases
from press.typeset.pictures.load import load_file
from press.typeset.styles import Styles
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

UPRIGHT = 1.6  # a logo narrower than this, for its height, has no name in it that could be read: the name stands beside


class Letterhead:
    """A brand in one set of styles, on a handout in ``language``."""

    def __init__(self, brand: Brand, language: str, styles: Styles) -> None:
        self.brand = brand
        self.language = language
        self.phrases = phrases(language) or {}
        self.styles = styles
        self.grids: list[Grid] = []
        self._setter = Setter(styles, self.phrases, self.grids)
        self._contact = StructElem("Sect")
        self._call_us = StructElem("Sect")
        # What practice.yaml says, in a handout of another language.
        self._theirs = brand.language if brand.language != language else None

    def mark(self, widest: float, highest: float) -> StoryFlowable:
        """The practice's logo, or its name where it has none; the logo at most so large in points."""
        if self.brand.logo:
            art = load_file(
                self.brand.logo,
                self.brand.colors,
                self.brand.logo_at,
                not self.styles.edition.areas,
            )
            if art.width < UPRIGHT * art.height:  # the name beside it says it all
                return Beside(
                    Figure(art, None, highest, widest), [self._mark()], gap=8, middle=True, after=8
                )
            return Stack(
                [
                    Figure(
                        art, StructElem("Figure", alt=self.brand.name, once="mark"), highest, widest
                    )
                ],
                after=10,
            )
        return self._mark()

    def tagline(self) -> TaggedParagraph | None:
        return (
            self._setter.line(
                self.brand.tagline, "tagline", self._once("tagline", None, typed=True)
            )
            if self.brand.tagline
            else None
        )

    def call_us(self) -> list[TaggedParagraph]:
        """Whom to call with questions: the label, the number, and the line for when the practice is closed."""
        around = self._call_us
        label = self._setter.line(self.phrases["call-us"], "call", self._once("call", around))
        made = [label, self._unbroken(self.brand.phone, "phone", self._once("call-phone", around))]
        if self.brand.emergency_line:
            text = f"{self.phrases['emergency']}: {self.brand.emergency_line}"
            made.append(self._setter.line(text, "call-note", self._once("call-note", around)))
        return made

    def name(self) -> TaggedParagraph:
        return self._contact_line("name", self.brand.name, "contact-strong")

    def address(self) -> list[TaggedParagraph]:
        """Street, and city with state and ZIP."""
        return [
            self._contact_line("street", self.brand.street),
            self._contact_line("town", self.brand.town),
        ]

    def sender(self) -> list[TaggedParagraph]:
        """Who sends a piece of mail, as far as its outside may tell."""
        brand = self.brand
        initials = "".join(word[0] for word in brand.name.split() if word[0].isupper())
        name = {"full": brand.name, "initials": initials}.get(brand.sender)
        lines = [*([name] if name else []), brand.street, brand.town]
        return [
            self._setter.line(text, "contact", StructElem("P", once=f"sender-{at}"))
            for at, text in enumerate(lines)
        ]

    def outside(self) -> TaggedParagraph:
        """What stands in the place of the title where anybody can read it."""
        return self._setter.line(self.phrases["outside"], "title", StructElem("P", once="outside"))

    def stamp(self) -> TaggedParagraph:
        return self._setter.line(self.phrases["stamp"], "small", StructElem("P", once="stamp"))

    def contact(self, number: TaggedParagraph | None = None) -> list[TaggedParagraph]:
        """Who, where and how to reach them, in lines; with the main ``number`` where nothing beside them says it."""
        first = [number] if number else []
        return [
            self.name(),
            *self.address(),
            *first,
            *self.numbers(),
            *self.hours(),
            *self.online(),
        ]

    def contact_rows(self, gap: float = 16) -> list[StoryFlowable]:
        """The same in lines as wide as their place, where height is dear: each kind of it in a line, as far as it goes."""
        groups = ([self.name()], self.address(), self.numbers(), self.hours(), self.online())
        return [Row(group, gap) for group in groups if group]

    def whole_contact(self, side: float) -> list[StoryFlowable]:
        """The same with the main number, and below it the square code, ``side`` points wide, where there is one."""
        code = self.code(side)
        below = [Space(9), Beside(code, [self.code_label()], middle=True)] if code else []
        return [*self.contact(self.main_number()), *below]

    def numbers(self) -> list[TaggedParagraph]:
        """Telephone and fax numbers, each with its label; the main number is set apart by ``main_number``."""
        made = [
            self._contact_line(f"phone-{at}", f"{label} {number}", typed=True)
            for at, (label, number) in enumerate(self.brand.other_phones)
        ]
        if self.brand.fax:
            made.append(self._contact_line("fax", f"{self.phrases['fax']} {self.brand.fax}"))
        return made

    def short_contact(self, width: float) -> list[TaggedParagraph]:
        """Whom to call, for the foot of a page: one line, or the number below a name that leaves it no room."""
        name, number = self.brand.short_name, self.brand.phone.replace(" ", "\u00a0")
        line = self._setter.line(
            f"{name} · {number}", "contact", StructElem("P", once="short-contact")
        )
        line.wrap(width, 1e6)
        if line.lines == 1:
            return [line]
        return [
            self._setter.line(name, "contact", StructElem("P", once="short-contact")),
            self._unbroken(number, "contact", StructElem("P", once="short-number")),
        ]

    def main_number(self) -> TaggedParagraph:
        return self._unbroken(
            self.brand.phone, "contact-phone", self._once("contact-phone", self._contact)
        )

    def hours(self) -> list[TaggedParagraph]:
        """Office hours by line; where they are not known, how to learn them."""
        if not self.brand.hours:
            return [
                self._contact_line(
                    "hours", self.phrases["call-for-hours"].format(phone=self.brand.phone)
                )
            ]
        return [
            self._contact_line(f"hours-{at}", f"{days}: {_together(times)}", typed=True)
            for at, (days, times) in enumerate(self.brand.hours)
        ]

    def online(self) -> list[TaggedParagraph]:
        """Web and e-mail addresses, as far as there are any."""
        addresses = (("website", self._website), ("email", self.brand.email))
        return [
            self._unbroken(text, "contact", self._once(key, self._contact))
            for key, text in addresses
            if text
        ]

    def code(self, side: float) -> QrCode | None:
        """The QR code, ``side`` points wide or as much wider as a long address needs to be scanned."""
        if not self.brand.qr:
            return None
        calls = self.brand.qr.startswith("tel:")
        target = self.brand.phone if calls else self.brand.qr
        alt = self.phrases["code-calls" if calls else "code-opens"].format(target=target)
        return QrCode(
            self.brand.qr,
            side,
            self.styles.color("ink"),
            StructElem("Figure", self._contact, alt=alt, once="code"),
        )

    def code_label(self) -> TaggedParagraph | None:
        if not self.brand.qr:
            return None
        calls = self.brand.qr.startswith("tel:")
        return self._contact_line(
            "code-label", self.phrases["scan-to-call" if calls else "scan-to-open"], "code"
        )

    @property
    def _website(self) -> str:
        return (
            (self.brand.website or "").removeprefix("https://").removeprefix("http://").rstrip("/")
        )

    def _once(self, key: str, parent: StructElem | None, typed: bool = False) -> StructElem:
        """A paragraph that is read once, however often layouts print it; ``typed`` in the practice's own language."""
        return StructElem("P", parent, once=key, lang=self._theirs if typed else None)

    def _contact_line(
        self, key: str, text: str, role: str = "contact", typed: bool = False
    ) -> TaggedParagraph:
        return self._setter.line(text, role, self._once(key, self._contact, typed))

    def _mark(self) -> TaggedParagraph:
        return self._setter.line(self.brand.short_name, "mark", StructElem("P", once="mark"))

    def _unbroken(self, text: str, role: str, element: StructElem) -> TaggedParagraph:
        made = self._setter.line(text, role, element)
        made.one_line = True
        return made


def _together(times: str) -> str:
    """Opening times on one line, where they are short enough to be."""
    return times.replace(" ", "\u00a0") if len(times) <= 24 else times
