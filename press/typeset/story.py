"""From a Handout to its Story: each part as flowables, created anew at each call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from press.brand.brand import Brand
from press.content.handout import Handout, Section
from press.content.tree import Break, Inline, Text
from press.problems import Place
from press.tagged.nodes import FURNITURE, StructElem
from press.typeset.blocks import Typesetter
from press.typeset.editions import LARGE_PRINT, STANDARD, Edition
from press.typeset.flowables.beside import Beside
from press.typeset.flowables.figures import Figure, Symbol
from press.typeset.flowables.write_in import RuledLines
from press.typeset.letterhead import Letterhead
from press.typeset.phrases import phrases
from press.typeset.pictures.load import load_art
from press.typeset.pictures.symbols import warning
from press.typeset.styles import Scale, Styles
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph


class Passage(NamedTuple):
    """A section and its flowables, with its heading first."""

    section: Section
    flowables: list[StoryFlowable]


class Story(Letterhead):
    """A handout in a brand and an edition, in one layout's type scale.

    ``body_size`` is the size of body text, in points. ``section_elements`` has the elements of each
    section that was asked for, all of which a layout has to place.
    """

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
        self.section_elements: list[tuple[Section, list[StructElem]]] = []

    # The handout's content

    def title(self, width: float, most: int) -> TaggedParagraph:
        """Return the title, smaller if it would have more than ``most`` lines in ``width`` points.

        It gets smaller in two steps, and in two more if a word of it is wider than that. Large
        print keeps the full size, because no other heading may be larger.
        """
        element = StructElem("H1", once="title")
        title = self._typesetter.line(self.handout.title.text, "title", element)
        for scale in () if self.styles.edition.name == LARGE_PRINT else (0.89, 0.8, 0.7, 0.6):
            tears = title.minWidth() > width
            title.wrap(width, 1e6)
            if not tears and (title.lines <= most or scale < 0.8):
                break
            title = self._typesetter.line(self.handout.title.text, "title", element, scaled=scale)
        return title

    def subtitle(self) -> TaggedParagraph | None:
        """Return the subtitle, None if the handout has none."""
        subtitle = self.handout.subtitle
        if not subtitle:
            return None
        return self._typesetter.line(subtitle.text, "subtitle", StructElem("P", once="subtitle"))

    def summary(self) -> list[StoryFlowable]:
        """Return the summary's label and text; an empty list if the handout has no summary."""
        if not self.handout.summary:
            return []
        parent = StructElem("Sect")
        label = self._typesetter.line(
            self.phrases["short-answer"], "label", StructElem("P", parent, once="summary-label")
        )
        return [
            label,
            self._typesetter.line(
                self.handout.summary.text, "summary", StructElem("P", parent, once="summary")
            ),
        ]

    def passages(self) -> list[Passage]:
        """Return the sections in reading order."""
        passages = [Passage(section, self._passage(section)) for section in self.handout.sections]
        self.section_elements += [
            (section, [element for flowable in flowables for element in flowable.elements])
            for section, flowables in passages
        ]
        return passages

    def picture(self, widest: float, highest: float, align: str = "left") -> Figure | None:
        """Return the handout's picture, None if it has none.

        It is at most ``widest`` points wide and ``highest`` points high.
        """
        picture = self.handout.picture
        if not picture:
            return None
        element = StructElem("Figure", alt=picture.alt.text, once="picture")
        return Figure(
            load_art(picture, self.brand, not self.styles.edition.areas),
            element,
            highest,
            widest,
            align,
            picture.file,
            picture.place,
        )

    def notes(self, height: float) -> StoryFlowable:
        """Return a label and lines for handwriting, ``height`` points high at most."""
        label = self._typesetter.line(self.phrases["notes"], "label", StructElem("P", once="notes"))
        return RuledLines(label, height, self.styles.color("primary"))

    # For the office

    def form_line(
        self, page: int = 1, pages: int = 1, reviewed: bool = True
    ) -> TaggedParagraph | None:
        """Return a line with form number, version, review, and the page if there are several.

        What is not known is left out; None if nothing is known. ``reviewed=False`` leaves out the
        review.
        """
        parts = [*self._form(), *(self._review() if reviewed else [])]
        if pages > 1:
            parts.append(self.phrases["page"].format(page=page, pages=pages))
        if not parts:
            return None
        text = " · ".join(parts)
        return self._typesetter.line(
            text[0].upper() + text[1:], "small", StructElem("P", once="form")
        )

    def turn_over(self) -> TaggedParagraph:
        """Return the request to turn the page over."""
        return self._typesetter.line(
            self.phrases["turn-over"], "small", StructElem("P", once="turn-over")
        )

    def review_lines(self) -> list[TaggedParagraph]:
        """Return who approved the handout, and when the next review is due; nothing for a draft.

        For layouts whose form line leaves the review out.
        """
        return [
            self._typesetter.line(
                part[0].upper() + part[1:], "small", StructElem("P", once=f"review-{index}")
            )
            for index, part in enumerate(self._review())
        ]

    def notices(self) -> list[StoryFlowable]:
        """Return notices, with a symbol each, that it is a draft or the practice a sample."""
        return [self._notice(key, text) for key, text in self.notice_texts().items()]

    def notice_texts(self) -> dict[str, str]:
        """Return the words of the notices, by the ``once`` of the element of each."""
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
        """Return a label and a line for each source; an empty list if the handout names none."""
        parent = self._sources
        lines = [
            self._typesetter.line(
                ". ".join(filter(None, (source.title, source.publisher))),
                "source",
                self._once(f"source-{index}", parent),
            )
            for index, source in enumerate(self.handout.sources)
        ]
        label = self._typesetter.line(
            self.phrases["sources"], "source-label", self._once("sources", parent)
        )
        return [label, *lines] if lines else []

    def sample_word(self) -> str | None:
        """Return the word across each page of a sample practice, None for a real one."""
        return self.phrases["sample"] if self.brand.sample else None

    def missing_sections(self, drawn: Set[StructElem]) -> Iterator[str]:
        """Yield the heading of each section whose elements were not all drawn.

        Also yields the label of the summary if that was not drawn.
        """
        complete = {
            id(section)
            for section, elements in self.section_elements
            if set(elements) - {FURNITURE} <= drawn
        }
        yield from (
            section.heading.text for section in self.handout.sections if id(section) not in complete
        )
        if self.handout.summary and "summary" not in {element.once for element in drawn}:
            yield self.phrases["short-answer"]

    # For text and symbols of a layout's own

    def line(
        self, text: str, role: str = "body", scaled: float = 1, lang: str | None = None
    ) -> TaggedParagraph:
        """Return a text as a line in a role of the type scale.

        ``scaled`` multiplies its size. ``lang`` is its language, None for the handout's.
        """
        return self._typesetter.line(text, role, StructElem("P", lang=lang), scaled=scaled)

    def lines(self, texts: Sequence[str], role: str, lang: str | None = None) -> TaggedParagraph:
        """Return one paragraph with a line for each text, such as an address.

        Its lines break only between texts. ``lang`` is its language, None for the handout's.
        """
        children: list[Inline] = []
        for text in texts:
            children += [
                *([Break()] if children else []),
                Text(text.replace(" ", "\u00a0"), self.handout.place),
            ]
        return self._typesetter.paragraph(tuple(children), role, StructElem("P", lang=lang))

    def title_in(self, role: str, lang: str | None = None) -> TaggedParagraph:
        """Return the title in another role than its own, and at that role's full size."""
        return self._typesetter.line(
            self.handout.title.text, role, StructElem("H1", once="title", lang=lang)
        )

    def warning_symbol(self, side: float) -> Symbol:
        """Return the symbol of a warning, ``side`` points wide."""
        line, paper = self.styles.color("accent"), self.styles.color("paper")
        return Symbol(
            side,
            warning(line, line, paper) if self.styles.edition.areas else warning(line, paper, line),
        )

    def place_of(self, text: str) -> Place:
        """Return where a text outside the sections is from: the handout or practice.yaml."""
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
        reviewed = self.phrases["reviewed"].format(on=review.on.isoformat(), by=review.by)
        return [reviewed, self.phrases["due"].format(due=review.due.isoformat())]

    def _notice(self, key: str, text: str) -> StoryFlowable:
        return Beside(
            self.warning_symbol(1.15 * self.styles.type("draft").size),
            [self._typesetter.line(text, "draft", StructElem("P", once=key))],
            gap=4,
            middle=True,
        )

    def _passage(self, section: Section) -> list[StoryFlowable]:
        parent, typesetter = StructElem("Sect"), self._typesetter
        if section.language and section.language != self.language:
            parent.lang, translated = section.language, phrases(section.language)
            typesetter = Typesetter(
                self.styles,
                translated or self.phrases,
                self.grids,
                None if translated else self.language,
                section.level + 1,
            )
        elif section.level != typesetter.level - 1:
            typesetter = Typesetter(self.styles, self.phrases, self.grids, level=section.level + 1)
        if not section.heading.text:  # of a letter
            return typesetter.blocks(section.body, parent)
        role = "part" if section.opens else "heading"
        element = StructElem(f"H{section.level}", parent)
        heading = typesetter.line(section.heading.text, role, element)
        heading.keep_with_next = True
        return [heading, *typesetter.blocks(section.body, parent)]
