"""Pure functions from a report to the HTML of the page; the browser puts it in as it is.

Must never let a character of a draft, thread, rule or guideline through unescaped: every text passes `esc`.
"""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

from voicekit.desk.words import language_name, named, say
from voicekit.service import most_severe_first
from voicekit.types import MAX_TEXT, SEVERITIES, Dimension, Finding, Fix, Metric, Report, Severity, Source

FIRST = 5
"""Findings shown at once; the rest stand behind a disclosure."""
LISTED = 100
"""Findings listed and marked at all: a text that is wrong at every word must not drown the browser."""
MARKED = 50_000
"""UTF-16 units that `mark_of` reads: both texts at their limit, and no more of a longer one."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EMOJI = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27bf\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_JOINED = "\u0600-\u0dff"
# Joiners inside an emoji or a word of a joining script, emoji style and the tags of a flag belong to what is seen.
_UNSEEN = re.compile(
    "(?P<kept>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"
    f"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])|(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])"
    f"|(?<=[0-9#*{_EMOJI}])[\ufe0e\ufe0f])"
    "|[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def esc(text: object) -> str:
    """Text as HTML text or a quoted attribute value; half a surrogate pair becomes U+FFFD, for it has no UTF-8.

    A character nobody sees (controls, bidi marks, zero width) is written as its number: <U+202E>.
    """
    seen = _UNSEEN.sub(lambda m: m[0] if m["kept"] else f"<U+{ord(m[0]):04X}>", str(text))
    return html.escape(_SURROGATES.sub("\ufffd", seen), quote=True)


def shown(text: str) -> str:
    """Text as HTML text in which the number of every unseen character stands out."""
    out, at = "", 0
    for match in _UNSEEN.finditer(text):
        if match["kept"] is None:
            out += f'{esc(text[at : match.start()])}<code class="vk-unseen">{esc(match[0])}</code>'
            at = match.end()
    return out + esc(text[at:])


def lang_of(code: str | None) -> str:
    """A `lang` attribute with a blank before it; empty where the code is not one."""
    return f' lang="{code}"' if code and _LANG.fullmatch(code) else ""


def utf16(text: str) -> Callable[[int], int]:
    """A function from code point offsets in `text` to the UTF-16 offsets a browser counts in."""
    astral = [i for i, char in enumerate(text) if char > "\uffff"]
    return lambda offset: offset + bisect_left(astral, offset)


def mark_of(text: str) -> str:
    """A short figure (FNV-1a over UTF-16 units) by which the browser knows the texts a panel speaks of."""
    mark = 0x811C9DC5
    for unit in memoryview(text.encode("utf-16-le", "surrogatepass")[: 2 * MARKED]).cast("H"):
        mark = (mark ^ unit) * 0x01000193 & 0xFFFFFFFF
    return f"{mark:x}"


def to_mend(report: Report, revise_at: Severity = "warning") -> list[Finding]:
    """The findings the verdict speaks of, most severe first: none where the draft is ready.

    `revise_at` is the guideline's least severity that asks for a revision.
    """
    findings = most_severe_first(report.findings)
    if report.verdict == "ready":
        return []
    if report.verdict == "blocked":
        return [finding for finding in findings if finding.blocking]
    least = SEVERITIES.index(revise_at)
    return [finding for finding in findings if SEVERITIES.index(finding.severity) >= least]


def _bar(state: str, icon: str, words: str, why: str, jump: str = "") -> str:
    return (
        f'<div class="vk-verdict vk-is-{state}" data-verdict="{state}" tabindex="-1">'
        f'<span class="vk-icon" aria-hidden="true">{icon}</span>'
        f'<p class="vk-says"><strong>{esc(words)}</strong> <span class="vk-because">{shown(why)}</span></p>{jump}</div>'
    )


def verdict(report: Report, ui: str, revise_at: Severity = "warning") -> str:
    """The verdict in words, with its first reason and a way there; none on a language voicekit does not check."""
    mend = to_mend(report, revise_at)
    jump = f'<a class="vk-jump" href="#vk-f1">{esc(say("to_first", ui))}</a>' if mend else ""
    if not report.language.supported and report.verdict != "blocked":
        name = language_name(report.language.code, report.language.name, ui)
        return _bar("unread", "?", say("unread", ui, language=name), say("unread_why", ui), jump)
    if report.verdict == "ready":
        hints = len(report.findings)
        why = say("ready_hints", ui, n=hints) if hints else say("ready_why", ui)
        return _bar("ready", "✓", say("ready", ui), why)
    why = mend[0].message if mend else ""
    icon = "■" if report.verdict == "blocked" else "✎"
    return _bar(report.verdict, icon, say(report.verdict, ui, n=len(mend)), why, jump)


def empty_verdict(ui: str) -> str:
    """What the page says while the draft is empty."""
    return _bar("empty", "…", say("empty", ui), "")


def too_long_verdict(length: int, ui: str) -> str:
    """What the page says of a text over the limit (both in code points)."""
    blank = "," if ui == "en" else "\u00a0"
    n, limit = (f"{number:,}".replace(",", blank) for number in (length, MAX_TEXT))
    return _bar("failed", "!", say("too_long", ui), say("too_long_why", ui, n=n, limit=limit))


def failed_verdict(ui: str, reason: str = "") -> str:
    """What the page says when the check could not be done; `reason` comes from an error made for people."""
    return _bar("failed", "!", say("failed", ui), reason or say("failed_why", ui))


def marked(text: str, findings: Sequence[Finding], ui: str) -> str:
    """The draft with every finding's words underlined, linked to the finding and described by its message."""
    spans = [(i, f.span.start, f.span.end, f) for i, f in enumerate(findings, 1) if f.span is not None]
    edges = sorted({0, len(text), *(at for _, start, end, _ in spans for at in (start, end))})
    out: list[str] = []
    described: set[int] = set()

    def tags(at: int) -> None:
        for i, _, end, finding in spans:
            if end == at:
                word = esc(say(finding.severity, ui))
                out.append(
                    f'<sup class="vk-tag vk-tag-{finding.severity}" aria-hidden="true">{i}\u00a0{word}</sup>'
                )

    for start, end in pairwise(edges):
        over = [(i, finding) for i, left, right, finding in spans if left <= start and right >= end]
        piece = shown(text[start:end])
        if over:
            fresh = [i for i, _ in over if i not in described]
            first = fresh[0] if fresh else over[0][0]
            described.update(i for i, _ in over)
            says = " ".join(f"vk-b{i} vk-m{i}" for i, _ in over)
            # One stop of the Tab key for each finding, however many pieces overlaps cut it into.
            tab = "" if fresh else ' tabindex="-1"'
            piece = (
                f'<a class="vk-mark vk-mark-{over[0][1].severity}" href="#vk-f{first}" data-key="mark-{first}-{start}"'
                f' aria-describedby="{says}"{tab}>{piece}</a>'
            )
        out.append(piece)
        tags(end)
    return "".join(out)


def _source(source: Source | None, ui: str) -> str:
    if source is None:
        return ""
    title = esc(f"{source.title} ({source.year})" if source.year else source.title)
    if source.url.startswith(("https://", "http://")):
        title = f'<a href="{esc(source.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
    return f"<p>{esc(say('source', ui))}: {title}</p>"


def _fix(fix: Fix, text: str, at: Callable[[int], int], key: str, number: int, ui: str) -> str:
    edits = [[at(e.span.start), at(e.span.end), text[e.span.start : e.span.end], e.text] for e in fix.edits]
    if fix.title:
        title = fix.title
    elif len(fix.edits) == 1 and fix.edits[0].text.strip():
        title = say("use", ui, text=fix.edits[0].text.strip())
    else:
        title = say("remove", ui)
    if fix.safety == "display" or not edits:
        return f'<p class="vk-hint">{shown(title)}</p>'
    return (
        f'<button type="button" class="vk-fix" data-key="{key}" data-edits="{esc(json.dumps(edits))}"'
        f' aria-describedby="vk-m{number}">{shown(title)}</button>'
    )


def _finding(
    number: int, finding: Finding, text: str, at: Callable[[int], int], lang: str, key: str, ui: str
) -> str:
    key = esc(key)
    flags = [say("blocking", ui)] if finding.blocking else []
    flags += [say("depends", ui)] if finding.sureness == "depends" else []
    if finding.span is None:
        meant = f'<span class="vk-words">{esc(say("whole", ui))}</span>'
    else:
        words = text[finding.span.start : finding.span.end]
        label = esc(say("show_in_draft", ui, words=words))
        meant = (
            f'<button type="button" class="vk-words vk-show" data-key="show-{key}"'
            f' data-start="{at(finding.span.start)}" data-end="{at(finding.span.end)}" aria-label="{label}"'
            f' title="{label}"><q{lang}><bdi>{shown(words)}</bdi></q></button>'
        )
    fixes = "".join(_fix(fix, text, at, f"fix-{key}-{i}", number, ui) for i, fix in enumerate(finding.fixes))
    return (
        f'<li id="vk-f{number}" class="vk-finding vk-sev-{finding.severity}" tabindex="-1"'
        f' data-rule="{esc(finding.rule_id)}"><p class="vk-head">'
        f'<span class="vk-badge" id="vk-b{number}">{number} {esc(say(finding.severity, ui))}</span> {meant}'
        + "".join(f' <span class="vk-flag">{esc(flag)}</span>' for flag in flags)
        + f'</p><p class="vk-message" id="vk-m{number}">{shown(finding.message)}</p><div class="vk-acts">{fixes}'
        f'<details data-key="why-{key}"><summary>{esc(say("why", ui))}</summary><p>{esc(finding.why)}</p>'
        f"{_source(finding.source, ui)}<p>{esc(say('rule', ui))}: <code>{esc(finding.rule_id)}</code></p></details>"
        "</div></li>"
    )


def finding_list(
    text: str,
    findings: Sequence[Finding],
    lang: str,
    ui: str,
    total: int | None = None,
    none: str = "no_findings",
) -> str:
    """The findings in the order given: five first, the rest behind a disclosure. `total` counts those left out too.

    `none` is the key of what is said where there are none.
    """
    if not findings:
        return f'<p class="vk-none">{esc(say(none, ui))}</p>'
    at = utf16(text)
    seen: dict[str, int] = {}
    items: list[str] = []
    for number, finding in enumerate(findings, 1):
        base = f"{finding.rule_id}-{finding.fingerprint}"
        seen[base] = seen.get(base, 0) + 1
        items.append(_finding(number, finding, text, at, lang, f"{base}-{seen[base]}", ui))
    # The first mend on offer stands out: one place to click. No text holds an unescaped quote, so only markup matches.
    out = f'<ol class="vk-findings">{"".join(items[:FIRST])}</ol>'.replace('"vk-fix"', '"vk-fix vk-first"', 1)
    rest = items[FIRST:]
    if rest:
        out += (
            f'<details class="vk-more" data-key="more"><summary>{esc(say("more", ui, n=len(rest)))}</summary>'
            f'<ol class="vk-findings" start="{FIRST + 1}">{"".join(rest)}</ol></details>'
        )
    if total is not None and total > len(findings):
        out += f'<p class="vk-none">{esc(say("not_shown", ui, n=total - len(findings)))}</p>'
    return out


def number(value: float, ui: str) -> str:
    """A figure as people write it: at most one decimal, a decimal comma outside English."""
    text = f"{value:.1f}".removesuffix(".0")
    return text if ui == "en" else text.replace(".", ",")


def _dimension(side: Dimension, ui: str) -> str:
    name = esc(named(side.name, ui))
    if side.score is None:
        score = f'<span class="vk-unscored">{esc(say("not_scored", ui))}</span>'
        body = f'<p class="vk-level">{esc(side.reason)}</p>'
    else:
        score = f'<span class="vk-score">{esc(say("of_100", ui, n=side.score))}</span>'
        width = max(0, min(100, side.score))
        body = (
            f'<div class="vk-track" aria-hidden="true"><div style="width:{width}%"></div></div>'
            f'<p class="vk-level">{esc(named(side.level, ui))}</p>'
        )
    sums = ""
    if side.steps:
        rows = "".join(
            f"<tr><td>{esc(step.label)}</td><td>{'+' if step.points > 0 else ''}{number(step.points, ui)}</td></tr>"
            for step in side.steps
        )
        sums = (
            f'<details data-key="side-{esc(side.name)}"><summary>{esc(say("arithmetic", ui))}'
            f'<span class="vk-sr">: {name}</span></summary><table><tbody>{rows}</tbody></table></details>'
        )
    return f'<div class="vk-side"><h3>{name}</h3>{score}{body}{sums}</div>'


def _metrics(metrics: Sequence[Metric], ui: str) -> str:
    if not metrics:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{esc(named(metric.name, ui))}</th><td>'
        + (
            esc(number(metric.value, ui))
            if metric.value is not None
            else f"{esc(say('not_scored', ui))}: {esc(metric.reason)}"
        )
        + "</td></tr>"
        for metric in metrics
    )
    return (
        f'<details class="vk-metrics" data-key="metrics"><summary>{esc(say("metrics", ui))}</summary><table><thead><tr>'
        f'<th scope="col">{esc(say("figure", ui))}</th><th scope="col">{esc(say("value", ui))}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def _remarks(report: Report, ui: str) -> str:
    out = ""
    if report.rule_errors:
        rules = "".join(
            f"<li><code>{esc(e.rule_id)}</code>: {esc(e.reason)}</li>" for e in report.rule_errors
        )
        head = esc(say("rule_errors", ui, n=len(report.rule_errors)))
        out += f'<div class="vk-remark vk-rule-errors"><p>{head}</p><ul>{rules}</ul></div>'
    state = report.grammar
    if state is not None and state.state not in ("ok", "off"):
        line = esc(say("no_grammar", ui, reason=state.reason))
        out += f'<div class="vk-remark vk-no-grammar"><p>{line}</p></div>'
    if report.notes:
        notes = "".join(f"<li>{esc(note)}</li>" for note in report.notes)
        out += f'<div class="vk-remark"><p>{esc(say("notes", ui))}</p><ul>{notes}</ul></div>'
    return out


def section(name: str, title: str, body: str, beside: str = "") -> str:
    """A part of the panel under its heading; `body` is HTML, `beside` a few words next to the heading."""
    aside = f'<span class="vk-beside">{esc(beside)}</span>' if beside else ""
    return (
        f'<section class="vk-section vk-{name}" aria-labelledby="vk-h-{name}">'
        f'<div class="vk-title"><h2 id="vk-h-{name}">{esc(title)}</h2>{aside}</div>{body}</section>'
    )


def _reader(report: Report, title: str, ui: str) -> str:
    code, name = report.language.code, report.language.name
    language = language_name(code, name, ui)
    if not report.language.sure:
        language = f"{language} ({say('unsure', ui)})"
    guideline = f"{title or report.guideline.id} {report.guideline.version}".strip()
    return say("checked_as", ui, language=language, guideline=guideline)


def _open(text: str, said: str, ui: str, lang: str = "", more: str = "") -> str:
    words = "".join(
        f' data-{key.replace("_", "-")}="{esc(say(key, ui))}"' for key in ("stale", "lost", "lost_why", "old")
    )
    mark = mark_of(text + "\0" + said)
    return (
        f'<div class="vk-panel{more}" data-length="{utf16(text)(len(text))}" data-mark="{mark}"'
        f' data-lang="{esc(lang)}" data-ui="{esc(ui)}"{words}>'
    )


def panel(report: Report, text: str, ui: str, title: str = "", said: str = "", thread: str = "") -> str:
    """Everything below the verdict: marked draft, findings, thread, sides, figures, and what could not be done.

    `title` is the guideline's name for people, `said` the thread as it stands on the page, `thread` its HTML.
    """
    findings = most_severe_first(report.findings)
    listed = findings[:LISTED]
    code = report.language.code or ""
    lang = lang_of(code)
    draft = f'<div class="vk-draft"{lang} dir="auto">{marked(text, listed, ui)}</div>'
    return (
        _open(text, said, ui, code)
        + section("marked", say("marked", ui), draft, _reader(report, title, ui))
        + section(
            "list",
            f"{say('findings', ui)} ({len(findings)})",
            finding_list(
                text,
                listed,
                lang,
                ui,
                len(findings),
                "no_findings" if report.language.supported else "unread_none",
            ),
        )
        + thread
        + section(
            "sides",
            say("sides", ui),
            f'<div class="vk-grid">{"".join(_dimension(side, ui) for side in report.dimensions)}</div>'
            + _metrics(report.metrics, ui)
            + _remarks(report, ui),
        )
        + "</div>"
    )


def bare_panel(text: str, ui: str, said: str = "", thread: str = "") -> str:
    """The panel when there is no report on the draft `text`; `thread` is the HTML of the customer's side."""
    return f"{_open(text, said, ui, more='' if thread else ' vk-bare')}{thread}</div>"


def reading(verdict: str, panel: str, number: int) -> str:
    """A verdict and panel that came later than the check, for `page.js` to put in place if they still hold."""
    return (
        f'<div data-reading="{number}"><div data-slot="vk-verdict">{verdict}</div>'
        f'<div data-slot="vk-panel">{panel}</div></div>'
    )
