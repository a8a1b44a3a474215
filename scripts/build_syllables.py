"""Builds voicekit/text/data/syllables_en.txt from the CMU Pronouncing Dictionary, or measures the counts against it.

    python scripts/build_syllables.py cmudict.dict            writes the table
    python scripts/build_syllables.py cmudict.dict --measure  prints the share of words that come out right

The dictionary (a plain text file, one `word PH ON EM ES` a line) is fetched by hand and never part of this repository;
the table holds only the words whose count the rule gets wrong. It must never be needed to install or run voicekit.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from voicekit.text import syllables  # noqa: E402

TABLE = ROOT / "voicekit" / "text" / "data" / "syllables_en.txt"
HEADER = """\
# English words whose syllables the vowel-group rule of voicekit/text/syllables.py miscounts, by first two letters.
# Made by scripts/build_syllables.py from the CMU Pronouncing Dictionary (its licence: LICENSE-cmudict.txt).
"""
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def gold(path: Path) -> dict[str, int]:
    """Word to the number of vowel phones in its first pronunciation, for words of plain letters."""
    counts: dict[str, int] = {}
    for line in path.read_text("utf-8").splitlines():
        word, *phones = line.partition("#")[0].split() or [""]
        if WORD.fullmatch(word):
            number = sum(phone[-1].isdigit() for phone in phones)
            if number:
                counts.setdefault(word, number)
    return counts


def build(counts: dict[str, int]) -> str:
    """The table: words with an apostrophe are judged with the others already in it."""
    lines: dict[str, dict[int, list[str]]] = {}
    install({})
    for word in sorted(counts, key=lambda word: ("'" in word, word)):
        if syllables.rule_en(word) != counts[word]:
            lines.setdefault(word[:2], {}).setdefault(counts[word], []).append(word)
            part = syllables._table.setdefault(word[:2], {})
            assert isinstance(part, dict)
            part[word] = counts[word]
    rows = [
        " ".join([key, *(f"{number} {' '.join(sorted(words))}" for number, words in sorted(parts.items()))])
        for key, parts in sorted(lines.items())
    ]
    return "\n".join([HEADER.rstrip(), *rows]) + "\n"


def install(words: dict[str, int]) -> None:
    """Make these the only exceptions."""
    syllables._table.clear()
    syllables._table["#"] = {}
    for word, number in words.items():
        part = syllables._table.setdefault(word[:2], {})
        assert isinstance(part, dict)
        part[word] = number


def measure(counts: dict[str, int]) -> str:
    """Accuracy by rule alone and with the table, and on words the table was not allowed to see."""
    size = len(counts)
    tabled = sum(syllables.count(word, "en") == count for word, count in counts.items())
    table = {word: number for word in counts if (number := syllables.exception_en(word)) is not None}
    words = set(random.Random(7).sample(sorted(counts), size // 5))
    install({word: count for word, count in table.items() if word not in words})
    unseen = sum(syllables.count(word, "en") == counts[word] for word in words)
    install({})
    ruled = sum(syllables.count(word, "en") == count for word, count in counts.items())
    return (
        f"n={size}: rule {ruled / size:.2%}, with the table {tabled / size:.2%}; "
        f"a fifth held out of the table (n={len(words)}): {unseen / len(words):.2%}; table {len(table)} words"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    counts = gold(arguments.dictionary)
    if arguments.measure:
        print(measure(counts))
    else:
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text(build(counts), "ascii")
        print(f"{TABLE}: {TABLE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
