"""What a team makes of the rules: decisions on findings, each rule's health, suggestions to see fewer of.

It must never pass on a text or a name with a decision, nor rank people: counts are of the team.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.types import Finding, Report

if TYPE_CHECKING:
    from datetime import datetime

    from voicekit.evals.stats import Share
    from voicekit.store.mutes import Mute
    from voicekit.store.reviews import Choice, Reason

ENOUGH = 8
"""Decisions from which on a rule can be called mostly dismissed."""
_UNKNOWN = "und"
"""The code of a language that could not be told (ISO 639-3)."""


class Decided(NamedTuple):
    """What somebody made of one finding of a report; `reason` stands with a dismissal or an override alone."""

    finding: Finding
    decision: Choice
    reason: Reason | None = None


class RuleHealth(NamedTuple):
    """What became of the findings of one rule under one version (0: a guideline that is a folder).

    `fired` counts those somebody decided on. `dismissed_share` has its 95 % interval; `mostly_dismissed` is true where
    even its lower end is over a half, of at least 8.
    """

    rule_id: str
    version: int
    fired: int
    accepted: int
    edited: int
    dismissed: dict[str, int]
    overridden: int
    dismissed_share: Share
    mostly_dismissed: bool


def record_review(
    settings: Settings, report: Report, decided: Sequence[Decided], *, version: int | None = None
) -> int:
    """Record decisions on findings of `report`; how many. Neither a word of the reply nor who decided is kept.

    `version` is the number in the store of the guideline that judged; without it, that of the live one. Raises
    InputError where the brand is not in the store.
    """
    brand = report.guideline.id
    if version is None:
        version = _live_number(settings, brand)
    from pathlib import Path

    from voicekit.service.storing import store_dir, store_with

    with store_with(settings, brand) as store:
        from voicekit.store import keys, reviews

        made = [
            reviews.Decision(
                one.finding.rule_id,
                one.decision,
                report.channel,
                report.language.code or _UNKNOWN,
                version,
                one.finding.fingerprint,
                one.reason,
            )
            for one in decided
        ]
        return reviews.record(store, brand, made, keys.key_of(Path(store_dir(settings))))


def rule_health(
    settings: Settings, brand: str | None = None, *, version: int | None = None
) -> list[RuleHealth]:
    """The health of each rule that was decided on, those mostly dismissed first, then by how often it fired."""
    from voicekit.evals.stats import Share
    from voicekit.service.storing import store_with

    name = brand or settings.brand
    with store_with(settings, name) as store:
        from voicekit.store import reviews

        counts = reviews.health(store, name, version)
    found = []
    for one in counts:
        share = Share(sum(one.dismissed.values()), one.fired)
        # n >= 8 and the lower end over a half: more than half dismissed follows from it
        mostly = one.fired >= ENOUGH and share.interval[0] > 0.5
        found.append(RuleHealth(*one, share, mostly))
    return sorted(found, key=lambda one: (not one.mostly_dismissed, -one.fired, one.rule_id, -one.version))


def mute_rule(
    settings: Settings, rule_id: str, until: datetime, reason: Reason, brand: str | None = None
) -> Mute:
    """Show the team fewer of a rule's suggestions until `until`.

    Raises InputError for a rule that is more than a suggestion.
    """
    from voicekit.service.rules import explain
    from voicekit.service.storing import store_with, user_of

    name = brand or settings.brand
    if any(card.severity != "suggestion" or card.blocking for card in explain(settings, rule_id, name)):
        raise InputError(
            f"rule '{rule_id}' is more than a suggestion; change its severity in the guideline instead"
        )
    with store_with(settings, name) as store:
        from voicekit.store import mutes

        return mutes.mute(store, name, rule_id, until, reason, user_of(settings))


def unmute_rule(settings: Settings, rule_id: str, brand: str | None = None) -> bool:
    """Show a rule as before; False where it was not muted."""
    from voicekit.service.storing import store_with, user_of

    name = brand or settings.brand
    with store_with(settings, name) as store:
        from voicekit.store import mutes

        return mutes.unmute(store, name, rule_id, user_of(settings))


def muted_rules(settings: Settings, brand: str | None = None) -> list[Mute]:
    """The rules a team sees fewer of now; empty where there is no store."""
    from voicekit.service.storing import has_store, store_with

    name = brand or settings.brand
    if not has_store(settings):
        return []
    with store_with(settings, name) as store:
        from voicekit.store import mutes

        return mutes.muted(store, name)


def _live_number(settings: Settings, brand: str) -> int:
    if settings.guideline_source != "store":
        return 0
    from voicekit.service.live import pointed

    found = pointed(settings, brand)
    return found.number if found is not None else 0
