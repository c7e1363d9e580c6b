"""From a part as it was typed to its sections, for one patient: text with its dates in it, still to be filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from press.content.handout import Section
from press.content.packets.models import (
    ChecklistFields,
    DiaryFields,
    FormFields,
    NoticesFields,
    SignaturesFields,
    TeachBackFields,
)
from press.content.packets.packet import PartPlan
from press.content.tree import (
    Blank,
    Blanks,
    Block,
    Inline,
    InputField,
    Item,
    List,
    Paragraph,
    Subheading,
    Table,
    Text,
)
from press.packets.field_names import field, ticked
from press.packets.part_context import PartContext, intro_of, opening, text_at, title_of
from press.packets.plan_parts import calendar, eating, medicines

Maker = Callable[[PartPlan, PartContext], list[Section]]


def letter(plan: PartPlan, setting: PartContext) -> list[Section]:
    return [opening(plan, title_of(plan, setting, "part"), plan.blocks("body"))]


def checklist(plan: PartPlan, setting: PartContext) -> list[Section]:
    fields: ChecklistFields = plan.fields
    items = [text_at(plan, "items", at) for at in range(len(fields.items))]
    boxes = [field(plan, setting, f"item_{at}", one) for at, one in enumerate(items, 1)]
    return [opening(plan, title_of(plan, setting, "part"), [*intro_of(plan), _boxes(items, boxes)])]


def _boxes(texts: Sequence[Text], fields: Sequence[InputField]) -> List:
    """Texts, each with a box to tick."""
    return List(
        tuple(
            Item((Paragraph((text,)),), False, one) for text, one in zip(texts, fields, strict=True)
        )
    )


def form(plan: PartPlan, setting: PartContext) -> list[Section]:
    fields: FormFields = plan.fields
    blocks: list[Block] = intro_of(plan)
    for at, one in enumerate(fields.questions):
        ask, name = text_at(plan, "questions", at, "ask"), f"question_{at + 1}"
        if one.choices:
            texts = [
                text_at(plan, "questions", at, "choices", number)
                for number in range(len(one.choices))
            ]
            boxes = [
                field(plan, setting, f"{name}_choice_{number}", ask, text)
                for number, text in enumerate(texts, 1)
            ]
            blocks += [Paragraph((ask,)), _boxes(texts, boxes)]
        else:
            blocks.append(Blanks((Blank(ask, one.lines, field=field(plan, setting, name, ask)),)))
    return [opening(plan, title_of(plan, setting, "part"), blocks)]


SIGNED = {  # what each signer writes: rows of lines, each with its share of the width
    "patient": (("printed-name", 1.0),),
    "representative": (("printed-name", 0.6), ("relationship", 0.4)),
    "witness": (("printed-name", 1.0),),
    "interpreter": (("interpreter-id", 1.0),),
    "clinician": (("printed-name", 1.0),),
}
SIGNING = (("signature", 0.6), ("date", 0.22), ("time", 0.18))


def signatures(plan: PartPlan, setting: PartContext) -> list[Section]:
    fields: SignaturesFields = plan.fields
    blocks: list[Block] = ticked(plan.blocks("body"), plan, setting)
    for who in fields.signers:
        signer = setting.text(who, plan.place)
        upper, lower = (tuple(_signed(plan, setting, who, row)) for row in (SIGNED[who], SIGNING))
        blocks += [Subheading((signer,)), Blanks(upper, joined=True), Blanks(lower)]
    return [opening(plan, title_of(plan, setting, "part"), blocks)]


def _signed(
    plan: PartPlan, setting: PartContext, who: str, row: Sequence[tuple[str, float]]
) -> Iterator[Blank]:
    """A row of what one signer writes."""
    signer = setting.text(who, plan.place)
    for key, share in row:
        label, name = (
            setting.text(key, plan.place),
            f"{who}_{key.removeprefix(f'{who}-').replace('-', '_')}",
        )
        says = setting.text("sign-here", plan.place) if key == "signature" else label
        yield Blank(label, 1, share, field(plan, setting, name, signer, says))


def diary(plan: PartPlan, setting: PartContext) -> list[Section]:
    fields: DiaryFields = plan.fields
    if fields.days is None:
        setting.dated.needs(plan, "days", what="how many days it has")
    heads = [
        (setting.text("day", plan.place),),
        *((text_at(plan, "columns", at),) for at in range(len(fields.columns))),
    ]
    empty: tuple[tuple[Inline, ...], ...] = ((),) * len(fields.columns)
    days = [
        setting.text("day-number", plan.place, day=str(at))
        for at in range(1, (fields.days or 1) + 1)
    ]
    rows = [((day,), *empty) for day in days]
    cells = [
        (
            None,
            *(
                field(plan, setting, f"day_{at}_column_{number}", day, head)
                for number, (head,) in enumerate(heads[1:], 1)
            ),
        )
        for at, day in enumerate(days, 1)
    ]
    table = Table(tuple(heads), tuple(rows), ("left",) * len(heads), tall=True, fields=tuple(cells))
    return [opening(plan, title_of(plan, setting, "part"), [*intro_of(plan), table])]


def teach_back(plan: PartPlan, setting: PartContext) -> list[Section]:
    """Questions that the patient answers aloud; who asked them writes down how it went."""
    fields: TeachBackFields = plan.fields
    blocks: list[Block] = intro_of(plan)
    title = title_of(plan, setting, "teach-back")
    for at in range(len(fields.questions)):
        ask, name = text_at(plan, "questions", at), f"question_{at + 1}"
        answers = [Text(one, plan.place) for one in setting.phrases["teach-answers"].split("|")]
        boxes = [
            field(plan, setting, f"{name}_answer_{number}", ask, text)
            for number, text in enumerate(answers, 1)
        ]
        blocks += [Paragraph((ask,)), _boxes(answers, boxes)]
    labels = {key: setting.text(key, plan.place) for key in ("staff", "date")}
    cells = [
        Blank(label, 1, 0.5, field(plan, setting, key, title, label))
        for key, label in labels.items()
    ]
    return [opening(plan, title, [*blocks, Blanks(tuple(cells))])]


def notices(plan: PartPlan, setting: PartContext) -> list[Section]:
    fields: NoticesFields = plan.fields
    made = [opening(plan, title_of(plan, setting, "notices"), [])]
    for at, one in enumerate(fields.sections):
        heading = text_at(plan, "sections", at, "heading")
        made.append(
            Section(
                heading,
                plan.blocks("sections", at, "body"),
                (),
                one.when,
                plan.place_of("sections", at),
                one.language,
                3,
            )
        )
    return made


MAKERS: dict[str, Maker] = {
    "letter": letter, "calendar": calendar, "medicines": medicines, "eating": eating, "checklist": checklist, "form": form,
    "signatures": signatures, "diary": diary, "teach-back": teach_back, "notices": notices,
}  # fmt: skip


def handout_sections(
    sections: Sequence[Section],
    title: Text,
    plan: PartPlan,
    first: Sequence[Block],
    language: str | None,
) -> list[Section]:
    """Those of a handout, one level down, below its title; its ``language`` where it is not the packet's."""
    below = [
        replace(one, level=3, panels=(), language=one.language or language) for one in sections
    ]
    return [replace(opening(plan, title, first), language=language), *below]
