"""Reads the customer's turns of a thread: intent, mood, scenario and risks as the thread stands now, with evidence.

It must never read what an agent or a bot wrote as a feeling, nor guess at a language it has no signals for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import takewhile
from typing import NamedTuple

from voicekit.guideline.compiled import Guideline
from voicekit.text.language import identify
from voicekit.triage.signs import Signs, signs_of
from voicekit.triage.times import moment
from voicekit.types import LANGUAGES, Conversation, Evidence, Mood, Triage, Turn

RISKS = (
    "self_harm", "safety", "fraud_privacy", "legal", "press", "discrimination", "abuse", "bereavement", "vulnerable",
    "repeated", "churn",
)  # fmt: skip
"""Every risk there is, gravest first."""
_INTENTS = ("complaint", "praise", "request", "question")
"""Where two weigh the same, the earlier one is what the message is about."""
_ENOUGH = 0.49
_ANGERED = 0.7
_TROUBLED = 0.45
"""What trouble, less what calms, makes a customer frustrated."""
_CALMING = 0.7
_LASTING = 0.65
"""How much of the mood before our reply is left after it."""
_COOL = {"question": 0.5, "request": 0.5, "praise": 0.2}
_GRIEVANCES = frozenset({"safety", "legal", "discrimination", "repeated", "abuse"})
_NOT_OURS = frozenset({"bereavement", "fraud_privacy"})
"""What frustrates customers and is seldom our fault."""
_HARD = {"self_harm": 0.4, "discrimination": 0.3, "vulnerable": 0.2, "repeated": 0.2}
"""What lies heavy on a customer, however calm the words."""
_SILENCE = timedelta(hours=12)
"""A customer who writes for the third time after this long without an answer has asked repeatedly."""
_SCENARIOS = {
    "self_harm": "crisis", "bereavement": "bereavement", "safety": "injury", "fraud_privacy": "fraud", "abuse": "abuse",
}  # fmt: skip
"""The scenario a risk puts a thread in, where the guideline has it."""


class _Said(NamedTuple):
    """One turn of the customer's that could be read."""

    number: int
    signs: Signs


def triage(guideline: Guideline, conversation: Conversation, language: str | None = None) -> Triage:
    """What the customer's turns show; `language` (a code) is that of a message too short to tell its own.

    Everything is None where there is no turn of the customer's with words, or none in a language with signals.
    """
    turns = conversation.turns
    own = [
        (number, turn.text)
        for number, turn in enumerate(turns)
        if turn.role == "customer" and turn.text.strip()
    ]
    said, unread = _read(guideline, own, _stated(conversation, language, guideline))
    if not said:
        return Triage(unread=tuple(unread))
    newest = _newest(turns, said)
    scores = _sum(newest)
    risks = [risk for risk in RISKS if any(each.signs.scores.get(risk, 0.0) > _ENOUGH * 2 for each in said)]
    if "repeated" not in risks and _unanswered(turns):
        risks.append("repeated")
        risks.sort(key=RISKS.index)
    mood = _mood(turns, said, risks)
    intent = _intent(turns, said, risks, mood)
    scenario = _scenario(guideline, risks, scores, intent)
    wanted = {*risks, f"mood.{mood}", f"intent.{intent}", f"scenario.{scenario}"}
    if mood != "calm":  # anger may have cooled to it, and both count towards it
        wanted |= {"mood.angry", "mood.frustrated"}
    return Triage(intent, mood, scenario, tuple(risks), tuple(_evidence(said, wanted)), tuple(unread))


def _stated(conversation: Conversation, language: str | None, guideline: Guideline) -> str:
    if language in LANGUAGES:
        return str(language)
    code = identify("", conversation.locale).code if conversation.locale else None
    return code if code in LANGUAGES else guideline.default_language


def _read(guideline: Guideline, own: Sequence[tuple[int, str]], stated: str) -> tuple[list[_Said], list[int]]:
    """The signs of each message in its own language, and the numbers of those in a language without signals.

    Where its language is a guess, a message is also read as `stated`; one that then shows nothing, and may well be in
    a language without signals, is unread.
    """
    said: list[_Said] = []
    unread: list[int] = []
    for number, text in own:
        guess = identify(text)
        codes = [guess.code or stated] if guess.sure else [stated, guess.code or stated]
        if stated == guideline.default_language:
            codes.reverse()
        readings = [signs_of(guideline, text, code) for code in dict.fromkeys(codes)]
        signs = next((one for one in readings if one and one.said), None if None in readings else readings[0])
        if signs is None:
            unread.append(number)
        else:
            said.append(_Said(number, signs))
    return said, unread


def _newest(turns: Sequence[Turn], said: Sequence[_Said]) -> list[_Said]:
    """The customer's messages since the last reply of ours; where that came last, those before it."""
    runs = _runs(turns, said)
    return runs[-1]


def _runs(turns: Sequence[Turn], said: Sequence[_Said]) -> list[list[_Said]]:
    """The customer's messages in runs, each run between two replies of ours; `said` is not empty."""
    runs: list[list[_Said]] = []
    last = -1
    for each in said:
        answered = (
            any(turn.role != "customer" for turn in turns[last + 1 : each.number]) if last >= 0 else True
        )
        if answered:
            runs.append([])
        runs[-1].append(each)
        last = each.number
    return runs


def _sum(said: Iterable[_Said]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for each in said:
        for name, score in each.signs.scores.items():
            scores[name] = scores.get(name, 0.0) + score
    return scores


def _mood(turns: Sequence[Turn], said: Sequence[_Said], risks: Sequence[str]) -> Mood:
    """The mood of the newest run, with what is left of that before it.

    Anger that has not cooled down is frustration. A polite question takes more to be frustrated than a tale of woe, and
    what a customer is going through counts as well as the words for it.
    """
    runs = _runs(turns, said)
    now, before = _sum(runs[-1]), _sum(each for run in runs[:-1] for each in run)
    angry, frustrated, calm = (now.get(f"mood.{mood}", 0.0) for mood in ("angry", "frustrated", "calm"))
    if angry - calm / 2 > _ANGERED:
        return "angry"
    felt = (
        before.get("mood.angry", 0.0) + before.get("mood.frustrated", 0.0) - before.get("mood.calm", 0.0) / 2
    )
    cool = {} if "self_harm" in risks else _COOL
    trouble = (
        angry + frustrated - _CALMING * min(calm, 1.5)
        + _LASTING * _part(felt)
        + _part(before.get("mood.angry", 0.0)) / 5
        + _part(before.get("intent.complaint", 0.0)) / 4
        + _part(now.get("intent.complaint", 0.0)) / 8
        - sum(weight * _part(now.get(f"intent.{intent}", 0.0)) for intent, weight in cool.items())
        + sum(_HARD.get(risk, 0.0) for risk in risks)
    )  # fmt: skip
    return "frustrated" if trouble > _TROUBLED else "calm"


def _part(score: float) -> float:
    """A score of which no more than 1 counts."""
    return min(1.0, max(0.0, score))


def _intent(turns: Sequence[Turn], said: Sequence[_Said], risks: Sequence[str], mood: Mood) -> str:
    """What the newest run is about; how the customer feels tells a complaint from a question about what went wrong."""
    person = max((n for n, turn in enumerate(turns) if turn.role == "agent"), default=-1)
    if any(
        each.signs.scores.get("intent.wants_human", 0.0) > _ENOUGH * 2
        for each in said
        if each.number > person
    ):
        return "wants_human"
    runs = _runs(turns, said)
    now = _sum(runs[-1])
    scores = {intent: now.get(f"intent.{intent}", 0.0) for intent in _INTENTS}
    if "self_harm" in risks:  # nobody who says farewell complains or wants to know
        scores["complaint"] -= 0.2
        scores["question"] /= 2
    elif mood == "angry":
        scores["complaint"] += 1.0
    elif mood == "frustrated":
        before = _sum(each for run in runs[:-1] for each in run)
        blamed = 0.2 if _NOT_OURS.intersection(risks) else 0.7
        scores["complaint"] += blamed + 0.4 * _part(before.get("intent.complaint", 0.0))
    elif _GRIEVANCES.isdisjoint(risks) and max(scores["request"], scores["question"]) > _ENOUGH:
        scores["complaint"] *= 0.8  # a fault that a calm question or wish is about
    if "bereavement" in risks or now.get("scenario.privacy_request", 0.0) > _ENOUGH * 2:
        scores["request"] += 0.6
    best = max(_INTENTS, key=lambda intent: (scores[intent], -_INTENTS.index(intent)))
    return best if scores[best] > _ENOUGH else "other"


def _scenario(
    guideline: Guideline, risks: Sequence[str], scores: dict[str, float], intent: str
) -> str | None:
    shown = {
        name.removeprefix("scenario."): score
        for name, score in scores.items()
        if name.startswith("scenario.") and score > _ENOUGH * 2
    }
    known = [name for name in shown if name in guideline.scenarios]
    for risk, name in _SCENARIOS.items():
        wish = (
            risk == "fraud_privacy" and "privacy_request" in known
        )  # their own data, and nobody took anything
        if risk in risks and name in guideline.scenarios and not wish:
            return name
    if known:
        return max(known, key=lambda name: shown[name])
    return intent if intent in guideline.scenarios else None


def _unanswered(turns: Sequence[Turn]) -> bool:
    """Whether the customer wrote three times over half a day or more, and nobody answered."""
    run = takewhile(lambda turn: turn.role == "customer", reversed(turns))
    times = [time for time in (moment(turn.at) for turn in run) if time is not None]
    return len(times) >= 3 and max(times) - min(times) >= _SILENCE


def _evidence(said: Iterable[_Said], wanted: set[str]) -> Iterable[Evidence]:
    for each in said:
        for sign in each.signs.signs:
            if sign.shows in wanted and sign.weight > 0:
                yield Evidence(sign.shows, each.number, sign.span, sign.text)
