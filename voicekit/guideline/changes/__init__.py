"""The difference of two versions of a guideline, in sentences a content lead reads.

Comments, order and defaults written out are nothing a customer would notice; every other difference has a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from voicekit.guideline.changes import parts
from voicekit.guideline.changes.policy import policy
from voicekit.guideline.changes.rules import rules
from voicekit.guideline.changes.telling import Change, Names, Thing, differences, quoted
from voicekit.guideline.loader import LoadedGuideline
from voicekit.guideline.schema import BrandRules, Pack
from voicekit.guideline.yamlfile import read_yaml

__all__ = ["Change", "Heads", "changes", "heads_of"]

Heads = Mapping[str, Mapping[str, Any]]
"""By file, what a brand's rules.yaml and each pack.yaml say beside their rules; a loaded guideline keeps none of it."""
_RULES = "rules.yaml"
_NO_RULES: Mapping[str, Any] = {"extends": [], "overrides": {}}


def changes(
    old: LoadedGuideline, new: LoadedGuideline, old_heads: Heads | None = None, new_heads: Heads | None = None
) -> list[Change]:
    """Every difference between two loaded guidelines, in the order of the files; none where nothing would be noticed.

    The heads (see `heads_of`) are read where they are not given: the files must then still be there.
    """
    folder = f"brands/{new.voice.id}"
    names = _names(old, new)
    before = heads_of(old) if old_heads is None else old_heads
    after = heads_of(new) if new_heads is None else new_heads
    ruled = [*rules(old, new, folder, _overridden(before, after), names)]
    found = [
        *parts.voice(old, new, folder, names),
        *parts.channels(old, new, folder, names),
        *parts.scenarios(old, new, folder, names),
        *parts.terms(old, new, folder, names),
        *parts.templates(old, new, folder, names),
        *ruled,
        *_headed(before, after, folder, ruled, names),
        *policy(old.policy[1] if old.policy else None, new.policy[1] if new.policy else None, folder, names),
    ]
    # A rule written once a language changes once a language: the sentence is the same.
    return [*{change.sentence: change for change in reversed(found)}.values()][::-1]


def heads_of(loaded: LoadedGuideline) -> Heads:
    """What a loaded guideline's rules.yaml and pack.yaml files say beside their rules, read again.

    Raises GuidelineError where they are no longer there.
    """
    heads: dict[str, Mapping[str, Any]] = {}
    for path in loaded.files:
        folder = path.parent
        if path.name == "rules.yaml" and folder.parent.name == "brands":
            data = read_yaml(path, path.name).data
            head = BrandRules.model_validate({**data, "rules": []})
            heads[_RULES] = {
                "extends": list(head.extends),
                "overrides": {
                    name: one.model_dump(exclude_unset=True) for name, one in head.overrides.items()
                },
            }
        elif path.name == "pack.yaml":
            head_of_pack = Pack.model_validate(read_yaml(path, path.name).data)
            heads[f"packs/{folder.name}/pack.yaml"] = head_of_pack.model_dump()
    return heads


def _names(old: LoadedGuideline, new: LoadedGuideline) -> Names:
    """What things are called; the newer title where both have one."""
    routes: dict[str, str] = {}
    for one in (old, new):
        for name, route in (one.policy[1].routes if one.policy else {}).items():
            titles = route.title
            said = titles if isinstance(titles, str) else titles.get("en") or next(iter(titles.values()))
            routes[name] = quoted(said)
    return Names(
        {name: channel.title for one in (old, new) for name, channel in one.channels.items()},
        {name: quoted(scenario.title) for one in (old, new) for name, scenario in one.scenarios.items()},
        routes,
    )


def _overridden(old: Heads, new: Heads) -> list[str]:
    """The rules of packs in which a brand changes other things than before."""
    before, after = (one.get(_RULES, _NO_RULES)["overrides"] for one in (old, new))
    return [rule for rule in {**before, **after} if before.get(rule) != after.get(rule)]


def _headed(old: Heads, new: Heads, folder: str, told: list[Change], names: Names) -> Iterator[Change]:
    """Differences of the heads that no rule in force shows: a pack without rules, an override that changes nothing."""
    file = f"{folder}/{_RULES}"
    before, after = (one.get(_RULES, _NO_RULES) for one in (old, new))
    counted = {change.where.partition("extends.")[2] for change in told if change.kind == "pack"}
    thing = Thing("extends", file, ("extends",), "")
    for sign, some, others in (("-", before, after), ("+", after, before)):
        for pack in some["extends"]:
            if pack not in others["extends"] and pack not in counted:
                yield thing.turned("extends", sign, pack, old=quoted(pack), new=quoted(pack))
    for rule in _overridden(old, new):
        here = Thing("override", file, ("overrides", rule), rule)
        if not any(change.where.startswith(here.where()) for change in told):
            yield here.told("override", before["overrides"].get(rule), after["overrides"].get(rule))
    for path in old:
        if path != _RULES and path in new:
            pack_thing = Thing("pack", path, (), quoted(path.split("/")[1]))
            yield from differences(pack_thing, old[path], new[path], names)
