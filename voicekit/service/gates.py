"""What a version has to pass before it goes live: it loads, its crisis contacts are fresh, no good reply gets blocked.

Must never publish anything, nor take silence for a yes.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from voicekit.config import Settings
from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.service.bodies import Body, checked, opened

if TYPE_CHECKING:
    from voicekit.store.versions import Version


def fit_to_publish(settings: Settings, body: Body) -> list[Problem]:
    """The warnings of a body that may go live. Raises GuidelineError for one that does not load or misleads in need."""
    today = date.today()
    stale = contact_problems(body, today)
    if stale:
        raise GuidelineError(stale)
    return checked(settings, body)


def contact_problems(body: Body, today: date) -> list[Problem]:
    """A problem for each crisis contact whose source nobody has read for a year: those stop publishing."""
    from voicekit.guideline.policyfile import STALE
    from voicekit.guideline.yamlfile import parse_yaml

    found: list[Problem] = []
    for path, text in body.items():
        if not path.startswith("brands/") or not path.endswith("/escalation.yaml"):
            continue
        file = parse_yaml(text.encode("utf-8"), path)
        contacts = file.data.get("contacts")
        for index, contact in enumerate(contacts if isinstance(contacts, list) else ()):
            try:
                day = date.fromisoformat(contact["checked_on"])
            except (TypeError, KeyError, ValueError):
                continue  # `checked` says what is wrong with it
            reason = ""
            if (today - day).days > STALE:
                reason = f"was last checked {(today - day).days} days ago; read its source again and write today's date"
            elif day > today + timedelta(days=1):  # a day ahead: elsewhere it is tomorrow already
                reason = f"'{day}' is still to come; write the day on which its source was read"
            if reason:
                found.append(file.problem(("contacts", index, "checked_on"), reason))
    return found


def refuse_early(settings: Settings, version: Version, by: str) -> None:
    """What the store would refuse as well, after seconds of checks and with less to go on."""
    if version.state == "retired":
        raise InputError(
            f"guideline '{version.name}': version {version.number} is retired; 'voicekit guideline rollback "
            f"{version.name} --to {version.number}' brings back what was live, else submit its files again"
        )
    if version.author == by and settings.approve != "anyone":
        raise InputError(
            f"guideline '{version.name}': version {version.number} was written by you ({by}); somebody else has to run "
            f"'voicekit guideline publish {version.name}', or the team sets approve = \"anyone\""
        )


def refuse_blocked(settings: Settings, before: Version, version: Version) -> list[Problem]:
    """InputError where a reply that is known to be good would be blocked; a warning where there is none to try."""
    from voicekit.evals import compare

    if not compare.CASES.is_dir():
        reason = "is not in this folder, so no reply that is known to be good was held against the version"
        return [Problem(compare.CASES.as_posix(), 0, 0, "", reason, level="warning")]
    try:
        old = opened(settings, before.body)
    except GuidelineError:  # with the packs of today: what is live was published with those of its day
        reason = (
            f"version {before.number}, which is live, does not load any more, so nothing was compared with it"
        )
        return [Problem(compare.CASES.as_posix(), 0, 0, "", reason, level="warning")]
    blocked = compare.known_good_blocked(old, opened(settings, version.body))
    if blocked:
        names = ", ".join(blocked[:5]) + (f" and {len(blocked) - 5} more" if len(blocked) > 5 else "")
        look = f"voicekit guideline impact {before.name} --draft {version.number}"
        raise InputError(
            f"guideline '{before.name}': version {version.number} would block {len(blocked)} replies that are known "
            f"to be good: {names}; look at them with '{look}', or publish with --yes"
        )
    return []
