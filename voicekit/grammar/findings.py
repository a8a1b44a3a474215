"""Turns an engine's slips into findings, and puts them beside those of the guideline's rules.

Must never report what is exempt, or twice what a rule reports already; a grammar finding blocks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicekit.grammar.engine import Engine, Slip, overlaps
from voicekit.text.document import Document
from voicekit.text.fold import fold_plain
from voicekit.types import Edit, Finding, Fix, Source, Span

_MESSAGE = {
    "en": "'{0}' is not in the dictionary.",
    "de": "„{0}“ steht nicht im Wörterbuch.",
    "fr": "« {0} » n'est pas dans le dictionnaire.",
    "ru": "Слова «{0}» нет в словаре.",
    "vi": "“{0}” không có trong từ điển.",
}
_WHY = {
    "en": "A slip takes the reader's eye off what you say. It may also be a name that the dictionary lacks.",
    "de": "Ein Versehen lenkt vom Inhalt ab. Es kann auch ein Name sein, den das Wörterbuch nicht kennt.",
    "fr": "Une coquille détourne du propos. Ce peut être aussi un nom que le dictionnaire ignore.",
    "ru": "Описка отвлекает от сути. Это может быть и имя, которого нет в словаре.",
    "vi": "Lỗi gõ làm người đọc xao nhãng. Cũng có thể đó là tên riêng mà từ điển không có.",
}
_LONGEST_MESSAGE = 400
_LONGEST_REPLACEMENT = 200
_FIXES = 3
_UNSAFE = re.compile(r"[^a-z0-9]+")
_STARTS = re.compile(r"(?:^|[.!?…:\n])[\s\"'“”„«»()\[\]¡¿-]*$")
"""What stands before the first word of a sentence."""


def findings_from(
    slips: Sequence[Slip],
    text: str,
    language: str,
    exempt: Sequence[Span],
    names: Sequence[str],
    engine: Engine,
    ui: str,
) -> tuple[Finding, ...]:
    """Findings in the order of the text: suggestions in the dimension `readable`, fixes to be read before use."""
    known = {fold_plain(name) for name in names}
    kept = sorted({slip for slip in slips if not _excused(slip, text, language, exempt, known)})
    document = Document(text, language) if kept else None
    found: list[Finding] = []
    for slip in kept:
        assert document is not None
        span = Span(slip.start, slip.end)
        if found and found[-1].span == span:
            continue
        matched = text[slip.start : slip.end]
        message = slip.message.strip() or _MESSAGE.get(ui, _MESSAGE["en"]).format(matched)
        rule = _UNSAFE.sub("-", slip.rule.lower()).strip("-") or "slip"
        fixes = tuple(
            Fix("", (Edit(span, new),))
            for new in slip.replacements[:_FIXES]
            if new != matched and len(new) <= _LONGEST_REPLACEMENT
        )
        found.append(
            Finding(
                rule_id=f"grammar.{engine.name}.{rule}",
                category="grammar",
                dimension="readable",
                severity="suggestion",
                blocking=False,
                sureness="depends",
                message=message[:_LONGEST_MESSAGE],
                why=_WHY.get(ui, _WHY["en"]),
                source=Source(engine.title, url=engine.url),
                span=span,
                matched=matched,
                fixes=fixes,
                sentence=document.sentence_text(slip.start),
            )
        )
    return tuple(found)


def merged(findings: Sequence[Finding], grammar: Sequence[Finding]) -> tuple[Finding, ...]:
    """Both in the order of the text, those of the whole draft last.

    A grammar finding that lies in the words of a rule's finding, or the other way round, is left out: the words have
    to change anyway. A rule's finding on a whole sentence or more says nothing of the words in it.
    """
    taken = [
        finding.span
        for finding in findings
        if finding.span is not None
        and finding.span.end - finding.span.start < len(finding.sentence.strip()) * 0.8
    ]
    new = [
        one for one in grammar if one.span is not None and not any(_within(one.span, span) for span in taken)
    ]
    both = [*findings, *new]
    both.sort(
        key=lambda one: (
            (True, Span(0, 0)) if one.span is None else (False, Span(one.span.start, -one.span.end))
        )
    )
    return tuple(both)


def _within(one: Span, other: Span) -> bool:
    return (other.start <= one.start and one.end <= other.end) or (
        one.start <= other.start and other.end <= one.end and other.start < other.end
    )


def _excused(slip: Slip, text: str, language: str, exempt: Sequence[Span], names: set[str]) -> bool:
    start, end = slip.start, slip.end
    words = text[start:end]
    if start >= end or overlaps(start, end, exempt):
        return True
    # A blank or comma beside a name or link is judged by what the engine made of that, which is guesswork.
    if not any(map(str.isalnum, words)) and overlaps(start - 1, end + 1, exempt):
        return True
    if not slip.spelling:
        return False
    if any(map(str.isdigit, words)):
        return True
    folded = fold_plain(words)
    if not {folded, folded.removesuffix("'s"), folded.removesuffix("s")}.isdisjoint(names):
        return True
    # A capital inside a sentence makes a name, except where every noun has one.
    return words[0].isupper() and language != "de" and not _STARTS.search(text[max(0, start - 40) : start])
