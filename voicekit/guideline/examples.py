"""Makes runnable examples of what rules say in their YAML: a draft with the circumstances it is read in.

It never runs one; `lint.selftest` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from voicekit.guideline import schema
from voicekit.guideline.loader import LoadedGuideline, LoadedRule
from voicekit.guideline.rulemodels import Attachment as GivenAttachment
from voicekit.types import Attachment, Conversation, Draft, Escalation, Incident, Triage, Turn

_BLANK = re.compile(r"\{\{[^{}]*\}\}")


class Example(NamedTuple):
    """One example. `kind` is bad (the rule must speak), good (nothing of its pack may) or ok (the rule may not).

    `language` is "" where the rule belongs to every language and the example does not say its own.
    """

    rule_id: str
    pack: str
    language: str
    kind: str
    conversation: Conversation
    draft: Draft
    place: str
    triage: Triage | None = None
    escalation: Escalation | None = None
    incident: Incident | None = None


def examples_of(rules: Iterable[LoadedRule]) -> Iterator[Example]:
    """Every example of `rules`, in their order."""
    for rule in rules:
        for example in rule.model.examples:
            given = example.given or schema.Given()
            language = given.language or (rule.languages[0] if len(rule.languages) == 1 else "")
            for kind, text in (("bad", example.bad), ("good", example.good), ("ok", example.ok)):
                if text is not None:
                    conversation, draft = _situation(given, text)
                    place = f"{rule.path}:{rule.line}"
                    yield Example(
                        rule.id, rule.pack, language, kind, conversation, draft, place, *_read(given)
                    )


def templates_of(loaded: LoadedGuideline) -> Iterator[Example]:
    """A brand's approved replies as examples that must be clean, each on its first channel, blanks filled in."""
    for template in loaded.templates:
        conversation = Conversation(
            channel=template.channels[0] if template.channels else None,
            context={"scenario": template.scenario},
        )
        draft = Draft(_BLANK.sub(_filled, template.text), (), "agent")
        yield Example(
            template.id, "templates", template.language, "template", conversation, draft, "templates.yaml"
        )


def _filled(blank: re.Match[str]) -> str:
    """What stands in a blank once it is filled in: a time where its name asks for one, else a name."""
    return "14:00" if any(word in blank[0] for word in ("date", "day", "time")) else "Kim"


def _situation(given: schema.Given, text: str) -> tuple[Conversation, Draft]:
    stated = {
        name: value
        for name, value in (("scenario", given.scenario), ("mood", given.mood), ("intent", given.intent))
        if value is not None
    }
    conversation = Conversation(
        channel=given.channel,
        visibility=given.visibility,
        turns=tuple(
            Turn(turn.role, turn.text, turn.at, turn.author, _attachments(turn.attachments))
            for turn in given.turns or ()
        ),
        context={**(given.context or {}), **stated},
    )
    return conversation, Draft(text, _attachments(given.attachments), given.sender)


def _read(given: schema.Given) -> tuple[Triage | None, Escalation | None, Incident | None]:
    """What an example says of risks, of the contents a policy asks for and of an incident's approved wording."""
    incident = Incident("example", "", given.incident, "") if given.incident is not None else None
    if given.risks is None and given.must is None and given.must_not is None:
        return None, None, incident
    triage = Triage(risks=tuple(given.risks or ()))
    if given.must is None and given.must_not is None:
        return triage, None, incident
    policy = Escalation("example", "", "example", "", 60, "always", None, (), True)
    policy = policy._replace(must=tuple(given.must or ()), must_not=tuple(given.must_not or ()))
    return triage, policy, incident


def _attachments(given: list[GivenAttachment] | None) -> tuple[Attachment, ...]:
    return tuple(Attachment(**attachment.model_dump()) for attachment in given or ())
