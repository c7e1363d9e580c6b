"""From a text and its signers to a section: the text, and lines for each signer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.content.handout import Section
from press.content.packets.packet import PartPlan
from press.content.packets.parts.signatures_part import SignaturesPart, Signer
from press.content.tree import Blank, Blanks, Subheading
from press.packets.input_fields import input_field, with_check_boxes
from press.packets.part_context import PartContext, SectionMaker, opening

# What each signer writes: rows of lines, each with its share (0 to 1) of the width.
NAME_LINES: dict[Signer, tuple[tuple[str, float], ...]] = {
    "patient": (("printed-name", 1.0),),
    "representative": (("printed-name", 0.6), ("relationship", 0.4)),
    "witness": (("printed-name", 1.0),),
    "interpreter": (("interpreter-id", 1.0),),
    "clinician": (("printed-name", 1.0),),
}
SIGNATURE_LINES = (("signature", 0.6), ("date", 0.22), ("time", 0.18))


def sections(plan: PartPlan[SignaturesPart], context: PartContext) -> list[Section]:
    """Return the text with its check boxes, and what each signer writes below it."""
    part = plan.content
    blocks = with_check_boxes(part.body, plan, context)
    for signer in part.signers:
        names, lines = (
            tuple(_blanks(plan, context, signer, row))
            for row in (NAME_LINES[signer], SIGNATURE_LINES)
        )
        heading = Subheading((context.text(signer, plan.place),))
        blocks += [heading, Blanks(names, joined=True), Blanks(lines)]
    return [opening(plan, part.title, blocks)]


def _blanks(
    plan: PartPlan[SignaturesPart],
    context: PartContext,
    signer: Signer,
    row: Sequence[tuple[str, float]],
) -> Iterator[Blank]:
    """Yield the lines of a row, each with its label and its field."""
    who = context.text(signer, plan.place)
    for key, share in row:
        label = context.text(key, plan.place)
        says = context.text("sign-here", plan.place) if key == "signature" else label
        name = f"{signer}_{key.removeprefix(f'{signer}-').replace('-', '_')}"
        yield Blank(label, 1, share, input_field(plan, context, name, who, says))


MAKER = SectionMaker(SignaturesPart, sections, personal=True, pulled_out=True)
