"""Proposals as pieces of guideline files, each with what speaks for it as a comment: for a person to read and copy.

It must never make a brand that could be loaded by itself, nor leave out a proposal for which there was too little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from voicekit.evals.learning.proposals import AGREEMENT, LEAST, Proposal
from voicekit.guideline.edit.emit import after_dash, after_key
from voicekit.text.fold import fold_plain

_SAYS = {
    "address": "form of address",
    "length": "longest message",
    "emoji": "emoji",
    "hashtags": "hashtags",
    "readability": "readability",
    "person": "I or we",
    "sign_off": "closing words",
    "term": "one spelling",
    "capitals": "capitals",
    "keep": "name that no rule may touch",
    "template": "sentence that is said again and again",
}


def heading(proposal: Proposal) -> str:
    """What a proposal is about: `form of address (vi, zalo)`."""
    where = ", ".join(filter(None, (proposal.language, proposal.channel)))
    return _SAYS[proposal.kind] + (f" ({where})" if where else "")


def value_of(proposal: Proposal) -> str:
    """What is proposed, on one line."""
    if proposal.kind == "readability":
        edge = "at least" if proposal.value == "flesch_reading_ease" else "at most"
        return (
            f"{proposal.value} {edge} {proposal.low:g}" if proposal.low is not None else str(proposal.value)
        )
    if proposal.kind == "length":
        return f"{proposal.low:g} to {proposal.value} characters"
    if proposal.kind in ("emoji", "hashtags"):
        return f"at most {proposal.value}"
    others = ", ".join(f"{text} ({count})" for text, count in proposal.other)
    return f"{proposal.value}, not {others}" if others else str(proposal.value)


def evidence(proposal: Proposal) -> str:
    """What speaks for it: `40 replies, 95 % agree`, or why that is not enough."""
    share = f"{proposal.share:.0%}".replace("%", " %")
    if proposal.state == "too few":
        return f"too few: {proposal.n} of {LEAST} replies"
    if proposal.kind in ("template", "sign_off"):
        return f"{proposal.n} replies, {share} of those there are"
    if proposal.state == "split":
        return f"no agreement: {proposal.n} replies, {share} of {AGREEMENT * 100:.0f} %"
    return f"{proposal.n} replies, {share} agree"


def fragments(proposals: Sequence[Proposal], brand: str, replies: int) -> dict[str, str]:
    """File name -> text for each file that something is proposed for, `brand` being the id the rule is called by."""
    makers: dict[str, Callable[[Sequence[Proposal], str], str]] = {
        "voice.yaml": _voice, "channels.yaml": _channels, "terms.yaml": _terms, "rules.yaml": _rules,
        "templates.yaml": _templates,
    }  # fmt: skip
    found = {}
    for name, make in makers.items():
        body = make([one for one in proposals if one.state == "proposed"], brand)
        weak = [one for one in proposals if one.state != "proposed" and _file_of(one) == name]
        if not body and not weak:
            continue
        head = f"A draft made from {replies} replies. Nothing here is in force."
        mend = f"Copy what you agree with into {name} of your brand."
        said = "".join(f"# {heading(one)}: {evidence(one)}\n" for one in weak)
        found[name] = (
            f"# {head}\n# {mend}\n"
            + (f"\n{body}" if body else "")
            + (f"\n# Not proposed:\n{said}" if weak else "")
        )
    return found


def _file_of(proposal: Proposal) -> str:
    if proposal.channel or proposal.kind in ("length", "emoji", "hashtags"):
        return "channels.yaml"
    return {"term": "terms.yaml", "capitals": "rules.yaml", "template": "templates.yaml"}.get(
        proposal.kind, "voice.yaml"
    )


def _line(proposal: Proposal, indent: str = "") -> str:
    return f"{indent}# {heading(proposal)}: {evidence(proposal)}\n"


def _some(proposals: Sequence[Proposal], kind: str, channel: str | None = "") -> list[Proposal]:
    return [one for one in proposals if one.kind == kind and channel in (None, one.channel)]


def _mapped(key: str, pairs: Sequence[tuple[Proposal, str, Any]]) -> str:
    """`key:` with an entry and its evidence for each pair."""
    lines = "".join(f"{_line(one, '  ')}  {name}:{after_key(value, 2)}\n" for one, name, value in pairs)
    return f"{key}:\n{lines}" if lines else ""


def _voice(proposals: Sequence[Proposal], brand: str) -> str:
    person = "".join(f"{_line(one)}person: {one.value}\n" for one in _some(proposals, "person"))
    bands = [
        (one, one.language, {"formula": one.value, edge: int(one.low or 0)})
        for one in _some(proposals, "readability")
        for edge in ("min" if one.value == "flesch_reading_ease" else "max",)
    ]
    closings: dict[str, list[Proposal]] = {}
    for one in _some(proposals, "sign_off"):
        closings.setdefault(one.language, []).append(one)
    names = _some(proposals, "keep")
    parts = [
        person,
        _mapped("address", [(one, one.language, one.value) for one in _some(proposals, "address")]),
        _mapped(
            "sign_off", [(group[0], code, [one.value for one in group]) for code, group in closings.items()]
        ),
        _mapped("readability", bands),
        "".join(_line(one) for one in names)
        + f"keep:{after_key(sorted({str(one.value) for one in names}), 0)}\n"
        if names
        else "",
    ]
    return "\n".join(filter(None, parts))


def _channels(proposals: Sequence[Proposal], brand: str) -> str:
    out = ""
    for channel in sorted({one.channel for one in proposals if one.channel}):
        there = [one for one in proposals if one.channel == channel]
        lines = ""
        for kind, key in (("length", "max_length"), ("emoji", "max_emoji"), ("hashtags", "max_hashtags")):
            for one in _some(there, kind, channel):
                shown = f" (usually {value_of(one)})" if kind == "length" else ""
                lines += f"    # {heading(one)}: {evidence(one)}{shown}\n    {key}: {one.value}\n"
        forms = _some(there, "address", channel)
        lines += "".join(_line(one, "    ") for one in forms)
        if forms:
            lines += f"    address:{after_key({one.language: one.value for one in forms}, 4)}\n"
        out += f"  {channel}:\n{lines}"
    return f"channels:\n{out}" if out else ""


def _terms(proposals: Sequence[Proposal], brand: str) -> str:
    lines = ""
    for one in _some(proposals, "term"):
        value = {
            "prefer": one.value,
            "avoid": [text for text, _ in one.other],
            "languages": [one.language],
            "note": f"{one.value} is how approved replies write it.",
        }
        lines += f"{_line(one, '  ')}  -{after_dash(value, 2)}\n"
    return f"terms:\n{lines}" if lines else ""


def _rules(proposals: Sequence[Proposal], brand: str) -> str:
    lines = ""
    for language in sorted({one.language for one in _some(proposals, "capitals")}):
        ours = [one for one in _some(proposals, "capitals") if one.language == language]
        rule = {
            "id": f"{brand}.capitals-{language}",
            "kind": "substitution",
            "languages": [language],
            "ignorecase": False,
            "severity": "suggestion",
            "sureness": "sure",
            "dimension": "voice",
            "message": "Write '{replacement}' instead of '{match}'.",
            "why": "Approved replies write it that way.",
            "source": {"title": "Approved replies"},
            "swap": {re.escape(text): one.value for one in ours for text, _ in one.other},
            "examples": [{"bad": one.other[0][0], "good": one.value} for one in ours],
        }
        lines += "".join(_line(one, "  ") for one in ours) + f"  -{after_dash(rule, 2)}\n"
    return f"rules:\n{lines}" if lines else ""


def _templates(proposals: Sequence[Proposal], brand: str) -> str:
    lines = ""
    taken: dict[str, int] = {}
    for one in _some(proposals, "template"):
        slug = re.sub(
            r"[^a-z0-9]+", "-", fold_plain(str(one.value)).encode("ascii", "ignore").decode()
        ).strip("-")
        name = "-".join(slug.split("-")[:4]) or "sentence"
        taken[name] = taken.get(name, 0) + 1
        value = {
            "id": f"{name}-{taken[name]}-{one.language}" if taken[name] > 1 else f"{name}-{one.language}",
            "scenario": "question",
            "language": one.language,
            "text": one.value,
        }
        lines += f"{_line(one, '  ')}  -{after_dash(value, 2)}\n"
    return f"# Say which scenario each belongs to.\ntemplates:\n{lines}" if lines else ""
