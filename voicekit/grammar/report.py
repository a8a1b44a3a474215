"""A report with what a grammar engine adds to it, and how that went.

Must never block a send, read a draft whose language is a guess, or take away what the guideline's rules found.
"""

from __future__ import annotations

from voicekit.grammar import Grammar
from voicekit.grammar.exempt import exempt_from
from voicekit.grammar.findings import merged
from voicekit.guideline.compiled import Guideline
from voicekit.lint.dimensions import dimensions
from voicekit.text.metrics import scored
from voicekit.types import Conversation, Draft, GrammarState, Report


def with_grammar(
    report: Report,
    grammar: Grammar,
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    ui: str = "en",
) -> Report:
    """`report` (of this very draft) with the engine's findings among the others, and `grammar` filled in.

    Takes `worker.DEADLINE` seconds at most. Names, ids, links, handles, quotes and the guideline's own words are
    exempt, and so is what a rule reports already. Grammar findings are suggestions: nothing becomes blocked by them.
    """
    code, name = report.language.code, report.language.name
    if code is None or not report.language.supported:
        return _unread(report, f"voicekit does not check {name}")
    if not report.language.sure:
        return _unread(report, f"it is not certain that the draft is in {name}; state its language")
    exempt = exempt_from(draft.text, code, guideline, conversation)
    found, state = grammar.check(
        draft.text, code, exempt.spans, names=exempt.names, locale=conversation.locale, ui=ui
    )
    findings = merged(report.findings, found)
    strict = report.verdict == "ready" and guideline.revise_at == "suggestion"
    return report._replace(
        findings=findings,
        dimensions=dimensions(guideline, code, findings, scored(report.metrics)),
        verdict="revise" if strict and findings else report.verdict,
        grammar=state,
    )


def _unread(report: Report, reason: str) -> Report:
    return report._replace(grammar=GrammarState("", "unsupported", reason))
