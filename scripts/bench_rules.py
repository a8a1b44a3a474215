"""Makes rules for benchmarks from a corpus, the same ones for the same seed, of the shapes real packs use.

Phrases are drawn from the corpus itself so that a known number of them is seen per reply: a rule set that hits
nothing is fast for nothing.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from voicekit.guideline.compile import build_indexes, dump_rules, sides
from voicekit.guideline.compiled import Guideline, Rule

SEED = 20261122


def phrases(texts: Sequence[str], count: int, hits_per_text: float, seed: int = SEED) -> list[str]:
    """`count` distinct phrases of two to four words that together stand about `hits_per_text` times in each text."""
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    for text in texts:
        words = re.findall(r"[a-z']+", text.lower())
        for size in (2, 3, 4):
            seen.update(" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    pool = sorted(phrase for phrase in seen if "'" not in phrase)
    chance.shuffle(pool)
    wanted = hits_per_text * len(texts)
    chosen: list[str] = []
    total = 0
    for phrase in pool:
        left = count - len(chosen)
        if not left:
            break
        # Keep the running mean near the target: skip a phrase that is too common or too rare for what is left.
        mean = (wanted - total) / left
        if seen[phrase] <= max(1.0, 3 * mean):
            chosen.append(phrase)
            total += seen[phrase]
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
    elif shape == 3 and words[0]:
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
            "keep": [],
            "own": [],
            "rules": dump_rules(made),
            "sides": sides(made),
            "indexes": build_indexes(made),
        }
    )
