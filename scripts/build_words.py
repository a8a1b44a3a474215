"""Counts words in public texts and writes the word lists that hashtags are cut by: `build_words.py DATA_FOLDER`.

Only word forms are kept, no sentence. Reads the JSONL rows described in the data folder's own README (fields `lang`,
`text` or `turns`); writes voicekit/text/data/words-<language>.txt, forms seen three times, and known-<language>.txt,
further forms of five letters and more that are words and no slips: what is rarer in edited text counts as well.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

FILES = (
    "tone.jsonl", "conversations_star.jsonl", "readability_en.jsonl", "readability_de.jsonl", "banking_intents.jsonl",
    "safety_reports.jsonl",
)  # fmt: skip
OUT = Path(__file__).parent.parent / "voicekit" / "text" / "data"
SEEN = 3
MOST = 12_000
EDITED = {"en": 2, "de": 1, "fr": 1, "ru": 1}
"""How often a form must have been seen to be no slip; English rows are mostly what people typed in a hurry."""
SHORT = {
    "en": "a i am an as at be by do go he if in is it me my no of on or so to up us we",
    "de": "ab am an da du er es im in ja so um wo zu",
    "fr": "au ce de du en et il je la le ma me ne ni on ou sa se si ta te tu un va",
    "ru": "а в до за и из к мы на не но о он от по с со то ты у",
}


def main() -> None:
    folder = Path(sys.argv[1])
    counts: dict[str, Counter[str]] = {language: Counter() for language in SHORT}
    for name in FILES:
        for line in (folder / name).open(encoding="utf-8"):
            row = json.loads(line)
            counter = counts.get(row["lang"])
            if counter is None:
                continue
            texts = [row["text"]] if "text" in row else [turn["text"] for turn in row["turns"]]
            for text in texts:
                counter.update(re.findall(r"[^\W\d_]{3,20}", text.casefold()))
    for language, counter in counts.items():
        words = [word for word, count in counter.most_common(MOST) if count >= SEEN]
        lines = sorted({*words, *SHORT[language].split()})
        (OUT / f"words-{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        known = {word for word, count in counter.items() if count >= EDITED[language] and len(word) >= 5}
        rest = sorted(known.difference(lines))
        (OUT / f"known-{language}.txt").write_text("\n".join(rest) + "\n", encoding="utf-8")
        print(language, len(lines), len(rest))


if __name__ == "__main__":
    main()
