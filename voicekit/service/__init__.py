"""The use cases, and the only module that the command line, the page and other surfaces call.

It joins the parts and holds no rule of the product; what is heavy is imported by the use case that needs it.
"""

from __future__ import annotations

from voicekit.lint.engine import most_severe_first
from voicekit.lint.fixes import apply_fix
from voicekit.service.changes import compare_files, compare_guidelines
from voicekit.service.doctor import Checked, doctor
from voicekit.service.impact import impact
from voicekit.service.measuring import measure_conversation
from voicekit.service.opening import brands, open_guideline, samples
from voicekit.service.replay import DAYS as REPLAY_DAYS
from voicekit.service.replay import (
    replay_add,
    replay_items,
    replay_off,
    replay_on,
    replay_purge,
    replay_status,
)
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
from voicekit.service.reviews import (
    Decided,
    mute_rule,
    muted_rules,
    record_review,
    rule_health,
    unmute_rule,
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
from voicekit.service.upkeep import backup, purge, restore
from voicekit.service.vale import import_vale

__all__ = [
    "REPLAY_DAYS",
    "Checked",
    "Decided",
    "FixResult",
    "RuleCard",
    "apply_fix",
    "backup",
    "battery",
    "brands",
    "check_guideline",
    "check_many",
    "check_reply",
    "compare_files",
    "compare_guidelines",
    "doctor",
    "evidence",
    "explain",
    "fix_reply",
    "impact",
    "import_vale",
    "list_rules",
    "listen",
    "measure_conversation",
    "most_severe_first",
    "mute_rule",
    "muted_rules",
    "open_grammar",
    "open_guideline",
    "open_model",
    "purge",
    "read_thread",
    "record_review",
    "replay_add",
    "replay_items",
    "replay_off",
    "replay_on",
    "replay_purge",
    "replay_status",
    "restore",
    "rewrite_reply",
    "rule_health",
    "run_cases",
    "samples",
    "show_prompt",
    "tone",
    "try_rules",
    "unmute_rule",
    "with_grammar",
]
