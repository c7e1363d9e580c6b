"""The Story: every part of a handout as flowables, made afresh whenever a layout asks for one."""

from __future__ import annotations

from typing import NamedTuple

from press.brand import Brand
from press.content.handout import Handout, Section
from press.content.tree import Picture, Text, blocks_in, leaves
from press.problems import Collecting, Place, Problem
from press.tagged.nodes import Node
from press.typeset.blocks import Setter
from press.typeset.editions import STANDARD, Edition
from press.typeset.flowables import Beside, Code, Figure, Ruled, Stack, Symbol
from press.typeset.fonts import fonts_of
from press.typeset.para import Para, Piece
from press.typeset.phrases import PHRASES, phrases
from press.typeset.pictures import load_art, load_file
from press.typeset.styles import Scale, Styles
from press.typeset.symbols import warning

UPRIGHT = 1.6  # a logo narrower than this, for its height, has no name in it that could be read: the name stands beside


class Passage(NamedTuple):
    """A section, its heading and what follows it."""

    section: Section
    flowables: list[Piece]


class Story:
    """A handout in a brand and an edition, at one size of body text (points), in one layout's type scale."""

    def __init__(self, handout: Handout, brand: Brand, scale: Scale, body_size: float, edition: Edition = STANDARD) -> None:
        self.handout = handout
        self.brand = brand
        self.language = handout.language or brand.language
        self.phrases = phrases(self.language) or {}
        self.styles = Styles(scale, brand, body_size, edition)
        self._setter = Setter(self.styles, self.phrases)
        self.grids = self._setter.grids
        self._contact = Node("Sect")
        self._call_us = Node("Sect")
        self._sources = Node("Sect")
        # What practice.yaml says, in a handout of another language.
        self._theirs = brand.language if brand.language != self.language else None

    # What the handout says

    def title(self, width: float, most: int) -> Para:
        """The title, made smaller in two steps where it would take more than ``most`` lines of ``width`` points."""
        node = Node("H1", once="title")
        made = self._setter.line(self.handout.title.text, "title", node)
        for by in (0.89, 0.8):
            made.wrap(width, 1e6)
            if made.lines <= most:
                break
            made = self._setter.line(self.handout.title.text, "title", node, scaled=by)
        return made

    def subtitle(self) -> Para | None:
        subtitle = self.handout.subtitle
        return self._setter.line(subtitle.text, "subtitle", Node("P", once="subtitle")) if subtitle else None

    def summary(self) -> list[Piece]:
        """Its label and the short answer; empty where the handout has none."""
        if not self.handout.summary:
            return []
        around = Node("Sect")
        label = self._setter.line(self.phrases["short-answer"], "label", Node("P", around, once="summary-label"))
        return [label, self._setter.line(self.handout.summary.text, "summary", Node("P", around, once="summary"))]

    def passages(self) -> list[Passage]:
        """The sections in reading order."""
        return [Passage(section, self._passage(section)) for section in self.handout.sections]

    def picture(self, widest: float, highest: float, align: str = "left") -> Figure | None:
        """The handout's picture, at most so large in points."""
        picture = self.handout.picture
        if not picture:
            return None
        node = Node("Figure", alt=picture.alt.text, once="picture")
        return Figure(load_art(picture, self.brand, not self.styles.edition.areas), node, highest, widest, align)

    # Whose it is

    def mark(self, widest: float, highest: float) -> Piece:
        """The practice's logo, or its name where it has none; the logo at most so large in points."""
        if self.brand.logo:
            art = load_file(self.brand.logo, self.brand.colors, self.brand.logo_at, not self.styles.edition.areas)
            if art.width < UPRIGHT * art.height:  # the name beside it says it all
                return Beside(Figure(art, None, highest, widest), [self._mark()], gap=8, middle=True, after=8)
            return Stack([Figure(art, Node("Figure", alt=self.brand.name, once="mark"), highest, widest)], after=10)
        return self._mark()

    def tagline(self) -> Para | None:
        return (
            self._setter.line(self.brand.tagline, "tagline", self._once("tagline", None, typed=True))
            if self.brand.tagline
            else None
        )

    def call_us(self) -> list[Piece]:
        """Whom to call with questions: the label, the number, and the line for when the practice is closed."""
        around = self._call_us
        label = self._setter.line(self.phrases["call-us"], "call", self._once("call", around))
        made: list[Piece] = [label, self._unbroken(self.brand.phone, "phone", self._once("call-phone", around))]
        if self.brand.emergency_line:
            text = f"{self.phrases['emergency']}: {self.brand.emergency_line}"
            made.append(self._setter.line(text, "call-note", self._once("call-note", around)))
        return made

    def notes(self, height: float) -> Piece:
        """A place to write in, ``height`` points high at most: a label, and lines far enough apart for a hand."""
        label = self._setter.line(self.phrases["notes"], "label", Node("P", once="notes"))
        return Ruled(label, height, self.styles.color("primary"))

    def name(self) -> Para:
        return self._contact_line("name", self.brand.name, "contact-strong")

    def address(self) -> list[Para]:
        """Street, and city with state and ZIP."""
        return [self._contact_line("street", self.brand.street), self._contact_line("town", self.brand.town)]

    def numbers(self) -> list[Para]:
        """Telephone and fax numbers, each with its label; the main number is set apart by ``main_number``."""
        made = [
            self._contact_line(f"phone-{at}", f"{label} {number}", typed=True)
            for at, (label, number) in enumerate(self.brand.other_phones)
        ]
        if self.brand.fax:
            made.append(self._contact_line("fax", f"{self.phrases['fax']} {self.brand.fax}"))
        return made

    def short_contact(self) -> Para:
        """Whom to call, on one line: for the foot of a page that is not the last."""
        text = f"{self.brand.short_name} · {self.brand.phone.replace(' ', chr(160))}"
        return self._setter.line(text, "contact", Node("P", once="short-contact"))

    def main_number(self) -> Para:
        return self._unbroken(self.brand.phone, "contact-phone", self._once("contact-phone", self._contact))

    def hours(self) -> list[Para]:
        """Office hours by line; where they are not known, how to learn them."""
        if not self.brand.hours:
            return [self._contact_line("hours", self.phrases["call-for-hours"].format(phone=self.brand.phone))]
        return [
            self._contact_line(f"hours-{at}", f"{days}: {_together(times)}", typed=True)
            for at, (days, times) in enumerate(self.brand.hours)
        ]

    def online(self) -> list[Para]:
        """Web and e-mail addresses, as far as there are any."""
        addresses = (("website", self._website), ("email", self.brand.email))
        return [self._unbroken(text, "contact", self._once(key, self._contact)) for key, text in addresses if text]

    def code(self, side: float) -> Code | None:
        """The QR code, ``side`` points wide or as much wider as a long address needs to be scanned."""
        if not self.brand.qr:
            return None
        calls = self.brand.qr.startswith("tel:")
        target = self.brand.phone if calls else self.brand.qr
        alt = self.phrases["code-calls" if calls else "code-opens"].format(target=target)
        return Code(self.brand.qr, side, self.styles.color("ink"), Node("Figure", self._contact, alt=alt, once="code"))

    def code_label(self) -> Para | None:
        if not self.brand.qr:
            return None
        calls = self.brand.qr.startswith("tel:")
        return self._contact_line("code-label", self.phrases["scan-to-call" if calls else "scan-to-open"], "code")

    # What the office needs

    def form_line(self, page: int = 1, pages: int = 1) -> Para | None:
        """Form number, version, review, and page where there are several, as far as they are known; else None."""
        handout, review = self.handout, self.handout.review
        parts = []
        if handout.form:
            parts.append(self.phrases["form"].format(form=handout.form))
        if handout.version:
            text = self.phrases["version"].format(version=handout.version)
            parts.append(text if parts else text[0].upper() + text[1:])
        if review.status == "approved" and review.on and review.due:
            parts.append(self.phrases["reviewed"].format(on=review.on.isoformat(), by=review.by))
            parts.append(self.phrases["due"].format(due=review.due.isoformat()))
        if pages > 1:
            parts.append(self.phrases["page"].format(page=page, pages=pages))
        return self._setter.line(" · ".join(parts), "small", Node("P", once="form")) if parts else None

    def notices(self) -> list[Piece]:
        """That it is a draft, and that the practice is a sample, where they are; each with a symbol."""
        texts = []
        if self.handout.review.status != "approved":
            texts.append(("draft", self.phrases["draft"]))
        if self.brand.sample:
            texts.append(("sample", f"{self.phrases['sample']} · {self.phrases['sample-why']}"))
        return [self._notice(key, text) for key, text in texts]

    def sources(self) -> list[Para]:
        """Where the facts are from: a label and a line each; empty where the handout names none."""
        around = self._sources
        notes = [
            self._setter.line(". ".join(filter(None, (one.title, one.publisher))), "source", self._once(f"source-{at}", around))
            for at, one in enumerate(self.handout.sources)
        ]
        label = self._setter.line(self.phrases["sources"], "source-label", self._once("sources", around))
        return [label, *notes] if notes else []

    def sample_word(self) -> str | None:
        """The word that stands across a page of a practice that is only a sample."""
        return self.phrases["sample"] if self.brand.sample else None

    @property
    def _website(self) -> str:
        return (self.brand.website or "").removeprefix("https://").removeprefix("http://").rstrip("/")

    def _once(self, key: str, parent: Node | None, typed: bool = False) -> Node:
        """A paragraph that is read once, however often layouts print it; ``typed`` in the practice's own language."""
        return Node("P", parent, once=key, lang=self._theirs if typed else None)

    def _contact_line(self, key: str, text: str, role: str = "contact", typed: bool = False) -> Para:
        return self._setter.line(text, role, self._once(key, self._contact, typed))

    def _mark(self) -> Para:
        return self._setter.line(self.brand.short_name, "mark", Node("P", once="mark"))

    def _unbroken(self, text: str, role: str, node: Node) -> Para:
        made = self._setter.line(text, role, node)
        made.one_line = True
        return made

    def place_of(self, text: str) -> Place:
        """Where a text that stands outside the sections was typed: in the handout, else in practice.yaml."""
        title, summary = self.handout.title, self.handout.summary
        if text == title.text or (self.handout.subtitle and text == self.handout.subtitle.text):
            return title.place
        if summary and text in (summary.text, self.phrases["short-answer"]):
            return summary.place
        return self.brand.place if text in (self.brand.name, self.brand.short_name, self.brand.phone) else self.handout.place

    def _notice(self, key: str, text: str) -> Piece:
        side = 1.15 * self.styles.type("draft").size
        line, paper = self.styles.color("accent"), self.styles.color("paper")
        symbol = Symbol(side, warning(line, line, paper) if self.styles.edition.areas else warning(line, paper, line))
        return Beside(symbol, [self._setter.line(text, "draft", Node("P", once=key))], gap=4, middle=True)

    def _passage(self, section: Section) -> list[Piece]:
        around = Node("Sect", lang=section.language if section.language != self.language else None)
        heading = self._setter.line(section.heading.text, "heading", Node("H2", around))
        heading.keep_with_next = True
        return [heading, *self._setter.blocks(section.body, around)]


def _together(times: str) -> str:
    """Opening times on one line, where they are short enough to be."""
    return times.replace(" ", "\u00a0") if len(times) <= 24 else times


def check_story(handout: Handout, brand: Brand) -> list[Problem]:
    """What keeps a handout from being typeset at all: characters, pictures, the language; in one pass."""
    problems: list[Problem] = []
    fonts = fonts_of(brand.fonts)
    for leaf in (*leaves(handout), *brand.texts):
        for offset, char in fonts.missing(leaf.text):
            problems.append(_missing(leaf, offset, char))
    for picture in blocks_in((handout.picture, handout.sections)):
        if isinstance(picture, Picture):
            with Collecting(problems):
                load_art(picture, brand)
    if brand.logo:
        with Collecting(problems):
            load_file(brand.logo, brand.colors, brand.logo_at)
    language = handout.language or brand.language
    if phrases(language) is None:
        hint = f"Use one of: {', '.join(PHRASES)}; or add its phrases to the program"
        place = handout.language_at if handout.language else brand.place
        problems.append(Problem(place, "T06", f"The program has no words of its own in '{language}'", hint))
    return problems


def _missing(leaf: Text, offset: int, char: str) -> Problem:
    shown = f"'{char}' " if char.isprintable() else ""
    hint = "Write it in another way, or choose a font that has it"
    return Problem(leaf.at(offset), "T02", f"The fonts have no character {shown}(U+{ord(char):04X})", hint)
