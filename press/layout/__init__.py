"""From a Story to pages: the contract that every file in layouts/ keeps, and what it may use.

A layout is one subclass of Layout in one file: it says where things are, never what they say.
A practice's own begins with ``class Ours(stock("trifold")):``. See docs/layouts.md.
"""

from press.brand.brand import Brand
from press.content.handout import Handout
from press.content.tree import Alert
from press.layout.columns import Column, Placement
from press.layout.contract import Layout
from press.layout.covers import Across, Front, across, front, reach
from press.layout.even_columns import pour
from press.layout.flow import Flow, run_on, stack_height
from press.layout.loading import load_layout, stock
from press.layout.page import Arrangement, Drawing, Page
from press.paper import (
    CARD,
    EDGE,
    FOLD_CLEAR,
    FOLDS,
    INCH,
    SHEETS,
    Face,
    Fold,
    Panel,
    Sheet,
    creep,
    mailer,
    saddle_stitched,
)
from press.typeset.editions import Edition
from press.typeset.flowables.beside import Aside, Beside, Row
from press.typeset.flowables.containers import Box, Space, Stack, Turned
from press.typeset.flowables.figures import Figure
from press.typeset.flowables.mail_barcode import PostalBarcode
from press.typeset.flowables.qr_code import QrCode
from press.typeset.flowables.slot import Slot
from press.typeset.story import Passage, Story
from press.typeset.styles import Scale, Type
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

__all__ = [
    "CARD",
    "EDGE",
    "FOLDS",
    "FOLD_CLEAR",
    "INCH",
    "SHEETS",
    "Across",
    "Alert",
    "Arrangement",
    "Aside",
    "Beside",
    "Box",
    "Brand",
    "Column",
    "Drawing",
    "Edition",
    "Face",
    "Figure",
    "Flow",
    "Fold",
    "Front",
    "Handout",
    "Layout",
    "Page",
    "Panel",
    "Passage",
    "Placement",
    "PostalBarcode",
    "QrCode",
    "Row",
    "Scale",
    "Sheet",
    "Slot",
    "Space",
    "Stack",
    "Story",
    "StoryFlowable",
    "TaggedParagraph",
    "Turned",
    "Type",
    "across",
    "creep",
    "front",
    "load_layout",
    "mailer",
    "pour",
    "reach",
    "run_on",
    "saddle_stitched",
    "stack_height",
    "stock",
]  # fmt: skip
