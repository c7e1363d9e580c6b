"""Whether a form can be filled in: each field is one of its own, and what is typed is seen as the file means it to be seen."""

from __future__ import annotations

from collections.abc import Iterator

from press.proof.document import Document
from press.proof.findings import Finding


def fields(document: Document) -> Iterator[Finding]:
    """Of the form as a whole, then of each field on a page."""
    if document.facts.redrawn:
        yield Finding("redrawn")
    owners: dict[str, int] = {}
    for one in (one for page in document.pages for one in page.annotations):
        field = one.field
        if field and field.name and owners.setdefault(field.name, field.owner) != field.owner:
            yield Finding("same-field", one.page, field.name)
        if field and field.font and not field.font.embedded:
            yield Finding("field-font", one.page, field.font.name)
