"""From a mailing's name to all that its letters share: texts, envelope, windows and enclosures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from press import dates
from press.brand.brand import Brand, read_brand
from press.brand.envelopes import envelope_named
from press.content.mailings.mailing import Enclosure, Mailing, read_mailing
from press.content.review import Reviewed, judge
from press.layout import SHEETS
from press.mail.letters.enclosures import ComposedEnclosure, compose_enclosure
from press.mail.letters.letter import WindowAreas
from press.mail.letters.mark_corner import marks_for
from press.mail.letters.mark_font import font_page
from press.mail.letters.variants import LetterTexts
from press.paper.envelopes import ENVELOPES, Envelope, exposed_area, safe_area
from press.print_files.sheet_marks import SIGNS, Marks
from press.problems import Collecting, ContentError, Place, Problem
from press.typeset.fonts.registry import Fonts, fonts_of
from press.typeset.phrases import phrases
from press.workspace import Workspace

# A letter for a printed envelope is folded, and has its address, as for this window.
NO_WINDOW = "us-10-window"


@dataclass(frozen=True)
class Prepared:
    """A mailing with all that is the same for every recipient, on the day of its letters.

    ``envelope`` and ``windows`` are None for a self-mailer. ``marks`` are those of the sheets.
    ``sources`` are the paths of the mailing's files, by their names in a report.
    """

    workspace: Workspace
    brand: Brand
    mailing: Mailing
    letters: LetterTexts
    envelope: Envelope | None
    windows: WindowAreas | None
    enclosed: tuple[ComposedEnclosure, ...]
    today: date
    marks: Marks
    sources: dict[str, str]
    remarks: tuple[Problem, ...]

    @property
    def fonts(self) -> Fonts:
        """The fonts of the practice."""
        return fonts_of(self.brand.fonts)

    def day(self, language: str | None = None) -> str:
        """Return the day of the letters in words of a language; None is the mailing's."""
        return dates.date_in_words(self.today, language or self.letters.language, year=True)

    @property
    def draft(self) -> bool:
        """True if the letter or an enclosure is not approved."""
        return self.letters.draft

    def characters(self) -> set[str]:
        """Return the characters of every letter, but for the values of its recipient."""
        texts = [leaf.text for leaf in (*self.letters.texts(), *self.brand.texts)]
        texts += [*(phrases(self.letters.language) or {}).values()]
        every_words = (self.mailing.words, *self.mailing.translations)
        texts += [self.day(words.language) for words in every_words]
        return set("".join(texts)) | set(map(chr, range(0x20, 0x7F)))


def prepare(
    workspace: Workspace, name: str, draft: bool = False, day: date | None = None
) -> Prepared:
    """Read, compose and check a mailing.

    ``draft`` allows texts that no clinician has approved. ``day`` is the day of the letters;
    None is today.

    Raises ContentError with every problem that the mailing has for all recipients.
    """
    problems: list[Problem] = []
    brand, remarks = read_brand(workspace)
    mailing = read_mailing(workspace.find("handouts/mailings", name).path)
    brand = brand._replace(sender=mailing.sender or brand.sender)
    language = mailing.language or brand.language
    problems += _check_language(mailing, language)
    today = day or dates.today(brand.time_zone)
    envelope: Envelope | None = None
    windows: WindowAreas | None = None
    with Collecting(problems):
        if not mailing.self_mailer:
            envelope = envelope_named(mailing.envelope, brand.envelopes, mailing.envelope_at)
            windows = _window_areas(envelope, brand, mailing)
    enclosed = _compose_enclosures(workspace, mailing, today, problems)
    pdfs = [enclosure.data for enclosure in enclosed]
    marks, covered = marks_for(font_page(brand, SIGNS), pdfs)
    problems += [_no_corner(mailing, enclosed[index]) for index in covered]
    judged = judge(_reviews(mailing, enclosed), today, brand.review_required, draft)
    problems += [problem for problem in judged.problems if problem not in problems]
    letters = LetterTexts(mailing, brand, language, bool(judged.drafts))
    with Collecting(problems):
        letters.check()
    if any(not problem.remark for problem in problems):
        raise ContentError([*remarks, *problems])
    return Prepared(
        workspace,
        brand,
        mailing,
        letters,
        envelope,
        windows,
        tuple(enclosed),
        today,
        marks,
        _sources(workspace, mailing),
        tuple(dict.fromkeys([*remarks, *problems])),
    )


def _check_language(mailing: Mailing, language: str) -> Iterator[Problem]:
    """Yield a problem for a self-mailer in an unknown language; a letter's own check has it."""
    if mailing.self_mailer and phrases(language) is None:
        message = f"The program has no words of its own in '{language}'"
        yield Problem(mailing.place, "T06", message, "Use en")


def _enclosures_of(mailing: Mailing) -> tuple[Enclosure, ...]:
    """Return the handouts that a piece is made of, beside its letter."""
    return (mailing.self_mailer,) if mailing.self_mailer else mailing.enclosures


def _compose_enclosures(
    workspace: Workspace, mailing: Mailing, today: date, problems: list[Problem]
) -> list[ComposedEnclosure]:
    """Return the enclosures that could be composed; for the others, ``problems`` grows."""
    outcomes = [
        compose_enclosure(workspace, enclosure, today, problems)
        for enclosure in _enclosures_of(mailing)
    ]
    enclosed = [enclosure for enclosure in outcomes if enclosure]
    if mailing.self_mailer and enclosed and not enclosed[0].back:
        hint = f"Set 'back: mailer' in {enclosed[0].name}.yaml, or send it with a letter"
        message = f"'{enclosed[0].name}' has no side for the address"
        problems.append(Problem(mailing.self_mailer.handout_at, "M53", message, hint))
    return enclosed


def _no_corner(mailing: Mailing, enclosed: ComposedEnclosure) -> Problem:
    """Return the problem of an enclosure with ink in all corners of its sheets."""
    asked = (enclosed.name, enclosed.layout)
    places = (
        enclosure.layout_at
        for enclosure in _enclosures_of(mailing)
        if (enclosure.handout, enclosure.layout) == asked
    )
    place = next(places, mailing.place)
    message = (
        f"'{enclosed.name}' leaves no corner of its sheets free for their mark "
        f"in the layout '{enclosed.layout}'"
    )
    hint = "Enclose it in another layout, such as trifold or faq-sheet"
    return Problem(place, "M61", message, hint)


def _sources(workspace: Workspace, mailing: Mailing) -> dict[str, str]:
    """Return the paths of a mailing's files, by their names in a report."""
    sources = {
        f"handouts/mailings/{mailing.name}": mailing.place.file,
        "assets/practice": workspace.practice_file,
    }
    for enclosure in _enclosures_of(mailing):
        file = workspace.find("handouts", enclosure.handout)
        sources[f"handouts/{enclosure.handout}"] = file.path
    return sources


def _window_areas(envelope: Envelope, brand: Brand, mailing: Mailing) -> WindowAreas:
    """Return the areas of the letter that the envelope shows.

    A letter for a printed envelope is treated as if that had the window NO_WINDOW.
    Raises ContentError if the paper does not fit, or if no address is ever seen whole.
    """
    place = mailing.envelope_at
    if brand.paper not in envelope.sheets:
        raise ContentError([_wrong_paper(envelope, brand, place)])
    windowed = envelope if envelope.windows else envelope_named(NO_WINDOW, (), place)
    sheet = SHEETS[brand.paper]
    address, sender = windowed.window("address"), windowed.window("sender")
    room = safe_area(windowed, address, sheet) if address else None
    if address is None or room is None:
        message = (
            f"No address is seen whole in the window of '{envelope.name}', "
            "wherever the letter slides"
        )
        hint = "Fold the letter lower, or use another envelope"
        raise ContentError([Problem(place, "M52", message, hint)])
    sweeps = [exposed_area(windowed, window, sheet) for window in (address, sender) if window]
    sender_room = safe_area(windowed, sender, sheet) if sender else None
    return WindowAreas(room, sender_room, tuple(sweeps), envelope.folds)


def _wrong_paper(envelope: Envelope, brand: Brand, place: Place) -> Problem:
    papers = " or ".join(envelope.sheets)
    message = (
        f"The envelope '{envelope.name}' is for {papers} paper, and the practice's is {brand.paper}"
    )
    others = [row for row in (*brand.envelopes, *ENVELOPES.values()) if brand.paper in row.sheets]
    names = ", ".join(row.name for row in others)
    return Problem(
        place, "M52", message, f"Use one for that paper: {names}" if names else "Add one"
    )


def _reviews(mailing: Mailing, enclosed: list[ComposedEnclosure]) -> list[Reviewed]:
    """Return the reviews of the mailing itself and of its enclosures."""
    return [
        Reviewed("mailing", mailing.name, mailing.review),
        *(Reviewed("handout", enclosure.name, enclosure.review) for enclosure in enclosed),
    ]
