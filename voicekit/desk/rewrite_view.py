"""Pure functions from a rewrite to the HTML of the page; the browser puts it in as it is.

Must never let a character that a model wrote through unescaped, nor show a refused text as one to use.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from voicekit.desk.rewrite_words import say
from voicekit.desk.view import esc, lang_of, shown, utf16
from voicekit.types import Finding, Refusal, Rewrite, Suggestion

LISTED = 5
"""Mended findings that are named; of the rest the number is given."""
REASONS = ("meaning", "tone", "needless", "other")
"""Why a person may put a suggestion aside."""
_IN_BAR = (
    "waiting",
    "still",
    "stopped",
    "used",
    "put_back",
    "put_in",
    "fill_first",
    "copy_waits",
)


def bar(ui: str) -> str:
    """What stands under the draft: slots to fill in (when there are some), the button that asks, and how it goes."""
    words = "".join(f' data-{key.replace("_", "-")}="{esc(say(key, ui))}"' for key in _IN_BAR)
    return (
        f'<div class="vk-rw-bar"{words}>'
        '<div class="vk-rw-slots" role="group" aria-labelledby="vk-rw-fill" hidden>'
        f'<p id="vk-rw-fill">{esc(say("fill", ui))}</p><div class="vk-rw-fields"></div></div>'
        '<div class="vk-rw-row"><button type="button" class="vk-act vk-rw-ask" aria-keyshortcuts="Alt+R">'
        f'{esc(say("ask", ui))} <kbd aria-hidden="true">Alt+R</kbd></button>'
        '<button type="button" class="vk-act vk-rw-stop" aria-keyshortcuts="Escape" hidden>'
        f'{esc(say("stop", ui))} <kbd aria-hidden="true">Esc</kbd></button></div>'
        '<p class="vk-rw-status"></p></div>'
    )


def answer(
    rewrite: Rewrite, text: str, findings: Sequence[Finding], ui: str, ticket: str, closed: str = ""
) -> str:
    """Everything that came of asking: the reason, the suggestions, what is not shown, and what was sent.

    `text` is the draft and `findings` are the ones on it; `closed` says why the model of the settings is not used.
    """
    n = len(rewrite.suggestions)
    brief = say("count", ui, n=n) if n else say("no_suggestion", ui)
    reasons = []
    if closed and rewrite.state == "off":
        reasons.append(say("closed", ui, reason=closed))
    if rewrite.reason:
        reasons.append(rewrite.reason)
    if not n and rewrite.state not in ("ok", "nothing"):
        reasons.append(say("none_fits", ui))
    cards = "".join(_card(i, one, text, findings, ui) for i, one in enumerate(rewrite.suggestions))
    return _section(
        ui,
        ticket,
        rewrite.state,
        brief,
        reasons,
        cards + _refused(rewrite.refused, ui) + _sent(rewrite.sent, ui),
    )


def failed(ui: str, ticket: str, reason: str = "") -> str:
    """What the page says when no rewrite could be made; `reason` comes from an error made for people."""
    return _section(ui, ticket, "failed", say("no_suggestion", ui), [reason or say("failed", ui)], "")


def _section(ui: str, ticket: str, state: str, brief: str, reasons: Sequence[str], body: str) -> str:
    says = " ".join([brief, *reasons])
    lines = "".join(f"<p>{shown(line)}</p>" for line in reasons)
    why = f'<div class="vk-rw-reason">{lines}</div>' if lines else ""
    return (
        f'<section class="vk-rw" aria-labelledby="vk-h-rewrite" lang="{esc(ui)}" data-state="{esc(state)}"'
        f' data-ticket="{esc(ticket)}" data-brief="{esc(brief)}" data-says="{esc(says)}">'
        f'<h2 id="vk-h-rewrite" tabindex="-1">{esc(say("title", ui))}</h2>{why}{body}</section>'
    )


def _card(number: int, one: Suggestion, text: str, findings: Sequence[Finding], ui: str) -> str:
    at = utf16(text)
    edits = [[at(edit.span.start), at(edit.span.end), edit.text] for edit in one.edits]
    origin = say("from_model" if one.source == "model" else "from_offline", ui)
    kept = say("kept", ui, share=int(max(0.0, min(1.0, one.kept)) * 100))
    lang = lang_of(one.report.language.code)
    slots = ", ".join(one.text[slot.start + 1 : slot.end - 1] for slot in one.slots)
    fill = f'<p class="vk-rw-fill">{shown(say("to_fill", ui, slots=slots))}</p>' if slots else ""
    title = f"vk-rw-t{number}"
    return (
        f'<article class="vk-rw-card" aria-labelledby="{title}" data-edits="{esc(json.dumps(edits))}">'
        f'<div class="vk-rw-body"><div class="vk-title"><h3 id="{title}">{esc(say("number", ui, n=number + 1))}</h3>'
        f'<span class="vk-beside">{esc(origin)} · {esc(kept)}</span></div>'
        f'<div class="vk-rw-diff" role="group" aria-label="{esc(say("changes_text", ui))}"{lang} dir="auto">'
        f"{diff(text, one, ui)}</div>{fill}{_mends(one, findings, ui)}"
        f'<p class="vk-beside">{esc(say("read_it", ui))}</p>'
        f'<div class="vk-acts"><button type="button" class="vk-act vk-first vk-rw-use" aria-describedby="{title}"'
        f' data-use="{esc(say("use", ui))}" data-back="{esc(say("back", ui))}">{esc(say("use", ui))}</button>'
        f"{_by_change(text, one, lang, ui)}"
        f"<details><summary>{esc(say('reads', ui))}</summary>"
        f'<p class="vk-rw-text"{lang} dir="auto">{shown(one.text)}</p></details>{_reject(ui)}</div>'
        f'<p class="vk-rw-moved" hidden>{esc(say("moved", ui))}</p></div>'
        f'<p class="vk-rw-aside" data-says="{esc(say("aside", ui))}" hidden><span></span> '
        f'<button type="button" class="vk-act vk-rw-again">{esc(say("again", ui))}</button></p></article>'
    )


def diff(text: str, one: Suggestion, ui: str) -> str:
    """The draft with what goes struck out and what comes put in: marks, and words for who does not see them."""
    out, at = "", 0
    removed, inserted, over = (esc(say(key, ui)) for key in ("removed", "inserted", "over"))
    for edit in one.edits:
        start, end = edit.span
        out += shown(text[at:start])
        if end > start:
            out += f'<del><span class="vk-sr"> {removed} </span>{_visible(text[start:end])}</del>'
        if edit.text:
            out += f'<ins><span class="vk-sr"> {inserted} </span>{_visible(edit.text)}</ins>'
        out += f'<span class="vk-sr"> ({over}) </span>'
        at = end
    return out + shown(text[at:])


def _visible(piece: str) -> str:
    """A piece of a change as HTML; line breaks and lone blanks, which nobody sees, get a sign."""
    if piece and not piece.strip(" \u00a0"):
        return f'<span aria-hidden="true">{"␣" * len(piece)}</span>'
    return shown(piece).replace("\n", '<span aria-hidden="true">↵</span>\n')


def _named(piece: str, ui: str) -> str:
    """A piece of a change as plain text that can be read out."""
    if not piece.strip(" \u00a0"):
        return say("blank", ui)
    if not piece.strip():
        return say("line", ui)
    return " ".join(piece.split())


def _by_change(text: str, one: Suggestion, lang: str, ui: str) -> str:
    if len(one.edits) < 2:
        return ""
    rows = ""
    for i, edit in enumerate(one.edits):
        old, new = text[edit.span.start : edit.span.end], edit.text
        parts = ""
        if old:
            parts += f'<del{lang}><span class="vk-sr">{esc(say("removed", ui))} </span>{shown(_named(old, ui))}</del> '
        if new:
            parts += f'<ins{lang}><span class="vk-sr">{esc(say("inserted", ui))} </span>{shown(_named(new, ui))}</ins>'
        rows += (
            f'<label class="vk-rw-change"><input type="checkbox" class="vk-rw-take" data-edit="{i}"> '
            f"<span>{parts}</span></label>"
        )
    return (
        f"<details><summary>{esc(say('by_change', ui, n=len(one.edits)))}</summary>"
        f"<fieldset><legend>{esc(say('by_change_help', ui))}</legend>{rows}</fieldset></details>"
    )


def _mends(one: Suggestion, findings: Sequence[Finding], ui: str) -> str:
    messages = {finding.rule_id: finding.message for finding in reversed(findings)}
    named = list(dict.fromkeys(messages.get(rule, rule) for rule in one.mended))
    if not named:
        return f'<p class="vk-rw-mends">{esc(say("mends_none", ui))}</p>'
    items = "".join(f"<li>{shown(message)}</li>" for message in named[:LISTED])
    if len(named) > LISTED:
        items += f"<li>{esc(say('more', ui, n=len(named) - LISTED))}</li>"
    return f'<div class="vk-rw-mends"><p>{esc(say("mends", ui))}</p><ul>{items}</ul></div>'


def _reject(ui: str) -> str:
    buttons = "".join(
        f'<button type="button" class="vk-act vk-rw-no" data-reason="{reason}">{esc(say(f"why_{reason}", ui))}</button>'
        for reason in REASONS
    )
    return (
        f'<details class="vk-rw-reject"><summary>{esc(say("reject", ui))}</summary>'
        f'<p>{esc(say("what_is_wrong", ui))}</p><div class="vk-acts">{buttons}</div></details>'
    )


def _refused(refused: Sequence[tuple[str, tuple[Refusal, ...]]], ui: str) -> str:
    if not refused:
        return ""
    items = ""
    for text, refusals in refused:
        reasons = "".join(f"<li>{shown(one.reason)}{_evidence(one, ui)}</li>" for one in refusals)
        items += (
            f'<div class="vk-rw-refused"><ul>{reasons}</ul><p class="vk-rw-unusable">{esc(say("unusable", ui))}</p>'
            f'<blockquote dir="auto">{shown(text)}</blockquote></div>'
        )
    head = esc(say("refused", ui, n=len(refused)))
    return f'<details class="vk-rw-fold"><summary>{head}</summary>{items}</details>'


def _evidence(one: Refusal, ui: str) -> str:
    words = [
        say(key, ui, words=words)
        for key, words in (("in_draft", one.draft), ("in_rewrite", one.rewrite))
        if words
    ]
    return f' <span class="vk-beside">({shown(" · ".join(words))})</span>' if words else ""


def _sent(sent: str, ui: str) -> str:
    if sent:
        body = f'<p>{esc(say("sent_exactly", ui))}</p><pre class="vk-rw-sent" dir="auto">{shown(sent)}</pre>'
    else:
        body = f"<p>{esc(say('sent_none', ui))}</p>"
    return f'<details class="vk-rw-fold"><summary>{esc(say("sent", ui))}</summary>{body}</details>'
