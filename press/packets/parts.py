"""From a part as it was typed to its sections, for one patient: text with its dates in it, still to be filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from press.content.handout import Section
from press.content.packets.models import ChecklistFields, DiaryFields, FormFields, NoticesFields, SignaturesFields, TeachBackFields
from press.content.packets.packet import PartPlan
from press.content.tree import Blank, Blanks, Block, Inline, Item, List, Paragraph, Subheading, Table, Text
from press.packets.plans import calendar, eating, medicines
from press.packets.setting import Setting, intro_of, opening, text_at, title_of

Maker = Callable[[PartPlan, Setting], list[Section]]


def letter(plan: PartPlan, setting: Setting) -> list[Section]:
    return [opening(plan, title_of(plan, setting, "part"), plan.blocks("body"))]


def checklist(plan: PartPlan, setting: Setting) -> list[Section]:
    fields: ChecklistFields = plan.fields
    items = [text_at(plan, "items", at) for at in range(len(fields.items))]
    ticks = List(tuple(Item((Paragraph((one,)),), checked=False) for one in items))
    return [opening(plan, title_of(plan, setting, "part"), [*intro_of(plan), ticks])]


def form(plan: PartPlan, setting: Setting) -> list[Section]:
    fields: FormFields = plan.fields
    blocks: list[Block] = intro_of(plan)
    for at, one in enumerate(fields.questions):
        ask = text_at(plan, "questions", at, "ask")
        if one.choices:
            texts = [text_at(plan, "questions", at, "choices", number) for number in range(len(one.choices))]
            blocks += [Paragraph((ask,)), List(tuple(Item((Paragraph((text,)),), checked=False) for text in texts))]
        else:
            blocks.append(Blanks((Blank(ask, one.lines, name=f"question_{at + 1}"),)))
    return [opening(plan, title_of(plan, setting, "part"), blocks)]


SIGNED = {  # what each signer writes: rows of lines, each with its share of the width
    "patient": (("printed-name", 1.0),),
    "representative": (("printed-name", 0.6), ("relationship", 0.4)),
    "witness": (("printed-name", 1.0),),
    "interpreter": (("interpreter-id", 1.0),),
    "clinician": (("printed-name", 1.0),),
}
SIGNING = (("signature", 0.6), ("date", 0.22), ("time", 0.18))


def signatures(plan: PartPlan, setting: Setting) -> list[Section]:
    fields: SignaturesFields = plan.fields
    blocks: list[Block] = [*plan.blocks("body")]
    for who in fields.signers:
        blocks.append(Subheading((setting.text(who, plan.place),)))
        for row in (SIGNED[who], SIGNING):
            cells = [Blank(setting.text(key, plan.place), 1, share, f"{who}_{key.replace('-', '_')}") for key, share in row]
            blocks.append(Blanks(tuple(cells)))
    return [opening(plan, title_of(plan, setting, "part"), blocks)]


def diary(plan: PartPlan, setting: Setting) -> list[Section]:
    fields: DiaryFields = plan.fields
    if fields.days is None:
        setting.dated.needs(plan, "days", what="how many days it has")
    heads = [(setting.text("day", plan.place),), *((text_at(plan, "columns", at),) for at in range(len(fields.columns)))]
    empty: tuple[tuple[Inline, ...], ...] = ((),) * len(fields.columns)
    rows = [((setting.text("day-number", plan.place, day=str(at + 1)),), *empty) for at in range(fields.days or 1)]
    table = Table(tuple(heads), tuple(rows), ("left",) * len(heads), tall=True)
    return [opening(plan, title_of(plan, setting, "part"), [*intro_of(plan), table])]


def teach_back(plan: PartPlan, setting: Setting) -> list[Section]:
    """Questions that the patient answers aloud; who asked them writes down how it went."""
    fields: TeachBackFields = plan.fields
    blocks: list[Block] = intro_of(plan)
    for at in range(len(fields.questions)):
        answers = [Text(one, plan.place) for one in setting.phrases["teach-answers"].split("|")]
        blocks += [
            Paragraph((text_at(plan, "questions", at),)),
            List(tuple(Item((Paragraph((one,)),), checked=False) for one in answers)),
        ]
    cells = [Blank(setting.text(key, plan.place), 1, share, f"teach_back_{key}") for key, share in (("staff", 0.5), ("date", 0.5))]
    return [opening(plan, title_of(plan, setting, "teach-back"), [*blocks, Blanks(tuple(cells))])]


def notices(plan: PartPlan, setting: Setting) -> list[Section]:
    fields: NoticesFields = plan.fields
    made = [opening(plan, title_of(plan, setting, "notices"), [])]
    for at, one in enumerate(fields.sections):
        heading = text_at(plan, "sections", at, "heading")
        made.append(
            Section(heading, plan.blocks("sections", at, "body"), (), one.when, plan.place_of("sections", at), one.language, 3)
        )
    return made


MAKERS: dict[str, Maker] = {
    "letter": letter, "calendar": calendar, "medicines": medicines, "eating": eating, "checklist": checklist, "form": form,
    "signatures": signatures, "diary": diary, "teach-back": teach_back, "notices": notices,
}  # fmt: skip


def handout_sections(sections: Sequence[Section], title: Text, plan: PartPlan, first: Sequence[Block]) -> list[Section]:
    """Those of a handout, one level down, below its title."""
    return [opening(plan, title, first), *(replace(one, level=3, panels=()) for one in sections)]
