"""Instructions on as many pages as they take: one column, with whom to call and the page's number at the foot of each."""

from __future__ import annotations

from typing import ClassVar

from press.layout import INCH, Scale, Setting, Story, Type, stock

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
    "source":     Type(9.5, 12.5, "regular", "ink", 0, 2),
    "source-label": Type(9.5, 12.5, "bold", "ink", 0, 1),
}  # fmt: skip


class Instructions(BASE):  # type: ignore[misc, valid-type]
    scale = SCALE
    tight = ()
    sizes = (13.0, 12.75, 12.5, 12.25, 12.0)  # the largest that takes no page more than the smallest would
    large: ClassVar[Scale | None] = BASE.large

    def arrange(self, story: Story) -> Setting:
        made: Setting = self.many_pages(story) if story.styles.scale is self.large else self.sparing(story, self.many_pages)
        return made

    def margin(self, story: Story) -> float:
        """Lines of some seventy characters."""
        return float(super().margin(story)) if story.styles.scale is self.large else 1.2 * INCH

    def code_side(self, story: Story) -> float:
        return float(super().code_side(story)) if story.styles.scale is self.large else 0.95 * INCH
