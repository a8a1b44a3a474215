"""Vale's substitutions: one rule of ours for what is replaced by one wording, one for each that offers several.

Our substitution gives a wording the capital of what it replaces; where the case is the very point, the pair becomes
an existence rule with a fix, which does not. It must never write a pattern as a replacement.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from voicekit.guideline.patterns import groups_of
from voicekit.guideline.vale.common import Reader, Seed
from voicekit.guideline.vale.messages import filled, offered, unquoted, uses
from voicekit.guideline.vale.patterns import View, translated
from voicekit.guideline.vale.report import NotTakenError
from voicekit.text.fold import fold_plain

_GROUP = re.compile(r"\$(?:\{(\d+)\}|(\d+))")
_A_PATTERN = re.compile(r"\(\?|\[[^\]]+\]|\\[bBdDsSwW]|[.)\]][*+]|\)\?")
_TITLE = "Write “{replacement}”"


class _Group(NamedTuple):
    """Pairs that stand in one rule: its kind, whether it offers a fix, what its message holds letter by letter."""

    kind: str
    said: str = ""
    fixes: bool = True


def substitution(reader: Reader) -> list[Seed]:
    """The pairs of `swap`, longest key first as Vale tries them."""
    name, params = reader.action()
    quoting = name == "replace" and not params
    if name and name != "replace":
        reader.notes.append(f"the action '{name}' is left out; the replacement is offered")
    if quoting:
        reader.message = unquoted(reader.message)
    pairs = reader.mapping("swap")
    keys = sorted(pairs, key=lambda key: -len(key.encode()))
    view = reader.view(keys)
    taken: _Taken = {}
    for key in keys:
        try:
            pattern = reader.piece(key, view)
            taken.setdefault(pattern, (key, _options(pairs[key], groups_of(pattern))))
        except NotTakenError as error:
            reader.lost.append(f"'{key}': {error}")
    groups: dict[_Group, dict[str, tuple[str, str]]] = {}
    for pattern, (key, options) in taken.items():
        group = _group(reader, key, options, taken, view)
        groups.setdefault(group, {})[pattern] = (key, "|".join(options))
    return [_seed(reader, view, group, swap, quoting) for group, swap in groups.items()]


_Taken = dict[str, tuple[str, list[str]]]
"""For each pattern its key, and the wordings that the key's value offers."""


def _group(reader: Reader, key: str, options: list[str], taken: _Taken, view: View) -> _Group:
    whole = "|".join(options)
    written = whole if uses(reader.message, 0) else ""
    if filled(reader.message, ["", "\0"]) == "":  # nothing but the value: that is the message, not a wording
        return _Group("existence", written, fixes=False)
    first = options[0]
    if _found_again(fold_plain(first, view.folded), taken, view, reader.flag("nonword")):
        return _Group("existence", written, fixes=False)
    if len(options) > 1:
        return _Group("substitution", written)
    if first[:1].islower() and "\\" not in first:
        anycase = translated(key, View(True, True)).text
        if re.fullmatch(anycase, fold_plain(first)):
            return _Group("existence", first)
    return _Group("substitution")


def _found_again(wording: str, taken: _Taken, view: View, nonword: bool) -> bool:
    """Whether the rule would speak on what it offers, as where each of two pairs asks for the other: neither mends."""
    for pattern, (_, options) in taken.items():
        again = re.search(pattern if nonword else rf"\b(?:{pattern})\b", wording)
        if again and again[0] not in {fold_plain(option, view.folded) for option in options}:
            return True
    return False


def _options(value: str, groups: int) -> list[str]:
    """The wordings a value offers, as our replacements write them."""
    if not value.strip():
        raise NotTakenError("nothing to put in its place")
    if _A_PATTERN.search(value):
        raise NotTakenError(f"its replacement '{value[:40]}' is a pattern, not a wording")
    if "\\|" in value:
        raise NotTakenError("its replacement holds a '|' of its own")
    found = []
    for option in filter(None, value.split("|")):
        refers = [int(one or other) for one, other in _GROUP.findall(option)]
        if any(number > groups for number in refers):
            raise NotTakenError(
                f"its replacement names a group (${max(refers)}) that the pattern does not have"
            )
        found.append(_GROUP.sub(lambda at: f"\\g<{at[1] or at[2]}>", option.replace("\\", "\\\\")))
    return found


def _seed(reader: Reader, view: View, group: _Group, swap: dict[str, tuple[str, str]], quoting: bool) -> Seed:
    body: dict[str, Any] = reader.head(group.kind, [_shown(reader, group, quoting), "{match}"])
    body |= {"nonword": True} if reader.flag("nonword") else {}
    if group.kind == "substitution":
        body |= {**reader.case(view), **reader.exceptions(view)}
        if not quoting:
            body["safety"] = "display"  # without an action Vale names the wording and puts it nowhere
        return Seed({**body, "swap": {pattern: value for pattern, (_, value) in swap.items()}}, tuple(swap))
    if not group.fixes:
        tokens = list(swap)
        return Seed({**body, **reader.case(view), **reader.exceptions(view), "tokens": tokens}, tuple(tokens))
    # Exact case, whatever the rule says: only the right way of writing it is spared.
    exact = View(False, view.ignorecase or view.folded)
    tokens = [reader.piece(key, exact) for key, _ in swap.values()]
    right = translated(re.escape(group.said), View(False, False)).text
    edged = rf"\b{right}\b" if group.said[-1:].isalnum() else right
    fix = {"replace": group.said, "title": reader.local(_TITLE)}
    if not quoting:
        fix["safety"] = "display"
    spared = [edged, *reader.exceptions(exact).get("exceptions", ())]
    return Seed(
        {**body, "ignorecase": False, "exceptions": spared, "fix": fix, "tokens": tokens}, tuple(tokens)
    )


def _shown(reader: Reader, group: _Group, quoting: bool) -> str:
    """What the message's first place holds."""
    if group.kind == "existence" and group.fixes:
        return "'{replacement}'" if quoting else "{replacement}"
    if group.said and "\\g<" in group.said:
        reader.notes.append("of several replacements that name a group the message shows the first")
    elif group.said:
        plain = group.said.translate(str.maketrans("{}", "()"))
        return offered(plain.split("|")) if quoting else plain
    if group.kind == "existence":
        return ""
    return "'{replacement}'" if quoting else "{replacement}"
