"""ReportLab as this program uses it: loaded once, by everything here that draws.

No standard-14 font is ever named, nothing is fetched, and no colour string is evaluated.
"""

from __future__ import annotations

from press.lazy_regex import compiled_later

# ReportLab compiles a pattern of web addresses in all scripts, one of what no expression may name and one of Python's own
# words while it is imported: 7 ms, for what is never used here.
UNUSED = ("\uffff", "gi_frame", "lambda")

with compiled_later(*UNUSED):
    from reportlab import rl_config

rl_config.invariant = 1  # the same input gives the same bytes
rl_config.useA85 = 0  # binary streams: smaller, and the writing costs nothing
rl_config.toColorCanUse = None  # type: ignore[assignment]  # a colour is #rrggbb or a name, never an expression
rl_config.paraFontSizeHeightOffset = (
    0  # a first baseline is where Para puts it; read once, at platypus' import
)
rl_config.trustedHosts = None
rl_config.trustedSchemes = ["data"]

with compiled_later(*UNUSED):
    import reportlab.platypus.paragraph

assert reportlab
