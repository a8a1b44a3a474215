"""Turns a loaded guideline (pydantic models) into the plain values of `guideline.compiled`, once per content.

Runs on a cache miss only, so it may be slow; it never decides whether a rule is right (the loader has).
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Mapping, Sequence
from typing import Any

from voicekit.guideline import schema
from voicekit.guideline.compiled import Rule
from voicekit.guideline.loader import LoadedGuideline, LoadedRule, term_id
from voicekit.guideline.patternindex import Entry, pattern_index
from voicekit.guideline.policyfile import compile_policy
from voicekit.guideline.wordneeds import word_needs
from voicekit.text.fold import fold_plain
from voicekit.types import LANGUAGES, Source

_COMPARES = frozenset({"template_unadapted"})
"""Checks that hold a draft against the brand's approved replies."""
STANDING_KINDS = frozenset({"requirement", "metric", "check", "capitalization", "repetition"})
"""Kinds that are looked at on every text: for what is missing, or for what no literal leads to."""
_TERM_MESSAGES = {
    True: {
        "en": "Our word is '{replacement}', not '{match}'.",
        "de": "Bei uns heißt es „{replacement}“, nicht „{match}“.",
        "fr": "Chez nous, on écrit « {replacement} », pas « {match} ».",
        "ru": "У нас пишут «{replacement}», а не «{match}».",
        "vi": "Bên mình viết “{replacement}”, không viết “{match}”.",
    },
    False: {
        "en": "We do not write '{match}'. Leave it out, or say it another way.",
        "de": "„{match}“ schreiben wir nicht. Bitte weglassen oder anders sagen.",
        "fr": "Nous n'écrivons pas « {match} ». Retirez-le ou dites-le autrement.",
        "ru": "У нас не пишут «{match}». Уберите или скажите иначе.",
        "vi": "Bên mình không viết “{match}”. Hãy bỏ hoặc nói cách khác.",
    },
}


def compile_guideline(loaded: LoadedGuideline, sha256: str) -> dict[str, Any]:
    """The plain values `compiled.Guideline` is made of; `sha256` names the content they were built from."""
    voice = loaded.voice
    templates = _templates(loaded)
    rules = [compile_rule(rule, voice, templates) for rule in loaded.rules if rule.enabled]
    rules.extend(term_rule(term) for term in loaded.terms)
    return {
        "ref": (voice.id, voice.version, sha256),
        "title": voice.title,
        "languages": list(voice.languages),
        "default_language": voice.default_language,
        "revise_at": voice.revise_at,
        "bands": {code: (band.formula, band.min, band.max) for code, band in voice.readability.items()},
        "channels": {name: _channel(name, place, voice) for name, place in loaded.channels.items()},
        "axes": voice.axes.model_dump(exclude_none=True),
        "scenarios": {
            name: scenario.axes.model_dump(exclude_none=True) for name, scenario in loaded.scenarios.items()
        },
        "templates": [
            (one.id, one.scenario, tuple(one.channels or ()), one.language, one.text)
            for one in loaded.templates
        ],
        "terms": [
            (tuple(one.avoid), one.prefer, tuple(one.languages or ()), tuple(one.channels or ()))
            for one in loaded.terms
        ],
        "published": (tuple(voice.own), tuple(voice.ids), voice.model),
        "sign_off": {str(code): tuple(forms) for code, forms in voice.sign_off.items()},
        "keep": sorted((fold_plain(name) for name in voice.keep), key=len, reverse=True),
        "rules": dump_rules(rules),
        "sides": sides(rules),
        "indexes": build_indexes(rules),
        "signals": {},
        "policy": compile_policy(loaded.policy),
    }


def _channel(name: str, place: schema.Channel, voice: schema.Voice) -> tuple[Any, ...]:
    address = _forms({**voice.address, **place.address})
    limits = place.max_length, place.max_emoji, place.max_hashtags
    return (
        name,
        place.title,
        place.visibility,
        *limits,
        address,
        voice.gender_form.model_dump(exclude_none=True),
    )


def _forms(address: Mapping[schema.Language, str | list[str]]) -> dict[str, tuple[str, ...]]:
    return {
        str(code): (forms,) if isinstance(forms, str) else tuple(forms) for code, forms in address.items()
    }


def build_indexes(rules: Sequence[Rule]) -> dict[str, bytes]:
    """The marshalled index of each language, and under "" the one of the rules that belong to every language."""
    return {code: marshal.dumps(_index(rules, code)) for code in ("", *LANGUAGES)}


def dump_rules(rules: Sequence[Rule]) -> list[bytes]:
    """Each rule marshalled by itself: a cold lint reads the few that its text brings up."""
    return [marshal.dumps(_plain(rule)) for rule in rules]


def _plain(rule: Rule) -> Any:
    """The rule as plain tuples: marshal knows no named ones."""
    values = rule._asdict()
    values["source"] = tuple(rule.source) if rule.source is not None else None
    return tuple(values.values())


def sides(rules: Sequence[Rule]) -> dict[str, list[str]]:
    """The dimensions that some rule of each language looks at; under "" those of the rules of every language."""
    return {
        code: sorted({rule.dimension for rule in rules if not rule.languages or code in rule.languages})
        for code in ("", *LANGUAGES)
    }


def compile_rule(
    loaded: LoadedRule, voice: schema.Voice | None = None, templates: Mapping[str, list[str]] | None = None
) -> Rule:
    """One rule of a pack or brand in the linter's terms; without a brand's `voice` its checks know of no brand.

    `templates` are the brand's approved replies by language, for the check that compares with them.
    """
    model = loaded.model
    source = model.source
    return Rule(
        id=model.id,
        kind=model.kind,
        pack=loaded.pack,
        languages=tuple(loaded.languages),
        dimension=loaded.dimension,
        severity=model.severity,
        blocking=model.blocking,
        sureness=model.sureness,
        message=_texts(model.message),
        why=_texts(model.why),
        source=Source(source.title, source.year, source.url or ""),
        when=_condition(model.when),
        unless=_condition(model.unless),
        scope=model.scope,
        exceptions=tuple(model.exceptions),
        ignorecase=model.ignorecase,
        limit=model.effective_limit,
        body=_body(model, voice, templates or {}),
    )


def term_rule(term: schema.Term) -> Rule:
    """The rule a brand's term stands for: a substitution where something is preferred, else an existence rule."""
    body: dict[str, Any] = {
        "tokens": [_wrap(re.escape(fold_plain(phrase)).replace("\\ ", " ")) for phrase in term.avoid]
    }
    if term.prefer is not None:
        body |= {"replacements": [term.prefer] * len(term.avoid), "safety": "unsafe", "title": {}}
    return Rule(
        id=term_id(term),
        kind="existence" if term.prefer is None else "substitution",
        pack="terms",
        languages=tuple(term.languages or ()),
        dimension="voice",
        severity=term.severity,
        blocking=False,
        sureness="sure",
        message=_TERM_MESSAGES[term.prefer is not None],
        why=_texts(term.note),
        source=None,
        when={"channel": list(term.channels)} if term.channels else None,
        unless=None,
        scope="prose",
        exceptions=(),
        ignorecase=True,
        limit=None,
        body=body,
    )


def _texts(text: schema.LocalText) -> dict[str, str]:
    return {"en": text} if isinstance(text, str) else {str(code): value for code, value in text.items()}


def _condition(when: schema.Conditions | None) -> Any:
    if isinstance(when, list):
        return [one.model_dump(exclude_none=True) for one in when]
    return when.model_dump(exclude_none=True) if when is not None else None


def _wrap(token: str, nonword: bool = False) -> str:
    return token if nonword else rf"\b(?:{token})\b"


def _body(
    model: schema.AnyRule, voice: schema.Voice | None, templates: Mapping[str, list[str]]
) -> dict[str, Any]:
    """What only this kind knows. `tokens` are the regexes the matcher looks for, in the rule's order."""
    match model:
        case schema.Existence():
            body: dict[str, Any] = {"tokens": [_wrap(token, model.nonword) for token in model.tokens]}
            if model.fix is not None:
                body["replace"] = "" if model.fix.remove else model.fix.replace
                body["title"] = _texts(model.fix.title)
                body["safety"] = model.fix.safety
            return body
        case schema.Substitution():
            return {
                "tokens": [_wrap(token, model.nonword) for token in model.swap],
                "replacements": list(model.swap.values()),
                "safety": model.safety,
                "title": _texts(model.title) if model.title is not None else {},
            }
        case schema.Occurrence():
            return {"tokens": [_wrap(model.token, model.nonword)], "max": model.max, "min": model.min}
        case schema.Repetition():
            return {"repeats": [rf"\b({token})(?: \1)+\b" for token in model.tokens], "alpha": model.alpha}
        case schema.Consistency():
            return {"tokens": [_wrap(side, model.nonword) for pair in model.either.items() for side in pair]}
        case schema.Conditional():
            return {
                "tokens": [model.first, model.second]
            }  # as Vale has it: what ends in ")" ends at no word edge
        case schema.Capitalization():
            return {"match": model.match, "lines": [_wrap(token) for token in model.tokens or ()]}
        case schema.MetricRule():
            return {"formula": model.formula, "condition": model.condition}
        case schema.Requirement():
            return {"tokens": [_wrap(token, model.nonword) for token in model.tokens]}
        case schema.CheckRule():
            body = {"check": model.check, "safety": model.safety, **_brand(voice), **_words(model)}
            return body | {"templates": dict(templates)} if model.check in _COMPARES else body


def _templates(loaded: LoadedGuideline) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for template in loaded.templates:
        found.setdefault(template.language, []).append(template.text)
    return found


def _brand(voice: schema.Voice | None) -> dict[str, Any]:
    """What a check may ask of the brand: what it publishes, how its ids look, who speaks, the names it keeps."""
    if voice is None:
        return {"own": [], "ids": [], "person": None, "keep": []}
    keep = [fold_plain(name) for name in voice.keep]
    return {"own": list(voice.own), "ids": list(voice.ids), "person": voice.person, "keep": keep}


def _words(rule: schema.CheckRule) -> dict[str, Any]:
    """A check's lists, each joined into one pattern for every language that has words in it.

    `needs` holds what a text must have for a list to match, marshalled: a process reads those of its own language.
    """
    if not rule.words:
        return {}
    joined: dict[str, dict[str, str]] = {}
    needs: dict[str, dict[str, bytes]] = {}
    for name, lists in rule.words.items():
        given = {str(code): patterns for code, patterns in lists.items()}
        every = {code: (*given.get(code, ()), *given.get("any", ())) for code in LANGUAGES}
        found = {code: words for code, words in every.items() if words}
        joined[name] = {code: _wrap("|".join(words)) for code, words in found.items()}
        needs[name] = {code: marshal.dumps(word_needs(words)) for code, words in found.items()}
    return {"words": joined, "needs": needs}


def _index(rules: Sequence[Rule], language: str) -> tuple[Any, ...]:
    """The plain values of `compiled.Index` for the rules of one language (or, for "", of every language)."""
    spoken = [
        (number, rule)
        for number, rule in enumerate(rules)
        if not rule.languages or language in rule.languages
    ]
    standing = [
        number for number, rule in spoken if rule.kind in STANDING_KINDS or rule.body.get("min") is not None
    ]
    entries = [
        Entry(number, rule.body.get("tokens", ()), rule.ignorecase, rule.scope == "text")
        for number, rule in spoken
    ]
    return (*pattern_index(entries), tuple(standing))
