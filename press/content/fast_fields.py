"""Fast path: from YAML nodes to the fields of a file without pydantic, or None if one is unusual.

Loading pydantic and its models takes longer than composing a page, and most files are right. So
this module reports no mistake: it returns None, and the pydantic models decide and explain. Every
field is stated here and in the models; tests/content/test_fast_fields.py compares the two.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from press.content import limits
from press.content.fast_rules import (
    Rule,
    UnsureError,
    body,
    color,
    day,
    form,
    inches,
    line,
    line_that,
    list_of,
    matching,
    measure,
    one_of,
    one_or_more,
    qr,
    require,
    size,
    text_up_to,
    time_zone,
    yes_or_no,
)
from press.content.yaml_nodes import Mapping, to_python

if TYPE_CHECKING:
    from press.content.mailings.models import MailingFields
    from press.content.models import HandoutFields
    from press.content.practice_models import PracticeFields


def handout_fields(root: Mapping) -> HandoutFields | None:
    """Return the fields of a handout as HandoutFields has them; None leaves them to the model."""
    return cast("HandoutFields | None", _apply(_HANDOUT, root))


def practice_fields(root: Mapping) -> PracticeFields | None:
    """Return the fields of a practice as PracticeFields has them; None leaves them to the model."""
    return cast("PracticeFields | None", _apply(_practice, root))


def mailing_fields(root: Mapping) -> MailingFields | None:
    """Return the fields of a mailing as MailingFields has them; None leaves them to the model."""
    return cast("MailingFields | None", _apply(_mailing, root))


def _practice(value: Any) -> SimpleNamespace:
    practice = _PRACTICE(value)
    require("largest_body" not in value or practice.largest_body >= practice.smallest_body)
    return cast(SimpleNamespace, practice)


def _apply(rule: Rule, root: Mapping) -> Any:
    try:
        return rule(to_python(root))
    except UnsureError:
        return None


_SENTENCES = text_up_to(limits.LONGEST_SENTENCES)
_NAME = matching(limits.NAME, limits.LONGEST_NAME)
_LANGUAGE = matching(limits.LANGUAGE)
_PHONE = line_that(limits.is_phone)
_WEBSITE = line_that(limits.is_website)
_FILE = line_that(limits.is_file_name)


_REVIEW = form(
    {},
    {"status": one_of("draft", "approved"), "by": line, "on": day, "due": day},
    {"status": lambda: "draft"},
)


def _review(value: Any) -> SimpleNamespace:
    review = _REVIEW(value)
    require(review.status == "draft" or (review.by and review.on and review.due))
    require(not (review.on and review.due) or review.due > review.on)
    return cast(SimpleNamespace, review)


def _colors(value: Any) -> SimpleNamespace:
    """Return the colours; the stock's for each that is absent."""
    stock = {"primary": "#1b4d5c", "accent": "#b23c17", "ink": "#1d2529", "tint": "#e3eff1"}
    own = form({}, dict.fromkeys(stock, color))(value)
    return SimpleNamespace(**{name: getattr(own, name) or color for name, color in stock.items()})


_OFFSETS = dict.fromkeys(limits.OFFSETS, inches)
_PRINTER = form(
    {"name": matching(limits.NAME, limits.LONGEST_PRINTER)},
    {**_OFFSETS, "upright": form({}, _OFFSETS)},
)


def _printers(value: Any) -> list[Any]:
    printers = list_of(_PRINTER)(value)
    require(limits.are_distinct([printer.name for printer in printers]))
    return cast(list[Any], printers)


_MEASURES = dict.fromkeys("xywh", measure)
_WINDOW = form({"for": one_of("address", "sender"), **_MEASURES}, {})


def _window(value: Any) -> SimpleNamespace:
    window = _WINDOW(value)
    measures = {key: getattr(window, key) for key in _MEASURES}
    return SimpleNamespace(use=getattr(window, "for"), **measures)


_ENVELOPE = form(
    {
        "name": matching(limits.NAME, limits.LONGEST_PRINTER),
        "size": list_of(measure, 2, 2),
        "folds": list_of(measure, 1, 4),
    },
    {"windows": list_of(_window, 0, 4)},
    {"windows": list},
)
_SECTION = form(
    {"heading": line, "body": body},
    {
        "panel": one_or_more(one_of(*limits.PANELS, limits.ANY)),
        "when": matching(limits.VALUE),
        "language": _LANGUAGE,
    },
)
_HANDOUT = form(
    {"title": line, "sections": list_of(_SECTION, 1, limits.MOST_SECTIONS)},
    {
        "subtitle": line,
        "language": _LANGUAGE,
        "layouts": list_of(_NAME, 1),
        "summary": _SENTENCES,
        "picture": form({"file": _FILE}, {"alt": line}),
        "back": one_of("contact", "mailer"),
        "form": line,
        "version": line,
        "review": _review,
        "sources": list_of(
            form({"title": _SENTENCES}, {"publisher": line, "url": _WEBSITE, "accessed": day})
        ),
    },
    {"back": lambda: "contact", "review": lambda: _review({}), "sources": list},
)
_PRACTICE = form(
    {
        "name": line,
        "address": form({"street": line, "city": line}, {"state": line, "zip": line}),
        "phone": _PHONE,
    },
    {
        "short_name": line,
        "tagline": line,
        "other_phones": list_of(form({"label": line, "number": _PHONE}, {}), 0, limits.MOST_PHONES),
        "fax": _PHONE,
        "email": line_that(limits.is_email),
        "website": _WEBSITE,
        "hours": list_of(form({"days": line, "times": line}, {})),
        "emergency_line": _PHONE,
        "closed_days": list_of(day, 0, limits.MOST_CLOSED_DAYS),
        "qr": qr,
        "logo": _FILE,
        "colors": _colors,
        "fonts": form({"regular": _FILE, "bold": _FILE}, {"italic": _FILE, "bold_italic": _FILE}),
        "language": _LANGUAGE,
        "layouts": list_of(_NAME, 1),
        "paper": one_of(*limits.PAPERS),
        "time_zone": time_zone,
        "smallest_body": size,
        "largest_body": size,
        "sender": one_of("neutral", "initials", "full"),
        "large_print": one_of("acb", "ukaaf"),
        "review_required": yes_or_no,
        "printers": _printers,
        "envelopes": list_of(_ENVELOPE, 0, limits.MOST_ENVELOPES),
        "mailer_id": matching(limits.MAILER_ID),
        "service_type": matching(limits.SERVICE_TYPE),
    },
    {
        "other_phones": list,
        "hours": list,
        "closed_days": list,
        "colors": lambda: _colors({}),
        "language": lambda: "en-US",
        "layouts": lambda: ["faq-sheet"],
        "paper": lambda: "letter",
        "smallest_body": lambda: limits.SMALLEST_BODY,
        "largest_body": lambda: limits.USUAL_BODY,
        "sender": lambda: "neutral",
        "large_print": lambda: "acb",
        "review_required": lambda: False,
        "printers": list,
        "envelopes": list,
    },
)


def _passage(value: Any) -> SimpleNamespace:
    passage = _PASSAGE(value)
    require(not (passage.when and passage.unless))
    return cast(SimpleNamespace, passage)


def _mailing(value: Any) -> SimpleNamespace:
    mailing = _MAILING(value)
    require(bool(mailing.letter) != bool(mailing.self_mailer))
    if mailing.self_mailer:
        require(not (mailing.enclosures or mailing.translations or mailing.fields))
    codes = [translation.language.partition("-")[0] for translation in mailing.translations]
    require(len(set(codes)) == len(codes))
    return cast(SimpleNamespace, mailing)


_VALUE = matching(limits.VALUE)
_PASSAGE = form({"body": body}, {"heading": line, "when": _VALUE, "unless": _VALUE})
_TRANSLATION = form(
    {
        "language": _LANGUAGE,
        "title": line,
        "letter": list_of(_passage, 1, limits.MOST_PASSAGES),
        "closing": line,
    },
    {"signed": line},
)
_ENCLOSURE = form({"handout": _NAME, "layout": _NAME}, {})
_MAILING = form(
    {"title": line},
    {
        "language": _LANGUAGE,
        "fields": list_of(_VALUE),
        "columns": form(
            {},
            dict.fromkeys(limits.COLUMNS, one_or_more(line, 0)),
            dict.fromkeys(limits.COLUMNS, list),
        ),
        "envelope": _NAME,
        "sender": one_of("neutral", "initials", "full"),
        "barcode": yes_or_no,
        "letter": list_of(_passage, 0, limits.MOST_PASSAGES),
        "closing": line,
        "signed": line,
        "space": yes_or_no,
        "translations": list_of(_TRANSLATION),
        "enclosures": list_of(_ENCLOSURE, 0, limits.MOST_ENCLOSURES),
        "self_mailer": _ENCLOSURE,
        "form": line,
        "version": line,
        "review": _review,
    },
    {
        "fields": list,
        "envelope": lambda: "us-10-window",
        "barcode": lambda: True,
        "letter": list,
        "closing": lambda: "Sincerely,",
        "space": lambda: False,
        "translations": list,
        "enclosures": list,
        "review": lambda: _review({}),
    },
)
