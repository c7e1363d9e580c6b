"""Paper as tables: sheets, folds, booklets, self-mailers, envelopes and labels.

All lengths are in points (1/72 in).
"""

from press.paper.booklets import LEAST_CREEP, THICKNESS, creep, saddle_stitched
from press.paper.envelopes import (
    ENVELOPES,
    Envelope,
    Rect,
    Window,
    exposed_area,
    nominal_area,
    safe_area,
)
from press.paper.folds import FOLD_CLEAR, FOLDS, Face, Fold, Panel
from press.paper.labels import LABELS, LabelSheet
from press.paper.mailers import TABS, Zone, mailer
from press.paper.sheets import CARD, EDGE, INCH, MM, SHEETS, Sheet
from press.paper.weights import OUNCES, weight_oz

__all__ = [
    "CARD",
    "EDGE",
    "ENVELOPES",
    "FOLDS",
    "FOLD_CLEAR",
    "INCH",
    "LABELS",
    "LEAST_CREEP",
    "MM",
    "OUNCES",
    "SHEETS",
    "TABS",
    "THICKNESS",
    "Envelope",
    "Face",
    "Fold",
    "LabelSheet",
    "Panel",
    "Rect",
    "Sheet",
    "Window",
    "Zone",
    "creep",
    "exposed_area",
    "mailer",
    "nominal_area",
    "saddle_stitched",
    "safe_area",
    "weight_oz",
]
