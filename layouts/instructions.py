"""Instructions on as many pages as needed, in one column; each foot has whom to call."""

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
    """Pages of one column; letters and packets have its type scale."""

    scale = SCALE
    tight = ()
    large: ClassVar[Scale | None] = BASE.large

    def arrange(self, story: Story) -> Arrangement:
        """Return the pages, at the largest size that needs no more than the smallest."""
        if story.styles.scale is self.large:
            return self.sourced(story)
        arrangement: Arrangement = self.on_fewest_pages(story, self.sourced)
        return arrangement

    def likely(self, handout: Handout, brand: Brand, edition: Edition) -> float:
        """Return the size, in points, at which the text fills the pages of the smallest size."""
        smallest: float = self.body_sizes(brand)[-1]
        story = Story(handout, brand, self.scale, smallest, edition)
        arrangement = self.at_smallest_size(story, self.sourced)
        filled = sum(share for flow in arrangement.flows for share in flow.filled)
        return float(smallest * (len(arrangement.pages) / max(filled, 0.1)) ** 0.5)

    def sourced(self, story: Story) -> Arrangement:
        """Return the pages with the sources.

        They are at the foot of the last page that ends with a section and has room, else after all
        text.
        """
        arrangement: Arrangement = self.many_pages(story)
        notes, margin = Stack(story.sources(), before=12), self.margin(story)
        width = arrangement.pages[0].width - 2 * margin
        high = notes.wrap(width, arrangement.pages[0].height)[1]
        foot, following = self.bottom(story, width), None
        for page in reversed(arrangement.pages) if notes.children else ():
            text = [
                placement
                for flow in arrangement.flows
                for placement in flow.placements
                if placement.page == page.number
            ]
            ends = self.begins_section(following)
            if ends and text and text[-1].y - foot >= high + 14:
                # Read before what is on the next page.
                order = max(one.order for one in page.placements if not one.furniture)
                page.placements.append(
                    Placement(page.number, notes, margin, foot, width, high, order)
                )
                return arrangement
            following = text[0] if text else None
        return self.many_pages(story, [notes]) if notes.children else arrangement

    def begins_section(self, placement: Placement | None) -> bool:
        """Return True if a placement is the heading of a section, or if there is none."""
        if placement is None:
            return True
        flowable = placement.flowable
        return isinstance(flowable, TaggedParagraph) and flowable.style.name == "heading"

    def margin(self, story: Story) -> float:
        """Return the margin, in points, that leaves lines of about seventy characters."""
        return float(super().margin(story)) if story.styles.scale is self.large else 1.2 * INCH

    def code_side(self, story: Story) -> float:
        """Return the side of the square code, in points."""
        return float(super().code_side(story)) if story.styles.scale is self.large else 0.95 * INCH
