"""voicekit checks a customer-care reply before it is sent; this is the whole public API.

guideline = open_guideline(Settings())
report = check_reply(guideline, Conversation(channel="x"), Draft("We apologise for any inconvenience."))
report.verdict, [finding.message for finding in report.findings]
"""

from __future__ import annotations

from voicekit._version import __version__
from voicekit.config import Settings
from voicekit.errors import ConfigError, GuidelineError, InputError, MissingExtra, VoicekitError
from voicekit.service import apply_fix, check_many, check_reply, fix_reply, open_guideline
from voicekit.types import Conversation, Draft, Finding, Report, Turn

__all__ = [
    "ConfigError",
    "Conversation",
    "Draft",
    "Finding",
    "GuidelineError",
    "InputError",
    "MissingExtra",
    "Report",
    "Settings",
    "Turn",
    "VoicekitError",
    "__version__",
    "apply_fix",
    "check_many",
    "check_reply",
    "fix_reply",
    "open_guideline",
]
