"""From inline text to a paragraph: its fonts, emphasis and links as markup, in a role's style."""

from __future__ import annotations

from collections.abc import Iterator

from press.content.tree import Break, Emphasis, Inline, Link, Strong, Text
from press.tagged.nodes import StructElem
from press.typeset.styles import Styles
from press.typeset.text.markup import in_fonts, links_in, plain_text
from press.typeset.text.paragraph import TaggedParagraph
from press.typeset.text.text_object import InlineLink

_BOLDER = {"regular": "bold", "italic": "bold_italic"}
_SLANTED = {"regular": "italic", "bold": "bold_italic"}


class InlineTypesetter:
    """Turns text into paragraphs in one set of styles."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles

    def line(
        self,
        text: str,
        role: str,
        element: StructElem,
        color: str | None = None,
        indent: float = 0,
        scaled: float = 1,
    ) -> TaggedParagraph:
        """Return a plain text as a paragraph in a role of the type scale.

        ``color`` is a role of the brand's colours, None for the row's own. ``indent`` is in
        points; ``scaled`` multiplies size and leading.
        """
        style = self.styles.paragraph(role, indent, color)
        if scaled != 1:
            style = style.clone(
                role, fontSize=style.fontSize * scaled, leading=style.leading * scaled
            )
        paragraph = TaggedParagraph(self._runs(text, self.styles.type(role).face), style)
        paragraph.element = element
        return paragraph

    def paragraph(
        self,
        children: tuple[Inline, ...],
        role: str,
        element: StructElem,
        indent: float = 0,
        color: str | None = None,
        face: str = "",
    ) -> TaggedParagraph:
        """Return a text with emphasis and links as a paragraph in a role of the type scale.

        ``indent`` is in points. ``color`` is a role of the brand's colours, None for the row's
        own; ``face`` is a face of the brand's fonts, empty for the row's own.
        """
        style = self.styles.paragraph(role, indent, color)
        links = {
            f"link{index}": _inline_link(link, element)
            for index, link in enumerate(links_in(children))
        }
        paragraph = TaggedParagraph(
            self._markup(children, face or self.styles.type(role).face, iter(links)), style
        )
        paragraph.element, paragraph.links = element, links
        return paragraph

    def _markup(self, children: tuple[Inline, ...], face: str, names: Iterator[str]) -> str:
        """Return the markup of a text; ``names`` are those of its links, in order."""
        edition, parts = self.styles.edition, []
        for child in children:
            if isinstance(child, Text):
                parts.append(self._runs(child.text, face))
            elif isinstance(child, Strong):
                parts.append(self._emphasized(child.children, face, edition.strong, names))
            elif isinstance(child, Emphasis):
                parts.append(self._emphasized(child.children, face, edition.slanted, names))
            elif isinstance(child, Break):
                parts.append("<br/>")
            elif isinstance(child, Link):
                text = self._emphasized(child.children, face, edition.link, names)
                color = self.styles.color("primary").hexval()
                parts.append(f'<a href="#{next(names)}" color="{color}">{text}</a>')
        return "".join(parts)

    def _emphasized(
        self, children: tuple[Inline, ...], face: str, how: str, names: Iterator[str]
    ) -> str:
        """Return the markup of a text that is emphasized; ``how`` is bold, italic or underline."""
        if how == "underline":
            return f"<u>{self._markup(children, face, names)}</u>"
        return self._markup(
            children, (_BOLDER if how == "bold" else _SLANTED).get(face, face), names
        )

    def _runs(self, text: str, face: str) -> str:
        return in_fonts(text, self.styles.fonts, face)


def _inline_link(link: Link, parent: StructElem) -> InlineLink:
    element = StructElem("Link", parent, href=link.href)
    return InlineLink(element, plain_text(link.children))
