"""Compares two values key by key and tells each difference in the words of the table.

Must never pass over a difference: what the table has no words for is told with its file and path.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from voicekit.guideline.changes.words import NAMES, SAID
from voicekit.guideline.yamlfile import Place


class Change(NamedTuple):
    """One difference between two versions of a guideline.

    `kind` is the thing that changed (`term`, `channel`, `rule` ...), `where` its file and path, `sentence` what a
    content lead reads; `old` and `new` are the plain values (None: there is none).
    """

    kind: str
    where: str
    sentence: str
    old: Any = None
    new: Any = None


_NO_FIELDS: Mapping[str, str] = {}
_LONGEST = 120
_REVIEWED = ("channel", "scenario", "term", "template", "rule")
_KINDS = {
    "voice.languages": "language", "voice.default_language": "language", "voice.revise_at": "severity",
    "voice.model": "model", "voice.address.*": "forms", "channel.address.*": "forms", "voice.version": "plain",
    "channel.visibility": "plain", "term.languages": "language", "term.channels": "channel",
    "term.severity": "severity", "template.channels": "channel", "template.scenario": "scenario",
    "rule.severity": "severity", "rule.when": "when", "rule.unless": "when", "rule.languages": "language",
    "rule.sureness": "sureness", "rule.scope": "plain", "rule.kind": "plain", "rule.dimension": "plain",
    "hours.time_zone": "plain", "hours.open.*": "plain", "hours.holidays": "plain", "line.when": "when",
    "line.route": "route", "line.within": "duration", "line.clock": "clock", "line.must": "content",
    "line.must_not": "content", "contact.languages": "language", "contact.regions": "regions",
    "contact.checked_on": "plain", "incident.since": "plain", "incident.until": "plain",
    "route.title": "texts", "rule.source": "source", "contact.source": "source", "line.contacts": "plain",
    "pack.dimension": "plain", **{f"{section}.review_by": "plain" for section in _REVIEWED},
}  # fmt: skip
"""How a key's values are shown, where not as they stand."""
_KEYS = {key.partition(" ")[0] for key in SAID if "." in key}
_INNER = {key[:at] for key in _KEYS for at, char in enumerate(key) if char == "."}


class Names(NamedTuple):
    """What channels, scenarios and routes are called, by id."""

    channel: Mapping[str, str]
    scenario: Mapping[str, str]
    route: Mapping[str, str]


class Thing(NamedTuple):
    """What is compared: its section in the table, its file, its path there, and the words that stand for it."""

    section: str
    file: str
    place: Place
    it: str
    fields: Mapping[str, str] = _NO_FIELDS

    def where(self, place: Place = ()) -> str:
        """File and path of a part of it."""
        path = ".".join(str(part) for part in (*self.place, *place))
        return f"{self.file}: {path}" if path else self.file

    def told(self, key: str, old: Any = None, new: Any = None, place: Place = (), /, **fields: str) -> Change:
        """The change the table's `key` tells, with the blanks in `fields` filled."""
        sentence = SAID[key].format_map({"it": self.it, "on": "", **self.fields, **fields})
        return Change(self.section, self.where(place), sentence, old, new)

    def turned(self, key: str, sign: str, value: Any, place: Place = (), /, **fields: str) -> Change:
        """The change that `value` came (`+`) or went (`-`)."""
        if sign == "+":
            return self.told(f"{key} +", None, value, place, **fields)
        return self.told(f"{key} -", value, None, place, **fields)


def differences(thing: Thing, old: Mapping[str, Any], new: Mapping[str, Any], names: Names) -> list[Change]:
    """Every difference of two values of one thing, each as a sentence."""
    return [*_walk(thing, thing.section, old, new, (), names)]


def _walk(thing: Thing, key: str, old: Any, new: Any, place: Place, names: Names) -> Iterator[Change]:
    if _same(old, new) and f"{key} ~" not in SAID:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping) and (key in _INNER or key not in _KEYS):
        for part in {**old, **new}:
            yield from _walk(thing, _step(key, part), old.get(part), new.get(part), (*place, part), names)
    elif f"{key} +" in SAID and _listed(old, key) and _listed(new, key):
        yield from _entries(thing, key, list(old or ()), list(new or ()), place, names)
    elif old != new:
        yield _leaf(thing, key, old, new, place, names)


def _step(key: str, part: str) -> str:
    exact = f"{key}.{part}"
    return exact if exact in _KEYS or exact in _INNER else f"{key}.*"


def _same(old: Any, new: Any) -> bool:
    """Whether two values say the same: of a list's entries order and number say nothing; a text alone is English."""
    if isinstance(old, str) and isinstance(new, Mapping):
        return new == {"en": old}
    if isinstance(new, str) and isinstance(old, Mapping):
        return old == {"en": new}
    if isinstance(old, list) and isinstance(new, list):
        return {*map(_canonical, old)} == {*map(_canonical, new)}
    return bool(old == new)


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _listed(value: Any, key: str) -> bool:
    """Whether the value is told entry by entry; None counts as no entries where nothing else is said of it."""
    return isinstance(value, list) or (value is None and f"{key} 0" not in SAID)


def _entries(
    thing: Thing, key: str, old: list[Any], new: list[Any], place: Place, names: Names
) -> Iterator[Change]:
    blanks = _parts(key, place)
    for value in new:
        if value not in old:
            yield thing.turned(key, "+", value, place, **blanks, new=shown(key, value, names))
    for value in old:
        if value not in new:
            yield thing.turned(key, "-", value, place, **blanks, old=shown(key, value, names))
    if f"{key} ~" in SAID and old != new and _same(old, new):
        said = {"old": shown(key, old, names), "new": shown(key, new, names)}
        yield thing.told(f"{key} ~", old, new, place, **blanks, **said)


def _leaf(thing: Thing, key: str, old: Any, new: Any, place: Place, names: Names) -> Change:
    if f"{key} on" in SAID:
        return thing.told(f"{key} on" if new else f"{key} off", old, new, place)
    blanks = _parts(key, place) | {
        "old": shown(key, old, names),
        "new": shown(key, new, names),
        "a_new": NAMES.get(f"a {_KINDS.get(key)}.{new}", ""),
        "which": _which(old, new),
    }
    if key in SAID:
        return thing.told(key, old, new, place, **blanks)
    where = thing.where(place)
    return Change(thing.section, where, SAID["other"].format_map({**blanks, "it": where}), old, new)


def _parts(key: str, place: Place) -> dict[str, str]:
    """What the `*` of a key stand for: `part` the last of them, `list` the first."""
    stars = [at for at, name in enumerate(key.split(".")[1:]) if name == "*"]
    named = [_named(str(place[at])) for at in stars]
    return {"part": named[-1], "list": named[0]} if named else {}


def _named(part: str) -> str:
    return NAMES.get(f"language.{part}") or NAMES.get(f"day.{part}") or quoted(part)


def _which(old: Any, new: Any) -> str:
    """The languages in which two texts differ, where both are given by language."""
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return ""
    codes = [code for code in {**old, **new} if old.get(code) != new.get(code)]
    return f" ({', '.join(_named(code) for code in codes)})" if len(codes) < len({**old, **new}) else ""


def shown(key: str, value: Any, names: Names) -> str:
    """A value of `key` as a person reads it."""
    kind = _KINDS.get(key, "")
    if value is None or (value == [] and f"{key} 0" in SAID):
        return SAID.get(f"{key} 0", SAID["other 0"])
    if kind == "when":
        return _when(value, names)
    if kind == "forms" and isinstance(value, list):
        return NAMES["or"].join(value)
    if kind == "duration":
        return duration(value)
    if kind == "texts":
        texts = list(value.values()) if isinstance(value, Mapping) else [value]
        return ", ".join(map(quoted, texts))
    if kind == "source":
        return _short(", ".join(str(part) for part in value.values() if part is not None))
    if kind == "regions" and not value:
        return NAMES["everyone"]
    if isinstance(value, list):
        if not value and kind == "language":
            return NAMES["any language"]
        return ", ".join(shown(key, entry, names) for entry in value) or SAID["other 0"]
    return _scalar(kind, value, names)


def _scalar(kind: str, value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return NAMES["yes" if value else "no"]
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        known = {part: one for part, one in value.items() if one is not None}
        return _short(", ".join(f"{part}: {_scalar('plain', one, names)}" for part, one in known.items()))
    if isinstance(value, list):
        return ", ".join(_scalar(kind, one, names) for one in value)
    if kind in Names._fields:
        return title(getattr(names, kind), value)
    if f"{kind}.{value}" in NAMES:
        return NAMES[f"{kind}.{value}"]
    return _short(str(value)) if kind in ("plain", "forms", "regions") else quoted(str(value))


def title(titles: Mapping[str, str], name: str) -> str:
    """What a channel, scenario or route is called: routes and scenarios in quotes, as their titles are sentences."""
    return titles.get(name, quoted(name))


def quoted(text: str) -> str:
    """`text` in quotes, shortened."""
    return f"'{_short(text)}'"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def duration(within: str) -> str:
    """A policy's limit: `15min` as 15 min."""
    figure = within.rstrip("minhd")
    return f"{figure} {NAMES['unit.' + within[len(figure) :]]}"


def _when(value: Any, names: Names) -> str:
    choices = value if isinstance(value, list) else [value]
    said = [_conditions(one, names) for one in choices]
    return NAMES["where"].format(said=NAMES["either"].join(said)) if all(said) else NAMES["always"]


def _conditions(when: Mapping[str, Any], names: Names) -> str:
    said = []
    for key, value in when.items():
        if value is None:
            continue
        if key == "context":
            said += [
                NAMES["is"].format(key=name, value=_scalar("plain", one, names))
                for name, one in value.items()
            ]
        elif key in ("customer_turns", "agent_turns"):
            ends = [("from", "least", value.get("min")), ("to", "most", value.get("max"))]
            spans = [NAMES[name].format(**{blank: end}) for name, blank, end in ends if end is not None]
            said.append(NAMES["is"].format(key=_key(key), value=NAMES["and"].join(spans)))
        else:
            kind = key if key in (*Names._fields, "language") else "plain"
            listed = value if isinstance(value, list) else [value]
            values = NAMES["or"].join(_scalar(kind, one, names) for one in listed)
            said.append(NAMES["is"].format(key=_key(key), value=values))
    return NAMES["and"].join(said)


def _key(key: str) -> str:
    return key.replace("_", " ")


def on(channels: Sequence[str] | None, languages: Sequence[str] | None, names: Names) -> str:
    """` in German on WhatsApp and X`: where a term counts; empty where it counts everywhere."""
    spoken = NAMES["in"] + NAMES["and"].join(map(_named, languages)) if languages else ""
    placed = (
        NAMES["on"] + NAMES["and"].join(title(names.channel, one) for one in channels) if channels else ""
    )
    return spoken + placed
