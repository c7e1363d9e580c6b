"""From a form to its section: each question with lines to write on, or boxes to tick."""

from __future__ import annotations

from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.form_part import FormPart, Question
from press.content.tree import Blank, Blanks, Block, Paragraph
from press.packets.input_fields import check_boxes, input_field
from press.packets.part_context import PartContext, SectionMaker, opening, paragraphs


def sections(plan: PartPlan[FormPart], context: PartContext) -> list[Section]:
    """Return the questions below the title and the introduction."""
    part = plan.content
    blocks = paragraphs(part.intro)
    for number, question in enumerate(part.questions, 1):
        blocks += _question(plan, context, question, f"question_{number}")
    return [opening(plan, part.title, blocks)]


def _question(
    plan: PartPlan[FormPart], context: PartContext, question: Question, name: str
) -> list[Block]:
    ask = question.text
    if not question.choices:
        field = input_field(plan, context, name, ask)
        return [Blanks((Blank(ask, question.lines, field=field),))]
    boxes = [
        input_field(plan, context, f"{name}_choice_{number}", ask, choice)
        for number, choice in enumerate(question.choices, 1)
    ]
    return [Paragraph((ask,)), check_boxes(question.choices, boxes)]


MAKER = SectionMaker(FormPart, sections, personal=True)
