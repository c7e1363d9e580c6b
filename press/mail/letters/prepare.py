"""From a mailing's name to all that is the same for everybody, judged: texts, envelope, enclosures, and what a list must have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from press.brand.brand import Brand, read_brand
from press.brand.envelopes import envelope_named
from press.content.mailings.mailing import Mailing, read_mailing
from press.dates import said_date
from press.layout import SHEETS
from press.mail.letters.enclosures import Enclosed, enclose
from press.mail.letters.letter import WindowAreas
from press.mail.letters.mark_corner import marks_for
from press.mail.letters.mark_font import signs_of
from press.mail.letters.variants import Letters
from press.paper.envelopes import ENVELOPES, Envelope, safe, sweep
from press.print_files.sheet_marks import SIGNS, Marks
from press.problems import Collecting, ContentError, Problem
from press.spelling import option
from press.typeset.fonts.registry import Fonts, fonts_of
from press.typeset.phrases import phrases
from press.workspace import Workspace

NO_WINDOW = "us-10-window"  # where the address of a letter stands whose envelope is printed: it folds as into a window


@dataclass(frozen=True)
class Prepared:
    """A mailing as it is made on a day; ``sources`` are the paths of its files by the names that a report has."""

    workspace: Workspace
    brand: Brand
    mailing: Mailing
    letters: Letters
    envelope: Envelope | None
    windows: WindowAreas | None  # of the letter; None for a self-mailer
    enclosed: tuple[Enclosed, ...]
    today: date
    marks: Marks  # of the sheets
    sources: dict[str, str]
    remarks: tuple[Problem, ...]

    @property
    def fonts(self) -> Fonts:
        return fonts_of(self.brand.fonts)

    def day(self, language: str | None = None) -> str:
        """The day of the letters, in words of a language; None is the mailing's."""
        return said_date(self.today, language or self.letters.language, year=True)

    @property
    def draft(self) -> bool:
        return self.letters.draft

    def characters(self) -> set[str]:
        """Those that stand in any letter, whoever gets it."""
        texts = [leaf.text for leaf in (*self.letters.texts(), *self.brand.texts)]
        texts += [*(phrases(self.letters.language) or {}).values()]
        texts += [
            self.day(one.language) for one in (self.mailing.words, *self.mailing.translations)
        ]
        return set("".join(texts)) | set(map(chr, range(0x20, 0x7F)))


def prepare(
    workspace: Workspace, name: str, draft: bool = False, day: date | None = None
) -> Prepared:
    """``draft`` allows what no clinician approved, ``day`` is that of the letters, if not today.

    Raises ContentError with every problem that the mailing has, whoever it is for."""
    problems: list[Problem] = []
    brand, remarks = read_brand(workspace)
    mailing = read_mailing(workspace.find("handouts/mailings", name).path)
    brand = brand._replace(sender=mailing.sender or brand.sender)
    language = mailing.language or brand.language
    if mailing.self_mailer and phrases(language) is None:  # of a letter, its check says it
        problems.append(
            Problem(
                mailing.place,
                "T06",
                f"The program has no words of its own in '{language}'",
                "Use en",
            )
        )
    today = day or datetime.now(ZoneInfo(brand.time_zone) if brand.time_zone else None).date()
    envelope: Envelope | None = None
    windows: WindowAreas | None = None
    with Collecting(problems):
        if not mailing.self_mailer:
            envelope = envelope_named(mailing.envelope, brand.envelopes, mailing.envelope_at)
            windows = _windows(envelope, brand, mailing)
    asked = [mailing.self_mailer] if mailing.self_mailer else mailing.enclosures
    enclosed = [made for one in asked if (made := enclose(workspace, one, today, problems))]
    if mailing.self_mailer and enclosed and not enclosed[0].back:
        hint = f"Set 'back: mailer' in {enclosed[0].name}.yaml, or send it with a letter"
        message = f"'{enclosed[0].name}' has no side for the address"
        problems.append(Problem(mailing.self_mailer.handout_at, "M53", message, hint))
    marks, full = marks_for(signs_of(brand, SIGNS), [one.data for one in enclosed])
    for at in full:
        message = f"'{enclosed[at].name}' leaves no corner of its sheets free for their mark in the layout '{enclosed[at].layout}'"
        problems.append(
            Problem(
                asked[at].layout_at,
                "M61",
                message,
                "Enclose it in another layout, such as trifold or faq-sheet",
            )
        )
    drafts = _drafts(mailing, enclosed)
    problems += list(_reviewed(mailing, brand, today, drafts, draft))
    letters = Letters(mailing, brand, language, bool(drafts))
    with Collecting(problems):
        letters.check()
    if any(not one.remark for one in problems):
        raise ContentError([*remarks, *problems])
    sources = {
        f"handouts/mailings/{mailing.name}": mailing.place.file,
        "assets/practice": workspace.practice_file,
    }
    sources |= {
        f"handouts/{one.handout}": workspace.find("handouts", one.handout).path for one in asked
    }
    told = tuple(dict.fromkeys([*remarks, *problems]))
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
        sources,
        told,
    )


def _windows(envelope: Envelope, brand: Brand, mailing: Mailing) -> WindowAreas:
    """Where the letter shows in the envelope; of one that is printed on, as if it had a window."""
    if brand.paper not in envelope.sheets:
        message = f"The envelope '{envelope.name}' is for {' or '.join(envelope.sheets)} paper, and the practice's is {brand.paper}"
        names = ", ".join(
            one.name for one in (*brand.envelopes, *ENVELOPES.values()) if brand.paper in one.sheets
        )
        raise ContentError(
            [
                Problem(
                    mailing.envelope_at,
                    "M52",
                    message,
                    f"Use one for that paper: {names}" if names else "Add one",
                )
            ]
        )
    seen = envelope if envelope.windows else envelope_named(NO_WINDOW, (), mailing.envelope_at)
    sheet = SHEETS[brand.paper]
    address, sender = seen.window("address"), seen.window("sender")
    room = safe(seen, address, sheet) if address else None
    if address is None or room is None:
        message = f"No address is seen whole in the window of '{envelope.name}', wherever the letter slides"
        raise ContentError(
            [
                Problem(
                    mailing.envelope_at,
                    "M52",
                    message,
                    "Fold the letter lower, or use another envelope",
                )
            ]
        )
    sweeps = [sweep(seen, one, sheet) for one in (address, sender) if one]
    return WindowAreas(
        room, safe(seen, sender, sheet) if sender else None, tuple(sweeps), envelope.folds
    )


def _drafts(mailing: Mailing, enclosed: list[Enclosed]) -> list[str]:
    own = [mailing.name] if mailing.review.status != "approved" else []
    return [*own, *(one.name for one in enclosed if one.draft)]


def _reviewed(
    mailing: Mailing, brand: Brand, today: date, drafts: list[str], allowed: bool
) -> list[Problem]:
    place, found = mailing.review.place, []
    if mailing.review.is_overdue(today):
        code = "R01" if brand.review_required else "R02"
        message = f"The review of this mailing was due on {mailing.review.due}"
        found.append(Problem(place, code, message, "Have it reviewed again"))
    if drafts and not allowed:
        which = ", ".join(f"'{one}'" for one in drafts)
        hint = (
            "Have them reviewed and set status: approved; "
            f"or make it with {option('draft')}, and every piece says so"
        )
        found.append(Problem(place, "R04", f"Not approved by a clinician: {which}", hint))
    return found
