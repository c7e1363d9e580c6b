"""Keep ReportLab from running files that it looks for on the path and in the user's home folder.

It runs ``reportlab_mods`` and ``reportlab_settings`` beside the command, and ``.reportlab_mods``
and ``.reportlab_settings`` in the home folder, while it is imported. An empty module under each of
these names comes first, so that none is looked for. Every room that loads ReportLab imports this.
"""

from __future__ import annotations

import sys
from types import ModuleType

HOOKS = (
    "reportlab_mods",
    "reportlab_settings",
    "reportlab.local_rl_mods",
    "reportlab.local_rl_settings",
)

for _name in HOOKS:
    sys.modules.setdefault(_name, ModuleType(_name))
