"""The rules in force, compared: whole packs that came or went in one sentence, then rule by rule.

Must never read a rule's examples as something a reply is judged by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from voicekit.guideline.changes.parts import paired
from voicekit.guideline.changes.telling import Change, Names, Thing, differences, quoted
from voicekit.guideline.changes.words import NAMES
from voicekit.guideline.loader import LoadedGuideline, LoadedRule


def rules(
    old: LoadedGuideline, new: LoadedGuideline, folder: str, overridden: Collection[str], names: Names
) -> Iterator[Change]:
    """What the rules say otherwise. `overridden` are the rules of packs in which the brand changes other things now."""
    had, has = ({rule.pack for rule in one.rules if _is_packs(rule)} for one in (old, new))
    pairs, gone, fresh = paired(
        old.rules, new.rules, lambda rule: (rule.id, rule.languages), lambda rule: rule.id
    )
    for sign, some, packs in (("-", gone, had - has), ("+", fresh, has - had)):
        counts = Counter(rule.pack for rule in some if _is_packs(rule))
        for pack in sorted(packs):
            thing = Thing("pack", f"{folder}/rules.yaml", ("extends", pack), quoted(pack))
            count = NAMES["rule"] if counts[pack] == 1 else NAMES["rules"].format(n=counts[pack])
            yield thing.turned("pack", sign, counts[pack], n=count)
        for rule in some:
            if not (_is_packs(rule) and rule.pack in packs):
                blanks = {"langs": _languages(rule), "a_new": NAMES[f"a severity.{rule.model.severity}"]}
                yield _thing(rule).turned("rule", sign, _plain(rule), **blanks)
    for before, after in pairs:
        if _facts(before) != _facts(after):
            thing = _thing(after)
            if after.id in overridden and _is_packs(after):
                thing = thing._replace(file=f"{folder}/rules.yaml", place=("overrides", after.id))
            yield from differences(thing, _plain(before), _plain(after), names)


def _is_packs(rule: LoadedRule) -> bool:
    """Whether it stands in a pack; a pack may be called as the brand is."""
    return rule.path.startswith("packs/")


def _facts(rule: LoadedRule) -> tuple[Any, ...]:
    return (rule.model, rule.pack, rule.dimension, rule.languages, rule.enabled)


def _plain(rule: LoadedRule) -> dict[str, Any]:
    """The rule's values as they count: a place in a file says nothing, what a file's name settles is written out."""
    values: Mapping[str, Any] = rule.model.model_dump()
    settled = {"pack": rule.pack, "dimension": rule.dimension, "enabled": rule.enabled}
    return {**values, **settled, "languages": list(rule.languages) or None}


def _thing(rule: LoadedRule) -> Thing:
    return Thing("rule", rule.path, ("rules", rule.id), rule.id)


def _languages(rule: LoadedRule) -> str:
    return f" ({', '.join(NAMES[f'language.{code}'] for code in rule.languages)})" if rule.languages else ""
