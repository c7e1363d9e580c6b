"""From a Story to pages: the contract that every file in layouts/ keeps, and what such a file may use.

A layout is one subclass of Layout in one file; it says where things stand, never what they say.
A practice's own begins with ``class Ours(stock("trifold")):``.
"""

from press.brand import Brand
from press.content.handout import Handout
from press.content.tree import Alert
from press.layout.contract import Layout
from press.layout.covers import Across, Front, across, front, reach
from press.layout.cursor import Column, Placed
from press.layout.flow import Poured, pour, run_on, stack_height
from press.layout.loading import load_layout, stock
from press.layout.pages import Drawing, Page, Setting
from press.paper import CARD, EDGE, FOLD_CLEAR, FOLDS, INCH, SHEETS, Face, Fold, Panel, Sheet, creep, mailer, saddle_stitched
from press.typeset.aside import Aside
from press.typeset.barcode import PostalBarcode
from press.typeset.codes import Code
from press.typeset.editions import Edition
from press.typeset.flowables import Beside, Box, Figure, Space, Stack
from press.typeset.para import Para, Piece
from press.typeset.row import Row
from press.typeset.slot import Slot
from press.typeset.story import Passage, Story
from press.typeset.styles import Scale, Type
from press.typeset.turned import Turned

__all__ = [
    "CARD", "EDGE", "FOLDS", "FOLD_CLEAR", "INCH", "SHEETS", "Across", "Alert", "Aside", "Beside", "Box", "Brand", "Code",
    "Column", "Drawing", "Edition", "Face", "Figure", "Fold", "Front", "Handout", "Layout", "Page", "Panel", "Para", "Passage",
    "Piece", "Placed", "PostalBarcode", "Poured", "Row", "Scale", "Setting", "Sheet", "Slot", "Space", "Stack", "Story", "Turned",
    "Type", "across", "creep", "front", "load_layout", "mailer", "pour", "reach", "run_on", "saddle_stitched", "stack_height",
    "stock",
]  # fmt: skip
