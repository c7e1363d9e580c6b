"""From the form fields of a document to findings: shared names, and fonts for typed text."""

from __future__ import annotations

from collections.abc import Iterator

from press.proof.document import Document
from press.proof.findings import Finding


def check_form_fields(document: Document) -> Iterator[Finding]:
    """Check the form as a whole, then each field on a page."""
    if document.facts.needs_appearances:
        yield Finding("redrawn")
    owners: dict[str, int] = {}
    for annotation in (row for page in document.pages for row in page.annotations):
        field = annotation.field
        if field and field.name and owners.setdefault(field.name, field.owner) != field.owner:
            yield Finding("same-field", annotation.page, field.name)
        if field and field.font and not field.font.embedded:
            yield Finding("field-font", annotation.page, field.font.name)
