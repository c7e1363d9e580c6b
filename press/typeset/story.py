"""The Story: every part of a handout as flowables, made afresh whenever a layout asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from press.brand.brand import Brand
from press.content.handout import Handout, Section
from press.content.tree import Break, Inline, Text
from press.problems import Place
from press.tagged.nodes import FURNITURE, StructElem
from press.typeset.blocks import Setter
from press.typeset.editions import LARGE_PRINT, STANDARD, Edition
from press.typeset.flowables.containers import Beside, Figure, Symbol
from press.typeset.flowables.write_in import Ruled
from press.typeset.letterhead import Letterhead
from press.typeset.phrases import phrases
from press.typeset.pictures.load import load_art
from press.typeset.pictures.symbols import warning
from press.typeset.styles import Scale, Styles
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph


class Passage(NamedTuple):
    """A section, its heading and what follows it."""

    section: Section
    flowables: list[StoryFlowable]


class Story(Letterhead):
    """A handout in a brand and an edition, at one size of body text (points), in one layout's type scale."""

    def __init__(
        self,
        handout: Handout,
        brand: Brand,
        scale: Scale,
        body_size: float,
        edition: Edition = STANDARD,
    ) -> None:
        super().__init__(
            brand, handout.language or brand.language, Styles(scale, brand, body_size, edition)
        )
        self.handout = handout
        self._sources = StructElem("Sect")
        self.given: list[tuple[Section, list[StructElem]]] = []  # what layouts have to set

    # What the handout says

    def title(self, width: float, most: int) -> TaggedParagraph:
        """The title, made smaller in two steps where it would take more than ``most`` lines of ``width`` points.

        In two more where a word of it is wider than that. Large print leaves it as large as it is: no heading may be larger.
        """
        node = StructElem("H1", once="title")
        made = self._setter.line(self.handout.title.text, "title", node)
        for by in () if self.styles.edition.name == LARGE_PRINT else (0.89, 0.8, 0.7, 0.6):
            tears = made.minWidth() > width
            made.wrap(width, 1e6)
            if not tears and (made.lines <= most or by < 0.8):
                break
            made = self._setter.line(self.handout.title.text, "title", node, scaled=by)
        return made

    def subtitle(self) -> TaggedParagraph | None:
        subtitle = self.handout.subtitle
        return (
            self._setter.line(subtitle.text, "subtitle", StructElem("P", once="subtitle"))
            if subtitle
            else None
        )

    def summary(self) -> list[StoryFlowable]:
        """Its label and the short answer; empty where the handout has none."""
        if not self.handout.summary:
            return []
        around = StructElem("Sect")
        label = self._setter.line(
            self.phrases["short-answer"], "label", StructElem("P", around, once="summary-label")
        )
        return [
            label,
            self._setter.line(
                self.handout.summary.text, "summary", StructElem("P", around, once="summary")
            ),
        ]

    def passages(self) -> list[Passage]:
        """The sections in reading order."""
        made = [Passage(section, self._passage(section)) for section in self.handout.sections]
        self.given += [
            (section, [node for one in flowables for node in one.nodes])
            for section, flowables in made
        ]
        return made

    def picture(self, widest: float, highest: float, align: str = "left") -> Figure | None:
        """The handout's picture, at most so large in points."""
        picture = self.handout.picture
        if not picture:
            return None
        node = StructElem("Figure", alt=picture.alt.text, once="picture")
        return Figure(
            load_art(picture, self.brand, not self.styles.edition.areas),
            node,
            highest,
            widest,
            align,
        )

    def notes(self, height: float) -> StoryFlowable:
        """A place to write in, ``height`` points high at most: a label, and lines far enough apart for a hand."""
        label = self._setter.line(self.phrases["notes"], "label", StructElem("P", once="notes"))
        return Ruled(label, height, self.styles.color("primary"))

    # What the office needs

    def form_line(
        self, page: int = 1, pages: int = 1, reviewed: bool = True
    ) -> TaggedParagraph | None:
        """Form number, version, review, and page where there are several, as far as they are known; else None."""
        parts = [*self._form(), *(self._review() if reviewed else [])]
        if pages > 1:
            parts.append(self.phrases["page"].format(page=page, pages=pages))
        text = " · ".join(parts)
        return (
            self._setter.line(text[0].upper() + text[1:], "small", StructElem("P", once="form"))
            if parts
            else None
        )

    def turn_over(self) -> TaggedParagraph:
        """That the other side has more."""
        return self._setter.line(
            self.phrases["turn-over"], "small", StructElem("P", once="turn-over")
        )

    def review_lines(self) -> list[TaggedParagraph]:
        """Who approved it, and when it is due again; none for a draft. For layouts whose form line leaves it out."""
        return [
            self._setter.line(
                part[0].upper() + part[1:], "small", StructElem("P", once=f"review-{at}")
            )
            for at, part in enumerate(self._review())
        ]

    def notices(self) -> list[StoryFlowable]:
        """That it is a draft, and that the practice is a sample, where they are; each with a symbol."""
        return [self._notice(key, text) for key, text in self.notice_texts().items()]

    def notice_texts(self) -> dict[str, str]:
        """Return the words of the notices, by the name under which each is read once."""
        texts = {}
        if self.handout.review.status != "approved":
            texts["draft"] = self.phrases["draft"]
        if self.brand.sample:
            texts["sample"] = f"{self.phrases['sample']} · {self.phrases['sample-why']}"
        return texts

    def office_texts(self) -> list[str]:
        """Return what the office needs to find on paper: form number, version and review."""
        return [*self._form(), *self._review()]

    def sources(self) -> list[TaggedParagraph]:
        """Where the facts are from: a label and a line each; empty where the handout names none."""
        around = self._sources
        notes = [
            self._setter.line(
                ". ".join(filter(None, (one.title, one.publisher))),
                "source",
                self._once(f"source-{at}", around),
            )
            for at, one in enumerate(self.handout.sources)
        ]
        label = self._setter.line(
            self.phrases["sources"], "source-label", self._once("sources", around)
        )
        return [label, *notes] if notes else []

    def sample_word(self) -> str | None:
        """The word that stands across a page of a practice that is only a sample."""
        return self.phrases["sample"] if self.brand.sample else None

    def left_out(self, there: Set[StructElem]) -> Iterator[str]:
        """The headings of the sections, and the label of the summary, that are not whole among the elements there are."""
        whole = {id(section) for section, nodes in self.given if set(nodes) - {FURNITURE} <= there}
        yield from (
            section.heading.text for section in self.handout.sections if id(section) not in whole
        )
        if self.handout.summary and "summary" not in {node.once for node in there}:
            yield self.phrases["short-answer"]

    def line(
        self, text: str, role: str = "body", scaled: float = 1, lang: str | None = None
    ) -> TaggedParagraph:
        """A line of a layout's own, in a role of the type scale, or in that role ``scaled``; ``lang`` where it is another."""
        return self._setter.line(text, role, StructElem("P", lang=lang), scaled=scaled)

    def lines(self, texts: Sequence[str], role: str, lang: str | None = None) -> TaggedParagraph:
        """One paragraph in lines of its own, such as an address: its blanks and its line ends stay as they are."""
        children: list[Inline] = []
        for text in texts:
            children += [
                *([Break()] if children else []),
                Text(text.replace(" ", "\u00a0"), self.handout.place),
            ]
        return self._setter.paragraph(tuple(children), role, StructElem("P", lang=lang))

    def title_in(self, role: str, lang: str | None = None) -> TaggedParagraph:
        """The title in another role than its own, whole."""
        return self._setter.line(
            self.handout.title.text, role, StructElem("H1", once="title", lang=lang)
        )

    def sign(self, side: float) -> Symbol:
        """The symbol of a warning, so many points wide."""
        line, paper = self.styles.color("accent"), self.styles.color("paper")
        return Symbol(
            side,
            warning(line, line, paper) if self.styles.edition.areas else warning(line, paper, line),
        )

    def place_of(self, text: str) -> Place:
        """Where a text that stands outside the sections was typed: in the handout, else in practice.yaml."""
        title, summary = self.handout.title, self.handout.summary
        if text == title.text or (self.handout.subtitle and text == self.handout.subtitle.text):
            return title.place
        if summary and text in (summary.text, self.phrases["short-answer"]):
            return summary.place
        return (
            self.brand.place
            if text in (self.brand.name, self.brand.short_name, self.brand.phone)
            else self.handout.place
        )

    def _form(self) -> list[str]:
        form, version = self.handout.form, self.handout.version
        parts = [self.phrases["form"].format(form=form)] if form else []
        return [*parts, self.phrases["version"].format(version=version)] if version else parts

    def _review(self) -> list[str]:
        review = self.handout.review
        if review.status != "approved" or not review.on or not review.due:
            return []
        done = self.phrases["reviewed"].format(on=review.on.isoformat(), by=review.by)
        return [done, self.phrases["due"].format(due=review.due.isoformat())]

    def _notice(self, key: str, text: str) -> StoryFlowable:
        return Beside(
            self.sign(1.15 * self.styles.type("draft").size),
            [self._setter.line(text, "draft", StructElem("P", once=key))],
            gap=4,
            middle=True,
        )

    def _passage(self, section: Section) -> list[StoryFlowable]:
        around, setter = StructElem("Sect"), self._setter
        if section.language and section.language != self.language:
            around.lang, own = section.language, phrases(section.language)
            setter = Setter(
                self.styles,
                own or self.phrases,
                self.grids,
                None if own else self.language,
                section.level + 1,
            )
        elif section.level != setter.level - 1:
            setter = Setter(self.styles, self.phrases, self.grids, level=section.level + 1)
        if not section.heading.text:  # of a letter
            return setter.blocks(section.body, around)
        role = "part" if section.opens else "heading"
        heading = setter.line(section.heading.text, role, StructElem(f"H{section.level}", around))
        heading.keep_with_next = True
        return [heading, *setter.blocks(section.body, around)]
