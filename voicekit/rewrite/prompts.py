"""Builds what a model is told: from prompts/*.md, the guideline, the findings, and the thread as delimited data.

It must never send a text that was not handed in (redaction comes before), nor let what people wrote look like an order.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from voicekit import resources
from voicekit.errors import InputError
from voicekit.rewrite.answer import Prompt
from voicekit.types import Finding

if TYPE_CHECKING:
    from voicekit.guideline.compiled import Approved, Guideline
    from voicekit.types import Conversation, Report

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_BLANK = re.compile(r"\{\{(\w+)\}\}")
_GAPS = re.compile(r"\n{3,}")
_MOST_LINES = 40
_MOST_EXAMPLES = 2
_ROLES = {"customer": "Customer", "agent": "Agent", "bot": "Bot"}
_AXES = {
    "formality": ("casual", "formal"),
    "warmth": ("matter-of-fact", "warm"),
    "empathy": ("brisk", "seeing how the customer feels"),
    "directness": ("careful and indirect", "direct"),
    "energy": ("calm", "lively"),
    "politeness": ("plain", "polite"),
}
"""What 0 and 100 mean on each axis of tone."""
_NAMES = {"en": "English", "de": "German", "fr": "French", "ru": "Russian", "vi": "Vietnamese"}
_SLOTS = {
    "en": "⟨by when?⟩",
    "de": "⟨bis wann?⟩",
    "fr": "⟨pour quand ?⟩",
    "ru": "⟨когда?⟩",
    "vi": "⟨khi nào?⟩",
}


class Template(NamedTuple):
    """One prompt file: its id, version, the inputs it names, and its body with `{{input}}` blanks."""

    id: str
    version: str
    inputs: tuple[str, ...]
    body: str

    def filled(self, values: dict[str, str]) -> str:
        """The body with every blank filled. InputError where a blank has no value, or a value no blank."""
        blanks = set(_BLANK.findall(self.body))
        if blanks != set(self.inputs) or blanks != set(values):
            wrong = sorted((blanks ^ set(self.inputs)) | (blanks ^ set(values)))
            raise InputError(f"prompt '{self.id}': inputs and blanks differ in {', '.join(wrong)}")
        text = _BLANK.sub(lambda match: values[match[1]], self.body)
        return _GAPS.sub("\n\n", text).strip()


class Told(NamedTuple):
    """What a prompt is made of besides the guideline; every text in it has been redacted.

    `turns` are (role, text), `findings` lines that say what to mend, `refusals` those that say why an earlier rewrite
    was not shown.
    """

    turns: Sequence[tuple[str, str]]
    draft: str
    situation: Sequence[str]
    findings: Sequence[str]
    refusals: Sequence[str] = ()


def load_prompt(name: str) -> Template:
    """The prompt called `name`. InputError where it is missing or has no front matter."""
    path = os.path.join(resources.prompts_dir(), f"{name}.md")
    try:
        with open(path, encoding="utf-8") as file:
            raw = file.read()
    except OSError:
        known = sorted(
            one[:-3]
            for one in os.listdir(resources.prompts_dir())
            if one.endswith(".md") and one != "README.md"
        )
        raise InputError(f"no prompt is called '{name}'; there are: {', '.join(known)}") from None
    head = _HEAD.match(raw)
    if head is None:
        raise InputError(f"prompts/{name}.md:1: no front matter; begin with ---, id, version, inputs, output")
    import yaml  # prompts are read where a model is asked, never on the way of a check

    said = yaml.safe_load(head[1])
    missing = [key for key in ("id", "version", "inputs") if not isinstance(said, dict) or key not in said]
    if missing:
        raise InputError(f"prompts/{name}.md:1: the front matter has no {', '.join(missing)}; add it")
    return Template(said["id"], str(said["version"]), tuple(said["inputs"]), raw[head.end() :])


def build(guideline: Guideline, conversation: Conversation, report: Report, told: Told) -> Prompt:
    """The prompt for one draft: the brand's side as the system's message, the thread and the draft as data."""
    language = report.language.code or guideline.default_language
    channel, _ = guideline.channel(conversation.channel)
    forms = channel.address.get(language, ())
    scenario = report.triage.scenario if report.triage else None
    system = load_prompt("rewrite").filled(
        {
            "brand": guideline.title,
            "language": _NAMES.get(language, language),
            "voice": _lines(_tone(guideline.axes(scenario))),
            "address": f"- Address the customer as {' or '.join(forms)}." if forms else "",
            "channel": _channel(channel.title, channel.max_length),
            "terms": _terms(guideline, language, channel.name),
            "policy": _policy(report),
            "examples": _examples(_approved(guideline, language, channel.name, scenario)),
            "slot": _SLOTS.get(language, _SLOTS["en"]),
        }
    )
    turns = (text for _, text in told.turns)
    user = load_prompt("rewrite-thread").filled(
        {
            "mark": _mark("\n".join((*turns, told.draft, *told.situation, *told.findings, *told.refusals))),
            "thread": "\n".join(f"{_ROLES[role]}: {_indented(text)}" for role, text in told.turns),
            "situation": _lines(told.situation),
            "draft": told.draft,
            "findings": _lines(told.findings) or "- Nothing in particular: make it sound like a person.",
            "refusals": _lines(told.refusals) or "- Nothing yet.",
        }
    )
    return Prompt(system, user)


def finding_line(finding: Finding) -> str:
    """One finding as a line of the prompt."""
    return f"{finding.message} (here: “{finding.matched}”)" if finding.matched else finding.message


def _mark(texts: str) -> str:
    """A mark nobody can have written: it hangs on all the texts, and stands in none of them."""
    mark = sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    while mark in texts:
        mark = sha256(mark.encode()).hexdigest()[:12]
    return mark


def _indented(text: str) -> str:
    """A turn whose further lines cannot be taken for another turn."""
    return "\n  ".join(text.splitlines())


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(f"- {' '.join(line.split())}" for line in lines[:_MOST_LINES])


def _tone(axes: dict[str, int]) -> list[str]:
    """The targets of tone as sentences a model follows better than figures."""
    lines = []
    for axis, share in axes.items():
        low, high = _AXES[axis]
        lean = high if share >= 50 else low
        much = (
            "very"
            if abs(share - 50) > 30
            else "rather"
            if abs(share - 50) > 12
            else "neither more nor less than"
        )
        lines.append(f"{axis}: {much} {lean} ({share} of 100, where 0 is {low} and 100 is {high})")
    return lines


def _channel(title: str, limit: int | None) -> str:
    return f"- It goes to {title}" + (f": at most {limit} characters." if limit else ".")


def _terms(guideline: Guideline, language: str, channel: str) -> str:
    """The brand's own words: what it says instead of what."""
    lines = []
    for term in guideline.terms:
        if (not term.languages or language in term.languages) and (
            not term.channels or channel in term.channels
        ):
            avoid = " or ".join(f"“{one}”" for one in term.avoid)
            lines.append(f"Say “{term.prefer}”, not {avoid}." if term.prefer else f"Do not say {avoid}.")
    return _lines(lines)


def _policy(report: Report) -> str:
    escalation = report.escalation
    if escalation is None:
        return ""
    lines = [f"This conversation goes to {escalation.title}; the reply only holds the line until they write."]
    lines += [f"The reply has to hold: {one}." for one in escalation.must]
    lines += [f"The reply must not hold: {one}." for one in escalation.must_not]
    lines += [f"This may be quoted, word by word: {one.text}" for one in escalation.contacts]
    return _lines(lines)


def _approved(guideline: Guideline, language: str, channel: str, scenario: str | None) -> list[Approved]:
    return [
        one
        for one in guideline.templates
        if one.language == language
        and one.scenario == scenario
        and (not one.channels or channel in one.channels)
    ][:_MOST_EXAMPLES]


def _examples(found: Sequence[Approved]) -> str:
    if not found:
        return ""
    shown = "\n".join(f"- {' '.join(one.text.split())}" for one in found)
    return f"Approved replies for such a situation (take the tone, none of the content):\n{shown}"
