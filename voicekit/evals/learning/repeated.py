"""Sentences that many replies share, with a blank where they differ: candidates for templates.

It must never give a word that may be a name: what no list of common words knows becomes a blank.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from voicekit.evals.learning.proposals import LEAST, Proposal, is_common
from voicekit.evals.learning.replies import PLACEHOLDER, Seen
from voicekit.text.document import Document
from voicekit.text.entities import find_entities
from voicekit.text.entities.name_words import lists
from voicekit.text.fold import fold_plain

MOST = 30
"""Sentences a language, the most frequent first: a lead reads no more."""
_SHORTEST = 5
_LONGEST = 60
_FILLERS = 5
"""Different words in one place from which on the place is a blank."""
_BLANKS = {
    "NAME": "name", "EMAIL": "email", "PHONE": "phone", "ID": "number", "STREET": "address", "LINK": "link",
    "HANDLE": "handle",
}  # fmt: skip
_FACTS = ("amount", "date", "time")
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f{}⟦⟧]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DIGITS = re.compile(r"\w*\d[\w.,:/-]*\w|\d")
_SAME_AGAIN = re.compile(r"(\{\{\w+\}\})(?:[ ,.&-]{1,3}\1)+")
_BLANK = re.compile(r"\{\{\w+\}\}")


def repeated(seen: Sequence[Seen], keep: Iterable[str] = ()) -> list[Proposal]:
    """The sentences that at least LEAST replies of a language share, most replies first; `keep` are public names.

    `share` is of the language's replies. Sentences that differ in one word only are one, where that word varies.
    """
    public = {part for name in keep for part in fold_plain(name).split()}
    found: list[Proposal] = []
    for language in sorted({one.language for one in seen}):
        ours = [one for one in seen if one.language == language]
        counts: Counter[str] = Counter()
        written: dict[str, Counter[str]] = defaultdict(Counter)
        cut: dict[str, str] = {}
        known = public | _written_small(ours)
        for one in ours:
            met = set()
            for sentence in one.sentences:
                if sentence not in cut:
                    cut[sentence] = _with_blanks(sentence, language, known)
                shape = cut[sentence]
                if shape:
                    key = fold_plain(shape)
                    written[key][shape] += 1
                    met.add(key)
            counts.update(met)
        # A sentence that is said often enough stands as it is; the others may do so together.
        often = {key: count for key, count in counts.items() if count >= LEAST}
        rest = {written[key].most_common(1)[0][0]: count for key, count in counts.items() if count < LEAST}
        shown = {written[key].most_common(1)[0][0]: count for key, count in often.items()} | _merged(rest)
        for text, count in sorted(shown.items(), key=lambda item: (-item[1], item[0]))[:MOST]:
            found.append(Proposal("template", "", language, text, count, count / len(ours), "proposed"))
    return found


def _written_small(seen: Iterable[Seen]) -> set[str]:
    """Words that enough replies write in small letters to be no names."""
    counts: Counter[str] = Counter()
    for one in seen:
        counts.update(
            {word for sentence in one.sentences for word in _WORD.findall(sentence) if word.islower()}
        )
    return {word for word, count in counts.items() if count >= LEAST and word not in lists().given}


def _with_blanks(sentence: str, language: str, known: set[str]) -> str:
    """The sentence with a blank for each fact and each word that may be a name; "" where too little is left."""
    if (
        sentence[0].islower()
        or _HIDDEN.search(PLACEHOLDER.sub("", sentence))
        or not _SHORTEST <= len(sentence.split()) <= _LONGEST
    ):
        return ""
    text = PLACEHOLDER.sub(lambda found: f"{{{{{_BLANKS.get(found[1], 'detail')}}}}}", sentence)
    for entity in reversed(find_entities(Document(text, language))):
        if entity.kind in _FACTS:
            text = f"{text[: entity.span.start]}{{{{{entity.kind}}}}}{text[entity.span.end :]}"
    pieces = re.split(r"(\{\{\w+\}\})", text)
    for at in range(0, len(pieces), 2):
        piece = _DIGITS.sub("{{number}}", pieces[at])
        parts = re.split(r"(\{\{\w+\}\})", piece)
        for place in range(0, len(parts), 2):
            opening = at == 0 and place == 0
            parts[place] = _without_names(parts[place], language, known, opening=opening)
        pieces[at] = "".join(parts)
    text = _SAME_AGAIN.sub(r"\1", "".join(pieces))
    left = _WORD.findall(_BLANK.sub(" ", text))
    return text if len(left) >= _SHORTEST - 1 else ""


def _without_names(text: str, language: str, known: set[str], *, opening: bool) -> str:
    """`text` without capitalised words that are no common ones; in Vietnamese, without all but an opening capital."""

    def blank(word: re.Match[str]) -> str:
        low = word[0].casefold()
        bare = re.split(r"['’]", low)
        if not word[0][0].isupper() or low in known or len(word[0]) == 1:
            return word[0]
        first = opening and not text[: word.start()].strip(" \"'“”„«»(-–—")
        if language == "vi":
            goes_on = re.match(r" [^\W\d_]", text[word.end() :]) and text[word.end() + 1].isupper()
            return word[0] if first and not goes_on else "{{word}}"
        return word[0] if all(is_common(part, language) or len(part) < 3 for part in bare) else "{{word}}"

    return _WORD.sub(blank, text)


def _merged(counts: dict[str, int]) -> dict[str, int]:
    """Sentences that differ in one place, with a blank there, and how many replies have one of them."""
    at_place: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    for key, count in counts.items():
        tokens = key.split()
        for place in range(len(tokens)):
            others = hash((*tokens[:place], None, *tokens[place + 1 :]))
            at_place[place, others].append((key, count))
    groups = [
        (sum(count for _, count in group), place, group)
        for (place, _), group in at_place.items()
        if len(group) >= _FILLERS
    ]
    found: dict[str, int] = {}
    taken: set[str] = set()
    for total, place, group in sorted(groups, key=lambda one: (-one[0], one[1], one[2])):
        if total < LEAST or any(key in taken for key, _ in group):
            continue
        tokens = group[0][0].split()
        end = re.search(r"[.,!?;:]*\Z", tokens[place])
        tokens[place] = "{{word}}" + (end[0] if end else "")
        found[_SAME_AGAIN.sub(r"\1", " ".join(tokens))] = total
        taken.update(key for key, _ in group)
    return found
