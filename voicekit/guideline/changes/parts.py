"""The parts of a brand but its rules and policy, compared: voice, channels, scenarios, terms and templates.

Must never read a file; it is given two loaded guidelines.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from voicekit.guideline.changes.telling import Change, Names, Thing, differences, on, quoted, title
from voicekit.guideline.changes.words import NAMES
from voicekit.guideline.loader import LoadedGuideline, term_id
from voicekit.guideline.schema import Model, Template, Term

T = TypeVar("T")
Pairs = tuple[list[tuple[T, T]], list[T], list[T]]


def plain(model: Model) -> dict[str, Any]:
    """A model's values; a form of address that stands alone as a list, as it is read."""
    values = model.model_dump()
    for code, forms in (values.get("address") or {}).items():
        values["address"][code] = [forms] if isinstance(forms, str) else forms
    return values


def paired(old: Iterable[T], new: Iterable[T], *keys: Callable[[T], Hashable]) -> Pairs[T]:
    """Which entries of two lists are the same thing, by the first key that agrees; those gone, and those new."""
    left, right = list(old), list(new)
    pairs: list[tuple[T, T]] = []
    for key in keys:
        waiting: dict[Hashable, list[T]] = {}
        for entry in left:
            waiting.setdefault(key(entry), []).append(entry)
        rest = []
        for entry in right:
            found = waiting.get(key(entry))
            if found:
                pairs.append((found.pop(0), entry))
            else:
                rest.append(entry)
        left, right = [entry for entries in waiting.values() for entry in entries], rest
    return pairs, left, right


def voice(old: LoadedGuideline, new: LoadedGuideline, folder: str, names: Names) -> list[Change]:
    """What voice.yaml says otherwise."""
    thing = Thing("voice", f"{folder}/voice.yaml", (), "")
    return differences(thing, plain(old.voice), plain(new.voice), names)


def channels(old: LoadedGuideline, new: LoadedGuideline, folder: str, names: Names) -> Iterator[Change]:
    """What channels.yaml says otherwise."""
    yield from _named("channel", f"{folder}/channels.yaml", "channels", old.channels, new.channels, names)


def scenarios(old: LoadedGuideline, new: LoadedGuideline, folder: str, names: Names) -> Iterator[Change]:
    """What scenarios.yaml says otherwise."""
    yield from _named(
        "scenario", f"{folder}/scenarios.yaml", "scenarios", old.scenarios, new.scenarios, names
    )


def _named(
    section: str, file: str, key: str, old: Mapping[str, Model], new: Mapping[str, Model], names: Names
) -> Iterator[Change]:
    titles: Mapping[str, str] = getattr(names, section)
    for name in {**old, **new}:
        before, after = old.get(name), new.get(name)
        # The title may be what changed: the thing goes by the name it had.
        called = title(titles, name) if before is None else before.title  # type: ignore[attr-defined]
        thing = Thing(section, file, (key, name), called)
        if before is None and after is not None:
            yield thing.turned(section, "+", plain(after))
        elif after is None and before is not None:
            yield thing.turned(section, "-", plain(before))
        elif before is not None and after is not None:
            yield from differences(thing, plain(before), plain(after), names)


def terms(old: LoadedGuideline, new: LoadedGuideline, folder: str, names: Names) -> Iterator[Change]:
    """What terms.yaml says otherwise. A term is the one it was where its first phrase, or what it prefers, is."""
    pairs, gone, fresh = paired(
        old.terms,
        new.terms,
        lambda term: (term_id(term), _key(term.languages), _key(term.channels)),
        lambda term: (term_id(term), _key(term.languages)),
        term_id,
        lambda term: (
            (term.prefer or term.note, _key(term.languages)) if isinstance(term.note, str) else id(term)
        ),
    )
    for before, after in pairs:
        if before != after:
            thing = _term(after, before, folder, names)
            yield from differences(thing, before.model_dump(), after.model_dump(), names)
    for sign, some in (("-", gone), ("+", fresh)):
        for term in some:
            kind = "ban" if term.prefer is None else "term"
            avoided = NAMES["or"].join(map(quoted, term.avoid))
            thing = _term(term, term, folder, names)
            yield thing.turned(kind, sign, term.model_dump(), old=avoided, new=quoted(term.prefer or ""))


def _key(names: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(sorted(names or ()))


def _term(term: Term, before: Term, folder: str, names: Names) -> Thing:
    said = quoted(before.avoid[0])
    if term.prefer is not None and term.prefer == before.prefer:
        said = f"{quoted(term.prefer)} for {said}"
    where = on(term.channels, term.languages, names)
    return Thing("term", f"{folder}/terms.yaml", ("terms", term_id(term)), said, {"on": where})


def templates(old: LoadedGuideline, new: LoadedGuideline, folder: str, names: Names) -> Iterator[Change]:
    """What templates.yaml says otherwise."""
    pairs, gone, fresh = paired(
        old.templates, new.templates, lambda one: (one.id, one.language), lambda one: (one.text, one.language)
    )
    for before, after in pairs:
        yield from differences(
            _template(before, folder, names), before.model_dump(), after.model_dump(), names
        )
    for template in gone:
        yield _template(template, folder, names).turned("template", "-", template.model_dump())
    for template in fresh:
        yield _template(template, folder, names).turned("template", "+", template.model_dump())


def _template(template: Template, folder: str, names: Names) -> Thing:
    about = [NAMES[f"language.{template.language}"]]
    about += [title(names.channel, name) for name in template.channels or ()]
    said = f"{quoted(template.id)} ({', '.join(about)})"
    place = ("templates", f"{template.id}.{template.language}")
    return Thing("template", f"{folder}/templates.yaml", place, said)
