"""The use cases, and the only module that the command line, the page and other surfaces call.

It joins the parts and holds no rule of the product; what is heavy is imported by the use case that needs it.
"""

from __future__ import annotations

from voicekit.lint.engine import most_severe_first
from voicekit.lint.fixes import apply_fix
from voicekit.service.measuring import measure_conversation
from voicekit.service.opening import brands, open_guideline, samples
from voicekit.service.replies import (
    FixResult,
    battery,
    check_many,
    check_reply,
    fix_reply,
    listen,
    open_grammar,
    read_thread,
    tone,
    with_grammar,
)
from voicekit.service.rewriting import open_model, rewrite_reply, show_prompt
from voicekit.service.rules import (
    RuleCard,
    check_guideline,
    evidence,
    explain,
    list_rules,
    run_cases,
    try_rules,
)

__all__ = [
    "FixResult",
    "RuleCard",
    "apply_fix",
    "battery",
    "brands",
    "check_guideline",
    "check_many",
    "check_reply",
    "evidence",
    "explain",
    "fix_reply",
    "list_rules",
    "listen",
    "measure_conversation",
    "most_severe_first",
    "open_grammar",
    "open_guideline",
    "open_model",
    "read_thread",
    "rewrite_reply",
    "run_cases",
    "samples",
    "show_prompt",
    "tone",
    "try_rules",
    "with_grammar",
]
