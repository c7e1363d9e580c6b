"""From a Brand to its letterhead: logo, address, telephone numbers, office hours, QR code.

Layouts may print any of it on each page. It is read aloud once, and repeated as page furniture.
"""

from __future__ import annotations

from press.brand.brand import Brand
from press.tagged.nodes import StructElem
from press.typeset.blocks import Typesetter
from press.typeset.flowables.beside import Beside, Row
from press.typeset.flowables.containers import Space, Stack
from press.typeset.flowables.figures import Figure
from press.typeset.flowables.qr_code import QrCode
from press.typeset.flowables.tables import Grid
from press.typeset.phrases import phrases
from press.typeset.pictures.load import load_file
from press.typeset.styles import Styles
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

# Width by height. A narrower logo has no legible name in it, so the name is printed beside it.
UPRIGHT = 1.6


class Letterhead:
    """The letterhead of a brand in one set of styles, on a handout in ``language``.

    ``grids`` collects the tables that are made for it.
    """

    def __init__(self, brand: Brand, language: str, styles: Styles) -> None:
        self.brand = brand
        self.language = language
        self.phrases = phrases(language) or {}
        self.styles = styles
        self.grids: list[Grid] = []
        self._typesetter = Typesetter(styles, self.phrases, self.grids)
        self._contact = StructElem("Sect")
        self._call_us = StructElem("Sect")
        # The language of practice.yaml's texts in a handout of another language; else None.
        self._brand_language = brand.language if brand.language != language else None

    def mark(self, widest: float, highest: float) -> StoryFlowable:
        """Return the practice's logo, or its name if it has none.

        The logo is at most ``widest`` points wide and ``highest`` points high.
        """
        if self.brand.logo:
            art = load_file(
                self.brand.logo,
                self.brand.colors,
                self.brand.logo_at,
                not self.styles.edition.areas,
            )
            file = self.brand.logo.replace("\\", "/").rpartition("/")[2]
            place = self.brand.logo_at
            if art.width < UPRIGHT * art.height:  # decoration: the name is beside it
                return Beside(
                    Figure(art, None, highest, widest, file=file, place=place),
                    [self._mark()],
                    gap=8,
                    middle=True,
                    after=8,
                )
            return Stack(
                [
                    Figure(
                        art,
                        StructElem("Figure", alt=self.brand.name, once="mark"),
                        highest,
                        widest,
                        file=file,
                        place=place,
                    )
                ],
                after=10,
            )
        return self._mark()

    def tagline(self) -> TaggedParagraph | None:
        """Return the practice's tagline, None if it has none."""
        if not self.brand.tagline:
            return None
        element = self._once("tagline", None, in_brand_language=True)
        return self._typesetter.line(self.brand.tagline, "tagline", element)

    def call_us(self) -> list[TaggedParagraph]:
        """Return a label, the main number, and the line for when the practice is closed."""
        parent = self._call_us
        number = self._unbroken(self.brand.phone, "phone", self._once("call-phone", parent))
        lines = [
            self._typesetter.line(self.phrases["call-us"], "call", self._once("call", parent)),
            number,
        ]
        if self.brand.emergency_line:
            text = f"{self.phrases['emergency']}: {self.brand.emergency_line}"
            lines.append(self._typesetter.line(text, "call-note", self._once("call-note", parent)))
        return lines

    def name(self) -> TaggedParagraph:
        """Return the practice's full name."""
        return self._contact_line("name", self.brand.name, "contact-strong")

    def address(self) -> list[TaggedParagraph]:
        """Return the street, and the city with state and ZIP code."""
        return [
            self._contact_line("street", self.brand.street),
            self._contact_line("town", self.brand.town),
        ]

    def sender(self) -> list[TaggedParagraph]:
        """Return the sender's lines, with as much of the name as the outside of mail may show."""
        brand = self.brand
        initials = "".join(word[0] for word in brand.name.split() if word[0].isupper())
        name = {"full": brand.name, "initials": initials}.get(brand.sender)
        lines = [*([name] if name else []), brand.street, brand.town]
        return [
            self._typesetter.line(text, "contact", StructElem("P", once=f"sender-{index}"))
            for index, text in enumerate(lines)
        ]

    def outside(self) -> TaggedParagraph:
        """Return the text that replaces the title where strangers can read it."""
        return self._typesetter.line(
            self.phrases["outside"], "title", StructElem("P", once="outside")
        )

    def stamp(self) -> TaggedParagraph:
        """Return the label of the place for the stamp."""
        return self._typesetter.line(self.phrases["stamp"], "small", StructElem("P", once="stamp"))

    def contact(self, number: TaggedParagraph | None = None) -> list[TaggedParagraph]:
        """Return the practice's name, address, numbers, hours and online addresses, in lines.

        ``number`` is the main number, None if the layout has it elsewhere.
        """
        main_number = [number] if number else []
        return [
            self.name(),
            *self.address(),
            *main_number,
            *self.numbers(),
            *self.hours(),
            *self.online(),
        ]

    def contact_rows(self, gap: float = 16) -> list[StoryFlowable]:
        """Return the same as contact() in few, wide lines: a Row for each kind of information.

        ``gap`` is the distance between two of them, in points.
        """
        groups = ([self.name()], self.address(), self.numbers(), self.hours(), self.online())
        return [Row(group, gap) for group in groups if group]

    def whole_contact(self, side: float) -> list[StoryFlowable]:
        """Return contact() with the main number, and the QR code below it.

        ``side`` is the width of the code, in points.
        """
        code = self.code(side)
        below = [Space(9), Beside(code, [self.code_label()], middle=True)] if code else []
        return [*self.contact(self.main_number()), *below]

    def numbers(self) -> list[TaggedParagraph]:
        """Return the other telephone numbers and the fax number, each with its label.

        ``main_number`` has the main number.
        """
        lines = [
            self._contact_line(f"phone-{index}", f"{label} {number}", in_brand_language=True)
            for index, (label, number) in enumerate(self.brand.other_phones)
        ]
        if self.brand.fax:
            lines.append(self._contact_line("fax", f"{self.phrases['fax']} {self.brand.fax}"))
        return lines

    def short_contact(self, width: float) -> list[TaggedParagraph]:
        """Return the practice's name and number for the foot of a page.

        They are on one line, or on two if ``width``, in points, is too narrow.
        """
        name, number = self.brand.short_name, self.brand.phone.replace(" ", "\u00a0")
        line = self._typesetter.line(
            f"{name} · {number}", "contact", StructElem("P", once="short-contact")
        )
        line.wrap(width, 1e6)
        if line.lines == 1:
            return [line]
        return [
            self._typesetter.line(name, "contact", StructElem("P", once="short-contact")),
            self._unbroken(number, "contact", StructElem("P", once="short-number")),
        ]

    def main_number(self) -> TaggedParagraph:
        """Return the main telephone number."""
        return self._unbroken(
            self.brand.phone, "contact-phone", self._once("contact-phone", self._contact)
        )

    def hours(self) -> list[TaggedParagraph]:
        """Return the office hours, or how to learn them if they are not known."""
        if not self.brand.hours:
            text = self.phrases["call-for-hours"].format(phone=self.brand.phone)
            return [self._contact_line("hours", text)]
        return [
            self._contact_line(
                f"hours-{index}", f"{days}: {_unbroken_times(times)}", in_brand_language=True
            )
            for index, (days, times) in enumerate(self.brand.hours)
        ]

    def online(self) -> list[TaggedParagraph]:
        """Return the web and e-mail addresses of the practice, if it has any."""
        addresses = (("website", self._website), ("email", self.brand.email))
        return [
            self._unbroken(text, "contact", self._once(key, self._contact))
            for key, text in addresses
            if text
        ]

    def code(self, side: float) -> QrCode | None:
        """Return the QR code, None if the practice has none.

        It is ``side`` points wide, or wider if a long address needs it.
        """
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
        """Return the label of the QR code, None if the practice has none."""
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

    def _once(
        self, key: str, parent: StructElem | None, in_brand_language: bool = False
    ) -> StructElem:
        """Return the element of a paragraph that is read once, however often it is printed."""
        lang = self._brand_language if in_brand_language else None
        return StructElem("P", parent, once=key, lang=lang)

    def _contact_line(
        self, key: str, text: str, role: str = "contact", in_brand_language: bool = False
    ) -> TaggedParagraph:
        element = self._once(key, self._contact, in_brand_language)
        return self._typesetter.line(text, role, element)

    def _mark(self) -> TaggedParagraph:
        return self._typesetter.line(self.brand.short_name, "mark", StructElem("P", once="mark"))

    def _unbroken(self, text: str, role: str, element: StructElem) -> TaggedParagraph:
        paragraph = self._typesetter.line(text, role, element)
        paragraph.one_line = True
        return paragraph


def _unbroken_times(times: str) -> str:
    """Return opening times that stay on one line, if they are short enough."""
    return times.replace(" ", "\u00a0") if len(times) <= 24 else times
