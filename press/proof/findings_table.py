"""From the kind of a finding to its code, message and hint: a table of all that our checks find."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A row of the table.

    In the message, ``[one|many]`` is chosen by the count, and ``#`` is replaced by it.
    """

    code: str
    message: str
    hint: str


_AGAIN = (
    "Make the PDF again from its source, with tags; "
    "programs that merge, print or edit PDFs lose them"
)
_FURNITURE = "Tag it; only a header, a footer or an ornament may be an artifact"
_WORD_TITLE = "In Word: File, Info, Title; then export again with 'Document properties'"
_FIELD = "In Acrobat: Prepare Form, the field's Properties, Tooltip"
_TABLE = "In Word: select the first row; Table Layout, Repeat Header Rows"

KINDS = {
    # A01: the file itself
    "unreadable": Kind(
        "A01",
        "The PDF cannot be read",
        "Make it again from its source; it may be damaged, or no PDF at all",
    ),
    "locked": Kind(
        "A01",
        "The PDF opens only with a password, so it was not checked",
        "Check a copy without the password",
    ),
    "encrypted": Kind(
        "A01",
        "The PDF is encrypted in a way that is not known here, so it was not checked",
        "Check a copy that is not protected",
    ),
    "unreadable-page": Kind(
        "A01",
        "What is on the page cannot be read, so it was not checked",
        "Make the PDF again from its source",
    ),
    "unreadable-tree": Kind("A01", "The tags cannot be read, so they were not checked", _AGAIN),
    "shut-out": Kind(
        "A01",
        "The permissions of the file keep screen readers from its text",
        "In Acrobat: Properties, Security; allow 'Content Copying for Accessibility'",
    ),
    # A02: no tags
    "untagged": Kind(
        "A02",
        "The PDF has no tags: a screen reader guesses the order of its text "
        "([one word|# words]), and finds no headings or tables",
        "Export it again with tags; in Word: Save As, PDF, Options, 'Document structure tags'",
    ),
    "scan": Kind(
        "A02",
        "The page is only a picture: there is no text that a screen reader could read",
        "Make the PDF from the original file; a scan needs text recognition (OCR) first, "
        "and then tags",
    ),
    "not-marked": Kind(
        "A02", "There are tags, but the file does not say that it is tagged", _AGAIN
    ),
    "no-element": Kind("A02", "There is a tree of tags, but no tag in it", _AGAIN),
    # A03: neither tagged nor artifact
    "loose-text": Kind(
        "A03",
        "[A piece of text is|# pieces of text are] neither tagged nor an artifact",
        _FURNITURE,
    ),
    "loose-drawing": Kind(
        "A03",
        "[A drawing or picture is|# drawings or pictures are] neither tagged nor an artifact",
        "Tag what says something as Figure, with alternative text; mark ornaments as artifacts",
    ),
    "mixed": Kind(
        "A03",
        "[A piece of content is|# pieces of content are] tagged and an artifact at once",
        _FURNITURE,
    ),
    # A04 to A08: the structure tree and the pages disagree
    "orphan": Kind(
        "A04",
        "[A piece of content is|# pieces of content are] marked on the page, "
        "but no tag in the tree holds [it|them]: a screen reader leaves [it|them] out",
        _AGAIN,
    ),
    "dangling": Kind("A05", "[A tag points|# tags point] to content that is not there", _AGAIN),
    "stray-annotation": Kind(
        "A05", "[A tag points|# tags point] to a link or field that is on no page", _AGAIN
    ),
    "same-number": Kind(
        "A06",
        "[A number of marked content stands|# numbers of marked content stand] twice "
        "on the page, so that text is read in the wrong place",
        _AGAIN,
    ),
    "same-content": Kind(
        "A06",
        "[A piece of content hangs|# pieces of content hang] on two tags, so that it is read twice",
        _AGAIN,
    ),
    "cycle": Kind("A07", "[A tag contains itself|# tags contain themselves]", _AGAIN),
    "twice": Kind("A07", "[A tag stands|# tags stand] in the tree twice", _AGAIN),
    "odd-kid": Kind(
        "A07", "[Something stands|# things stand] in the tree that [is no tag|are no tags]", _AGAIN
    ),
    "role": Kind(
        "A07",
        "[A tag has|# tags have] a role that no screen reader knows",
        "Map it to a standard role in the role map",
    ),
    "parent-missing": Kind(
        "A08",
        "[A piece of content does|# pieces of content do] not lead back to [its tag|their tags]: "
        "the parent tree lacks [it|them]",
        _AGAIN,
    ),
    "parent-differs": Kind(
        "A08",
        "[A piece of content leads|# pieces of content lead] back to "
        "another tag than the one that holds [it|them]",
        _AGAIN,
    ),
    "parent-wrong": Kind(
        "A08", "[A tag names|# tags name] another parent than the one that holds [it|them]", _AGAIN
    ),
    # A09 to A11: skipped text, and the reading order
    "artifact-text": Kind(
        "A09",
        "[A piece of text is|# pieces of text are] marked as an artifact, "
        "so a screen reader leaves [it|them] out",
        "Tag the text; if it is a header or footer, mark it as an artifact of type Pagination",
    ),
    "mostly-artifact": Kind(
        "A09",
        "Most of the page's text is marked as header or footer, so a screen reader leaves it out",
        _FURNITURE,
    ),
    "empty": Kind(
        "A10",
        "[A tag holds|# tags hold] nothing",
        "Remove empty paragraphs; use space before and after instead",
    ),
    "order": Kind(
        "A11",
        "The text is read in another order than it is drawn, at [one place|# places]",
        "Listen whether it makes sense; in Acrobat: View, Read Out Loud",
    ),
    # A12, A13: title and language
    "no-title": Kind("A12", "The document has no title", _WORD_TITLE),
    "title-not-shown": Kind(
        "A12",
        "The window shows the file's name instead of the title",
        "In Acrobat: Properties, Initial View, Show: Document Title",
    ),
    "title-is-file": Kind("A12", "The title is the name of a file", _WORD_TITLE),
    "no-language": Kind(
        "A13",
        "The document does not say in which language it is, so it may be read in a wrong voice",
        "In Acrobat: Properties, Advanced, Language; in Word: Review, Language",
    ),
    "bad-language": Kind(
        "A13",
        "[A language is|# languages are] given that [is none|are none]",
        "Use a code such as en-US or es",
    ),
    "other-script": Kind(
        "A13",
        "[A text is|# texts are] in a script that the language "
        "given for [it|them] is not written in",
        "Give the text its own language; in Word: Review, Language, Set Proofing Language",
    ),
    # A14 to A21: headings, pictures, tables, lists, links and fields
    "first-heading": Kind("A14", "The first heading is not of level 1", "Make the title Heading 1"),
    "skipped-heading": Kind(
        "A14",
        "[A heading skips|# headings skip] a level",
        "Use the next level down; change how it looks in the style, not by another level",
    ),
    "empty-heading": Kind(
        "A14", "[A heading is|# headings are] empty", "Remove it, or type its text"
    ),
    "no-heading": Kind(
        "A15",
        "There is no heading in [one word|# words] of text",
        "Use the styles Heading 1, Heading 2 and so on",
    ),
    "no-alt": Kind(
        "A16",
        "[A picture has|# pictures have] no alternative text",
        "In Word: right-click the picture, View Alt Text; "
        "write what it shows, or tick 'decorative'",
    ),
    "alt-is-file": Kind(
        "A16",
        "The alternative text of [a picture|# pictures] says nothing",
        "Write what the picture shows",
    ),
    "no-th": Kind(
        "A17",
        "[A table has|# tables have] no header cells, so nobody hears what a number is about",
        _TABLE,
    ),
    "no-scope": Kind(
        "A17",
        "[A header cell does|# header cells do] not say whether "
        "[it heads|they head] a row or a column",
        _TABLE,
    ),
    "td-for-th": Kind(
        "A17",
        "[A cell in a header row is|# cells in header rows are] not tagged as a header",
        _TABLE,
    ),
    "uneven": Kind(
        "A17",
        "[A row has|# rows have] fewer or more cells than the first row of the table",
        "Fill the row up; say where a cell spans several",
    ),
    "odd-table": Kind(
        "A17",
        "[A cell or row stands|# cells or rows stand] where none may stand",
        "Put cells into rows, and rows into a table",
    ),
    "odd-list": Kind(
        "A18", "[A list item stands|# list items stand] outside a list", "Use the list styles"
    ),
    "no-items": Kind(
        "A18",
        "[A list has|# lists have] no items, or other things beside them",
        "Use the list styles",
    ),
    "no-body": Kind(
        "A18",
        "[A list item has|# list items have] no body",
        "Use the list styles, and fill or remove empty items",
    ),
    "typed-list": Kind(
        "A19",
        "[A list is|# lists are] typed by hand, so nobody hears how long it is",
        "Use the list styles",
    ),
    "no-numbering": Kind(
        "A19",
        "[A list has|# lists have] bullets or numbers, "
        "but [does|do] not say of which kind (ListNumbering)",
        "Set ListNumbering to Disc, Decimal or another kind",
    ),
    "no-box": Kind(
        "A19",
        "[A picture does|# pictures do] not say where on the page [it is|they are] (BBox)",
        "Give its tag a BBox",
    ),
    "dead-link": Kind(
        "A20",
        "[A link is|# links are] tagged, but there is nothing to follow",
        "Make the link again",
    ),
    "silent-link": Kind(
        "A20", "[A link has|# links have] no description", "Say in Contents where it leads"
    ),
    "empty-link": Kind(
        "A20", "[A link has|# links have] no text", "Give it text, or alternative text"
    ),
    "loose-link": Kind(
        "A20",
        "[A link is|# links are] outside the tags, so a screen reader does not announce [it|them]",
        "In Acrobat: Tags, Find, Unmarked Links",
    ),
    "silent-field": Kind(
        "A21", "[A form field has|# form fields have] no name that can be read", _FIELD
    ),
    "loose-field": Kind(
        "A21",
        "[A form field is|# form fields are] outside the tags",
        "In Acrobat: Tags, Find, Unmarked Annotations",
    ),
    "same-field": Kind(
        "A21",
        "[A form field has|# form fields have] the name of another: "
        "what is typed into one stands in both",
        "Give each a name of its own; in Acrobat: Prepare Form, the field's Properties, Name",
    ),
    "redrawn": Kind(
        "A21",
        "The file leaves it to each program to draw its form fields (NeedAppearances), "
        "so what is typed may look other elsewhere",
        "Export the form as PDF/A, or save it again in Acrobat",
    ),
    "loose-note": Kind(
        "A21",
        "[A comment or stamp is|# comments or stamps are] outside the tags",
        "Remove it, or tag it as Annot",
    ),
    "tabs": Kind(
        "A21",
        "The Tab key does not follow the tags on [a page|# pages] with links or fields",
        "In Acrobat: Page Thumbnails, Page Properties, Tab Order, Use Document Structure",
    ),
    # A22 to A27: fonts and characters
    "loose-font": Kind(
        "A22",
        "[A font is|# fonts are] not embedded",
        "Export again with all fonts embedded; choose PDF/A",
    ),
    "field-font": Kind(
        "A22",
        "[A form field sets|# form fields set] what is typed in a font that is not embedded",
        "Export the form again with all fonts embedded; "
        "in Acrobat: the field's Properties, Appearance, Font",
    ),
    "no-meaning": Kind(
        "A23",
        "[A character has|# characters have] no text behind [it|them], or a wrong one",
        "Use another font, or export with another program: "
        "the font's table to Unicode is incomplete",
    ),
    "glued": Kind(
        "A24",
        "[Two words run|# pairs of words run] together where a line ends",
        "Export with a program that writes the space at the end of a line",
    ),
    "backwards": Kind(
        "A25",
        "[A text is|# texts are] stored backwards, as it looks and not as it is read",
        "Export with a program that writes right-to-left text in reading order",
    ),
    "hyphens": Kind(
        "A26",
        "[A word|# words] may be hyphenated at the end of a line, and read in two parts",
        "Turn hyphenation off, or use soft hyphens",
    ),
    "hidden": Kind(
        "A27",
        "[A piece of text is|# pieces of text are] read aloud, but cannot be seen",
        "Check that text recognition (OCR) got the words right",
    ),
    # A30: the language by a guess
    "other-language": Kind(
        "A30",
        "[A text seems|# texts seem] to be in another language than [it says|they say]",
        "Give the text its own language; in Word: Review, Language, Set Proofing Language",
    ),
}
