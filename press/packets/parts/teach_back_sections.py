"""From the questions of a teach-back to a section with boxes for how each was answered."""

from __future__ import annotations

from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.teach_back_part import TeachBackPart
from press.content.tree import Blank, Blanks, Block, Paragraph, Text
from press.packets.input_fields import check_boxes, input_field
from press.packets.part_context import PartContext, SectionMaker, opening


def sections(plan: PartPlan[TeachBackPart], context: PartContext) -> list[Section]:
    """Return the questions, which the patient answers aloud; the staff ticks and signs."""
    part = plan.content
    title = part.title or context.text("teach-back", plan.place)
    answers = [Text(word, plan.place) for word in context.phrases["teach-answers"].split("|")]
    blocks: list[Block] = []
    for number, question in enumerate(part.questions, 1):
        boxes = [
            input_field(plan, context, f"question_{number}_answer_{index}", question, answer)
            for index, answer in enumerate(answers, 1)
        ]
        blocks += [Paragraph((question,)), check_boxes(answers, boxes)]
    labels = {key: context.text(key, plan.place) for key in ("staff", "date")}
    cells = [
        Blank(label, 1, 0.5, input_field(plan, context, key, title, label))
        for key, label in labels.items()
    ]
    return [opening(plan, title, [*blocks, Blanks(tuple(cells))])]


MAKER = SectionMaker(TeachBackPart, sections, personal=True)
