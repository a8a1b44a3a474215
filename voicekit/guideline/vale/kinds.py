"""What each kind of Vale rule becomes: one function a kind, each giving rules of ours without examples.

Nothing here tries a rule on a text; a rule that would find something else than Vale's is refused, or carries a note.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from voicekit.guideline.vale.common import Mapped, Reader, Seed
from voicekit.guideline.vale.formulas import condition, formula
from voicekit.guideline.vale.messages import offered, uses
from voicekit.guideline.vale.patterns import View, whole_text
from voicekit.guideline.vale.reading import RuleFile
from voicekit.guideline.vale.regexp import parse
from voicekit.guideline.vale.report import NotTakenError
from voicekit.guideline.vale.swaps import substitution

_TITLE = "Write “{replacement}”"
_NO_KIND = {
    "spelling": "spelling is not for rules here; 'voicekit lint --grammar' reads spelling",
    "readability": "readability is a brand's band here; set 'readability' in voice.yaml",
    "sequence": "it reads parts of speech, which rules here do not",
    "script": "it runs a program (Tengo), which is never done here",
}
_LONG_PREPOSITIONS = (
    "with from into during including until against among throughout despite towards upon concerning about over "
    "through before between after since without under within along following across beyond around down near above"
)
"""What Chicago's title style writes small beside the short words that our titles leave free."""
_WRONG_CASES = (
    "the parcel Left TODAY",
    "THE Parcel Left today",
    "2 parcels",
    "the parcel left today",
    "Parcels",
)
REPEATED = "{replacement}"
"""What a repetition's message shows: the word once, as Vale does, not both."""
CASES = {"$title": "title", "$sentence": "sentence", "$lower": "lower", "$upper": "upper"}


def mapped(rule: RuleFile, language: str) -> Mapped:
    """What a Vale rule becomes, in a pack for `language`. Raises NotTakenError where nothing of it can be taken."""
    kind = str(rule.data.get("extends") or "")
    if kind in _NO_KIND:
        raise NotTakenError(_NO_KIND[kind])
    if kind not in KINDS:
        if "." in kind:
            raise NotTakenError(f"it extends another rule ('{kind}'); write that one's keys out in it")
        raise NotTakenError(f"unknown kind '{kind}'" if kind else "no 'extends', so it is no rule")
    reader = Reader(rule, language)
    made = KINDS[kind](reader)
    if not made:
        raise NotTakenError("; ".join(reader.lost) or "it says nothing to look for")
    return Mapped(tuple(made), tuple(dict.fromkeys(reader.lost)), tuple(dict.fromkeys(reader.notes)))


def existence(reader: Reader) -> list[Seed]:
    """Each token; `raw` pieces make one pattern with them, as in Vale."""
    tokens = [token for token in reader.texts("tokens") if token.strip()]
    raw = "".join(reader.texts("raw"))
    nonword = reader.flag("nonword")
    if raw:
        joined = "|".join(tokens)
        spared = "|".join(f"(?-i:{one})" for one in reader.texts("exceptions"))
        if spared:  # Vale looks for them inside a match, which begins before the tokens here
            joined = rf"(?!(?:{spared})\b)(?:{joined})"
        edged = f"(?:{joined})" if nonword else rf"\b(?:{joined})\b"
        pieces = (edged, raw) if reader.flag("append") else (raw, edged)
        tokens, nonword = ["".join(pieces) if tokens else raw], True
    view = reader.view(tokens)
    patterns = reader.each("token", tokens, view)
    fix, values = _existence_fix(reader)
    if not patterns:
        return []
    body = {**reader.head("existence", values), **reader.case(view), **reader.exceptions(view)}
    if nonword:
        body["nonword"] = True
    if fix:
        body["fix"] = fix
    return [Seed({**body, "tokens": patterns}, tuple(patterns))]


def _existence_fix(reader: Reader) -> tuple[dict[str, Any], list[str]]:
    """The fix that an action is here, and what the message's places hold."""
    name, params = reader.action()
    if name == "remove":
        return {"remove": True, "title": reader.local("Take it out")}, ["{match}", ""]
    if name == "replace" and len(params) == 1 and params[0].strip():
        written = params[0].replace("\\", "\\\\")
        return {"replace": written, "title": reader.local(_TITLE)}, ["{match}", "{replacement}"]
    if name == "replace" and params:
        reader.notes.append("the action offers several replacements; they stand in the message only")
        return {}, ["{match}", offered(params)]
    if name:
        if uses(reader.message, 1):
            raise NotTakenError(f"its message shows what the action '{name}' makes, which is not done here")
        reader.notes.append(f"the action '{name}' is left out")
    return {}, ["{match}", "{match}"]


def occurrence(reader: Reader) -> list[Seed]:
    """How often `token` may stand in the scope; Vale puts no word edges around it."""
    token = reader.text("token")
    view = reader.view([token])
    piece = reader.piece(token, view)
    most, least = reader.count("max"), reader.count("min")
    if not most and not least:
        raise NotTakenError("neither 'max' nor 'min' is given")
    body = {**reader.head("occurrence", ["{value}"]), **reader.case(view), "token": piece, "nonword": True}
    if most:
        body["max"] = most
        reader.notes.append("the place is the first one too many; Vale shows the first of all")
    if least:
        body["min"] = least
    return [Seed(body, (piece,), times=most + 1 if most else 0)]


def repetition(reader: Reader) -> list[Seed]:
    """A match of a token twice in a row."""
    if reader.count("max"):
        raise NotTakenError("'max' of a repetition is not known here; a word may not stand twice in a row")
    folded = reader.flag("ignorecase")  # what is compared is the text, so its case counts in any pattern
    view = View(folded, folded)
    patterns = reader.each("token", reader.texts("tokens"), view, captures=False)
    if not patterns:
        return []
    body = {**reader.head("repetition", [REPEATED]), **reader.case(view), **reader.exceptions(view)}
    if reader.flag("alpha"):
        body["alpha"] = True
    return [Seed({**body, "tokens": patterns}, tuple(f"({one}) \\1" for one in patterns))]


def consistency(reader: Reader) -> list[Seed]:
    """Both sides of a pair in one text."""
    pairs = reader.mapping("either")
    view = reader.view([side for pair in pairs.items() for side in pair])
    either: dict[str, str] = {}
    for one, other in pairs.items():
        try:
            either[reader.piece(one, view)] = reader.piece(other, view)
        except NotTakenError as error:
            reader.lost.append(f"pair '{one}': {error}")
    if not either:
        return []
    body = {**reader.head("consistency", ["{match}"]), **reader.case(view), "either": either}
    if reader.flag("nonword"):
        body["nonword"] = True
    return [Seed(body, tuple(either.items()))]


def conditional(reader: Reader) -> list[Seed]:
    """`first` asks for `second`; where that has a group, for one that holds the very same text.

    Vale reads both with their capitals, whatever `ignorecase` says.
    """
    view = View(False, False)
    groups = parse(reader.text("second")).state.groups - 1
    if groups > 1:
        raise NotTakenError("'second' has several groups; here it may have one")
    first = reader.piece(reader.text("first"), view, captures=False)
    second = reader.piece(reader.text("second"), view)
    reader.notes.append("what is said twice is shown once, and all of the reply counts, not one block")
    body = {**reader.head("conditional", ["{match}"]), "ignorecase": False, **reader.exceptions(view)}
    return [Seed({**body, "first": f"({first})" if groups else first, "second": second}, (first,))]


def capitalization(reader: Reader) -> list[Seed]:
    """The case of a text; here of its first line."""
    match = reader.text("match")
    if uses(reader.message, 1):
        raise NotTakenError("its message shows the text as it should be, which is not made here")
    for key in ("threshold", "indicators", "prefix"):
        if reader.data.get(key):
            reader.notes.append(f"'{key}' is left out")
    reader.notes.append("only the first line is looked at, and every word of it counts")
    body = reader.head("capitalization", ["{match}"])
    body.pop("scope", None)
    words = [word for entry in reader.texts("exceptions") for word in entry.split()]
    if match == "$title" and str(reader.data.get("style", "AP")) == "Chicago":
        words += _LONG_PREPOSITIONS.split()
    body["match"] = CASES.get(match) or whole_text(match).text
    spared = reader.each("exception", words, View(False, False))
    if spared and match in CASES:
        body["exceptions"] = spared
    elif spared:
        reader.notes.append("the exceptions of a pattern of its own are left out")
    return [Seed(body, (), texts=_WRONG_CASES)]


def metric(reader: Reader) -> list[Seed]:
    """A formula over counts of the text."""
    sign, limit = condition(reader.text("condition"))
    body = reader.head("metric", ["{value}"])
    body.pop("scope", None)
    body |= {"limit": limit, "formula": formula(reader.text("formula")), "condition": f"{sign} {{limit}}"}
    if uses(reader.message, 0):
        reader.notes.append("the figure is shown as short as it can be, not with two decimals")
    short = "The parcel left today."
    heavy = "Unquestionably, incomprehensible organizational responsibilities necessitate extraordinary considerations"
    long = "It left, and " * 60 + "it came."
    texts = (
        short,
        f"{heavy}, {heavy.lower()}.",
        *(f"{short} " * n for n in (5, 30, 120)),
        long,
        f"{heavy}. " * 12,
    )
    return [Seed(body, (), texts=tuple(map(str.strip, texts)))]


KINDS: Mapping[str, Callable[[Reader], list[Seed]]] = {
    "existence": existence,
    "substitution": substitution,
    "occurrence": occurrence,
    "repetition": repetition,
    "consistency": consistency,
    "conditional": conditional,
    "capitalization": capitalization,
    "metric": metric,
}
