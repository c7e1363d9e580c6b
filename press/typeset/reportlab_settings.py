"""ReportLab's settings for this program, loaded before any of its paragraphs.

No standard-14 font is ever named, nothing is fetched, and no colour string is evaluated.
"""

from __future__ import annotations

from press import reportlab_hooks
from press.lazy_regex import compiled_later

# ReportLab compiles three patterns while it is imported: of web addresses in all scripts, of names
# that no expression may use, and of Python's keywords. That takes 7 ms, and none is used here.
UNUSED = ("\uffff", "gi_frame", "lambda")

assert reportlab_hooks  # imported above, before ReportLab

with compiled_later(*UNUSED):
    from reportlab import rl_config

rl_config.invariant = 1  # the same input gives the same bytes
rl_config.useA85 = 0  # binary streams are smaller, and cost nothing to write
# A colour is #rrggbb or a name, never an expression.
rl_config.toColorCanUse = None  # type: ignore[assignment]
# TaggedParagraph places the first baseline. ReportLab reads this once, when platypus is imported.
rl_config.paraFontSizeHeightOffset = 0
rl_config.trustedHosts = None
rl_config.trustedSchemes = ["data"]

with compiled_later(*UNUSED):
    import reportlab.platypus.paragraph

assert reportlab
