"""Makes rules for benchmarks from a corpus, the same ones for the same seed, of the shapes real packs use.

It must never make rules that hit nothing, which are fast for nothing: how often they hit a text is asked for, and
`tuned` measures it with the engine itself.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from voicekit.check import check
from voicekit.guideline.compile import build_indexes, dump_rules, sides
from voicekit.guideline.compiled import Guideline, Rule
from voicekit.types import Conversation, Draft

SEED = 20261122
SPEAKING = 0.25
"""Share of the rules whose phrase stands in the corpus. Most rules of a real guideline are silent on most days."""
_CLOSE = 0.05


def phrases(texts: Sequence[str], count: int, hits_per_text: float, seed: int = SEED) -> list[str]:
    """`count` distinct phrases of two to four words that together stand about `hits_per_text` times in each text.

    A quarter of them stands in the corpus, each about equally often; the others are near misses: such a phrase with
    one word changed, so that the matcher meets their words and must still say no.
    """
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    for text in texts:
        words = re.findall(r"[a-z']+", text.lower())
        for size in (2, 3, 4):
            seen.update(" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    pool = sorted(phrase for phrase in seen if "'" not in phrase)
    chance.shuffle(pool)
    speaking = _speaking(pool, seen, max(1, round(count * SPEAKING)), hits_per_text * len(texts))
    return _near_misses(speaking, pool, seen, count, chance)


def _speaking(pool: Sequence[str], seen: Counter[str], count: int, wanted: float) -> list[str]:
    chosen: list[str] = []
    total = 0
    for phrase in pool:
        left = count - len(chosen)
        # Keep the running mean near the target: skip what is too common or too rare for what is left.
        mean = (wanted - total) / max(1, left)
        if not left or mean <= 0:
            break
        if min(mean / 3, 100) <= seen[phrase] <= max(1.0, 3 * mean):
            chosen.append(phrase)
            total += seen[phrase]
    return chosen


def _near_misses(
    chosen: list[str], pool: Sequence[str], seen: Counter[str], count: int, chance: random.Random
) -> list[str]:
    known = set(chosen)
    vocabulary = sorted({word for phrase in pool for word in phrase.split()})
    while len(chosen) < count:
        words = chance.choice(pool).split()
        words[chance.randrange(len(words))] = chance.choice(vocabulary)
        phrase = " ".join(words)
        if phrase not in seen and phrase not in known:
            known.add(phrase)
            chosen.append(phrase)
    return chosen


def pattern(phrase: str, chance: random.Random) -> str:
    """A regex that matches `phrase` and some of its neighbours, in one of the shapes packs use."""
    words = phrase.split()
    shape = chance.randrange(6)
    if shape == 0:
        words[0] = f"(?:{words[0]}|{words[-1]}s|kindly)"
    elif shape == 1:
        words.insert(1, "(?:very |really )?" + words.pop(1))
    elif shape == 2:
        words[-1] += "(?:s|ed|ing)?"
    elif shape == 3:
        words[0] = f"[{words[0][0]}q]{words[0][1:]}"
    elif shape == 4:
        words[-1] += r"\w{0,6}"
    return " ".join(words)


def rules(texts: Sequence[str], count: int, hits_per_text: float, seed: int = SEED) -> list[Rule]:
    """`count` existence rules with warnings, some with a replacement."""
    chance = random.Random(seed + 1)
    made: list[Rule] = []
    for number, phrase in enumerate(phrases(texts, count, hits_per_text, seed)):
        source = rf"\b(?:{pattern(phrase, chance)})\b"
        swap = number % 4 == 0
        made.append(
            Rule(
                id=f"bench.rule-{number}", kind="substitution" if swap else "existence", pack="bench",
                languages=("en",), dimension="voice", severity="warning", blocking=False, sureness="sure",
                message={"en": "Say '{match}' another way."}, why={"en": "Made for measuring."}, source=None,
                when=None, unless=None, scope="prose", exceptions=(), ignorecase=True, limit=None,
                body={"tokens": [source], "replacements": ["plain words"], "safety": "unsafe", "title": {}}
                if swap else {"tokens": [source]},
            )
        )  # fmt: skip
    return made


def guideline(made: Sequence[Rule]) -> Guideline:
    """A guideline of `made` rules alone, with one channel and an English readability band."""
    return Guideline(
        {
            "ref": ("bench", "1", ""),
            "title": "Bench",
            "languages": ["en"],
            "default_language": "en",
            "revise_at": "warning",
            "bands": {"en": ("flesch_reading_ease", 60.0, None)},
            "channels": {"default": ("default", "Default", "private", None, None, None)},
            "scenarios": [],
            "signals": {},
            "policy": None,
            "keep": [],
            "own": [],
            "rules": dump_rules(made),
            "sides": sides(made),
            "indexes": build_indexes(made),
        }
    )


def findings_per_text(judged: Guideline, texts: Sequence[str]) -> float:
    """Mean number of findings of a whole check."""
    talk = Conversation()
    return sum(len(check(judged, talk, Draft(text)).findings) for text in texts) / len(texts)


def tuned(
    texts: Sequence[str], count: int, aim: float = 2.0, seed: int = SEED
) -> tuple[list[Rule], Guideline, float]:
    """`count` rules that give `aim` findings a text, as the engine counts them: the rules, their guideline, the mean.

    A pattern finds more than its phrase, so what is asked of the generator is moved until the engine's mean is within
    5 % of `aim`, at most eight times; the nearest is given back.
    """
    asked = aim
    best: tuple[list[Rule], Guideline, float] | None = None
    for _ in range(8):
        made = rules(texts, count, asked, seed)
        judged = guideline(made)
        mean = findings_per_text(judged, texts)
        if best is None or abs(mean - aim) < abs(best[2] - aim):
            best = (made, judged, mean)
        if abs(mean - aim) <= _CLOSE * aim:
            break
        asked *= aim / mean if mean else 2.0
    assert best is not None  # the loop has run
    return best
