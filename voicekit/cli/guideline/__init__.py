"""`voicekit guideline ACTION`: what can be done with a guideline; the action `x-y` is the module `x_y` of this package.

Must never import an action that was not asked for.
"""

from __future__ import annotations

ACTIONS: dict[str, str] = {
    "check": "check the files of a guideline, each mistake with its line",
}
"""Each action with its line of help."""
