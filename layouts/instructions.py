"""Instructions on as many pages as they take: one column, with whom to call and the page's number at the foot of each."""

from __future__ import annotations

from typing import ClassVar

from press.layout import (
    INCH,
    Arrangement,
    Brand,
    Edition,
    Handout,
    Placement,
    Scale,
    Stack,
    Story,
    TaggedParagraph,
    Type,
    stock,
)

BASE = stock("faq-sheet")

SCALE: Scale = {
    **BASE.scale,
    "title":      Type(30, 34, "bold", "primary", 0, 4),
    "subtitle":   Type(15, 20, "regular", "ink"),
    "heading":    Type(15.5, 19, "bold", "primary", 20, 4, grows=True),
    "subheading": Type(12.5, 17, "bold", "ink", 8.5, 0, grows=True),
    "body":       Type(12, 17, "regular", "ink", 0, 8.5, grows=True),
    "table":      Type(12, 17, "regular", "ink", grows=True),
    "summary":    Type(12.5, 17, "regular", "ink", grows=True),
    "contact":    Type(12, 16, "regular", "ink"),
    "small":      Type(9, 12, "regular", "ink"),
    "source":     Type(8.5, 11, "regular", "ink", 0, 2),
    "source-label": Type(8.5, 11, "bold", "ink", 0, 1),
}  # fmt: skip


class Instructions(BASE):  # type: ignore[misc, valid-type]
    scale = SCALE
    tight = ()
    large: ClassVar[Scale | None] = BASE.large

    def arrange(self, story: Story) -> Arrangement:
        """At the largest size that takes no page more than the smallest would."""
        made: Arrangement = (
            self.sourced(story)
            if story.styles.scale is self.large
            else self.on_fewest_pages(story, self.sourced)
        )
        return made

    def likely(self, handout: Handout, brand: Brand, edition: Edition) -> float:
        """At which the text of the smallest size fills the pages that it takes."""
        smallest: float = self.body_sizes(brand)[-1]
        least = self.at_smallest_size(
            Story(handout, brand, self.scale, smallest, edition), self.sourced
        )
        filled = sum(share for poured in least.flows for share in poured.filled)
        return float(smallest * (len(least.pages) / max(filled, 0.1)) ** 0.5)

    def sourced(self, story: Story) -> Arrangement:
        """The pages, with the sources at the foot of the last where a section ends and that has room; else they come after all."""
        made: Arrangement = self.many_pages(story)
        notes, margin = Stack(story.sources(), before=12), self.margin(story)
        width = made.pages[0].width - 2 * margin
        foot, high = self.bottom(story, width), notes.wrap(width, made.pages[0].height)[1]
        by_page = [
            [one for poured in made.flows for one in poured.placements if one.page == page.number]
            for page in made.pages
        ]
        for page, here, then in reversed(
            [*zip(made.pages, by_page, [*by_page[1:], []], strict=True)] if notes.children else []
        ):
            ends = not then or (
                isinstance(then[0].flowable, TaggedParagraph)
                and then[0].flowable.style.name == "heading"
            )
            if ends and here[-1].y - foot >= high + 14:
                order = max(
                    one.order for one in page.placements if not one.furniture
                )  # read before what is on the next page
                page.placements.append(
                    Placement(page.number, notes, margin, foot, width, high, order)
                )
                return made
        return self.many_pages(story, [notes]) if notes.children else made

    def margin(self, story: Story) -> float:
        """Lines of some seventy characters."""
        return float(super().margin(story)) if story.styles.scale is self.large else 1.2 * INCH

    def code_side(self, story: Story) -> float:
        return float(super().code_side(story)) if story.styles.scale is self.large else 0.95 * INCH
